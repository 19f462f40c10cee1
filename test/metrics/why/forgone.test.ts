/** What a price makes users forgo, beside what they lack: an answer known by hand, and what must hold on any network. */
import { expect, test } from 'vitest';
import {
  explain,
  type WhyFound,
  type WhyQuestion,
  whyCsv,
  whyData,
  whySentences,
  whyTables,
} from '../../../src/index.ts';
import { changesOf } from '../../../src/metrics/why/changes.ts';
import { sumsOf, totalOf } from '../../../src/metrics/why/payoffs.ts';
import { scenarioArbitrary } from '../../oracle/generate.ts';
import type { OracleScenario } from '../../oracle/input.ts';
import { law, run, runIfSound } from '../../run.ts';

const QUESTION: WhyQuestion = { merge: 'change', without: 'open', pairs: 50, seed: 'why' };
const WEEKS = 10;
const START = '2025-01-01';

/** Two lanes of 5 t a week to users of 10 who halve their need where the price doubles; both shut at once. */
const PRICED: OracleScenario = {
  ...{ version: 2, title: 'Price', start: START, horizon: `${WEEKS} weeks` },
  stockpiles: { ore: { cover: '4 weeks', switchable: '0%' } },
  flows: {
    a: { to: 'ore', lead: '1 week', capacity: '5 t/week' },
    b: { to: 'ore', lead: '1 week', capacity: '5 t/week' },
  },
  markets: { m: { of: ['ore'], elasticity: 1, adjust: '1 week', outlook: `${WEEKS} weeks` } },
  demands: { works: { from: 'ore', rate: '10 t/week', elasticity: 1, answers: '1 week' } },
  events: [
    { date: START, title: 'a shuts', set: { 'flows.a.capacity': 0 } },
    { date: START, title: 'b shuts', set: { 'flows.b.capacity': 0 } },
  ],
};

function explained(scenario: OracleScenario): WhyFound {
  const found = explain(run(scenario).run.model, QUESTION);
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  return found.value;
}

/**
 * 50 t are in hand, and 100 would be needed over the outlook, so that with an elasticity of 1 users take a tenth a week of
 * what is in hand and will come: V = 50 falls by a tenth each week where nothing comes, and where a lane brings 5 t a week,
 * V = 100, it goes to 50. With r = 0.9 + 0.9² … that is 10 − 5·0.9^t, or 5 − 5·0.9^t, forgone in week t.
 */
const DECAY = Array.from({ length: WEEKS }, (_, t) => 0.9 ** t).reduce((sum, one) => sum + one, 0);
const [BOTH, ONE] = [10 * WEEKS - 5 * DECAY, 5 * WEEKS - 5 * DECAY];

test('two lanes of which each alone dears the goods share what users forgo, though nobody is short', () => {
  const { why } = explained(PRICED);
  const own = (values: Float64Array) => sumsOf(why.model, values)[0];
  expect(own(why.lacked)).toBe(0);
  expect(why.forgone).toBeDefined();
  const { lacked, base, shares } = why.forgone as NonNullable<typeof why.forgone>;
  expect(own(lacked)).toBeCloseTo(BOTH, 9);
  expect(own(base)).toBe(0);
  for (const { cause, role, value, alone } of shares) {
    expect([cause.id, role, own(value)]).toEqual([cause.id, 'harm', expect.closeTo(BOTH / 2, 9)]);
    expect(own(alone)).toBeCloseTo(BOTH - ONE, 9);
  }
});

