/** Files of version 1: read as they were meant, and rewritten as ones of version 2 that mean the same. */
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { answer, migrateFile } from '../../src/index.ts';
import { evaluate } from '../../src/quantity/evaluate.ts';
import { scenarioArbitrary } from '../oracle/generate.ts';
import { law, run } from '../run.ts';
import { LEDGER, readingOf, STUDY, BASE as STUDY_BASE } from '../study.ts';
import { issueText, reading, told } from './reading.ts';

/** One of everything that means or is named otherwise in version 1; the stockpile `spare` has its own say. */
const OLD = `# What this file is for.
version: 1 # the first
title: "Two sources"
start: 2025-01-06
horizon: 8 weeks
stockpiles:
  # by hand
  shelf:
    initial: 4 weeks   # a month

    unit: t
  spare: {initial: 2 t, switchable: 30%}
  bare: {initial: 1 t, } # last
flows:
  lane: {to: shelf, lead: 2 weeks, licence: export}
  other:
    to: shelf
    capacity: 20 t/week
licences: {export: {phases: [{from: 2025-01-20, allow: 0}]}}
demands: {users: {from: shelf, rate: 10 t/week}}
expect:
  - {that: 'at(flows.lane.started, "2025-01-06") == 5 t', because: flows.lane.started is told as prose}
  - that: >
      flows.lane.delivered + flows.other.delivered
      >= 0 t
tolerance: {default: 1e-9 relative, "flows.*.delivered": 1% relative, '*.lane.started': 2% relative, flows.other.*: 0}
`;

const of = (files: Readonly<Record<string, string>>) => (path: string) =>
  Object.hasOwn(files, path) ? { text: files[path] as string } : { missing: 'there is no such file' };

/** A file rewritten; throws with what is wrong with it. */
function migrated(files: Readonly<Record<string, string>>, path = 's.yaml'): string {
  const { text, issues } = migrateFile(path, of(files));
  if (issues.length > 0) throw new Error(issues.map(issueText).join('\n'));
  return text ?? (files[path] as string);
}

/** Why a file is not rewritten. */
function refusal(files: Readonly<Record<string, string>>, path = 's.yaml'): string {
  const { text, issues } = migrateFile(path, of(files));
  return text === undefined ? `\n${issues.map(issueText).join('\n')}\n` : text;
}

/** The switchable part of each stockpile at the central values, as read. */
function switchable(files: Readonly<Record<string, string>> | string) {
  const { scenario } = reading(files);
  return Object.fromEntries(
    (scenario?.stockpiles ?? []).map((one) => [one.id, evaluate(one.switchable, { elapsed: 0, values: [] })]),
  );
}

