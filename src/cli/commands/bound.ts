/** `chokepoint bound`: what no allocation could avoid of a shortage, and what knowing the future could have saved. */
import type { Argv } from 'yargs';
import {
  type Answer,
  type BoundFound,
  type BoundJob,
  type BoundQuestion,
  boundChart,
  boundedEnsemble,
  boundJson,
  boundReport,
  boundSeriesCsv,
  boundSizeFaults,
  boundWords,
  findBound,
  type Issue,
  isUncertain,
  type LeastMissed,
  modelIn,
  type Outcome,
  parseDate,
  pricesCsv,
  type Reference,
  referenceOfCentral,
  type Solver,
  sizeOfBound,
  stepOf,
  suggestion,
} from '../../index.ts';
import { answerFile, nameOf } from '../answer.ts';
import { loadSolver } from '../highs.ts';
import { callOf } from '../inputs.ts';
import { type InquiryOptions, inquire, inquiryOptions, readInquiry, worthTelling } from '../inquiry.ts';
import { atOption } from '../issues.ts';
import { ENSEMBLE, EXIT_CODES, readThreads, wholeNumber } from '../options.ts';
import { complain } from '../print.ts';
import { progressBar } from '../progress.ts';
import { readerFor } from '../read-file.ts';
import { eachInThreads } from '../threads/each.ts';
import { CORES } from '../threads/worker-pool.ts';

/** Each replicate is a programme of its own. */
const MOST_REPLICATES = 500;

export interface BoundOptions extends InquiryOptions {
  readonly begin: string;
  readonly end: BoundQuestion['end'];
  readonly licences: BoundQuestion['licences'];
  readonly lanes: BoundQuestion['lanes'];
  readonly weights: string;
  readonly prices: boolean;
  /** Replicates to be bounded as well as the central run. */
  readonly runs: number | undefined;
  readonly seed: string | undefined;
  readonly threads: number | undefined;
}

/** Adds `chokepoint bound` to the command line. */
export function boundCommand(cli: Argv): Argv {
  return cli.command(
    'bound <file>',
    'say what no allocation could avoid of a shortage, and what knowing it before could save',
    (command) =>
      command
        .positional('file', { describe: 'a scenario file', type: 'string', demandOption: true })
        .option('begin', {
          describe: 'from when all that is to come is known: disruption, start, or a date',
          type: 'string',
          default: 'disruption',
        })
        .option('end', {
          describe: 'what must be on hand and under way at the end: as much as simulated, or nothing',
          choices: ['as-simulated', 'free'] as const,
          default: 'as-simulated' as const,
        })
        .option('licences', {
          describe: 'what is granted under review: as simulated, or what could have been asked for',
          choices: ['granted', 'asked'] as const,
          default: 'granted' as const,
        })
        .option('lanes', {
          describe:
            'lanes without a capacity, and those of users who can’t turn elsewhere: at most as shipped, or free',
          choices: ['as-shipped', 'free'] as const,
          default: 'as-shipped' as const,
        })
        .option('weights', {
          describe: 'whose shortage counts: every tonne alike, the first priority before all, or demand=<id> alone',
          type: 'string',
          default: 'tonne',
        })
        .option('prices', {
          describe: 'what one tonne more of stock, room or licence would save at most, in prices.csv',
          type: 'boolean',
          default: false,
        })
        .option('runs', {
          describe: `bound so many replicates as well, each a programme of its own; at most ${MOST_REPLICATES}`,
          type: 'number',
          defaultDescription: 'the central run alone',
        })
        .option('seed', ENSEMBLE.seed)
        .option('threads', {
          ...ENSEMBLE.threads,
          describe: 'threads that bound replicates; results are the same for any number',
        })
        .options(inquiryOptions('<scenario>.bound', 'bound.json'))
        .example('$0 bound scenarios/april-2025-controls.yaml', 'what could have been avoided')
        .example('$0 bound a.yaml --begin start --weights demand=us_defence', 'the least that one user can be short')
        .epilogue(`${EXIT_CODES}, 130 Ctrl-C.`),
    async ({ set, charts, noCharts, lang, runs, threads, ...options }) => {
      process.exitCode = await bound({
        ...options,
        ...readInquiry({ set, charts, noCharts, lang }),
        runs: wholeNumber('--runs', runs, MOST_REPLICATES),
        threads: readThreads(threads),
      });
    },
  );
}

