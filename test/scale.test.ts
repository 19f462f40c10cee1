/** Large scenarios: work grows with the number of entities, not its square, and the longest run can be written and drawn. */
import { expect, test } from 'vitest';
import {
  type Answer,
  chartsOf,
  compile,
  explainBriefly,
  readScenario,
  reportMarkdown,
  type Scenario,
  scenarioReport,
} from '../src/index.ts';
import { fittingList } from '../src/report/charts/layout/key.ts';
import { fileOf, tableParquet } from '../src/report/files/long-table.ts';
import { seriesTable } from '../src/report/files/series-csv.ts';
import { list } from '../src/report/text/quantities.ts';
import { FieldReader } from '../src/scenario/meaning/field-reader.ts';
import { checkNetwork } from '../src/scenario/meaning/network-checks.ts';
import { gridFiles } from './bench/grid.ts';
import { run } from './run.ts';

function gridOf(stockpiles: number): Scenario {
  const files = new Map(gridFiles(stockpiles, 26).map(({ name, text }) => [name, text]));
  const name = [...files.keys()].at(-1) as string;
  const { scenario, issues } = readScenario(name, (path) => ({ text: files.get(path) as string }));
  if (scenario === undefined) throw new Error(`${issues[0]?.found}`);
  return scenario;
}

function answerOfGrid(stockpiles: number): Answer {
  return run(gridFiles(stockpiles, 52)[0]?.text as string);
}

/** A scenario whose lists of entities count how often one of them is looked at. */
function counting(scenario: Scenario): { scenario: Scenario; looks: () => number } {
  let looks = 0;
  const counted = <T extends object>(all: T): T =>
    new Proxy(all, {
      get(target, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
        return Reflect.get(target, key);
      },
    });
  const { stockpiles, flows, licences, demands } = scenario;
  const lists = { stockpiles: counted(stockpiles), flows: counted(flows), licences: counted(licences) };
  return { scenario: { ...scenario, ...lists, demands: counted(demands) }, looks: () => looks };
}

/** The least CPU of three times, in milliseconds. */
function cpuOf(work: () => void): number {
  const times = [0, 1, 2].map(() => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

test('a grid of thousands of stockpiles is split into files that extend one another, none too long', () => {
  const files = gridFiles(5000, 104);
  expect(files.map(({ name }) => name)).toEqual(['grid-5000-1.yaml', 'grid-5000.yaml']);
  expect(Math.max(...files.map(({ text }) => text.length))).toBeLessThan(2_000_000);
});

test('four times as many entities are looked at four times as often when a scenario is compiled', () => {
  const looksAt = (stockpiles: number) => {
    const { scenario, looks } = counting(gridOf(stockpiles));
    compile(scenario);
    return looks();
  };
  expect(looksAt(160) / looksAt(40)).toBeLessThan(4.5);
});

test('four times as many flows and licences are looked at four times as often when a network is checked', () => {
  const looksAt = (stockpiles: number) => {
    const { scenario, looks } = counting(gridOf(stockpiles));
    const file = { version: 2 as const, title: 'grid', start: '2025-01-06', stockpiles: {} };
    checkNetwork(new FieldReader({ things: new Set(), variables: new Map(), start: undefined }), file, scenario, {
      ...{ start: 0, end: 182, stepDays: 7 },
    });
    return looks();
  };
  expect(looksAt(160) / looksAt(40)).toBeLessThan(4.5);
});

test('a remark that names a thousand things tries few lists, and takes the longest that fits', () => {
  const names = Array.from({ length: 1000 }, (_, n) => `flow ${n} from the ${n % 7} mines`);
  let tries = 0;
  const fits = (text: string) => {
    tries++;
    return text.length <= 250;
  };
  const textOf = (some: string) => `Not drawn: ${some}.`;
  const brute = names.map((_, n) => textOf(list(names, names.length - n))).find((text) => text.length <= 250);
  expect(fittingList(names, 1700, textOf, fits, list)).toBe(brute);
  expect(tries).toBeLessThan(20);
});

test('charts of four times as many stockpiles take less than eight times the CPU', () => {
  const [small, large] = [100, 400].map((stockpiles) => {
    const answer = answerOfGrid(stockpiles);
    return cpuOf(() => chartsOf({ ...answer, model: answer.run.model }));
  }) as [number, number];
  expect(large / small).toBeLessThan(8);
});

test('causes and a report of four times as many stockpiles and users take less than eight times the CPU', () => {
  const [small, large] = [100, 400].map((stockpiles) => {
    const answer = answerOfGrid(stockpiles);
    return cpuOf(() => {
      const why = explainBriefly(answer.run.model, undefined)?.found;
      // What a grid has to be told of is its licences: without causes this would measure nothing.
      expect(why?.why.shares.length).toBeGreaterThan(0);
      const told = { answer, charts: [], why, ensemble: undefined, drivers: undefined, ledger: new Map() };
      reportMarkdown(scenarioReport({ ...told, command: '', files: [] }, 'en'), 'chokepoint');
    });
  }) as [number, number];
  expect(large / small).toBeLessThan(8);
}, 60_000);

test('a run of the most steps that are accepted can be written, drawn and told', () => {
  const answer = run({
    ...{ version: 2, title: 'a hundred thousand days', start: '2000-01-01', horizon: '100000 days', step: '1 day' },
    stockpiles: { shelf: { cover: '4 weeks' } },
    flows: { lane: { to: 'shelf', capacity: '12 t/week', lead: '2 weeks', licence: 'export' } },
    licences: { export: { phases: [{ from: '2001-01-01', review: '8 weeks', valid: '26 weeks' }] } },
    demands: { users: { from: 'shelf', rate: '(9 + elapsed / 10000 day) * 1 t/week' } },
  });
  const { model } = answer.run;
  expect(model.steps).toBe(100_000);
  const table = seriesTable(answer.dates, answer.series);
  expect(fileOf(table)).toBe('series.parquet');
  let bytes = 0;
  tableParquet(table, (part) => {
    bytes += part.length;
  });
  expect(bytes).toBeGreaterThan(100_000);
  const charts = chartsOf({ ...answer, model });
  expect(charts.map(({ name }) => name)).toEqual([
    'shortages',
    'network',
    'days-of-supply',
    'shipments',
    'utilisation',
  ]);
  const rest = { ensemble: undefined, drivers: undefined, ledger: new Map(), command: '', files: [] };
  expect(scenarioReport({ answer, charts, ...rest }, 'en').sections.length).toBeGreaterThan(1);
}, 60_000);

test('a loop of thousands of stockpiles is refused: it is solved as a whole', () => {
  const ids = Array.from({ length: 5001 }, (_, n) => `s${n}`);
  const scenario = {
    ...{ version: 2, title: 'a loop', start: '2025-01-06', horizon: '1 week' },
    stockpiles: Object.fromEntries(ids.map((id) => [id, { initial: '1 t' }])),
    flows: Object.fromEntries(
      ids.map((id, n) => [id, { to: id, from: { [ids[(n + 1) % ids.length] as string]: 0.5 } }]),
    ),
    demands: { users: { from: 's0', rate: '1 t/week' } },
  };
  expect(() => run(scenario)).toThrowErrorMatchingInlineSnapshot(
    `[Error: flows: expected at most 5000 stockpiles that all supply one another, got 5001]`,
  );
});
