/** Long tables: CSV in parts, Parquet beyond a bound, and both read back. */
import { expect, test } from 'vitest';
import { compareWithBaseline, readBaseline, readSeriesParquet, summaryJson, tolerancesOf } from '../../src/index.ts';
import { bandsTable } from '../../src/report/files/bands-csv.ts';
import { csvParts, csvText, fileOf, type LongTable, tableParquet } from '../../src/report/files/long-table.ts';
import { columnsOfCsv, columnsOfParquet } from '../../src/report/files/read-table.ts';
import { seriesTable } from '../../src/report/files/series-csv.ts';
import { run } from '../run.ts';

const scenario = {
  ...{ version: 2, title: 'long', start: '2025-01-06', horizon: '30 weeks' },
  stockpiles: { shelf: { initial: '4 weeks' }, reserve: { initial: '5 t' } },
  flows: { licensed: { to: 'shelf', licence: 'export' }, open: { to: 'shelf', share: 2, lead: '2 weeks' } },
  licences: { export: { phases: [{ from: '2025-01-13', review: '3 weeks' }] } },
  demands: { users: { from: 'shelf', rate: '15 t/week' } },
};
const answer = run(scenario);
const table = seriesTable(answer.dates, answer.series);

const bytesOf = (of: LongTable) => {
  const parts: Uint8Array[] = [];
  tableParquet(of, (bytes) => parts.push(bytes));
  return Buffer.concat(parts);
};

/** A table of as many series and dates, of zeros. */
function zeros(series: number, steps: number): LongTable {
  const values = new Float64Array(steps);
  const dates = Array.from({ length: steps }, () => '2025-01-06');
  return seriesTable(
    dates,
    Array.from({ length: series }, () => ({ kind: 'flow', id: 'lane', variable: 'ordered', unit: 't', values })),
  );
}

test('is written as Parquet where its CSV could have more than 50,000,000 characters', () => {
  // 2025-01-06,flow,lane,ordered,-1.234567891e-100,t and the end of the line: 49 characters.
  expect(fileOf(table)).toBe('series.csv');
  expect(fileOf(zeros(100, 10_204))).toBe('series.csv');
  expect(fileOf(zeros(100, 10_205))).toBe('series.parquet');
});

test('a long CSV comes in parts of about a million characters, none of them the whole', () => {
  const parts = [...csvParts(zeros(100, 1000))];
  const lengths = parts.map(({ length }) => length);
  expect(parts.length).toBeGreaterThan(2);
  expect(Math.max(...lengths)).toBeLessThan(1.1 * 2 ** 20);
  expect(parts.join('').split('\n')).toHaveLength(100_002);
});

test('Parquet read back has the series that were written, bit for bit, and the names and dates of the CSV', async () => {
  const parquet = await columnsOfParquet(bytesOf(table));
  const csv = columnsOfCsv(csvText(table));
  if (!('columns' in parquet && 'columns' in csv)) throw new Error('not read');
  const names = (columns: typeof csv.columns) => columns.map(({ values: _, ...name }) => name);
  expect(names(parquet.columns)).toEqual(names(csv.columns));
  for (const [n, { values }] of parquet.columns.entries()) {
    expect(values).toEqual(Array.from(answer.series[n].values));
  }
  expect(parquet.columns.some(({ values }) => Array.from(values).some(Number.isNaN))).toBe(true);
});

test('a baseline in Parquet is compared like one in CSV: same is same, and what moved is told by its series', async () => {
  const drift = async (of: typeof answer) => {
    const texts = { 'summary.json': summaryJson(answer.summary) };
    const baseline = readBaseline('results/long', texts, await readSeriesParquet(bytesOf(table)));
    if (!baseline.ok) throw new Error('no baseline');
    return compareWithBaseline(of, undefined, baseline.value, tolerancesOf(of.run.model, of.metrics).table);
  };
  expect((await drift(answer)).differences).toEqual([]);
  const other = run({ ...scenario, flows: { ...scenario.flows, open: { to: 'shelf', share: 2, lead: '3 weeks' } } });
  const names = (await drift(other)).movers.map(({ difference }) => difference.name);
  expect(names).toContain('flows.open.in_transit');
});

test('bytes that are no Parquet, are cut off, or have other columns are told as unreadable', async () => {
  const whole = bytesOf(table);
  const faults = [
    await columnsOfParquet(Buffer.from('date,kind,id')),
    await columnsOfParquet(whole.subarray(0, whole.length - 20)),
    await columnsOfParquet(bytesOf(bandsTable(answer.dates, []))),
  ];
  expect(faults).toMatchInlineSnapshot(`
    [
      {
        "expected": "a Parquet file of the columns date, kind, id, variable, value, unit",
        "found": "parquet file invalid (footer != PAR1)",
        "line": 1,
      },
      {
        "expected": "a Parquet file of the columns date, kind, id, variable, value, unit",
        "found": "parquet file invalid (footer != PAR1)",
        "line": 1,
      },
      {
        "expected": "a Parquet file of the columns date, kind, id, variable, value, unit",
        "found": "the columns date, kind, id, variable, mean, p05, p25, p50, p75, p95, …",
        "line": 1,
      },
    ]
  `);
});
