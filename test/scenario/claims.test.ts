import { expect, test } from 'vitest';
import { compile } from '../../src/index.ts';
import { modelIn } from '../../src/model/in-language.ts';
import { scenarioOf, spoilt, toldOfEach } from './reading.ts';

const LEDGER =
  '- {id: six_weeks, value: 6 weeks, what: how long they last, document: d.txt, line: 3, untestable: it is a hope}\n';

const expecting = (...entries: string[]) => ({
  's.yaml': spoilt([
    'events:\n',
    `expect:\n${entries.map((one) => `  - {that: demands.cars.shortage > 1 t, ${one}}\n`).join('')}events:\n`,
  ]),
  'figures.yaml': LEDGER,
});
const claims = (...entries: string[]) => scenarioOf(expecting(...entries)).expectations;

test('a claim has its figure, its verdict, and what flips it', () => {
  const [held, contradicted, undecided] = claims(
    'claim: six_weeks, verdict: held, because: it lasts, rival: {set: {assumptions.growth: 9%, stockpiles.magnets.cover: 2 weeks}}',
    'claim: six_weeks, verdict: contradicted, reason: {that: demands.cars.spells >= 2, text: {en: two spells, zh: 两次}}',
    'claim: six_weeks, verdict: undecided, depends: stockpiles.magnets.initial',
  );
  expect(held).toEqual({
    ...{ that: 'demands.cars.shortage > 1 t', because: 'it lasts', stated: 'held' },
    ...{ reason: undefined, reasonThat: undefined },
    claim: {
      figure: {
        ...{ id: 'six_weeks', value: '6 weeks', what: 'how long they last', document: 'd.txt', line: 3, rivals: [] },
      },
      depends: undefined,
      rival: { 'assumptions.growth': '9%', 'stockpiles.magnets.cover': '2 weeks' },
    },
  });
  expect(contradicted).toMatchObject({
    ...{ stated: 'contradicted', reason: 'two spells', reasonThat: 'demands.cars.spells >= 2' },
  });
  expect(undecided).toMatchObject({
    stated: 'undecided',
    claim: { depends: 'stockpiles.magnets.initial' },
  });
});

test('a claim may be said to be contradicted without a figure, and its reason be told in languages', () => {
  const scenario = scenarioOf(
    expecting('claim: contradicted, reason: {en: they conserve, zh: 节约}', 'because: it must'),
  );
  expect(scenario.expectations).toMatchObject([
    { stated: 'contradicted', reason: 'they conserve' },
    { stated: 'held', reason: undefined },
  ]);
  for (const one of scenario.expectations) expect(one).not.toHaveProperty('claim');
  const ofObject = scenarioOf(expecting('claim: six_weeks, verdict: held, reason: {that: 1 < 2, text: {zh: 两次}}'));
  expect([scenario, ofObject].map((one) => modelIn(compile(one), 'zh').scenario.expectations[0]?.reason)).toEqual([
    ...['节约', '两次'],
  ]);
});

test('a claim is refused that can not be checked as it stands', () => {
  expect(
    toldOfEach([
      ['of no figure', expecting('claim: six_week, verdict: held')],
      ['without a verdict', expecting('claim: six_weeks')],
      ['of another verdict', expecting('claim: six_weeks, verdict: open')],
      ['a verdict of nothing', expecting('verdict: held')],
      ['a rival of nothing', expecting('rival: {set: {assumptions.growth: 9%}}')],
      ['that turns on nothing', expecting('claim: six_weeks, verdict: undecided')],
      ['decided, and turning on something', expecting('claim: six_weeks, verdict: held, depends: assumptions.growth')],
      ['that turns on an unknown path', expecting('claim: six_weeks, verdict: undecided, depends: assumptions.growt')],
      [
        'that turns on what is not written',
        expecting('claim: six_weeks, verdict: undecided, depends: stockpiles.ore.initial'),
      ],
      ['with an unknown rival', expecting('claim: six_weeks, verdict: held, rival: {set: {assumptions.growt.x: 9%}}')],
      ['with a reason of neither', expecting('claim: six_weeks, verdict: held, reason: {that: 1 < 2}')],
    ]),
  ).toMatchInlineSnapshot(`
    "
    — of no figure
    s.yaml:49:48 error unknown-reference expect[0].claim
      expected a figure of the ledger, got six_week
      Did you mean six_weeks?
    — without a verdict
    s.yaml:49:5 error missing-key expect[0].verdict
      expected held, contradicted or undecided, got nothing
      Add what is found of the claim.
    — of another verdict
    s.yaml:49:68 error wrong-type expect[0].verdict
      expected held or contradicted or undecided, got the text "open"
      Write it so; verdict is for this: what is found of the claim.
    — a verdict of nothing
    s.yaml:49:5 error missing-key expect[0].claim
      expected the figure whose claim the verdict is of, got nothing
      Add claim, or take verdict out.
    — a rival of nothing
    s.yaml:49:5 error missing-key expect[0].claim
      expected the figure whose claim the rival is of, got nothing
      Add claim, or take rival out.
    — that turns on nothing
    s.yaml:49:5 error missing-key expect[0].depends
      expected the value on which an undecided claim turns, got nothing
      Add its path, such as assumptions.cover.
    — decided, and turning on something
    s.yaml:49:83 error conflict expect[0].depends
      expected an undecided claim, got held
      Take depends out, or write verdict: undecided.
    — that turns on an unknown path
    s.yaml:49:88 error unknown-reference expect[0].depends
      expected a path of the scenario, got assumptions.growt
      Did you mean growth?
    — that turns on what is not written
    s.yaml:49:88 error unknown-reference expect[0].depends
      expected a path of the scenario, got stockpiles.ore.initial
      Write it in the scenario, so that it can be varied.
    — with an unknown rival
    s.yaml:49:88 error unknown-reference expect[0].rival.set."assumptions.growt.x"
      expected a path of the scenario, got assumptions.growt.x
      Did you mean growth?
    — with a reason of neither
    s.yaml:49:82 error missing-key expect[0].reason.text
      expected a text, got nothing
      Add text: in words.
    "
  `);
});