describe('a file of version 1', () => {
  test('is read as it was meant, with one warning', () => {
    expect(told(OLD)).toMatchInlineSnapshot(`
      "
      s.yaml:2:10 warning old-version version
        expected version: 2, got version: 1, read as version 1 was meant: switchable 0% where a stockpile says none, started and delivered as shipped, total.cost as total.supply_cost
        chokepoint migrate s.yaml rewrites it so, comments kept.
      "
    `);
    expect(switchable(OLD)).toEqual({ bare: 0, shelf: 0, spare: 0.3 });
    expect(reading(OLD).scenario?.expectations.map(({ that }) => that.trim())).toEqual([
      'at(flows.lane.shipped, "2025-01-06") == 5 t',
      'flows.lane.shipped + flows.other.shipped >= 0 t',
    ]);
  });

  test('of which nobody asked where blocked orders go leaves a second source as idle as it was', () => {
    const short = (version: number) => {
      const text = OLD.replace('version: 1', `version: ${version}`).split('expect:')[0] as string;
      return run(text.replace('horizon: 8 weeks', 'horizon: 1 year')).metrics.find(
        ({ path }) => path === 'demands.users.shortage',
      )?.value;
    };
    expect(short(1)).toBeGreaterThan(80);
    expect(short(2)).toBe(0);
  });

  test('is rewritten where it must be, and nowhere else', () => {
    expect(migrated({ 's.yaml': OLD })).toMatchInlineSnapshot(`
      "# What this file is for.
      version: 2 # the first
      title: "Two sources"
      start: 2025-01-06
      horizon: 8 weeks
      stockpiles:
        # by hand
        shelf:
          switchable: 0%
          initial: 4 weeks   # a month

          unit: t
        spare: {initial: 2 t, switchable: 30%}
        bare: {initial: 1 t, switchable: 0%, } # last
      flows:
        lane: {to: shelf, lead: 2 weeks, licence: export}
        other:
          to: shelf
          capacity: 20 t/week
      licences: {export: {phases: [{from: 2025-01-20, allow: 0}]}}
      demands: {users: {from: shelf, rate: 10 t/week}}
      expect:
        - {that: 'at(flows.lane.shipped, "2025-01-06") == 5 t', because: flows.lane.started is told as prose}
        - that: >
            flows.lane.shipped + flows.other.shipped
            >= 0 t
      tolerance: {default: 1e-9 relative, "flows.*.shipped": 1% relative, '*.lane.shipped': 2% relative, flows.other.*: 0}
      "
    `);
  });

  test('is of version 2 then, is told of no more, and has the digest that it had', () => {
    const text = migrated({ 's.yaml': OLD });
    expect(told(text)).toBe('sound');
    expect(reading(text).scenario?.digest).toBe(reading(OLD).scenario?.digest);
    expect(migrateFile('s.yaml', of({ 's.yaml': text }))).toEqual({ paths: [], issues: [] });
  });

  test('keeps the ends of its lines, as JSON its quotes, and its mark of the order of bytes', () => {
    const lines = OLD.replaceAll('\n', '\r\n');
    expect(migrated({ 's.yaml': lines })).toBe(migrated({ 's.yaml': OLD }).replaceAll('\n', '\r\n'));
    expect(migrated({ 's.yaml': `\uFEFF${OLD}` })).toBe(`\uFEFF${migrated({ 's.yaml': OLD })}`);
    const json = '{"version": 1, "stockpiles": {"a": {"initial": "1 t"}, "b": {}}}';
    expect(JSON.parse(migrated({ 's.yaml': json }))).toEqual({
      version: 2,
      stockpiles: { a: { initial: '1 t', switchable: '0%' }, b: { switchable: '0%' } },
    });
  });

  test('however it is laid out, means what it meant', () => {
    const styles = [{}, { collectionStyle: 'flow' }, { defaultStringType: 'QUOTE_DOUBLE' }, { indent: 4 }] as const;
    law(
      scenarioArbitrary(),
      (scenario) =>
        styles.every((style) => {
          const old = stringify({ ...scenario, version: 1 }, style);
          const digest = reading(old).scenario?.digest;
          return digest === reading(migrated({ 's.yaml': old })).scenario?.digest;
        }),
      10,
    );
  });
});

