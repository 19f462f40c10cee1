import { expect, test } from 'vitest';
import type { Flow } from '../../src/scenario/supply-network.ts';
import { PRICED, scenarioOf, spoiltPrices, toldOf, toldOfEach, valueAt } from './reading.ts';

const MARKET_ONLY = [
  ['    elasticity: 0.45\n    outlook: 20 weeks\n    adjust: 3 weeks\n    ceiling: 8\n', '    elasticity: 0.45\n'],
] as const;

test('a market has its members by id, and what it says', () => {
  const [market] = scenarioOf(PRICED).markets;
  expect(market).toMatchObject({ id: 'magnets_us', title: 'Magnets in the US', of: ['us_magnets', 'us_others'] });
  const { elasticity, outlook, adjust, ceiling } = market ?? {};
  expect([elasticity, outlook, adjust, ceiling].map((one) => valueAt(one))).toEqual([0.45, 140, 21, 8]);
});

test('what a market does not say is the default: 26 weeks, 4 weeks, 10', () => {
  const [market] = scenarioOf(spoiltPrices(...MARKET_ONLY)).markets;
  const { outlook, adjust, ceiling } = market ?? {};
  expect([outlook, adjust, ceiling].map((one) => valueAt(one))).toEqual([182, 28, 10]);
});

test('a demand answers to the price of its market, within 26 weeks and down to nothing unless it says so', () => {
  const answerOf = (text: string) => {
    const { elasticity, answers, least } = scenarioOf(text).demands[0] ?? {};
    return [elasticity, answers, least].map((one) => valueAt(one));
  };
  expect(answerOf(PRICED)).toEqual([0.1, 140, 0.6]);
  expect(answerOf(spoiltPrices(['    answers: 20 weeks\n    least: 60%\n', '']))).toEqual([0.1, 182, 0]);
  const inelastic = ['    elasticity: 0.1\n    answers: 20 weeks\n    least: 60%\n', ''] as const;
  expect(answerOf(spoiltPrices(inelastic))).toEqual([undefined, 182, 0]);
});

test('a flow opens by the price of the market of its `to`, or of the one that it names', () => {
  const opens = (id: string, text = PRICED) => (scenarioOf(text).flows.find((one) => one.id === id) as Flow).opens;
  const numbers = (id: string, text = PRICED) => {
    const { from, fully, within, market } = opens(id, text) ?? {};
    return [valueAt(from), valueAt(fully), valueAt(within), market];
  };
  expect(numbers('us_plant')).toEqual([1.3, 2, 91, 'magnets_us']);
  expect(numbers('to_others')).toEqual([0.5, 1, 182, 'magnets_us']);
  expect(opens('cn_to_us')).toBeUndefined();
});

test('orders wait at a source that says so', () => {
  expect(scenarioOf(PRICED).flows.map(({ id, waits }) => [id, waits])).toEqual([
    ...[
      ['cn_to_us', true],
      ['to_others', false],
      ['us_plant', false],
    ],
  ]);
});

test('a market is refused with members that do not belong together', () => {
  const others = '  us_others:\n    cover: 4 weeks\n';
  expect(
    toldOfEach([
      ['unknown', spoiltPrices(['of: [us_others, us_magnets]', 'of: [us_others, us_magnet, us_magnets]'])],
      ['twice', spoiltPrices(['of: [us_others, us_magnets]', 'of: [us_others, us_magnets, us_others]'])],
      ['none', spoiltPrices(['of: [us_others, us_magnets]', 'of: []'])],
      [
        'in two markets',
        spoiltPrices([
          'processes:\n',
          '  other:\n    of: [us_others]\n    elasticity: 1\n    assumed: so\nprocesses:\n',
        ]),
      ],
      [
        'of two units',
        spoiltPrices(
          [others, `${others}    unit: vehicle\n`],
          ['capacity: 500 t/year', 'capacity: 500 vehicle/year'],
          ['rate: 400 t/year\n    worth: 90 USD/kg', 'rate: 400 vehicle/year'],
        ),
      ],
      ['that feed each other', spoiltPrices(['  to_others:\n', '  to_others:\n    from: us_magnets\n'])],
      [
        'by a by-product',
        spoiltPrices([
          'flows:\n',
          '  ore:\n    cover: 1 week\n    assumed: so\nflows:\n  split:\n    from: us_others\n    to: ore\n    byproducts: {us_magnets: 2%}\n    assumed: so\n',
        ]),
      ],
    ]),
  ).toMatchInlineSnapshot(`
    "
    — unknown
    s.yaml:64:21 error unknown-reference markets.magnets_us.of[1]
      expected a stockpile that exists, got us_magnet
      Did you mean us_magnets?
    — twice
    s.yaml:64:33 error conflict markets.magnets_us.of[2]
      expected each stockpile once, got us_others twice
      Take one out.
    — none
    s.yaml:64:9 error wrong-type markets.magnets_us.of
      expected at least one stockpile, got an empty list
      Write it so; of is for this: the stockpiles that buy in it, all of one unit.
    — in two markets
    s.yaml:71:9 error conflict markets.other.of
      expected stockpiles of no other market, got us_others, which is in magnets_us, too
      A stockpile pays one price: take it out of one of them.
    — of two units
    s.yaml:64:9 error wrong-dimension markets.magnets_us.of
      expected stockpiles of one unit, got vehicle and t
      Needs and stocks of a market are summed: make a market for each unit.
    — that feed each other
    s.yaml:65:9 error conflict markets.magnets_us.of
      expected stockpiles none of which feeds another, got us_magnets, from which to_others brings to us_others
      Its goods would count twice: take one of the two out, or make two markets.
    — by a by-product
    s.yaml:72:9 error conflict markets.magnets_us.of
      expected stockpiles none of which feeds another, got us_others, from which split brings to us_magnets
      Its goods would count twice: take one of the two out, or make two markets.
    "
  `);
});

