/** Where each tonne that users lack was lost: answers found by hand. */
import { expect, test } from 'vitest';
import { placesOfLoss } from '../../src/metrics/why/places.ts';
import type { OracleScenario } from '../oracle/input.ts';
import { run } from '../run.ts';
import { twinOf } from '../undisturbed.ts';

/** What is lacked because of each place, in tonnes, by demand: `k: allow licences.l 2025-01-06`. */
function table(scenario: OracleScenario, dated = false): Record<string, number> {
  const answer = run(scenario);
  const twin = twinOf(answer);
  if (twin === undefined) throw new Error('the twin is not sound');
  const { demands } = answer.run.model.scenario;
  const sums = placesOfLoss(answer, twin, { dated }).flatMap(({ key, lacked }) =>
    demands.map(({ id }, k) => {
      const sum = lacked.filter((_, place) => place % demands.length === k).reduce((total, own) => total + own, 0);
      return [`${id}: ${key}`, Number(sum.toFixed(4))] as const;
    }),
  );
  return Object.fromEntries(sums.filter(([, sum]) => sum > 0));
}

const CLOSED = [{ from: '2024-01-01' }, { from: '2025-01-06', allow: 0 }];
const WEEKS = { version: 2, title: 'by hand', start: '2025-01-06' };
const set = (date: string, changes: Record<string, string>) => ({ date, title: 'an event', set: changes });

// 20 weeks less 5 at sea less 4 on the shelf, of 10 t.
const lane: OracleScenario = {
  ...{ ...WEEKS, horizon: '20 weeks' },
  stockpiles: { shelf: { cover: '4 weeks' } },
  licences: { l: { phases: CLOSED } },
  flows: { lane: { to: 'shelf', capacity: '10 t/week', lead: '5 weeks', licence: 'l' } },
  demands: { k: { from: 'shelf', rate: '10 t/week' } },
};

test('of two rules that each hold back all, each loses half', () => {
  const both = { ...lane, events: [set('2025-01-06', { 'flows.lane.capacity': '0 t/week' })] };
  expect(table(both)).toEqual({
    'k: capacity flows.lane 2025-01-06': 55,
    'k: allow licences.l 2025-01-06': 55,
  });
  expect(table(lane)).toEqual({ 'k: allow licences.l 2025-01-06': 110 });
});

test('of two lanes that each would do, each loses its half', () => {
  const open = { from: '2024-01-01' };
  const shut = { from: '2025-01-06', allow: 0 };
  const scenario: OracleScenario = {
    ...lane,
    licences: { a: { phases: [open, shut] }, b: { phases: [open, shut] } },
    flows: {
      a: { to: 'shelf', capacity: '10 t/week', lead: '5 weeks', licence: 'a' },
      b: { to: 'shelf', capacity: '10 t/week', lead: '5 weeks', licence: 'b' },
    },
  };
  expect(table(scenario)).toEqual({ 'k: allow licences.a 2025-01-06': 55, 'k: allow licences.b 2025-01-06': 55 });
});

// Short 2, 10, 10, 10. In week 4 the shelf lacks 16 t of a and 6 t of b, and of what is short then a bears 16/22.
const mixing: OracleScenario = {
  ...{ ...WEEKS, horizon: '8 weeks' },
  stockpiles: { shelf: { cover: '2 weeks' } },
  flows: {
    a: { to: 'shelf', share: 4, capacity: '4 t/week', lead: '1 week' },
    b: { to: 'shelf', share: 6, capacity: '6 t/week', lead: '1 week' },
  },
  demands: { k: { from: 'shelf', rate: '10 t/week' } },
  events: [
    set('2025-01-06', { 'flows.a.capacity': '0 t/week' }),
    set('2025-01-27', { 'flows.b.capacity': '0 t/week' }),
  ],
};

test('a shelf remembers in proportion what drained it: 16/22·2 + 6.1818 + 5.4545 + 4.9697', () => {
  expect(table(mixing)).toEqual({
    'k: capacity flows.a 2025-01-06': 18.0606,
    'k: capacity flows.b 2025-01-27': 13.9394,
  });
});

