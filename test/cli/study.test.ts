/** compare and solve as a user meets them: the built command, in a folder of its own. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BASE, LEDGER, STUDY } from '../study.ts';
import { commandIn } from './command.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-study-'));
  const files = {
    'base.yaml': BASE,
    'figures.yaml': LEDGER,
    'other.yaml': BASE.replace('A stock and a lane', 'Less of a lane').replace('50 t/year', '20 t/year'),
    'study.yaml': STUDY.replace('variants:', 'worlds: rivals\nvariants:'),
    'grid.yaml': `version: 2
title: How large
base: base.yaml
runs: 30
grid:
  stockpiles.magnets.initial: [0 t, 10 t, 20 t, 30 t]
  flows.lane.capacity: [0 t/year, 20 t/year, 40 t/year, 60 t/year]
`,
    'wrong.yaml': STUDY.replace('stockpiles.magnets.initial', 'stockpiles.magnet.initial'),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const chokepoint = commandIn(() => folder);

const file = (...parts: string[]) => readFileSync(join(folder, ...parts), 'utf8');

describe('chokepoint compare', () => {
  test('says in a table and in sentences what helps, and writes every number and chart', () => {
    const { status, stdout, stderr } = chokepoint('compare', 'study.yaml');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('40 replicates of each policy, on the same draws');
    expect(stdout).toMatch(/^Seed: +chokepoint$/m);
    expect(stdout).toMatch(/twenty tonnes more +[\d.]+ t +−[\d.]+ t +−[\d.]+ to −[\d.]+ t/);
    expect(stdout).toContain('What helps most is “twenty tonnes more”: ');
    expect(stdout).toMatch(/the ranking of the policies by shortage stays the same in all 2\s+worlds/);
    const written = readdirSync(join(folder, 'results/studies/study'));
    expect(written.filter((name) => /\.(csv|json|png)$/.test(name) && !name.endsWith('.vl.json'))).toEqual([
      ...['comparison.csv', 'series.csv', 'study-differences.png', 'study-regret.png', 'study-shortages.png'],
      ...['study-survival.png', 'summary.json', 'tornado.png', 'worlds.csv'],
    ]);
    const [head, first] = file('results/studies', 'study', 'series.csv').split('\n');
    expect(head).toBe('variant,date,kind,id,variable,mean,p05,p25,p50,p75,p95,unit');
    expect(first).toMatch(/^base,2025-01-01,demand,cars,shortfall,/);
    expect(file('results/studies', 'study', 'report.html')).toContain('href="data:text/csv;charset=utf-8,');
  });

  test('gives the same bytes with any number of threads', () => {
    chokepoint('compare', 'study.yaml', '--threads', '1', '--out', 'one');
    chokepoint('compare', 'study.yaml', '--threads', '3', '--out', 'three');
    for (const name of ['summary.json', 'comparison.csv', 'worlds.csv', 'study-differences.svg']) {
      expect(file('one/study', name)).toBe(file('three/study', name));
    }
  });

  test('summary.json has what it takes to repeat it, and nothing that is no JSON', () => {
    const { seed, runs, digest, program, variants } = JSON.parse(file('one/study/summary.json'));
    expect({ seed, runs }).toEqual({ seed: 'chokepoint', runs: 40 });
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(program).toMatch(/^chokepoint \d/);
    expect(variants[2]).toMatchObject({ id: 'more', is_whole: true });
    expect(variants[2].settings).toEqual([{ path: 'stockpiles.magnets.initial', value: 'stock + 20 t' }]);
  });

  test('every number in the tables of report.html is one of summary.json, and the differences are all there', () => {
    const page = file('one/study/report.html');
    const summary = JSON.parse(file('one/study/summary.json'));
    const known = new Set<number>();
    const collect = (value: unknown, key = ''): void => {
      if (typeof value === 'number') known.add(key === 'unpaired_runs' ? Math.ceil(value) : value);
      else if (value !== null && typeof value === 'object')
        for (const [name, inner] of Object.entries(value)) collect(inner, name);
    };
    collect(summary);
    const sections = ['comparison', 'worlds'].map(
      (id) => page.split(`<section id="${id}">`)[1]?.split('</section>')[0],
    );
    const values = sections.flatMap((section = '') =>
      [...section.matchAll(/<data value="([^"]+)">/g)].map(([, value]) => Number(value)),
    );
    expect(values.length).toBeGreaterThan(40);
    expect(values.filter((value) => !known.has(value))).toEqual([]);
    for (const { compared } of summary.variants.slice(1)) {
      const { paired } = compared.find((one: { name: string }) => one.name === 'total_shortage');
      expect(values).toContain(paired.difference);
    }
  });

  test('of a grid writes each combination with its values in columns of their own, and a heat map', () => {
    const { status, stdout } = chokepoint('compare', 'grid.yaml');
    expect(status).toBe(0);
    expect(stdout).toContain('Of 16 policies, 1 has less shortage than the base.');
    const [head, ...lines] = file('results/studies/grid/grid.csv').trim().split('\n');
    expect(head).toMatch(
      /^stockpiles\.magnets\.initial,flows\.lane\.capacity,demand,metric,unit,base,value,difference/,
    );
    expect(lines.filter((line) => line.includes(',total_shortage,'))).toHaveLength(16);
    expect(readdirSync(join(folder, 'results/studies/grid'))).toContain('study-grid.png');
  });

  test('compares scenario files, the first being the base', () => {
    const { status, stdout } = chokepoint('compare', 'base.yaml', 'other.yaml', '--runs', '20');
    expect(status).toBe(0);
    expect(stdout).toMatch(/Less of a lane +[\d.]+ t +[\d.]+ t/);
    expect(stdout).toMatch(
      /Written to results\/studies\/base-or-other@[0-9a-f]{8}, as .* without --runs; --out names another/,
    );
    expect(readdirSync(join(folder, 'results/studies')).join(' ')).toMatch(/\bbase-or-other@[0-9a-f]{8}\b/);
  });

  test('of scenario files tells the faults of each at their own places', () => {
    writeFileSync(join(folder, 'faulty.yaml'), file('other.yaml').replace(/^start: .*$/m, 'start: 2025-13-04'));
    const { status, stderr } = chokepoint('compare', 'base.yaml', 'faulty.yaml');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^faulty\.yaml:\d+:8 {2}error bad-date {2}start\n/);
  });

  test('at central values shows differences without intervals', () => {
    const { stdout } = chokepoint('compare', 'study.yaml', '--runs', '1', '--out', 'central');
    expect(stdout).toContain('central values');
    expect(stdout).not.toContain('interval');
  });

  test('of a wrong study tells every fault with its line, and writes nothing', () => {
    const { status, stderr } = chokepoint('compare', 'wrong.yaml', '--out', 'wrong');
    expect(status).toBe(2);
    expect(stderr).toMatch(/wrong\.yaml:6:\d+ {2}error unknown-reference/);
    expect(stderr).toContain('Did you mean magnets?');
    expect(stderr).toContain('1 error; nothing was written.');
    expect(readdirSync(folder)).not.toContain('wrong');
    expect(chokepoint('validate', 'wrong.yaml').status).toBe(2);
    expect(chokepoint('validate', 'study.yaml').stdout).toContain('study.yaml: sound');
  });

  test('prints summary.json alone with --json', () => {
    const { stdout } = chokepoint('compare', 'study.yaml', '--json', '--runs', '5', '--out', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ title: 'What helps', runs: 5 });
  });
});

describe('chokepoint solve', () => {
  const ask = (...words: string[]) =>
    chokepoint(
      'solve',
      'base.yaml',
      '--vary',
      'stockpiles.magnets.initial',
      '--until',
      'demands.cars.fill_rate >= 99%',
      ...words,
    );

  test('states value, unit, target, how surely it is reached, and where it looked', () => {
    const { status, stdout, stderr } = ask();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      /[\d.]+ t of Magnets \(stockpiles\.magnets\.initial\) is enough for demands\.cars\.fill_rate >= 99%/,
    );
    expect(stdout).toMatch(/Searched from 0 t to [\d.,]+ t in \d+ evaluations\./);
    const written = readdirSync(join(folder, 'results/solve/base-stockpiles-magnets-initial'));
    expect(written.sort()).toEqual(['solve.csv', 'solve.json', 'solve.png', 'solve.svg', 'solve.vl.json']);
  });

  test('finds the most that will do, and the best, as close as is asked', () => {
    const vary = ['solve', 'base.yaml', '--vary', 'assumptions.need', '--runs', '1', '--no-charts', '--json'];
    const most = chokepoint(
      ...vary,
      '--until',
      'demands.cars.fill_rate >= 80%',
      '--greatest',
      '--tolerance',
      '1 t/year',
    );
    expect({ status: most.status, stderr: most.stderr }).toEqual({ status: 0, stderr: '' });
    const { answer, beyond } = JSON.parse(most.stdout) as Record<
      'answer' | 'beyond',
      { value: number; is_met: boolean }
    >;
    expect([answer.is_met, beyond.is_met]).toEqual([true, false]);
    expect(beyond.value - answer.value).toBeLessThanOrEqual(2.001);
    const best = chokepoint(...vary, '--minimise', 'demands.cars.shortage', '--to', '200 t/year', '--out', 'best');
    expect(JSON.parse(best.stdout)).toMatchObject({ minimise: 'demands.cars.shortage', answer: { mean: 0 } });
  });

  test('wants one thing to look for', () => {
    const vary = ['solve', 'base.yaml', '--vary', 'assumptions.need'];
    const told = (...words: string[]) => chokepoint(...vary, ...words).stderr.split('\n')[0];
    const one = 'solve wants one of --until (with --greatest or without), --minimise and --maximise.';
    expect(told()).toBe(one);
    expect(told('--until', 'total.supply_cost <= 1', '--minimise', 'total.supply_cost')).toBe(one);
    expect(told('--minimise', 'total.supply_cost', '--greatest')).toBe('--greatest goes with --until.');
    expect(told('--minimise', 'total.supply_cost', '--in', '90%')).toBe('--in goes with --until.');
    expect(chokepoint(...vary, '--minimise', 'total.cots').stderr).toContain('--minimise:1:1  error bad-expression');
    expect(chokepoint(...vary, '--minimise', 'total.supply_cost', '--tolerance', '5 weeks').stderr).toContain(
      '--tolerance:1:1  error wrong-dimension\n    expected a share such as 1%, or a quantity in t/year, got 5 weeks',
    );
  });

  test('says with exit code 3 that nothing in the range is enough', () => {
    const { status, stdout } = ask('--to', '10 t', '--out', 'none');
    expect(status).toBe(3);
    expect(stdout).toContain('is enough for demands.cars.fill_rate >= 99%: at best 10 t');
  });

  test('of bad input says what is wrong, with exit code 2', () => {
    const path = chokepoint(
      'solve',
      'base.yaml',
      '--vary',
      'stockpiles.magnet.initial',
      '--until',
      'demands.cars.fill_rate >= 99%',
    );
    expect(path.status).toBe(2);
    expect(path.stderr).toContain('Did you mean magnets?');
    expect(ask('--in', 'half').status).toBe(2);
    const target = chokepoint(
      'solve',
      'base.yaml',
      '--vary',
      'stockpiles.magnets.initial',
      '--until',
      'demands.cars.fil_rate >= 99%',
    );
    expect(target.stderr).toContain('Did you mean demands.cars.fill_rate?');
    expect(target.status).toBe(2);
    const both = chokepoint(
      'solve',
      'base.yaml',
      '--vary',
      'stockpiles.magnet.initial',
      '--until',
      'demands.cars.fil_rate >= 99%',
    );
    expect(both.stderr).toContain('Did you mean magnets?');
    expect(both.stderr).toContain('Did you mean demands.cars.fill_rate?');
    const range = ask('--from', '100 days', '--to', '3 t');
    expect(range.status).toBe(2);
    expect(range.stderr).toContain('--from:1:1  error wrong-dimension\n    expected the unit of --to, t, got 100 days');
    expect(ask('--from', '5 t', '--to', '3 t').stderr).toContain('expected more than the lower end, 5 t, got 3 t');
  });

  test('draws its chart in Chinese where asked', () => {
    const found = chokepoint(
      ...['solve', 'base.yaml', '--vary', 'stockpiles.magnets.initial', '--until', 'demands.cars.fill_rate >= 90%'],
      ...['--runs', '10', '--to', '200 t', '--lang', 'zh', '--out', 'chinese'],
    );
    expect(found.stderr).toBe('');
    expect(file('chinese', readdirSync(join(folder, 'chinese'))[0] as string, 'solve.svg')).toContain('试过的取值');
  });

  test('gives the same bytes with any number of threads', () => {
    const [one, two] = ['1', '2'].map((threads) => ask('--json', '--threads', threads, '--out', threads).stdout);
    expect(one).toBe(two);
    expect(JSON.parse(one)).toMatchObject({ in: 0.95, unit: 't', moves: true });
  });
});
