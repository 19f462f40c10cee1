/** What the explorer shows is what the command computes, to the bit: of settings of each kind, by three ways. */

import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { runCommandOf } from '../../src/explore/command.ts';
import { engine } from '../../src/explore/engine.ts';
import { type Lever, type NumberLever, textAt, valueOfText } from '../../src/explore/levers.ts';
import type { Question, Reply } from '../../src/explore/messages.ts';
import type { Choice } from '../../src/explore/state.ts';
import { findingsOf } from '../../src/findings/findings.ts';
import {
  answer,
  bandsCsv,
  compile,
  ensembleOf,
  explain,
  firstOf,
  metricsOf,
  type Reader,
  readScenario,
  readStudy,
  runStudy,
  type Setting,
  scenarioReader,
  simulateCentral,
  whySentences,
} from '../../src/index.ts';
import { seriesPath } from '../../src/metrics/series.ts';
import { modelIn } from '../../src/model/in-language.ts';
import { branchSentence } from '../../src/report/document/branches.ts';
import { wordsOf } from '../../src/report/text/languages.ts';
import { read, reader } from '../files.ts';
import { KINDS_SCENARIO, TEN_OF_EACH } from './kinds.ts';

const FILE = 'scenarios/six-month-licence.yaml';
const TEXTS = Object.fromEntries(
  [
    ...[FILE, 'scenarios/april-2025-controls.yaml', 'scenarios/world.yaml', 'scenarios/figures.yaml'],
    'scenarios/data/magnet-exports.csv',
  ].map((file) => [file, read(file)]),
);

/** An engine with the flagship open, which answers at once. */
function open(texts: Readonly<Record<string, string>> = TEXTS, file = FILE) {
  const replies: Reply[] = [];
  const tell = engine((reply) => replies.push(reply));
  const told = (question: Question): Reply => {
    replies.length = 0;
    tell(question);
    return replies[0];
  };
  const ask = <Kind extends Reply['kind']>(question: Question, kind: Kind) => {
    const reply = told(question);
    if (reply?.kind !== kind) throw new Error(`${kind} expected, got ${JSON.stringify(reply).slice(0, 600)}`);
    return reply as Extract<Reply, { kind: Kind }>;
  };
  return { ask, tell: told, book: ask({ kind: 'open', seq: 0, file, texts }, 'opened').book };
}

let { ask, book } = {} as ReturnType<typeof open>;
beforeAll(() => {
  ({ ask, book } = open());
});

const leversOf = (is: (lever: Lever) => boolean) => book.levers.map(({ lever }) => lever).filter(is);

/** A value of a lever other than that of the file. */
function moved(lever: Lever, share: number): Choice {
  const { path } = lever;
  if (lever.kind === 'choice')
    return { path, text: lever.options[Math.round(share * (lever.options.length - 1))].text };
  const at = [share, 0.37, 0.81].map((one) => textAt(lever, lever.low + one * (lever.high - lever.low)));
  return { path, text: at.find((text) => text !== undefined) as string };
}

const KINDS: Readonly<Record<string, (lever: Lever) => boolean>> = {
  'uncertain assumptions': (lever) => lever.kind === 'number' && lever.isUncertain,
  'sure assumptions': (lever) =>
    lever.kind === 'number' && !lever.isUncertain && lever.entity.section === 'assumptions',
  'yes and no': (lever) => lever.kind === 'choice',
  'dates of phases': (lever) => lever.kind === 'date',
  'terms of phases': (lever) => lever.group === 'policy' && lever.kind === 'number',
  capacities: (lever) => lever.group === 'capacities',
};

/** Choices as the command reads `--set` of the call that the page gives. */
function asCalled(file: string, choices: readonly Choice[]): Setting[] {
  const words = runCommandOf(file, choices).match(/(?<=--set )('(?:[^']|'\\'')*'|\S+)/g) ?? [];
  return words.map((word) => {
    const plain = word.startsWith("'") ? word.slice(1, -1).replaceAll("'\\''", "'") : word;
    return { path: plain.slice(0, plain.indexOf('=')), value: parse(plain.slice(plain.indexOf('=') + 1)) };
  });
}

