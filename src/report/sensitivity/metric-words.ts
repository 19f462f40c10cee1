/** A metric in words: what it is called, and its values as a sentence or an axis says them. */
import type { Metric } from '../../metrics/measures.ts';
import type { Model } from '../../model/network.ts';
import type { ChartText } from '../text/en-charts.ts';
import { EN_CHARTS } from '../text/en-charts.ts';
import type { ShownUnit } from '../text/quantities.ts';
import { assumptionWords } from './assumption-words.ts';

/** How a metric is spoken of. A value of ∞ is a time that never comes. */
export interface MetricWords {
  /** `shortage of US car makers`. */
  readonly name: string;
  /** What an assumption that may move it is called. */
  readonly assumption: (id: string) => string;
  /** `1,230 t`, `11 weeks`, `84.2 %`, `never`. */
  readonly value: (value: number) => string;
  /** What lies between two values; of shares in percentage points. */
  readonly difference: (difference: number) => string;
  /** The unit of an axis that reaches up to `most`, and how many of the metric's own it holds; dates are read as dates. */
  readonly axis: (most: number) => { readonly unit: string; readonly scale: number; readonly isDate: boolean };
}

/** The words for a metric of a model. */
export function metricWords(model: Model, { path, measure, unit }: Metric, text: ChartText = EN_CHARTS): MetricWords {
  const { quantities, metrics } = text;
  const named = { name: nameOf(model, path, text), assumption: assumptionWords(model, text).name };
  const plain = (scale: number, word: string) => () => ({ unit: word, scale, isDate: false });
  const never = (read: (value: number) => string) => (value: number) =>
    value === Number.POSITIVE_INFINITY ? metrics.never : read(value);
  switch (measure) {
    case 'amount': {
      const shown = shownUnit(model, path) ?? { name: unit, scale: 1, base: unit };
      const read = (value: number) => quantities.amount(value, shown);
      const word = shown.base === 't' ? shown.name : quantities.things(shown.name);
      return { ...named, value: read, difference: read, axis: plain(shown.scale, word) };
    }
    case 'things': {
      const read = (value: number) => quantities.count(value, unit);
      return { ...named, value: read, difference: read, axis: plain(1, quantities.things(unit)) };
    }
    case 'share':
      return {
        ...{ ...named, value: quantities.share, axis: plain(0.01, '%') },
        difference: (share) => quantities.points(quantities.round(share * 100)),
      };
    case 'duration':
      return {
        ...{ ...named, value: never(quantities.duration), difference: never(quantities.duration) },
        axis: (most) => timeAxis(most, text),
      };
    case 'date':
      return {
        ...{ ...named, value: never(quantities.shortDate), difference: never(quantities.duration) },
        axis: () => ({ unit: '', scale: 1, isDate: true }),
      };
    case 'count':
    case 'index':
    case 'money':
    case 'money per amount': {
      const read = (value: number) => `${quantities.round(value)} ${quantities.unit(unit)}`.trim();
      return { ...named, value: read, difference: read, axis: plain(1, quantities.unit(unit)) };
    }
  }
}

function timeAxis(days: number, { quantities }: ChartText) {
  const [unit, scale] = days < 14 ? ['days', 1] : days < 731 ? ['weeks', 7] : ['years', 365.25];
  return { unit: quantities.unit(unit as string), scale: scale as number, isDate: false };
}

function nameOf({ scenario }: Model, path: string, { metrics }: ChartText): string {
  const [kind = '', id = '', name = ''] = path.split('.');
  const kinds = scenario as unknown as Record<string, readonly { id: string; title: string }[] | undefined>;
  const title = kinds[kind]?.find((one) => one.id === id)?.title;
  if (title === undefined) return metrics.of(id, undefined);
  return metrics.of(name, title);
}

/** The unit of the stockpile that an amount is drawn from, held in or delivered to. */
function shownUnit({ scenario }: Model, path: string): ShownUnit | undefined {
  const [kind, id] = path.split('.');
  const drawn = scenario.demands.find((one) => kind === 'demands' && one.id === id)?.from;
  const delivered = scenario.flows.find((one) => kind === 'flows' && one.id === id)?.to;
  const stockpile = kind === 'stockpiles' ? id : (drawn ?? delivered);
  return scenario.stockpiles.find((one) => one.id === stockpile)?.unit;
}