test('a market is refused with numbers that can not be', () => {
  expect(
    toldOfEach([
      ['elasticity of 0', spoiltPrices(['elasticity: 0.45', 'elasticity: 0'])],
      ['elasticity below 0', spoiltPrices(['elasticity: 0.45', 'elasticity: -0.45'])],
      ['a ceiling below the price of before', spoiltPrices(['ceiling: 8', 'ceiling: 80%'])],
      ['an outlook of nothing', spoiltPrices(['outlook: 20 weeks', 'outlook: 0 weeks'])],
      ['a ceiling that is a price', spoiltPrices(['ceiling: 8', 'ceiling: 8 USD/kg'])],
    ]),
  ).toMatchInlineSnapshot(`
    "
    — elasticity of 0
    s.yaml:65:17 error out-of-range markets.magnets_us.elasticity
      expected more than 0, got 0
      Write what use and outside supply together answer by, such as 0.5.
    — elasticity below 0
    s.yaml:65:17 error out-of-range markets.magnets_us.elasticity
      expected a plain number of at least 0 such as 90%, got -0.45
      Write at least 0.
    — a ceiling below the price of before
    s.yaml:68:14 error out-of-range markets.magnets_us.ceiling
      expected a plain number such as 1.3, at least 1, got 80%
      Write at least 1.
    — an outlook of nothing
    s.yaml:66:14 error out-of-range markets.magnets_us.outlook
      expected a duration of at least a day, such as 6 weeks, got 0 weeks
      Write at least 1.
    — a ceiling that is a price
    s.yaml:68:14 error wrong-dimension markets.magnets_us.ceiling
      expected a plain number such as 1.3, got 8 USD/kg
      That is a price; write a plain number.
    "
  `);
});

test('a demand is refused that answers to no price', () => {
  expect(
    toldOfEach([
      [
        'outside any market',
        spoiltPrices(
          ['of: [us_others, us_magnets]', 'of: [us_others]'],
          ['within: 13 weeks', 'within: 13 weeks, market: magnets_us'],
        ),
      ],
      ['answers without elasticity', spoiltPrices(['    elasticity: 0.1\n', ''])],
      ['least above all', spoiltPrices(['least: 60%', 'least: 160%'])],
    ]),
  ).toMatchInlineSnapshot(`
    "
    — outside any market
    s.yaml:52:17 error conflict demands.us_auto.elasticity
      expected a market that us_magnets buys in, got none
      Put us_magnets under \`of\` of a market, or take the elasticity out.
    — answers without elasticity
    s.yaml:47:3 error missing-key demands.us_auto.elasticity
      expected the elasticity that answers belongs to, got nothing
      Add elasticity, such as 0.1, or take answers out.
    — least above all
    s.yaml:54:12 error out-of-range demands.us_auto.least
      expected a share from 0 to 1 such as 25%, got 160%
      Write at most 1.
    "
  `);
});

