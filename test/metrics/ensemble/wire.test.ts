/** Plain data as bytes and back, and the law that lets an ensemble be run by whoever can carry bytes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bandsCsv,
  ensembleOf,
  inlineExecutor,
  type RowFile,
  rowGroupsOf,
  runsParquet,
  summaryJson,
} from '../../../src/index.ts';
import { answerWithEnsemble } from '../../../src/metrics/answer.ts';
import { byteCrew, byteWorker } from '../../../src/metrics/ensemble/carrier.ts';
import type { Executor } from '../../../src/metrics/ensemble/executor.ts';
import { gatherRows, joinRows } from '../../../src/metrics/ensemble/rows.ts';
import { type Rows, type Task, taskRunner } from '../../../src/metrics/ensemble/tasks.ts';
import { fromBytes, toBytes } from '../../../src/metrics/ensemble/wire.ts';
import { metricsIn } from '../../../src/metrics/measures.ts';
import type { Chance } from '../../../src/model/draws.ts';
import { madeUncertain } from '../../ensembles.ts';
import { FEWER, law, run } from '../../run.ts';

const there = <T>(data: T): T => fromBytes<T>(toBytes(data));

describe('bytes', () => {
  test('give back what they were made of, whatever JSON has no word for', () => {
    const data = {
      numbers: [0, -0, 1e-320, Number.MAX_VALUE, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
      nothing: [undefined, null],
      many: 2n ** 70n,
      text: 'kg/t “稀土” \u0000 \ud800',
      map: new Map<unknown, unknown>([
        ['a', new Set([1, 'b', new Map()])],
        [new Set(['key']), -0],
      ]),
      tagged: { $: ['map', 1], other: { $: 'x' } },
      blocks: [Float64Array.of(-0, Number.NaN, 0.1), new Uint8Array([1, 2, 255]), new Float64Array(0)],
      part: new Float64Array([1, 2, 3, 4]).subarray(1, 3),
    };
    const back = there(data);
    expect(back).toEqual(data);
    expect(back.numbers.map((value) => Object.is(value, -0))).toEqual(
      data.numbers.map((value) => Object.is(value, -0)),
    );
    expect([back.map.get('a'), Object.is([...back.map.values()][1], -0)]).toEqual([data.map.get('a'), true]);
    expect(Object.keys(back.nothing)).toEqual(['0', '1']);
  });

  test('give back any plain data', () => {
    const leaf = fc.oneof(
      fc.double(),
      fc.string({ unit: 'binary' }),
      fc.boolean(),
      fc.constantFrom(null, undefined),
      fc.float64Array(),
      fc.uint8Array(),
    );
    const { data } = fc.letrec((tie) => ({
      data: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('data'), { maxLength: 4 }),
        fc.dictionary(fc.oneof(fc.string(), fc.constant('$')), tie('data'), { noNullPrototype: true }),
        fc.array(tie('data'), { maxLength: 4 }).map((all) => new Set(all)),
        fc.array(fc.tuple(tie('data'), tie('data')), { maxLength: 4 }).map((all) => new Map(all)),
      ),
    }));
    law(
      data,
      (one) => {
        expect(there(one)).toEqual(one);
        return true;
      },
      100,
    );
  });

  test('are the same on every machine', () => {
    const hex = Buffer.from(toBytes({ a: Float64Array.of(1.5, -2) })).toString('hex');
    const header = `15000000${Buffer.from('{"a":{"$":["f64",2]}}').toString('hex')}`;
    const filled = header.padEnd(64, '0');
    const block = '000000000000f83f00000000000000c0';
    expect(hex).toBe(`${filled}${block}9c8a955fa7cf5175791c06edcf55effcc7119d7cdffd74ee14179868e24bbe89`);
  });

  test('that were damaged, or cut off, are told from sound ones', () => {
    const sound = toBytes({ rows: Float64Array.of(1, 2, 3) });
    const refuse = (bytes: Uint8Array) => expect(() => fromBytes(bytes)).toThrow('damaged or cut off');
    for (const place of [0, 5, 40, sound.length - 1]) refuse(sound.with(place, (sound[place] as number) ^ 1));
    refuse(sound.subarray(0, sound.length - 1));
    refuse(new Uint8Array(0));
    expect(fromBytes(sound)).toEqual({ rows: Float64Array.of(1, 2, 3) });
  });

  test('are made of plain data alone', () => {
    for (const odd of [() => 1, new Date(0), new Int32Array(2), Symbol('one')]) {
      expect(() => toBytes({ odd })).toThrow('is no plain data, and cannot be sent');
    }
  });
});

const central = run(
  madeUncertain({
    ...{ version: 1, title: 'a chain', start: '2025-01-06', horizon: '40 weeks' },
    stockpiles: { store: { cover: '3 weeks' }, shelf: { cover: '2 weeks' } },
    flows: {
      mine: { to: 'store', capacity: '16 t/week' },
      lane: { from: 'store', to: 'shelf', licence: 'export' },
    },
    licences: { export: { phases: [{ from: '2025-03-03', allow: 'coin' }] } },
    demands: { users: { from: 'shelf', rate: '10 t/week' }, others: { from: 'shelf', rate: '5 t/week' } },
    expect: [
      { that: 'demands.users.shortage <= 40 t' },
      { that: 'quantile(demands.users.shortage, 95%) >= 0 t' },
      { that: 'at(flows.mine.in_transit, "2025-03-03") >= 0 t' },
    ],
  }),
);
const { model } = central.run;

/** A crew of workers that have bytes alone, and finish in an order of their own. */
function farCrew(chance: Chance, workers: number, seed: number): Executor {
  const job = toBytes({ scenario: model.scenario, chance });
  const all = Array.from({ length: workers }, () => byteWorker(job, rowGroupsOf));
  let asked = 0;
  let state = seed;
  return byteCrew(workers, async (task) => {
    const own = all[asked++ % workers] as (task: Uint8Array) => Uint8Array;
    state = (state * 48271) % 2147483647;
    for (let n = 0; n < state % 13; n++) await Promise.resolve();
    return own(task);
  });
}

