/** What drives the result, in a report: the assumption that moves it most, and the numbers of the tornado. */
import type { Drivers } from '../../metrics/sensitivity/drivers.ts';
import type { Swing } from '../../metrics/sensitivity/tornado.ts';
import type { Model } from '../../model/network.ts';
import { assumptionName, valueWords } from '../sensitivity/assumption-words.ts';
import { metricWords } from '../sensitivity/metric-words.ts';
import type { Words } from '../text/en.ts';
import { type Cell, type Table, text } from './document.ts';

/** The assumption that moves the metric furthest, alone. */
export function driverSentence(model: Model, { metric, tornado }: Drivers, words: Words): string {
  const [first] = tornado.swings;
  if (first === undefined || first.swing === 0) return words.driver.none;
  const show = (value: number) => words.quantity(metricWords(model, metric).value(value));
  const values = [tornado.centre, ...first.tried.map((one) => one.metric)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return words.driver.one(assumptionName(first.assumption), nameOf(model, metric.path, words), show(low), show(high));
}

/** Each assumption that moves the metric: where it was tried, what came of it. */
export function driverTable(model: Model, { metric, tornado }: Drivers, words: Words): { kind: 'table' } & Table {
  const metricIn = metricWords(model, metric);
  const show = (value: number) => words.quantity(metricIn.value(value));
  const moved = ({ swing }: Swing): Cell =>
    Number.isFinite(swing) ? { text: words.quantity(metricIn.difference(swing)), value: swing } : text(words.never);
  return {
    kind: 'table',
    caption: words.table.tornado(nameOf(model, metric.path, words)),
    header: [words.table.assumption, words.table.aloneAt, words.table.gives, words.table.swing],
    rows: tornado.swings.map((swing) => {
      const value = valueWords(model, swing.assumption);
      return [
        text(assumptionName(swing.assumption)),
        text(swing.tried.map((one) => words.quantity(value(one.value))).join(' / ')),
        text(swing.tried.map((one) => show(one.metric)).join(' / ')),
        moved(swing),
      ];
    }),
  };
}

/** Drivers are asked of shortages alone. */
function nameOf({ scenario }: Model, path: string, words: Words): string {
  const [, id] = path.split('.');
  return words.shortageOf(scenario.demands.find((one) => one.id === id)?.title ?? path);
}
