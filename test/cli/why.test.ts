/** why as a user meets it: the built command, in a folder of its own. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandIn } from './command.ts';

/** A lane reviewed and then closed, a reserve, and one that may be closed or not. */
const LANE = `version: 2
title: A lane and its closing
start: 2025-01-01
horizon: 40 weeks
runs: 20
focus: demands.works
assumptions:
  closes: {chance: 60%, why: a test}
stockpiles:
  ore: {cover: 4 weeks}
  reserve: {target: 40 t}
flows:
  lane: {to: ore, lead: 2 weeks, licence: export}
  release: {title: Release of the reserve, from: reserve, to: ore, capacity: 10 t/week, release: {below: 2 weeks}}
licences:
  export:
    phases:
      - {from: 2025-02-12, title: {en: half let through, zh: 放行一半}, allow: 50%}
      - {from: 2025-06-04, title: {en: closed, zh: 关闭}, allow: '1 - closes'}
demands:
  works: {title: {en: Works, zh: 工厂}, from: ore, rate: 10 t/week}
`;

const STUDY = `version: 2
title: More stock
base: lane.yaml
variants:
  stock: {title: more in hand, set: {stockpiles.ore.cover: 8 weeks, stockpiles.reserve.target: 90 t}}
  other: {title: another file, extends: other.yaml}
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-why-'));
  const calm = LANE.replace('allow: 50%', 'allow: 100%').replace("'1 - closes'", '1');
  const files = {
    'lane.yaml': LANE,
    'other.yaml': LANE,
    'study.yaml': STUDY,
    'calm.yaml': calm,
    'late.yaml': LANE.replace('rate: 10 t/week}', 'rate: 10 t/week, unmet: backordered}'),
    'misnamed.yaml': `${LANE}causes:
  spring: {licence: export, from: 2025-02-13}
  lane: {licence: exprot}
  none: {title: nothing}
  lost: {without: {flows.lan.capacity: 0 t/week}}
