/** What an ensemble comes to, as rows of text for a terminal or a document. */
import type { EnsembleSummary, MetricStatistics } from '../metrics/ensemble-types.ts';
import type { Model } from '../model/network.ts';
import type { DemandTable } from './table.ts';
import { formatDuration, formatNumber, formatShare } from './text/format.ts';

/** The header of the table of demands over an ensemble; ± is one standard error. */
export const ENSEMBLE_HEADER: readonly string[] = [
  ...['demand', 'ever short', 'short of, mean', '5 to 95 %', 'runs short after, median', 'served, mean'],
];

/** A row, by `ENSEMBLE_HEADER`, for each demand that is short in any run, in the order of the scenario. */
export function ensembleTable({ scenario, network }: Model, { metrics, everShort }: EnsembleSummary): DemandTable {
  const odds = new Map(everShort.map(({ demand, probability }) => [demand, probability]));
  const statistics = new Map(metrics.map((one) => [one.path, one]));
  const isShort = ({ id }: { readonly id: string }) => (odds.get(id) ?? 0) > 0;
  const rows = scenario.demands.flatMap((demand, position) => {
    if (!isShort(demand)) return [];
    const { id, title } = demand;
    const of = (name: string) => statistics.get(`demands.${id}.${name}`) as MetricStatistics;
    const { unit } = scenario.stockpiles[network.drawsFrom[position]];
    const number = (value: number | null) => formatNumber((value ?? Number.NaN) / unit.scale);
    const { mean, standardError, p05, p95 } = of('shortage');
    const survives = of('time_to_survive').p50;
    const row = [
      title,
      formatShare(odds.get(id) as number),
      `${number(mean)} ± ${number(standardError)} ${unit.name}`,
      `${number(p05)} to ${number(p95)} ${unit.name}`,
      survives === Number.POSITIVE_INFINITY ? 'survives' : formatDuration(survives),
      formatShare(of('fill_rate').mean as number),
    ];
    return [row];
  });
  return { rows, neverShort: scenario.demands.filter((one) => !isShort(one)).map(({ title }) => title) };
}

/** One line an expectation: in how many of the runs it holds, give or take a standard error, right-aligned. */
export function oddsLines({ expectations }: EnsembleSummary): string[] {
  const odds = expectations.map(({ probability, standardError }) => [
    formatShare(probability),
    formatShare(standardError),
  ]);
  const width = (column: 0 | 1) => Math.max(0, ...odds.map((texts) => texts[column].length));
  return expectations.map(
    ({ that }, n) => `${odds[n][0].padStart(width(0))} ± ${odds[n][1].padStart(width(1))}  ${that}`,
  );
}
