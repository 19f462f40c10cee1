/** `chokepoint bound`: what no allocation could avoid of a shortage, and what knowing the future could have saved. */
import { join } from 'node:path';
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
  makeCharts,
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
  Unproven,
  VERSION,
} from '../../index.ts';
import { answerFile, nameOf } from '../answer.ts';
import { type Call, changesIn, command } from '../command.ts';
import { loadSolver } from '../highs.ts';
import { callOf } from '../inputs.ts';
import { inquire, inquiryOptions, worthTelling } from '../inquiry.ts';
import { atOption } from '../issues.ts';
import { ENSEMBLE, SCENARIO_FILE } from '../options.ts';
import { writeText } from '../output-file.ts';
import { complain } from '../print.ts';
import { progressBar } from '../progress.ts';
import { readerFor } from '../read-file.ts';
import { eachInThreads } from '../threads/each.ts';
import { CORES } from '../threads/worker-pool.ts';

/** Each replicate is a programme of its own. */
const MOST_REPLICATES = 500;
const USUAL_REPLICATES = 100;

const QUESTION = {
  begin: {
    describe: 'from when all that is to come is known: disruption, start, or a date',
    type: 'string',
    default: 'disruption',
  },
  end: {
    describe: 'what must be on hand and under way at the end: as much as simulated, or nothing',
    choices: ['as-simulated', 'free'],
    default: 'as-simulated',
  },
  licences: {
    describe: 'what is granted under review: as simulated, or what could have been asked for',
    choices: ['granted', 'asked'],
    default: 'granted',
  },
  lanes: {
    describe: 'lanes without a capacity, and those of users who can’t turn elsewhere: at most as shipped, or free',
    choices: ['as-shipped', 'free'],
    default: 'as-shipped',
  },
  weights: {
    describe: 'whose shortage counts: every tonne alike, the first priority before all, or demand=<id> alone',
    type: 'string',
    default: 'tonne',
  },
  prices: {
    describe: 'what one tonne more of stock, room or licence would save at most, in prices.csv',
    type: 'boolean',
    default: false,
  },
} as const;
const OPTIONS = {
  ...QUESTION,
  runs: {
    describe: `bound so many replicates as well, each a programme of its own; at most ${MOST_REPLICATES}, and 1: none`,
    type: 'number',
    defaultDescription: `${USUAL_REPLICATES} where anything is uncertain`,
    range: [1, MOST_REPLICATES],
  },
  seed: ENSEMBLE.seed,
  threads: {
    ...ENSEMBLE.threads,
    describe: 'threads that bound replicates; results are the same for any number',
  },
  debug: {
    describe:
      'where a programme can’t be proven to be solved: write it to <scenario>.bound.lp in the folder for the results',
    type: 'boolean',
    default: false,
  },
  ...inquiryOptions('<scenario>.bound', 'bound.json'),
} as const;

type BoundCall = Call<typeof SCENARIO_FILE & typeof OPTIONS>;

/** Adds `chokepoint bound` to the command line. */
export const boundCommand = command(
  {
    words: 'bound <file>',
    describe: 'say what no allocation could avoid of a shortage, and what knowing it before could save',
    positionals: SCENARIO_FILE,
    options: OPTIONS,
    examples: [
      ['$0 bound scenarios/april-2025-controls.yaml', 'what could have been avoided'],
      ['$0 bound a.yaml --begin start --weights demand=us_defence', 'the least that one user can be short'],
    ],
    codes: ', 130 Ctrl-C',
  },
  bound,
);

/** Returns the exit code. Nothing is written unless the file is sound and every programme is proven to be solved. */
function bound(options: BoundCall): Promise<number> {
  const { file, settings, allowOutside, language, quiet, prices } = options;
  const changed = changesIn(QUESTION, options);
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
    const found = await solve(reference, question.value, options, solver).catch((error) => {
      if (options.debug && error instanceof Unproven) keep(error, options, solver);
      throw error;
    });
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
        charts: (fail) => makeCharts([['bound', () => boundChart(spoken, language)]], fail),
        told: (charts, undrawn) => boundReport({ ...input, charts, undrawn }, language),
      },
    };
  });
}

/** Writes the programme that could not be solved beside where the results would have lain. */
function keep({ message, programme }: Unproven, { file, out }: BoundCall, solver: Solver): void {
  const path = join(out ?? 'results', `${nameOf(file)}.bound.lp`);
  const mark = `chokepoint ${VERSION} bound`;
  writeText(path, `\\ ${mark}: ${message}\n${solver.textOf(programme)}`, mark);
  complain(`The programme is in ${path}.`);
}

/** The question of a call, or what is wrong with its options. */
function readQuestion({ run: { model } }: Answer, options: BoundCall): Outcome<BoundQuestion> {
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
  { runs = USUAL_REPLICATES, seed, threads, quiet }: BoundCall,
  solver: Solver,
): Promise<Outcome<BoundFound>> {
  const { model } = reference;
  const found = findBound(reference, question, solver);
  if (runs === 1 || !isUncertain(model)) return { ok: true, value: found, issues: [] };
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
