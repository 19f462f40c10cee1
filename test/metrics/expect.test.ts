/** Expectations: what a scenario says must hold of its run. */
import { describe, expect, test } from 'vitest';
import { answer, answerWithEnsemble, ensembleOf, pathText } from '../../src/index.ts';
import { dimensionOf, type Verdict, verdictUnit } from '../../src/metrics/expect.ts';
import type { Measure } from '../../src/metrics/measures.ts';
import { run } from '../run.ts';

// Users run short at week 2 (by 5 of 10 t) and stay so; others, on plenty of engines, never do.
const plain = run({
  ...{ version: 2, title: 'expectations', start: '2025-01-06', horizon: '4 weeks', units: ['engine', 'plane'] },
  stockpiles: { shelf: { initial: '25 t' }, works: { initial: '500 engine', unit: 'engine' } },
  flows: {
    lane: { to: 'shelf', capacity: '0 t/week', licence: 'export', cost: '2 USD/t' },
    assembly: { to: 'works', cost: '3 USD/engine' },
  },
  licences: { export: { phases: [{ from: '2025-01-06' }] } },
  markets: { prices: { of: ['works'], elasticity: 0.5 } },
  demands: {
    users: { from: 'shelf', rate: '10 t/week' },
    others: { from: 'works', rate: '5 plane/week', uses: '2 engine/plane' },
  },
});

type Expectation = (typeof plain.run.model.scenario.expectations)[number];
const BARE = { because: undefined, stated: 'held', reason: undefined, reasonThat: undefined } as const;

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
    expect(isMet('2 * demands.users.shortage - 10 t == flows.lane.shipped + 20 t')).toBe(true);
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
    index: ['markets.prices.highest == 1', 'markets.prices.mean > 1'],
    money: ['total.supply_cost == 120 USD', 'total.supply_cost > 1 MUSD'],
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
  const claim = { stated: 'contradicted', reason: 'stocks were larger' } as const;
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

  test('a share compares with nothing', () => {
    expect(isMet('licences.export.granted >= 0')).toBe(false);
    expect(isMet('licences.export.granted < 1%')).toBe(false);
    expect(isMet('flows.lane.utilisation <= 1')).toBe(false);
  });
});

