/** `chokepoint run`: scenario files in; summary, series and charts out; what happened, in the terminal. */
import { join } from 'node:path';
import type { Argv } from 'yargs';
import {
  type Answer,
  answerWithEnsemble,
  chartsOf,
  checkSeriesAsked,
  comparisonLines,
  DEMAND_HEADER,
  demandTable,
  driversOf,
  ENSEMBLE_HEADER,
  type EnsembleSummary,
  ensembleTable,
  type Issue,
  isAsStated,
  type Language,
  makeCharts,
  modelIn,
  oddsLines,
  type SeriesAsked,
  type Setting,
  scenarioReport,
  tornadoChart,
  VERSION,
  verdictLines,
} from '../../index.ts';
import { answerFile, nameClash, nameOf, type Read, scenariosAmong } from '../answer.ts';
import { addPictures, type ToDraw } from '../charts.ts';
import { type EnsembleOptions, runEnsemble } from '../ensemble.ts';
import { beginFolder, commitTogether, type Folder } from '../files.ts';
import { withRollback } from '../interrupt.ts';
import { atOption, nothingWritten, tellIssues } from '../issues.ts';
import { numberFiles, writeNumbers } from '../numbers.ts';
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
  readSeries,
  readSettings,
  SCENARIO_FILES,
  SERIES,
  SET,
} from '../options.ts';
import { optionsGiven, placesFor } from '../places.ts';
import { bold, complain, type Line, say, sayJson } from '../print.ts';
import { readerFor } from '../read-file.ts';
import { claimsIn } from '../reports.ts';
import type { Place } from '../results-folder.ts';
import { chanceWords, readingWords, seriesWords, shellWord } from '../shell.ts';
import { tableText } from '../table.ts';

