/** What a run comes to, as rows of text for a terminal or a document. */
import type { Metric } from '../metrics/measures.ts';
import type { Comparison } from '../metrics/observe.ts';
import { type Series, seriesPath } from '../metrics/series.ts';
import type { Model } from '../model/network.ts';
import { sparkline } from './sparkline.ts';
import { formatCount, formatDuration, formatNumber, formatShare } from './text/format.ts';

/** The header of the table of demands. */
export const DEMAND_HEADER: readonly string[] = [
  ...['demand', 'served', 'short of', 'not made', 'worst step'],
  ...['runs short after', 'recovers after', 'shortage over time'],
];

/** Demands and what became of them, for a table. */
export interface DemandTable {
  /** A row a demand that is ever short, by `DEMAND_HEADER`; amounts in the unit its stockpile is shown in. */
  readonly rows: readonly string[][];
  /** Titles of those that never are. */
  readonly neverShort: readonly string[];
}

/** What became of each demand, in the order of the scenario. */
export function demandTable(
  { scenario, network }: Model,
  metrics: readonly Metric[],
  series: readonly Series[],
): DemandTable {
  const values = new Map(metrics.map(({ path, value }) => [path, value]));
  const ofDemands = series.filter(({ kind }) => kind === 'demand');
  const byPath = new Map(ofDemands.map((one) => [seriesPath(one), one.values]));
  const isShort = ({ id }: { readonly id: string }) => values.get(`demands.${id}.spells`) !== 0;
  const rows = scenario.demands.flatMap((demand, position) => {
    if (!isShort(demand)) return [];
    const { id, title, product } = demand;
    const number = (name: string) => (values.get(`demands.${id}.${name}`) ?? null) as number | null;
    const { unit } = scenario.stockpiles[network.drawsFrom[position]];
    const lost = number('lost_products');
    const survives = number('time_to_survive');
    const recovers = number('time_to_recover');
    const row = [
      title,
      formatShare(number('fill_rate') as number),
      `${formatNumber((number('shortage') as number) / unit.scale)} ${unit.name}`,
      lost === null ? '–' : formatCount(lost, product as string),
      `${formatShare(number('peak_shortage') as number)} on ${values.get(`demands.${id}.peak_date`)}`,
      survives === null ? 'before it' : formatDuration(survives),
      recovers === null ? 'not yet' : formatDuration(recovers),
      sparkline(shortShare(id, byPath)),
    ];
    return [row];
  });
  return { rows, neverShort: scenario.demands.filter((one) => !isShort(one)).map(({ title }) => title) };
}

function shortShare(id: string, byPath: ReadonlyMap<string, Float64Array>): Float64Array {
  const column = (variable: string) => byPath.get(`demands.${id}.${variable}`) as Float64Array;
  const demand = column('demand');
  return column('shortfall').map((value, t) => (demand[t] > 0 ? value / demand[t] : 0));
}

/** One line an observation: how well the run fits it. */
export function comparisonLines(comparisons: readonly Comparison[]): string[] {
  return comparisons.map(({ observation, fit, trough, observedTrough }) => {
    const months = `${fit.pairs} months`;
    const error = `mean error ${formatShare(fit.mean_absolute_error)} of the reference, bias ${formatShare(fit.bias)}`;
    const correlation = fit.correlation === null ? '' : `, correlation ${formatNumber(fit.correlation)}`;
    return `${observation.title}: ${months}, ${error}${correlation}; trough ${trough}, observed ${observedTrough}`;
  });
}
