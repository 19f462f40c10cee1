/** Counting by the compiled module, without it, and where records lie elsewhere: the same to the last bit. */
import { expect, test } from 'vitest';
import { type Cells, lengthOf } from '../../../src/metrics/ensemble/cells.ts';
import { COUNT } from '../../../src/metrics/ensemble/count-module.ts';
import { counterOf } from '../../../src/metrics/ensemble/counter.ts';
import { BINS, type Counts, countedQuantiles, type Edges } from '../../../src/metrics/ensemble/edges.ts';
import { type Likeness, likenessOf, type Strays } from '../../../src/metrics/ensemble/likeness.ts';
import { type Shape, shapeOf } from '../../../src/metrics/ensemble/spread.ts';
import { PROBABILITIES, performer } from '../../../src/metrics/ensemble/tasks.ts';
import { meterOf, metricsIn } from '../../../src/metrics/measures.ts';
import type { Model } from '../../../src/model/network.ts';
import { replicatesOf } from '../../../src/simulation/replicates.ts';
import { madeUncertain, plain } from '../../ensembles.ts';
import { answerOf } from '../../files.ts';
import { FEWER, run } from '../../run.ts';

const PILOT = 128;

/** Every cell a row of its own. */
function unlike({ cells }: Shape): Likeness {
  const rowOf = Int32Array.from({ length: cells }, (_, cell) => cell);
  return { rowOf, leaders: rowOf, constants: new Float64Array(0) };
}

/** Cells that two replicates show to be like another are taken to be so; every other has its row. */
function alike(model: Model, shape: Shape): Likeness {
  const cells: Cells = { values: new Float64Array(lengthOf(shape.cells, 2)), cells: shape.cells, size: 2 };
  performer(model, plain(1000))({ kind: 'sample', first: 0, count: 2, window: { from: 0, to: model.steps }, cells });
  const seen = likenessOf(shape, cells);
  const rest = Array.from(seen.rowOf.keys()).filter((cell) => (seen.rowOf[cell] as number) < 0);
  const leaders = Int32Array.from([...seen.leaders, ...rest]);
  const rowOf = seen.rowOf.slice();
  for (const [row, cell] of leaders.entries()) rowOf[cell] = row;
  return { rowOf, leaders, constants: new Float64Array(0) };
}

/** The edges of the leaders alone. */
function edgesOfLeaders({ starts, edges, below, scales, reach }: Edges, { leaders }: Likeness): Edges {
  const own = Array.from(leaders, (cell) => edges.slice(starts[cell], starts[cell + 1]));
  const ends = [0];
  for (const { length } of own) ends.push((ends.at(-1) as number) + length);
  return {
    starts: Int32Array.from(ends),
    edges: Float64Array.from(own.flatMap((some) => [...some])),
    below: Uint8Array.from([...leaders].flatMap((cell) => [...below.subarray(cell * BINS, (cell + 1) * BINS)])),
    scales: Float64Array.from(leaders, (cell) => scales[cell] as number),
    reach: Uint8Array.from(leaders, (cell) => reach[cell] as number),
  };
}

/** The edges of a model's first replicates. */
function edgesOfPilot(model: Model, shape: Shape): Edges {
  const perform = performer(model, plain(1000));
  const cells: Cells = { values: new Float64Array(lengthOf(shape.cells, PILOT)), cells: shape.cells, size: PILOT };
  const window = { from: 0, to: model.steps };
  perform({ kind: 'sample', first: 0, count: PILOT, window, cells });
  const made = perform({ kind: 'edges', first: 0, count: shape.cells, cells });
  if (!made.ok) throw new Error('edges that cannot be');
  return made.value.edges;
}

/** What is counted of `count` replicates from 1000 on; their records in the counter's memory or not. */
function counted(
  model: Model,
  shape: Shape,
  edges: Edges,
  count: number,
  module: string | null = COUNT,
  isNear = true,
  likeness = unlike(shape),
): Counts & { readonly strays: Strays } {
  const counting = counterOf(model, shape, module)(likeness, edges);
  const blocks = replicatesOf(model, plain(2000)).drawn(1000, count, model.steps, isNear ? counting.record : undefined);
  for (const block of blocks) {
    if (!block.ok) throw new Error('a block that cannot be');
    const { run: record, steps, first } = block.value;
    const meter = meterOf(model, record.lanes);
    meter.begin();
    for (const t of steps) {
      meter.add(record, t);
      counting.add(record, t, first);
    }
    counting.addMetrics(meter.columns(record.cost));
  }
  return { ...counting.counts(), strays: counting.strays() };
}

const models = (): Model[] => [
  run(
    madeUncertain({
      ...{ version: 2, title: 'small', start: '2025-01-06', horizon: '30 weeks' },
      stockpiles: { store: { cover: '3 weeks' }, shelf: { cover: '2 weeks' }, idle: { initial: '5 t' } },
      flows: { mine: { to: 'store', capacity: '16 t/week' }, lane: { from: 'store', to: 'shelf', licence: 'export' } },
      licences: { export: { phases: [{ from: '2025-03-03', allow: 'coin', review: '3 weeks' }] } },
      demands: { users: { from: 'shelf', rate: '10 t/week' }, others: { from: 'shelf', rate: '5 t/week' } },
    }),
  ).run.model,
  ...(FEWER ? [] : [answerOf('scenarios/six-month-licence.yaml').answer.run.model]),
];

