/** `chokepoint check` as a user meets it: the built command in a repository of its own. `npm test` builds it first. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XmlDocument, type XmlElement, XsdValidator } from 'libxml2-wasm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { finishMoves } from '../../src/cli/journal.ts';
import { ROOT } from '../files.ts';
import { commandIn } from './command.ts';

const ROUTE = `
version: 2
title: Half a year <without> magnets & more
start: 2025-04-04
horizon: 53 weeks
runs: 50
assumptions:
  stock: {value: 6 weeks, source: a test}
  closed: {uniform: [20 weeks, 30 weeks], why: a test}
stockpiles:
  ore: {cover: 2 weeks}
  magnets: {cover: stock}
flows:
  mine: {to: ore, capacity: 100 t/week, source: a test}
  imports: {from: {ore: 1.1}, to: magnets, lead: 5 weeks, licence: export, source: a test}
licences:
  export: {phases: [{from: 2025-06-06, title: ban, allow: 'step(since("2025-06-06") - closed)'}]}
demands:
  cars: {title: Car makers, from: magnets, rate: 50 t/week, source: a test}
expect:
  - {that: demands.cars.time_to_survive >= 6 weeks, because: stock}
  - {that: 'at(flows.imports.shipped, "2025-06-13") == 0 t'}
  - {that: mean(demands.cars.shortage) >= 100 t}
`;
const CALM = ROUTE.replace('Half a year', 'A calm year')
  .replace('2025-06-06, title: ban', '2026-03-27, title: ban')
  .replace(/expect:[\s\S]*/, '');

let made: string;
let folder: string;
const home = mkdtempSync(join(tmpdir(), 'chokepoint-check-'));
beforeAll(() => {
  made = join(home, 'made');
  cpSync(join(ROOT, 'LICENSE'), join(made, 'scenarios', 'LICENSE'));
  writeFileSync(join(made, 'scenarios/route.yaml'), ROUTE);
  writeFileSync(join(made, 'scenarios/calm.yaml'), CALM);
  writeFileSync(join(made, 'scenarios/figures.yaml'), '[]\n');
  folder = made;
  expect(chokepoint('run', 'scenarios/route.yaml', 'scenarios/calm.yaml', '--quiet').status).toBe(0);
  git('init', '-q');
  commit('made');
}, 60_000);
let count = 0;
beforeEach(() => {
  folder = join(home, `case-${count++}`);
  cpSync(made, folder, { recursive: true });
});
afterAll(() => rmSync(home, { recursive: true, force: true }), 60_000);

