/** The answer to "how much is enough?", "how much at most?" and "how much is best?", whole: what was asked and found. */
import { type Issue, type Outcome, outcome } from '../../issue.ts';
import { compile } from '../../model/compile.ts';
import { type Chance, isUncertain } from '../../model/draws.ts';
import type { Model, Scenario } from '../../model/network.ts';
import { VERSION } from '../../version.ts';
import { inlineExecutor } from '../ensemble/executor.ts';
import { centralRun } from '../finite.ts';
import { seriesOf } from '../series.ts';
import { bestValue, type Closeness, type Range, type Solution, valueThatMeets } from './bracket-search.ts';
import type { StudyOptions } from './run-study.ts';
import { replicateRows } from './run-variant.ts';
import { probeOf, reachedIn, readObjective, readTarget, type Target } from './target.ts';

/** A number to be varied, as scenario/study/question.ts reads it. */
export interface SolveProblem extends Omit<Range, 'limit'> {
  readonly vary: string;
  readonly title: string;
  readonly unit: string;
  /** What a value of 1 is in tonnes, days, pieces or plain numbers, and what that measures. */
  readonly unitSize: number;
  readonly measures: 'duration' | 'rate' | 'amount' | 'number';
  readonly isShare: boolean;
  readonly scenario: Scenario;
  open(value: number): { readonly scenario?: Scenario; readonly issues: readonly Issue[] };
}

/** What is looked for. */
export type SolveAim = 'least' | 'greatest' | 'minimise' | 'maximise';

/** What is asked of a number that is varied. */
export interface SolveQuestion {
  readonly aim: SolveAim;
  /** The target of the least and the greatest, such as `demands.x.fill_rate >= 99%`; else the metric to be made best. */
  readonly that: string;
  /** The share of replicates that must reach a target; 95 % unless said. */
  readonly needed?: number | undefined;
  /** How close the answer is to be. */
  readonly close?: Closeness | undefined;
}

/** What was asked and what came of it. */
export interface SolveResult extends Solution {
  readonly aim: SolveAim;
  /** Path of the varied number, its name, and the unit that its values have; empty of plain numbers. */
  readonly vary: string;
  readonly title: string;
  readonly unit: string;
  /** Whether values are shares, to be told as percents. */
  readonly isShare: boolean;
  /** Of what is made best, its left side is that. */
  readonly target: Target;
  /** The share of replicates that must reach the target. */
  readonly needed: number;
  /** Of the best value: the share of replicates, on the same draws, in which it is better than the least looked at. */
  readonly odds: number | undefined;
  readonly scenario: string;
  /** Digest of the scenario before anything is varied. */
  readonly digest: string;
  readonly program: string;
  readonly seed: string;
  /** 1: the central run. */
  readonly runs: number;
}

/** The share of replicates that must reach a target where nobody says. */
const USUAL = 0.95;

/**
 * The least or greatest value of a number in a scenario with which a target is reached in a share of replicates, or the
 * value with which the mean of a metric over the replicates is least or largest; of the central run where nothing is
 * uncertain.
 */
export async function solveFor(
  quest: SolveProblem,
  { aim, that, needed, close }: SolveQuestion,
  { runs: asked, seed, sampling = 'plain', crewFor = inlineExecutor }: StudyOptions = {},
): Promise<Outcome<SolveResult>> {
  const { vary, title, unit, isShare, scenario } = quest;
  const model = compile(scenario);
  const isBest = aim === 'minimise' || aim === 'maximise';
  const target = isBest ? readObjective(model, that, aim) : readTarget(model, that);
  if (!target.ok) return target;
  const runs = isUncertain(model) ? (asked ?? scenario.runs) : 1;
  const chance: Chance = { seed: seed ?? scenario.seed, sampling, runs };
  const share = runs === 1 ? 1 : (needed ?? USUAL);
  const range = rangeOf(quest, model);
  const reachedBy = new Map<number, Float64Array>();
  const tryOne = async (value: number) => {
    const opened = quest.open(value);
    if (opened.scenario === undefined) return { ok: false as const, issues: opened.issues };
    const own = compile(opened.scenario);
    const rows = await replicateRows(own, chance, () => crewFor(own, chance));
    if (!rows.ok) return rows;
    const reached = reachedIn(target.value, rows.value);
    if (isBest) reachedBy.set(value, reached);
    return outcome(probeOf(target.value, value, rows.value, share, reached), []);
  };
  const found = isBest ? await bestValue(aim, range, tryOne, close) : await valueThatMeets(aim, range, tryOne, close);
  if (!found.ok) return found;
  const [best, least] = [found.value.answer?.value, found.value.probes[0]?.value].map((one) =>
    reachedBy.get(one ?? NaN),
  );
  const solved: SolveResult = {
    odds: runs > 1 && best && least && best !== least ? oddsOfBetter(best, least, aim === 'minimise') : undefined,
    ...{ ...found.value, aim, vary, title, unit, isShare, target: target.value, needed: share },
    ...{ scenario: scenario.title, digest: scenario.digest, program: `chokepoint ${VERSION}`, seed: chance.seed, runs },
  };
  return outcome(solved, []);
}

/** The share of replicates in which one value is strictly better than another. */
function oddsOfBetter(one: Float64Array, other: Float64Array, isLess: boolean): number {
  return one.filter((value, r) => (isLess ? value < other[r] : value > other[r])).length / one.length;
}

/** Where a number is looked for: between the ends of its question, or from the lower one to the largest that can be meant. */
export function rangeOf(quest: SolveProblem, model: Model): Range {
  return { ...quest, limit: quest.from + limitOf(quest, model) };
}

/** No plan is for longer, in days. */
const DECADES = 30 * 365.25;
/** So many times what is needed nobody builds or stores; and so many times its scale any other number is looked for. */
const MULTIPLES = 10;
const SCALES = 1000;

/**
 * The largest value that can be meant, in the unit of the question: of a duration twice the run, at most 30 years; of a
 * capacity or an amount ten times what the largest user of it takes, in a year or in the whole run.
 */
function limitOf({ measures, unitSize, scale, isShare }: SolveProblem, model: Model): number {
  const days = model.steps * model.stepDays;
  if (isShare) return 1;
  if (measures === 'duration') return Math.min(DECADES, 2 * days) / unitSize;
  const need = measures === 'number' ? 0 : needOf(model);
  if (need === 0) return SCALES * scale;
  return (MULTIPLES * need) / (measures === 'rate' ? days : 1) / unitSize;
}

/** The largest sum over the central run of what a flow delivers, or all demands together need; 0 where it can't be run. */
function needOf(model: Model): number {
  const run = centralRun(model);
  if (!run.ok) return 0;
  const series = seriesOf(run.value.run);
  const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, one) => total + one, 0);
  const flows = series.filter(({ kind, variable }) => kind === 'flow' && variable === 'shipped');
  const demands = series.filter(({ kind, variable }) => kind === 'demand' && variable === 'demand');
  return Math.max(
    demands.reduce((all, { values }) => all + sum(values), 0),
    ...flows.map(({ values }) => sum(values)),
  );
}