/** Returns the exit code. Nothing is written unless the file is sound and every programme is proven to be solved. */
export function bound(options: BoundOptions): Promise<number> {
  const { file, settings, allowOutside, language, quiet, begin, end, licences, lanes, weights, prices } = options;
  const changed = {
    ...(begin !== 'disruption' && { '--begin': begin }),
    ...(end !== 'as-simulated' && { '--end': end }),
    ...(licences !== 'granted' && { '--licences': licences }),
    ...(lanes !== 'as-shipped' && { '--lanes': lanes }),
    ...(weights !== 'tonne' && { '--weights': weights }),
    ...(prices && { '--prices': true }),
  };
  return inquire(options, { kind: 'bound', name: `${nameOf(file)}.bound`, changed }, async () => {
    const read = answerFile(file, settings, readerFor([file], allowOutside));
    const told = worthTelling(read.issues);
    const refused = (issues: readonly Issue[]) => ({ ok: false as const, issues: [...told, ...issues] });
    if (read.answer === undefined) return refused([]);
    const question = readQuestion(read.answer, options);
    if (!question.ok) return refused(question.issues);
    const reference = referenceOfCentral(read.answer.run.model);
    const faults = boundSizeFaults(reference, question.value);
    if (faults.length > 0) return refused(faults.map(read.locate));
    const size = sizeOfBound(reference, question.value);
    if (!quiet && size.columns > 0)
      complain(boundWords(language).size(size.columns.toLocaleString('en'), size.rows.toLocaleString('en')));
    const solver = await loadSolver();
    const found = await solve(reference, question.value, options, solver);
    if (!found.ok) return refused(found.issues.map(read.locate));
    const spoken = { ...found.value, model: modelIn(found.value.model, language) };
    const files = [
      ['bound.json', boundJson(found.value, solver.name)],
      ['bound-series.csv', boundSeriesCsv(found.value)],
      ...(prices ? [['prices.csv', pricesCsv(found.value.parts)] as const] : []),
    ] as const;
    const { runs, seed } = options;
    const command = callOf('bound', file, options, {
      ...changed,
      ...(runs !== undefined && { '--runs': runs }),
      ...(seed !== undefined && { '--seed': seed }),
    });
    const input = { found: spoken, solver: solver.name, command, files: files.map(([name]) => name) };
    return {
      ok: true,
      issues: told,
      value: {
        files,
        chart: ['bound', () => boundChart(spoken, language)],
        report: (charts, undrawn) => boundReport({ ...input, charts, undrawn }, language),
      },
    };
  });
}

/** The question of a call, or what is wrong with its options. */
function readQuestion({ run: { model } }: Answer, options: BoundOptions): Outcome<BoundQuestion> {
  const { scenario, start, stepDays, steps } = model;
  const { begin, weights, end, licences, lanes, prices } = options;
  const issues: Issue[] = [];
  const day = begin === 'start' ? start : begin === 'disruption' ? scenario.disruption : parseDate(begin);
  const step = day === undefined ? Number.NaN : stepOf(day, start, stepDays);
  if (!(step < steps) || (day as number) < start) {
    const fault: Issue = {
      ...{ severity: 'error', code: day === undefined ? 'bad-date' : 'outside-horizon', path: [] },
      ...{ expected: 'disruption, start, or a date of the run', found: begin },
      remedy: 'Write a date such as 2025-04-04, from the start of the run to its end.',
    };
    issues.push(atOption('--begin', fault));
  }
  const [, demand] = /^demand=(.*)$/.exec(weights) ?? [];
  const ids = scenario.demands.map(({ id }) => id);
  const isKnown = demand === undefined ? weights === 'tonne' || weights === 'priority' : ids.includes(demand);
  if (!isKnown) {
    const otherwise = 'Write tonne, priority, or demand=<id> with the id of a demand.';
    const fault: Issue = {
      ...{ severity: 'error', code: 'unknown-reference', path: [], expected: 'tonne, priority, or demand=<id>' },
      ...{ found: weights, remedy: demand === undefined ? otherwise : suggestion(demand, ids, otherwise) },
    };
    issues.push(atOption('--weights', fault));
  }
  if (issues.length > 0) return { ok: false, issues };
  const value: BoundQuestion = {
    ...{ begin: step, end, licences, lanes, hasPrices: prices },
    weights: demand === undefined ? (weights as 'tonne' | 'priority') : { demand },
  };
  return { ok: true, value, issues: [] };
}

/** The bound of the central run, and of replicates where any are asked for and differ. */
async function solve(
  reference: Reference,
  question: BoundQuestion,
  { runs, seed, threads, quiet }: BoundOptions,
  solver: Solver,
): Promise<Outcome<BoundFound>> {
  const { model } = reference;
  const found = findBound(reference, question, solver);
  if (runs === undefined || !isUncertain(model)) return { ok: true, value: found, issues: [] };
  const chance = { seed: seed ?? model.scenario.seed, sampling: 'plain' as const, runs };
  const bar = progressBar(runs, quiet);
  const all = await boundReplicates({ scenario: model.scenario, chance, question }, threads ?? CORES, (done) =>
    bar.show(done / runs),
  ).finally(bar.stop);
  const parts: LeastMissed[][] = [];
  for (const one of all) {
    if (!one.ok) return one;
    parts.push(one.value);
  }
  const ensemble = { runs, seed: chance.seed, parts: boundedEnsemble(parts) };
  return { ok: true, value: { ...found, ensemble }, issues: [] };
}

/** The bounds of all replicates, in their order. */
function boundReplicates(
  job: BoundJob,
  threads: number,
  hear: (done: number) => void,
): Promise<Outcome<LeastMissed[]>[]> {
  const script = new URL('./bound-worker.js', import.meta.url);
  const replicates = Array.from({ length: job.chance.runs }, (_, r) => r);
  return eachInThreads(script, job, replicates, { threads, nameOf: (r) => `replicate ${r}`, hear });
}
