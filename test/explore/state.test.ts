import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOf, type State, stateOf, TABS, withChoice } from '../../src/explore/state.ts';
import { law } from '../run.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const choices = fc
  .uniqueArray(fc.record({ path: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), text }), {
    selector: ({ path }) => path,
    maxLength: 4,
  })
  .map((all) => all);

const states: fc.Arbitrary<State> = fc
  .record({
    digest: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 8, maxLength: 8 }),
    a: choices,
    b: fc.option(choices, { nil: undefined }),
    wantsB: fc.boolean(),
    date: fc.option(fc.constantFrom('2025-06-06', '2026-03-06'), { nil: undefined }),
    show: fc.array(text, { maxLength: 3 }),
    tab: fc.constantFrom(...TABS),
    series: fc.option(text, { nil: undefined }),
    language: fc.constantFrom('en', 'zh'),
  })
  .map(({ wantsB, ...state }) => ({
    ...state,
    side: wantsB && state.b !== undefined ? ('b' as const) : ('a' as const),
  }));

const FRESH: State = {
  ...{ digest: '00000000', a: [], b: undefined, side: 'a', date: undefined, show: [], tab: 'shortage' },
  ...{ series: undefined, language: 'en' },
};

test('a link gives back the state that it was made from, whatever paths and texts hold', () => {
  law(states, (state) => {
    expect(stateOf(`#${hashOf(state)}`, FRESH)).toEqual(state);
    return true;
  });
});

test('a link is short and can be read', () => {
  const state: State = {
    ...{ ...FRESH, digest: '93cd2a64', a: [{ path: 'assumptions.us_auto_cover', text: '10 weeks' }], b: [], side: 'b' },
    date: '2026-03-06',
  };
  expect(hashOf(state)).toBe('1&d=93cd2a64&a.assumptions.us_auto_cover=10%20weeks&b=&side=b&t=2026-03-06&lang=en');
});

test('a number of futures said once is set for both policies, and stays so in the link', () => {
  const state = stateOf('#1&a.x=1&b=&runs=500', FRESH) as State;
  const runs = { path: 'runs', text: '500' };
  expect([state.a, state.b]).toEqual([[{ path: 'x', text: '1' }, runs], [runs]]);
  expect(hashOf(state)).toBe('1&d=00000000&a.x=1&a.runs=500&b=&b.runs=500&lang=en');
});

test('what is no link of this page is none, and a damaged one is read as far as it can be', () => {
  expect(stateOf('#chart-shortages', FRESH)).toBeUndefined();
  expect(stateOf('', FRESH)).toBeUndefined();
  expect(stateOf('#1&a.x=%E0%A4%A&tab=nowhere&a.=1', FRESH)).toEqual({
    ...FRESH,
    a: [
      { path: 'x', text: '%E0%A4%A' },
      { path: '', text: '1' },
    ],
  });
});

test('a value that is set again keeps its place, and one that is taken back takes no other with it', () => {
  const two = withChoice(withChoice([], 'x', '1'), 'y', '2');
  expect(withChoice(two, 'x', '3')).toEqual([
    { path: 'x', text: '3' },
    { path: 'y', text: '2' },
  ]);
  expect(withChoice(two, 'x', undefined)).toEqual([{ path: 'y', text: '2' }]);
  expect(withChoice(two, 'z', undefined)).toBe(two);
});
