/** Why users are short: answers known by hand, what must hold on any network, and pitfalls that others fell into. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Answer,
  centralValues,
  explain,
  type Model,
  parametersOf,
  whyNotes,
  whySentences,
} from '../../../src/index.ts';
import { causesOf, playingOf } from '../../../src/metrics/why/causes.ts';
import { type Changing, changesOf } from '../../../src/metrics/why/changes.ts';
import { CENTRAL, coalitionsOf } from '../../../src/metrics/why/coalitions.ts';
import { sumsOf, totalOf } from '../../../src/metrics/why/payoffs.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { scenarioArbitrary } from '../../oracle/generate.ts';
import type { OracleScenario } from '../../oracle/input.ts';
import { law, run, runIfSound } from '../../run.ts';
import { START, week } from '../weeks.ts';
import { QUESTION, told, why } from './explained.ts';

const WORKS = { works: { from: 'ore', rate: '10 t/week' } };
const LANE = { to: 'ore', lead: '5 weeks' };
const CLOSED = { phases: [{ from: START, allow: 0 }] };

test('two changes of which each alone suffices share what they cost, and neither alone would have spared any', () => {
  const found = why({
    ...{ version: 2, title: 'Both closed', start: START, horizon: '20 weeks', demands: WORKS },
    stockpiles: { ore: { cover: '4 weeks' } },
    flows: { lane: { ...LANE, capacity: '10 t/week', licence: 'export' } },
    licences: { export: CLOSED },
    events: [{ date: START, set: { 'flows.lane.capacity': '0 t/week' } }],
  });
  // 10·(20 − 5 − 4)
  expect(told(found, 'works')).toEqual({
    ...{ lacked: 110, base: 0 },
    causes: { 'events@2025-01-01:flows.lane.capacity': 55, 'licences.export@2025-01-01': 55 },
    alone: { 'events@2025-01-01:flows.lane.capacity': 0, 'licences.export@2025-01-01': 0 },
  });
});

const EITHER_LANE = {
  ...{ version: 2, title: 'Either lane', start: START, horizon: '20 weeks', demands: WORKS },
  stockpiles: { ore: { cover: '4 weeks' } },
  flows: {
    usual: { ...LANE, capacity: '10 t/week', licence: 'usual' },
    other: { ...LANE, share: '0%', capacity: '10 t/week', licence: 'other' },
  },
  licences: { usual: CLOSED, other: CLOSED },
};

test('two changes that are both needed share what they cost, and each alone would have spared all of it', () => {
  expect(told(why(EITHER_LANE), 'works')).toEqual({
    ...{ lacked: 110, base: 0 },
    causes: { 'licences.usual@2025-01-01': 55, 'licences.other@2025-01-01': 55 },
    alone: { 'licences.usual@2025-01-01': 110, 'licences.other@2025-01-01': 110 },
  });
});

test('a lane of four and one of six tonnes cost 18 and 14 t of the 32 that are lacked', () => {
  const found = why({
    ...{ version: 2, title: 'Mixing', start: START, horizon: '8 weeks', demands: WORKS },
    stockpiles: { ore: { cover: '2 weeks' } },
    flows: {
      a: { to: 'ore', lead: '1 week', share: '40%', capacity: '4 t/week', licence: 'a' },
      b: { to: 'ore', lead: '1 week', share: '60%', capacity: '6 t/week', licence: 'b' },
    },
    licences: { a: { phases: [{ from: START, allow: 0 }] }, b: { phases: [{ from: week(3), allow: 0 }] } },
  });
  expect(told(found, 'works')).toMatchObject({
    ...{ lacked: 32, base: 0 },
    causes: { 'licences.a@2025-01-01': 18, 'licences.b@2025-01-22': 14 },
  });
});

test('the reserve saves its 500 t of what the cut-off of arms makers would have cost', () => {
  const found = told(
    why({
      ...{ version: 2, title: 'Cut off', start: '2025-03-07', end: '2028-03-31', disruption: '2025-04-04' },
      assumptions: { need: { value: '500 t / (18 months)', why: 'a stock of 500 t would last 18 months' } },
      stockpiles: {
        made: { initial: '1000 t' },
        magnets: { cover: '8 weeks', switchable: '15%' },
        reserve: { target: '500 t' },
      },
      flows: {
        china: { to: 'magnets', lead: '5 weeks', share: '99%', licence: 'military' },
        home: { from: 'made', to: 'magnets', share: '1%', capacity: 'need * 1.15%' },
        release: { from: 'reserve', to: 'magnets', capacity: '50 t/week', release: { below: '4 weeks' } },
      },
      licences: { military: { phases: [{ from: '2025-04-04', allow: 0 }] } },
      demands: { makers: { from: 'magnets', rate: 'need' } },
    }),
    'makers',
  );
  // A week's need is 500 t/(18 months); of 156 weeks eight are in stock, five at sea, and home makers bring a little.
  const need = 500 / ((18 * 365.25) / 12 / 7);
  const harm = (156 - 8 - 5 * 0.99 - 155 * 0.0115 - 0.01) * need;
  expect(found.causes['licences.military@2025-04-04']).toBeCloseTo(harm, 3);
  expect(found.causes['flows.release.release']).toBeCloseTo(-500, 4);
  expect(found.lacked).toBeCloseTo(harm - 500, 3);
});

test('arms makers lack something only where magnets and heavy oxides are both kept from them; the reserve saves its 500 t', () => {
  const found = told(why('scenarios/military-cut-off.yaml'), 'us_defence');
  const [closed, traced] = [
    found.causes['licences.us_military@2025-04-04'] as number,
    found.causes['licences.us_plants@2025-06-01'] as number,
  ];
  // Neither does harm alone, so that they share alike. Numbers have four digits here.
  expect(closed).toBeCloseTo(traced, 3);
  expect(found.causes['flows.reserve_to_defence.release']).toBeCloseTo(-500, 3);
  expect(found.lacked).toBeCloseTo(closed + traced - 500, 3);
  // A week's need is 500 t/(18 months); of 156 weeks eight are in stock and five at sea, and US plants run for a while.
  const need = 500 / ((18 * 365.25) / 12 / 7);
  expect(closed + traced).toBeLessThan((156 - 8 - 5 * 0.99) * need);
  expect(closed + traced).toBeGreaterThan((156 - 8 - 5 * 0.99 - 26) * need);
});

test('without a licence phase it is open; or, if asked, what was before goes on: then nothing is left over either', () => {
  const [open, before] = (['open', 'before'] as const).map((without) =>
    told(why('scenarios/six-month-licence.yaml', { without }), 'us_electric_cars'),
  );
  const rounded = ({ causes }: typeof open) =>
    ['2025-04-11', '2025-06-06', '2025-12-06'].map((date) => Math.round(causes[`licences.us_auto@${date}`] as number));
  expect(rounded(open)).toEqual([225, 108, 2917]);
  expect(rounded(before)).toEqual([2391, -1352, 1319]);
  // As docs/why.md has it.
  const page = readFileSync('docs/why.md', 'utf8');
  const rows = [...page.matchAll(/^\| [^|]+, from \w+ \| ([\d,−]+) \| ([\d,−]+) \|$/gm)];
  const shown = (column: 1 | 2) => rows.map((row) => Number(row[column]?.replace(',', '').replace('−', '-')));
  expect([shown(1), shown(2)]).toEqual([rounded(open), rounded(before)]);
  // Found by single removals alone, cells would not have composed: something would be lacked without any cause.
  expect([open.base, before.base]).toEqual([0, 0]);
});

/** The data without a change, by a path of its own: entries are taken out of the file, not out of what was read. */
function without(data: OracleScenario, change: Changing, mode: 'open' | 'before'): void {
  const { kind, of, day, position } = change;
  const date = day === undefined ? '' : new Date(day * 86_400_000).toISOString().slice(0, 10);
  const dayOfDate = (text: string) => Date.parse(text) / 86_400_000;
  if (kind === 'phase') {
    const phases = data.licences?.[of]?.phases as { from: string }[];
    const place = phases.findIndex(({ from }) => from === date);
    if (mode === 'open') phases[place] = { from: date };
    else phases.splice(place, 1);
    // A licence has a phase at least; one that sets nothing is none.
    if (phases.length === 0) phases.push({ from: '1900-01-01' });
  } else if (kind === 'event') {
    // Kept in its place, so that those after it stay where they are.
    (data.events as object[])[position] = { date };
  } else if (kind === 'project') {
    const flow = data.flows?.[of];
    // A release that is out has none any more.
    if (flow?.projects) (flow.projects as object[])[position] = { adds: '0 t/week', decided: date, takes: '0 days' };
  } else if (kind === 'release') {
    const flow = data.flows?.[of] as { capacity?: unknown; projects?: unknown };
    flow.capacity = '0 t/week';
    delete flow.projects;
  } else if (kind === 'process') {
    const process = data.processes?.[of] as { moves?: unknown; central?: unknown };
    process.moves = {};
    delete process.central;
  } else if (kind === 'dated') {
    const keys = of.split('.');
    const last = keys.pop() as string;
    const whole = data as unknown as Record<string, unknown>;
    const owner = keys.reduce((at, key) => at[key] as Record<string, unknown>, whole);
    const values = owner[last] as Record<string, unknown>;
    // A release that is out has no capacity at any time.
    if (typeof values === 'string') return;
    const atStart = Object.keys(values)
      .filter((key) => dayOfDate(key) <= dayOfDate(data.start))
      .sort()
      .at(-1) as string;
    if (mode === 'open') values[date] = values[atStart];
    else delete values[date];
  } else throw new Error(`a ${kind} has no entry to take out`);
}