/**
 * Holds what the engine of the page says of choices against the command: by its call, and by the scenario that is
 * downloaded. The metrics; undefined where both refuse.
 */
function sameAsCommand(
  own: Pick<ReturnType<typeof open>, 'ask'>,
  file: string,
  given: Reader,
  choices: readonly Choice[],
) {
  const { scenario, issues } = scenarioReader(file, given)(asCalled(file, choices));
  const called = scenario && answer(scenario);
  const question = { kind: 'run', seq: 1, side: 'a', choices, series: undefined } as const;
  if (!called?.ok) {
    expect(own.ask(question, 'faults').issues.length, JSON.stringify(issues)).toBeGreaterThan(0);
    return undefined;
  }
  const { metrics } = own.ask(question, 'ran');
  expect(metrics).toEqual(called.value.metrics.filter(({ path }) => !path.startsWith('observations.')));
  const { text } = own.ask({ kind: 'save', seq: 2, what: 'scenario', side: 'a', a: choices, b: [] }, 'saved');
  const beside = `${file.slice(0, file.lastIndexOf('/') + 1)}saved.yaml`;
  const saved = readScenario(beside, (path) => (path === beside ? { text } : given(path)));
  expect(
    saved.issues.filter(({ severity }) => severity === 'error'),
    text,
  ).toEqual([]);
  const run = saved.scenario && simulateCentral(compile(saved.scenario));
  expect(run?.ok && metricsOf(run.value), text).toEqual(metrics);
  return metrics;
}

describe('settings of each kind give the numbers of the command, to the bit', () => {
  test.each(Object.keys(KINDS))('%s of the flagship', (kind) => {
    const levers = leversOf(KINDS[kind]);
    expect(levers.length).toBeGreaterThan(0);
    const other = moved(leversOf(({ path }) => path === 'assumptions.us_auto_cover')[0], 0.6);
    const found = Array.from({ length: 10 }, (_, n) => {
      const choice = moved(levers[n % levers.length], ((n * 7) % 10) / 10);
      return sameAsCommand({ ask }, FILE, reader, [choice, ...(choice.path === other.path ? [] : [other])]);
    });
    expect(found.filter((metrics) => metrics !== undefined).length).toBeGreaterThan(7);
  });

  test.each(TEN_OF_EACH)('ten %s, each of which comes to something else', (_, settings) => {
    const own = open({ 'kinds.yaml': KINDS_SCENARIO }, 'kinds.yaml');
    const given: Reader = (path) => (path === 'kinds.yaml' ? { text: KINDS_SCENARIO } : { missing: 'none' });
    const found = settings.map((choices) => JSON.stringify(sameAsCommand(own, 'kinds.yaml', given, choices)));
    expect(new Set(found).size).toBe(10);
    expect(found).not.toContain(undefined);
  });
});

test('while a hand moves an assumption the numbers are those of the file read with it', () => {
  const own = open();
  const cover = { path: 'assumptions.us_auto_cover', text: '10 weeks' };
  const levers = leversOf((lever) => lever.kind === 'number' && lever.entity.section === 'assumptions');
  const run = (choices: readonly Choice[], isMoving: boolean) =>
    own.tell({ kind: 'run', seq: 1, side: 'a', choices, series: undefined, isMoving });
  for (const [n, lever] of levers.filter((_, place) => place % 4 === 0).entries()) {
    // With something else set, and a first move of the same lever behind it.
    run(n % 2 === 0 ? [] : [moved(lever, 0.5)], false);
    const choices = [moved(lever, (n % 7) / 6), ...(n % 5 === 0 ? [cover] : [])];
    expect(run(choices, true), lever.path).toEqual(run(choices, false));
  }
  // What is no number is told as ever.
  expect(run([{ path: cover.path, text: '10 tonnes' }], true).kind).toBe('faults');
});

