/** Plain data as bytes and back, and the law that lets an ensemble be run by whoever can carry bytes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandsCsv, ensembleOf, inlineExecutor, rowGroupsOf, runsParquet, summaryJson } from '../../../src/index.ts';
import { answerWithEnsemble } from '../../../src/metrics/answer.ts';
import { byteCrew, byteWorker } from '../../../src/metrics/ensemble/carrier.ts';
import type { Executor } from '../../../src/metrics/ensemble/executor.ts';
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

/** Everything that an ensemble leaves, as text. */
async function leftBy(chance: Chance, crew: Executor) {
  const parts: Uint8Array[] = [];
  const writer = runsParquet(model, chance, (bytes) => parts.push(bytes));
  const found = await ensembleOf(model, chance, crew, { encoded: writer.add });
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