/** The answer; undefined where the file would scale what it has no number for any more. */
function readable(data: OracleScenario): Answer | undefined {
  try {
    return runIfSound(data);
  } catch (error) {
    if (error instanceof Error && /a number (that can be|to) scale/.test(error.message)) return undefined;
    throw error;
  }
}

const RECORDED = ['onHand', 'shipped', 'received', 'held', 'shortfall', 'backlog', 'demand', 'priceIndex'] as const;

test('a coalition laid together from tables is, to the bit, the scenario of its own that is read without the others', () => {
  let compared = 0;
  const tried = law(
    fc.tuple(
      scenarioArbitrary({ maxSteps: 30, maxStockpiles: 6 }),
      fc.constantFrom('open' as const, 'before' as const),
      fc.nat(),
    ),
    ([data, mode, number]) => {
      const answer = runIfSound(data);
      if (answer === undefined) return;
      const { model } = answer.run;
      const { all } = changesOf(model.scenario);
      const causes = causesOf(model.scenario, { merge: 'change', without: mode });
      if (!causes.ok || all.length === 0) return;
      const playing = playingOf(model.scenario, causes.value, { merge: 'change', without: mode });
      const coalitions = coalitionsOf(model, playing, CENTRAL);
      if (!coalitions.ok) return;
      const events = all.filter(({ kind }) => kind === 'event');
      const isTwice = (change: Changing) =>
        events.some((other) => other !== change && other.touches.some((path) => change.touches.includes(path)));
      for (const salt of [1, 2, 3]) {
        const isOut = causes.value.map(({ keys }, n) => {
          const change = all.find(({ key }) => key === keys[0]) as Changing;
          // Where two events set one schedule, taking one out of the file lets the other go on: not what open means.
          const isOverruled = events.some(({ touches }) => touches.includes(change.touches[0] as string));
          const isPlain =
            change.kind !== 'course' &&
            !(mode === 'open' && change.kind === 'event' && isTwice(change)) &&
            // In the file an event would give a release that is out its capacity back.
            !(change.kind === 'release' && isOverruled);
          return isPlain && ((number >>> (n % 24)) + salt * (n + 1)) % 2 === 1;
        });
        const own = structuredClone(data);
        // In any order: here from the last to the first, and on every second time the other way round.
        const out = causes.value.filter((_, n) => isOut[n]);
        for (const { keys } of salt === 2 ? out.toReversed() : out) {
          without(own, all.find(({ key }) => key === keys[0]) as Changing, mode);
        }
        const alone = readable(own);
        if (alone === undefined) continue;
        const coalition = Uint8Array.from(isOut, (gone) => (gone ? 0 : 1));
        // Beside two others, so that lanes differ.
        const all3 = [coalition, new Uint8Array(isOut.length).fill(1), new Uint8Array(isOut.length)];
        const done = coalitions.value.run(
          all3,
          (t, record, of) => {
            const lane = of.indexOf(0);
            if (t + 1 < model.steps || lane < 0) return;
            for (const name of RECORDED) {
              const ours = record[name].filter((_, place) => place % record.lanes === lane);
              const wrong = ours.findIndex((value, place) => !Object.is(value, alone.run[name][place]));
              if (wrong >= 0) {
                const gone = out.map(({ id }) => id).join(', ');
                throw new Error(`${name} ${ours[wrong]} is ${alone.run[name][wrong]} in ${mode} without ${gone}`);
              }
            }
            compared++;
          },
          { rows: model.steps },
        );
        if (!done.ok) return;
      }
      return;
    },
    240,
  );
  expect(compared).toBeGreaterThan(tried);
});

