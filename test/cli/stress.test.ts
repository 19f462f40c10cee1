/** stress as a user meets it: the built command, in a folder of its own. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandIn } from './command.ts';

const LANE = `version: 2
title: {en: A lane, zh: 一条航线}
start: 2025-01-01
horizon: 80 weeks
disruption: 2025-02-12
units: [vehicle]
stockpiles:
  there: {cover: 2 weeks, material: magnet, place: China, title: {en: Magnets in China, zh: 中国磁体}}
  ore: {cover: 4 weeks, material: magnet, place: US}
flows:
  plant: {to: there, title: {en: The plant, zh: 磁体厂}}
  lane: {from: there, to: ore, lead: 2 weeks, licence: export}
licences:
  export: {phases: [{from: 2025-02-12, allow: 0}]}
demands:
  works: {from: ore, rate: 10 t/week, worth: 1000 USD/t, title: {en: The works, zh: 工厂}}
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-stress-'));
  writeFileSync(join(folder, 'lane.yaml'), LANE);
  writeFileSync(
    join(folder, 'bare.yaml'),
    LANE.replace(/, place: \w+/g, '')
      .replace(/licence.*| {2}export.*/g, '')
      .replace('lead: 2 weeks, ', 'lead: 2 weeks}'),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const chokepoint = commandIn(() => folder);
const joined = (text: string) => text.replace(/\s*\n\s*/g, ' ');

test('says whose loss leaves whom short, and writes all of it, a chart and a report', () => {
  const { status, stdout, stderr } = chokepoint('stress', 'lane.yaml');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(joined(stdout)).toContain(
    'Losing lane for 13 weeks leaves The works short after 6 weeks; so does The plant, lost for up to 52 weeks (after 9 weeks), and nothing else.',
  );
  expect(joined(stdout)).toMatch(
    /The gravest is to lose \w+ for 52 weeks: .* and all users together lose \d+,000 USD\./,
  );
  const path = join(folder, 'results/lane.stress');
  expect(readdirSync(path).sort()).toEqual([
    ...['report.html', 'report.md', 'stress.csv', 'stress.json', 'stress.png', 'stress.svg', 'stress.vl.json'],
  ]);
  const [head, ...rows] = readFileSync(join(path, 'stress.csv'), 'utf8').trimEnd().split('\n');
  expect(head).toBe('kind,id,weeks,demand,time_to_survive,time_to_recover,want,shortage,unit,loss');
  expect(rows[0]).toBe('nothing,,0,works,,0,0,0,t,0');
  expect(rows).toHaveLength(1 + 2 * 3);
  const { losses, concentration, ranked_by } = JSON.parse(readFileSync(join(path, 'stress.json'), 'utf8'));
  expect(ranked_by).toEqual(['works']);
  expect(losses.map(({ id, also }: { id: string; also: string[] }) => [id, also])).toEqual([
    ['lane', ['stockpiles.there', 'places.China', 'licences.export']],
    ['plant', []],
  ]);
  expect(losses[0].weeks['13'].works.time_to_survive).toBe(42);
  expect(concentration).toMatchObject([{ material: 'magnet', places: { US: { import_reliance: 1 } } }]);
});

test('in Chinese as in English, in a folder of its own', () => {
  const { status, stdout } = chokepoint('stress', 'lane.yaml', '--lang', 'zh', '--of', 'places', '--no-charts');
  expect(status).toBe(0);
  expect(stdout).toContain(
    '若失去中国的全部供应 13 周，工厂将在 6 周后短缺；失去其他任何一项，只要不超过 52 周，都不会如此。',
  );
  expect(stdout).toMatch(/results\/lane\.stress@[0-9a-f]{8}\/stress\.json/);
});

test('on top of what the file says, where that is asked', () => {
  const { status, stdout } = chokepoint('stress', 'lane.yaml', '--world', 'as-written', '--no-charts', '--weeks', '4');
  expect(status).toBe(0);
  expect(joined(stdout)).toMatch(/The works .*6 weeks/);
});

test('a run too short for the usual durations loses things for as long as it goes', () => {
  writeFileSync(join(folder, 'brief.yaml'), LANE.replace('80 weeks', '18 weeks'));
  const { status, stdout } = chokepoint('stress', 'brief.yaml', '--no-charts');
  expect(status).toBe(0);
  expect(joined(stdout)).toContain('from 12 February 2025 for 12 weeks');
});

test('what a user loses who has no worth is not told as nothing', () => {
  writeFileSync(
    join(folder, 'worthless.yaml'),
    `${LANE.replace('worth: 1000 USD/t, ', '')}  other: {from: store, rate: 1 t/week, worth: 1000 USD/t}\n`.replace(
      'flows:',
      '  store: {cover: 70 weeks}\nflows:\n  aside: {to: store, lead: 1 week}',
    ),
  );
  const { status, stdout } = chokepoint('stress', 'worthless.yaml', '--of', 'places', '--no-charts');
  expect(status).toBe(0);
  expect(stdout).toMatch(/China +\d+ % +The works +6 weeks .*–/);
  expect(stdout).toContain('One loss, from 12 February 2025');
  expect(joined(stdout)).toContain('of the need of The works then goes unmet.');
});

test('a row tells how soon whom it hurts most is short, not who is short soonest', () => {
  writeFileSync(
    join(folder, 'two.yaml'),
    LANE.replace('flows:', '  lean: {cover: 1 week, material: magnet, place: US}\nflows:')
      .replace(
        'licences:',
        '  side: {to: lean, lead: 2 weeks, capacity: 4 t/week}\n  help: {from: there, to: lean, lead: 2 weeks, share: 0.1}\nlicences:',
      )
      .replace('demands:', 'demands:\n  thin: {from: lean, rate: 4 t/week, worth: 1000 USD/t, title: Thin users}'),
  );
  const { status, stdout } = chokepoint('stress', 'two.yaml', '--of', 'places', '--no-charts');
  expect(status).toBe(0);
  expect(stdout).toMatch(/China +\d+ % +The works +6 weeks/);
});

test.each([
  ['a kind that there is none of', ['--of', 'licences'], '--of:1:1  error missing-key'],
  ['a kind that does not exist', ['--of', 'place'], 'Did you mean places?'],
  ['weeks that are no numbers', ['--weeks', '4,soon'], '--weeks:1:1  error out-of-range'],
  ['weeks beyond the run', ['--weeks', '4,400'], 'At most 74 weeks of the run are left then'],
])('refuses %s', (_, words, message) => {
  const { status, stderr } = chokepoint('stress', 'bare.yaml', ...words, '--no-charts');
  expect(stderr).toContain(message);
  expect(status).toBe(2);
});
