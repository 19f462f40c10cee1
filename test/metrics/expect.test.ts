/** Expectations: what a scenario says must hold of its run. */
import { describe, expect, test } from 'vitest';
import { answer, pathText } from '../../src/index.ts';
import type { Measure } from '../../src/metrics/measures.ts';
import { run } from '../run.ts';

// Users run short at week 2 (by 5 of 10 t) and stay so; others, on plenty of engines, never do.
const plain = run({
  ...{ version: 1, title: 'expectations', start: '2025-01-06', horizon: '4 weeks', units: ['engine', 'plane'] },
  stockpiles: { shelf: { initial: '25 t' }, works: { initial: '500 engine', unit: 'engine' } },
  flows: {
    lane: { to: 'shelf', capacity: '0 t/week', licence: 'export', cost: '2 USD/t' },
    assembly: { to: 'works', cost: '3 USD/engine' },
  },
  licences: { export: { phases: [{ from: '2025-01-06' }] } },
  demands: {
    users: { from: 'shelf', rate: '10 t/week' },
    others: { from: 'works', rate: '5 plane/week', uses: '2 engine/plane' },
  },
});

type Expectation = (typeof plain.run.model.scenario.expectations)[number];
const BARE = { because: undefined, isContradicted: false, reason: undefined };

/** What becomes of one expectation: its verdict, or what is wrong with it. */
function judged(that: string, rest: Partial<Expectation> = {}) {
  const result = answer({ ...plain.run.model.scenario, expectations: [{ ...BARE, ...rest, that }] });
  const verdict = result.ok ? result.value.verdicts[0] : undefined;
  return { verdict, issues: result.issues };
}
const isMet = (that: string) => judged(that).verdict?.met;
const isWrong = (that: string) =>
  judged(that).issues.map(({ severity, code, path, expected, found, remedy }) => ({
    told: `${severity} ${code} at ${pathText(path)}: expected ${expected}, got ${found}. ${remedy}`,
  }));

describe('an expectation', () => {
  test.each([
    ['< 16 t', true],
    ['< 15 t', false],
    ['<= 15 t', true],
    ['<= 14 t', false],
    ['> 14 t', true],
    ['> 15 t', false],
    ['>= 15 t', true],
    ['>= 16 t', false],
    ['== 15 t', true],
    ['== 14 t', false],
    ['!= 14 t', true],
    ['!= 15 t', false],
  ])('compares a metric with a quantity: a shortage of 15 t is %s: %s', (rest, met) => {
    expect(isMet(`demands.users.shortage ${rest}`)).toBe(met);
  });

  test('may use any unit of the kind', () => {
    expect(isMet('demands.users.shortage == 15000 kg')).toBe(true);
    expect(isMet('demands.users.time_to_survive == 2 weeks')).toBe(true);
    expect(isMet('demands.users.time_to_survive == 14 days')).toBe(true);
  });

  test('may have the metric on either side, and compute', () => {
    expect(isMet('15 t == demands.users.shortage')).toBe(true);
    expect(isMet('2 * demands.users.shortage - 10 t == flows.lane.delivered + 20 t')).toBe(true);
    expect(isMet('max(demands.users.spells, demands.others.spells) == 1')).toBe(true);
  });

  /** An expectation that is met, and one that is not, of each kind of measure. */
  const TABLE: Record<Measure, [met: string, not: string]> = {
    share: ['demands.users.fill_rate == 25/40', 'demands.users.fill_rate > 70%'],
    amount: ['stockpiles.works.closing == 500 engine', 'stockpiles.shelf.closing > 1 t'],
    things: ['demands.others.lost_products < 1 plane', 'demands.others.lost_products > 0'],
    date: ['demands.users.peak_date == "2025-01-27"', 'demands.users.peak_date < "2025-01-27"'],
    duration: ['demands.users.longest_spell == 2 weeks', 'demands.users.longest_spell > 1 month'],
    count: ['demands.users.spells == 1', 'demands.users.spells > 1'],
    money: ['total.cost == 120 USD', 'total.cost > 1 MUSD'],
    'money per amount': ['stockpiles.works.unit_cost == 3 USD/engine', 'stockpiles.works.unit_cost > 3 USD/engine'],
  };

  test.each(Object.entries(TABLE))('can be of this measure: %s', (_, [met, not]) => {
    expect(judged(met).issues).toEqual([]);
    expect(isMet(met)).toBe(true);
    expect(judged(not).issues).toEqual([]);
    expect(isMet(not)).toBe(false);
  });

  test('is told with what both sides came to, in tonnes, days and dollars, and why one expects it', () => {
    expect(judged('demands.users.time_to_survive >= 6 weeks', { because: 'us_auto_cover' }).verdict).toMatchObject({
      ...{ that: 'demands.users.time_to_survive >= 6 weeks', because: 'us_auto_cover' },
      ...{ met: false, left: 14, right: 42 },
    });
  });
});