/** The same, whose results but series are spoilt as soon as they have been consumed: what is kept of them must be a copy. */
function lendingCrew(chance: Chance, workers: number, seed: number): Executor {
  const crew = farCrew(chance, workers, seed);
  return {
    ...crew,
    async perform(task) {
      const result = await crew.perform(task);
      if (!result.ok || result.value.series) return result;
      // All of a message lies in one piece of memory.
      const { buffer } = result.value.rows.metrics;
      return { ...result, value: { ...result.value, free: () => new Uint8Array(buffer).fill(0xff) } };
    },
  };
}

/** Everything that an ensemble leaves, as text; with `isReadBack`, rows that are not in memory are read from their file. */
async function leftBy(chance: Chance, crew: Executor, isReadBack = false, hasAll = true) {
  const parts: Uint8Array[] = [];
  const writer = runsParquet(model, chance, (bytes) => parts.push(bytes.slice()));
  const read: RowFile['read'] = (column, into) =>
    writer.read(column, into, (places) => {
      const all = Buffer.concat(parts);
      return Buffer.concat(places.map(({ at, bytes }) => all.subarray(at, at + bytes)));
    });
  const found = await ensembleOf(model, chance, crew, {
    encoded: writer.add,
    ...(isReadBack && { file: { hasAll, read } }),
  });
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  writer.finish();
  const { summary, dates } = answerWithEnsemble(central, found.value);
  return {
    summary: summaryJson(summary),
    bands: bandsCsv(dates, found.value.bands),
    parquet: Buffer.concat(parts).toString('base64'),
    whole: found.value,
  };
}

describe('an ensemble run by workers that have bytes alone is the same to the bit', () => {
  test.each(['plain', 'latin-hypercube', 'sobol'] as const)('with %s draws', async (sampling) => {
    // A part with series and several without, the last of which ends within a block.
    const chance = { seed: 'bytes', sampling, runs: FEWER ? 2500 : 6001 };
    const here = await leftBy(chance, inlineExecutor(model, chance, rowGroupsOf(model)));
    for (const workers of [1, 2, 5]) {
      const there = await leftBy(chance, farCrew(chance, workers, 7 + workers));
      expect(there.whole).toEqual(here.whole);
      expect(there.summary === here.summary, `summary by ${workers}`).toBe(true);
      expect(there.bands === here.bands, `bands by ${workers}`).toBe(true);
      expect(there.parquet === here.parquet, `rows by ${workers}`).toBe(true);
    }
  });
});