/** Whether all counters and sums are the same, to the last bit. */
function areSame(one: Counts, other: Counts): boolean {
  const bytes = ({ buffer, byteOffset, byteLength }: ArrayBufferView) => Buffer.from(buffer, byteOffset, byteLength);
  return bytes(one.counters).equals(bytes(other.counters)) && bytes(one.sums).equals(bytes(other.sums));
}

test('with the module or without, in its memory or elsewhere, even lanes and odd: the same counts and sums', () => {
  for (const [n, model] of models().entries()) {
    const shape = shapeOf(model, metricsIn(model));
    const edges = edgesOfPilot(model, shape);
    for (const count of n === 0 ? [64, 128, 91, 70, 1] : [91]) {
      const compiled = counted(model, shape, edges, count);
      expect(areSame(counted(model, shape, edges, count, null), compiled), `${count} without the module`).toBe(true);
      expect(areSame(counted(model, shape, edges, count, COUNT, false), compiled), `${count} elsewhere`).toBe(true);
      const cell = shape.series * 20;
      const own = [...compiled.counters.subarray(2 * edges.starts[cell], 2 * edges.starts[cell + 1])];
      expect(own.reduce((sum, one) => sum + one, 0)).toBe(count);
    }
  }
});

test('what strays from its leader is told, with the module or without, in its memory or elsewhere', () => {
  const [model] = models() as [Model];
  const shape = shapeOf(model, metricsIn(model));
  const all = edgesOfPilot(model, shape);
  const likeness = alike(model, shape);
  expect(likeness.leaders.length).toBeLessThan(shape.cells);
  const edges = edgesOfLeaders(all, likeness);
  for (const count of [128, 91]) {
    const compiled = counted(model, shape, edges, count, COUNT, true, likeness);
    const { strays, counters } = compiled;
    expect(strays.cells.length).toBeGreaterThan(100);
    for (const other of [
      counted(model, shape, edges, count, null, true, likeness),
      counted(model, shape, edges, count, COUNT, false, likeness),
    ]) {
      expect(areSame(other, compiled)).toBe(true);
      expect(other.strays).toEqual(strays);
    }
    // Rows and strays together are what each cell counts by itself; all strays are of cells that lead nothing.
    expect([...strays.cells].every((cell) => likeness.leaders[likeness.rowOf[cell] as number] !== cell)).toBe(true);
    const whole = counted(model, shape, all, count);
    for (const [row, cell] of likeness.leaders.entries()) {
      const own = counters.subarray(2 * (edges.starts[row] as number), 2 * (edges.starts[row + 1] as number));
      const alone = whole.counters.subarray(2 * (all.starts[cell] as number), 2 * (all.starts[cell + 1] as number));
      expect(own).toEqual(alone);
      expect(compiled.sums[row]).toBe(whole.sums[cell]);
    }
  }
});

test('a number is counted where it lies, edge by edge', () => {
  const [model] = models() as [Model];
  const shape = shapeOf(model, metricsIn(model));
  const edges = edgesOfPilot(model, shape);
  const { counters } = counted(model, shape, edges, 64);
  const blocks = replicatesOf(model, plain(2000)).drawn(1000, 64, model.steps);
  const place = shape.variables.findIndex(({ variable }) => variable === 'on_hand');
  const { members, column } = shape.variables[place] as Shape['variables'][number];
  const before = shape.variables.slice(0, place).reduce((sum, one) => sum + one.members.length, 0);
  let compared = 0;
  for (const block of blocks) {
    if (!block.ok) throw new Error('a block that cannot be');
    for (const t of block.value.steps) {
      for (const [n, { position }] of members.entries()) {
        const cell = t * shape.series + before + n;
        const own = [...edges.edges.subarray(edges.starts[cell], edges.starts[cell + 1] - 1)];
        const expected = new Array(2 * own.length + 2).fill(0);
        for (let lane = 0; lane < 64; lane++) {
          const value = column(block.value.run)[position * 64 + lane];
          const next = own.filter((edge) => edge < value).length;
          expected[2 * next + (own[next] === value ? 1 : 0)]++;
        }
        expect([...counters.subarray(2 * edges.starts[cell], 2 * edges.starts[cell + 1])]).toEqual(expected);
        if (own.length > 1) compared++;
      }
    }
  }
  expect(compared).toBeGreaterThan(20);
});

test('a model whose replicates are all alike has one edge a cell, and no error but that of ranks', () => {
  const [model] = models() as [Model];
  const shape = shapeOf(model, metricsIn(model));
  const edges = edgesOfPilot(model, shape);
  const all = counted(model, shape, edges, 64).counters;
  // Before anything uncertain begins, the first step of a stockpile that nobody draws upon.
  const idle = model.scenario.stockpiles.findIndex(({ id }) => id === 'idle');
  expect(edges.starts[idle + 1] - edges.starts[idle]).toBe(2);
  const counters = all.subarray(2 * edges.starts[idle], 2 * edges.starts[idle + 1]);
  const { quantiles, rankError } = countedQuantiles(edges, idle, counters, 64, PROBABILITIES);
  expect([...quantiles]).toEqual([5, 5, 5, 5, 5]);
  expect(rankError).toBe(1 / 64);
});
