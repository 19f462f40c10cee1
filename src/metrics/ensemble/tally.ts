/** What is told of an ensemble replicate by replicate, in their order: means, odds, survival, convergence. */

import type { Model } from '../../model/network.ts';
import { evaluate } from '../../quantity/evaluate.ts';
import { exp, log } from '../../quantity/exp-log.ts';
import type { Convergence, ExpectationOdds, SurvivalDistribution } from '../ensemble-types.ts';
import { compileExpectations } from '../expect.ts';
import type { MetricColumn } from '../measures.ts';
import { statisticOf } from '../statistic-calls.ts';
import { addMoments, type Moments, noMoments } from './moments.ts';

/** What an ensemble's rows come to. Metrics in the order of metricColumns. */
export interface Tallied {
  readonly moments: Moments;
  readonly survival: readonly SurvivalDistribution[];
  readonly convergence: readonly Convergence[];
  readonly expectations: readonly ExpectationOdds[];
  readonly everShort: readonly { readonly demand: string; readonly probability: number }[];
  readonly asked: Readonly<Record<string, number>>;
}

/** How many points a curve of convergence has, evenly apart on a logarithmic axis. */
const POINTS = 60;

/** What is told replicate by replicate. */
export interface Tally {
  /** The metrics that it is told by, by their places. */
  readonly uses: readonly number[];
  /** Adds `count` replicates in their order: a column for each metric of `uses`, and the moments of all metrics. */
  add(count: number, columns: readonly Float64Array[], pieces: Moments): void;
  result(): Tallied;
}

/** A tally of `runs` replicates; quantiles asked for are of the first `kept`. */
export function tallyOf(
  model: Model,
  metrics: readonly Omit<MetricColumn, 'values'>[],
  runs: number,
  kept: number,
): Tally {
  const moments = noMoments(metrics.length);
  const at = new Map(metrics.map(({ path }, position) => [path, position]));
  const uses: number[] = [];
  /** The place among the columns of a metric that is used. */
  const use = (metric: number): number => {
    if (!uses.includes(metric)) uses.push(metric);
    return uses.indexOf(metric);
  };
  const placeOf = (id: string, name: string) => use(at.get(`demands.${id}.${name}`) as number);
  const demands = model.scenario.demands.map(({ id }) => ({
    id,
    spells: placeOf(id, 'spells'),
    survives: placeOf(id, 'time_to_survive'),
    shortage: placeOf(id, 'shortage'),
    days: new Map<number, number>(),
    everShort: 0,
    mean: 0,
    squares: 0,
    curve: { runs: [] as number[], mean: [] as number[], standardError: [] as number[] },
  }));
  // An expectation about what was observed, or a date, is about the central run alone: they are not in a row.
  const compiled = compileExpectations(model, metrics);
  const expectations = compiled.expectations.filter(({ asks }) => asks.length === 0).map((one) => ({ ...one, met: 0 }));
  const asked = compiled.asked.flatMap((one) =>
    one.of === 'ensemble' ? [{ one, statistic: statisticOf(one, kept) }] : [],
  );
  const used = [...expectations.map(({ whole }) => whole), ...asked.map(({ one }) => one.what)];
  const needed = [...new Set(used.flatMap(({ uses }) => [...uses]))].flatMap((path) => {
    const metric = at.get(path);
    if (metric === undefined) return [];
    const { measure } = metrics[metric];
    // A null time or date counts as longer and later than any.
    return [{ metric, column: use(metric), isTime: measure === 'duration' || measure === 'date' }];
  });
  const points = pointsTo(runs);
  const values = new Float64Array(metrics.length);
  const moment = { elapsed: 0, values };
  let seen = 0;
  const addOne = (columns: readonly Float64Array[], row: number) => {
    const own = (column: number) => columns[column][row];
    seen++;
    const isPoint = points.has(seen);
    for (const demand of demands) {
      const days = own(demand.survives);
      if (own(demand.spells) > 0) demand.everShort++;
      if (!Number.isNaN(days)) demand.days.set(days, (demand.days.get(days) ?? 0) + 1);
      // After each replicate (Welford 1962).
      const shortage = own(demand.shortage);
      const difference = shortage - demand.mean;
      demand.mean += difference / seen;
      demand.squares += difference * (shortage - demand.mean);
      if (!isPoint) continue;
      demand.curve.runs.push(seen);
      demand.curve.mean.push(demand.mean);
      demand.curve.standardError.push(standardError(demand.squares, seen));
    }
    for (const { metric, column, isTime } of needed) {
      const value = own(column);
      values[metric] = isTime && Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
    }
    for (const one of expectations) if (evaluate(one.whole, moment) === 1) one.met++;
    for (const { one, statistic } of asked) statistic.add(evaluate(one.what, moment));
  };
  return {
    uses,
    add(count, columns, pieces) {
      addMoments(moments, seen, pieces, count);
      for (let row = 0; row < count; row++) addOne(columns, row);
    },
    result: () => ({
      moments,
      survival: demands.map(({ id, days }) => {
        const sorted = [...days].sort(([left], [right]) => left - right);
        const counts = sorted.map(([, many]) => many);
        const survived = seen - counts.reduce((sum, many) => sum + many, 0);
        return { demand: id, days: sorted.map(([day]) => day), counts, survived };
      }),
      convergence: demands.map(({ id, shortage, curve }) => ({
        demand: id,
        unit: metrics[uses[shortage]].unit,
        ...curve,
      })),
      expectations: expectations.map(({ that, met }) => {
        const probability = met / seen;
        return { that, probability, standardError: Math.sqrt((probability * (1 - probability)) / seen) };
      }),
      everShort: demands.map(({ id, everShort }) => ({ demand: id, probability: everShort / seen })),
      asked: Object.fromEntries(asked.map(({ one, statistic }) => [one.text, statistic.result()])),
    }),
  };
}

/** √(Σ(x − mean)²/(n − 1)/n): the standard error of a mean of n independent replicates; 0 of one. */
export function standardError(squares: number, size: number): number {
  return size > 1 ? Math.sqrt(squares / (size - 1) / size) : 0;
}

function pointsTo(runs: number): ReadonlySet<number> {
  const points = Array.from({ length: POINTS }, (_, n) => Math.round(exp((log(runs) * n) / (POINTS - 1))));
  return new Set(points.filter((point) => point > 1 || runs === 1));
}