test('a downloaded scenario says what was set, and by what command to have the same', () => {
  const a = [
    { path: 'assumptions.us_auto_cover', text: '10 weeks' },
    { path: 'licences.us_auto.phases[3].from', text: '2025-07-04' },
  ];
  const { text } = ask({ kind: 'save', seq: 1, what: 'scenario', side: 'a', a, b: [] }, 'saved');
  expect(text.replace(/\{from: 2025-01-24[\s\S]*$/, '…')).toMatchInlineSnapshot(`
    "# Put it beside six-month-licence.yaml, which it extends. The same numbers without it:
    # chokepoint run scenarios/six-month-licence.yaml --set 'assumptions.us_auto_cover=10 weeks' --set 'licences.us_auto.phases[3].from=2025-07-04'
    version: 2
    extends: six-month-licence.yaml
    assumptions:
     us_auto_cover: {title: {en: magnet stock of US car makers, zh: 美国车企磁体库存}, value: 10 weeks, why: set in the explorer to 10 weeks; the file has figure "us_auto_cover"}
    licences:
     us_auto: {phases: […"
  `);
});

test('every lever moves by steps, back to the file, and its texts are read back', () => {
  expect(book.levers.length).toBeGreaterThan(60);
  for (const { lever } of book.levers) {
    if (lever.kind === 'choice') continue;
    expect(textAt(lever, lever.base), lever.path).toBeUndefined();
    for (const end of [lever.low, lever.high]) {
      const text = textAt(lever, end);
      if (text !== undefined) expect(valueOfText(lever, text), lever.path).toBeCloseTo(end, 9);
    }
  }
});

test('formulas have no levers, and are told with what they follow from', () => {
  const paths = new Set(book.levers.map(({ lever }) => lever.path));
  expect(book.formulas.filter(({ id }) => paths.has(`assumptions.${id}`))).toEqual([]);
  expect(book.formulas.find(({ id }) => id === 'us_auto_need')?.uses.map(({ zh }) => zh)).toMatchInlineSnapshot(`
    [
      "美国汽车平均每辆用磁体",
      "美国汽车产量",
    ]
  `);
});

test('levers are in the units of the file', () => {
  const { lever } = book.levers.find((one) => one.lever.path === 'assumptions.us_cn_share') ?? {};
  const { density, ...plain } = lever as NumberLever;
  // A uniform one is as likely everywhere.
  expect(new Set(density)).toEqual(new Set([1]));
  expect(plain).toMatchInlineSnapshot(`
    {
      "base": 80,
      "entity": {
        "id": "us_cn_share",
        "section": "assumptions",
      },
      "field": "value",
      "group": "assumptions",
      "high": 90,
      "isUncertain": true,
      "kind": "number",
      "low": 70,
      "path": "assumptions.us_cn_share",
      "step": 0.2,
      "unit": "%",
    }
  `);
  expect(book.levers.find((one) => one.lever.path === 'assumptions.us_auto_cover')?.lever).toMatchInlineSnapshot(`
    {
      "base": 6,
      "entity": {
        "id": "us_auto_cover",
        "section": "assumptions",
      },
      "field": "value",
      "group": "assumptions",
      "high": 26,
      "isUncertain": false,
      "kind": "number",
      "low": 0,
      "path": "assumptions.us_auto_cover",
      "step": 1,
      "unit": "weeks",
    }
  `);
});

test('an end that the model refuses is moved to where it runs', () => {
  for (const { path } of leversOf(({ kind }) => kind !== 'choice').slice(0, 40)) {
    const swung = ask({ kind: 'swing', seq: 1, path, choices: [] }, 'swung');
    expect(swung.wants.length, path).toBe(2);
  }
});

test('parts gathered are the ensemble of the command, and A less B that of compare', async () => {
  const runs = 192;
  const b = [{ path: 'assumptions.renewed', text: '1' }];
  ask({ kind: 'run', seq: 3, side: 'a', choices: [], series: undefined }, 'ran');
  ask({ kind: 'run', seq: 3, side: 'b', choices: b, series: undefined }, 'ran');
  const gathered = (['a', 'b'] as const).map((side) => {
    const shares = [0, 64, 128].map(
      (first) => ask({ kind: 'part', seq: 3, side, choices: side === 'a' ? [] : b, first, count: 64 }, 'part').share,
    );
    return ask({ kind: 'gather', seq: 3, round: 1, side, shares, isLast: true }, 'gathered');
  });
  const study = readStudy('scenarios/study.yaml', (path) =>
    path === 'scenarios/study.yaml'
      ? { text: ask({ kind: 'save', seq: 4, what: 'study', side: 'a', a: [], b }, 'saved').text }
      : reader(path),
  );
  if (study.study === undefined) throw new Error(JSON.stringify(study.issues));
  const found = await runStudy(study.study, { runs, seed: book.seed, sampling: 'plain' });
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  const variant = found.value.variants.find(({ id }) => id === 'b') as (typeof found.value.variants)[number];
  for (const id of ['us_electric_cars', 'us_defence']) {
    const own = gathered[1].against?.find((one) => one.id === id);
    const theirs = variant.compared.find(({ path }) => path === `demands.${id}.shortage`);
    expect(theirs?.paired, id).toBeDefined();
    expect(own && 0 - own.shortage.difference, id).toBe(theirs?.paired?.difference);
    const user = gathered[1].users.find((one) => one.id === id);
    expect(user?.shortage.value, id).toBeCloseTo(theirs?.variant.mean ?? Number.NaN, 9);
  }
});

test('what is saved as one file runs by itself to the same numbers', () => {
  const a = [
    { path: 'assumptions.us_auto_cover', text: '10 weeks' },
    { path: 'licences.us_auto.phases[3].from', text: '2025-07-04' },
  ];
  const here = ask({ kind: 'run', seq: 1, side: 'a', choices: a, series: undefined }, 'ran');
  const { text } = ask({ kind: 'save', seq: 2, what: 'flattened', side: 'a', a, b: [] }, 'saved');
  const alone = readScenario('alone.yaml', (path) => (path === 'alone.yaml' ? { text } : { missing: 'it is alone' }));
  expect(alone.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  const run = alone.scenario && simulateCentral(compile(alone.scenario));
  expect(run?.ok && metricsOf(run.value)).toEqual(here.metrics);
});

test('the fans that are saved are those rows of the command’s bands.csv', async () => {
  const runs = 128;
  ask({ kind: 'run', seq: 1, side: 'a', choices: [], series: undefined }, 'ran');
  const shares = [0, 64].map(
    (first) => ask({ kind: 'part', seq: 1, side: 'a', choices: [], first, count: 64 }, 'part').share,
  );
  ask({ kind: 'gather', seq: 1, round: 9, side: 'a', shares, isLast: true }, 'gathered');
  const { text } = ask({ kind: 'save', seq: 2, what: 'bands', side: 'a', a: [], b: [] }, 'saved');
  const { scenario } = readScenario(FILE, reader);
  const whole = scenario && (await ensembleOf(compile(scenario), { runs, seed: book.seed, sampling: 'plain' }));
  if (!whole?.ok) throw new Error('the flagship does not run');
  const found = answer(scenario as NonNullable<typeof scenario>);
  const theirs = new Set(bandsCsv(found.ok ? found.value.dates : [], whole.value.bands).split('\n'));
  const rows = text.trim().split('\n');
  expect(rows.length).toBeGreaterThan(2000);
  // Shares of need are drawn by the command, and not in its file.
  const common = rows.filter((row) => !row.includes(',share_short,'));
  expect(common.length).toBeGreaterThan(1000);
  expect(common.filter((row) => !theirs.has(row))).toEqual([]);
});

test('why users are short is told in the words of reports, and not where causes are many', () => {
  const choices = [{ path: 'assumptions.us_auto_cover', text: '10 weeks' }];
  const { sentences } = ask({ kind: 'why', seq: 1, side: 'b', choices }, 'explained');
  const again = scenarioReader(FILE, reader);
  const set = [{ path: 'assumptions.us_auto_cover', value: '10 weeks' }];
  const model = compile(again(set).scenario as NonNullable<ReturnType<typeof again>['scenario']>);
  const readAgain = (more: readonly Setting[]) => {
    const { scenario, issues } = again([...set, ...more]);
    return scenario ? { ok: true as const, value: scenario, issues: [] } : { ok: false as const, issues };
  };
  // Its changes are too many to be weighed one by one; by date they are not.
  const question = { merge: 'date', without: 'open', pairs: 1, seed: '', readAgain } as const;
  const found = explain(model, question, 'whole');
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  const k = model.scenario.demands.findIndex(({ id }) => id === 'us_electric_cars');
  expect(sentences?.[k]?.en).toBe(whySentences(found.value, k, 'en').join(' '));
  expect(sentences?.[k]?.zh).toContain('美国电动车');
  const phases = Array.from(
    { length: 11 },
    (_, n) => `{from: 2025-${String(n + 2).padStart(2, '0')}-07, allow: ${n}%}`,
  );
  const many = open({ 'many.yaml': SMALL.replace('PHASES', phases.join(', ')) }, 'many.yaml');
  expect(many.ask({ kind: 'why', seq: 1, side: 'a', choices: [] }, 'explained').sentences).toBeUndefined();
});

const SMALL = `
version: 2
title: Half a year without magnets
start: 2025-01-03
horizon: 60 weeks
assumptions:
  stock: {uniform: [4 weeks, 9 weeks], source: a test}
  need: {value: 400 t/year, why: a test}
  delay: {value: 0 weeks, why: a test}
stockpiles: {magnets: {cover: stock}}
flows:
  imports: {to: magnets, lead: 5 weeks + delay, licence: export, source: a test}
licences: {export: {phases: [PHASES]}}
demands: {cars: {from: magnets, rate: need, source: a test}}
events:
  - {date: 2025-03-07, title: Nothing but a flag}
  - {date: 2025-06-06, title: {en: A new plant needs more, zh: 新厂需求增加}, set: {demands.cars.rate: 2 * need}, source: a test}
explore:
  levers:
    - assumptions.stock
    - {path: assumptions.delay, from: 0 weeks, to: 28 days, step: 7 days}
    - {path: assumptions.need, from: 200 t/year, step: 50 t/year}
`.replace('stock}', 'stock, initial: 8 weeks}');
const TWO = SMALL.replace('PHASES', '{from: 2025-04-04, allow: 0}, {from: 2025-10-03}');

test('the date of an event that changes something is a lever, by whole steps within the run', () => {
  const own = open({ 'a.yaml': TWO }, 'a.yaml');
  const events = own.book.levers.filter(({ lever }) => lever.group === 'events');
  expect(events.map(({ lever, title, grounds }) => [lever.path, title.zh, grounds.en])).toEqual([
    ['events[1].date', '新厂需求增加', 'a test'],
  ]);
  const [{ lever }] = events;
  if (lever.kind !== 'date') throw new Error('it is a date');
  const again = scenarioReader('a.yaml', () => ({ text: TWO }));
  for (const day of [lever.low, lever.base - 14, lever.base + 70, lever.high]) {
    const text = textAt(lever, day) as string;
    const here = own.ask(
      { kind: 'run', seq: 1, side: 'a', choices: [{ path: lever.path, text }], series: undefined },
      'ran',
    );
    const { scenario } = again([{ path: lever.path, value: text }]);
    const run = scenario && simulateCentral(compile(scenario));
    expect(run?.ok && metricsOf(run.value), text).toEqual(here.metrics);
  }
});

test('a lever that the file names has the ends and steps that it gives, in the unit of its value', () => {
  const { levers, first } = open({ 'a.yaml': TWO }, 'a.yaml').book;
  expect(first).toEqual(['assumptions.stock', 'assumptions.delay', 'assumptions.need']);
  const ways = first.map((path) => {
    const { lever } = levers.find((one) => one.lever.path === path) as (typeof levers)[number];
    return lever.kind === 'number' ? [lever.unit, lever.low, lever.high, lever.step] : [];
  });
  expect(ways).toEqual([
    ['weeks', 4, 9, 0.05],
    ['weeks', 0, 4, 1],
    ['t/year', 200, 1200, 50],
  ]);
});

test('any series of the run can be had, as series.csv has it', () => {
  const path = 'flows.cn_to_us_auto.received';
  expect(book.series.map((one) => one.path)).toContain(path);
  const { chosen } = ask({ kind: 'run', seq: 1, side: 'a', choices: [], series: path }, 'ran');
  const { scenario } = readScenario(FILE, reader);
  const found = scenario && answer(scenario);
  const theirs = found?.ok && found.value.series.find((one) => seriesPath(one) === path)?.values;
  expect(chosen).toEqual(theirs);
  expect(ask({ kind: 'run', seq: 1, side: 'a', choices: [], series: 'flows.none' }, 'ran').chosen).toBeUndefined();
});

test('the first picture of a page is that of its run', () => {
  const { scenario } = readScenario(FILE, reader);
  const found = scenario && answer(scenario);
  const first = found?.ok ? firstOf(found.value) : undefined;
  const here = ask({ kind: 'run', seq: 1, side: 'a', choices: [], series: undefined }, 'ran');
  expect(first?.answer).toEqual(here.answer);
  const short = here.short[book.users[0].position];
  expect(first?.short).toEqual(Array.from(short, (value) => Number(value.toPrecision(4))));
  expect(first?.user).toEqual(book.users[0].title);
});

test('the answer says first on what it hangs, as the report does, of what is still uncertain', async () => {
  const runs = 192;
  let round = 100;
  const gathered = (choices: readonly Choice[], isLast = true) => {
    ask({ kind: 'run', seq: 1, side: 'a', choices, series: undefined }, 'ran');
    const shares = [0, 64, 128].map(
      (first) => ask({ kind: 'part', seq: 1, side: 'a', choices, first, count: 64 }, 'part').share,
    );
    round++;
    return ask({ kind: 'gather', seq: 1, round, side: 'a', shares, isLast }, 'gathered').answer;
  };
  const { scenario } = readScenario(FILE, reader);
  const model = scenario && compile(scenario);
  const found = scenario && answer(scenario);
  const whole = model && (await ensembleOf(model, { runs, seed: book.seed, sampling: 'plain' }));
  if (!whole?.ok || !found?.ok) throw new Error('the flagship does not run');
  const own = gathered([]);
  for (const language of ['en', 'zh'] as const) {
    const told = modelIn(found.value.run.model, language);
    const findings = findingsOf({ ...found.value, run: { ...found.value.run, model: told } }, whole.value);
    const theirs = branchSentence(findings, told, wordsOf(language)) ?? 'nothing';
    expect(own[language].startsWith(theirs), `${theirs}\n${own[language]}`).toBe(true);
  }
  expect(own.en).toMatch(/^US electric cars would lack .* if licences are renewed \(40 %, an assumption\) and /);
  // Before all have come, and where it is fixed, nothing of it is said.
  expect(gathered([], false).en).toMatch(/^US electric cars would run short in /);
  expect(gathered([{ path: 'assumptions.renewed', text: '1' }]).en).not.toContain('if licences');
});
