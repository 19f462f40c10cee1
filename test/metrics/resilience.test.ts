/** How long demands hold out, and how soon they recover. */
import { describe, expect, test } from 'vitest';
import { metric, run } from '../run.ts';

const day = (count: number) => new Date(Date.UTC(2025, 0, 6 + count)).toISOString().slice(0, 10);
const week = (count: number) => day(7 * count);

/** A demand of 10 t a week on a shelf to which so many tonnes come at each step, the first two steps alike. */
function supplied(arrivals: number[], rest: object = {}, users: object = {}) {
  const capacity = arrivals.slice(1).map((arrival, t) => [week(t), `${arrival} t/week`]);
  return run({
    ...{ version: 2, title: 'resilience', start: week(0), horizon: `${arrivals.length} weeks` },
    stockpiles: { shelf: { initial: '0 t', adjust: '1 week', forecast: '1e12 weeks' } },
    flows: { lane: { to: 'shelf', capacity: Object.fromEntries(capacity) } },
    demands: { users: { from: 'shelf', rate: '10 t/week', ...users } },
    ...rest,
  });
}

const of = (answer: ReturnType<typeof run>, ...names: string[]) =>
  names.map((name) => metric(answer, `demands.users.${name}`));
const survivesAndRecovers = (answer: ReturnType<typeof run>) => of(answer, 'time_to_survive', 'time_to_recover');

/** Short at weeks 2, 5 and 6. */
const TWICE = [10, 10, 4, 10, 10, 4, 4, 10, 10];

describe('time to survive', () => {
  test('is counted from the start to the first short step', () => {
    expect(of(supplied(TWICE), 'time_to_survive')).toEqual([14]);
  });

  test('is counted from the disruption, where one is given, to the first short step at or after it', () => {
    expect(of(supplied(TWICE, { disruption: week(2) }), 'time_to_survive')).toEqual([0]);
    expect(of(supplied(TWICE, { disruption: week(3) }), 'time_to_survive')).toEqual([14]);
  });

  test('is in days from that very day, also within a step; a step that began before it does not count', () => {
    expect(of(supplied(TWICE, { disruption: day(15) }), 'time_to_survive')).toEqual([35 - 15]);
    expect(of(supplied(TWICE, { disruption: day(23) }), 'time_to_survive')).toEqual([35 - 23]);
  });

  test('is null where the horizon is survived, and there is nothing to recover from', () => {
    expect(survivesAndRecovers(supplied([10, 10, 10]))).toEqual([null, 0]);
    expect(survivesAndRecovers(supplied(TWICE, { disruption: week(7) }))).toEqual([null, 0]);
  });

  test('ends on the day on which a demand that conserves begins to stretch', () => {
    // Four weeks of supply, then three: from two weeks on, below three, it stretches, though it never runs out.
    const answer = run({
      ...{ version: 2, title: 'resilience', start: week(0), horizon: '9 weeks' },
      stockpiles: { shelf: { initial: '4 weeks', forecast: '1e12 weeks' } },
      demands: { users: { from: 'shelf', rate: '10 t/week', conserve: '3 weeks' } },
    });
    expect(of(answer, 'time_to_survive')).toEqual([14]);
  });
});

describe('a step is short', () => {
  test.each([
    [5e-7, 0],
    [2e-6, 1],
  ])('if more than a millionth of its demand is: %f of it makes %i spell', (part, spells) => {
    expect(of(supplied([10, 10, 10 * (1 - part), 10]), 'spells')).toEqual([spells]);
  });
});

describe('time to recover', () => {
  test('is counted from the first short step to the first from which none is short to the end', () => {
    expect(of(supplied(TWICE), 'time_to_recover')).toEqual([35]);
    expect(of(supplied(TWICE, { disruption: week(3) }), 'time_to_recover')).toEqual([14]);
  });

  test('is null where the last step is short', () => {
    expect(survivesAndRecovers(supplied([10, 10, 4, 10, 4]))).toEqual([14, null]);
  });
});

describe('spells', () => {
  test('are maximal runs of short steps; the longest is given in days', () => {
    expect(of(supplied(TWICE), 'spells', 'longest_spell')).toEqual([2, 14]);
    expect(of(supplied([4, 4, 4, 10, 4]), 'spells', 'longest_spell')).toEqual([2, 21]);
  });

  test('are counted over the whole run, before the disruption, too', () => {
    expect(of(supplied(TWICE, { disruption: week(7) }), 'spells', 'longest_spell')).toEqual([2, 14]);
  });

  test('are none where nothing is short', () => {
    expect(of(supplied([10, 10]), 'spells', 'longest_spell')).toEqual([0, 0]);
  });

  test('are told by steps of any length', () => {
    const answer = run({
      ...{ version: 2, title: 'resilience', start: week(0), horizon: '12 days', step: '3 days' },
      stockpiles: { shelf: { initial: '5 t' } },
      demands: { users: { from: 'shelf', rate: '1 t/day' } },
    });
    expect(of(answer, 'time_to_survive', 'time_to_recover', 'longest_spell')).toEqual([3, null, 9]);
  });
});
