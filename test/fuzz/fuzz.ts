/** Cases made, played and judged; what fails is tried again alone, made small and told so that it can be repeated. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Base, bases } from './bases.ts';
import { type Case, caseOf, DEPTH, spoiltCount, writeCase } from './case.ts';
import { type Caller, caller } from './pool.ts';
import { faultsOf, list } from './verdict.ts';

export interface Failure {
  readonly case: Case;
  /** What is wrong, of each call that is. */
  readonly faults: readonly string[];
  /** What the program said. */
  readonly said: string;
  readonly folder: string | undefined;
}

export interface Fuzzed {
  readonly cases: number;
  readonly failures: readonly Failure[];
  /** How many cases ended with each exit code. */
  readonly codes: ReadonlyMap<number | undefined, number>;
}

export interface FuzzOptions {
  /** The repository, built. */
  readonly root: string;
  readonly seed: string;
  /** The numbers of the cases. */
  readonly numbers: readonly number[];
  readonly processes: number;
  /** Whether the files of failing cases are kept. */
  readonly keeps: boolean;
  readonly progress?: (done: number) => void;
  /** Told of each failure as it is found. */
  readonly found?: (failure: Failure) => void;
}

export async function fuzz({ root, seed, numbers, processes, keeps, progress, found }: FuzzOptions): Promise<Fuzzed> {
  const home = mkdtempSync(join(tmpdir(), 'chokepoint-fuzz-'));
  const callers: Caller[] = [];
  try {
    const shared = join(home, 'shared');
    mkdirSync(shared);
    spawnSync('mkfifo', [join(shared, 'pipe')]);
    writeFileSync(join(shared, 'large.yaml'), '');
    truncateSync(join(shared, 'large.yaml'), 80 * 2 ** 20);
    const first = caller(root);
    callers.push(first);
    const all = [...bases(root), await committed(root, home, shared, first)];
    const undrawn = (await helpOf(first, home, 'run')).includes('--no-charts');
    const waiting = [...numbers];
    const failures: Failure[] = [];
    const codes = new Map<number | undefined, number>();
    let done = 0;
    const work = async (hired: Caller, slot: number) => {
      for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
        const sandbox = join(home, `${slot}`);
        const play = (one: Case) => played(one, hired, sandbox, shared, undrawn);
        const one = caseOf(all, seed, number);
        const { faults, said, code } = await play(one);
        codes.set(code, (codes.get(code) ?? 0) + 1);
        if (faults.length > 0) {
          const least = await smallest(all, one, faults, async (smaller) => {
            // In a process of its own: what fails only after other calls is told as it was found.
            hired.end();
            return (await play(smaller)).faults;
          });
          const folder = keeps ? join(home, 'failed', `${number}`) : undefined;
          if (folder !== undefined) writeCase(least.case, folder, shared);
          const failure = { ...least, said, folder: folder && join(folder, ...DEPTH) };
          failures.push(failure);
          found?.(failure);
        }
        done++;
        progress?.(done);
      }
    };
    while (callers.length < processes) callers.push(caller(root));
    await Promise.all(callers.map(work));
    return { cases: done, failures, codes };
  } finally {
    for (const one of callers) one.end();
    if (!keeps) rmSync(home, { recursive: true, force: true });
  }
}

/** The rule that a fault breaks. */
export function ruleOf(fault: string): string {
  return fault.slice(0, fault.indexOf(':'));
}