describe('what cannot be read is an issue at its place', () => {
  test.each([
    'demands.users.fill_rate >= 99',
    'demands.users.peak_shortage > 1',
    '99 <= demands.users.fill_rate',
    'demands.users.fill_rate == 99',
    'demands.users.spells < 0',
    'demands.users.shortage <= -1 t',
    'probability(demands.users.fill_rate >= 99%) >= 95',
    'mean(demands.users.fill_rate) > 99',
  ])('what can not come true, as %s', (that) => {
    expect(judged(that).issues).toMatchObject([{ code: 'out-of-range', severity: 'error', found: that }]);
  });

  test.each([
    'demands.users.fill_rate >= 1',
    'demands.users.shortage >= 0 t',
    'demands.users.fill_rate + demands.others.fill_rate >= 2',
    'demands.users.fill_rate < 99',
  ])('nothing is said of what can, as %s', (that) => {
    expect(judged(that).issues).toEqual([]);
  });

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

describe('a series at a date', () => {
  test.each([
    ['at(demands.users.shortfall, "2025-01-20") == 5 t', true],
    ['at(demands.users.shortfall, "2025-01-19") == 0 t', true],
    ['at(demands.users.shortfall, "2025-01-26") == 5 t', true],
    ['at(demands.users.shortfall, "2025-01-27") == 10 t', true],
    ['at(demands.users.shortfall, "2025-02-02") > 10 t', false],
    ['at(stockpiles.shelf.on_hand, "2025-01-06") == 15000 kg', true],
    ['at(stockpiles.shelf.days_of_supply, "2025-01-06") <= 2 weeks', true],
    ['at(flows.lane.pending, "2025-01-13") == 0 t', true],
    ['at(flows.assembly.shipped, "2025-01-13") == 10 engine', true],
    [
      'at(demands.users.served, "2025-01-06") - at(demands.users.served, "2025-01-27") == demands.users.shortage - 5 t',
      true,
    ],
  ])('is that of the step that the date lies in: %s', (that, met) => {
    const { verdict, issues } = judged(that);
    expect(issues).toEqual([]);
    expect(verdict?.met).toBe(met);
  });

  test('that has no value then compares with nothing', () => {
    const idle = run({
      ...{ version: 2, title: 'idle', start: '2025-01-06', horizon: '2 weeks' },
      stockpiles: { shelf: { initial: '1 t' } },
      expect: ['< 1 day', '>= 1 day'].map((rest) => ({
        that: `at(stockpiles.shelf.days_of_supply, "2025-01-06") ${rest}`,
      })),
    });
    expect(idle.verdicts.map(({ met }) => met)).toEqual([false, false]);
  });

  test.each([
    [
      'at(demands.users.shortfal, "2025-01-20") == 5 t',
      'a series that exists',
      'Did you mean demands.users.shortfall?',
    ],
    [
      'at(demands.users.shortage, "2025-01-20") == 5 t',
      'a series that exists',
      'Did you mean demands.users.shortfall?',
    ],
    ['att(demands.users.shortfall, "2025-01-20") == 5 t', 'a function of expectations', 'Did you mean at?'],
    ['at(demands.users.shortfall) == 5 t', 'at with 2 arguments', 'Write it as in at(flows.x.shipped, "2025-05-15").'],
    ['at(demands.users.shortfall, 2025-01-20) == 5 t', 'a date in quotes', 'Write a day that exists'],
    ['at(demands.users.shortfall, "2025-02-30") == 5 t', 'a date in quotes', 'Write a day that exists'],
    [
      'at(demands.users.shortfall, "2025-01-05") == 5 t',
      'a date from 2025-01-06 to 2025-02-02',
      'Name a day of the run',
    ],
    [
      'at(demands.users.shortfall, "2025-02-03") == 5 t',
      'a date from 2025-01-06 to 2025-02-02',
      'Name a day of the run',
    ],
    [
      'at(demands.users.shortfall, "2025-01-20") == 5 days',
      'quantities of one kind',
      'Give both the same kind of unit',
    ],
    ['at(stockpiles.works.on_hand, "2025-01-20") == 5 t', 'quantities of one kind', 'Give both the same kind of unit'],
  ])('that cannot be told is an issue that says what could: %s', (that, expected, remedy) => {
    const { issues } = judged(that);
    expect(issues.map((issue) => `${issue.severity} ${pathText(issue.path)}`)).toEqual(['error expect[0].that']);
    expect(issues[0]?.expected).toContain(expected);
    expect(issues[0]?.remedy).toContain(remedy);
  });
});

describe('an expectation over an ensemble', () => {
  // The stock is 5, 15, 25 or 35 t, of which users take 10 t a week for four weeks: they are short of 35, 25, 15 or 5 t.
  const STOCKS = [5, 15, 25, 35];
  const scenario = (expectations: readonly string[], rest: object = {}) => ({
    ...{ version: 2, title: 'an ensemble', start: '2025-01-06', horizon: '4 weeks', runs: 200, ...rest },
    assumptions: { stock: { choice: STOCKS.map((stock) => [`${stock} t`, stock === 15 ? 2 : 1]), why: 'a test' } },
    stockpiles: { shelf: { initial: 'stock' } },
    demands: { users: { from: 'shelf', rate: '10 t/week' } },
    expect: expectations.map((that) => ({ that })),
  });
  const ensemble = async (expectations: readonly string[]) => {
    const central = run(scenario(expectations));
    const { model } = central.run;
    const rows: number[] = [];
    const found = await ensembleOf(model, { seed: 'a', sampling: 'plain', runs: 200 }, undefined, {
      rows: ({ values }) => void rows.push(...values),
    });
    if (!found.ok) throw new Error('no ensemble');
    const shortages = rows.map((stock) => 40 - stock).sort((one, other) => one - other);
    return { central, whole: answerWithEnsemble(central, found.value), shortages, ensemble: found.value };
  };

  test('compares the mean, quantiles and probabilities of what each run comes to', async () => {
    const { whole, shortages } = await ensemble([
      'mean(demands.users.shortage) == 1 t',
      'quantile(demands.users.shortage, 90%) == 1 t',
      'probability(demands.users.shortage > 20 t) == 1',
      'mean(2 * demands.users.shortage + 1 t) == 1 t',
      'quantile(demands.users.shortage, 0) == 5 t',
      'quantile(demands.users.shortage, 100%) == 35 t',
    ]);
    const mean = shortages.reduce((sum, one) => sum + one, 0) / 200;
    const above = shortages.filter((one) => one > 20).length / 200;
    const left = whole.verdicts.map((verdict) => verdict.left);
    expect(left[0]).toBeCloseTo(mean, 10);
    expect(left[1]).toBe(35);
    expect(left[2]).toBe(above);
    expect(left[3]).toBeCloseTo(2 * mean + 1, 10);
    expect(left[4]).toBe(5);
    expect(whole.verdicts.map(({ met }) => met)).toEqual([false, false, false, false, true, true]);
  });

  test('may compare the ensemble with the central run, and stands in its place among the others', async () => {
    const {
      central,
      whole,
      ensemble: found,
    } = await ensemble([
      'demands.users.shortage == 25 t',
      'mean(demands.users.shortage) < demands.users.shortage',
      'at(demands.users.shortfall, "2025-01-06") == 0 t',
    ]);
    expect(central.verdicts.map(({ position, met }) => [position, met])).toEqual([
      [0, true],
      [2, true],
    ]);
    expect(whole.verdicts.map(({ position, met }) => [position, met])).toEqual([
      [0, true],
      [1, true],
      [2, true],
    ]);
    expect(whole.summary.expectations).toHaveLength(3);
    expect(found.expectations.map(({ that }) => that)).toEqual(['demands.users.shortage == 25 t']);
  });

  test('counts a time that never comes as longer than any in a quantile, and has no mean of it', async () => {
    const { whole } = await ensemble([
      'quantile(demands.users.time_to_recover, 50%) > 1000 years',
      'mean(demands.users.time_to_recover) > 0 days',
      'probability(demands.users.time_to_recover > 1 year) == 1',
      'quantile(demands.users.time_to_recover - demands.users.time_to_recover, 50%) > 1000 years',
    ]);
    expect(whole.verdicts.map(({ met }) => met)).toEqual([true, false, true, true]);
    expect(whole.verdicts[1]?.left).toBeNaN();
  });

  test('is not judged without one, and says what to do', () => {
    const that = 'mean(demands.users.shortage) <= 50 t';
    const uncertain = run(scenario([that]));
    expect(uncertain.verdicts).toEqual([]);
    expect(uncertain.unjudged).toMatchInlineSnapshot(`
      [
        {
          "code": "no-ensemble",
          "expected": "an ensemble of runs to judge it by",
          "found": "the central run alone",
          "path": [
            "expect",
            0,
            "that",
          ],
          "remedy": "Run it with --runs 1000, or with as many as the scenario says.",
          "severity": "warning",
        },
      ]
    `);
    const certain = judged('mean(demands.users.shortage) <= 50 t');
    expect(certain.issues[0]?.remedy).toBe('Make an assumption uncertain, or compare the metric of the central run.');
  });

  test('warns of it only where no ensemble is to come', () => {
    const that = 'mean(demands.users.shortage) <= 50 t';
    const codes = (runs: number) =>
      answer({ ...run(scenario([that])).run.model.scenario, runs }).issues.map(({ code }) => code);
    expect([codes(1), codes(2)]).toEqual([['no-ensemble'], []]);
  });

  test.each([
    ['mean(demands.users.shortge) <= 5 t', 'a metric that exists', 'Did you mean demands.users.shortage?'],
    ['maen(demands.users.shortage) <= 5 t', 'a function of expectations', 'Did you mean mean?'],
    ['mean(demands.users.shortage) <= 5 days', 'quantities of one kind', 'Give both the same kind'],
    ['mean(demands.users.shortage, 5%) <= 5 t', 'mean with 1 argument', 'as in mean(demands.x.shortage)'],
    ['quantile(demands.users.shortage, 95) <= 5 t', 'a share from 0 to 1', 'quantile(demands.x.shortage, 95%)'],
    ['quantile(demands.users.shortage, -5%) <= 5 t', 'a share from 0 to 1', 'quantile(demands.x.shortage, 95%)'],
    ['quantile(demands.users.shortage, 0.5 t) <= 5 t', 'a share from 0 to 1', 'quantile(demands.x.shortage, 95%)'],
    [
      'quantile(demands.users.shortage, demands.users.fill_rat) <= 5 t',
      'a metric that exists',
      'demands.users.fill_rate?',
    ],
    ['quantile(demands.users.shortage, 5 t) <= 5 t', 'a share from 0 to 1', 'quantile(demands.x.shortage, 95%)'],
    ['quantile(demands.users.shortage, demands.users.fill_rate) <= 5 t', 'a share from 0 to 1', 'quantile('],
    ['probability(demands.users.shortage) <= 5%', 'a comparison', 'probability(demands.x.shortage > 0 t)'],
    ['probability(demands.users.shortage > 0 days) <= 5%', 'quantities of one kind', 'Give both'],
    ['mean(mean(demands.users.shortage)) <= 5 t', 'a metric of each run', 'write metrics alone'],
    ['mean(at(demands.users.shortfall, "2025-01-20")) <= 5 t', 'a metric of each run', 'write metrics alone'],
  ])('that cannot be read is an issue that says what could: %s', (that, expected, remedy) => {
    const { issues } = judged(that);
    expect(issues[0]?.severity).toBe('error');
    expect(issues[0]?.expected).toContain(expected);
    expect(issues[0]?.remedy).toContain(remedy);
  });
});

test.each([
  ['demands.users.shortage <= 5 t', 't'],
  ['demands.users.time_to_survive <= 5 weeks', 'days'],
  ['demands.users.fill_rate <= 1', ''],
  ['0 < demands.users.shortage', 't'],
  ['1 <= 2', ''],
  ['stockpiles.works.closing <= 5 engine', 'engine'],
])('both sides are told in tonnes, days or what is counted: %s', (that, unit) => {
  expect(verdictUnit(judged(that).verdict as Verdict)).toBe(unit);
});

test.each<[Measure, string, Record<string, number>]>([
  ['share', '', {}],
  ['count', '', {}],
  ['duration', 'days', { time: 1 }],
  ['amount', 't', { mass: 1 }],
  ['amount', 'engine', { engine: 1 }],
  ['things', 'plane', { plane: 1 }],
  ['things', '', {}],
  ['money', 'USD', { money: 1 }],
  ['money', '', {}],
  ['money per amount', 'USD/t', { money: 1, mass: -1 }],
  ['money per amount', 'USD/engine', { money: 1, engine: -1 }],
  ['money per amount', '', {}],
])('a metric that measures %s in “%s” compares with its like', (measure, unit, dimension) => {
  expect(Object.fromEntries(dimensionOf({ path: 'any', measure, unit }))).toEqual(dimension);
});