test('told apart by the step of loss, the same tonnes lie in the weeks in which they did not ship', () => {
  const dated = Object.entries(table(mixing, true));
  const ofA = dated.filter(([key]) => key.includes('flows.a'));
  // What did not ship in the last week had not arrived by the end.
  expect(ofA.map(([key]) => key.split('@')[1])).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  expect(ofA.reduce((sum, [, own]) => sum + own, 0)).toBeCloseTo(18.0606, 3);
});

// The plant makes 1 t of 0.5 t of each input. What the closed lane withholds idles it; the other input, and the mine of it,
// have too much because of the same lane, so that nothing is put down to the mine, which orders less.
test('a plant idle for want of one input passes the loss on, and its other input and that mine are not to blame', () => {
  const scenario: OracleScenario = {
    ...{ ...WEEKS, horizon: '30 weeks' },
    stockpiles: { heavy: { cover: '2 weeks' }, light: { cover: '2 weeks' }, shelf: { cover: '2 weeks' } },
    licences: { l: { phases: CLOSED } },
    flows: {
      lane: { to: 'heavy', lead: '1 week', licence: 'l' },
      mine: { to: 'light', lead: '1 week' },
      plant: { from: { heavy: 0.5, light: 0.5 }, to: 'shelf', lead: '1 week' },
    },
    demands: { k: { from: 'shelf', rate: '10 t/week' }, m: { from: 'light', rate: '1 t/week' } },
  };
  // 30 weeks less 1 at sea, 2 of oxide, 1 in the plant and 2 on the shelf.
  expect(table(scenario)).toEqual({ 'k: allow licences.l 2025-01-06': 240 });
});

test('a floor raised against the less urgent is a place of its own', () => {
  const scenario: OracleScenario = {
    ...{ ...WEEKS, horizon: '2 weeks' },
    stockpiles: { shelf: { cover: '2 weeks', floors: { 2: '0 t' } } },
    flows: { mine: { to: 'shelf', capacity: '10 t/week', lead: '1 week' } },
    demands: {
      first: { from: 'shelf', rate: '4 t/week' },
      second: { from: 'shelf', rate: '6 t/week', priority: 2 },
    },
    events: [set('2025-01-06', { 'stockpiles.shelf.floors.2': '24 t' })],
  };
  // Of 20 and 10 t, 4 go to the first and 24 stay: the second gets 2 of 6, and all of it a week later.
  expect(table(scenario)).toEqual({ 'second: floor stockpiles.shelf 2025-01-06': 4 });
});

// Of 10 t, 7.5 t are not allowed in each week; the other 2.5 t wait for the first review, three weeks. The shelf's 40 t last
// until it lacks 37.5 t of the quarter and 7.5 t of the review, and 5 t are short; then 7.5 t a week of 47.5 t that it lacks.
test('what a quarter lets nobody apply for is lost to that, and what waits for a decision to the review', () => {
  const phases = [{ from: '2024-01-01' }, { from: '2025-01-06', review: '3 weeks', allow: '25%' }];
  const found = table({ ...lane, licences: { l: { phases } } });
  const review = 7.5 - (7.5 - 5 / 6) * (40 / 47.5) ** 10;
  expect(Object.keys(found)).toEqual(['k: allow licences.l 2025-01-06', 'k: review licences.l 2025-01-06']);
  expect(found['k: review licences.l 2025-01-06']).toBeCloseTo(review, 3);
  expect(found['k: allow licences.l 2025-01-06']).toBeCloseTo(80 - review, 3);
});

test('what is owed falls behind once, and a backlog that is caught up gives back what it lacked', () => {
  const scenario: OracleScenario = {
    ...lane,
    horizon: '40 weeks',
    stockpiles: { shelf: { cover: '1 week', adjust: '1 week' } },
    flows: { lane: { to: 'shelf', lead: '1 week', licence: 'l' } },
    licences: { l: { phases: [...CLOSED, { from: '2025-02-03' }] } },
    demands: { k: { from: 'shelf', rate: '10 t/week', unmet: 'backordered' } },
  };
  // Four weeks closed, one of them on the shelf.
  expect(table(scenario)).toEqual({ 'k: allow licences.l 2025-01-06': 30 });
});

