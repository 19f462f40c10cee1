/** `chokepoint solve`: how much of one number is enough, how much is the most that will do, or how much is best. */
import { join } from 'node:path';
import type { Argv } from 'yargs';
import {
  compile,
  type Issue,
  type Language,
  type Model,
  makeCharts,
  type Outcome,
  type Question,
  readCloseness,
  readObjective,
  readQuestion,
  readTarget,
  type SolveAim,
  type SolveQuestion,
  type SolveResult,
  solveChart,
  solveCsv,
  solveFor,
  solveJson,
  solveSentences,
} from '../../index.ts';
import { nameOf } from '../answer.ts';
import { addPictures, type ToDraw } from '../charts.ts';
import { type EnsembleOptions, withThreads } from '../ensemble.ts';
import { beginFolder } from '../files.ts';
import { withRollback } from '../interrupt.ts';
import { atOption, nothingWritten, tellIssues } from '../issues.ts';
import {
  ALLOW_OUTSIDE,
  CHARTS,
  type Drawing,
  ENSEMBLE,
  EXIT_CODES,
  example,
  LANGUAGE,
  QUIET,
  readDrawing,
  readEnsemble,
  UsageError,
} from '../options.ts';
import { placeFor } from '../places.ts';
import { bold, type Line, say, sayJson } from '../print.ts';
import { NO_BAR } from '../progress.ts';
import { readerFor } from '../read-file.ts';