function spawn(program: string, words: readonly string[]) {
  const env = { ...process.env, NO_COLOR: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
  const { status, signal, stdout, stderr } = spawnSync(program, words, { cwd: folder, env, encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}
const called = commandIn(() => folder);
/** Checks by one thread unless said otherwise: each of more would load all that it needs anew. */
const chokepoint = (command: string, ...words: string[]) => {
  const isSaid = command !== 'check' || words.includes('--threads');
  return { signal: null, ...called(command, ...(isSaid ? [] : ['--threads', '1']), ...words) };
};
const git = (...words: string[]) => spawn('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...words]);
function commit(message: string) {
  git('add', '-A');
  git('commit', '-q', '-m', message);
}
const path = (name: string) => join(folder, name);
const edit = (name: string, change: (text: string) => string) =>
  writeFileSync(path(name), change(readFileSync(path(name), 'utf8')));
const ROUTE_FILE = 'scenarios/route.yaml';

describe('chokepoint check', () => {
  test('of results as committed is content, says so and takes all of scenarios/ but the ledger', () => {
    expect(chokepoint('check')).toEqual({
      ...{ status: 0, signal: null, stderr: '' },
      stdout:
        'calm: 0 expectations as stated, results as committed\nroute: 3 expectations as stated, results as committed\n\n2 scenarios: 2 as they should be.\n',
    });
  });

  test('says the same whatever the number of threads', () => {
    edit(ROUTE_FILE, (text) => text.replace('6 weeks, source', '5 weeks, source'));
    const one = chokepoint('check', '--threads', '1');
    expect(one.status).toBe(3);
    expect(chokepoint('check', '--threads', '3')).toEqual(one);
  });

  test('tells an expectation that is not met with both sides, how far off, why and where', () => {
    edit(ROUTE_FILE, (text) => text.replace('survive >= 6 weeks', 'survive >= 40 weeks'));
    const { status, stdout } = chokepoint('check', ROUTE_FILE);
    expect(status).toBe(3);
    expect(stdout).toMatch(
      /NOT MET {7}demands\.cars\.time_to_survive >= 40 weeks \(stock\): \d+ weeks, against 40 weeks: off by \d+ weeks/,
    );
    expect(stdout).toContain(`at ${ROUTE_FILE}:21`);
  });

  test('tells what moved, by how much, since when, and where it began', () => {
    edit(ROUTE_FILE, (text) => text.replace('2025-06-06, title', '2025-05-09, title'));
    const { status, stdout } = chokepoint('check');
    expect(status).toBe(3);
    expect(stdout).toContain('calm: 0 expectations as stated, results as committed');
    expect(stdout).toMatch(/First to move: .*, on 2025-05-09/);
    expect(stdout).toMatch(/moved {6}flows\.imports\.\w+: .* t\/step → .*, since 2025-05-09 in \d+ steps/);
  });

  test('names an input that changed', () => {
    const { status, stdout } = chokepoint('check', ROUTE_FILE, '--set', 'assumptions.stock=5 weeks');
    expect(status).toBe(3);
    expect(stdout).toContain('    changed    assumptions.stock.value 6 → 5 weeks\n');
  });

  test('tells the inputs that changed first, then what that does to the subject, then the rest', () => {
    edit(ROUTE_FILE, (text) =>
      text.replace('rate: 50 t/week', 'rate: 60 t/week').replace('title: Half a year', 'title: Half of a year'),
    );
    const { stdout } = chokepoint('check', ROUTE_FILE);
    const lines = stdout.split('\n').map((line) => line.trim());
    expect(lines.slice(1, 6)).toEqual([
      'changed    demands.cars.rate 50 → 60 t/week',
      'changed    texts alone: title',
      expect.stringMatching(/^comes to {3}Car makers, shortage \(mean\): [\d,]+ → [\d,]+ t \(\+\d+(\.\d)? %\)$/),
      'comes to   Car makers, share of its need that it goes without (mean): 37.7 %, as before',
      expect.stringMatching(/^comes to {3}Car makers, time to survive \(median\): /),
    ]);
    expect(lines[6]).toMatch(/^First to move: /);
  });

  test('of a text alone that changed says so, and is content', () => {
    edit(ROUTE_FILE, (text) => text.replace('title: Half a year', 'title: Half of a year'));
    const { status, stdout } = chokepoint('check', ROUTE_FILE);
    expect(status).toBe(0);
    expect(stdout).toContain('    changed    texts alone: title\n');
  });

  test('says that the program made the difference where no input did', () => {
    edit('results/calm/summary.json', (text) => text.replace(/("demands\.cars\.shortage": )[\d.]+/, '$12'));
    const { status, stdout } = chokepoint('check', 'scenarios/calm.yaml', '--runs', '1');
    expect(status).toBe(3);
    expect(stdout).toMatch(/No input that a number depends on has changed: chokepoint [\d.]+ made the baseline\./);
  });

  test('takes tolerances from chokepoint.yaml, and from the scenario before it', () => {
    const moved = (...words: string[]) => chokepoint('check', ROUTE_FILE, '--runs', '1', ...words).status;
    const wide = [
      'default: 0',
      'demands.*.*: 100% relative',
      'stockpiles.*.*: 100% relative',
      'flows.*.*: 100% relative',
      'licences.*.*: 100% relative',
    ];
    edit(ROUTE_FILE, (text) => text.replace('allow:', 'review: 1 day, allow:'));
    edit(ROUTE_FILE, (text) => text.replace('rate: 50 t/week', 'rate: 50.001 t/week'));
    expect(moved()).toBe(3);
    writeFileSync(path('chokepoint.yaml'), `tolerance:\n${wide.map((line) => `  ${line}\n`).join('')}`);
    expect(chokepoint('check', ROUTE_FILE, '--runs', '1').stdout).not.toContain('moved');
    edit(ROUTE_FILE, (text) => `${text}tolerance: {demands.cars.shortage: 0 t}\n`);
    expect(chokepoint('check', ROUTE_FILE, '--runs', '1').stdout).toContain('moved      demands.cars.shortage');
  });

  test('of a tolerance that means nothing says where and what is meant', () => {
    writeFileSync(
      path('chokepoint.yaml'),
      'tolerance:\n  default: 1e-9 relative\n  demands.*.time_to_survife: 0 days\n',
    );
    expect(chokepoint('check')).toMatchObject({ status: 2, stdout: '' });
    expect(chokepoint('check').stderr).toContain('chokepoint.yaml:3:');
    expect(chokepoint('check').stderr).toMatch(/Did you mean demands\.cars\.time_to_survive\?/);
    writeFileSync(path('chokepoint.yaml'), 'tolerances: {}\n');
    expect(chokepoint('check').stderr).toContain('Did you mean tolerance?');
    rmSync(path('chokepoint.yaml'));
    edit(ROUTE_FILE, (text) => `${text}tolerance: {demands.cars.shortage: 3 days}\n`);
    const { status, stderr } = chokepoint('validate', ROUTE_FILE);
    expect(status).toBe(2);
    expect(stderr).toContain('wrong-dimension  tolerance."demands.cars.shortage"');
  });

  test('of an expectation or a scenario that is not sound exits 2 with its place', () => {
    edit(ROUTE_FILE, (text) => text.replace('cars.shortage', 'cars.shortge'));
    const { status, stderr, stdout } = chokepoint('check');
    expect(status).toBe(2);
    expect(stderr).toContain('Did you mean demands.cars.shortage?');
    expect(stdout).toContain('1 as they should be, 1 not sound');
  });

  test('does not pass an expectation that it could not judge', () => {
    const { status, stdout } = chokepoint('check', ROUTE_FILE, '--runs', '1');
    expect(status).toBe(3);
    expect(stdout).toContain('1 of 3 expectations not judged');
    expect(stdout).toContain(`NOT JUDGED    ${ROUTE_FILE}:23: it needs an ensemble. Run it with --runs 1000`);
    expect(stdout).toContain('No ensemble was run: that of the baseline was not compared.');
  });

  test('with another number of runs compares means by their standard errors', () => {
    const { status, stdout } = chokepoint('check', '--runs', '200');
    expect(status).toBe(0);
    expect(stdout).toContain('The baseline has 50 runs, now 200: means and probabilities alone were compared');
  });

  test('of a missing, a broken and a cut-off baseline says so, and does not pass', () => {
    rmSync(path('results/calm'), { recursive: true });
    edit('results/route/series.csv', (text) => text.slice(0, -20));
    const { status, stdout } = chokepoint('check');
    expect(status).toBe(3);
    expect(stdout).toContain(
      'No baseline: results/calm/summary.json: there is no such file. chokepoint check --update writes it.',
    );
    expect(stdout).toMatch(/No baseline: results\/route\/series\.csv:\d+ should have the end of a line/);
    edit('results/route/summary.json', () => '{"metrics": {');
    expect(chokepoint('check', ROUTE_FILE).stdout).toContain(
      'results/route/summary.json:1 should have the summary of a run',
    );
  });

  test('without scenarios, and with two of one name, says what to do', () => {
    rmSync(path('scenarios'), { recursive: true });
    expect(chokepoint('check')).toMatchObject({ status: 2, stderr: expect.stringContaining('chokepoint init') });
    expect(chokepoint('check', 'a/x.yaml', 'b/x.yaml')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Two files are called x'),
    });
  });

  test('--since compares with the results of a revision', () => {
    edit(ROUTE_FILE, (text) => text.replace('rate: 50 t/week', 'rate: 40 t/week'));
    expect(chokepoint('check', '--update', '--quiet').status).toBe(0);
    commit('less');
    expect(chokepoint('check').status).toBe(0);
    const { status, stdout } = chokepoint('check', '--since', 'HEAD~1');
    expect(status).toBe(3);
    expect(stdout).toContain('First to move: flows.mine, on 2025-04-04');
    expect(chokepoint('check', '--since', 'nowhere')).toMatchObject({
      status: 2,
      stderr: "--since nowhere can't be compared with: git knows no revision nowhere.\n",
    });
    rmSync(path('.git'), { recursive: true });
    expect(chokepoint('check', '--since', 'HEAD')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('not a git repository'),
    });
  });
});

describe('chokepoint check --update', () => {
  const change = () => edit(ROUTE_FILE, (text) => text.replace('rate: 50 t/week', 'rate: 40 t/week'));

  test('says first what it will change, writes that alone, and then all is as committed', () => {
    change();
    const before = readFileSync(path('results/calm/summary.json'), 'utf8');
    const { status, stdout } = chokepoint('check', '--update');
    expect(status).toBe(0);
    expect(stdout.indexOf('First to move')).toBeGreaterThan(0);
    expect(stdout.indexOf('Updating results/route.')).toBeGreaterThan(stdout.indexOf('First to move'));
    expect(readFileSync(path('results/calm/summary.json'), 'utf8')).toBe(before);
    expect(chokepoint('check').status).toBe(0);
    expect(chokepoint('check', '--update').stdout).toContain('Nothing to update');
  });

  test('writes what run writes, to the byte', () => {
    change();
    expect(chokepoint('check', '--update', '--quiet').status).toBe(0);
    expect(chokepoint('run', ROUTE_FILE, '--out', 'again', '--quiet').status).toBe(0);
    const names = readdirSync(path('results/route')).sort();
    expect(names).toContain('runs.parquet');
    expect(readdirSync(path('again/route')).sort()).toEqual(names);
    const differing = names.filter(
      (name) => !readFileSync(path(`results/route/${name}`)).equals(readFileSync(path(`again/route/${name}`))),
    );
    expect(differing).toEqual([]);
  });

  test('makes a baseline where there is none', () => {
    rmSync(path('results'), { recursive: true });
    expect(chokepoint('check', '--update').status).toBe(0);
    expect(chokepoint('check').status).toBe(0);
  });

  test('still fails on an expectation that is not met', () => {
    edit(ROUTE_FILE, (text) => text.replace('survive >= 6 weeks', 'survive >= 40 weeks'));
    expect(chokepoint('check', '--update').status).toBe(3);
  });

  test('refuses results that are not committed, or not of chokepoint, unless forced', () => {
    change();
    edit('results/route/shortages.svg', (text) => text.replace('svg', 'SVG'));
    const refused = chokepoint('check', '--update');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('results/route/shortages.svg: it differs from what is committed');
    expect(git('status', '--porcelain').stdout).toBe(` M results/route/shortages.svg\n M ${ROUTE_FILE}\n`);
    expect(chokepoint('check', '--update', '--force').status).toBe(0);
    edit('results/calm/summary.json', (text) => text.replace(/ {2}"program".*\n/, ''));
    commit('by hand');
    const foreign = chokepoint('check', '--update');
    expect(foreign.stderr).toContain('results/calm/summary.json: it does not say that chokepoint wrote it');
    expect(chokepoint('check', '--update', '--force').status).toBe(0);
    expect(chokepoint('check').status).toBe(0);
  });

  test('refuses to take away what somebody put beside results, unless forced', () => {
    change();
    writeFileSync(path('results/route/notes.md'), 'Why it is so.\n');
    const refused = chokepoint('check', '--update');
    expect(refused).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('results/route/notes.md: chokepoint did'),
    });
    expect(existsSync(path('results/route/notes.md'))).toBe(true);
    expect(readdirSync(path('results')).sort()).toEqual(['calm', 'route']);
    expect(chokepoint('check', '--update', '--force').status).toBe(0);
  });

  test('goes with no --set and no --since', () => {
    expect(chokepoint('check', '--update', '--set', 'runs=3')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('take --set out'),
    });
    expect(chokepoint('check', '--update', '--since', 'HEAD')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('take --since out'),
    });
    expect(chokepoint('check', '--force')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--force goes with --update'),
    });
  });

  test('killed at any rename leaves all results old or all new, once the next command has looked', () => {
    change();
    edit('scenarios/calm.yaml', (text) => text.replace('rate: 50 t/week', 'rate: 40 t/week'));
    // Ends the process as the n-th rename is asked for.
    writeFileSync(
      path('crash.mjs'),
      `import fs from 'node:fs';
       import { isMainThread } from 'node:worker_threads';
       import { syncBuiltinESMExports } from 'node:module';
       const { renameSync } = fs;
       let left = Number(process.env.RENAMES);
       fs.renameSync = (...words) => (left-- > 0 ? renameSync(...words) : process.kill(process.pid, 'SIGKILL'));
       if (isMainThread) syncBuiltinESMExports();`,
    );
    const bytes = () =>
      ['route', 'calm'].map((name) => readFileSync(path(`results/${name}/series.csv`), 'utf8')).join('');
    const old = bytes();
    const states = [];
    for (let renames = 0; ; renames++) {
      rmSync(path('results'), { recursive: true });
      cpSync(join(made, 'results'), path('results'), { recursive: true });
      const { signal } = spawnSync(
        process.execPath,
        [
          '--import',
          path('crash.mjs'),
          join(ROOT, 'dist/chokepoint.js'),
          'check',
          '--update',
          '--threads',
          '1',
          '--runs',
          '20',
          '--no-charts',
          '--quiet',
        ],
        {
          ...{ cwd: folder, env: { ...process.env, RENAMES: String(renames) }, encoding: 'utf8' },
        },
      );
      if (signal === null) break;
      expect(signal).toBe('SIGKILL');
      finishMoves(path('results'));
      expect(readdirSync(path('results')).sort()).toEqual(['calm', 'route']);
      states.push(bytes());
    }
    const new_ = bytes();
    expect(new_).not.toBe(old);
    // The journal is one rename; then each of the two folders is put in its place by two, what it replaces goes by one, and
    // last come the two reports of both.
    expect(states.map((state) => (state === old ? 'old' : state === new_ ? 'new' : 'mixed'))).toEqual([
      'old',
      ...Array.from({ length: 10 }, () => 'new'),
    ]);
  }, 240_000);
});

