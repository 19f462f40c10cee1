/** `chokepoint run`: scenario files in; summary, series and charts out; what happened, in the terminal. */
import { join } from 'node:path';
import pc from 'picocolors';
import type { Argv } from 'yargs';
import {
  type Answer,
  answerWithEnsemble,
  bandsCsv,
  chartIn,
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
  oddsLines,
  type SeriesAsked,
  type Setting,
  scenarioReport,
  seriesCsv,
  summaryJson,
  tornadoChart,
  VERSION,
  verdictLines,
} from '../index.ts';
import { answerFile, nameClash, nameOf, type Read, scenariosAmong } from './answer.ts';
import { pictureNames, writeCharts } from './charts.ts';
import { type EnsembleOptions, runEnsemble } from './ensemble.ts';
import { beginFolder, commitTogether, type Folder, finishInterrupted } from './files.ts';
import { wholeOrNothing } from './interrupt.ts';
import { atOption, nothingWritten, showIssues } from './issues.ts';
import {
  ENSEMBLE,
  EXIT_CODES,
  LANGUAGE,
  QUIET,
  readEnsemble,
  readSeries,
  readSettings,
  SCENARIO_FILES,
  SERIES,
  SET,
} from './options.ts';
import { chanceWords, claimsIn, seriesWords, settingWords, writeReports } from './reports.ts';
import { tableText } from './table.ts';

export interface RunOptions extends EnsembleOptions {
  readonly files: readonly string[];
  readonly out: string;
  readonly settings: readonly Setting[];
  /** Series with bands beside the usual. */
  readonly series?: SeriesAsked;
  /** Of the reports. */
  readonly language: Language;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** The files of numbers that a run leaves. */
const FILES = ['summary.json', 'series.csv'];
const ENSEMBLE_FILES = ['summary.json', 'series.csv', 'bands.csv', 'runs.parquet'];

/** What a file came to, before anything is drawn. */
export interface Done {
  readonly answer: Answer;
  readonly ensemble: EnsembleSummary | undefined;
  readonly read: Read;
  readonly path: string;
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
          default: 'results',
        })
        .option('set', SET)
        .options(ENSEMBLE)
        .option('series', SERIES)
        .option('lang', LANGUAGE)
        .option('json', { describe: 'print summary.json instead of the table', type: 'boolean', default: false })
        .option('quiet', QUIET)
        .example('$0 run scenarios/six-month-licence.yaml', 'who runs short when licences last six months')
        .example('$0 run a.yaml b.yaml --out elsewhere', 'several at once, written elsewhere')
        .example('$0 run a.yaml --set assumptions.renewed=1', 'the same with another assumption')
        .example('$0 run a.yaml --runs 10000 --seed S', 'ten thousand futures of another seed')
        .example('$0 run a.yaml --json --quiet | jq .metrics', 'for scripts')
        .epilogue(`${EXIT_CODES}, 130 Ctrl-C.`),
    async ({ files, out, set, series, lang, json, quiet, ...ensemble }) => {
      const asked = { settings: readSettings(set), series: readSeries(series) };
      const options = { ...asked, files, out, language: lang, json, quiet };
      process.exitCode = await run({ ...options, ...readEnsemble(ensemble) });
    },
  );
}

