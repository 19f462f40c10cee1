/** What a scenario says reaches a terminal and a log as text, whatever it holds, from every command. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadScenario, ScenarioError } from 'chokepoint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../files.ts';

/** As YAML writes them in double quotes: an escape, a mark of direction, and the commands of a CI service. */
const HOSTILE = '\\e[31mred\\e]0;t\\a \\u202Eback\\u2028\\n::error file=x::pwn\\n  ::add-mask::x\\n##[warning]pwn';
/** The same without what a picture can't hold. */
const TITLE = HOSTILE.replace('\\e[31mred\\e]0;t\\a', '\\x9b31m');
const SCENARIO = `version: 2
title: "a ${TITLE}"
about: "${HOSTILE}"
start: 2025-04-04
horizon: 53 weeks
runs: 4
assumptions:
  need: {uniform: [100 t/year, 200 t/year], source: "${HOSTILE}"}
stockpiles: {magnets: {initial: 10 t, title: "m ${TITLE}", source: a test}}
demands: {cars: {from: magnets, rate: need, title: "c ${TITLE}", source: a test}}
expect: [{that: demands.cars.fill_rate >= 99%, because: "${HOSTILE}"}]
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-printing-'));
  const files = {
    'a.yaml': SCENARIO,
    'b.yaml': SCENARIO.replace('10 t', '20 t'),
    'wrong.yaml': `${SCENARIO}"::error::key ${HOSTILE}": 1\n"\\e[31m": {"${HOSTILE}": "${HOSTILE}"}\nflows: {x: {to: "${HOSTILE}"}}\n`,
    'table.csv': `date,\u001B[31mx\n2025-04-04,\u202E1\n2025-05-05,::error::x\n`,
    'cells.yaml': SCENARIO.replace('rate: need', "rate: {data: table.csv, column: '\u001B[31mx', unit: t/year}"),
    'column.yaml': SCENARIO.replace('rate: need', 'rate: {data: table.csv, column: x, unit: t/year}'),
    'raw.yaml': `title: \u001B[31mraw\n::error::raw\n`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function chokepoint(colours: object, ...words: string[]) {
  const { NO_COLOR, FORCE_COLOR, ...rest } = process.env;
  return spawnSync(process.execPath, [join(ROOT, 'dist/chokepoint.js'), ...words], {
    ...{ cwd: folder, env: { ...rest, ...colours }, encoding: 'utf8' },
  });
}

test.each<[number, ...string[]]>([
  [0, 'run', 'a.yaml'],
  [0, 'run', 'a.yaml', '--json'],
  [2, 'run', 'a.yaml', '--set', 'stockpiles.\u001B[31m\n::error::x=1'],
  [3, 'check', 'a.yaml'],
  [3, 'check', 'a.yaml', '--github'],
  [3, 'check', 'a.yaml', '--json'],
  [0, 'compare', 'a.yaml', 'b.yaml'],
  [0, 'compare', 'a.yaml', 'b.yaml', '--json'],
  [0, 'sensitivity', 'a.yaml'],
  [0, 'sensitivity', 'a.yaml', '--json'],
  [0, 'solve', 'a.yaml', '--vary', 'stockpiles.magnets.initial', '--until', 'demands.cars.fill_rate >= 50%'],
  [2, 'solve', 'a.yaml', '--vary', '\u001B[31mx\n::error::x', '--until', '\u001B[31m\n::error::x'],
  [0, 'schema', '--guide', 'a.yaml'],
  [2, 'validate', 'a.yaml', 'wrong.yaml', 'cells.yaml', 'column.yaml', 'raw.yaml'],
  [2, 'validate', '\u001B[31m\n::error::file.yaml'],
  [2, '\n::error::command\u001B[31m'],
  [2, 'run', 'a.yaml', '--option\u001B[31m'],
  [2, 'figures', '--folder', '\u001B[31m\n::error::folder'],
])('exit code %i: %j %j %j %j', (code, ...words) => {
  const { status, stdout, stderr } = chokepoint({ NO_COLOR: '1' }, ...words);
  expect(status, stderr).toBe(code);
  for (const line of [...stdout.split('\n'), ...stderr.split('\n')]) {
    expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]|##\[/u);
    if (!words.includes('--github')) expect(line).not.toMatch(/^\s*::/);
    else if (/^\s*::/.test(line)) expect(line).toMatch(/^::error file=a\.yaml,line=\d+,col=\d+,title=chokepoint/);
  }
  if (words.includes('--json')) expect(typeof JSON.parse(stdout)).toBe('object');
  expect(`${stdout}${stderr}`).toMatch(/\\u202e|\\x1b/);
});

test('colours are those of the program, and no value brings its own', () => {
  const { stdout, stderr } = chokepoint({ FORCE_COLOR: '1' }, 'validate', 'wrong.yaml');
  const [, ...escapes] = `${stdout}${stderr}`.split('\u001B');
  expect(escapes.length).toBeGreaterThan(4);
  // Bold, dim, red, yellow, and their ends.
  for (const text of escapes) expect(text).toMatch(/^\[(1|2|22|31|33|39)m/);
  expect(stderr).toContain('\\x1b[31m');
});

test('the message of a ScenarioError is text, too', () => {
  try {
    loadScenario(join(folder, 'wrong.yaml'));
    expect.unreachable();
  } catch (error) {
    const lines = (error as ScenarioError).message.split('\n');
    expect(error).toBeInstanceOf(ScenarioError);
    expect(lines).toHaveLength((error as ScenarioError).issues.length);
    for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]|^\s*::/u);
  }
});
