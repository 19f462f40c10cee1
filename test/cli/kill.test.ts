/**
 * Commands killed at chance moments: after the next command has looked, what stands there is old or new whole, and
 * nothing else. `npm run machines` kills more often; CHOKEPOINT_KILLS and CHOKEPOINT_SEED say how often and when.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { finishMoves } from '../../src/cli/journal.ts';
import { ROOT } from '../files.ts';

const KILLS = Number(process.env['CHOKEPOINT_KILLS'] ?? 12);
const chosen = process.env['CHOKEPOINT_SEED'] ?? '20250404';
const SEED = chosen === 'random' ? Date.now() % 1_000_000_007 : Number(chosen);

const scenario = (title: string, rate: number) => `version: 2
title: ${title}
start: 2025-04-04
horizon: 12 weeks
runs: 20
assumptions: {stock: {uniform: [2 weeks, 6 weeks], source: a test}}
stockpiles: {magnets: {cover: stock}}
flows: {imports: {to: magnets, capacity: 40 t/week, source: a test}}
demands: {cars: {from: magnets, rate: ${rate} t/week, source: a test}}
`;
const STUDY = `version: 2
title: What helps
base: scenarios/a.yaml
variants: {more: {title: more of it, set: {stockpiles.magnets.initial: 500 t}}}
`;

/** Counts what changes the disk, and kills the process at the CALLS-th such call, of which it says how many there were. */
const CRASH = `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';
let calls = 0;
if (isMainThread) {
  for (const name of ['mkdirSync', 'writeFileSync', 'appendFileSync', 'renameSync', 'rmSync']) {
    const call = fs[name];
    fs[name] = (...words) => (++calls === Number(process.env.CALLS) ? process.kill(process.pid, 'SIGKILL') : call(...words));
  }
  syncBuiltinESMExports();
  process.on('exit', () => process.stdout.write('calls ' + calls));
}`;

const home = mkdtempSync(join(tmpdir(), 'chokepoint-kill-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Runs words whole, or until it is killed: at a call, or after so many milliseconds. */
async function chokepoint(folder: string, words: readonly string[], { calls = 0, after = 0 } = {}) {
  const program = ['--import', join(folder, 'crash.mjs'), join(ROOT, 'dist/chokepoint.js'), ...words, '--quiet'];
  const env = { ...process.env, CALLS: String(calls) };
  const child = spawn(process.execPath, program, { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const timer = after > 0 ? setTimeout(() => child.kill('SIGKILL'), after) : undefined;
  let said = '';
  child.stdout.on('data', (text) => {
    said += text;
  });
  const status = await new Promise<number | null>((done) => child.on('close', done));
  clearTimeout(timer);
  return { status, calls: Number(/calls (\d+)$/.exec(said)?.[1]) };
}

/** The files of each folder of results, by what is in them. */
type State = Readonly<Record<string, Readonly<Record<string, string>>>>;
const stateOf = (out: string, names: readonly string[]): State =>
  Object.fromEntries(names.map((name) => [name, hashesIn(join(out, name))]));
const hashesIn = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, hash(readFileSync(join(folder, name)))]));
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Pictures and reports follow the numbers: any of them may be missing, but none may be of another run. */
const isPicture = (name: string) => /\.(svg|png|vl\.json|html|md)$/.test(name);
function isOf(found: State, whole: State): boolean {
  return Object.entries(whole).every(([folder, files]) => {
    const here = found[folder] ?? {};
    const isSame = Object.entries(here).every(([name, text]) => files[name] === text);
    return isSame && Object.keys(files).every((name) => isPicture(name) || here[name] !== undefined);
  });
}

describe.each([
  ['run', ['run', 'scenarios/a.yaml', 'scenarios/b.yaml'], 'results', ['a', 'b']],
  ['compare', ['compare', 'study.yaml'], 'results/studies', ['study']],
  ['check --update', ['check', '--update'], 'results', ['a', 'b']],
] as const)('%s', (title, words, results, names) => {
  const count = Math.ceil(KILLS / 3);
  test(
    `killed ${count} times leaves old or new whole`,
    async () => {
      const folder = mkdtempSync(join(home, 'case-'));
      const out = join(folder, results);
      writeFileSync(join(folder, 'crash.mjs'), CRASH);
      writeFileSync(join(folder, 'study.yaml'), STUDY);
      mkdirSync(join(folder, 'scenarios'));
      const write = (version: number) => {
        for (const name of ['a', 'b'])
          writeFileSync(join(folder, 'scenarios', `${name}.yaml`), scenario(`It is ${name}`, 50 + 10 * version));
      };
      const wholes: State[] = [];
      let total = 0;
      let time = 0;
      for (const version of [1, 0]) {
        write(version);
        const begun = performance.now();
        const { status, calls } = await chokepoint(folder, words);
        time = performance.now() - begun;
        expect(status).toBe(0);
        wholes[version] = stateOf(out, names);
        total = calls;
      }
      expect(wholes[0]).not.toEqual(wholes[1]);
      const random = generator(`${SEED} ${title}`);
      const found: string[] = [];
      let stands = 0;
      let killed = 0;
      for (let turn = 0; killed < count && turn < 4 * count; turn++) {
        const next = 1 - stands;
        write(next);
        const when =
          turn % 2 === 0 ? { calls: 1 + Math.floor(random() * total) } : { after: (0.3 + 0.6 * random()) * time };
        const { status } = await chokepoint(folder, words, when);
        if (status === null) killed++;
        finishMoves(out);
        const here = stateOf(out, names);
        const whole = [stands, next].find((version) => isOf(here, wholes[version] as State));
        const others = readdirSync(out).filter((name) => !(names as readonly string[]).includes(name));
        const isWhole = whole !== undefined && others.length === 0 && (status === null || whole === next);
        if (!isWhole) found.push(`turn ${turn}, ${JSON.stringify(when)}: ${JSON.stringify({ status, whole, others })}`);
        stands = whole ?? stands;
      }
      console.info(`seed ${SEED}: ${title} was killed ${count} times`);
      expect(found).toEqual([]);
    },
    60_000 + 20_000 * count,
  );
});

/** Numbers from 0 to 1, the same for the same words. */
function generator(words: string): () => number {
  let n = 0;
  return () => createHash('sha256').update(`${words} ${n++}`).digest().readUInt32BE() / 2 ** 32;
}
