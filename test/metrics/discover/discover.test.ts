/** Scenario discovery: planted boxes are found again, and so is the one that was published. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stream } from '../../../src/chance/random.ts';
import { type Cases, type Input, restrictedIn } from '../../../src/metrics/discover/box.ts';
import { binomialTail, discover, isDecidedByCategories } from '../../../src/metrics/discover/discover.ts';
import { paste, peel } from '../../../src/metrics/discover/peel.ts';

const PATIENCE = { alpha: 0.05, least: 0.05 };
const OPTIONS = { ...PATIENCE, coverage: 0.5, isPasted: false, seed: 'test' };

/** Rows with so many inputs, uniform from 0 to 1, and the cases among them. */
function rowsOf(rows: number, inputs: number, isCase: (x: readonly number[]) => boolean): Cases {
  const uniform = stream('discover test', rows, inputs);
  const columns: Input[] = Array.from({ length: inputs }, (_, n) => ({
    ...{ name: `x${n}`, kind: 'amount' },
    values: Float64Array.from({ length: rows }, uniform),
  }));
  return {
    inputs: columns,
    isCase: Uint8Array.from({ length: rows }, (_, row) => Number(isCase(columns.map(({ values }) => values[row])))),
  };
}

const names = (cases: Cases, limits: readonly unknown[]) =>
  cases.inputs.flatMap(({ name }, n) => (limits[n] === undefined ? [] : [name]));

test('a planted corner is found: its two inputs, their limits, and no other input', () => {
  const cases = rowsOf(4000, 5, ([a, b]) => a > 0.6 && b < 0.3);
  const { box, restrictions, stability } = discover(cases, OPTIONS);
  expect(box.density).toBe(1);
  expect(box.coverage).toBeGreaterThan(0.9);
  expect(names(cases, box.limits)).toEqual(['x0', 'x1']);
  const [first, second] = [box.limits[0], box.limits[1]];
  expect(first).toEqual({ kind: 'amount', low: expect.closeTo(0.6, 1), high: Number.POSITIVE_INFINITY });
  expect(second).toEqual({ kind: 'amount', low: Number.NEGATIVE_INFINITY, high: expect.closeTo(0.3, 1) });
  for (const { quasiP, halves } of restrictions) {
    expect(quasiP).toBeLessThan(1e-6);
    expect(halves).toBe(10);
  }
  expect(stability.density).toBeGreaterThan(0.95);
});

test('every box lies within the one before it, and has at least the least mass', () => {
  const cases = rowsOf(1000, 4, ([a, b, c]) => a + b * c > 1);
  const boxes = peel(cases, PATIENCE);
  expect(boxes.length).toBeGreaterThan(10);
  for (const [n, box] of boxes.slice(1).entries()) {
    const before = new Set(boxes[n]?.rows);
    expect(box.rows.every((row) => before.has(row))).toBe(true);
    expect(box.rows.length).toBeGreaterThanOrEqual(50);
    expect(box.rows.length).toBeLessThan(before.size);
  }
});

test('an input with one value alone is never restricted', () => {
  const cases = rowsOf(500, 3, ([, b]) => b > 0.5);
  const constant: Cases = {
    ...cases,
    inputs: [...cases.inputs, { name: 'same', kind: 'amount', values: new Float64Array(500).fill(7) }],
  };
  for (const { limits } of peel(constant, PATIENCE)) expect(limits[3]).toBeUndefined();
});

test('rows with equal values are never parted', () => {
  const cases = rowsOf(600, 2, ([a]) => a > 0.5);
  const inputs = cases.inputs.map((input) => ({
    ...input,
    values: input.values.map((value) => Math.round(value * 4) / 4),
  }));
  const { box } = discover({ inputs, isCase: cases.isCase }, OPTIONS);
  const [limit] = box.limits;
  if (limit?.kind !== 'amount') throw new Error('the input that decides is not restricted');
  expect([0.125, 0.375, 0.625, 0.875]).toContain(limit.low);
});

