/** `chokepoint bound`: what no allocation could avoid of a shortage, and what knowing the future could have saved. */
import { join } from 'node:path';
import type { Argv } from 'yargs';
import {
  type Answer,
  type BoundFound,
  type BoundQuestion,
  boundChart,
  boundJson,
  boundSentences,
  boundSeriesCsv,
  boundsOf,
  boundsOfReplicates,
  boundTable,
  boundWords,
  centralValues,
  type Issue,
  isUncertain,
  type Language,
  makeCharts,
  type Outcome,
  parametersOf,
  parseDate,
  pricesCsv,
  type Reference,
  referenceRun,
  type Setting,
  type Solver,
  sizeOfBound,
  stepOf,
  suggestion,
  VERSION,
  worthOfWarning,
} from '../../index.ts';
import { answerFile, nameOf } from '../answer.ts';
import { addPictures } from '../charts.ts';
import { beginFolder } from '../files.ts';
import { loadSolver } from '../highs.ts';
import { withRollback } from '../interrupt.ts';
import { atOption, nothingWritten, tellIssues } from '../issues.ts';
import {
  ALLOW_OUTSIDE,
  CHARTS,
  type Drawing,
  ENSEMBLE,
  EXIT_CODES,
  LANGUAGE,
  QUIET,
  readDrawing,
  readSettings,
  SET,
  wholeNumber,
} from '../options.ts';
import { optionsGiven, placeFor } from '../places.ts';
import { bold, complain, type Line, say, sayJson } from '../print.ts';
import { progressBar } from '../progress.ts';
import { readerFor } from '../read-file.ts';
import { tableText } from '../table.ts';

/** More columns than these take minutes and gigabytes. */
const MOST_COLUMNS = 100_000;
/** Each replicate is a programme of its own. */
const MOST_REPLICATES = 500;

export interface BoundOptions {
  readonly file: string;
  readonly begin: string;
  readonly end: BoundQuestion['end'];
  readonly licences: BoundQuestion['licences'];
  readonly lanes: BoundQuestion['lanes'];
  readonly weights: string;
  readonly prices: boolean;
  /** Replicates to be bounded as well as the central run. */
  readonly runs: number | undefined;
  readonly seed: string | undefined;
  readonly out: string | undefined;
  readonly settings: readonly Setting[];
  readonly allowOutside: boolean;
  readonly language: Language;
  readonly drawing: Drawing;
  readonly json: boolean;
  readonly quiet: boolean;
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
        .option('out', {
          describe: 'folder for the results: in it <scenario>.bound/',
          type: 'string',
          defaultDescription: 'results',
        })
        .option('set', SET)
        .option('allow-outside', ALLOW_OUTSIDE)
        .options(CHARTS)
        .option('lang', { ...LANGUAGE, describe: 'language of the answer and the chart' })
        .option('json', { describe: 'print bound.json instead of the answer', type: 'boolean', default: false })
        .option('quiet', QUIET)
        .example('$0 bound scenarios/april-2025-controls.yaml', 'what could have been avoided')
        .example('$0 bound a.yaml --begin start --weights demand=us_defence', 'the least that one user can be short')
        .epilogue(`${EXIT_CODES}, 130 Ctrl-C.`),
    async ({ set, runs, charts, noCharts, lang, ...options }) => {
      process.exitCode = await bound({
        ...options,
        ...{ runs: wholeNumber('--runs', runs, MOST_REPLICATES), language: lang },
        ...{ drawing: readDrawing(charts, noCharts), settings: readSettings(set) },
      });
    },
  );
}

