/** The ensemble of a scenario file: hires threads, shows progress, writes rows as they come. */
import {
  type Answer,
  bandedSeries,
  bandRuns,
  type Chance,
  type EnsembleSummary,
  type Executor,
  ensembleOf,
  inlineExecutor,
  isUncertain,
  type Model,
  type Outcome,
  type Reader,
  type RowFile,
  rowGroupsOf,
  runsParquet,
  type Sampling,
  type SeriesAsked,
} from '../index.ts';
import type { Folder } from './files.ts';
import { complain } from './print.ts';
import { type Bar, progressBar } from './progress.ts';
import { CORES, startPool, type Threads } from './threads/worker-pool.ts';

/** What the replicates of an ensemble are written as, row by row. */
export const ROWS = ['parquet', 'none'] as const;
export type RowsWritten = (typeof ROWS)[number];

export interface EnsembleOptions {
  /** Replicates; undefined: as many as the file says where anything is uncertain. 1: the central run alone. */
  readonly runs: number | undefined;
  readonly seed: string | undefined;
  readonly sampling: Sampling;
  /** Undefined: one for each core, or this one alone where the work is small. */
  readonly threads: number | undefined;
}

/** Where the replicates of a command are done, if not by threads of its own: by shards, or by a queue's workers. */
export interface Elsewhere {
  /** Gives the files of the command, where it is merged. */
  readonly read?: Reader;
  readonly crew: Threads['take'];
  /** Whether rows come from far: once, encoded, and are read back from their file. */
  readonly isFar?: boolean;
  /** Leaves nothing behind. */
  close?(): Promise<void>;
}

/** Runs the ensemble, and writes runs.parquet into the folder, if rows are wanted; undefined where one run says everything. */
export async function runEnsemble(
  { run: { model } }: Answer,
  {
    threads,
    series,
    rows,
    elsewhere,
    ...asked
  }: EnsembleOptions & {
    readonly series: SeriesAsked;
    readonly rows: RowsWritten;
    readonly elsewhere: Elsewhere | undefined;
  },
  quiet: boolean,
  folder: Folder,
): Promise<Outcome<EnsembleSummary | undefined>> {
  const chance = chanceFor(model, asked);
  const { runs } = chance;
  if (runs === 1) return { ok: true, value: undefined, issues: [] };
  const banded = bandedSeries(model, series);
  if (series.length > 0 && !quiet) complain(memoryOf(model, runs, banded.length));
  const write = (bytes: Uint8Array) => folder.append('runs.parquet', bytes);
  const hasAll = rows === 'parquet';
  const writer = hasAll || elsewhere?.isFar ? runsParquet(model, chance, write) : undefined;
  const read: RowFile['read'] = (column, into) =>
    writer?.read(column, into, (places) => folder.read('runs.parquet', places));
  const bar = progressBar(runs, quiet);
  const run = async (crew: Executor) => {
    const found = await ensembleOf(model, chance, crew, {
      ...{ progress: bar.show, banded },
      ...(writer && { encoded: writer.add }),
      ...(elsewhere?.isFar && { file: { hasAll, read } }),
    });
    if (!hasAll) folder.drop('runs.parquet');
    else if (found.ok) writer?.finish();
    return found;
  };
  if (elsewhere || (threads === undefined && isSmall(model, runs))) {
    try {
      return await run(elsewhere ? elsewhere.crew(model, chance) : crewHere(model, chance));
    } finally {
      bar.stop();
    }
  }
  return withThreads(threads, bar, (hired) => run(hired.take(model, chance)));
}

/** The chance of a scenario's ensemble; of one run where two can't differ. */
export function chanceFor(model: Model, { runs, seed, sampling }: Omit<EnsembleOptions, 'threads'>): Chance {
  const { scenario } = model;
  return { seed: seed ?? scenario.seed, sampling, runs: isUncertain(model) ? (runs ?? scenario.runs) : 1 };
}

/** What bands that are asked for take, before it is taken. */
function memoryOf(model: Model, runs: number, series: number): string {
  const replicates = bandRuns(runs, series, model.steps);
  const megabytes = Math.ceil((8 * replicates * series * model.steps) / 1e6).toLocaleString('en');
  const many = (count: number) => count.toLocaleString('en');
  return `Bands of ${many(series)} series over the first ${many(replicates)} replicates take ${megabytes} MB.`;
}

/** Flows times steps times replicates that run sooner here than on threads that start for them. */
const SMALL = 3e6;

function isSmall({ network, steps }: Model, runs: number): boolean {
  return network.flows * steps * runs < SMALL;
}

/** A crew in this thread, which listens to Ctrl-C between parts. */
function crewHere(model: Model, chance: Chance): Executor {
  const { workers, perform } = inlineExecutor(model, chance, rowGroupsOf(model));
  return {
    workers,
    perform: async (task) => {
      await new Promise((resolve) => setImmediate(resolve));
      return perform(task);
    },
  };
}

/** Does work with so many threads, one for each core where none are given; they and the bar are gone when it is done. */
export async function withThreads<T>(
  threads: number | undefined,
  bar: Bar,
  work: (hired: Threads) => Promise<T>,
): Promise<T> {
  const hired = startPool(threads ?? CORES);
  try {
    return await work(hired);
  } finally {
    bar.stop();
    hired.dismiss();
  }
}