test('a category that decides alone is found, and said to decide', () => {
  const chance: Input = {
    name: 'renewed',
    kind: 'category',
    values: Float64Array.from({ length: 400 }, (_, n) => n % 2),
  };
  const other = rowsOf(400, 2, () => false).inputs;
  const found = discover(
    { inputs: [...other, chance], isCase: Uint8Array.from({ length: 400 }, (_, n) => 1 - (n % 2)) },
    OPTIONS,
  );
  expect(found.box.limits).toEqual([undefined, undefined, { kind: 'category', values: [0] }]);
  expect([found.box.coverage, found.box.density]).toEqual([1, 1]);
  expect(isDecidedByCategories(found)).toBe(true);
});

test('pasting takes back what was peeled off needlessly, and never makes a box less dense', () => {
  const cases = rowsOf(2000, 3, ([a, b]) => a > 0.7 && b > 0.2);
  // Thick slices take much off that thin ones can give back.
  const boxes = peel(cases, { alpha: 0.35, least: 0.05 });
  const last = boxes[boxes.length - 1] as (typeof boxes)[number];
  const wider = paste(cases, last, { alpha: 0.01, least: 0.05 });
  expect(wider.density).toBeGreaterThanOrEqual(last.density);
  expect(wider.rows.length).toBeGreaterThan(last.rows.length);
  expect(wider.coverage).toBeGreaterThan(0.95);
});

test('where cases are noise, restrictions are ones that chance explains or half-samples do not repeat', () => {
  const uniform = stream('noise');
  const cases = rowsOf(400, 4, () => uniform() < 0.3);
  const { stability, box } = discover(cases, OPTIONS);
  // The box is denser in the rows that it was sought in than in others.
  expect(stability.density).toBeLessThan(box.density);
  expect(stability.density).toBeLessThan(0.45);
});

test('the tail of a binomial is what sums of its terms say', () => {
  expect(binomialTail(2, 3, 0.5)).toBeCloseTo(0.5, 12);
  expect(binomialTail(0, 3, 0.5)).toBe(1);
  expect(binomialTail(8, 10, 0.5)).toBeCloseTo(56 / 1024, 12);
  expect(binomialTail(1, 1000, 0.001)).toBeCloseTo(1 - Math.exp(1000 * Math.log(0.999)), 9);
  expect(binomialTail(5, 5, 1)).toBe(1);
  expect(binomialTail(1, 5, 0)).toBe(0);
});

/** The folder of published cases, which are not ours to pass on. */
const FOLDER = process.env['CHOKEPOINT_CASES'];

test.skipIf(FOLDER === undefined)(
  'the box that Bryant and Lempert published is found (skipped where CHOKEPOINT_CASES names no folder of cases)',
  () => {
    const [head, ...lines] = readFileSync(join(FOLDER as string, 'bryant-lempert-2010.csv'), 'utf8')
      .trim()
      .split(/\r?\n/);
    const table = lines.map((line) => line.split(',').map(Number));
    expect(table.length).toBe(882);
    const inputs = (head as string)
      .split(',')
      .slice(2, 11)
      .map(
        (name, n): Input => ({ name, kind: 'amount', values: Float64Array.from(table, (row) => row[n + 2] as number) }),
      );
    const isCase = Uint8Array.from(table, (row) => row[15] as number);
    expect(isCase.reduce((sum, one) => sum + one, 0)).toBe(89);
    const cases = { inputs, isCase };
    const box = peel(cases, { alpha: 0.1, least: 0.05 }).find(
      ({ cases: inside, limits }) => inside === 67 && restrictedIn({ limits }) === 4,
    );
    expect(box?.coverage).toBeCloseTo(67 / 89, 12);
    expect([87, 88]).toContain(box?.rows.length);
    expect(names(cases, box?.limits ?? [])).toEqual([
      ...['Cellulosic cost', 'Total biomass', 'Demand elasticity', 'Biomass backstop price'],
    ]);
  },
);
