import { expect, test } from 'vitest';
import { compile, type Scenario } from '../../src/index.ts';
import { modelIn } from '../../src/model/in-language.ts';
import { scenarioOf, spoilt, told, toldOfEach } from './reading.ts';

const IN_TWO = spoilt(
  ['title: Test\n', 'title: {en: US car makers, zh: 美国车企}\nabout: {zh: 关于, de: Zu dem}\n'],
  ['why: a round number', 'title: {en: Growth, zh: 增长}, why: {en: a round number, zh: 整数}'],
  [
    'source: a rule}',
    'source: {en: a rule, zh: 规则}}\n  renewed: {chance: 40%, if: {en: renewed, zh: 续签}, else: lapsed, why: nobody says}',
  ],
  ['  ore:\n', '  ore:\n    title: {en: Ore, zh: 矿石}\n'],
  ['{from: 2025-06-01}', '{from: 2025-06-01, title: {en: six months, zh: 六个月}}'],
  [
    'capacity: 3000 t/year\n',
    'capacity: "renewed * 3000 t/year"\n    projects: [{title: {en: Tenfold, zh: 十倍}, adds: 1 t/year, decided: 2025-02-01, takes: 1 year}]\n',
  ],
  ['title: flood', 'title: {en: flood, zh: 洪水}'],
  [
    'events:\n',
    'expect:\n  - {that: demands.cars.shortage >= 0 t, because: {en: it must, zh: 必须}}\nevents:\n  - {date: 2025-02-01, set: {flows.mine.share: 2}}\n',
  ],
);

/** Every text of a scenario that people read. */
function textsOf({ title, about, assumptions, stockpiles, flows, licences, events, expectations }: Scenario) {
  return {
    scenario: [title, about],
    assumptions: assumptions.map((one) => [one.title, one.why, one.source, one.branches?.yes, one.branches?.no]),
    stockpiles: stockpiles.map((one) => one.title),
    projects: flows.flatMap(({ projects }) => projects.map((one) => one.title)),
    phases: licences.flatMap(({ phases }) => phases.map((one) => one.title)),
    events: events.map((one) => one.title),
    because: expectations.map((one) => one.because),
  };
}

const model = compile(scenarioOf(IN_TWO));

test('a text is English, or else the first that is given, until a language is chosen', () => {
  expect(textsOf(model.scenario)).toEqual({
    scenario: ['US car makers', '关于'],
    assumptions: [
      ['Growth', 'a round number', undefined, undefined, undefined],
      ['renewed', 'nobody says', undefined, 'renewed', 'lapsed'],
      ['review time', undefined, 'a rule', undefined, undefined],
    ],
    stockpiles: ['magnets', 'Ore', 'reserve'],
    projects: ['Tenfold'],
    phases: [undefined, 'six months'],
    events: ['flood'],
    because: ['it must'],
  });
});

test('in a language each text is its own, or else what it was', () => {
  expect(textsOf(modelIn(model, 'zh').scenario)).toEqual({
    scenario: ['美国车企', '关于'],
    assumptions: [
      ['增长', '整数', undefined, undefined, undefined],
      ['renewed', 'nobody says', undefined, '续签', 'lapsed'],
      ['review time', undefined, '规则', undefined, undefined],
    ],
    stockpiles: ['magnets', '矿石', 'reserve'],
    projects: ['十倍'],
    phases: [undefined, '六个月'],
    events: ['洪水'],
    because: ['必须'],
  });
  expect(modelIn(model, 'de').scenario).toMatchObject({ title: 'US car makers', about: 'Zu dem' });
  expect(modelIn(model, 'fr')).toBe(model);
});

test('a language changes texts and nothing else', () => {
  const told = modelIn(model, 'zh');
  expect([told.network, told.plan, told.scenario.digest]).toEqual([model.network, model.plan, model.scenario.digest]);
  const ids = ({ flows, events }: Scenario) => [flows.map(({ id }) => id), events.map(({ date }) => date)];
  expect(ids(told.scenario)).toEqual(ids(model.scenario));
});

test('a text in no language, in none at all, or in what is no text is refused', () => {
  const title = (written: string) => spoilt(['title: Test\n', `title: ${written}\n`]);
  expect(
    toldOfEach([
      ['in a word', title('{english: Test}')],
      ['in none', title('{}')],
      ['of a number', title('{en: 5}')],
      ['a list', title('[Test]')],
      ['too long', title(`{zh: ${'长'.repeat(301)}}`)],
    ]),
  ).toMatchInlineSnapshot(`
    "
    — in a word
    s.yaml:2:8 error wrong-type title
      expected a text for each language, such as {en: …, zh: …}, got a map with english
      Write it so; title is for this: the question in a line.
    — in none
    s.yaml:2:8 error wrong-type title
      expected a text for each language, such as {en: …, zh: …}, got an empty map
      Write it so; title is for this: the question in a line.
    — of a number
    s.yaml:2:13 error wrong-type title.en
      expected a text, got the number 5
      Put it in quotes.
    — a list
    s.yaml:2:8 error wrong-type title
      expected a text, got a list of 1
      Write it so; title is for this: the question in a line.
    — too long
    s.yaml:2:13 error too-large title.zh
      expected a text of at most 300 characters, got 301 characters
      Shorten it.
    "
  `);
});

test('only a chance has branches that bear names', () => {
  expect(told(spoilt(['growth: {value: 8%,', 'growth: {value: 8%, else: it stays,']))).toMatchInlineSnapshot(`
    "
    s.yaml:7:29 error conflict assumptions.growth.else
      expected a chance, whose branches have names, got else without chance
      Give its probability as chance: 40%, or take else out.
    "
  `);
});
