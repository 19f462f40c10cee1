/** `chokepoint migrate` as a user meets it: the built file, in a folder of its own. `npm test` builds it first. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROOT } from '../files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const FILES: Readonly<Record<string, string>> = {
  'base.yaml': `version: 1
title: Base
start: 2025-01-06
horizon: 8 weeks
stockpiles: {shelf: {initial: 4 weeks}} # the only one
flows: {lane: {to: shelf}, other: {to: shelf, capacity: 1 t/week}}
demands: {users: {from: shelf, rate: 10 t/week}}
expect: [{that: flows.lane.delivered + flows.other.delivered > 0 t}]
`,
  'child.yaml': 'version: 1\nextends: base.yaml\ntitle: Child\n',
  'new.yaml': 'version: 2\nextends: base.yaml\ntitle: New\n',
  'wrong.yaml': 'version: 1\nstockpiles: {a: {}\n',
};

function chokepoint(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'dist/chokepoint.js'), ...words], {
    ...{ cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  });
  return { status, stdout, stderr };
}

const text = (name: string) => readFileSync(join(folder, name), 'utf8');

test('files are rewritten, and those of version 2 left alone; a second time there is nothing to change', () => {
  const before = chokepoint('validate', 'child.yaml');
  expect(before.stderr).toContain('warning old-version');
  expect(before.stderr).toContain('chokepoint migrate child.yaml base.yaml rewrites it so');
  expect(chokepoint('migrate', 'base.yaml', 'child.yaml', 'new.yaml')).toMatchInlineSnapshot(`
    {
      "status": 0,
      "stderr": "",
      "stdout": "base.yaml: changed version, stockpiles.shelf.switchable, expect[0].that
    child.yaml: changed version
    new.yaml: nothing to change
    ",
    }
  `);
  expect(text('base.yaml')).toMatchInlineSnapshot(`
    "version: 2
    title: Base
    start: 2025-01-06
    horizon: 8 weeks
    stockpiles: {shelf: {initial: 4 weeks, switchable: 0%}} # the only one
    flows: {lane: {to: shelf}, other: {to: shelf, capacity: 1 t/week}}
    demands: {users: {from: shelf, rate: 10 t/week}}
    expect: [{that: flows.lane.shipped + flows.other.shipped > 0 t}]
    "
  `);
  expect(text('new.yaml')).toBe(FILES['new.yaml']);
  expect(chokepoint('validate', 'child.yaml').stderr).not.toContain('old-version');
  expect(chokepoint('migrate', 'base.yaml', '--check')).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(folder).sort()).toEqual(Object.keys(FILES).sort());
});

test('with --check nothing is written, and the exit code says whether anything would be', () => {
  expect(chokepoint('migrate', 'base.yaml', '--check')).toMatchInlineSnapshot(`
    {
      "status": 3,
      "stderr": "",
      "stdout": "base.yaml: would change version, stockpiles.shelf.switchable, expect[0].that
    ",
    }
  `);
  expect(text('base.yaml')).toBe(FILES['base.yaml']);
});

test('where one file is at fault none is written', () => {
  const { status, stdout, stderr } = chokepoint('migrate', 'base.yaml', 'wrong.yaml');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('wrong.yaml:2:17 ');
  expect(stderr).toContain('1 error; nothing was written.');
  expect(text('base.yaml')).toBe(FILES['base.yaml']);
});
