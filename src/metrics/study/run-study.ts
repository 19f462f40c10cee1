/** A study run: every variant on the same draws, compared with the base; then every variant in every world. */

import type { Sampling } from '../../chance/sampling.ts';
import { type Issue, type Outcome, outcome } from '../../issue.ts';
import { compile } from '../../model/compile.ts';
import { type Chance, isUncertain } from '../../model/draws.ts';
import type { Model, Scenario } from '../../model/network.ts';
import { formatDate } from '../../quantity/calendar.ts';
import { VERSION } from '../../version.ts';
import { type Executor, inlineExecutor } from '../ensemble/executor.ts';
import type { Sweep } from '../ensemble/shards.ts';
import { inTurn } from '../map-ordered.ts';
import { compareWithBase } from './compare.ts';
import { dominatedBy } from './dominance.ts';
import { pairing } from './paired.ts';
import { regretsOf, type SampledWorld, standingsOf } from './regret.ts';
import type { StudyResult, VariantResult, WorldsResult } from './result.ts';
import { runVariant, variantTasks } from './run-variant.ts';
import { COSTS, costsOf, isSummed, type Sample, survivalOf } from './sample.ts';

/** A variant as it is to be run: a file with settings put over it. */
interface PlannedVariant {
  readonly file: string;
  readonly settings: readonly { readonly path: string; readonly value: unknown }[];
  readonly id: string;
  readonly title: string;
  readonly about: string | undefined;
  readonly by: StudyResult['for'];
  readonly cell: readonly number[] | undefined;
}

type PlannedWorld = Pick<SampledWorld, 'id' | 'title' | 'instead'> & Pick<PlannedVariant, 'settings'>;

/** What is to be run: a study, as scenario/study/study.ts reads it. The base is the first variant. */
export interface StudyPlan extends Pick<StudyResult, 'title' | 'about' | 'for' | 'digest' | 'runs' | 'seed' | 'axes'> {
  readonly variants: readonly PlannedVariant[];
  readonly worlds: readonly PlannedWorld[];
  readonly leftOut: WorldsResult['leftOut'];
  open(
    variant: PlannedVariant,
    world?: PlannedWorld,
  ): { readonly scenario?: Scenario; readonly issues: readonly Issue[] };
}

/** How a study is run. */
export interface StudyOptions {
  /** Replicates; undefined: as many as the study says, where anything is uncertain. 1: central runs alone. */
  readonly runs?: number | undefined;
  readonly seed?: string | undefined;
  readonly sampling?: Sampling;
  /** How many variants are under way at once; results do not depend on it. */
  readonly ahead?: number;
  /** Who runs the replicates of a scenario; here, one after the other, where nobody is named. */
  crewFor?(model: Model, chance: Chance): Executor;
  /** So much of the work is done, from 0 to 1. */
  progress?(share: number): void;
}

/** A variant to be run, in a world where rivals are believed. */
interface Turn {
  readonly variant: PlannedVariant;
  readonly world: PlannedWorld | undefined;
  readonly hasSeries: boolean;
}

/** More cells than this are compared by their metrics alone: no series over time, no worlds. */
export const WHOLE_CELLS = 12;

/** Runs a study. What only running shows to be wrong comes as issues that name the variant. */
export async function runStudy(plan: StudyPlan, how: StudyOptions = {}): Promise<Outcome<StudyResult>> {
  const { crewFor = inlineExecutor, progress, ahead = 1 } = how;
  const chance = chanceOf(plan, how);
  const { runs, sampling } = chance;
  const { whole, isWhole, first, cells, rivals } = turnsOf(plan);
  const work = plan.variants.length + Math.max(0, plan.worlds.length - 1) * whole.length;
  const samples: Sample[] = [];
  let done = 0;
  const run = async (turn: Turn) => {
    const { variant, world, hasSeries } = turn;
    const opened = modelOf(plan, turn);
    if (!opened.ok) return opened;
    const model = opened.value;
    let before = 0;
    const watch = (share: number) => {
      done += share - before;
      before = share;
      progress?.(done / work);
    };
    const sampled = await runVariant(model, chance, (one) => crewFor(one, chance), hasSeries, watch, samples[0]);
    watch(1);
    return sampled.ok ? sampled : { ...sampled, issues: sampled.issues.map((issue) => naming(issue, variant, world)) };
  };
  const pair = pairing(runs);
  const results: VariantResult[] = [];
  const take = (variant: PlannedVariant, sample: Sample) => {
    const base = samples[0] ?? sample;
    if (isWhole(variant)) samples.push(sample);
    const { id, title, about, by, file, settings, cell } = variant;
    results.push({
      ...{ id, title, about, by, file, settings, cell, digest: sample.model.scenario.digest },
      isWhole: isWhole(variant),
      ...compareWithBase(base, sample, pair, !isWhole(variant)),
      dominatedBy: [],
      expectations: sample.expectations,
      bands: sample.bands,
      survival: isWhole(variant) ? survivalOf(sample) : [],
    });
  };
  // Series take memory: variants with them run one after the other.
  for (const [some, width] of [
    [first, 1],
    [cells, ahead],
  ] as const) {
    for await (const [{ variant }, sampled] of inTurn(some, width, run)) {
      if (!sampled.ok) return sampled;
      take(variant, sampled.value);
    }
  }
  // What is relative, or 0 where nobody gives it, says nothing of what a policy costs.
  const costs = COSTS.filter((kind) => samples.some(({ model }) => costsOf(model).includes(kind)));
  const dominating = costs.length > 0 ? dominatedBy(samples) : samples.map(() => []);
  const places = plan.variants.flatMap((variant, place) => (isWhole(variant) ? [place] : []));
  for (const [n, place] of places.entries()) {
    results[place] = { ...results[place], dominatedBy: dominating[n].map((other) => whole[other].id) };
  }
  const believed = new Map<PlannedWorld | undefined, Sample[]>(rivals.map(({ world }) => [world, []]));
  for await (const [{ world }, sampled] of inTurn(rivals, ahead, run)) {
    if (!sampled.ok) return sampled;
    believed.get(world)?.push(sampled.value);
  }
  const sampledWorlds = plan.worlds.map((world): SampledWorld => {
    const { id, title, instead } = world;
    return { id, title, instead, samples: believed.get(world) ?? samples };
  });
  const ids = whole.map(({ id }) => id);
  const worlds = sampledWorlds.length > 0 ? standingsOf(sampledWorlds, ids, pair) : [];
  const { scenario, start, stepDays, steps } = samples[0].model;
  const currencies = samples.flatMap(({ model }) => model.scenario.currency ?? []);
  const result: StudyResult = {
    ...{ title: plan.title, about: plan.about, for: plan.for, program: `chokepoint ${VERSION}`, digest: plan.digest },
    ...{ seed: chance.seed, runs, sampling, start: formatDate(start), disruption: formatDate(scenario.disruption) },
    ...{ stepDays, steps, currency: currencies[0] ?? '', costs, focus: scenario.focus, summed: summedOf(samples[0]) },
    demands: demandsOf(scenario, results),
    variants: results,
    axes: plan.axes.map(({ path, title, by, labels }) => ({ path, title, by, labels })),
    worlds: worlds.length > 0 ? { worlds, regrets: regretsOf(worlds), leftOut: plan.leftOut } : undefined,
  };
  return outcome(result, []);
}