/** Returns the exit code. Nothing is written unless the file is sound and every programme is proven to be solved. */
export async function bound(options: BoundOptions): Promise<number> {
  const { settings, language, drawing, json, quiet } = options;
  const read = answerFile(options.file, settings, readerFor([options.file], options.allowOutside));
  const warnings = read.issues.filter(({ code }) => code !== 'unsourced');
  const refuse = (issues: readonly Issue[]) => {
    tellIssues([...warnings, ...issues], quiet);
    return nothingWritten([...warnings, ...issues]);
  };
  if (read.answer === undefined) return refuse([]);
  const question = readQuestion(read.answer, options);
  if (!question.ok) return refuse(question.issues);
  const reference = referenceOf(read.answer);
  const size = sizeOfBound(reference, question.value);
  if (size.columns > MOST_COLUMNS) return refuse([tooLarge(size.columns)]);
  tellIssues(warnings, quiet);
  const { begin, end, licences, lanes, weights, prices, runs, seed } = options;
  const changed = {
    ...(begin !== 'disruption' && { '--begin': begin }),
    ...(end !== 'as-simulated' && { '--end': end }),
    ...(licences !== 'granted' && { '--licences': licences }),
    ...(lanes !== 'as-shipped' && { '--lanes': lanes }),
    ...(weights !== 'tonne' && { '--weights': weights }),
    ...(prices && { '--prices': true }),
  };
  const place = placeFor({
    ...{ kind: 'bound', name: `${nameOf(read.file)}.bound`, out: options.out, standard: 'results', quiet },
    given: { ...optionsGiven({ settings, runs, seed, sampling: 'plain', language, drawing }), ...changed },
  });
  const folder = beginFolder(place);
  return withRollback(folder.discard, async () => {
    if (!quiet && size.columns > 0)
      complain(boundWords(language).size(size.columns.toLocaleString('en'), size.rows.toLocaleString('en')));
    const solver = await loadSolver();
    const found = solve(reference, question.value, options, solver);
    if (!found.ok) {
      folder.discard();
      return refuse(found.issues.map(read.locate));
    }
    const text = boundJson(found.value, solver.name);
    folder.write('bound.json', text);
    folder.write('bound-series.csv', boundSeriesCsv(found.value));
    if (prices) folder.write('prices.csv', pricesCsv(found.value.parts));
    folder.commit();
    const files = ['bound.json', 'bound-series.csv', ...(prices ? ['prices.csv'] : [])];
    if (json) sayJson(text);
    else if (!quiet)
      say(
        tell(
          found.value,
          language,
          solver,
          files.map((name) => join(place.path, name)),
          place.why,
        ),
      );
    // The chart speaks the language already.
    const prepare = () => ({
      charts: (fail: Parameters<typeof makeCharts>[1]) =>
        makeCharts([['bound', () => boundChart(found.value, language)]], fail),
    });
    const isDrawn = await addPictures([{ folder, path: place.path, prepare }], drawing, json || quiet);
    return isDrawn ? 0 : 1;
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

function referenceOf({ run: { model } }: Answer): Reference {
  const parameters = parametersOf(model, centralValues(model));
  if (!parameters.ok) throw new Error('a scenario that has run no longer can');
  return referenceRun(model, parameters.value);
}

function tooLarge(columns: number): Issue {
  return {
    ...{ severity: 'error', code: 'too-large', path: ['horizon'] },
    expected: `a programme of at most ${MOST_COLUMNS.toLocaleString('en')} columns`,
    found: `${columns.toLocaleString('en')}, by flows, stockpiles and demands times steps`,
    remedy: 'Make steps longer or the horizon shorter, or let --begin be later.',
  };
}

function solve(
  reference: Reference,
  question: BoundQuestion,
  { begin, runs, seed, quiet }: BoundOptions,
  solver: Solver,
): Outcome<BoundFound> {
  const { model } = reference;
  const parts = boundsOf(reference, question, solver);
  const knowledge = begin === 'disruption' && parts.length > 0 ? worthOfWarning(reference, question, solver) : [];
  const found = { model, question, parts, knowledge };
  if (runs === undefined || !isUncertain(model))
    return { ok: true, value: { ...found, ensemble: undefined }, issues: [] };
  const chance = { seed: seed ?? model.scenario.seed, sampling: 'plain' as const, runs };
  const bar = progressBar(runs, quiet);
  const all = boundsOfReplicates(model, chance, question, solver, bar.show);
  bar.stop();
  if (!all.ok) return all;
  return { ok: true, value: { ...found, ensemble: { runs, seed: chance.seed, parts: all.value } }, issues: [] };
}

function tell(
  found: BoundFound,
  language: Language,
  solver: Solver,
  files: readonly string[],
  why: string | undefined,
): Line[] {
  const { head, rows } = boundTable(found, language);
  return [
    '',
    bold(found.model.scenario.title),
    `${solver.name}, certificates checked; chokepoint ${VERSION}`,
    '',
    ...(rows.length > 0 ? [...tableText(head, rows), ''] : []),
    ...boundSentences(found, language),
    '',
    `Numbers: ${files.join(', ')}`,
    ...(why === undefined ? [] : [why]),
  ];
}
