/**
 * Whatever a file, a table or a call says, the command ends with 0 or 2, within bounds, and leaves what is not its own.
 * `npm run fuzz` tries thousands more, and repeats one.
 */
import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { pathText, readScenario } from '../../src/index.ts';
import { ROOT } from '../files.ts';
import { bases } from './bases.ts';
import { caseOf } from './case.ts';
import { FIELDS } from './fields.ts';
import { fuzz, tell } from './fuzz.ts';
import { faultsOf } from './verdict.ts';

const SEED = '20250404';
const CASES = 240;

test('no case breaks a rule', { timeout: 600_000 }, async () => {
  const numbers = [...Array(CASES).keys()];
  const processes = Math.min(2, availableParallelism());
  const { cases, failures, codes } = await fuzz({ root: ROOT, seed: SEED, numbers, processes, keeps: false });
  expect(failures.map(tell).join('\n\n')).toBe('');
  expect(cases).toBe(CASES);
  // Else the cases would be so wild, or so tame, that they tried nothing.
  for (const code of [0, 2]) expect(codes.get(code) ?? 0).toBeGreaterThan(CASES / 10);
});

test('every scenario is sound before it is spoilt', () => {
  const faults = bases(ROOT).flatMap(({ name, files }) =>
    Object.keys(files).flatMap((file) => {
      if (!/\.yaml$/.test(file) || !/^stockpiles:/m.test(files[file] ?? '')) return [];
      const { issues } = readScenario(file, (path) => {
        return Object.hasOwn(files, path) ? { text: files[path] as string } : { missing: 'there is no such file' };
      });
      return issues
        .filter(({ severity }) => severity === 'error')
        .map((one) => `${name}: ${pathText(one.path)}, ${one.found}`);
    }),
  );
  expect(faults).toEqual([]);
});

test('a case follows from its seed and number alone', () => {
  const all = bases(ROOT);
  const cases = (seed: string) => [...Array(20).keys()].map((number) => caseOf(all, seed, number));
  expect(cases('a')).toEqual(cases('a'));
  expect(cases('a').map(({ spoilt }) => spoilt)).not.toEqual(cases('b').map(({ spoilt }) => spoilt));
});

test('the fields are those of the format, with what they measure', () => {
  const kind = (path: string) => FIELDS.scenario.find((field) => field.path.join('.') === path);
  expect(kind('flows.*.lead')).toMatchObject({ holds: 'number', kind: 'duration' });
  expect(kind('assumptions.*.normal.1')).toMatchObject({ holds: 'number' });
  expect(kind('licences.*.phases.0.from')).toMatchObject({ holds: 'date' });
  expect(kind('observations.*.data')).toMatchObject({ holds: 'path' });
  expect(FIELDS.scenario.length).toBeGreaterThan(80);
});

test('each rule is told when it is broken', () => {
  const outcome = { code: 0, stdout: '', stderr: '', seconds: 0 };
  const judged = {
    ...{ words: ['run', 'a.yaml'], outcome, before: new Map([['a.yaml', '1']]), after: new Map([['a.yaml', '1']]) },
    ...{ sandbox: '/nowhere', isOfUser: (path: string) => path === 'a.yaml', isPlaceSpoilt: false },
  };
  const faults = (change: Partial<typeof judged>, of: Partial<typeof outcome & { killed: string }> = {}) =>
    faultsOf({ ...judged, ...change, outcome: { ...outcome, ...of } });
  expect(faults({})).toEqual([]);
  expect(faults({}, { code: 1 })).toEqual(['exit code: 1']);
  expect(faults({}, { code: 3 })).toEqual(['exit code: 3']);
  expect(faults({ words: ['check'] }, { code: 3 })).toEqual([]);
  expect(faults({}, { killed: 'it hung' })).toEqual(['killed: it hung']);
  expect(faults({}, { stderr: 'TypeError: a\n    at b (file:///c.js:1:2)' })).toEqual(['stack trace: TypeError: a']);
  expect(faults({ after: new Map() })).toEqual(['files of the user: changed or gone: a.yaml']);
  const more = new Map([...judged.after, ['results/a', '2']]);
  expect(faults({ after: more }, { code: 2, stderr: 'no' })).toEqual(['written on 2: results/a']);
  expect(faults({}, { code: 2 })).toEqual(['silent: exit code 2 without a word']);
  expect(faults({ words: ['validate', 'a'], after: more })).toEqual(['written: by validate: results/a']);
  expect(faults({}, { stdout: 'a\u001b[31mb' })).toEqual(['control character: in what it says, "a\\u001b[31mb\\n"']);
  expect(faults({}, { stdout: 'a\n::error::b' })).toEqual(['order to GitHub: a line that begins with ::']);
  expect(faults({}, { stderr: 'secret-7391' })).toEqual(['secret: it shows what stands in a file outside']);
});