test('a claim that the model contradicts is judged like any other, and keeps its reason', () => {
  const claim = { isContradicted: true, reason: 'stocks were larger' };
  expect(judged('demands.users.spells == 0', claim).verdict).toMatchObject({ ...claim, met: false });
});

describe('what is null', () => {
  test('a time counts as longer than any', () => {
    expect(isMet('demands.others.time_to_survive > 1000 years')).toBe(true);
    expect(isMet('demands.others.time_to_survive < 1000 years')).toBe(false);
    expect(isMet('demands.users.time_to_recover > 1000 years')).toBe(true);
    expect(judged('demands.users.time_to_recover > 1 day').verdict?.left).toBe(Number.POSITIVE_INFINITY);
  });

  test('a date counts as later than any', () => {
    expect(isMet('demands.others.peak_date > "9999-12-31"')).toBe(true);
  });

  test('a share or a cost compares with nothing', () => {
    expect(isMet('licences.export.granted >= 0')).toBe(false);
    expect(isMet('licences.export.granted < 0')).toBe(false);
    expect(isMet('flows.lane.utilisation <= 1')).toBe(false);
    expect(isMet('stockpiles.shelf.unit_cost >= 0 USD/t')).toBe(false);
  });
});

describe('what cannot be read is an issue at its place', () => {
  test('a metric that is misspelt', () => {
    expect(isWrong('demands.users.time_to_survife >= 6 weeks')).toMatchInlineSnapshot(`
      [
        {
          "told": "error bad-expression at expect[0].that: expected a metric that exists, got demands.users.time_to_survife. Did you mean demands.users.time_to_survive?",
        },
      ]
    `);
    expect(isWrong('demands.user.shortage == 0')).toMatchInlineSnapshot(`
      [
        {
          "told": "error bad-expression at expect[0].that: expected a metric that exists, got demands.user.shortage. Did you mean demands.users.shortage?",
        },
      ]
    `);
  });

  test('a quantity of another kind', () => {
    expect(isWrong('demands.users.time_to_survive >= 6 t')).toMatchInlineSnapshot(`
      [
        {
          "told": "error bad-expression at expect[0].that: expected quantities of one kind in demands.users.time_to_survive >= 6 t, got a duration and an amount. Give both the same kind of unit: only like can be added to like, or compared with it.",
        },
      ]
    `);
    expect(isWrong('demands.users.shortage >= 6')).toMatchInlineSnapshot(`
      [
        {
          "told": "error bad-expression at expect[0].that: expected quantities of one kind in demands.users.shortage >= 6, got an amount and a plain number. Give both the same kind of unit: only like can be added to like, or compared with it.",
        },
      ]
    `);
    expect(isWrong('demands.users.peak_date >= 6 weeks')).toMatchInlineSnapshot(`
      [
        {
          "told": "error bad-expression at expect[0].that: expected quantities of one kind in demands.users.peak_date >= 6 weeks, got a date and a duration. Give both the same kind of unit: only like can be added to like, or compared with it.",
        },
      ]
    `);
  });

  test('no comparison', () => {
    expect(isWrong('demands.users.shortage')).toMatchInlineSnapshot(`
      [
        {
          "told": "error bad-expression at expect[0].that: expected a comparison such as demands.x.time_to_survive >= 6 weeks, got demands.users.shortage. Compare a metric with a quantity by < <= > >= == or !=.",
        },
      ]
    `);
    expect(isWrong('demands.users.shortage <= ')).toMatchInlineSnapshot(`
      [
        {
          "told": "error bad-expression at expect[0].that: expected a comparison such as demands.x.time_to_survive >= 6 weeks, got demands.users.shortage <= . Compare a metric with a quantity by < <= > >= == or !=.",
        },
      ]
    `);
    expect(isWrong('1 t < demands.users.shortage < 2 t')).toMatchInlineSnapshot(`
      [
        {
          "told": "error bad-expression at expect[0].that: expected a comparison such as demands.x.time_to_survive >= 6 weeks, got 1 t < demands.users.shortage < 2 t. Compare a metric with a quantity by < <= > >= == or !=.",
        },
      ]
    `);
  });

  test('all of them at once', () => {
    const expectations = ['a == 1', 'demands.users.spells == 1', 'b == 1'].map((that) => ({ ...BARE, that }));
    const { issues } = answer({ ...plain.run.model.scenario, expectations });
    expect(issues.map(({ path }) => pathText(path))).toEqual(['expect[0].that', 'expect[2].that']);
  });
});
