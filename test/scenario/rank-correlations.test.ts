import { describe, expect, test } from 'vitest';
import { scenarioOf, settings, spoilt, told, toldOfEach } from './reading.ts';

const ASSUMPTIONS: readonly [string, string] = [
  '  growth: {value: 8%, why: a round number}',
  `  growth: {uniform: [5%, 9%], why: a round number}
  sure: {value: 3, why: a round number}
  other: {chance: 60%, why: a round number}
  further: {normal: [5, 1], why: a round number}`,
];
const withPairs = (together: string) => spoilt(ASSUMPTIONS, ['stockpiles:', `together: ${together}\nstockpiles:`]);

test('correlated assumptions are pairs of names with a rank correlation, in the order of the file', () => {
  expect(scenarioOf(withPairs('[[review_time, growth, 0.7], [growth, other, -0.2]]')).together).toEqual([
    { a: 'review_time', b: 'growth', correlation: 0.7 },
    { a: 'growth', b: 'other', correlation: -0.2 },
  ]);
});

test('a single pair need not stand in a list', () => {
  expect(scenarioOf(withPairs('[growth, other, 0.7]')).together).toEqual([
    { a: 'growth', b: 'other', correlation: 0.7 },
  ]);
});

test('a scenario that says nothing of it, or nothing in it, has none', () => {
  expect([scenarioOf(spoilt()).together, scenarioOf(withPairs('[]')).together]).toEqual([[], []]);
});

describe('what is wrong with a pair is told', () => {
  test('of its shape', () => {
    expect(
      toldOfEach([
        ['no list', withPairs('0.7')],
        ['a pair without a number', withPairs('[[growth, other]]')],
        ['a single pair without a number', withPairs('[growth, other]')],
        ['a text for a number', withPairs('[[growth, other, high]]')],
        ['a number past 1', withPairs('[[growth, other, 1.2]]')],
        ['a single pair past −1', withPairs('[growth, other, -1.2]')],
        ['not a number', withPairs('[growth, other, .nan]')],
        ['a number for a name', withPairs('[[growth, 5, 0.5]]')],
      ]),
    ).toMatchInlineSnapshot(`
      "
      — no list
      s.yaml:12:11 error wrong-type together
        expected [a, b, 0.7], or a list of such, got 0.7
        Write it so; together is for this: uncertain assumptions that rise or fall together, as \`[[a, b, 0.7], …]\`: rank correlations (Spearman); pairs not given count as 0.
      — a pair without a number
      s.yaml:12:12 error wrong-type together[0]
        expected a list of 3, got a list of 2
        Write it so; it is for this: two uncertain assumptions and their rank correlation.
      — a single pair without a number
      s.yaml:12:11 error wrong-type together
        expected a list of at least 3, got a list of 2
        Write it so; together is for this: uncertain assumptions that rise or fall together, as \`[[a, b, 0.7], …]\`: rank correlations (Spearman); pairs not given count as 0.
      — a text for a number
      s.yaml:12:28 error wrong-type together[0][2]
        expected a rank correlation from -1 to 1, got the text "high"
        Write it so; it is for this: their rank correlation, from -1 to 1.
      — a number past 1
      s.yaml:12:28 error wrong-type together[0][2]
        expected a rank correlation from -1 to 1, got 1.2
        Write it so; it is for this: their rank correlation, from -1 to 1.
      — a single pair past −1
      s.yaml:12:27 error wrong-type together[2]
        expected a rank correlation from -1 to 1, got -1.2
        Write it so; it is for this: two uncertain assumptions and their rank correlation.
      — not a number
      s.yaml:12:27 error out-of-range together[2]
        expected a rank correlation from -1 to 1, got NaN
        Write a finite number; leave the key out where there is no bound.
      — a number for a name
      s.yaml:12:21 error wrong-type together[0][1]
        expected an id in snake_case, got the number 5
        Write it so; it is for this: another uncertain assumption.
      "
    `);
  });

  test('of its names', () => {
    expect(
      told(
        withPairs(
          '[[grwth, other, 0.7], [growth, zzz, 0.5], [growth, sure, 0.5], [other, other, 0.5], [growth, other, 0.1], [other, growth, 0.2]]',
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      s.yaml:12:13 error unknown-reference together[0][0]
        expected an assumption that exists, got grwth
        Did you mean growth?
      s.yaml:12:42 error unknown-reference together[1][1]
        expected an assumption that exists, got zzz
        There are further, growth, other, review_time, sure.
      s.yaml:12:62 warning conflict together[2][1]
        expected an uncertain assumption, got sure, which is certain
        Give it a distribution, or take the pair out; as it is, it goes with nothing.
      s.yaml:12:74 error conflict together[3]
        expected two assumptions, got other twice
        Name another, or take the pair out.
      s.yaml:12:117 error conflict together[5]
        expected each pair once, got other and growth again
        Keep one.
      "
    `);
  });

  test('of all of them together, by the group', () => {
    expect(
      toldOfEach([
        ['one determines another', withPairs('[growth, other, 1]')],
        ['three that exclude one another', withPairs('[[growth, other, 0.9], [review_time, other, 0.9]]')],
      ]),
    ).toMatchInlineSnapshot(`
      "
      — one determines another
      s.yaml:12:11 error out-of-range together
        expected correlations that numbers can have without determining one another, got those of growth, other
        Bring the correlation nearer to 0, or write the one as a formula of the other.
      — three that exclude one another
      s.yaml:12:11 error out-of-range together
        expected correlations that numbers can have without determining one another, got those of growth, other, review_time
        Bring the correlations nearer to 0, or add the pairs that are not given: they count as 0.
      "
    `);
  });

  test('once: nothing is said of an assumption that could not be read', () => {
    expect(
      told(withPairs('[growth, other, 0.7]').replace('uniform: [5%, 9%]', 'uniform: [5%]')),
    ).toMatchInlineSnapshot(`
      "
      s.yaml:7:21 error wrong-type assumptions.growth.uniform
        expected a list of 2, got a list of 1
        Write it so; uniform is for this: [a, b]: anywhere between, all alike likely.
      "
    `);
  });
});

describe('as any list, the pairs', () => {
  const text = withPairs('[[growth, other, 0.7], [growth, further, 0.2]]');

  test('of an extending file replace those of the file it extends; null removes them', () => {
    const extending = (line: string) =>
      scenarioOf({ 's.yaml': `version: 2\ntitle: Over\nextends: base.yaml\n${line}\n`, 'base.yaml': text }).together;
    expect(extending('').length).toBe(2);
    expect(extending('together: [[other, further, 0.3]]')).toEqual([{ a: 'other', b: 'further', correlation: 0.3 }]);
    expect(extending('together: null')).toEqual([]);
  });

  test('can be set whole, one number at a time, or taken out', () => {
    const set = (path: string, value: unknown) => scenarioOf(text, settings({ [path]: value })).together;
    expect(set('together', ['other', 'further', 0.3])).toEqual([{ a: 'other', b: 'further', correlation: 0.3 }]);
    expect(set('together[0][2]', -0.5)[0]).toEqual({ a: 'growth', b: 'other', correlation: -0.5 });
    expect(set('together[0]', null)).toEqual([{ a: 'growth', b: 'further', correlation: 0.2 }]);
    expect(set('together', null)).toEqual([]);
    expect(scenarioOf(withPairs('[]'), settings({ together: [['growth', 'other', 0.1]] })).together.length).toBe(1);
  });
});
