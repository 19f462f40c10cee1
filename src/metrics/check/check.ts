/** A scenario's results of today held against its baseline: what differs, largest first, and where it began. */
import type { Answer } from '../answer.ts';
import type { EnsembleSummary } from '../ensemble-types.ts';
import type { Summary } from '../summary.ts';
import { type Column, compareColumns, type Mover } from './columns.ts';
import type { Difference } from './difference.ts';
import { flowOrder } from './flow-order.ts';
import type { InputChange } from './inputs.ts';
import { compareEnsembles, compareSummaries, hasSameDraws } from './summaries.ts';
import type { ToleranceTable } from './tolerance.ts';

/** Results as they were committed. */
export interface Baseline {
  readonly summary: Summary;
  readonly series: readonly Column[];
}

/** Why something was not compared, or not in full; or that no input of a number has changed since the baseline. */
export type CheckNote =
  | { readonly kind: 'no ensemble before' }
  | { readonly kind: 'no ensemble now' }
  /** Other draws, so that means and probabilities alone are compared; of so many replicates. */
  | { readonly kind: 'other draws'; readonly before: number; readonly now: number }
  /** The program that made the baseline. */
  | { readonly kind: 'same inputs'; readonly program: string };

/** Where what moved began. */
export interface Origin {
  readonly name: string;
  readonly entity: string;
  readonly since: string;
}

/** What a comparison found. */
export interface Drift {
  /** Of the central run, then of the ensemble: what can't be measured first, then what is furthest beyond its tolerance. */
  readonly differences: readonly Difference[];
  /** Of the series that moved earliest, the first in flow order; a stock only where nothing else did. */
  readonly earliest: Origin | undefined;
  /** Of all series that moved, the first in flow order. */
  readonly upstream: Origin | undefined;
  /** What was written otherwise when the baseline was made. */
  readonly inputs: readonly InputChange[];
  /** What was not compared, and why. */
  readonly notes: readonly CheckNote[];
  /** Series that moved, whole, in the order of their differences. */
  readonly movers: readonly Mover[];
}

/** The digits that series.csv is written with. */
const SERIES_DIGITS = 10;

/**
 * Holds an answer, and its ensemble where there is one, against a baseline. Differences within tolerance are none.
 * `inputs` are those that changed since; undefined where the baseline does not hold what it was made from.
 */
export function compareWithBaseline(
  answer: Answer,
  ensemble: EnsembleSummary | undefined,
  baseline: Baseline,
  tolerances: ToleranceTable,
  inputs: readonly InputChange[] | undefined = undefined,
): Drift {
  const { summary } = answer;
  const units = new Map(answer.metrics.map(({ path, unit }) => [path, unit]));
  const unitOf = (path: string) => units.get(path) ?? '';
  const series = compareColumns(baseline.series, columnsOf(answer), tolerances, SERIES_DIGITS);
  const rank = new Map(flowOrder(answer.run.model).map((entity, place) => [entity, place]));
  // Of the whole run first, such as another end: it is why the rest differs.
  const place = ({ entity }: Pick<Difference, 'entity'>) => rank.get(entity) ?? (entity === '' ? -1 : rank.size);
  const byOrder = (one: Difference, other: Difference) =>
    Number(isOfEnsemble(one)) - Number(isOfEnsemble(other)) ||
    Number(other.size === null) - Number(one.size === null) ||
    largerFirst(one.excess, other.excess) ||
    largerFirst(one.size, other.size) ||
    place(one) - place(other);
  const moved = series.movers.map(({ difference }) => difference).toSorted((one, other) => place(one) - place(other));
  const originOf = (difference: Difference | undefined): Origin | undefined =>
    difference && { name: difference.name, entity: difference.entity, since: difference.since as string };
  const [first] = moved.map(({ since }) => since as string).sort();
  const atFirst = moved.filter(({ since }) => since === first);
  const differences = [
    ...compareSummaries(baseline.summary, summary, tolerances, unitOf),
    ...compareEnsembles(baseline.summary, summary, tolerances, unitOf),
    ...series.differences,
  ].sort(byOrder);
  const notes = notesOn(summary, ensemble, baseline);
  if (differences.length > 0 && inputs?.every(({ isText }) => isText)) {
    notes.push({ kind: 'same inputs', program: baseline.summary.program });
  }
  return {
    differences,
    // A stock moves as something that fills or draws on it does.
    earliest: originOf(atFirst.find(({ entity }) => !entity.startsWith('stockpiles.')) ?? atFirst[0]),
    upstream: originOf(moved[0]),
    inputs: inputs ?? [],
    notes,
    movers: series.movers.toSorted((one, other) => byOrder(one.difference, other.difference)),
  };
}

/** −1 where the first is the larger; two of Infinity are the same. */
function largerFirst(one: number | null = 0, other: number | null = 0): number {
  return one === other ? 0 : Number(one) > Number(other) ? -1 : 1;
}

function isOfEnsemble({ of }: Difference): boolean {
  return of === 'ensemble';
}

function notesOn(now: Summary, ensemble: EnsembleSummary | undefined, baseline: Baseline): CheckNote[] {
  const told = now.ensemble;
  const before = baseline.summary.ensemble;
  if (before === undefined) return ensemble ? [{ kind: 'no ensemble before' }] : [];
  if (ensemble === undefined || told === undefined) {
    return [{ kind: 'no ensemble now' }];
  }
  if (!hasSameDraws(baseline.summary, now)) {
    return [{ kind: 'other draws', before: before.runs, now: told.runs }];
  }
  return [];
}

/** The series of an answer as columns. */
export function columnsOf({ series, dates }: Pick<Answer, 'series' | 'dates'>): Column[] {
  return series.map((one) => ({ ...one, dates }));
}