export interface SolveOptions extends EnsembleOptions {
  readonly file: string;
  readonly vary: string;
  readonly aim: SolveAim;
  /** The target, or the metric to be made best. */
  readonly that: string;
  /** The share of replicates that must reach the target. */
  readonly needed: number | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly tolerance: string | undefined;
  readonly out: string;
  readonly allowOutside: boolean;
  /** Of the chart. */
  readonly language: Language;
  readonly drawing: Drawing;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Adds `chokepoint solve` to the command line. */
export function solveCommand(cli: Argv): Argv {
  return cli.command(
    'solve <file>',
    'how much is enough, how much at most, or how much is best',
    (command) =>
      command
        .positional('file', { describe: 'a scenario file', type: 'string', demandOption: true })
        .option('vary', {
          describe: 'path of the number, such as stockpiles.us_reserve.initial',
          type: 'string',
          demandOption: true,
        })
        .option('until', {
          describe: 'find the least value with which this holds, such as "demands.us_defence.fill_rate >= 99%"',
          type: 'string',
        })
        .option('greatest', {
          describe: 'with --until: find the greatest value instead, as of how late at most',
          type: 'boolean',
          default: false,
        })
        .option('minimise', {
          describe: 'find the value with the least mean of this metric, such as total.cost_and_loss',
          type: 'string',
        })
        .option('maximise', { describe: 'find the value with the largest mean of this metric', type: 'string' })
        .option('in', {
          describe: 'share of replicates that must reach it',
          type: 'string',
          defaultDescription: '95 %, or the central run where nothing is uncertain',
        })
        .option('from', {
          describe: 'least value to look at',
          type: 'string',
          defaultDescription: '0',
        })
        .option('to', {
          describe: 'largest value to look at',
          type: 'string',
          defaultDescription: 'found, but no more than anybody can mean: twice the run, ten times what is needed',
        })
        .option('tolerance', {
          describe: 'how close the answer is to be, such as 1% or "1 week"',
          type: 'string',
          defaultDescription: '1 %; of --minimise and --maximise a thousandth of the range',
        })
        .option('out', {
          describe: 'folder for the results, one folder a question in it',
          type: 'string',
          default: 'results/solve',
        })
        .option('allow-outside', ALLOW_OUTSIDE)
        .options(ENSEMBLE)
        .options(CHARTS)
        .option('lang', { ...LANGUAGE, describe: 'language of the chart' })
        .option('json', { describe: 'print solve.json instead of the answer', type: 'boolean', default: false })
        .option('quiet', QUIET)
        .example(
          ...example(
            '$0 solve a.yaml --vary stockpiles.reserve.initial --until "demands.x.fill_rate >= 99%"',
            'how large a reserve',
          ),
        )
        .example(
          ...example(
            '$0 solve a.yaml --vary "flows.x.projects[0].takes" --until "demands.x.fill_rate >= 95%" --greatest',
            'how late at most',
          ),
        )
        .example(
          ...example(
            '$0 solve a.yaml --vary stockpiles.reserve.initial --minimise total.cost_and_loss',
            'how much is best',
          ),
        )
        .epilogue(`${EXIT_CODES}, 3 no value in the range is enough, 130 Ctrl-C.`),
    async ({
      file,
      vary,
      until,
      greatest,
      minimise,
      maximise,
      in: share,
      from,
      to,
      tolerance,
      out,
      allowOutside,
      charts,
      noCharts,
      lang,
      json,
      quiet,
      ...ensemble
    }) => {
      const needed = share === undefined ? undefined : readShare(share);
      const aimed = readAim({ until, greatest, minimise, maximise });
      if (needed !== undefined && until === undefined) throw new UsageError('--in goes with --until.');
      const range = { from, to, tolerance };
      const asked = { file, vary, ...aimed, needed, ...range, allowOutside, drawing: readDrawing(charts, noCharts) };
      process.exitCode = await solve({ ...asked, out, language: lang, json, quiet, ...readEnsemble(ensemble) });
    },
  );
}

/** Returns the exit code: 3 where no value in the range is enough. */
export async function solve(options: SolveOptions): Promise<number> {
  const { vary, from, to, aim, that, tolerance, out, language, drawing, json, quiet } = options;
  const file = options.file.replaceAll('\\', '/');
  const { question, scenario, issues } = readQuestion(
    file,
    { vary, from, to },
    readerFor([file], options.allowOutside),
  );
  // A target is read where it is searched for; where nothing will be, what is wrong with it is told all the same.
  const isBest = aim === 'minimise' || aim === 'maximise';
  const reads = (model: Model) => (isBest ? readObjective(model, that, aim) : readTarget(model, that)).issues;
  const target = question === undefined && scenario ? reads(compile(scenario)) : [];
  const close = question === undefined || tolerance === undefined ? undefined : readCloseness(tolerance, question);
  const vague = close !== undefined && 'severity' in close ? [close] : [];
  const told = [...issues.filter(({ code }) => code !== 'unsourced'), ...target.map(atOptions), ...vague];
  tellIssues(told, quiet);
  if (question === undefined || vague.length > 0) return nothingWritten(told);
  const name = `${nameOf(file)}-${vary.replace(/[^a-z0-9_]+/gi, '-').replace(/-+$/, '')}`;
  const place = placeFor({ kind: 'solve', name, out, standard: 'results/solve', quiet });
  const { path } = place;
  const folder = beginFolder(place);
  return withRollback(folder.discard, async () => {
    const asked = { aim, that, needed: options.needed, ...(close && !('severity' in close) && { close }) };
    const found = await search(question, asked, options);
    if (!found.ok) {
      folder.discard();
      tellIssues(found.issues.map(atOptions), quiet);
      return nothingWritten(found.issues);
    }
    const text = solveJson(found.value);
    folder.write('solve.json', text);
    folder.write('solve.csv', solveCsv(found.value));
    folder.commit();
    if (json) sayJson(text);
    else if (!quiet) say(summary(found.value, path));
    const charts: ToDraw['prepare'] = () => ({
      charts: (fail) => makeCharts([['solve', () => solveChart(found.value, language)]], fail),
    });
    const isDrawn = await addPictures([{ folder, path, prepare: charts }], drawing, json || quiet);
    return !isDrawn ? 1 : found.value.answer === undefined ? 3 : 0;
  });
}

function search(
  question: Question,
  asked: SolveQuestion,
  { runs, seed, sampling, threads }: SolveOptions,
): Promise<Outcome<SolveResult>> {
  return withThreads(threads, NO_BAR, (hired) =>
    solveFor(question, asked, {
      ...{ runs, seed, sampling },
      crewFor: hired.take,
    }),
  );
}

/** What is wrong with the target, or with the metric to be made best, stands on the command line. */
function atOptions(issue: Issue): Issue {
  const [option] = issue.path;
  return option === 'until' || option === 'minimise' || option === 'maximise' ? atOption(`--${option}`, issue) : issue;
}

/** What is looked for, of the options one of which says it. Throws a UsageError. */
function readAim({
  until,
  greatest,
  minimise,
  maximise,
}: {
  readonly until: string | undefined;
  readonly greatest: boolean;
  readonly minimise: string | undefined;
  readonly maximise: string | undefined;
}): Pick<SolveOptions, 'aim' | 'that'> {
  const given = Object.entries({ until, minimise, maximise }).filter(([, value]) => value !== undefined);
  const [[name, that] = ['', undefined], more] = given;
  if (that === undefined || more !== undefined) {
    throw new UsageError('solve wants one of --until (with --greatest or without), --minimise and --maximise.');
  }
  if (greatest && name !== 'until') throw new UsageError('--greatest goes with --until.');
  return { aim: name === 'until' ? (greatest ? 'greatest' : 'least') : (name as 'minimise' | 'maximise'), that };
}

function summary(solved: SolveResult, path: string): Line[] {
  const draws = solved.runs === 1 ? 'central run' : `${solved.runs} replicates, seed ${solved.seed}`;
  return [
    '',
    bold(solved.scenario),
    `${draws}; ${solved.program}`,
    '',
    ...solveSentences(solved),
    '',
    `Numbers: ${join(path, 'solve.json')}, ${join(path, 'solve.csv')}`,
  ];
}

/** A share above 0 and at most 1, as `95%` or 0.95. */
function readShare(text: string): number {
  const [, number, percent] = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(text) ?? [];
  const share = percent === '%' ? Number(number) / 100 : Number(number);
  if (share > 0 && share <= 1) return share;
  throw new UsageError(`--in wants a share of replicates such as 95%; got ${text}`);
}
