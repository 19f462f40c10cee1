/**
 * The flagship's ensemble: what a second thread brings, and how long it takes from the start of the command to files
 * on disk. Runs take turns, and the least of each counts.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerFile } from '../../src/cli/answer.ts';
import { readText } from '../../src/cli/read-file.ts';
import { startPool } from '../../src/cli/threads/worker-pool.ts';
import { type Answer, ensembleOf } from '../../src/index.ts';
import { replicatesOf } from '../../src/simulation/replicates.ts';

const FILE = 'scenarios/six-month-licence.yaml';
const ROUNDS = 3;
/** What starting costs is told from what replicates cost by an ensemble so many times as large. */
export const LARGER = 5;

type Kind = 'command' | 'ensemble' | 'larger';

/** Seconds of each kind of run, the least of some rounds. */
export interface FlagshipTimes {
  readonly runs: number;
  /** Start to files, with one thread and with two. */
  readonly command: readonly [one: number, two: number];
  /** The replicates and what is told of them, without start, charts and files; and those of five times as many. */
  readonly ensemble: readonly [one: number, two: number];
  readonly larger: readonly [one: number, two: number];
  /** Stepping alone, in one thread. */
  readonly simulation: number;
}

/** Times an ensemble of so many replicates; the command must have been built. */
export async function timeFlagship(runs: number): Promise<FlagshipTimes> {
  const { model } = (answerFile(FILE, [], readText).answer as Answer).run;
  const chanceOf = (replicates: number) => ({
    ...{ seed: model.scenario.seed, sampling: 'plain' as const, runs: replicates },
  });
  const ensemble = async (threads: number, replicates: number) => {
    const chance = chanceOf(replicates);
    const hired = startPool(threads);
    try {
      return await secondsOf(() => ensembleOf(model, chance, hired.take(model, chance)));
    } finally {
      hired.dismiss();
    }
  };
  const simulation = () => {
    let blocks = 0;
    for (const block of replicatesOf(model, chanceOf(runs)).drawn(0, runs)) {
      if (!block.ok) continue;
      for (const _ of block.value.steps);
      blocks++;
    }
    if (blocks === 0) throw new Error('an ensemble that cannot be');
  };
  const never = () => [Infinity, Infinity];
  const least = { command: never(), ensemble: never(), larger: never(), simulation: Infinity };
  for (let round = 0; round < ROUNDS; round++) {
    for (const threads of [1, 2]) {
      const keep = (kind: Kind, seconds: number) => {
        least[kind][threads - 1] = Math.min(least[kind][threads - 1] as number, seconds);
      };
      keep('ensemble', await ensemble(threads, runs));
      keep('larger', await ensemble(threads, LARGER * runs));
      keep('command', await secondsOf(async () => command(runs, threads)));
    }
    least.simulation = Math.min(least.simulation, await secondsOf(async () => simulation()));
  }
  const pair = (kind: Kind) => [least[kind][0], least[kind][1]] as [number, number];
  const { simulation: alone } = least;
  return { runs, command: pair('command'), ensemble: pair('ensemble'), larger: pair('larger'), simulation: alone };
}

async function secondsOf(what: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await what();
  return (performance.now() - begun) / 1000;
}

function command(runs: number, threads: number): void {
  const out = mkdtempSync(join(tmpdir(), 'chokepoint-bench-'));
  const words = ['run', FILE, '--runs', String(runs), '--threads', String(threads), '--quiet', '--out', out];
  const { status, stderr } = spawnSync(process.execPath, ['dist/chokepoint.js', ...words], { encoding: 'utf8' });
  rmSync(out, { recursive: true });
  if (status !== 0) throw new Error(stderr);
}