test('what there is without causes, harms and reliefs add up to what is lacked, step by step, and none before its date', () => {
  let causes = 0;
  const tried = law(
    fc.tuple(
      scenarioArbitrary({ maxSteps: 30, maxStockpiles: 2 }),
      fc.constantFrom('open' as const, 'before' as const),
    ),
    ([data, mode]) => {
      const answer = runIfSound(data);
      if (answer === undefined) return;
      const { model } = answer.run;
      if (changesOf(model.scenario).all.length > 8) return;
      const explained = explain(model, { ...QUESTION, merge: undefined, without: mode }, 'none');
      if (!explained.ok) return;
      const { lacked, base, shares } = explained.value.why;
      const scale = Math.max(1, totalOf(lacked), ...shares.map(({ value }) => totalOf(value.map(Math.abs))));
      for (let place = 0; place < lacked.length; place++) {
        const sum = shares.reduce((total, { value }) => total + value[place], base[place]);
        if (!(Math.abs(sum - lacked[place]) <= 1e-9 * scale)) throw new Error(`${sum} for ${lacked[place]}`);
      }
      for (const { cause, value } of shares) {
        causes++;
        const { day, kind } = cause.parts[0];
        const isDated = cause.parts.length === 1 && (kind === 'phase' || kind === 'event' || kind === 'dated');
        if (!isDated || day === undefined) continue;
        const first = Math.max(0, Math.ceil((day - model.start) / model.stepDays));
        const early = value.subarray(0, first * model.network.demands).some((one) => Math.abs(one) > 1e-9 * scale);
        if (early) throw new Error(`${cause.id} before its date`);
      }
      return;
    },
    120,
  );
  expect(causes).toBeGreaterThan(tried / 2);
});

