/** Causes by places: rows sum to what causes add, columns to what places lost. */
import { expect, test } from 'vitest';
import { explain, whySentences } from '../../../src/index.ts';
import { changesOf } from '../../../src/metrics/why/changes.ts';
import { totalOf } from '../../../src/metrics/why/payoffs.ts';
import { scenarioArbitrary } from '../../oracle/generate.ts';
import { law, run, runIfSound } from '../../run.ts';

test('rows sum to what each cause adds, and columns to what is lacked because of each place, in each step', () => {
  let crossed = 0;
  const tried = law(
    scenarioArbitrary({ maxSteps: 20, maxStockpiles: 2 }),
    (scenario) => {
      const answer = runIfSound(scenario);
      if (answer === undefined) return;
      const { model } = answer.run;
      if (changesOf(model.scenario).all.length > 12) return;
      const question = { merge: 'date', without: 'open', pairs: 50, seed: 'why' } as const;
      const explained = explain(model, question, 'crossed');
      if (!explained.ok) return;
      const { why, places = [] } = explained.value;
      const { lacked, base, shares } = why;
      const scale = Math.max(1, totalOf(lacked), ...shares.map(({ value }) => totalOf(value.map(Math.abs))));
      const near = (sum: number, value: number, what: string) =>
        expect(Math.abs(sum - value), what).toBeLessThanOrEqual(1e-8 * scale);
      for (let at = 0; at < lacked.length; at++) {
        const over = (of: (place: (typeof places)[number]) => number) =>
          places.reduce((total, place) => total + of(place), 0);
        near(
          over((place) => place.lacked[at]),
          lacked[at],
          'all',
        );
        near(
          over((place) => place.base[at]),
          base[at],
          'base',
        );
        for (const [n, { cause, value }] of shares.entries()) {
          near(
            over((place) => place.shares[n][at]),
            value[at],
            cause.id,
          );
        }
        for (const place of places) {
          near(
            place.shares.reduce((total, values) => total + values[at], place.base[at]),
            place.lacked[at],
            place.key,
          );
        }
      }
      if (places.length > 0) crossed++;
    },
    200,
  );
  expect(crossed).toBeGreaterThan(0.1 * tried);
});

test('where a phase is out, what is lost is lost under the phase that goes on, by its own date', () => {
  // Shut from week 4 on, with 40 t on the shelf and 20 under way: without the reopening 10·(40 − 4 − 6) = 300 t.
  const { model } = run({
    ...{ version: 2, title: 'New Year', start: '2025-01-01', horizon: '40 weeks' },
    stockpiles: { shelf: { cover: '4 weeks' } },
    licences: {
      l: { phases: [{ from: '2024-01-01' }, { from: '2025-01-29', allow: 0 }, { from: '2025-03-05', allow: 0.6 }] },
    },
    flows: { lane: { to: 'shelf', licence: 'l', lead: '2 weeks' } },
    demands: { k: { from: 'shelf', rate: '10 t/week' } },
  }).run;
  const found = explain(model, { merge: 'change', without: 'before', pairs: 1, seed: '' });
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  const { why, places = [] } = found.value;
  expect(why.shares.map(({ cause, role }) => [cause.id, role])).toEqual([
    ['licences.l@2025-01-29', 'harm'],
    ['licences.l@2025-03-05', 'relief'],
  ]);
  const closed = places.map(({ key, shares }) => [key, totalOf(shares[0] as Float64Array)]);
  expect(closed).toEqual([
    ['allow licences.l 2025-01-29', expect.closeTo(300, 9)],
    ['allow licences.l 2025-03-05', 0],
  ]);
});

test('where a process stays where it begins, what is lost is lost in that state', () => {
  // Half of the lorries are lost at once, and war shuts the lane in week 8: without the war half would be lacked for good.
  const { model } = run({
    ...{ version: 2, title: 'War', start: '2025-01-06', horizon: '30 weeks' },
    stockpiles: { shelf: { cover: '1 week' } },
    processes: {
      war: { title: 'War', states: ['calm', 'shut'], begins: 'calm', moves: {}, central: { '2025-03-03': 'shut' } },
    },
    flows: { lane: { title: 'Lane', to: 'shelf', capacity: '10 t/week * is(war, calm)', lead: '1 week' } },
    demands: { k: { title: 'makers', from: 'shelf', rate: '10 t/week' } },
    events: [{ date: '2025-01-06', title: 'Lorries', scale: { 'flows.lane.capacity': '50%' } }],
  }).run;
  const found = explain(model, { merge: 'change', without: 'open', pairs: 1, seed: '' });
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  const { why, places = [] } = found.value;
  const own = places.map(({ key, shares }) => [key, shares.map((values) => totalOf(values))]);
  expect(why.shares.map(({ cause }) => cause.id)).toEqual(['events@2025-01-06:flows.lane.capacity', 'processes.war']);
  // 10 t on the shelf, and 10 arriving: without the war 300 − 20 − 29·5 = 135 t are lacked, all in the calm; without the loss
  // 300 − 20 − 8·10 = 200, all when shut; with both 40 more, in the calm. So (135 + 40)/2, (40 − 135)/2, 0 and 200.
  const near = (value: number) => expect.closeTo(value, 4);
  expect(own).toEqual([
    ['capacity flows.lane 2025-01-06 war=calm', [near(87.5), near(-47.5)]],
    ['capacity flows.lane 2025-03-03 war=shut', [near(0), near(200)]],
  ]);
  expect(whySentences(found.value, 0, 'en').slice(1)).toMatchInlineSnapshot(`
    [
      "“War” (shut from 3 March 2025) cost 153 t (64 %) and “Lorries” (from 6 January 2025) 87.5 t (36 %).",
      "It was lost at the capacity of Lane (War: shut), from 3 March 2025 (83 %) and the capacity of Lane (War: calm), from 6 January 2025 (17 %).",
    ]
  `);
  expect(whySentences(found.value, 0, 'zh').slice(1)).toMatchInlineSnapshot(`
    [
      "“War”（自2025年3月3日起 shut）造成短缺 153 t（64 %），“Lorries”（自2025年1月6日起）造成短缺 87.5 t（36 %）。",
      "损失于自2025年3月3日起Lane的产能或运力（War：shut）（83 %）和自2025年1月6日起Lane的产能或运力（War：calm）（17 %）。",
    ]
  `);
});
