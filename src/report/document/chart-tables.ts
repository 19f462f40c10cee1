/** Tables for charts whose data do not say by themselves what they show: by name of the chart. */
import type { Chart } from '../charts/chart.ts';
import type { Words } from '../text/en.ts';
import { formatNumber } from '../text/format.ts';
import { amount } from '../text/quantities.ts';
import { type Cell, type Table, text } from './document.ts';
import { driverTable } from './drivers.ts';
import type { ScenarioReportInput } from './scenario-input.ts';

/** The tables of a chart of a scenario; none where they are read off the chart itself. */
export function chartTables(input: ScenarioReportInput, words: Words): (name: Chart['name']) => readonly Table[] {
  return (name) => {
    switch (name) {
      case 'utilisation':
        return [utilisation(input, words)];
      case 'time-to-survive':
        return survival(input, words);
      case 'convergence':
        return convergence(input, words);
      case 'back-test':
        return backTest(input, words);
      case 'tornado':
        return input.drivers ? [driverTable(input.answer.run.model, input.drivers, words)] : [];
      default:
        return [];
    }
  };
}

function utilisation({ answer: { metrics, run } }: ScenarioReportInput, words: Words): Table {
  const values = new Map(metrics.map(({ path, value }) => [path, value]));
  return {
    caption: words.table.utilisation,
    header: [words.table.flow, words.table.used],
    rows: run.model.scenario.flows.flatMap(({ id, title }) => {
      const value = values.get(`flows.${id}.utilisation`);
      return typeof value === 'number' ? [[text(title), { text: words.share(value), value }]] : [];
    }),
  };
}

function survival({ answer: { run }, ensemble }: ScenarioReportInput, words: Words): Table[] {
  if (ensemble === undefined) return [];
  const { table } = words;
  const cell = (days: number): Cell =>
    Number.isFinite(days) ? { text: words.duration(days), value: days } : text(words.never);
  const byPath = new Map(ensemble.metrics.map((one) => [one.path, one]));
  const titles = new Map(run.model.scenario.demands.map(({ id, title }) => [id, title]));
  const rows = ensemble.survival.flatMap(({ demand, counts, survived }) => {
    const statistics = byPath.get(`demands.${demand}.time_to_survive`);
    const title = titles.get(demand) ?? demand;
    if (statistics === undefined || counts.length === 0) return [];
    const { p05, p25, p50, p75, p95 } = statistics;
    const never = survived / ensemble.runs;
    return [[text(title), ...[p05, p25, p50, p75, p95].map(cell), { text: words.share(never), value: never }]];
  });
  const header = [table.user, table.p05, table.p25, table.p50, table.p75, table.p95, table.neverShortShare];
  return [{ caption: table.survival, header, rows }];
}

function convergence({ answer: { run }, ensemble }: ScenarioReportInput, words: Words): Table[] {
  if (ensemble === undefined) return [];
  const { demands, stockpiles } = run.model.scenario;
  const { drawsFrom } = run.model.network;
  const shown = new Map(demands.map(({ id, title }, k) => [id, { title, unit: stockpiles[drawsFrom[k]].unit }]));
  const rows = ensemble.convergence.flatMap(({ demand, runs, mean, standardError }) => {
    const [of, last, error] = [shown.get(demand), mean.at(-1), standardError.at(-1)];
    if (of === undefined || last === undefined || error === undefined || last === 0) return [];
    const { title, unit } = of;
    const cell = (value: number): Cell => ({ text: words.quantity(amount(value, unit)), value });
    return [[text(title), { text: String(runs.at(-1)), value: runs.at(-1) as number }, cell(last), cell(error)]];
  });
  const header = [words.table.user, words.table.runs, words.table.mean, words.table.standardError];
  return [{ caption: words.table.convergence, header, rows }];
}

function backTest({ answer: { comparisons } }: ScenarioReportInput, words: Words): Table[] {
  const cell = (value: number): Cell => ({ text: formatNumber(value), value });
  return comparisons.map(({ observation, months }) => ({
    caption: words.observations.observation(observation.title),
    header: [words.table.month, words.table.modelled, words.table.observed],
    rows: months.map(({ month, modelled, observed }) => [text(month), cell(modelled), cell(observed)]),
  }));
}
