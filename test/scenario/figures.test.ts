import { describe, expect, test } from 'vitest';
import { centralValues, compile } from '../../src/index.ts';
import { scenarioOf, spoilt, told, toldOfEach } from './reading.ts';

const GROWTH = '  growth: {value: 8%, why: a round number}\n';
const figure = (id: string, value: string) => `- {id: ${id}, value: ${value}, what: w, document: d.txt, line: 3}\n`;
const LEDGER = [
  figure('a_number', '5 t'),
  figure('a_percent', '90%'),
  figure('a_range', '[5 weeks, 9 weeks]'),
  figure('an_inequality', '"> 70%"'),
  figure('a_text', 'by the end of 2027'),
  figure('a_date', '2025-04-04'),
  figure('three', '[1, 2, 3]'),
  figure('backwards', '[7, 5]'),
  figure('mixed', '[7 t, 5 weeks]'),
].join('');

const naming = (...assumptions: string[]) =>
  spoilt([GROWTH, `${GROWTH}${assumptions.map((one) => `  ${one}\n`).join('')}`]);
const withLedger = (ledger: string, ...assumptions: string[]) => ({
  's.yaml': naming(...assumptions),
  'figures.yaml': ledger,
});

test('an assumption takes the value of its figure: a number, or a range to be uniform over', () => {
  const scenario = scenarioOf(
    withLedger(LEDGER, 'x: {figure: a_number}', 'y: {figure: a_range}', 'z: {figure: a_percent}'),
  );
  const values = centralValues(compile(scenario));
  const of = (id: string) => {
    const position = scenario.assumptions.findIndex((one) => one.id === id);
    return [scenario.assumptions[position]?.distribution.kind, values[position]];
  };
  expect([of('x'), of('y'), of('z')]).toEqual([
    ['value', 5],
    ['uniform', 49],
    ['value', 0.9],
  ]);
  expect(scenario.assumptions.find(({ id }) => id === 'x')?.figure).toMatchObject({
    ...{ id: 'a_number', what: 'w', document: 'd.txt', line: 3 },
  });
});

test('a value beside the figure holds, and the figure stays its source', () => {
  const scenario = scenarioOf(withLedger(LEDGER, 'x: {figure: an_inequality, value: 75%}'));
  const position = scenario.assumptions.findIndex(({ id }) => id === 'x');
  expect(centralValues(compile(scenario))[position]).toBe(0.75);
  expect(scenario.assumptions[position]?.figure?.id).toBe('an_inequality');
});

test('a figure that has no value is told, and so is one that does not exist', () => {
  const ids = ['an_inequality', 'a_text', 'a_date', 'three', 'backwards', 'mixed', 'a_numbr', 'nonsense'];
  expect(told(withLedger(LEDGER, ...ids.map((id) => `x_${id}: {figure: ${id}}`)))).toMatchInlineSnapshot(`
    "
    s.yaml:10:22 error wrong-type assumptions.x_a_date.figure
      expected a figure with a number or a range, got a_date: 2025-04-04
      Give a value beside the figure; its source stays.
    s.yaml:14:23 error unknown-reference assumptions.x_a_numbr.figure
      expected a figure of the ledger, got a_numbr
      Did you mean a_number?
    s.yaml:9:22 error wrong-type assumptions.x_a_text.figure
      expected a figure with a number or a range, got a_text: by the end of 2027
      Give a value beside the figure; its source stays.
    s.yaml:8:29 error wrong-type assumptions.x_an_inequality.figure
      expected a figure with a number or a range, got an_inequality: > 70%
      Give a value beside the figure; its source stays.
    s.yaml:15:24 error unknown-reference assumptions.x_nonsense.figure
      expected a figure of the ledger, got nonsense
      Add it to figures.yaml, or give the value and its source here.
    s.yaml:11:21 error wrong-type assumptions.x_three.figure
      expected a figure with a number or a range, got three: 1 to 2 to 3
      Give a value beside the figure; its source stays.
    s.yaml:12:25 error out-of-range assumptions.x_backwards.figure
      expected uniform [a, b] with a ≤ b, got 7, 5
      Mend the numbers of this assumption.
    s.yaml:13:21 error wrong-dimension assumptions.x_mixed.figure
      expected an amount such as 500 t, got 5 weeks
      That is a duration; give all numbers of one assumption the same kind of unit.
    "
  `);
});

