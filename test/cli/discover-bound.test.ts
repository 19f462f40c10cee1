/** discover and bound as a user meets them: the built command, in a folder of its own. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandIn } from './command.ts';

/** A lane that is closed for a time that is uncertain, or not at all. */
const LANE = `version: 2
title: A lane and its closing
start: 2025-01-01
horizon: 40 weeks
disruption: 2025-02-12
runs: 200
assumptions:
  closes: {chance: 60%, why: a test}
  halt: {uniform: [1 week, 20 weeks], why: a test}
  idle: {uniform: [1, 2], why: a test}
stockpiles:
  ore: {cover: 4 weeks}
flows:
  lane: {to: ore, lead: 2 weeks, capacity: idle * 12 t/week, licence: export}
licences:
  export: {phases: [{from: 2025-02-12, allow: '1 - closes * (1 - step(since("2025-02-12") - halt))'}]}
demands:
  works: {from: ore, rate: 10 t/week}
`;

const STUDY = `version: 2
title: More stock
base: lane.yaml
variants:
  stock: {title: twelve weeks of stock, set: {stockpiles.ore.cover: 12 weeks}}
  little: {title: five weeks of stock, set: {stockpiles.ore.cover: 5 weeks}}
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-discover-'));
  const files = {
    'lane.yaml': LANE,
    'study.yaml': STUDY,
    'sure.yaml': LANE.replace('{chance: 60%, why', '{value: 1, why')
      .replace('{uniform: [1 week, 20 weeks]', '{value: 10 weeks')
      .replace('{uniform: [1, 2]', '{value: 1'),
    // Four weeks are left to ship ahead, by a lane of twice what is needed.
    'warned.yaml': LANE.replace('{chance: 60%, why', '{value: 1, why')
      .replace('{uniform: [1 week, 20 weeks]', '{value: 10 weeks')
      .replace('{uniform: [1, 2]', '{value: 2')
      .replace('disruption: 2025-02-12', 'disruption: 2025-01-15'),
    'calm.yaml': LANE.replace('{chance: 60%, why', '{value: 0, why'),
    'large.yaml': LANE.replace('horizon: 40 weeks', 'horizon: 95 years\nstep: 1 day'),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const command = commandIn(() => folder);
/** What a command says, its lines joined: where they are broken is the screen's. */
const chokepoint: typeof command = (...words) => {
  const done = command(...words);
  return words.includes('--json') ? done : { ...done, stdout: done.stdout.replace(/\s*\n\s*/g, ' ') };
};
const plain = ['--no-charts'];
const json = (...parts: string[]) => JSON.parse(readFileSync(join(folder, ...parts), 'utf8'));
const SHORTAGE = ['--metric', 'demands.works.shortage'];

describe('chokepoint discover', () => {
  test('says in which assumptions a shortage comes about, and writes the box, every box tried and a chart', () => {
    const { status, stdout, stderr } = chokepoint('discover', 'lane.yaml', ...SHORTAGE, '--above', '50 t');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/\d+ of 1,000 replicates have shortage of works above 50 t \(\d+ %\)\./);
    expect(stdout).toMatch(/They come about with .*closes”: yes/);
    expect(stdout).toMatch(/halt above [\d.]+ weeks/);
    const path = 'results/lane.discover/demands.works.shortage-above-50-t';
    expect(readdirSync(join(folder, path)).sort()).toEqual([
      ...['discover.csv', 'discover.json', 'discover.png', 'discover.svg', 'discover.vl.json'],
      ...['report.html', 'report.md'],
    ]);
    const found = json(path, 'discover.json');
    expect(Object.keys(found.restrictions).sort()).toEqual(['closes', 'halt']);
    expect(found.box.density).toBeGreaterThan(0.95);
    expect(found.restrictions.closes.values).toEqual([1]);
    const [head, first] = readFileSync(join(folder, path, 'discover.csv'), 'utf8').split('\n');
    expect(head).toBe('box,coverage,density,rows,cases,restricted,closes,halt.low,halt.high,idle.low,idle.high');
    expect(first).toMatch(/^0,1,0\.\d+,1000,\d+,0,,,,,$/);
  });

  test('of the replicates in which a chance has a value, another assumption decides', () => {
    const words = ['discover', 'lane.yaml', ...SHORTAGE, '--above', '50 t', '--given', 'closes=yes', ...plain];
    const { status, stdout } = chokepoint(...words, '--json');
    expect(status).toBe(0);
    const { given, restrictions, rows } = JSON.parse(stdout);
    expect(given).toEqual({ closes: 1 });
    expect(rows).toBeLessThan(1000);
    expect(Object.keys(restrictions)).toEqual(['halt']);
  });

  test('gives the same bytes with any number of threads', () => {
    const words = ['discover', 'lane.yaml', ...SHORTAGE, '--above', '20 t', '--json', ...plain];
    expect(chokepoint(...words, '--threads', '1').stdout).toBe(chokepoint(...words, '--threads', '3').stdout);
  });

  test('of a study it says how often each policy is good enough, and where the best one fails', () => {
    const { status, stdout } = chokepoint('discover', 'study.yaml', ...SHORTAGE, '--above', '5 t', ...plain);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /Good enough in: “base case” \d+ %; “twelve weeks of stock” \d+ %; “five weeks of stock” \d+ %\./,
    );
    expect(stdout).toMatch(
      /“twelve weeks of stock” is good enough most often, in \d+ % of the replicates\. Where does it fail\?/,
    );
    const named = chokepoint('discover', 'study.yaml', ...SHORTAGE, '--above', '5 t', '--policy', 'litle', ...plain);
    expect(named.status).toBe(2);
    expect(named.stderr).toContain('Did you mean little?');
  });

  test('of a study for somebody it asks where the best of what these can do fails', () => {
    const study = STUDY.replace('base:', 'for: us\nbase:').replace('{title: twelve', '{by: china, title: twelve');
    writeFileSync(join(folder, 'ours.yaml'), study);
    const { status, stdout } = chokepoint('discover', 'ours.yaml', ...SHORTAGE, '--above', '5 t', ...plain);
    expect(status).toBe(0);
    expect(stdout).toContain(
      'Of what those can do for whom the study is, “five weeks of stock” is good enough most often',
    );
  });

  test.each([
    [
      'a metric that does not exist',
      ['--metric', 'demands.works.shortge', '--above', '5 t'],
      '--metric:1:1  error unknown-reference\n    expected the name of a metric, got demands.works.shortge\n    Did you mean demands.works.shortage?',
    ],
    ['a bound of another dimension', [...SHORTAGE, '--above', '5 weeks'], '--above:1:1  error'],
    ['a bound that none passes', [...SHORTAGE, '--above', '5000 t'], 'got one that none of 1000 passes; it is 0 to'],
    ['a bound that each passes', [...SHORTAGE, '--below', '5000 t'], 'got one that each of 1000 passes'],
    [
      'a given value of what has no separate values',
      [...SHORTAGE, '--above', '5 t', '--given', 'halt=3 weeks'],
      'Those are closes.',
    ],
    ['a given name that does not exist', [...SHORTAGE, '--above', '5 t', '--given', 'close=1'], 'Did you mean closes?'],
    ['no bound', [...SHORTAGE], '--above or --below'],
    ['too few runs', [...SHORTAGE, '--above', '5 t', '--runs', '10'], '--runs wants a whole number from 50'],
  ])('refuses %s', (_, words, message) => {
    const { status, stderr } = chokepoint('discover', 'lane.yaml', ...words, ...plain);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  test('refuses a scenario in which nothing is uncertain', () => {
    const { status, stderr } = chokepoint('discover', 'sure.yaml', ...SHORTAGE, '--above', '5 t', ...plain);
    expect(status).toBe(2);
    expect(stderr).toContain('expected an uncertain assumption, got only plain values');
  });
});

describe('chokepoint bound', () => {
  test('says what could have been avoided, and writes the plan, prices and a chart', () => {
    const { status, stdout, stderr } = chokepoint('bound', 'lane.yaml', '--begin', 'start', '--prices', '--out', 'out');
    expect(status).toBe(0);
    expect(stderr).toMatch(/^Solving a linear programme of up to [\d,]+ columns and [\d,]+ rows\.$/m);
    expect(stdout).toMatch(/one who knew on 1 January 2025 all that was to come/);
    expect(stdout).toMatch(/1 t more .* would save up to /);
    expect(readdirSync(join(folder, 'out/lane.bound')).sort()).toEqual([
      ...['bound-series.csv', 'bound.json', 'bound.png', 'bound.svg', 'bound.vl.json', 'prices.csv'],
      ...['report.html', 'report.md'],
    ]);
    const { parts, solver } = json('out/lane.bound/bound.json');
    expect(solver).toMatch(/^HiGHS \d/);
    expect(parts).toHaveLength(1);
    expect(parts[0].bound).toBeLessThan(parts[0].simulated);
    expect(parts[0].bound + parts[0].avoidable).toBeCloseTo(parts[0].simulated, 6);
    expect(parts[0].certificate.gap).toBeLessThan(1e-6);
  });

  test('in Chinese as in English', () => {
    const { status, stdout } = chokepoint('bound', 'lane.yaml', '--lang', 'zh', ...plain);
    expect(status).toBe(0);
    expect(stdout).toContain('短缺');
    expect(stdout).toContain('这是界限而非预测');
  });

  test('bounds replicates, and says how much of each was avoidable', () => {
    const { status, stdout } = chokepoint('bound', 'lane.yaml', '--runs', '8', ...plain);
    expect(status).toBe(0);
    expect(stdout).toMatch(/Over 8 replicates [\d.]+ t is short on average, and [\d.]+ t could not be avoided/);
    const usual = JSON.parse(chokepoint('bound', 'lane.yaml', '--json', '--quiet', ...plain).stdout);
    expect(usual.ensemble.runs).toBe(100);
    const single = JSON.parse(chokepoint('bound', 'lane.yaml', '--runs', '1', '--json', '--quiet', ...plain).stdout);
    expect(single).not.toHaveProperty('ensemble');
  });

  test('gives the same bytes with any number of threads', () => {
    const words = ['bound', 'lane.yaml', '--runs', '8', '--json', '--quiet', ...plain];
    expect(chokepoint(...words, '--threads', '1').stdout).toBe(chokepoint(...words, '--threads', '3').stdout);
  });

  test('says what a warning is worth, from the earliest date on', () => {
    const { stdout } = chokepoint('bound', 'warned.yaml', '--lanes', 'free', ...plain);
    expect(stdout).toMatch(/The worth of warning.* 15 January 2025 +[1-9][\d.]* t .* 12 February 2025 +0 t /);
  });

  test('in the report of a run, where that is asked for, the avoidable part stands in the answer', () => {
    const { status, stdout } = chokepoint('run', 'lane.yaml', '--runs', '1', '--bound', '--out', 'bounded', ...plain);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /None of the 70 t that works are short of could have been avoided, .* Who runs short .* What could have been avoided /,
    );
    expect(readFileSync(join(folder, 'bounded/lane/report.md'), 'utf8')).toContain('## What could have been avoided');
    const without = chokepoint('run', 'lane.yaml', '--runs', '1', '--out', 'unbounded', ...plain);
    expect(without.stdout).not.toContain('avoided');
  });

  test('nobody short: says so, without a percentage', () => {
    const { status, stdout } = chokepoint('bound', 'calm.yaml', '--out', 'out', ...plain);
    expect(status).toBe(0);
    expect(stdout).toContain('Nobody is short: there is nothing to avoid.');
    expect(stdout).not.toContain('%');
    expect(json('out/calm.bound/bound.json').parts).toEqual([]);
  });

  test('refuses a programme that is too large, and says what to do', () => {
    const { status, stderr } = chokepoint('bound', 'large.yaml', ...plain);
    expect(status).toBe(2);
    expect(stderr).toMatch(/expected a programme of at most 100,000 columns, got [\d,]+, by flows/);
    expect(stderr).toContain('Make steps longer or the horizon shorter');
  });

  test.each([
    [
      'a date outside the run',
      ['--begin', '2031-01-01'],
      'expected disruption, start, or a date of the run, got 2031-01-01',
    ],
    ['what is no date', ['--begin', 'soon'], 'bad-date'],
    ['weights of nobody', ['--weights', 'demand=work'], 'Did you mean works?'],
    ['weights that are none', ['--weights', 'money'], 'Write tonne, priority, or demand=<id>'],
    ['too many runs', ['--runs', '5000'], '--runs wants a whole number from 1 to 500'],
  ])('refuses %s', (_, words, message) => {
    const { status, stderr } = chokepoint('bound', 'lane.yaml', ...words, ...plain);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