/** Returns the exit code. Nothing is written unless every file is sound. */
export async function run({
  files: named,
  out,
  settings,
  language,
  json,
  quiet,
  series = [],
  ...options
}: RunOptions): Promise<number> {
  const files = scenariosAmong(named);
  const repeating = settingWords(settings) + chanceWords(options) + seriesWords(series);
  const clash = nameClash(files);
  if (clash !== undefined) {
    console.error(clash);
    return 2;
  }
  finishInterrupted(out);
  const read = files.map((file) => answerFile(file, settings));
  const unknown = read.flatMap(({ answer }) =>
    answer === undefined
      ? []
      : checkSeriesAsked(answer.run.model, series).issues.map((issue) => atOption('--series', issue)),
  );
  const issues = [...read.flatMap((one) => one.issues).filter(({ code }) => code !== 'unsourced'), ...unknown];
  if (issues.length > 0) console.error(showIssues(issues));
  if (issues.some(({ severity }) => severity === 'error')) return nothingWritten(issues);
  const begun: Folder[] = [];
  const leave = () => {
    for (const folder of begun.toReversed()) folder.discard();
  };
  return wholeOrNothing(leave, async () => {
    const done: Done[] = [];
    const faults: Issue[] = [];
    for (const one of read) {
      const answer = one.answer as Answer;
      const path = join(out, nameOf(one.file));
      const folder = beginFolder(path);
      begun.push(folder);
      const ensemble = await runEnsemble(answer, { ...options, series }, quiet, folder);
      if (ensemble.ok) {
        const whole = ensemble.value ? answerWithEnsemble(answer, ensemble.value) : answer;
        const isTold = one.issues.some(({ code }) => code === 'no-ensemble');
        if (whole.unjudged.length > 0 && !isTold) console.error(showIssues(whole.unjudged.map(one.locate)));
        done.push({ answer: whole, ensemble: ensemble.value, read: one, path, folder });
      } else faults.push(...ensemble.issues.map(one.locate));
    }
    if (faults.length > 0) {
      console.error(showIssues(faults));
      leave();
      return nothingWritten(faults);
    }
    const pictures = new Map<Done, string[]>();
    for (const one of done) pictures.set(one, await writeResults(one, repeating, language));
    commitTogether(begun);
    for (const one of done) {
      if (json) console.log(JSON.stringify(one.answer.summary, null, 2));
      else if (!quiet) console.log(tell(one, pictures.get(one) as string[]));
    }
    return 0;
  });
}

/** Draws and writes everything; returns the names of the pictures. */
export async function writeResults(done: Done, repeating: string, language: Language): Promise<string[]> {
  const { answer, ensemble, folder, read } = done;
  const { model } = answer.run;
  folder.write('summary.json', summaryJson(answer.summary));
  folder.write('series.csv', seriesCsv(answer.dates, answer.series));
  if (ensemble) folder.write('bands.csv', bandsCsv(answer.dates, ensemble.bands));
  const drivers = driversOf(answer, new Map(ensemble?.metrics.map(({ path, mean }) => [path, mean])));
  const tornado = drivers && tornadoChart(model, drivers);
  const english = [...chartsOf({ ...answer, model, ...(ensemble && { ensemble }) }), ...(tornado ? [tornado] : [])];
  const charts = english.map((chart) => chartIn(chart, language));
  const drawn = await writeCharts(folder, charts);
  const command = `chokepoint run ${read.file}${repeating}`;
  const files = ensemble ? ENSEMBLE_FILES : FILES;
  const report = scenarioReport(
    { answer, ensemble, drivers, charts, ledger: claimsIn(read.texts), command, files },
    language,
  );
  await writeReports(folder, report, drawn);
  return pictureNames(drawn);
}

/** `1 step of 7 days`, `104 steps of 7 days`. */
function counted(number: number, word: string): string {
  return `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`;
}

function tell({ answer, ensemble, path }: Done, pictures: readonly string[]): string {
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
    pc.bold(summary.title),
    `${summary.start} to ${summary.end}, ${counted(summary.steps, 'step')} of ${counted(summary.step_days, 'day')}; ${how}; chokepoint ${VERSION}`,
    '',
    ...(rows.length > 0 ? [tableText(head, rows), ''] : []),
    ...(neverShort.length > 0 ? [`Never short: ${neverShort.join(', ')}.`] : []),
    ...section(
      `Expectations: ${asExpected} of ${verdicts.length} as stated${ensemble ? ', of metrics in the central run' : ''}`,
      verdictLines(verdicts),
    ),
    ...(ensemble ? section('Of the replicates, so many meet them:', oddsLines(ensemble)) : []),
    ...section('Against what was observed:', comparisonLines(answer.comparisons)),
    '',
    ...(pictures.length > 0 ? [`Charts:  ${pictures.map((name) => join(path, name)).join('\n         ')}`] : []),
    `Report:  ${['report.html', 'report.md'].map((name) => join(path, name)).join(', ')}`,
    `Numbers: ${(ensemble ? ENSEMBLE_FILES : FILES).map((name) => join(path, name)).join(', ')}`,
    '',
  ].join('\n');
}
