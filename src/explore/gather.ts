/** An ensemble as its parts come in: quantiles of what is drawn and statistics of users, of the first replicates so far. */

import type { Replicates } from '../findings/results.ts';
import { bandableIn } from '../metrics/ensemble/bandable.ts';
import { bandMaker } from '../metrics/ensemble/bands.ts';
import { branchesOf, type Grouped, MOST_GROUPED } from '../metrics/ensemble/branches.ts';
import type { Cells } from '../metrics/ensemble/cells.ts';
import { momentsAmong, statisticsAmong } from '../metrics/ensemble/ensemble.ts';
import type { Part, Task } from '../metrics/ensemble/tasks.ts';
import type { Band, EnsembleSummary } from '../metrics/ensemble-types.ts';
import { metricsIn } from '../metrics/measures.ts';
import { seriesNames, seriesPath } from '../metrics/series.ts';
import { SHARE_SHORT } from '../metrics/shares-short.ts';
import { type Paired, pairing } from '../metrics/study/paired.ts';
import type { Model } from '../model/network.ts';

/** Replicates in a part. */
export const PART = 64;

/** What is kept of a part: drawn assumptions, metrics of demands and markets, each after the other, and the series that are drawn. */
export interface Share {
  readonly first: number;
  readonly count: number;
  readonly values: Float64Array;
  readonly metrics: Float64Array;
  readonly series: readonly Cells[];
}

/** The memory of a share, which is handed over rather than copied. */
export function buffersOf({ values: drawn, metrics, series }: Share): ArrayBuffer[] {
  return [drawn, metrics, ...series.map(({ values }) => values)].map(({ buffer }) => buffer as ArrayBuffer);
}

/** Quantiles by step of one series. */
export type Fan = Pick<Band, 'p05' | 'p25' | 'p50' | 'p75' | 'p95'>;

/** The series that are drawn with fans: of each demand the share that it is short of, and the days of its supply. */
export function drawnSeries({
  scenario,
  network,
}: Model): { readonly kind: 'demand' | 'stockpile'; readonly id: string; readonly variable: string }[] {
  const of = scenario.demands.map(({ id }) => ({ kind: 'demand' as const, id, variable: SHARE_SHORT }));
  const stocks = [...new Set(network.drawsFrom)].map((j) => ({
    kind: 'stockpile' as const,
    id: scenario.stockpiles[j].id,
    variable: 'days_of_supply',
  }));
  return [...of, ...stocks];
}

/** The task of a part. */
export function taskOf(model: Model, first: number, count: number): Task {
  const places = new Map(
    bandableIn(model).map(({ name: { kind, id, variable } }, place) => [`${kind}.${id}.${variable}`, place]),
  );
  const wanted = drawnSeries(model).map(({ kind, id, variable }) => places.get(`${kind}.${id}.${variable}`) as number);
  return { first, count, series: { places: wanted, count } };
}

/** What is kept of what a part came to, of which series were wanted. */
export function shareOf(model: Model, { rows, series }: Part): Share {
  if (series === undefined) throw new Error('a part without the series that are drawn');
  const kept = keptOf(model);
  const metrics = new Float64Array(kept.length * rows.count);
  for (const [n, { column }] of kept.entries()) {
    metrics.set(rows.metrics.subarray(column * rows.count, (column + 1) * rows.count), n * rows.count);
  }
  return { first: rows.first, count: rows.count, values: rows.values, metrics, series };
}

function keptOf(model: Model) {
  return metricsIn(model).flatMap((metric, column) =>
    /^(demands|markets)\./.test(metric.path) ? [{ metric, column }] : [],
  );
}

/** The first replicates of an ensemble, whole from the first on. */
export interface Gathered {
  readonly runs: number;
  /** In the order of drawnSeries. */
  readonly fans: readonly Band[];
  readonly replicates: Replicates & Pick<EnsembleSummary, 'branchings'>;
  /** By path: the values of each replicate, NaN for none. */
  readonly columns: ReadonlyMap<string, Float64Array>;
}

/** What shares that follow one another from replicate 0 on come to, and what decides for a metric, if one is named. */
export function gather(model: Model, shares: readonly Share[], decided?: string): Gathered {
  const runs = shares.reduce((sum, { count }) => sum + count, 0);
  const kept = keptOf(model);
  const units = new Map(seriesNames(model).map((name) => [seriesPath(name), name.unit]));
  const names = drawnSeries(model).map((name) => ({ ...name, unit: units.get(seriesPath(name)) ?? '' }));
  const bands = bandMaker(names, model.steps, runs);
  for (const cells of shares.flatMap(({ series }) => series)) bands.add(cells);
  const columns = new Map<string, Float64Array>();
  for (const [n, { metric }] of kept.entries()) {
    const column = new Float64Array(runs);
    for (const { first, count, metrics } of shares) column.set(metrics.subarray(n * count, (n + 1) * count), first);
    columns.set(metric.path, column);
  }
  const among = (path: string, members: Uint32Array) => {
    const column = columns.get(path) as Float64Array;
    const some = new Float64Array(members.length);
    for (let n = 0; n < members.length; n++) {
      const value = column[members[n]];
      some[n] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
    }
    return some;
  };
  const grouped: Grouped = {
    moments: (path, members) => momentsAmong(among(path, members)),
    statistics: (members) => kept.map(({ metric }) => statisticsAmong(metric, among(metric.path, members))),
    everShort: (members) =>
      model.scenario.demands.map(({ id }) => {
        const short = among(`demands.${id}.spells`, members).filter((count) => count > 0).length;
        return { demand: id, probability: short / members.length };
      }),
    bands: () => [],
  };
  const all = Uint32Array.from({ length: runs }, (_, n) => n);
  const replicates = { runs, metrics: grouped.statistics(all), everShort: grouped.everShort(all) };
  const result = { runs, fans: bands.result(), columns };
  if (decided === undefined) return { ...result, replicates: { ...replicates, branchings: [] } };
  const drawn = (position: number) => {
    const column = new Float64Array(runs);
    for (const { first, count, values } of shares)
      column.set(values.subarray(position * count, (position + 1) * count), first);
    return column.subarray(0, MOST_GROUPED);
  };
  return { ...result, replicates: { ...replicates, branchings: branchesOf(model, drawn, grouped, [decided]) } };
}

/** How one policy does against another, in the same futures. */
export interface Against {
  readonly id: string;
  /** What the first is short of less what the second is: tonnes or pieces, and the share of its need. */
  readonly shortage: Paired;
  readonly want: Paired;
  /** The shares of futures in which the first is shorter, and in which it is less short. */
  readonly worse: number;
  readonly better: number;
}

/** The first less the second, replicate by replicate; both of the same replicates. */
export function against(model: Model, a: Gathered, b: Gathered): Against[] {
  if (a.runs !== b.runs) throw new Error(`${a.runs} replicates against ${b.runs}`);
  const pair = pairing(a.runs);
  const column = ({ columns }: Gathered, path: string) => columns.get(path) as Float64Array;
  return model.scenario.demands.map(({ id }) => {
    const [first, second] = [a, b].map((one) => column(one, `demands.${id}.shortage`));
    const count = (is: (difference: number) => boolean) => first.filter((value, n) => is(value - second[n])).length;
    return {
      ...{ id, shortage: pair(second, first) },
      want: pair(column(b, `demands.${id}.want`), column(a, `demands.${id}.want`)),
      worse: count((difference) => difference > 0) / a.runs,
      better: count((difference) => difference < 0) / a.runs,
    };
  });
}