export interface RunOptions extends EnsembleOptions {
  readonly files: readonly string[];
  /** The folder that was named for the results. */
  readonly out: string | undefined;
  readonly settings: readonly Setting[];
  readonly allowOutside: boolean;
  /** Series with bands beside the usual. */
  readonly series?: SeriesAsked;
  /** Of the reports. */
  readonly language: Language;
  readonly drawing: Drawing;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** What a file came to, before anything is drawn. */
export interface Done {
  readonly answer: Answer;
  readonly ensemble: EnsembleSummary | undefined;
  readonly read: Read;
  readonly place: Place;
  readonly folder: Folder;
}

/** Adds `chokepoint run` to the command line. */
export function runCommand(cli: Argv): Argv {
  return cli.command(
    'run <files..>',
    'run scenarios and write their results',
    (command) =>
      command
        .positional('files', SCENARIO_FILES)
        .option('out', {
          describe: 'folder for the results, one folder a scenario in it',
          type: 'string',
          defaultDescription: 'results',
        })
        .option('set', SET)
        .option('allow-outside', ALLOW_OUTSIDE)
        .options(ENSEMBLE)
        .options(CHARTS)
        .option('series', SERIES)
        .option('lang', LANGUAGE)
        .option('json', { describe: 'print summary.json instead of the table', type: 'boolean', default: false })
        .option('quiet', QUIET)
        .example('$0 run scenarios/six-month-licence.yaml', 'who runs short when licences last six months')
        .example('$0 run a.yaml b.yaml --out elsewhere', 'several at once, written elsewhere')
        .example('$0 run a.yaml --set assumptions.renewed=1', 'the same with another assumption')
        .example('$0 run a.yaml --runs 10000 --seed S', 'ten thousand futures of another seed')
        .example('$0 run a.yaml --json --quiet | jq .metrics', 'for scripts')
        .epilogue(
          `A table whose CSV could be longer than 50 MB is written as Parquet: series.parquet.\n${EXIT_CODES}, 130 Ctrl-C.`,
        ),
    async ({ files, out, set, allowOutside, series, charts, noCharts, lang, json, quiet, ...ensemble }) => {
      const drawing = readDrawing(charts, noCharts);
      const asked = { settings: readSettings(set), series: readSeries(series) };
      const options = { ...asked, files, out, allowOutside, drawing, language: lang, json, quiet };
      process.exitCode = await run({ ...options, ...readEnsemble(ensemble) });
    },
  );
}

/** Returns the exit code. Nothing is written unless every file is sound. */
export async function run({
  files: named,
  out,
  settings,
  allowOutside,
  language,
  drawing,
  json,
  quiet,
  series = [],
  ...options
}: RunOptions): Promise<number> {
  const files = scenariosAmong(named);
  const repeating = readingWords(settings, allowOutside) + chanceWords(options) + seriesWords(series);
  const clash = nameClash(files);
  if (clash !== undefined) {
    complain(clash);
    return 2;
  }
  const places = placesFor({
    ...{ kind: 'run', names: files.map(nameOf), out, standard: 'results', quiet },
    given: optionsGiven({ ...options, settings, series, language, drawing }),
  });
  const read = files.map((file) => answerFile(file, settings, readerFor([file], allowOutside)));
  const unknown = read.flatMap(({ answer }) =>
    answer === undefined
      ? []
      : checkSeriesAsked(answer.run.model, series).issues.map((issue) => atOption('--series', issue)),
  );
  const issues = [...read.flatMap((one) => one.issues).filter(({ code }) => code !== 'unsourced'), ...unknown];
  tellIssues(issues, quiet);
  if (issues.some(({ severity }) => severity === 'error')) return nothingWritten(issues);
  const begun: Folder[] = [];
  const leave = () => {
    for (const folder of begun.toReversed()) folder.discard();
  };
  return withRollback(leave, async () => {
    const done: Done[] = [];
    const faults: Issue[] = [];
    for (const [n, one] of read.entries()) {
      const answer = one.answer as Answer;
      const place = places[n] as Place;
      const folder = beginFolder(place);
      begun.push(folder);
      const ensemble = await runEnsemble(answer, { ...options, series }, quiet, folder);
      if (ensemble.ok) {
        const whole = ensemble.value ? answerWithEnsemble(answer, ensemble.value) : answer;
        const isTold = one.issues.some(({ code }) => code === 'no-ensemble');
        if (!isTold) tellIssues(whole.unjudged.map(one.locate), quiet);
        done.push({ answer: whole, ensemble: ensemble.value, read: one, place, folder });
      } else faults.push(...ensemble.issues.map(one.locate));
    }
    if (faults.length > 0) {
      tellIssues(faults);
      leave();
      return nothingWritten(faults);
    }
    for (const one of done) writeNumbers(one);
    commitTogether(begun);
    for (const one of done) {
      if (json) sayJson(JSON.stringify(one.answer.summary, null, 2));
      else if (!quiet) say(tell(one));
    }
    const toDraw = done.map((one) => picturesOf(one, repeating, language));
    return (await addPictures(toDraw, drawing, json || quiet)) ? 0 : 1;
  });
}

/** What is drawn beside the numbers. */
export function picturesOf(
  { answer, ensemble, folder, place, read }: Done,
  repeating: string,
  language: Language,
): ToDraw {
  const model = modelIn(answer.run.model, language);
  const prepare: ToDraw['prepare'] = () => {
    const drivers = driversOf(answer, new Map(ensemble?.metrics.map(({ path, mean }) => [path, mean])));
    const command = `chokepoint run ${shellWord(read.file)}${repeating}`;
    const files = numberFiles(answer, ensemble);
    const told = { answer, ensemble, drivers, ledger: claimsIn(read.texts), command, files };
    return {
      charts: (fail) => [
        ...chartsOf({ ...answer, model, ...(ensemble && { ensemble }) }, fail),
        ...makeCharts([['tornado', () => drivers && tornadoChart(model, drivers)]], fail),
      ],
      report: (charts, undrawn) => scenarioReport({ ...told, charts, undrawn }, language),
    };
  };
  return { folder, path: place.path, language, prepare };
}

/** `1 step of 7 days`, `104 steps of 7 days`. */
function counted(number: number, word: string): string {
  return `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`;
}

function tell({ answer, ensemble, place: { path, why } }: Done): Line[] {
  const { summary, verdicts, run } = answer;
  const { rows, neverShort } = ensemble
    ? ensembleTable(run.model, ensemble)
    : demandTable(run.model, answer.metrics, answer.series);
  const head = ensemble ? ENSEMBLE_HEADER : DEMAND_HEADER;
  const asExpected = verdicts.filter(isAsStated).length;
  const how = ensemble
    ? `${counted(ensemble.runs, 'replicate')}, seed ${ensemble.seed}, ${ensemble.sampling} sampling; ± is one standard error`
    : 'central values';
  const section = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? ['', title, ...lines.map((line) => `  ${line}`)] : [];
  return [
    '',
    bold(summary.title),
    `${summary.start} to ${summary.end}, ${counted(summary.steps, 'step')} of ${counted(summary.step_days, 'day')}; ${how}; chokepoint ${VERSION}`,
    '',
    ...(rows.length > 0 ? [...tableText(head, rows), ''] : []),
    ...(neverShort.length > 0 ? [`Never short: ${neverShort.join(', ')}.`] : []),
    ...section(
      `Expectations: ${asExpected} of ${verdicts.length} as stated${ensemble ? ', of metrics in the central run' : ''}`,
      verdictLines(verdicts),
    ),
    ...(ensemble ? section('Of the replicates, so many meet them:', oddsLines(ensemble)) : []),
    ...section('Against what was observed:', comparisonLines(answer.comparisons)),
    '',
    `Numbers: ${numberFiles(answer, ensemble)
      .map((name) => join(path, name))
      .join(', ')}`,
    ...(why === undefined ? [] : [why]),
  ];
}
