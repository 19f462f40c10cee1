/** Cells that are taken to be alike: whatever the first replicates show, no number of the others is lost. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cells, cellsIn, lengthOf } from '../../../src/metrics/ensemble/cells.ts';
import { countedSpread } from '../../../src/metrics/ensemble/counted.ts';
import { soloCrew } from '../../../src/metrics/ensemble/crew.ts';
import { count, countedQuantiles, edgesOf } from '../../../src/metrics/ensemble/edges.ts';
import { type Likeness, likenessOf } from '../../../src/metrics/ensemble/likeness.ts';
import { type Shape, shapeOf } from '../../../src/metrics/ensemble/spread.ts';
import { PROBABILITIES, performer } from '../../../src/metrics/ensemble/tasks.ts';
import { metricsIn } from '../../../src/metrics/measures.ts';
import { draws } from '../../../src/model/draws.ts';
import type { Model } from '../../../src/model/network.ts';
import { madeUncertain, plain } from '../../ensembles.ts';
import { scenarioArbitrary } from '../../oracle/generate.ts';
import { FEWER, law, run, runIfSound } from '../../run.ts';

function cellsFor(cells: number, size: number): Cells {
  return { values: new Float64Array(lengthOf(cells, size)), cells, size };
}

/** Every number of some replicates, cell by cell. */
function columnsOf(cells: Cells): Float64Array[] {
  return Array.from(cellsIn(cells, 0, cells.cells), ([, own, from]) => own.slice(from, from + cells.size));
}

function sampled(model: Model, { cells: many, steps }: Shape, size: number): Cells | undefined {
  const cells = cellsFor(many, size);
  const window = { from: 0, to: steps };
  return performer(model, plain(1000))({ kind: 'sample', first: 0, count: size, window, cells }).ok ? cells : undefined;
}

/** The same, put together from rows, constants and strays, and how many of these there were. */
function restored(model: Model, likeness: Likeness, size: number): { columns: Float64Array[]; strays: number } {
  const cells = cellsFor(likeness.leaders.length, size);
  const piloted = performer(model, plain(1000))({ kind: 'pilot', first: 0, count: size, likeness, cells });
  if (!piloted.ok) throw new Error('a pilot that cannot be');
  const rows = columnsOf(cells);
  const columns = Array.from(likeness.rowOf, (row, cell) =>
    row < 0 ? new Float64Array(size).fill(likeness.constants[cell]) : (rows[row]?.slice() as Float64Array),
  );
  const { strays } = piloted.value;
  for (const [n, cell] of strays.cells.entries()) {
    const at = strays.replicates[n] as number;
    if (columns[cell]?.[at] !== strays.instead[n]) throw new Error('a stray from what nobody took it to be');
    (columns[cell] as Float64Array)[at] = strays.values[n] as number;
  }
  return { columns, strays: strays.cells.length };
}

test('a cell is a constant, like the first of its step with the same numbers, or a row', () => {
  const member = (id: string) => ({ position: 0, id, unit: 't' });
  const variable = (isNullable: boolean, ids: readonly string[]): Shape['variables'][number] => ({
    ...{ kind: 'flow', variable: 'shipped', entities: ids.length, members: ids.map(member), isNullable },
    column: ({ shipped }) => shipped,
  });
  const shape: Shape = {
    variables: [variable(true, ['a']), variable(false, ['b', 'c', 'd'])],
    ...{ series: 4, steps: 2, cells: 10 },
    ...{ cellsIn: () => 10, cellAt: (_, place) => place },
  };
  const columns = [
    // What may have no number leads nobody; the last number alone sets two apart.
    ...[
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 4],
      [1, 2, 3],
    ],
    // Nobody is like a cell of another step.
    ...[
      [5, 5, 5],
      [1, 2, 3],
      [5, 5, 6],
      [5, 5, 5],
    ],
    // Metrics are rows, whatever they are.
    ...[
      [7, 7, 7],
      [7, 7, 7],
    ],
  ];
  const { rowOf, constants, leaders } = likenessOf(shape, {
    values: Float64Array.from(columns.flat()),
    cells: 10,
    size: 3,
  });
  expect([...rowOf]).toEqual([0, 1, 2, 1, -1, 3, 4, -1, 5, 6]);
  expect([...leaders]).toEqual([0, 1, 2, 5, 6, 8, 9]);
  expect([constants[4], constants[7]]).toEqual([5, 5]);
});

