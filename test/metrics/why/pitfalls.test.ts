/** Pitfalls that others fell into, of which the tests of answers and laws would not tell. */
import { expect, test } from 'vitest';
import { whyNotes } from '../../../src/index.ts';
import { START, week } from '../weeks.ts';
import { told, why } from './explained.ts';

test('of several projects of a flow each is taken out by itself: so much a week from the week after it is there', () => {
  const [first, second, third] = [2, 5, 9] as const;
  const project = (at: number, adds: number) => ({ adds: `${adds} t/week`, decided: week(at), takes: '0 days' });
  const found = why({
    ...{ version: 2, title: 'Projects', start: START, horizon: '20 weeks' },
    stockpiles: { ore: { initial: '0 t' } },
    flows: {
      mine: {
        ...{ to: 'ore', lead: '1 week', capacity: '4 t/week' },
        projects: [project(first, 1), project(second, 2), project(third, 4)],
      },
    },
    demands: { works: { from: 'ore', rate: '20 t/week' } },
  });
  const { causes, alone, base, lacked } = told(found, 'works');
  const saved = [1 * (19 - first), 2 * (19 - second), 4 * (19 - third)];
  expect(Object.values(causes)).toEqual(saved.map((one) => -one));
  expect(Object.values(alone)).toEqual(saved.map((one) => -one));
  expect(base - lacked).toBe(saved.reduce((sum, one) => sum + one));
});

/** A lane that is closed at once, to users who stretch what they have from so many weeks on. */
const stretching = (conserve: object) => ({
  ...{ version: 2, title: 'Stretched', start: START, horizon: '12 weeks' },
  stockpiles: { ore: { cover: '4 weeks' } },
  flows: { lane: { to: 'ore', lead: '1 week', licence: 'export' } },
  licences: { export: { phases: [{ from: START, allow: 0 }] } },
  demands: { works: { from: 'ore', rate: '10 t/week', ...conserve } },
});

test('who stretches lacks something sooner: places add up to it from the first step on, and it is said', () => {
  const [plain, stretched] = [why(stretching({})), why(stretching({ conserve: '3 weeks' }))];
  const firstOf = ({ why: { lacked } }: typeof plain) => lacked.findIndex((one) => one > 0);
  // Four weeks in stock and one on its way last for five.
  expect(firstOf(plain)).toBe(5);
  expect(firstOf(stretched)).toBeLessThan(firstOf(plain));
  const { why: found, places = [] } = stretched;
  for (const [t, lacked] of found.lacked.entries()) {
    expect(places.reduce((sum, place) => sum + (place.lacked[t] as number), 0)).toBeCloseTo(lacked, 9);
    expect(found.shares.reduce((sum, { value }) => sum + (value[t] as number), 0)).toBeCloseTo(lacked, 9);
  }
  const said = 'Users who stretch their stock lack something from the day they stretch it.';
  expect(whyNotes(stretched, [0], 'en')).toContain(said);
  expect(whyNotes(plain, [0], 'en')).not.toContain(said);
});