describe('the formats of chokepoint check', () => {
  const spoil = () => {
    edit(ROUTE_FILE, (text) =>
      text.replace('survive >= 6 weeks, because: stock', 'survive >= 40 weeks, because: "100% \\"sure\\" <of> it, &c"'),
    );
    edit('scenarios/calm.yaml', (text) => text.replace('rate: 50 t/week', 'rate: 40 t/week'));
    writeFileSync(path('scenarios/wrong.yaml'), ROUTE.replace('to: magnets', 'too: magnets'));
  };

  test('JUnit: a suite a scenario, a case an expectation and the baseline, by its schema', () => {
    spoil();
    expect(chokepoint('check', '--junit', 'junit.xml', '--quiet').status).toBe(2);
    const schema = XmlDocument.fromString(readFileSync(join(import.meta.dirname, 'junit.xsd'), 'utf8'));
    const document = XmlDocument.fromString(readFileSync(path('junit.xml'), 'utf8'));
    const validator = XsdValidator.fromDoc(schema);
    validator.validate(document);
    const elements = (query: string) => document.find(query) as XmlElement[];
    const attribute = (element: XmlElement, name: string) => element.attr(name)?.value;
    expect(
      elements('//testsuite').map((suite) =>
        ['name', 'tests', 'failures', 'errors'].map((name) => attribute(suite, name)),
      ),
    ).toEqual([
      ['calm', '1', '1', '0'],
      ['route', '4', '1', '0'],
      ['wrong', '1', '0', '1'],
    ]);
    expect(elements('//testsuite[@name="route"]/testcase').map((one) => attribute(one, 'name'))).toEqual([
      'demands.cars.time_to_survive >= 40 weeks',
      'at(flows.imports.shipped, "2025-06-13") == 0 t',
      'mean(demands.cars.shortage) >= 100 t',
      'baseline',
    ]);
    expect(
      elements('//failure')
        .map((one) => one.content)
        .join('\n'),
    ).toContain('because: 100% "sure" <of> it, &c');
    expect(attribute(elements('//property[@name="title"]')[1] as XmlElement, 'value')).toBe(
      'Half a year <without> magnets & more',
    );
    validator.dispose();
    document.dispose();
    schema.dispose();
  });

  /** Ways in which a file would be no JUnit XML, each a change to one that is. */
  const WRONG: readonly (readonly [string, (xml: string) => string])[] = [
    [
      'a case outside a suite',
      (xml) => xml.replace('</testsuites>', '<testcase classname="a" name="a"/></testsuites>'),
    ],
    ['a suite without its count of failures', (xml) => xml.replace(/(<testsuite .*) failures="\d+"/, '$1')],
    ['a count that is no number', (xml) => xml.replace(/(<testsuite .*tests=)"\d+"/, '$1"many"')],
    ['a case without a name', (xml) => xml.replace(/(<testcase [^>]*) name="[^"]*"/, '$1')],
    ['a fault without a type', (xml) => xml.replace('<failure type="expectation"', '<failure')],
    ['an attribute that nobody reads', (xml) => xml.replace('<testcase ', '<testcase line="3" ')],
    ['an element that nobody reads', (xml) => xml.replaceAll('failure', 'flaw')],
    ['properties after cases', (xml) => xml.replace(/( *<properties>.*\n)((?:.*\n)*?)( *<\/testsuite>)/, '$2$1$3')],
  ];

  test('JUnit: the schema refuses what is no such file', () => {
    spoil();
    chokepoint('check', '--junit', 'junit.xml', '--quiet');
    const written = readFileSync(path('junit.xml'), 'utf8');
    const schema = XmlDocument.fromString(readFileSync(join(import.meta.dirname, 'junit.xsd'), 'utf8'));
    const validator = XsdValidator.fromDoc(schema);
    const taken = WRONG.filter(([, change]) => {
      const changed = change(written);
      expect(changed).not.toBe(written);
      const wrong = XmlDocument.fromString(changed);
      try {
        validator.validate(wrong);
        return true;
      } catch {
        return false;
      } finally {
        wrong.dispose();
      }
    });
    expect(taken.map(([name]) => name)).toEqual([]);
    validator.dispose();
    schema.dispose();
  });

  test('HTML: a page by itself, in a folder of its own, with every scenario that differs', () => {
    spoil();
    expect(chokepoint('check', '--html', 'site/check.html', '--quiet').status).toBe(2);
    const page = readFileSync(path('site/check.html'), 'utf8');
    expect(page).toContain('<h1>3\u00a0of 3\u00a0scenarios are not as committed or expected</h1>');
    expect(page).toContain('A calm year &lt;without&gt; magnets &amp; more (calm)');
    expect(page).toContain('scenarios/route.yaml:21');
    expect(page).toContain('<pre><code>chokepoint check --update</code></pre>');
    expect(page).not.toMatch(/(src|href)="?https?:/);
    expect(chokepoint('check', '--html', 'again.html', '--quiet', '--threads', '1').status).toBe(2);
    expect(readFileSync(path('again.html'), 'utf8')).toBe(page);
  });

  test('HTML and JUnit: an option without its file is told, and a file that is a folder', () => {
    for (const option of ['--html', '--junit']) {
      expect(chokepoint('check', option)).toMatchObject({
        ...{ status: 2, stdout: '' },
        stderr: `${option} wants a value; got none\nTry chokepoint check --help.\n`,
      });
      expect(chokepoint('check', option, 'scenarios', '--quiet')).toMatchObject({
        ...{ status: 2, stdout: '' },
        stderr: 'Nothing was written over what is not ours:\n    scenarios: it is a folder\nName another file.\n',
      });
    }
    expect(readdirSync(folder).sort()).toEqual(['.git', 'results', 'scenarios']);
  });

  test('HTML: where nothing moved, a line a scenario; under --set, no words that accept it', () => {
    expect(chokepoint('check', '--html', 'check.html', '--quiet').status).toBe(0);
    const page = readFileSync(path('check.html'), 'utf8');
    expect(page).toContain('<h1>All 2\u00a0scenarios are as committed</h1>');
    expect(page.match(/<li>[^<]*: as committed;/g)).toHaveLength(2);
    expect(page).not.toContain('<svg');
    expect(chokepoint('check', '--set', 'assumptions.stock=5 weeks', ROUTE_FILE, '--html', 'check.html').status).toBe(
      3,
    );
    expect(readFileSync(path('check.html'), 'utf8')).not.toContain('<pre><code>chokepoint check');
  });

  test('GitHub: an annotation at the line of the expectation, and where the input that changed is written', () => {
    spoil();
    const { stdout } = chokepoint('check', '--github', '--quiet');
    const lines = stdout.trim().split('\n');
    expect(lines.find((line) => line.includes('40 weeks'))).toMatch(
      /^::error file=scenarios\/route\.yaml,line=21,col=12,title=chokepoint check%3A route::demands\.cars\.time_to_survive >= 40 weeks \(100%25 "sure" <of> it, &c\): \d+ weeks, against 40 weeks: off by \d+ weeks \(\d+(\.\d)? %25\)$/,
    );
    expect(lines.find((line) => line.includes('calm.yaml'))).toMatch(
      /^::error file=scenarios\/calm\.yaml,line=\d+,col=\d+,title=chokepoint check%3A calm::changed {4}demands\.cars\.rate 50 → 40 t\/week%0A/,
    );
    expect(lines.find((line) => line.includes('wrong.yaml'))).toMatch(/^::error file=scenarios\/wrong\.yaml,line=15,/);
    for (const line of lines) expect(line).toMatch(/^::(error|warning) /);
  });

  test('JSON: everything, for scripts', () => {
    spoil();
    const all = JSON.parse(chokepoint('check', '--json').stdout) as {
      name: string;
      standing: string;
      differences: object[];
      expectations: object[];
    }[];
    expect(all.map(({ name, standing }) => [name, standing])).toEqual([
      ['calm', 'differs'],
      ['route', 'differs'],
      ['wrong', 'unsound'],
    ]);
    expect(all[0]?.differences.length).toBeGreaterThan(10);
    expect(all[1]?.expectations[0]).toMatchObject({ met: false, as_stated: false, unit: 'days', right: 280 });
    expect(existsSync(path('junit.xml'))).toBe(false);
  });
});
