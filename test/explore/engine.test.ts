/** What the explorer shows is what the command computes, to the bit: of settings of each kind, by three ways. */

import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { runCommandOf } from '../../src/explore/command.ts';
import { engine, type Question, type Reply } from '../../src/explore/engine.ts';
import { type Lever, textAt, valueOfText } from '../../src/explore/levers.ts';
import type { Choice } from '../../src/explore/state.ts';
import {
  answer,
  compile,
  metricsOf,
  readScenario,
  readStudy,
  runStudy,
  scenarioReader,
  simulateCentral,
} from '../../src/index.ts';
import { read, reader } from '../files.ts';

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
  const ask = <Kind extends Reply['kind']>(question: Question, kind: Kind) => {
    replies.length = 0;
    tell(question);
    const [reply] = replies;
    if (reply?.kind !== kind) throw new Error(`${kind} expected, got ${JSON.stringify(reply).slice(0, 600)}`);
    return reply as Extract<Reply, { kind: Kind }>;
  };
  return { ask, book: ask({ kind: 'open', seq: 0, file, texts }, 'opened').book };
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

describe('settings of each kind give the numbers of the command, to the bit', () => {
  test.each(Object.keys(KINDS))('%s', (kind) => {
    const levers = leversOf(KINDS[kind]);
    expect(levers.length).toBeGreaterThan(0);
    const choices = Array.from({ length: 10 }, (_, n) => moved(levers[n % levers.length], ((n * 7) % 10) / 10));
    const other = moved(leversOf(({ path }) => path === 'assumptions.us_auto_cover')[0], 0.6);
    const command = scenarioReader(FILE, reader);
    let ran = 0;
    for (const choice of choices) {
      const all = [choice, ...(choice.path === other.path ? [] : [other])];
      // As the command reads `--set`.
      const words = runCommandOf(FILE, all).match(/(?<=--set )('(?:[^']|'\\'')*'|\S+)/g) ?? [];
      const set = words.map((word) => {
        const plain = word.startsWith("'") ? word.slice(1, -1).replaceAll("'\\''", "'") : word;
        return { path: plain.slice(0, plain.indexOf('=')), value: parse(plain.slice(plain.indexOf('=') + 1)) };
      });
      const { scenario, issues } = command(set);
      const own = scenario && answer(scenario);
      if (!own?.ok) {
        expect(
          ask({ kind: 'run', seq: 1, side: 'a', choices: all }, 'faults').issues.length,
          JSON.stringify(issues),
        ).toBeGreaterThan(0);
        continue;
      }
      ran++;
      const here = ask({ kind: 'run', seq: 1, side: 'a', choices: all }, 'ran');
      expect(here.metrics).toEqual(own.value.metrics.filter(({ path }) => !path.startsWith('observations.')));
      const { text } = ask({ kind: 'save', seq: 2, what: 'scenario', a: all, b: [] }, 'saved');
      const saved = readScenario('scenarios/saved.yaml', (path) =>
        path === 'scenarios/saved.yaml' ? { text } : reader(path),
      );
      expect(
        saved.issues.filter(({ severity }) => severity === 'error'),
        text,
      ).toEqual([]);
      const run = saved.scenario && simulateCentral(compile(saved.scenario));
      expect(run?.ok && metricsOf(run.value), text).toEqual(here.metrics);
    }
    expect(ran).toBeGreaterThan(7);
  });
});

test('a downloaded scenario says what was set, and by what command to have the same', () => {
  const a = [
    { path: 'assumptions.us_auto_cover', text: '10 weeks' },
    { path: 'licences.us_auto.phases[3].from', text: '2025-07-04' },
  ];
  const { text } = ask({ kind: 'save', seq: 1, what: 'scenario', a, b: [] }, 'saved');
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

test('levers are in the units of the file', () => {
  const { lever } = book.levers.find((one) => one.lever.path === 'assumptions.us_cn_share') ?? {};
  expect(lever).toMatchInlineSnapshot(`
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
  ask({ kind: 'run', seq: 3, side: 'a', choices: [] }, 'ran');
  ask({ kind: 'run', seq: 3, side: 'b', choices: b }, 'ran');
  const gathered = (['a', 'b'] as const).map((side) => {
    const shares = [0, 64, 128].map(
      (first) => ask({ kind: 'part', seq: 3, side, choices: side === 'a' ? [] : b, first, count: 64 }, 'part').share,
    );
    return ask({ kind: 'gather', seq: 3, round: 1, side, shares }, 'gathered');
  });
  const study = readStudy('scenarios/study.yaml', (path) =>
    path === 'scenarios/study.yaml'
      ? { text: ask({ kind: 'save', seq: 4, what: 'study', a: [], b }, 'saved').text }
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