test('more causes than can be weighed each are taken together by date, or orders of them are drawn: both add up', () => {
  const lanes = Array.from({ length: 14 }, (_, n) => `l${n}`);
  const each = (make: (id: string, n: number) => object) => Object.fromEntries(lanes.map((id, n) => [id, make(id, n)]));
  const data = {
    ...{ version: 2, title: 'Many', start: START, horizon: '20 weeks', demands: WORKS },
    stockpiles: { ore: { cover: '4 weeks', switchable: '0%' } },
    flows: each((id) => ({ to: 'ore', lead: '1 week', capacity: '1 t/week', licence: id })),
    licences: each((_, n) => ({ phases: [{ from: week(n % 3), allow: 0 }] })),
  };
  const [merged, sampled] = [why(data, { merge: undefined }), why(data, { merge: 'change' })];
  expect([merged.why.merge, merged.why.shares.length, merged.why.sampled]).toEqual(['date', 3, undefined]);
  expect([sampled.why.merge, sampled.why.shares.length, sampled.why.sampled]).toEqual(['change', 14, 50]);
  const total = totalOf(merged.why.lacked);
  expect(total).toBeGreaterThan(100);
  for (const { why: found } of [merged, sampled]) {
    expect(found.shares.reduce((sum, { value }) => sum + totalOf(value), totalOf(found.base))).toBeCloseTo(total, 6);
  }
  const [note] = whyNotes(merged, [0], 'en');
  expect(note).toBe('14 changes are too many to weigh each by itself: they are taken together by date.');
});