describe('the ledger', () => {
  test('is the nearest: beside the file that names a figure, or above', () => {
    const base = naming('x: {figure: a_number}');
    expect(told({ 'a/b/c/s.yaml': base, 'figures.yaml': LEDGER }, [], 'a/b/c/s.yaml')).toBe('sound');
    const files = {
      'mine/s.yaml': 'extends: ../world/base.yaml\nassumptions: {y: {figure: own}}\n',
      'mine/figures.yaml': figure('own', '3'),
      'world/base.yaml': base,
      'world/figures.yaml': LEDGER,
    };
    expect(told(files, [], 'mine/s.yaml')).toBe('sound');
  });

  test('that is not there is told once for each figure', () => {
    expect(told(naming('x: {figure: a_number}'))).toMatchInlineSnapshot(`
      "
      s.yaml:8:15 error missing-file assumptions.x.figure
        expected a ledger figures.yaml beside s.yaml or in a folder above, got none
        Add the ledger, or give the value and its source here.
      "
    `);
  });

  test('is told its own faults, where they stand, and nothing that follows from them', () => {
    const faulty = [
      '- {id: Bad, value: 5, what: 5, document: d}\n',
      '- 5\n',
      '- {id: broken, value: {a: 1}, what: w, document: d, line: one}\n',
      '- {id: listed, value: [[1], 2], what: w, document: d, line: 1}\n',
    ].join('');
    expect(
      told(
        withLedger(`${LEDGER}${faulty}${figure('a_number', '6 t')}`, 'x: {figure: broken}', 'y: {figure: a_number}'),
      ),
    ).toMatchInlineSnapshot(`
      "
      figures.yaml:10:8 error wrong-type [9].id
        expected an id in snake_case, got Bad
        Write it so.
      figures.yaml:10:29 error wrong-type [9].what
        expected a text, got the number 5
        Put it in quotes.
      figures.yaml:10:3 error missing-key [9].line
        expected a whole number, got nothing
        Add line.
      figures.yaml:11:3 error wrong-type [10]
        expected a map, got the number 5
        Write it so.
      figures.yaml:12:23 error wrong-type [11].value
        expected a quantity, a range [low, high] or a text, got a map with a
        Write it so.
      figures.yaml:12:59 error wrong-type [11].line
        expected a whole number, got the text "one"
        Write it so.
      figures.yaml:13:24 error wrong-type [12].value[0]
        expected a number, or a quantity with its unit, got a list of 1
        Write it so.
      figures.yaml:14:8 error name-taken [13].id
        expected an id that no other figure has, got a_number
        Rename one of the two.
      "
    `);
  });

  test('that can not be read is told once', () => {
    expect(
      toldOfEach([
        ['not YAML', withLedger('- {id: x', 'x: {figure: a_number}', 'y: {figure: other}')],
        ['a map', withLedger('a: 1\n', 'x: {figure: a_number}')],
        ['empty', withLedger('', 'x: {figure: a_number}')],
      ]),
    ).toMatchInlineSnapshot(`
      "
      — not YAML
      figures.yaml:1:3 error not-yaml
        expected a closing }, got none
        Close what is opened here with }.
      — a map
      figures.yaml:1:1 error wrong-type
        expected a list of figures, got a map with a
        Write - {id: …, value: …, what: …, document: …, line: …}.
      — empty
      figures.yaml:1:1 error wrong-type
        expected a list of figures, got nothing
        Write - {id: …, value: …, what: …, document: …, line: …}.
      "
    `);
  });
});
