/** The ensemble of a scenario file: hires threads, shows progress, writes rows as they come. */
import {
  type Answer,
  type EnsembleSummary,
  ensembleOf,
  isUncertain,
  type Outcome,
  runsParquet,
  type Sampling,
} from '../index.ts';
import { CORES, hire, type Threads } from './crew.ts';
import type { Folder } from './files.ts';
import { type Bar, progressBar } from './progress.ts';

export interface EnsembleOptions {
  /** Replicates; undefined: as many as the file says where anything is uncertain. 1: the central run alone. */
  readonly runs: number | undefined;
  readonly seed: string | undefined;
  readonly sampling: Sampling;
  /** Undefined: one for each core. */
  readonly threads: number | undefined;
}

/** Runs the ensemble, and writes runs.parquet into the folder; undefined where one run says everything. */
export async function runEnsemble(
  { run: { model } }: Answer,
  { runs: asked, seed, sampling, threads }: EnsembleOptions,
  quiet: boolean,
  folder: Folder,
): Promise<Outcome<EnsembleSummary | undefined>> {
  const { scenario } = model;
  const runs = isUncertain(model) ? (asked ?? scenario.runs) : 1;
  if (runs === 1) return { ok: true, value: undefined, issues: [] };
  const chance = { seed: seed ?? scenario.seed, sampling, runs };
  const writer = runsParquet(model, (bytes) => folder.append('runs.parquet', bytes));
  const bar = progressBar(runs, quiet);
  return withThreads(threads, bar, async (hired) => {
    const crew = hired.take(model, chance);
    const found = await ensembleOf(model, chance, crew, { progress: bar.show, rows: writer.add });
    if (found.ok) writer.finish();
    return found;
  });
}

/** Does work with so many threads, one for each core where none are given; they and the bar are gone when it is done. */
export async function withThreads<T>(
  threads: number | undefined,
  bar: Bar,
  work: (hired: Threads) => Promise<T>,
): Promise<T> {
  const hired = hire(threads ?? CORES);
  try {
    return await work(hired);
  } finally {
    bar.stop();
    hired.dismiss();
  }
}
