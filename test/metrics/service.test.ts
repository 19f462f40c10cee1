/** How well demands are served: fill rate, shortage, lost products and the peak. */
import { describe, expect, test } from 'vitest';
import { metric, run } from '../run.ts';

const week = (count: number) => new Date(Date.UTC(2025, 0, 6 + 7 * count)).toISOString().slice(0, 10);
const frame = (count: number) => ({ version: 2, title: 'service', start: week(0), horizon: `${count} weeks` });

/** A demand of 10 t a week on a shelf to which so many tonnes come at each step, the first two steps alike. */
function supplied(arrivals: number[], users: object = {}) {
  const capacity = arrivals.slice(1).map((arrival, t) => [week(t), `${arrival} t/week`]);
  return run({
    ...frame(arrivals.length),
    stockpiles: { shelf: { initial: '0 t', adjust: '1 week', forecast: '1e12 weeks' } },
    flows: { lane: { to: 'shelf', capacity: Object.fromEntries(capacity) } },
    demands: { users: { from: 'shelf', rate: '10 t/week', ...users } },
  });
}

/** A demand of the given rate on so much that nothing renews. */
function drawn(count: number, initial: string, rate: unknown, users: object = {}, rest: object = {}) {
  return run({
    ...frame(count),
    stockpiles: { shelf: { initial } },
    demands: { users: { from: 'shelf', rate, ...users } },
    ...rest,
  });
}

const number = (answer: ReturnType<typeof run>, name: string) => metric(answer, `demands.users.${name}`) as number;

test('want is the share of its need that a demand goes without, and 0 where nothing is needed', () => {
  expect(number(supplied([10, 10, 4, 10]), 'want')).toBeCloseTo(6 / 40, 9);
  expect(number(supplied([10, 10, 4, 10, 10], { unmet: 'backordered' }), 'want')).toBeCloseTo(18 / 50, 9);
  expect(number(drawn(2, '0 t', '10 t/week'), 'want')).toBe(1);
  expect(number(drawn(2, '0 t', '0 t/week'), 'want')).toBe(0);
});

describe('fill rate', () => {
  test('is the share of demand that is served when it arises', () => {
    expect(number(supplied([10, 10, 4, 10]), 'fill_rate')).toBeCloseTo(34 / 40, 9);
  });

  test('is 1 where nothing is demanded, or all is served', () => {
    expect(number(drawn(2, '0 t', '0 t/week'), 'fill_rate')).toBe(1);
    expect(number(supplied([10, 10, 10]), 'fill_rate')).toBe(1);
  });

  test('is 0 where nothing is served', () => {
    expect(number(drawn(2, '0 t', '10 t/week'), 'fill_rate')).toBe(0);
  });

  test('does not count what is served late', () => {
    // 6 t are owed after week 2; the 10 t of week 3 serve them first, so 6 of its own are owed, and so on.
    expect(number(supplied([10, 10, 4, 10, 10], { unmet: 'backordered' }), 'fill_rate')).toBeCloseTo(32 / 50, 9);
  });
});

describe('shortage', () => {
  test('is the sum of what was not served when it was demanded', () => {
    expect(number(supplied([10, 10, 4, 7, 10]), 'shortage')).toBeCloseTo(9, 9);
  });

  test('is in tonnes, or in the things that a stockpile counts, whatever unit it is shown in', () => {
    const unitOf = ({ metrics }: ReturnType<typeof run>) =>
      metrics.find(({ path }) => path === 'demands.users.shortage')?.unit;
    const shown = (unit: string, amount: string) =>
      run({
        ...frame(2),
        units: ['engine'],
        stockpiles: { shelf: { initial: '0', unit } },
        demands: { users: { from: 'shelf', rate: amount } },
      });
    expect(number(shown('kg', '10 t/week'), 'shortage')).toBeCloseTo(20, 9);
    expect(unitOf(shown('kg', '10 t/week'))).toBe('t');
    expect(number(shown('engine', '10 engine/week'), 'shortage')).toBeCloseTo(20, 9);
    expect(unitOf(shown('engine', '10 engine/week'))).toBe('engine');
  });
});

describe('lost products', () => {
  test('are what the shortage would have made, each at what it takes at the time', () => {
    // 5 vehicles a week of which none is made: of the 10 t and later 5 t that are short, 5 each week.
    const uses = { [week(0)]: '2 t/vehicle', [week(2)]: '1 t/vehicle' };
    const answer = drawn(4, '0 t', '5 vehicle/week', { uses }, { units: ['vehicle'] });
    expect(number(answer, 'shortage')).toBeCloseTo(30, 9);
    expect(number(answer, 'lost_products')).toBeCloseTo(20, 9);
    expect(answer.metrics.find(({ path }) => path === 'demands.users.lost_products')?.unit).toBe('vehicle');
  });

  test('are none where nothing is short, even while a thing takes nothing', () => {
    const uses = { [week(0)]: '2 t/vehicle', [week(2)]: '0 t/vehicle' };
    const answer = drawn(4, '50 t', '5 vehicle/week', { uses }, { units: ['vehicle'] });
    expect(number(answer, 'lost_products')).toBe(0);
  });

  test('are absent where no things are counted', () => {
    const { metrics } = drawn(2, '0 t', '10 t/week');
    expect(metrics.map(({ path }) => path)).not.toContain('demands.users.lost_products');
  });
});

describe('peak shortage', () => {
  test('is the largest part of its demand that any step was short of, and its date the first of it', () => {
    const answer = supplied([10, 10, 4, 2, 2, 10]);
    expect(number(answer, 'peak_shortage')).toBeCloseTo(0.8, 9);
    expect(metric(answer, 'demands.users.peak_date')).toBe(week(3));
  });

  test('is a share, not an amount', () => {
    // 50 of 100 t are short at week 1, and all 10 at week 2.
    const answer = drawn(4, '150 t', { [week(0)]: '100 t/week', [week(2)]: '10 t/week' });
    expect(number(answer, 'peak_shortage')).toBe(1);
    expect(metric(answer, 'demands.users.peak_date')).toBe(week(2));
  });

  test('is dated by the first step within a billionth of it', () => {
    const near = (shortOf: number) => metric(supplied([10, 10, 10 - shortOf, 2, 10]), 'demands.users.peak_date');
    expect(near(8 - 5e-9)).toBe(week(2));
    expect(near(8 - 5e-8)).toBe(week(3));
  });

  test('is 0 and has no date where nothing is short', () => {
    const answer = supplied([10, 10, 10]);
    expect(number(answer, 'peak_shortage')).toBe(0);
    expect(metric(answer, 'demands.users.peak_date')).toBeNull();
  });

  test('does not count steps without demand', () => {
    const answer = drawn(4, '10 t', { [week(0)]: '10 t/week', [week(1)]: 0, [week(3)]: '10 t/week' });
    expect(number(answer, 'peak_shortage')).toBe(1);
    expect(metric(answer, 'demands.users.peak_date')).toBe(week(3));
  });
});
