/** Several processes that write into one folder at once: none fails, none finishes what is another's, the last stays. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { finishMoves } from '../../src/cli/journal.ts';
import { ROOT } from '../files.ts';

const home = mkdtempSync(join(tmpdir(), 'chokepoint-together-'));
const out = join(home, 'out');
const LOOP = join(home, 'loop.mjs');

/** Commits the folders named in its words so many times, each time as what nobody else writes, pictures last. */
const PROGRAM = `
import { beginFolder, commitTogether, finishInterrupted } from ${JSON.stringify(join(ROOT, 'src/cli/files.ts'))};
import { placesFor } from ${JSON.stringify(join(ROOT, 'src/cli/places.ts'))};
const [out, who, many, ...names] = process.argv.slice(2);
for (let n = 0; n < Number(many); n++) {
  const word = who + ' ' + n;
  if (names.length === 0) finishInterrupted(out, true);
  const folders = placesFor({ kind: 'run', names, out, standard: 'results', quiet: false }).map(beginFolder);
  for (const folder of folders) {
    folder.write('summary.json', JSON.stringify({ program: 'chokepoint 0.1.0', word }));
    folder.write('series.csv', word);
  }
  commitTogether(folders);
  for (const folder of folders) for (const chart of ['shortages', 'shipments']) folder.write(chart + '.svg', word);
  for (const folder of folders) folder.discard();
}`;

/** Kills the process at the STEP-th change of the disk. */
const CRASH = `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
let step = 0;
for (const name of ['mkdirSync', 'writeFileSync', 'renameSync', 'rmSync', 'rmdirSync']) {
  const call = fs[name];
  fs[name] = (...words) => (++step === Number(process.env.STEP) ? process.kill(process.pid, 'SIGKILL') : call(...words));
}
syncBuiltinESMExports();`;

beforeAll(async () => {
  writeFileSync(join(home, 'loop.ts'), PROGRAM);
  const options = { bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' } as const;
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  await build({ ...options, banner, entryPoints: [join(home, 'loop.ts')], outfile: LOOP });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));
afterEach(() => rmSync(out, { recursive: true, force: true }));

/** What the processes said on stderr; the words of each are the folders that it commits. */
async function loop(many: number, ...all: readonly (readonly string[])[]): Promise<string[]> {
  const children = all.map((names, n) => spawn(process.execPath, [LOOP, out, `writer ${n}`, String(many), ...names]));
  return await Promise.all(
    children.map(async (child) => {
      let told = '';
      child.stderr.on('data', (text) => {
        told += text;
      });
      const code = await new Promise((done) => child.on('close', done));
      return `${code} ${told}`.trim();
    }),
  );
}

/** The words in a folder: one, where all of it is of one commit. */
function wordsIn(name: string): Set<string> {
  const texts = readdirSync(join(out, name)).map((file) => {
    const text = readFileSync(join(out, name, file), 'utf8');
    return file === 'summary.json' ? JSON.parse(text).word : text;
  });
  return new Set(texts);
}

test('three processes with a scenario each', async () => {
  expect(await loop(100, ['a'], ['b'], ['c'])).toEqual(['0', '0', '0']);
  expect(readdirSync(out).sort()).toEqual(['a', 'b', 'c']);
  expect(['a', 'b', 'c'].map((name) => [...wordsIn(name)])).toEqual([
    ['writer 0 99'],
    ['writer 1 99'],
    ['writer 2 99'],
  ]);
}, 120_000);

test('three processes with the same scenario', async () => {
  expect(await loop(100, ['a'], ['a'], ['a'])).toEqual(['0', '0', '0']);
  expect(readdirSync(out)).toEqual(['a']);
  expect([...wordsIn('a')]).toEqual([expect.stringMatching(/^writer \d 99$/)]);
  expect(readdirSync(join(out, 'a')).sort()).toEqual(['series.csv', 'shipments.svg', 'shortages.svg', 'summary.json']);
}, 120_000);

test('processes with some scenarios in common', async () => {
  expect(await loop(100, ['a', 'b'], ['b', 'c'], ['c', 'a'])).toEqual(['0', '0', '0']);
  expect(readdirSync(out).sort()).toEqual(['a', 'b', 'c']);
  for (const name of ['a', 'b', 'c']) expect([name, wordsIn(name).size]).toEqual([name, 1]);
}, 120_000);

/** `npm run machines` tries every step, `npm test` one of three. */
const STRIDE = process.env['CHOKEPOINT_KILLS'] === undefined ? 3 : 1;

test('one that is killed at any step, and one that finishes it killed at any of its steps, leave old or new whole', () => {
  const crash = join(home, 'crash.mjs');
  writeFileSync(crash, CRASH);
  const killed = (step: number, ...words: readonly string[]) => {
    const env = { ...process.env, STEP: String(step) };
    return spawnSync(process.execPath, ['--import', crash, LOOP, out, ...words], { env }).signal === 'SIGKILL';
  };
  const wrong: string[] = [];
  const seen = new Set<string>();
  let steps = 0;
  for (let isKilled = true; isKilled; steps += STRIDE) {
    rmSync(out, { recursive: true, force: true });
    killed(0, 'old', '1', 'a', 'b');
    isKilled = killed(steps + 1, 'new', '1', 'a', 'b');
    // No folder of its own: it finishes, and that is all. Each further one comes a step further.
    for (let step = 1; step <= 2 && isKilled && killed(1 + ((steps + step) % 6), 'finish', '1'); step++);
    finishMoves(out);
    const words = ['a', 'b'].map((name) => [...wordsIn(name)].join(' and '));
    seen.add(words[0] as string);
    const names = readdirSync(out).sort().join();
    if (words[0] !== words[1] || words[0]?.includes('and') || names !== 'a,b')
      wrong.push(`step ${steps + 1}: ${names}, ${words}`);
  }
  expect(wrong).toEqual([]);
  expect([...seen]).toEqual(['old 0', 'new 0']);
  expect(steps).toBeGreaterThan(20);
}, 240_000);

test('processes of one id, as in containers, beside what one of that id left', async () => {
  const inside = (...names: string[]) =>
    spawnSync('unshare', ['--pid', '--fork', '--mount-proc', process.execPath, LOOP, out, 'one', '2', ...names], {
      encoding: 'utf8',
    });
  // Only where such a container can be made, which takes a privilege.
  if (spawnSync('unshare', ['--pid', '--fork', '--mount-proc', 'true']).status !== 0) return;
  mkdirSync(join(out, '.a.old-1'), { recursive: true });
  mkdirSync(join(out, '.a.new-1-1-00000000'));
  for (let turn = 0; turn < 2; turn++) {
    const { status, stderr } = inside('a');
    expect({ status, stderr: stderr.split('\n')[0] }).toEqual({
      ...{ status: 0 },
      stderr: `${join(out, '.a.old-1')} was left alone, as this version of chokepoint did not make it: delete it if nobody needs it.`,
    });
  }
  expect(readdirSync(out).sort()).toEqual(['.a.new-1-1-00000000', '.a.old-1', 'a']);
  expect([...wordsIn('a')]).toEqual(['one 1']);
}, 60_000);