test('causes by places sum to causes one way, and to places the other', () => {
  const { why: found, places = [] } = why('scenarios/six-month-licence.yaml');
  expect(places.length).toBeGreaterThan(3);
  const scale = totalOf(found.lacked);
  const sums = (all: readonly Float64Array[]) =>
    sumsOf(
      found.model,
      all.reduce((sum, one) => sum.map((value, n) => value + (one[n] as number))),
    );
  for (const [n, { value }] of found.shares.entries()) {
    const row = sums(places.map(({ shares }) => shares[n] as Float64Array));
    for (const [k, sum] of sumsOf(found.model, value).entries())
      expect(Math.abs((row[k] as number) - sum)).toBeLessThan(1e-9 * scale);
  }
  for (const { shares, base, lacked } of places) {
    const column = sums([base, ...shares]);
    for (const [k, sum] of sumsOf(found.model, lacked).entries())
      expect(Math.abs((column[k] as number) - sum)).toBeLessThan(1e-9 * scale);
  }
});

test('the sentences say it as a minister could read it aloud, in both languages', () => {
  const found = why('scenarios/military-cut-off.yaml');
  const k = found.why.model.scenario.demands.findIndex(({ id }) => id === 'us_defence');
  expect(whySentences(found, k, 'en')).toMatchInlineSnapshot(`
    [
      "US arms makers lack 328 t by 31 March 2028.",
      "“cut off” (from 4 April 2025) would have cost 414 t (50 %) and “end use traced” (from 1 June 2025) 414 t (50 %); “release from the military stock” saved 500 t.",
      "It was lost at licences for US military use, which let less through, from 4 April 2025 (99 %) and licences for heavy oxides to US magnet plants, which let less through, from 1 June 2025 (1 %).",
    ]
  `);
  expect(whySentences(found, k, 'zh')).toMatchInlineSnapshot(`
    [
      "截至2028年3月31日，美国军工企业短缺 328 t。",
      "“切断供应”（自2025年4月4日起）本会造成短缺 414 t（50 %），“追溯最终用途”（自2025年6月1日起）本会造成短缺 414 t（50 %）；“动用军方储备”挽回 500 t。",
      "损失于自2025年4月4日起对美国军用的出口许可的放行比例（99 %）和自2025年6月1日起对美国磁体厂的重稀土出口许可的放行比例（1 %）。",
    ]
  `);
});

test('the order in which a file lists things moves no digit', () => {
  const turned = (value: unknown): unknown =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .toReversed()
            .map(([key, inner]) => [key, turned(inner)]),
        )
      : value;
  law(
    scenarioArbitrary({ maxSteps: 20, maxStockpiles: 2 }),
    (data) => {
      const [one, other] = [data, turned(data) as OracleScenario].map((own) => {
        const answer = runIfSound(own);
        if (answer === undefined || changesOf(answer.run.model.scenario).all.length > 7) return undefined;
        const found = explain(answer.run.model, { ...QUESTION, merge: undefined }, 'none');
        return found.ok ? found.value.why.shares.map(({ cause, value }) => [cause.id, [...value]]) : undefined;
      });
      expect(other).toEqual(one);
      return undefined;
    },
    40,
  );
});