test('a flow is refused that nothing can open', () => {
  const opens = 'opens: {from: 1.3, fully: 2, within: 13 weeks}';
  expect(
    toldOfEach([
      [
        'without capacity',
        spoiltPrices(
          ['    capacity: 900 t/year\n', ''],
          ['    projects: [{adds: 100 t/year, decided: 2025-03-01, takes: 1 year, costs: 1.2 BUSD}]\n', ''],
        ),
      ],
      ['fully before from', spoiltPrices([opens, 'opens: {from: 2, fully: 1.3}'])],
      ['at once', spoiltPrices([opens, 'opens: {from: 2, fully: 2}'])],
      ['by an unknown market', spoiltPrices([opens, 'opens: {from: 1.3, fully: 2, market: magnets_eu}'])],
      [
        'into no market',
        spoiltPrices(
          ['of: [us_others, us_magnets]', 'of: [us_others]'],
          ['    elasticity: 0.1\n    answers: 20 weeks\n    least: 60%\n', ''],
        ),
      ],
      ['by words', spoiltPrices(['waits: true', 'waits: yes please'])],
      [
        'standby of nothing',
        spoiltPrices([
          '    capacity: 500 t/year\n    opens: {from: 0.5, fully: 1, market: magnets_us}\n',
          '    standby: 3 USD/kg\n',
        ]),
      ],
    ]),
  ).toMatchInlineSnapshot(`
    "
    — without capacity
    s.yaml:30:3 error missing-key flows.us_plant.capacity
      expected the capacity that a price opens, got nothing
      Add capacity, such as 900 t/year.
    s.yaml:31:5 warning unbounded-neighbour flows.us_plant
      expected a capacity, as cn_to_us into the same stockpile is licensed, got none
      Buyers restock from whom they can: when the licence bites they ask this flow for more than its share. Give it the capacity that really bounds it.
    — fully before from
    s.yaml:34:29 error out-of-range flows.us_plant.opens.fully
      expected a price above the one from which it opens, 2, got 1.3
      It opens by degrees as the price rises from the one to the other.
    — at once
    s.yaml:34:29 error out-of-range flows.us_plant.opens.fully
      expected a price above the one from which it opens, 2, got 2
      It opens by degrees as the price rises from the one to the other.
    — by an unknown market
    s.yaml:34:42 error unknown-reference flows.us_plant.opens.market
      expected a market that exists, got magnets_eu
      Did you mean magnets_us?
    — into no market
    s.yaml:34:5 error missing-key flows.us_plant.opens.market
      expected a market, got none, as us_magnets is in none
      Name the market whose price it follows.
    — by words
    s.yaml:26:12 error wrong-type flows.cn_to_us.waits
      expected true or false, got the text "yes please"
      Write it so; waits is for this: whether what its source cannot give at once stays ordered.
    — standby of nothing
    s.yaml:37:3 error missing-key flows.to_others.capacity
      expected the capacity that is kept ready, got nothing
      Add capacity, such as 900 t/year.
    "
  `);
});

test('a flow that is shut at the price of before is told where it has a share among others', () => {
  const shut = (...share: (readonly [string, string])[]) => toldOf('out-of-range', spoiltPrices(...share));
  expect(shut()).toBe('nothing');
  expect(shut(['share: 0\n    opens: {from: 1.3, fully: 2', 'opens: {from: 0.9, fully: 2'])).toBe('nothing');
  expect(shut(['fully: 1, market', 'fully: 2, market'], ['from: 0.5', 'from: 1'])).toBe('nothing');
  expect(shut(['    share: 0\n', ''])).toMatchInlineSnapshot(`
    "
    s.yaml:31:5 warning out-of-range flows.us_plant.share
      expected a share of 0, as it is shut at the price of before, got a share of orders that wait on it
      Write share: 0: orders of us_magnets turn to it once it opens and others cannot bring them.
    "
  `);
});

test('a market that nobody answers to is told as unused', () => {
  const text = spoiltPrices(
    ['    opens: {from: 1.3, fully: 2, within: 13 weeks}\n', ''],
    ['    opens: {from: 0.5, fully: 1, market: magnets_us}\n', ''],
    ['    elasticity: 0.1\n    answers: 20 weeks\n    least: 60%\n', ''],
  );
  expect(toldOf('unused', PRICED)).toBe('nothing');
  expect(toldOf('unused', text)).toMatchInlineSnapshot(`
    "
    s.yaml:58:5 warning unused markets.magnets_us
      expected something that uses it, got nothing
      Use it, or take it out.
    "
  `);
});