/** The replicates of runStudy, none where every variant is a central run. */
export function studySweeps(plan: StudyPlan, how: StudyOptions): Sweep[] {
  const chance = chanceOf(plan, how);
  const { first, cells, rivals } = turnsOf(plan);
  const turns = chance.runs === 1 ? [] : [...first, ...cells, ...rivals];
  return turns.map((turn) => ({
    runs: chance.runs,
    open() {
      const model = modelOf(plan, turn);
      return model.ok
        ? outcome({ model: model.value, chance, tasks: variantTasks(model.value, chance, turn.hasSeries) }, [])
        : model;
    },
  }));
}

function chanceOf(plan: StudyPlan, { runs, seed, sampling = 'plain' }: StudyOptions): Chance {
  return { seed: seed ?? plan.seed, sampling, runs: isCertain(plan) ? 1 : (runs ?? plan.runs) };
}

/** The turns of a study in their order: variants with series, cells without, and variants in worlds of rivals. */
function turnsOf(plan: StudyPlan) {
  const isLarge = plan.variants.filter(({ cell }) => cell).length > WHOLE_CELLS;
  const isWhole = ({ cell }: PlannedVariant) => cell === undefined || !isLarge;
  const whole = plan.variants.filter(isWhole);
  const turns = (variants: readonly PlannedVariant[], hasSeries: boolean, world?: PlannedWorld) =>
    variants.map((variant): Turn => ({ variant, world, hasSeries }));
  return {
    ...{ whole, isWhole },
    first: turns(whole, true),
    cells: turns(plan.variants.slice(whole.length), false),
    rivals: plan.worlds.filter(({ settings }) => settings.length > 0).flatMap((world) => turns(whole, false, world)),
  };
}

function modelOf(plan: StudyPlan, { variant, world }: Turn): Outcome<Model> {
  const { scenario, issues } = plan.open(variant, world);
  return scenario === undefined ? { ok: false, issues } : outcome(compile(scenario), []);
}

/** Whether two replicates of any variant can differ; of a grid the first and last combination are looked at. */
function isCertain({ variants, open }: StudyPlan): boolean {
  const cells = variants.filter(({ cell }) => cell);
  const looked = [...variants.filter(({ cell }) => cell === undefined), ...cells.slice(0, 1), ...cells.slice(-1)];
  return looked.every((variant) => {
    const { scenario } = open(variant);
    return scenario === undefined || !isUncertain(compile(scenario));
  });
}

function naming(issue: Issue, { id }: PlannedVariant, world: PlannedWorld | undefined): Issue {
  const where = world === undefined ? '' : ` in the world ${world.title}`;
  return { ...issue, found: `${issue.found}, in variant ${id}${where}` };
}

function summedOf({ model, summed }: Sample): StudyResult['summed'] {
  const ids = model.scenario.demands.map(({ id }) => id);
  return { demands: ids.filter((id) => isSummed(model, id, summed)), unit: summed.unit };
}

function demandsOf({ demands, stockpiles }: Scenario, results: readonly VariantResult[]): StudyResult['demands'] {
  const short = new Set(
    results.flatMap(({ compared }) =>
      compared.flatMap(({ name, demand, base, variant }) =>
        name === 'ever_short' && ((base.mean ?? 0) > 0 || (variant.mean ?? 0) > 0) ? [demand] : [],
      ),
    ),
  );
  return demands.map(({ id, title, from, product }) => {
    const { name, scale, base } = stockpiles.find((one) => one.id === from)?.unit ?? { name: 't', scale: 1, base: 't' };
    return { id, title, unit: { name, scale, base }, product, isEverShort: short.has(id) };
  });
}
