/** A metric in words: what it is called, and its values as a sentence or an axis says them. */
import type { Metric } from '../../metrics/measures.ts';
import type { Model } from '../../model/network.ts';
import { formatShare } from '../text/format.ts';
import { amount, duration, roundNumber, type ShownUnit, shortDate, things } from '../text/quantities.ts';

/** How a metric is spoken of. A value of ∞ is a time that never comes. */
export interface MetricWords {
  /** `shortage of US car makers`. */
  readonly name: string;
  /** `1,230 t`, `11 weeks`, `84.2 %`, `never`. */
  readonly value: (value: number) => string;
  /** What lies between two values; of shares in percentage points. */
  readonly difference: (difference: number) => string;
  /** The unit of an axis that reaches up to `most`, and how many of the metric's own it holds; dates are read as dates. */
  readonly axis: (most: number) => { readonly unit: string; readonly scale: number; readonly isDate: boolean };
}

/** Names that do not read as they are written. */
const NAMES: Readonly<Record<string, string>> = {
  lost_products: 'lost output',
  forgone: 'use forgone for the price',
  want: 'share of need unmet',
  served_late: 'amount served late',
  waiting: 'amount owed at the end',
  highest: 'highest price index',
  highest_date: 'date of the highest price index',
  mean: 'mean price index',
  peak_date: 'date of the peak shortage',
  spells: 'number of shortages',
  closing: 'closing stock',
  minimum: 'lowest stock',
  unit_cost: 'mean cost',
  shipped: 'amount shipped',
  received: 'amount that arrived',
  applied: 'amount applied for',
  granted: 'share granted',
  used: 'share used',
  lapsed: 'share lapsed',
};

/** The words for a metric of a model. */
export function metricWords(model: Model, { path, measure, unit }: Metric): MetricWords {
  const name = nameOf(model, path);
  const plain = (scale: number, word: string) => () => ({ unit: word, scale, isDate: false });
  const never = (text: (value: number) => string) => (value: number) =>
    value === Number.POSITIVE_INFINITY ? 'never' : text(value);
  switch (measure) {
    case 'amount': {
      const shown = shownUnit(model, path) ?? { name: unit, scale: 1, base: unit };
      const text = (value: number) => amount(value, shown);
      const word = shown.base === 't' ? shown.name : things(2, shown.name);
      return { name, value: text, difference: text, axis: plain(shown.scale, word) };
    }
    case 'things': {
      const text = (value: number) => `${roundNumber(value)} ${things(value, unit)}`;
      return { name, value: text, difference: text, axis: plain(1, things(2, unit)) };
    }
    case 'share':
      return {
        ...{ name, value: formatShare, axis: plain(0.01, '%') },
        difference: (share) => `${roundNumber(share * 100)} percentage points`,
      };
    case 'duration':
      return { name, value: never(duration), difference: never(duration), axis: timeAxis };
    case 'date':
      return {
        ...{ name, value: never(shortDate), difference: never(duration) },
        axis: () => ({ unit: '', scale: 1, isDate: true }),
      };
    case 'count':
    case 'money':
    case 'money per amount': {
      const text = (value: number) => `${roundNumber(value)} ${unit}`.trim();
      return { name, value: text, difference: text, axis: plain(1, unit) };
    }
  }
}

function timeAxis(days: number) {
  const [unit, scale] = days < 14 ? ['days', 1] : days < 731 ? ['weeks', 7] : ['years', 365.25];
  return { unit: unit as string, scale: scale as number, isDate: false };
}

function nameOf({ scenario }: Model, path: string): string {
  const [kind = '', id = '', name = ''] = path.split('.');
  const kinds = scenario as unknown as Record<string, readonly { id: string; title: string }[] | undefined>;
  const title = kinds[kind]?.find((one) => one.id === id)?.title;
  if (title === undefined) return path.replaceAll(/[._]/g, ' ');
  return `${NAMES[name] ?? name.replaceAll('_', ' ')} of ${title}`;
}

/** The unit of the stockpile that an amount is drawn from, held in or delivered to. */
function shownUnit({ scenario }: Model, path: string): ShownUnit | undefined {
  const [kind, id] = path.split('.');
  const drawn = scenario.demands.find((one) => kind === 'demands' && one.id === id)?.from;
  const delivered = scenario.flows.find((one) => kind === 'flows' && one.id === id)?.to;
  const stockpile = kind === 'stockpiles' ? id : (drawn ?? delivered);
  return scenario.stockpiles.find((one) => one.id === stockpile)?.unit;
}