const parametersFor = (model: Model) => {
  const found = parametersOf(model, centralValues(model));
  if (!found.ok) throw new Error('no parameters');
  return found.value;
};

test('a phase that begins with the run is a cause, one of the day before is part of the world', () => {
  const dated = (from: string) => ({
    ...{ version: 2, title: 'Begun', start: START, horizon: '20 weeks', demands: WORKS },
    stockpiles: { ore: { cover: '4 weeks' } },
    flows: { lane: { ...LANE, licence: 'export' } },
    licences: { export: { phases: [{ from, allow: 0 }] } },
  });
  const [atStart, before] = [why(dated(START)), why(dated('2024-12-31'))];
  expect(told(atStart, 'works')).toMatchObject({ lacked: 110, base: 0, causes: { 'licences.export@2025-01-01': 110 } });
  // Nothing is on its way either: 10·(20 − 4).
  expect(told(before, 'works')).toEqual({ lacked: 160, base: 160, causes: {}, alone: {} });
  const { model, run: whole } = { ...before.why, run: before.run };
  expect([...whole.shortfall]).toEqual([...simulate(model, parametersFor(model)).shortfall]);
});

test('a cause that changes nothing is told of apart, and one that changes numbers but no outcome is owed nothing', () => {
  const found = why({
    ...EITHER_LANE,
    licences: {
      usual: {
        phases: [
          { from: START, allow: 0 },
          { from: week(8), allow: 0, title: 'the same again' },
        ],
      },
      other: { phases: [{ from: START, allow: 0 }] },
      unneeded: { phases: [{ from: week(2) }, { from: week(3), allow: 0 }] },
    },
    flows: { ...EITHER_LANE.flows, spare: { ...LANE, share: '0%', capacity: '0 t/week', licence: 'unneeded' } },
  });
  expect(found.why.idle.map(({ id }) => id)).toEqual(['licences.unneeded@2025-01-15']);
  expect(told(found, 'works').causes['licences.unneeded@2025-01-22']).toBe(0);
});

test('causes of a file take several changes together, or put settings in their place', () => {
  const base = run(EITHER_LANE).run.model.scenario;
  expect(base.causes).toEqual([]);
  const closed = why({ ...EITHER_LANE, causes: { closed: { title: 'Both closed', from: START } } });
  expect(told(closed, 'works')).toEqual({
    ...{ lacked: 110, base: 0 },
    causes: { 'causes.closed': 110 },
    alone: { 'causes.closed': 110 },
  });
  const data = {
    ...EITHER_LANE,
    assumptions: { cut: { value: 0, why: 'closed' } },
    licences: { usual: { phases: [{ from: START, allow: 'cut' }] }, other: CLOSED },
    causes: { cut: { without: { 'assumptions.cut': '100%' }, relief: false } },
  };
  expect(told(why(data), 'works').causes).toEqual({ 'causes.cut': 55, 'licences.other@2025-01-01': 55 });
});

test('settings that name a cause replace the phases whose own numbers they change, and no other of the licence', () => {
  const found = why({
    ...{ version: 2, title: 'Two phases', start: START, horizon: '12 weeks', demands: WORKS },
    assumptions: { holiday: { value: '0%', why: 'nobody works' } },
    stockpiles: { ore: { cover: '1 week' } },
    flows: { lane: { to: 'ore', capacity: '10 t/week', licence: 'export' } },
    licences: {
      export: {
        phases: [
          { from: week(2), allow: 'holiday' },
          { from: week(6), allow: 0 },
        ],
      },
    },
    causes: { holiday: { title: 'Holiday', without: { 'assumptions.holiday': '100%' } } },
  });
  // Goods take a week: none arrive in four weeks, and in the last five; a week of stock helps once. 30 and 40 t, together 80.
  expect(told(found, 'works')).toMatchObject({
    ...{ lacked: 80, base: 0 },
    causes: { 'causes.holiday': 35, [`licences.export@${week(6)}`]: 45 },
  });
});