test('an ensemble whose rows are read back, and whose parts are only lent, is the same to the bit', async () => {
  const chance: Chance = { seed: 'lent', sampling: 'plain', runs: FEWER ? 2500 : 6001 };
  const here = await leftBy(chance, inlineExecutor(model, chance, rowGroupsOf(model)));
  for (const workers of [1, 3]) {
    const crew = lendingCrew(chance, workers, 5 + workers);
    const asked: Task[] = [];
    const perform: Executor['perform'] = (task) => {
      asked.push(task);
      return crew.perform(task);
    };
    const there = await leftBy(chance, { workers, perform }, true);
    expect(there.whole).toEqual(here.whole);
    expect(there.parquet === here.parquet, `rows by ${workers}`).toBe(true);
    // Beyond the series no part has more than what is told replicate by replicate.
    expect(asked.filter(({ series, metrics }) => !series && !metrics)).toEqual([]);
    expect((await leftBy(chance, lendingCrew(chance, workers, 9))).whole).toEqual(here.whole);
    // Of all these quantiles are, so that all are encoded, though nobody wants a file.
    expect((await leftBy(chance, crew, true, false)).whole).toEqual(here.whole);
  }
});

test('rows alone are the same from parts that are only lent', async () => {
  const chance: Chance = { seed: 'rows', sampling: 'plain', runs: 500 };
  const here = inlineExecutor(model, chance);
  for (const metrics of [undefined, [3, 7]]) {
    const rows = await gatherRows({ ...lendingCrew(chance, 2, 3), fewest: 128 }, 500, metrics);
    expect(rows).toEqual(await gatherRows(here, 500, metrics));
  }
});

test('columns are read back from a file as they were, what is null and dates among them', async () => {
  const chance: Chance = { seed: 'columns', sampling: 'plain', runs: 700 };
  const perform = taskRunner(model, chance, rowGroupsOf(model));
  const parts: Uint8Array[] = [];
  const writer = runsParquet(model, chance, (bytes) => parts.push(bytes.slice()));
  const rows: Rows[] = [];
  for (const [first, count] of [
    [0, 320],
    [320, 64],
    [384, 316],
  ] as const) {
    const done = perform({ first, count, isEncoded: true });
    if (!done.ok || !done.value.encoded) throw new Error('no part');
    writer.add(done.value.encoded);
    rows.push(done.value.rows);
  }
  const all = Buffer.concat(parts);
  const { values, metrics } = joinRows(rows);
  const both = [...values, ...metrics];
  let nulls = 0;
  for (const many of [700, 350]) {
    for (let column = 0; column * 700 < both.length; column++) {
      const into = new Float64Array(many);
      await writer.read(column, into, (places) =>
        Buffer.concat(places.map(({ at, bytes }) => all.subarray(at, at + bytes))),
      );
      const own = both.slice(column * 700, column * 700 + many);
      nulls += own.filter(Number.isNaN).length;
      expect([...into]).toEqual(own.map((value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value + 0)));
    }
  }
  expect(nulls).toBeGreaterThan(0);
  expect(metricsIn(model).some(({ measure }) => measure === 'date')).toBe(true);
});

test('a file of rows keeps nothing of the message that a group came in but a few numbers', () => {
  const rows = {
    ...{ first: 0, count: 2 },
    values: new Float64Array(2 * model.scenario.assumptions.length),
    metrics: new Float64Array(2 * metricsIn(model).length),
  };
  const { bytes, about } = rowGroupsOf(model)(rows);
  const written = (spoil: boolean) => {
    const parts: Uint8Array[] = [];
    const writer = runsParquet(model, { seed: 's', sampling: 'plain', runs: 2 }, (some) => parts.push(some.slice()));
    const message = about.slice();
    writer.add({ bytes, about: message });
    if (spoil) message.fill(Number.NaN);
    writer.finish();
    return Buffer.concat(parts);
  };
  expect(written(true).equals(written(false))).toBe(true);
});

test('what cannot be is told by bytes as it is here', async () => {
  const wrong = run({
    ...{ version: 1, title: 'wrong', start: '2025-01-06', horizon: '4 weeks' },
    assumptions: { need: { normal: ['10 t/week', '20 t/week'] } },
    stockpiles: { shelf: { cover: '2 weeks' } },
    flows: { lane: { to: 'shelf' } },
    demands: { users: { from: 'shelf', rate: 'need' } },
  }).run.model;
  const chance: Chance = { seed: 'a', sampling: 'plain', runs: 100 };
  const worker = byteWorker(toBytes({ scenario: wrong.scenario, chance }));
  const far = await ensembleOf(
    wrong,
    chance,
    byteCrew(1, async (task) => worker(task)),
  );
  expect(far.ok).toBe(false);
  expect(far).toEqual(await ensembleOf(wrong, chance));
});
