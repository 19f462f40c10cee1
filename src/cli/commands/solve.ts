/** `chokepoint solve`: how much of one number is enough, how much is the most that will do, or how much is best. */
import {
  compile,
  type Issue,
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
import { type Call, command } from '../command.ts';
import { deliver } from '../delivery.ts';
import { withThreads } from '../ensemble.ts';
import { worthTelling } from '../inquiry.ts';
import { atOption, nothingWritten, tellIssues } from '../issues.ts';
import { ALLOW_OUTSIDE, CHARTS, ENSEMBLE, LANGUAGE, QUIET, SCENARIO_FILE, UsageError } from '../options.ts';
import { placeFor } from '../places.ts';
import { bold, type Line } from '../print.ts';
import { NO_BAR } from '../progress.ts';
import { readerFor } from '../read-file.ts';

const OPTIONS = {
  vary: {
    describe: 'path of the number, such as stockpiles.us_reserve.initial',
    type: 'string',
    demandOption: true,
  },
  until: {
    describe: 'find the least value with which this holds, such as "demands.us_defence.fill_rate >= 99%"',
    type: 'string',
  },
  greatest: {
    describe: 'with --until: find the greatest value instead, as of how late at most',
    type: 'boolean',
    default: false,
  },
  minimise: {
    describe: 'find the value with the least mean of this metric, such as total.cost_and_loss',
    type: 'string',
  },
  maximise: { describe: 'find the value with the largest mean of this metric', type: 'string' },
  in: {
    describe: 'share of replicates that must reach it',
    type: 'string',
    defaultDescription: '95 %, or the central run where nothing is uncertain',
  },
  from: { describe: 'least value to look at', type: 'string', defaultDescription: '0' },
  to: {
    describe: 'largest value to look at',
    type: 'string',
    defaultDescription: 'found, but no more than anybody can mean: twice the run, ten times what is needed',
  },
  tolerance: {
    describe: 'how close the answer is to be, such as 1% or "1 week"',
    type: 'string',
    defaultDescription: '1 %; of --minimise and --maximise a thousandth of the range',
  },
  out: { describe: 'folder for the results, one folder a question in it', type: 'string', default: 'results/solve' },
  'allow-outside': ALLOW_OUTSIDE,
  ...ENSEMBLE,
  ...CHARTS,
  lang: { ...LANGUAGE, describe: 'language of the chart' },
  json: { describe: 'print solve.json instead of the answer', type: 'boolean', default: false },
  quiet: QUIET,
} as const;

type SolveCall = Call<typeof SCENARIO_FILE & typeof OPTIONS>;

/** Adds `chokepoint solve` to the command line. */
export const solveCommand = command(
  {
    words: 'solve <file>',
    describe: 'how much is enough, how much at most, or how much is best',
    positionals: SCENARIO_FILE,
    options: OPTIONS,
    examples: [
      ['$0 solve a.yaml --vary stockpiles.reserve.initial --until "demands.x.fill_rate >= 99%"', 'how large a reserve'],
      [
        '$0 solve a.yaml --vary "flows.x.projects[0].takes" --until "demands.x.fill_rate >= 95%" --greatest',
        'how late at most',
      ],
      ['$0 solve a.yaml --vary stockpiles.reserve.initial --minimise total.cost_and_loss', 'how much is best'],
    ],
    codes: ', 3 no value in the range is enough, 130 Ctrl-C',
  },
  solve,
);

/** Returns the exit code: 3 where no value in the range is enough. */
async function solve(options: SolveCall): Promise<number> {
  const { vary, from, to, tolerance, out, quiet } = options;
  const needed = options.in === undefined ? undefined : readShare(options.in);
  const { aim, that } = readAim(options);
  if (needed !== undefined && options.until === undefined) throw new UsageError('--in goes with --until.');
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
  const told = [...worthTelling(issues), ...target.map(atOptions), ...vague];
  tellIssues(told, quiet);
  if (question === undefined || vague.length > 0) return nothingWritten(told);
  const name = `${nameOf(file)}-${vary.replace(/[^a-z0-9_]+/gi, '-').replace(/-+$/, '')}`;
  const place = placeFor({ kind: 'solve', name, out, standard: 'results/solve', quiet });
  return deliver(place, options, async () => {
    const asked = { aim, that, needed, ...(close && !('severity' in close) && { close }) };
    const found = await search(question, asked, options);
    if (!found.ok) return { ...found, issues: found.issues.map(atOptions) };
    const { value: solved } = found;
    return {
      ok: true,
      issues: [],
      value: {
        files: [
          ['solve.json', solveJson(solved)],
          ['solve.csv', solveCsv(solved)],
        ],
        lines: linesOf(solved),
        prepare: () => ({
          charts: (fail) => makeCharts([['solve', () => solveChart(solved, options.language)]], fail),
        }),
        code: solved.answer === undefined ? 3 : 0,
      },
    };
  });
}

function search(
  question: Question,
  asked: SolveQuestion,
  { runs, seed, sampling, threads }: SolveCall,
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
function readAim({ until, greatest, minimise, maximise }: SolveCall): {
  readonly aim: SolveAim;
  readonly that: string;
} {
  const given = Object.entries({ until, minimise, maximise }).filter(([, value]) => value !== undefined);
  const [[name, that] = ['', undefined], more] = given;
  if (that === undefined || more !== undefined) {
    throw new UsageError('solve wants one of --until (with --greatest or without), --minimise and --maximise.');
  }
  if (greatest && name !== 'until') throw new UsageError('--greatest goes with --until.');
  return { aim: name === 'until' ? (greatest ? 'greatest' : 'least') : (name as 'minimise' | 'maximise'), that };
}

function linesOf(solved: SolveResult): Line[] {
  const draws = solved.runs === 1 ? 'central run' : `${solved.runs} replicates, seed ${solved.seed}`;
  return [bold(solved.scenario), `${draws}; ${solved.program}`, '', ...solveSentences(solved)];
}

/** A share above 0 and at most 1, as `95%` or 0.95. */
function readShare(text: string): number {
  const [, number, percent] = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(text) ?? [];
  const share = percent === '%' ? Number(number) / 100 : Number(number);
  if (share > 0 && share <= 1) return share;
  throw new UsageError(`--in wants a share of replicates such as 95%; got ${text}`);
}
