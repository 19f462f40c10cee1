/** What drives the result, in a report: the assumption that moves it most, and the numbers of the tornado. */
import type { Drivers } from '../../metrics/sensitivity/drivers.ts';
import type { Swing } from '../../metrics/sensitivity/tornado.ts';
import type { Model } from '../../model/network.ts';
import { valueReader } from '../text/assumption-values.ts';
import type { Words } from '../text/en.ts';
import { type Cell, type Column, type Table, tableOfColumns, text } from './document.ts';

/** The assumption that moves the metric furthest, alone. */
export function driverSentence(model: Model, { metric, tornado }: Drivers, words: Words): string {
  const { driver } = words.run;
  const [first] = tornado.swings;
  const { name, amount } = shortageOf(model, metric.path, words);
  if (first === undefined) return driver.none(name);
  const values = [tornado.centre, ...first.tried.map((one) => one.metric)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (amount(low) === amount(high)) return driver.none(name);
  return driver.one(readerOf(model, first.assumption, words).title, name, amount(low), amount(high));
}

/** Each assumption that moves the metric: where it was tried, what came of it. */
export function driverTable(model: Model, { metric, tornado }: Drivers, words: Words): { kind: 'table' } & Table {
  const { table } = words.run;
  const { name, amount } = shortageOf(model, metric.path, words);
  const moved = ({ swing }: Swing): Cell =>
    Number.isFinite(swing) ? { text: amount(swing), value: swing } : text(words.never);
  const columns: Column<Swing>[] = [
    [table.assumption, ({ assumption }) => text(readerOf(model, assumption, words).title)],
    [
      table.aloneAt,
      ({ assumption, tried }) => {
        const { value } = readerOf(model, assumption, words);
        return text(tried.map((one) => value(one.value)).join(' / '));
      },
    ],
    [table.gives, ({ tried }) => text(tried.map((one) => amount(one.metric)).join(' / '))],
    [table.swing, moved],
  ];
  return { kind: 'table', ...tableOfColumns(table.tornado(name), columns, tornado.swings) };
}

/** Drivers are asked of the shortage of a demand alone. */
function shortageOf({ scenario, network }: Model, path: string, words: Words) {
  const [, id] = path.split('.');
  const position = scenario.demands.findIndex((one) => one.id === id);
  if (position < 0) throw new Error(`no demand ${id}`);
  const { unit } = scenario.stockpiles[network.drawsFrom[position]];
  return {
    name: words.run.shortageOf(scenario.demands[position].title),
    amount: (value: number) => words.quantities.amount(value, unit),
  };
}

function readerOf(model: Model, id: string, words: Words) {
  const position = model.scenario.assumptions.findIndex((one) => one.id === id);
  if (position < 0) throw new Error(`no assumption ${id}`);
  return {
    title: model.scenario.assumptions[position].title,
    value: valueReader(model.scenario.assumptions[position], words),
  };
}