/** Plays the calls of a case, and judges each. */
async function played(one: Case, hired: Caller, sandbox: string, shared: string, undrawn: boolean) {
  const faults: string[] = [];
  let [said, code]: [string, number | undefined] = ['', undefined];
  rmSync(sandbox, { recursive: true, force: true });
  const folder = writeCase(one, sandbox, shared);
  const results = join(...DEPTH, 'results');
  // What a base has in its folder of results is the program's; what was put there besides is the user's.
  const isOfUser = (path: string) =>
    !/\.chokepoint-update\.json/.test(path) && (!path.startsWith(results) || /notes\.md$/.test(path));
  for (const words of one.calls) {
    const before = list(sandbox);
    // Charts take longer than all else: one case in eight has them.
    const isPlain = undrawn && one.number % 8 !== 0 && /^(run|compare|solve|sensitivity)$/.test(words[0]);
    const outcome = await hired.call(folder, isPlain ? [...words, '--no-charts'] : words);
    code = outcome.code;
    said = `${outcome.stdout}\n${outcome.stderr}`;
    const judged = {
      words,
      outcome,
      before,
      after: list(sandbox),
      sandbox,
      isOfUser,
      isPlaceSpoilt: one.isPlaceSpoilt,
    };
    faults.push(...faultsOf(judged).map((fault) => fault.replaceAll(sandbox, '')));
  }
  rmSync(sandbox, { recursive: true, force: true });
  return { faults, said, code };
}

/** A case with as little spoilt as still breaks the same rule, by leaving out one thing after another. */
async function smallest(
  all: readonly Base[],
  one: Case,
  faults: readonly string[],
  faultsIn: (one: Case) => Promise<readonly string[]>,
): Promise<{ case: Case; faults: readonly string[] }> {
  const wanted = ruleOf(faults[0]);
  let least = { case: one, faults };
  let kept = [...Array(spoiltCount(one.seed, one.number)).keys()];
  for (const place of [...kept]) {
    if (kept.length === 1) break;
    const fewer = kept.filter((other) => other !== place);
    const smaller = caseOf(all, one.seed, one.number, fewer);
    const found = await faultsIn(smaller);
    if (!found.some((fault) => ruleOf(fault) === wanted)) continue;
    kept = fewer;
    least = { case: smaller, faults: found };
  }
  return least;
}

async function helpOf(hired: Caller, folder: string, command: string): Promise<string> {
  return (await hired.call(folder, [command, '--help'])).stdout;
}

/** A scenario with the results of its run beside it, as they are committed. */
async function committed(root: string, home: string, shared: string, hired: Caller): Promise<Base> {
  const plain = bases(root)[0];
  const sound = { ...{ seed: '', number: 0, base: plain.name, spoilt: [], main: plain.main, calls: [] } };
  const sandbox = join(home, 'committed');
  const folder = writeCase(
    { ...sound, files: new Map(Object.entries(plain.files)), isPlaceSpoilt: false },
    sandbox,
    shared,
  );
  const { code, stderr } = await hired.call(folder, ['run', plain.main, '--quiet']);
  if (code !== 0) throw new Error(`a sound scenario can't be run: ${stderr}`);
  const results = ['summary.json', 'series.csv'].map((name) => {
    const path = `results/plain/${name}`;
    return [path, readFileSync(resolve(folder, path), 'utf8')] as const;
  });
  rmSync(sandbox, { recursive: true });
  return {
    ...{ name: 'a scenario with committed results', main: plain.main, weight: 4 },
    files: { ...plain.files, ...Object.fromEntries(results) },
    calls: [
      ['check', plain.main, '--threads', '1'],
      ['check', plain.main, '--threads', '1', '--github'],
      ['check', plain.main, '--threads', '1', '--update'],
      ['run', plain.main, '--threads', '1'],
    ],
  };
}

/** What failures have in common that break the same rule in the same way. */
export function likeness({ faults }: Failure): string {
  const plain = (fault: string) => fault.replace(/".*"/g, '…').replace(/\d[\d.e+-]*/g, '#');
  return faults.map((fault) => plain(fault).slice(0, 50)).join();
}

/** A failure in words, and how to repeat it. */
export function tell({ case: one, faults, folder }: Failure): string {
  const call = one.calls.at(-1) as readonly string[];
  return [
    ...faults,
    `  case ${one.number}, ${one.base}`,
    ...one.spoilt.map((words) => `  ${words}`),
    `  chokepoint ${call.map((word) => (/^[\w./=-]+$/.test(word) ? word : JSON.stringify(word))).join(' ')}`,
    ...(folder ? [`  files: ${folder}`] : []),
    `  alone: npm run fuzz -- --seed ${one.seed} --case ${one.number}`,
  ].join('\n');
}
