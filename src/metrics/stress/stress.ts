/**
 * The stress test: what becomes of each user if each part of a network were lost for a while, one at a time. Each loss,
 * for each duration, is a lane of the kernel.
 */
import { type Outcome, outcome } from '../../issue.ts';
import { compile } from '../../model/compile.ts';
import type { Model } from '../../model/network.ts';
import { centralValues, parametersOf } from '../../model/parameters.ts';
import { undisturbed } from '../../model/undisturbed.ts';
import { lanesFor, steppedBlock } from '../../simulation/kernel/block.ts';
import { createKernel, type Kernel } from '../../simulation/kernel/kernel.ts';
import { emptyRun } from '../../simulation/record.ts';
import { meterOf } from '../measures.ts';
import { type Closing, withClosings } from './closing.ts';
import { type Concentration, concentrationOf, materialOf } from './concentration.ts';
import { type Loss, lossesOf } from './losses.ts';
import { type StressQuestion, stretchOf } from './question.ts';

/** What becomes of one demand. */
export interface Exposure {
  /** Days from the disruption; NaN: it survives the run. */
  readonly timeToSurvive: number;
  /** Days; NaN: not within the run. */
  readonly timeToRecover: number;
  /** The share of its need that it goes without. */
  readonly want: number;
  /** Tonnes or pieces. */
  readonly shortage: number;
  /** Money; undefined where the file gives no worth. */
  readonly loss: number | undefined;
}

/** One loss: what becomes of each demand, by position, for each duration asked about. */
export interface Stressed {
  readonly loss: Loss;
  readonly byWeeks: readonly (readonly Exposure[])[];
  /** Its risk exposure: the greatest want of a user in focus, whatever the duration. */
  readonly index: number;
}

export interface StressFound {
  /** The model that was stressed: of the undisturbed world, or as written. */
  readonly model: Model;
  readonly question: StressQuestion;
  /** Positions of the demands that are ranked by: those in focus, or all; and all, those first. */
  readonly ranked: readonly number[];
  readonly users: readonly number[];
  /** With nothing lost. */
  readonly base: readonly Exposure[];
  /** By index, the greatest first; equal ones by who runs short first, then by kind and id. */
  readonly losses: readonly Stressed[];
  /** Of the stages that the ranked users are fed from. */
  readonly concentration: readonly Concentration[];
}

/** Loses everything that a question asks about, in the central run: assumptions central, no noise. */
export function stress(written: Model, question: StressQuestion): Outcome<StressFound> {
  const model = question.world === 'undisturbed' ? compile(undisturbed(written.scenario)) : written;
  const losses = lossesOf(model, question.kinds);
  const closings = losses.flatMap(({ flows }) =>
    question.weeks.map((weeks) => ({ flows, ...stretchOf(model, weeks) })),
  );
  const found = exposuresOf(model, [undefined, ...closings]);
  if (!found.ok) return found;
  const [base, ...all] = found.value;
  const { demands, focus } = model.scenario;
  const each = demands.map((_, k) => k);
  const focused = focus.map((id) => demands.findIndex((one) => one.id === id));
  const ranked = focused.length > 0 ? focused : each;
  const stressed = losses.map((loss, n): Stressed => {
    const byWeeks = all.slice(n * question.weeks.length, (n + 1) * question.weeks.length);
    return { loss, byWeeks, index: Math.max(...byWeeks.flatMap((users) => ranked.map((k) => users[k].want))) };
  });
  const calm = compile(undisturbed(written.scenario));
  // Stages that feed none of those in focus are left out.
  const concerns = new Set([...upstreamOf(model, ranked)].map((j) => materialOf(model.scenario.stockpiles[j])));
  const start = parametersOf(calm, centralValues(calm));
  if (!start.ok) return start;
  return outcome(
    {
      ...{ model, question, ranked, base },
      users: [...ranked, ...each.filter((k) => !ranked.includes(k))],
      losses: stressed.toSorted((a, b) => b.index - a.index || compare(soonest(a, ranked), soonest(b, ranked))),
      concentration: concentrationOf(calm, start.value).filter(({ material }) => concerns.has(material)),
    },
    [],
  );
}

/** The stockpiles that some demands draw on, and all that these are fed from. */
function upstreamOf({ network }: Model, demands: readonly number[]): Set<number> {
  const { drawsFrom, inputs, inputOwner, to } = network;
  const found = new Set(demands.map((k) => drawsFrom[k]));
  for (const j of found) {
    for (const [n, source] of inputs.items.entries()) if (to[inputOwner[n]] === j) found.add(source);
  }
  return found;
}

/** Days until the first of some users is short, whatever the duration; ∞: never. */
export function soonest({ byWeeks }: Pick<Stressed, 'byWeeks'>, users: readonly number[]): number {
  const days = byWeeks.flatMap((all) => users.map((k) => all[k].timeToSurvive));
  return Math.min(...days.map((one) => (Number.isNaN(one) ? Number.POSITIVE_INFINITY : one)));
}

/** Two infinities are equal, though they have no difference. */
const compare = (one: number, other: number) => (one === other ? 0 : one - other);

/** What becomes of each demand under each closing, lane by lane in blocks. */
export function exposuresOf(
  model: Model,
  closings: readonly (Closing | undefined)[],
  kernel: Kernel | undefined = createKernel(),
): Outcome<Exposure[][]> {
  const size = lanesFor(model.network);
  const centre = centralValues(model);
  const exposures: Exposure[][] = [];
  for (let at = 0; at < closings.length; at += size) {
    const own = closings.slice(at, at + size);
    const lanes = own.length;
    const values = Float64Array.from({ length: centre.length * lanes }, (_, n) => centre[Math.floor(n / lanes)]);
    const plain = parametersOf(model, values, lanes);
    if (!plain.ok) return plain;
    const parameters = withClosings(model, plain.value, own);
    const { run, steps } = steppedBlock(kernel, model, parameters, undefined, () => emptyRun(model, parameters, 1));
    const meter = meterOf(model, lanes);
    meter.begin();
    for (const t of steps) meter.add(run, t);
    const columns = new Map(meter.columns().map(({ path, values: column }) => [path, column]));
    for (let lane = 0; lane < lanes; lane++) {
      exposures.push(
        model.scenario.demands.map(({ id }) => {
          const metric = (name: string) => columns.get(`demands.${id}.${name}`)?.[lane];
          return {
            timeToSurvive: metric('time_to_survive') as number,
            timeToRecover: metric('time_to_recover') as number,
            want: metric('want') as number,
            shortage: metric('shortage') as number,
            loss: metric('loss'),
          };
        }),
      );
    }
  }
  return outcome(exposures, []);
}