test('rows, constants and strays are all numbers, however few replicates likeness was seen in', () => {
  let strayed = 0;
  law(
    fc.tuple(scenarioArbitrary(), fc.constantFrom(1, 2, 5, 64)),
    ([scenario, seen]) => {
      const model = runIfSound(madeUncertain(scenario) as never)?.run.model;
      if (model === undefined) return true;
      const shape = shapeOf(model, metricsIn(model));
      const [tile, all] = [sampled(model, shape, seen), sampled(model, shape, 70)];
      if (tile === undefined || all === undefined) return true;
      const likeness = likenessOf(shape, tile);
      const { columns, strays } = restored(model, likeness, 70);
      strayed += strays;
      const rows = new Set(likeness.rowOf);
      rows.delete(-1);
      return (
        rows.size === likeness.leaders.length &&
        columnsOf(all).every((column, cell) => column.every((value, r) => value === columns[cell]?.[r]))
      );
    },
    60,
  );
  expect(strayed).toBeGreaterThan(100);
});

/** Two chains alike: the mine of one dries up in a replicate of sixteen, that of the other in one of a thousand. */
const chain = (name: string, dry: string) => ({
  stockpiles: { [`${name}_ore`]: { cover: '3 weeks' }, [name]: { cover: '2 weeks' } },
  flows: {
    [`${name}_mine`]: {
      to: `${name}_ore`,
      capacity: { '2025-01-06': '16 t/week', '2025-03-03': `(16 - 16 * ${dry}) * 1 t/week` },
    },
    [`${name}_plant`]: { from: `${name}_ore`, to: name },
  },
  demands: { [`${name}_users`]: { from: name, rate: { '2025-01-06': '10 t/week', '2025-05-05': 'need' } } },
});
const [often, seldom] = [chain('often', 'rare'), chain('seldom', 'rarest')];
const RARE = {
  ...{ version: 2, title: 'rare', start: '2025-01-06', horizon: '30 weeks' },
  assumptions: { rare: { chance: 0.06 }, rarest: { chance: 0.001 }, need: { uniform: ['8 t/week', '12 t/week'] } },
  stockpiles: { ...often.stockpiles, ...seldom.stockpiles },
  flows: { ...often.flows, ...seldom.flows },
  demands: { ...often.demands, ...seldom.demands },
};

test('what happens to none of the first replicates, or to none of the pilot, is counted as if each cell were kept', async () => {
  const { model } = run(RARE).run;
  const shape = shapeOf(model, metricsIn(model));
  const runs = FEWER ? 2000 : 5000;
  const happens = (seed: string, id: string, first: number, count: number) => {
    const values = draws(model, plain(runs, seed))(first, count);
    const position = model.scenario.assumptions.findIndex((one) => one.id === id);
    if (!values.ok) throw new Error('draws that cannot be');
    return values.value.subarray(position * count, (position + 1) * count).filter((value) => value === 1).length;
  };
  const seeds = Array.from({ length: 3000 }, (_, n) => `seed ${n}`);
  const seed = seeds.find(
    (one) =>
      happens(one, 'rare', 0, 64) === 0 &&
      happens(one, 'rarest', 0, 1024) === 0 &&
      happens(one, 'rarest', 1024, runs - 1024) > 0,
  );
  expect(seed).toBeDefined();
  expect(happens(seed as string, 'rare', 0, runs) / runs).toBeGreaterThan(0.05);
  const chance = plain(runs, seed);
  const quiet = () => undefined;
  const counted = await countedSpread(shape, runs, soloCrew(model, chance), quiet, quiet);
  if (!counted.ok) throw new Error('an ensemble that cannot be');
  const perform = performer(model, chance);
  const kept = (count: number) => {
    const cells = cellsFor(shape.cells, count);
    perform({ kind: 'sample', first: 0, count, window: { from: 0, to: shape.steps }, cells });
    return cells;
  };
  const { edges, counts } = edgesOf(kept(1024), 0, shape.cells, PROBABILITIES);
  let afar = 0;
  for (const [place, own] of columnsOf(kept(runs)).entries()) {
    const counters = Uint32Array.from(counts.counters);
    const sum = (counts.sums[place] as number) + count(edges, place, own, 1024, runs - 1024, counters);
    const all = counters.subarray(2 * (edges.starts[place] as number), 2 * (edges.starts[place + 1] as number));
    const cell = shape.cellAt({ from: 0, to: shape.steps }, place);
    const found = counted.value.sums[cell] as number;
    expect(found === sum || Math.abs(found - sum) <= 1e-9 * Math.abs(sum)).toBe(true);
    expect(counted.value.quantiles.slice(cell * PROBABILITIES.length, (cell + 1) * PROBABILITIES.length)).toEqual(
      countedQuantiles(edges, place, all, runs, PROBABILITIES).quantiles,
    );
    // One of sixteen has it: the fifth percentile is not what the first replicates show.
    own.sort();
    if (own[0] !== own[runs - 1] && own[Math.floor(0.05 * runs)] !== own[Math.floor(0.07 * runs)]) afar++;
  }
  expect(afar).toBeGreaterThan(5);
});
