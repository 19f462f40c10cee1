/** What a run comes to, as rows of text for a terminal or a document. */
import { verdictUnit, type Verdict } from '../metrics/expect.ts';
import type { Metric } from '../metrics/measures.ts';
import type { Series } from '../metrics/series.ts';
import type { Model } from '../model/network.ts';
import { formatDuration, formatNumber, formatShare } from './format.ts';
import { sparkline } from './sparkline.ts';

/** The header of the table of demands. */
export const DEMAND_HEADER = ['demand', 'served', 'short of', 'not made', 'worst', 'runs short after', 'recovers after', 'shortage over time'];

/** A row a demand, in the order of the scenario: amounts in the unit its stockpile is shown in. */
export function demandRows({ scenario }: Model, metrics: readonly Metric[], series: readonly Series[]): string[][] {
  const values = new Map(metrics.map(({ path, value }) => [path, value]));
  const column = (id: string, variable: string) =>
    (series.find((one) => one.kind === 'demand' && one.id === id && one.variable === variable) as Series).values;
  return scenario.demands.map(({ id, title, from, product }) => {
    const number = (name: string) => (values.get(`demands.${id}.${name}`) ?? null) as number | null;
    const unit = scenario.stockpiles.find((one) => one.id === from)?.unit as { name: string; scale: number };
    const demand = column(id, 'demand');
    const short = column(id, 'shortfall').map((value, t) => ((demand[t] as number) > 0 ? value / (demand[t] as number) : 0));
    const shortage = number('shortage') as number;
    const isShort = number('spells') !== 0;
    const lost = number('lost_products');
    const recovers = number('time_to_recover');
    return [
      title,
      formatShare(number('fill_rate') as number),
      isShort ? `${formatNumber(shortage / unit.scale)} ${unit.name}` : '–',
      isShort && lost !== null ? `${formatNumber(lost)} ${product}` : '–',
      isShort ? `${formatShare(number('peak_shortage') as number)} on ${values.get(`demands.${id}.peak_date`)}` : '–',
      isShort ? (number('time_to_survive') === null ? 'before' : formatDuration(number('time_to_survive') as number)) : 'never',
      isShort ? (recovers === null ? 'not yet' : formatDuration(recovers)) : '–',
      sparkline(short),
    ];
  });
}

/** One line a verdict: met or not, and what the sides came to. */
export function verdictLines(verdicts: readonly Verdict[]): string[] {
  return verdicts.map((verdict) => {
    const side = (value: number) =>
      verdictUnit(verdict) === 'days' ? (value === Number.POSITIVE_INFINITY ? 'never' : formatDuration(value)) : `${formatNumber(value)} ${verdictUnit(verdict)}`.trim();
    const because = verdict.because === undefined ? '' : ` (${verdict.because})`;
    return `${verdict.met ? 'met    ' : 'NOT met'}  ${verdict.that}${because}: ${side(verdict.left)}`;
  });
}
