/** `chokepoint solve`: how much is enough, as the least value of one number with which a target is met. */
import { join } from 'node:path';
import type { Argv } from 'yargs';
import {
  compile,
  howMuch,
  type Issue,
  type Language,
  makeCharts,
  type Outcome,
  type Question,
  readQuestion,
  readTarget,
  type Solved,
  solveChart,
  solveCsv,
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
  readonly until: string;
  /** The share of replicates that must reach the target. */
  readonly needed: number | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
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
    'how much is enough: the least value of a number with which a target is met',
    (command) =>
      command
        .positional('file', { describe: 'a scenario file', type: 'string', demandOption: true })
        .option('vary', {
          describe: 'path of the number, such as stockpiles.us_reserve.initial',
          type: 'string',
          demandOption: true,
        })
        .option('until', {
          describe: 'the target, such as "demands.us_defence.fill_rate >= 99%"',
          type: 'string',
          demandOption: true,
        })
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
          defaultDescription: 'found by quadrupling',
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
          '$0 solve a.yaml --vary stockpiles.reserve.initial --until "demands.x.fill_rate >= 99%"',
          'how large a reserve',
        )
        .epilogue(`${EXIT_CODES}, 3 no value in the range is enough, 130 Ctrl-C.`),
    async ({
      file,
      vary,
      until,
      in: share,
      from,
      to,
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
      const asked = { file, vary, until, needed, from, to, allowOutside, drawing: readDrawing(charts, noCharts) };
      process.exitCode = await solve({ ...asked, out, language: lang, json, quiet, ...readEnsemble(ensemble) });
    },
  );
}

/** Returns the exit code: 3 where no value in the range is enough. */
export async function solve(options: SolveOptions): Promise<number> {
  const { vary, from, to, until, out, language, drawing, json, quiet } = options;
  const file = options.file.replaceAll('\\', '/');
  const { question, scenario, issues } = readQuestion(
    file,
    { vary, from, to },
    readerFor([file], options.allowOutside),
  );
  // A target is read where it is searched for; where nothing will be, what is wrong with it is told all the same.
  const target = question === undefined && scenario ? readTarget(compile(scenario), until).issues : [];
  const told = [...issues.filter(({ code }) => code !== 'unsourced'), ...target.map(atUntil)];
  tellIssues(told, quiet);
  if (question === undefined) return nothingWritten(told);
  const name = `${nameOf(file)}-${vary.replace(/[^a-z0-9_]+/gi, '-').replace(/-+$/, '')}`;
  const place = placeFor({ kind: 'solve', name, out, standard: 'results/solve', quiet });
  const { path } = place;
  const folder = beginFolder(place);
  return withRollback(folder.discard, async () => {
    const found = await search(question, options);
    if (!found.ok) {
      folder.discard();
      tellIssues(found.issues.map(atUntil), quiet);
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
  { until, needed, runs, seed, sampling, threads }: SolveOptions,
): Promise<Outcome<Solved>> {
  return withThreads(threads, NO_BAR, (hired) =>
    howMuch(question, until, needed, {
      ...{ runs, seed, sampling },
      crewFor: hired.take,
    }),
  );
}

/** What is wrong with the target stands on the command line. */
function atUntil(issue: Issue): Issue {
  return issue.path[0] === 'until' ? atOption('--until', issue) : issue;
}

function summary(solved: Solved, path: string): Line[] {
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