describe('files that extend one another', () => {
  const base = (version: string) => `${version}title: Base\nstart: 2025-01-06\nhorizon: 8 weeks
stockpiles: {low: {initial: 4 t}, mid: {initial: 4 t, switchable: 50%}}
demands: {users: {from: low, rate: 1 t/week}}
`;
  const child = (version: string) => `${version}extends: b.yaml\nstockpiles:
  low: {title: Low}
  mid: {switchable: null}
  new: {initial: 1 t}
`;
  const [one, two] = ['version: 1\n', 'version: 2\n'];

  test('each give their own meaning to the stockpiles that they introduce, and to what they take away', () => {
    const read = (first: string, second: string) => switchable({ 's.yaml': child(second), 'b.yaml': base(first) });
    expect(read(one, one)).toEqual({ low: 0, mid: 0, new: 0 });
    expect(read(one, two)).toEqual({ low: 0, mid: 1, new: 1 });
    expect(read(two, one)).toEqual({ low: 1, mid: 0, new: 0 });
    expect(read(two, two)).toEqual({ low: 1, mid: 1, new: 1 });
  });

  test.each([
    [one, one],
    [one, two],
    [two, one],
    ['', one],
    [one, ''],
    [two, ''],
  ])('%j and %j mean the same rewritten alone or together', (first, second) => {
    const files = { 's.yaml': child(second), 'b.yaml': base(first) };
    const upper = { ...files, 's.yaml': migrated(files) };
    const lower = { ...files, 'b.yaml': migrated(files, 'b.yaml') };
    const both = { 's.yaml': migrated(lower), 'b.yaml': lower['b.yaml'] };
    const digests = [files, upper, lower, both].map((all) => reading(all).scenario?.digest);
    expect(digests).toEqual(Array(4).fill(expect.any(String)));
    expect(new Set(digests).size).toBe(1);
    expect(told(both)).toBe('sound');
  });

  test('are told of together, once', () => {
    expect(told({ 's.yaml': child(one), 'b.yaml': base(one) })).toMatchInlineSnapshot(`
      "
      s.yaml:1:10 warning old-version version
        expected version: 2, got version: 1, read as version 1 was meant: switchable 0% where a stockpile says none, started and delivered as shipped, total.cost as total.supply_cost
        chokepoint migrate s.yaml b.yaml rewrites it so, comments kept.
      "
    `);
  });

  test('and say no version are of version 1 where that means something, else of any', () => {
    expect(told({ 's.yaml': child(''), 'b.yaml': base(two) })).toMatchInlineSnapshot(`
      "
      s.yaml:1:1 warning old-version version
        expected version: 2, got none, read as version 1 was meant: switchable 0% where a stockpile says none, started and delivered as shipped, total.cost as total.supply_cost
        chokepoint migrate s.yaml rewrites it so, comments kept.
      "
    `);
    expect(told({ 's.yaml': 'extends: b.yaml\ntitle: Child\n', 'b.yaml': base(two) })).toBe('sound');
  });

  test('are not rewritten where what they extend can not be read', () => {
    expect(refusal({ 's.yaml': child(one) })).toMatchInlineSnapshot(`
      "
      s.yaml:2:10 error missing-file extends
        expected a file that can be read, got b.yaml: there is no such file
        Check the path; it is relative to the file that names it.
      "
    `);
  });
});

describe('a study of version 1', () => {
  const study = `${STUDY.replace('version: 2', 'version: 1')}  held:
    title: A reserve
    set:
      stockpiles.reserve: {target: 10 t, source: a test}
      flows.release: {from: reserve, to: magnets, release: {below: 2 weeks}, source: a test}
      stockpiles.magnets: {cover: 2 years}
`;
  const files = { 'study.yaml': study, 'base.yaml': STUDY_BASE, 'figures.yaml': LEDGER };

  test('gives the stockpiles that its variants introduce what version 1 meant, with one warning', () => {
    const { issues } = readingOf(files);
    expect(issues.filter(({ code }) => code !== 'unsourced').map(issueText)).toMatchInlineSnapshot(`
      [
        "study.yaml:1:10 warning old-version version
        expected version: 2, got version: 1, read as version 1 was meant: switchable 0% where a stockpile says none, started and delivered as shipped, total.cost as total.supply_cost
        chokepoint migrate study.yaml rewrites it so, comments kept.",
      ]
    `);
    const text = migrated(files, 'study.yaml');
    expect(text).toContain('stockpiles.reserve: {target: 10 t, source: a test, switchable: 0%}');
    expect(text).toContain('stockpiles.magnets: {cover: 2 years}');
    const [before, after] = [study, text].map((one) => readingOf({ ...files, 'study.yaml': one }).study?.digest);
    expect(before).toEqual(expect.any(String));
    expect(after).toBe(before);
  });

  test('has the stockpiles of its grid rewritten, too, and what its variants expect', () => {
    const text = `version: 1\ntitle: Grid\nbase: base.yaml
variants: {a: {set: {'expect[0].that': flows.lane.delivered > 0 t, stockpiles: {new: {initial: 0 t}}}}}
grid: {stockpiles.new: [{initial: 1 t}, {initial: 2 t}]}
`;
    expect(migrated({ 'study.yaml': text, 'base.yaml': STUDY_BASE }, 'study.yaml')).toMatchInlineSnapshot(`
      "version: 2
      title: Grid
      base: base.yaml
      variants: {a: {set: {'expect[0].that': flows.lane.shipped > 0 t, stockpiles: {new: {initial: 0 t, switchable: 0%}}}}}
      grid: {stockpiles.new: [{initial: 1 t, switchable: 0%}, {initial: 2 t, switchable: 0%}]}
      "
    `);
  });
});