test('what a price makes a user forgo is left for others, and is no shortage', () => {
  const scenario: OracleScenario = {
    ...lane,
    markets: { m: { of: ['shelf'], elasticity: 0.1, adjust: '1 week' } },
    demands: { k: { from: 'shelf', rate: '10 t/week', elasticity: 0.1, answers: '1 week' } },
  };
  const answer = run(scenario);
  const short = answer.run.shortfall.reduce((sum, own) => sum + own, 0);
  expect(answer.run.forgone.some((own) => own > 0)).toBe(true);
  const found = table(scenario);
  expect(Object.values(found).reduce((sum, own) => sum + own, 0)).toBeCloseTo(short, 3);
  expect(Object.keys(found)).toEqual(['k: allow licences.l 2025-01-06']);
});

test('nothing is lost before the runs differ, and nothing by the rules of a run that is its own twin', () => {
  const answer = run(mixing);
  expect(placesOfLoss(answer, answer).map(({ key }) => key)).toEqual(['twin demands.k']);
});

test('a rule that asks a process is told with the state of it, and a quota apart from a limit', () => {
  const processes = {
    war: { states: ['calm', 'shut'], begins: 'calm', moves: {}, central: { '2025-01-06': 'shut' } },
  };
  const flows = { lane: { to: 'shelf', capacity: '10 t/week * is(war, calm)', lead: '5 weeks' } };
  expect(table({ ...lane, licences: {}, processes, flows })).toEqual({ 'k: capacity flows.lane war=shut': 110 });
  // Of two spells each is told with its own date: nine weeks at hand of twenty, and three weeks of calm between.
  const twice = {
    war: { ...processes.war, central: { '2025-01-06': 'shut', '2025-02-17': 'calm', '2025-03-10': 'shut' } },
  };
  const found = table({ ...lane, licences: {}, processes: twice, flows });
  expect(Object.keys(found)).toEqual(['k: capacity flows.lane war=shut', 'k: capacity flows.lane 2025-03-10 war=shut']);
  const quota = (per: object) => ({
    ...lane,
    licences: { l: { phases: [{ from: '2024-01-01' }, { from: '2025-01-06', limit: '0 t/week', ...per }] } },
  });
  expect(table(quota({ per: '10 weeks' }))).toEqual({ 'k: quota licences.l 2025-01-06': 110 });
  expect(table(quota({}))).toEqual({ 'k: limit licences.l 2025-01-06': 110 });
});

test('what takes longer lacks on its way, and only as long as it is late', () => {
  const scenario: OracleScenario = {
    ...{ ...WEEKS, horizon: '20 weeks' },
    stockpiles: { shelf: { cover: '1 week', adjust: '1000 weeks' } },
    flows: { lane: { to: 'shelf', lead: '2 weeks' } },
    demands: { k: { from: 'shelf', rate: '10 t/week' } },
    events: [set('2025-01-20', { 'flows.lane.lead': '5 weeks' })],
  };
  const found = table(scenario);
  // Three weeks without arrivals, one of them on the shelf.
  expect(found['k: lead flows.lane 2025-01-20']).toBeCloseTo(20, 0);
});

test('what was not there at the start is lost there', () => {
  const begun = (initial: string) => run({ ...lane, stockpiles: { shelf: { cover: '4 weeks', initial } } });
  const [less, more] = [begun('30 t'), begun('40 t')];
  const sums = placesOfLoss(less, more).map(({ key, lacked }) => [key, lacked.reduce((sum, own) => sum + own, 0)]);
  expect(sums).toEqual([
    ['start stockpiles.shelf', 10],
    ['twin demands.k', 110],
  ]);
});