`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const chokepoint = commandIn(() => folder);
const json = (...parts: string[]) => JSON.parse(readFileSync(join(folder, ...parts), 'utf8'));

test('why tells what each change cost, what was saved and where it was lost, and leaves both with two charts', () => {
  const { status, stdout, stderr } = chokepoint('why', 'lane.yaml', '--charts', 'svg', '--out', 'out');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/Works lack \d+ t by 8 October 2025\./);
  expect(stdout).toMatch(/“closed” \(from 4 June 2025\) would have cost \d+ t .*“Release of the reserve” saved 40 t/);
  expect(readdirSync(join(folder, 'out', 'lane.why')).sort()).toEqual([
    ...['why-time.svg', 'why-time.vl.json', 'why-waterfall.svg', 'why-waterfall.vl.json', 'why.csv', 'why.json'],
  ]);
  const { causes, demands, program } = json('out', 'lane.why', 'why.json');
  expect(program).toMatch(/^chokepoint /);
  expect(causes.map(({ id, role, from }: Record<string, string>) => [id, role, from])).toEqual([
    ['licences.export@2025-02-12', 'harm', '2025-02-12'],
    ['licences.export@2025-06-04', 'harm', '2025-06-04'],
    ['flows.release.release', 'relief', expect.any(String)],
  ]);
  const { lacked, base, causes: own, places } = demands.works;
  const values = Object.values(own as Record<string, { value: number }>).map(({ value }) => value);
  expect(values.reduce((sum, value) => sum + value, base)).toBeCloseTo(lacked, 6);
  const lost = Object.values(places as Record<string, number>);
  expect(lost.reduce((sum, value) => sum + value, 0)).toBeCloseTo(lacked, 6);
  // Rows of the table by date, cause and place add up to the same.
  const [head, ...rows] = readFileSync(join(folder, 'out', 'lane.why', 'why.csv'), 'utf8')
    .trim()
    .split('\n');
  expect(head).toBe('date,demand,role,cause,place,value,unit');
  const total = rows.reduce((sum, row) => sum + Number(row.split(',')[5]), 0);
  expect(total).toBeCloseTo(lacked, 5);
});

test('the same in Chinese, of a user who waits: fell behind, waits at the end, and how long at most', () => {
  const { stdout } = chokepoint('why', 'late.yaml', '--lang', 'zh', '--no-charts');
  expect(stdout).toMatch(/截至2025年10月8日，工厂累计拖欠 \d+ t，最长等待 .+，期末尚欠 \d+ t。/);
  expect(stdout).toMatch(/“关闭”（自2025年6月4日起）本会造成短缺 \d+ t/);
  const { stdout: english } = chokepoint('why', 'late.yaml', '--no-charts');
  expect(english).toMatch(/Works fall behind by \d+ t in all .*; the longest wait is .+, and \d+ t still waits/);
});

test('where nobody is short that is said, without shares', () => {
  const { status, stdout } = chokepoint('why', 'calm.yaml', '--no-charts');
  expect(status).toBe(0);
  expect(stdout).toContain('Works lack nothing by 8 October 2025.');
  expect(stdout).not.toContain('%');
});

test('causes that name nothing are refused, each with its place', () => {
  const { status, stderr } = chokepoint('why', 'misnamed.yaml', '--no-charts');
  expect(status).toBe(2);
  expect(stderr).toMatch(/causes\.lane\.licence[\s\S]*a licence that exists, got exprot/);
  expect(stderr).toMatch(/causes\.none[\s\S]*without, or else licence, flow or from/);
  expect(stderr).toMatch(/causes\.lost\.without[\s\S]*a path of the scenario, got flows\.lan[\s\S]*flows\.lane|lane/);
  const { stderr: other } = chokepoint('why', 'lane.yaml', '--set', 'causes.spring={from: 2025-02-13}', '--no-charts');
  expect(other).toMatch(/causes\.spring[\s\S]*a cause that something of the scenario belongs to, got nothing/);
});

test('an unknown user and an unknown phase are refused', () => {
  const { status, stderr } = chokepoint('why', 'lane.yaml', '--demand', 'work', '--no-charts');
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(/a demand, got work[\s\S]*works/) });
  const { stderr: other } = chokepoint('why', 'lane.yaml', '--fields', 'licences.export', '--no-charts');
  expect(other).toContain('licences.export@2025-02-12');
});

test('over replicates each cause has a range, which is 0 where a chance spares it', () => {
  const { status, stdout } = chokepoint('why', 'lane.yaml', '--runs', '20', '--no-charts', '--json', '--quiet');
  expect(status).toBe(0);
  const { ensemble } = JSON.parse(stdout);
  const closed = ensemble.demands.works.causes['licences.export@2025-06-04'];
  expect(closed.p05).toBeCloseTo(0, 9);
  expect(closed.p95).toBeGreaterThan(closed.mean);
  const { mean } = ensemble.demands.works.lacked;
  const means = Object.values(ensemble.demands.works.causes as Record<string, { mean: number }>).map((one) => one.mean);
  expect(means.reduce((sum, value) => sum + value, 0)).toBeCloseTo(mean, 6);
});

test('between two policies each thing that they set differently adds or saves its part', () => {
  const { status, stdout } = chokepoint('why', 'study.yaml', '--policies', 'base', 'stock', '--no-charts');
  expect(status).toBe(0);
  expect(stdout).toMatch(/Works lack \d+ t under “.+” and \d+ t under “more in hand”\./);
  expect(stdout).toMatch(/Of the difference: “.+” saves \d+ t; “.+” saves \d+ t\./);
  const { stderr: unknown } = chokepoint('why', 'study.yaml', '--policies', 'base', 'stok', '--no-charts');
  expect(unknown).toMatch(/two variants of the study, got base stok[\s\S]*stock/);
  const { stderr: others } = chokepoint('why', 'study.yaml', '--policies', 'stock', 'other', '--no-charts');
  expect(others).toMatch(/variants of one scenario file, got lane\.yaml and other\.yaml/);
});

test('run says why its subject is short, in its answer, a section, and why.json', () => {
  const { status, stdout } = chokepoint('run', 'lane.yaml', '--runs', '1', '--no-charts', '--out', 'ran');
  expect(status).toBe(0);
  expect(stdout).toMatch(/“closed” \(from 4 June\s+2025\) would have cost/);
  expect(stdout).toMatch(/\nWhy\n/);
  expect(json('ran', 'lane', 'why.json').demands.works.lacked).toBeGreaterThan(0);
});
