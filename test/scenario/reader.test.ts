import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Reader, readScenario, scenarioReader } from '../../src/index.ts';
import { law } from '../run.ts';
import { settings, spoilt } from './reading.ts';

const FILES: Readonly<Record<string, string>> = {
  'runs/s.yaml': 'extends: ../base.yaml\ntitle: Extended\n',
  'base.yaml': `${spoilt(
    ['growth: {value: 8%, why: a round number}', 'growth: {figure: f}'],
    ['    capacity: 5000 t/year', '    capacity: {data: d.csv, column: mine, unit: t/year}'],
    ['    capacity: 3000 t/year', '    capacity: {data: d.csv, column: plant, unit: t/year}'],
  )}observations:\n  seen: {series: flows.mine.shipped, data: seen.csv, column: tonnes, unit: t}\n`,
  'figures.yaml': '- {id: f, value: 5%, what: w, document: d, line: 1}\n',
  'd.csv': 'date,mine,plant\n2025-01-01,5000,3000\n2025-06-01,4000,2000\n',
  'seen.csv': 'month,tonnes\n2025-02,310\n2025-03,300\n',
};

/** Reads the files, and counts how often each is read. */
function counting() {
  const counts = new Map<string, number>();
  const read: Reader = (path) => {
    counts.set(path, (counts.get(path) ?? 0) + 1);
    return Object.hasOwn(FILES, path) ? { text: FILES[path] as string } : { missing: 'there is no such file' };
  };
  return { counts, read };
}

/** Settings of every kind that a reading may have kept something of: sound ones and faults. */
const SETTINGS: Readonly<Record<string, unknown>>[] = [
  {},
  { 'assumptions.growth': '20%' },
  { 'assumptions.growth': { figure: 'none' } },
  { 'flows.mine.capacity': '4 t/day' },
  { 'flows.mine.capacity.column': 'plant' },
  { 'flows.mine.capacity.unit': 'vehicle/year' },
  { 'flows.plant.capacity.data': 'absent.csv' },
  { 'licences.civil.phases[0].approve': 'growth' },
  { units: ['car'] },
  { start: '2025-02-01', step: '1 day' },
  { 'observations.seen.unit': 'kg' },
  { observations: null },
  { 'assumptions.review_time': 'growth' },
  { seed: 'another' },
];

test('a scenario read again under other settings is what a reader that has read nothing yet makes of it', () => {
  law(fc.array(fc.constantFrom(...SETTINGS), { minLength: 1, maxLength: 4 }), (sequence) => {
    const again = scenarioReader('runs/s.yaml', counting().read);
    for (const values of sequence) {
      const kept = again(settings(values));
      const fresh = readScenario('runs/s.yaml', counting().read, settings(values));
      expect(kept.issues, JSON.stringify(values)).toEqual(fresh.issues);
      expect(kept.scenario, JSON.stringify(values)).toEqual(fresh.scenario);
    }
    return true;
  });
});

test('of these settings some are sound, others are not, and each sound one has a digest of its own', () => {
  const read = scenarioReader('runs/s.yaml', counting().read);
  const digests = SETTINGS.map((values) => read(settings(values)).scenario?.digest);
  const sound = digests.filter((digest) => digest !== undefined);
  expect(sound).toHaveLength(9);
  expect(new Set(sound).size).toBe(sound.length);
});

test('no file is read twice, whatever is set', () => {
  const { counts, read } = counting();
  const again = scenarioReader('runs/s.yaml', read);
  for (const values of [...SETTINGS, ...SETTINGS]) again(settings(values));
  expect([...counts.keys()].sort()).toEqual([...Object.keys(FILES), 'absent.csv', 'runs/figures.yaml'].sort());
  expect([...counts].filter(([, times]) => times > 1)).toEqual([]);
});
