/** Stockpiles, flows and demands from tables, and back. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csvOf, readScenario, tablesOf, yamlText } from '../../src/index.ts';
import { ROOT } from '../files.ts';
import { reading, scenarioOf, settings, told, toldOfEach } from './reading.ts';

const SCENARIO = `version: 2
title: Test
start: 2025-01-01
horizon: 1 year
tables: {stockpiles: stocks.csv, flows: tables/flows.csv, demands: demands.csv}
`;
const FILES = {
  's.yaml': SCENARIO,
  'stocks.csv': 'id,cover [weeks],assumed\nore,4,a test\nmagnets,6,a test\n',
  'tables/flows.csv':
    'id,title.en,title.zh,to,from,capacity [t/year],lead,assumed\n' +
    'mine,A mine,矿,ore,,5000,,a test\n' +
    'plant,"A plant, old",厂,magnets,{ore: 1.5},3000,5 weeks,a test\n',
  'demands.csv': 'id,from,rate,assumed\ncars,magnets,2000 t/year,a test\n',
};

test('a table is what the same entities written out are', () => {
  const written = `version: 2
title: Test
start: 2025-01-01
horizon: 1 year
stockpiles:
  ore: {cover: 4 weeks, assumed: a test}
  magnets: {cover: 6 weeks, assumed: a test}
flows:
  mine: {title: {en: A mine, zh: 矿}, to: ore, capacity: 5000 t/year, assumed: a test}
  plant: {title: {en: "A plant, old", zh: 厂}, to: magnets, from: {ore: 1.5}, capacity: 3000 t/year, lead: 5 weeks, assumed: a test}
demands:
  cars: {from: magnets, rate: 2000 t/year, assumed: a test}
`;
  expect(scenarioOf(FILES)).toEqual(scenarioOf(written));
});

test('what the file says of an entity goes over its row, and a setting over both', () => {
  const over = { ...FILES, 's.yaml': `${SCENARIO}flows:\n  plant: {capacity: 2500 t/year}\n  mine: {licence: none}\n` };
  expect(told(over)).toMatchInlineSnapshot(`
    "
    s.yaml:8:19 error unknown-reference flows.mine.licence
      expected a licence that exists, got none
      Add it under licences.
    "
  `);
  const null_ = { ...FILES, 's.yaml': `${SCENARIO}flows: {mine: {title: null}}\n` };
  expect(scenarioOf(null_).flows.map(({ title }) => title)).toEqual(['mine', 'A plant, old']);
  const set = reading(FILES, settings({ 'flows.plant.capacity': '1000 t/year' }));
  expect(set.resolved?.scenario).toHaveProperty(['flows', 'plant', 'capacity'], '1000 t/year');
});

test('a scenario that is extended brings its tables, which lie beside it', () => {
  const files = Object.fromEntries(Object.entries(FILES).map(([name, text]) => [`base/${name}`, text]));
  expect(told({ ...files, 's.yaml': 'version: 2\nextends: base/s.yaml\ntitle: Another\n' })).toBe('sound');
});

test.each([
  ['as Windows writes it', (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
  ['with semicolons', (text: string) => text.replaceAll(',', ';')],
  ['with tabs', (text: string) => text.replaceAll(',', '\t')],
  ['with columns and rows in which nothing stands', (text: string) => `${text.replaceAll('\n', ',,\n')},,,,\n`],
  ['with quotes about every text', (text: string) => text.replaceAll(/[^,\n]+/g, '"$&"')],
  ['by an old Macintosh', (text: string) => text.replaceAll('\n', '\r')],
])('a table is read that is written %s', (_, as) => {
  expect(scenarioOf({ ...FILES, 'stocks.csv': as(FILES['stocks.csv']) })).toEqual(scenarioOf(FILES));
});

describe('whatever is wrong has its cell', () => {
  const withFlows = (csv: string) => ({ ...FILES, 'tables/flows.csv': csv });
  test('in the table, all at once', () => {
    expect(
      toldOfEach([
        ['missing', { ...FILES, 's.yaml': SCENARIO.replace('stocks.csv', 'nowhere.csv') }],
        ['not a table', { ...FILES, 's.yaml': SCENARIO.replace('stocks.csv', 's.yaml') }],
        ['of licences, of which there are none', { ...FILES, 's.yaml': SCENARIO.replace('demands:', 'licences:') }],
        ['empty', withFlows('')],
        ['below its name, as Numbers may write it', withFlows('Table 1,,\nid,to,assumed\nmine,ore,a test\n')],
        ['with colons between', withFlows('id:to:assumed\nmine:ore:a test\n')],
        ['without ids', withFlows('name,to\nmine,ore\n')],
        ['with a column that has no heading', withFlows('id,to,assumed,,\nmine,ore,a test,,\nplant,ore,a test,,7\n')],
        [
          'with thousands set apart',
          withFlows(
            'id,to,capacity [t/year],assumed\nmine,ore,"5,000.50",a test\nplant,ore,1 000 000,a test\nmill,ore,"5 000,5",a test\n',
          ),
        ],
        ['with an unknown field', withFlows('id,to,capacty [t/year],assumed\nmine,ore,5,a test\nother,ore,5,a test\n')],
        ['with a heading twice', withFlows('id,to,lead,lead,assumed\nmine,ore,5 weeks,6 weeks,a test\n')],
        [
          'with an id twice, and a row without',
          withFlows('id,to,assumed\nmine,ore,a test\nmine,ore,a test\n,ore,a test\n'),
        ],
        [
          'with decimal commas, and a text for a number',
          withFlows('id;to;capacity [t/year];assumed\nmine;ore;5,5;a test\nplant;magnets;many;a test\n'),
        ],
        ['with a comma in a text', withFlows('id,to,assumed\nmine,ore,a test, or so\n')],
        ['with a recipe that can’t be read', withFlows('id,to,from,assumed\nplant,magnets,{ore: 1.5,a test\n')],
      ]),
    ).toMatchInlineSnapshot(`
      "
      — missing
      s.yaml:5:22 error missing-file tables.stockpiles
        expected a CSV file that can be read, got nowhere.csv: there is no such file
        Check the path; it is relative to the file that names it.
      — not a table
      s.yaml:1:1 error unreadable-data tables.stockpiles
        expected a column called id, got version: 2
        Begin with a line of headings, such as id,to,capacity [t/year]; put commas, semicolons or tabs between.
      tables/flows.csv:2:15 error unknown-reference flows.mine.to
        expected a stockpile that exists, got ore
        Add it under stockpiles.
      tables/flows.csv:3:24 error unknown-reference flows.plant.to
        expected a stockpile that exists, got magnets
        Add it under stockpiles.
      tables/flows.csv:3:32 error unknown-reference flows.plant.from.ore
        expected a stockpile that exists, got ore
        Add it under stockpiles.
      demands.csv:2:6 error unknown-reference demands.cars.from
        expected a stockpile that exists, got magnets
        Add it under stockpiles.
      — of licences, of which there are none
      s.yaml:5:59 error unknown-key tables.licences
        expected one of stockpiles, flows, demands, got the key licences
        Take it out; a remark can stand in a comment, after #.
      — empty
      tables/flows.csv:1:1 error unreadable-data tables.flows
        expected a column called id, got an empty file
        Begin with a line of headings, such as id,to,capacity [t/year]; put commas, semicolons or tabs between.
      — below its name, as Numbers may write it
      tables/flows.csv:1:1 error unreadable-data tables.flows
        expected a column called id, got Table 1
        Begin with a line of headings, such as id,to,capacity [t/year]; put commas, semicolons or tabs between.
      — with colons between
      tables/flows.csv:1:1 error unreadable-data tables.flows
        expected a column called id, got id:to:assumed
        Begin with a line of headings, such as id,to,capacity [t/year]; put commas, semicolons or tabs between.
      — without ids
      tables/flows.csv:1:1 error unknown-key tables.flows
        expected a field of flows, got name
        Fields of flows are title, from, to, lead, capacity, share, cost, priority, licence, byproducts, projects, release, waits, opens, standby, source, assumed; write the unit as capacity [t/year].
      tables/flows.csv:1:1 error unreadable-data tables.flows
        expected a column called id, got name, to
        Name the column of ids \`id\` in the first line.
      — with a column that has no heading
      tables/flows.csv:3:19 error unreadable-data tables.flows
        expected a heading over each column, got none
        Name its field in the first line, or clear the column.
      — with thousands set apart
      tables/flows.csv:2:10 error unreadable-data tables.flows
        expected a number of t/year, got 5,000.50
        Write 5000.50, with nothing between thousands.
      tables/flows.csv:3:11 error unreadable-data tables.flows
        expected a number of t/year, got 1 000 000
        Write 1000000, with nothing between thousands.
      tables/flows.csv:4:10 error unreadable-data tables.flows
        expected a number of t/year, got 5 000,5
        Write 5000.5, with a decimal point.
      — with an unknown field
      tables/flows.csv:1:7 error unknown-key tables.flows
        expected a field of flows, got capacty [t/year]
        Did you mean capacity?
      — with a heading twice
      tables/flows.csv:1:12 error unreadable-data tables.flows
        expected each heading once, got lead
        Rename or remove one of the columns.
      — with an id twice, and a row without
      tables/flows.csv:3:1 error unreadable-data tables.flows
        expected each id once, got mine
        Rename or remove one of the rows.
      tables/flows.csv:4:1 error missing-key tables.flows
        expected an id in each row, got none
        Write one, or take the row out.
      — with decimal commas, and a text for a number
      tables/flows.csv:2:10 error unreadable-data tables.flows
        expected a number of t/year, got 5,5
        Write 5.5, with a decimal point.
      tables/flows.csv:3:15 error unreadable-data tables.flows
        expected a number of t/year, got many
        Write a plain number: its unit stands in the heading.
      — with a comma in a text
      tables/flows.csv:2:17 error unreadable-data tables.flows
        expected 3 cells, got 4
        Put a text with a comma in double quotes.
      — with a recipe that can’t be read
      tables/flows.csv:2:15 error unreadable-data tables.flows
        expected a closing }, got none
        Close what is opened here with }.
      "
    `);
  });
  test('in what a cell means', () => {
    const flows =
      'id,to,from,capacity [vehicles],lead,assumed\nmine,or,,5000,,a test\nplant,magnets,{ore: -1},3000,5 tonnes,a test\n';
    expect(told(withFlows(flows))).toMatchInlineSnapshot(`
      "
      tables/flows.csv:2:6 error unknown-reference flows.mine.to
        expected a stockpile that exists, got or
        Did you mean ore?
      tables/flows.csv:3:30 error wrong-dimension flows.plant.lead
        expected a duration such as 6 weeks, got 5 tonnes
        That is an amount; write a duration.
      tables/flows.csv:3:15 error out-of-range flows.plant.from.ore
        expected a plain number such as 0.25 or 25%, at least 0, got -1
        Write at least 0.
      tables/flows.csv:3:25 error unknown-reference flows.plant.capacity
        expected a unit or a name that exists, got vehicles
        Nothing here is called vehicles; name it under assumptions, or under units if it counts things.
      "
    `);
  });
});

describe('a scenario in tables is the scenario', () => {
  const folder = join(ROOT, 'scenarios');
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'figures.yaml');
  test.each(names)('%s', (name) => {
    const read = (path: string) => ({ text: readFileSync(join(folder, path), 'utf8') });
    const { scenario: original, resolved } = readScenario(name, read);
    if (original === undefined || resolved === undefined) throw new Error(`${name} is not sound`);
    const { scenario, tables } = tablesOf(resolved.scenario);
    const named = Object.fromEntries([...tables.keys()].map((section) => [section, `${section}.csv`]));
    const texts: Record<string, string> = {
      's.yaml': yamlText({ ...scenario, tables: named }),
      'figures.yaml': yamlText(resolved.figures),
      ...Object.fromEntries([...tables].map(([section, rows]) => [`${section}.csv`, csvOf(rows)])),
    };
    const again = readScenario('s.yaml', (path) =>
      texts[path] === undefined ? { missing: path } : { text: texts[path] },
    );
    expect(again.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(again.resolved).toEqual(resolved);
    expect(again.scenario?.digest).toBe(original.digest);
  });
});

test.each([
  ['is never closed', 'stocks.csv', 'id,title,cover [weeks]\nore,"Ore,4\nmagnets,Magnets,6\n', 2, 5],
  ['closes within its text', 'stocks.csv', 'id,title,cover [weeks]\nore,Ore,4\nmagnets,"Strong" ones,6\n', 3, 9],
])('a quote that %s is told, as rows behind it may be lost', (_, file, table, line, column) => {
  const { issues } = reading({ ...FILES, [file]: table });
  expect(issues).toContainEqual(
    expect.objectContaining({
      ...{ severity: 'error', code: 'unreadable-data', place: { file, line, column } },
      expected: 'a quote at the end of a text that begins with one',
    }),
  );
});