describe('what can not be rewritten is told', () => {
  test('aliases that stockpiles of two meanings share', () => {
    const text = 'version: 1\nextends: b.yaml\nstockpiles: {new: &same {initial: 1 t}, old: *same}\n';
    const base = 'version: 1\nstockpiles: {old: {initial: 2 t}}\n';
    expect(refusal({ 's.yaml': text, 'b.yaml': base })).toMatchInlineSnapshot(`
      "
      s.yaml:1:1 error conflict
        expected each stockpile, expectation and tolerance written by itself, got text that several of them share
        Write out what is shared by aliases (*name), or change the file by hand as scenarios/README.md says.
      "
    `);
  });

  test('while aliases and merged maps that mean the same are written once', () => {
    const text = 'version: 1\nstockpiles:\n  a: &all {initial: 1 t}\n  b: *all\n  c: {<<: *all, initial: 2 t}\n';
    expect(migrated({ 's.yaml': text })).toMatchInlineSnapshot(`
      "version: 2
      stockpiles:
        a: &all {initial: 1 t, switchable: 0%}
        b: *all
        c: {<<: *all, initial: 2 t, switchable: 0%}
      "
    `);
  });

  test('two tolerances that would bear one name, which no reader takes either', () => {
    const text = OLD.replace(/tolerance:.*/, 'tolerance: {flows.*.started: 1%, flows.*.delivered: 2%}');
    expect(refusal({ 's.yaml': text })).toMatchInlineSnapshot(`
      "
      s.yaml:26:34 error conflict tolerance."flows.*.delivered"
        expected one tolerance for flows.*.shipped, got flows.*.started and flows.*.delivered, which are both called so now
        Keep one of them.
      "
    `);
    expect(told(text)).toContain('conflict tolerance."flows.*.delivered"');
  });

  test('syntax, a newer version, and what is neither a scenario nor a study', () => {
    expect(refusal({ 's.yaml': 'version: 1\nstockpiles: {a: {}\n' })).toMatchInlineSnapshot(`
      "
      s.yaml:2:17 error not-yaml
        expected a closing }, got none
        Close what is opened here with }.
      "
    `);
    expect(refusal({ 's.yaml': 'version: 3\n' })).toContain('newer-version version');
    expect(refusal({ 's.yaml': 'name: a package\n' })).toMatchInlineSnapshot(`
      "
      s.yaml:1:1 error wrong-type
        expected a scenario or a study, got a map with name
        Leave it out: other files have no version.
      "
    `);
    expect(refusal({}, 'none.yaml')).toContain('missing-file');
  });
});

test('a project file has its tolerances renamed and gets no version; a ledger has nothing to change', () => {
  const text = 'tolerance: {flows.*.started: 1% relative} # for all\n';
  expect(migrated({ 'a/chokepoint.yaml': text }, 'a/chokepoint.yaml')).toBe(
    'tolerance: {flows.*.shipped: 1% relative} # for all\n',
  );
  expect(migrated({ 'figures.yaml': '- {id: a, value: 1}\n' }, 'figures.yaml')).toBe('- {id: a, value: 1}\n');
});

test('a file of version 2 that uses a former name is told the present one', () => {
  const sound = OLD.replace('version: 1', 'version: 2').split('expect:')[0] as string;
  const remedies = (more: string) => {
    const { scenario, issues } = reading(`${sound}${more}\n`);
    const found = scenario && answer(scenario);
    return [...issues, ...(found?.issues ?? [])]
      .filter(({ severity }) => severity === 'error')
      .map((one) => one.remedy);
  };
  const present = ['Did you mean flows.lane.shipped?'];
  expect(remedies('expect: [{that: flows.lane.delivered > 0 t}]')).toEqual(present);
  expect(remedies(`expect: [{that: 'at(flows.lane.started, "2025-01-06") > 0 t'}]`)).toEqual(present);
  expect(remedies('tolerance: {flows.lane.started: 0}')).toEqual(present);
  expect(remedies('observations: {seen: {series: flows.lane.started, data: x.csv, column: a, unit: t}}')).toContain(
    'Did you mean flows.lane.shipped?',
  );
});