test('what is forgone stands beside what is lacked in sentences, table and files, and is not added to it', () => {
  const found = explained(PRICED);
  expect(whySentences(found, 0, 'en')).toEqual([
    'Works lack nothing by 12 March 2025.',
    'The price makes works forgo 67.4 t, which counts as no shortage: “a shuts” (from 1 January 2025) adds 33.7 t; “b shuts” (from 1 January 2025) adds 33.7 t.',
  ]);
  expect(whySentences(found, 0, 'zh')).toEqual([
    '截至2025年3月12日，works没有短缺。',
    '价格上涨使works少用 67.4 t，不计入短缺：“a shuts”（自2025年1月1日起）使其增加 33.7 t；“b shuts”（自2025年1月1日起）使其增加 33.7 t。',
  ]);
  const { head, rows } = whyTables(found, 'en').causes(0);
  expect(head).toEqual(['cause', 'adds', 'share of harms', 'less if it alone were out', 'forgone for the price']);
  expect(rows.map((cells) => [cells[1], cells[4]])).toEqual([
    ['0 t', '33.7 t'],
    ['0 t', '33.7 t'],
    ['0 t', '67.4 t'],
  ]);
  const [heading, ...lines] = whyCsv(found).trimEnd().split('\n');
  expect(heading).toBe('date,demand,role,cause,place,value,unit,forgone');
  const sum = (column: number) => lines.reduce((total, line) => total + Number(line.split(',')[column]), 0);
  expect([sum(5), sum(7)]).toEqual([0, expect.closeTo(BOTH, 6)]);
  expect(whyData(found).demands).toMatchObject({ works: { lacked: 0, forgone: { value: expect.closeTo(BOTH, 6) } } });
});

test('without a market, or where its price calls for nothing, nothing is said of it', () => {
  const { markets: _, ...plain } = PRICED;
  const works = { from: 'ore', rate: '10 t/week' };
  const without = explained({ ...plain, demands: { works } });
  expect(without.why.forgone).toBeUndefined();
  expect(whyCsv(without)).not.toContain('forgone');
  for (const found of [without, explained({ ...PRICED, demands: { works } })]) {
    expect(whySentences(found, 0, 'en').join(' ')).not.toContain('forgo');
    expect(whyTables(found, 'en').causes(0).head).toHaveLength(4);
  }
});

test('a cause without an effect on what is lacked is a relief where less is forgone because of it', () => {
  const found = explained({
    ...PRICED,
    events: [
      { date: START, title: 'a shuts', set: { 'flows.a.capacity': 0 } },
      { date: START, title: 'b grows', set: { 'flows.b.capacity': '10 t/week' } },
    ],
  });
  const [shut, grows] = found.why.forgone?.shares ?? [];
  expect([shut?.role, grows?.role]).toEqual(['harm', 'relief']);
  expect(totalOf(grows?.value ?? new Float64Array(0))).toBeLessThan(-1);
});

/** The scenario with one market, that of the goods of its first demand, in which all who use them mind the price. */
function priced({ markets: _, ...data }: OracleScenario): OracleScenario {
  const demands = Object.entries(data.demands ?? {});
  const of = demands[0]?.[1].from as string;
  const minding = demands.map(([id, demand]) => {
    const { elasticity: __, answers: ___, least: ____, ...rest } = demand;
    return [id, demand.from === of ? { ...rest, elasticity: 0.4, answers: '1 week' } : rest];
  });
  const flows = Object.entries(data.flows ?? {}).map(([id, { opens: __, ...flow }]) => [id, flow]);
  return {
    ...{ ...data, flows: Object.fromEntries(flows), demands: Object.fromEntries(minding) },
    markets: { m: { of: [of], elasticity: 0.4, adjust: '1 week' } },
  };
}

test('what is forgone without causes, harms and reliefs add up to what is forgone, step by step', () => {
  let found = 0;
  const tried = law(
    scenarioArbitrary({ maxSteps: 30, maxStockpiles: 2 }),
    (data) => {
      const answer = runIfSound(priced(data));
      if (answer === undefined) return;
      const { model, forgone } = answer.run;
      if (changesOf(model.scenario).all.length > 8) return;
      const explanation = explain(model, { ...QUESTION, merge: undefined }, 'none');
      if (!explanation.ok) return;
      const { lacked, base, shares } = explanation.value.why.forgone as NonNullable<WhyFound['why']['forgone']>;
      const scale = Math.max(1, totalOf(lacked), ...shares.map(({ value }) => totalOf(value.map(Math.abs))));
      for (const [place, all] of lacked.entries()) {
        expect(Object.is(all, forgone[place]), `${all} is not ${forgone[place]}`).toBe(true);
        const sum = shares.reduce((total, { value }) => total + value[place], base[place]);
        expect(Math.abs(sum - all), `${sum} for ${all}`).toBeLessThanOrEqual(1e-9 * scale);
      }
      if (totalOf(lacked) > 0) found++;
    },
    300,
  );
  expect(found).toBeGreaterThan(tried / 20);
});
