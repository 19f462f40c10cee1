/** `chokepoint compare`: a study, or several scenario files; what would help, by how much, and is it sure. */
import { join } from 'node:path';
import pc from 'picocolors';
import type { Argv } from 'yargs';
import {
  answer,
  chartIn,
  comparisonCsv,
  conductStudy,
  driversOf,
  gridCsv,
  type Language,
  type Outcome,
  readStudy,
  type Study,
  type StudyResult,
  studyCharts,
  studyIn,
  studyJson,
  studyOfFiles,
  studyReport,
  studySentences,
  studyTable,
  tornadoChart,
  worldsCsv,
} from '../index.ts';
import { nameOf } from './answer.ts';
import { pictureNames, writeCharts } from './charts.ts';
import { CORES } from './crew.ts';
import { type EnsembleOptions, withThreads } from './ensemble.ts';
import { beginFolder, type Folder, keepingReader } from './files.ts';
import { wholeOrNothing } from './interrupt.ts';
import { nothingWritten, showIssues } from './issues.ts';
import { ENSEMBLE, EXIT_CODES, LANGUAGE, QUIET, readEnsemble } from './options.ts';
import { optionsGiven, placeFor } from './places.ts';
import { progressBar } from './progress.ts';
import { chanceWords, claimsIn, writeReports } from './reports.ts';
import type { Place } from './results-folder.ts';
import { tableText } from './table.ts';

export interface CompareOptions extends EnsembleOptions {
  readonly files: readonly string[];
  /** The folder that was named for the results. */
  readonly out: string | undefined;
  /** Of the reports. */
  readonly language: Language;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Adds `chokepoint compare` to the command line. */
export function compareCommand(cli: Argv): Argv {
  return cli.command(
    'compare <files..>',
    'compare policies on the same draws: a study, or scenarios of which the first is the base',
    (command) =>
      command
        .positional('files', {
          describe: 'a study, or two and more scenarios',
          type: 'string',
          array: true,
          demandOption: true,
        })
        .option('out', {
          describe: 'folder for the results, one folder a study in it',
          type: 'string',
          defaultDescription: 'results/studies',
        })
        .options(ENSEMBLE)
        .option('lang', LANGUAGE)
        .option('json', { describe: 'print summary.json instead of the table', type: 'boolean', default: false })
        .option('quiet', QUIET)
        .example(
          '$0 compare scenarios/studies/renewal-lapse-reserve-source.yaml',
          'which policy helps most, and is it sure',
        )
        .example('$0 compare a.yaml b.yaml --runs 200', 'two scenarios, on the same draws')
        .epilogue(`${EXIT_CODES}, 130 Ctrl-C.`),
    async ({ files, out, lang, json, quiet, ...ensemble }) => {
      process.exitCode = await compare({ files, out, language: lang, json, quiet, ...readEnsemble(ensemble) });
    },
  );
}

/** Returns the exit code. Nothing is written unless the study and all its variants are sound. */
export async function compare({
  files: named,
  out,
  language,
  json,
  quiet,
  ...options
}: CompareOptions): Promise<number> {
  const files = named.map((file) => file.replaceAll('\\', '/'));
  const { read, texts } = keepingReader();
  const { study, issues } = files.length === 1 ? readStudy(files[0], read) : studyOfFiles(files, read);
  const told = issues.filter(({ code }) => code !== 'unsourced');
  if (told.length > 0) console.error(showIssues(told));
  if (study === undefined) return nothingWritten(told);
  const place = placeFor({
    ...{ kind: 'study', name: studyName(files), out, standard: 'results/studies', quiet },
    given: optionsGiven({ ...options, language }),
  });
  const folder = beginFolder(place);
  return wholeOrNothing(folder.discard, async () => {
    const result = await conduct(study, options, quiet);
    const command = `chokepoint compare ${files.join(' ')}${chanceWords(options)}`;
    if (result.ok)
      return await tell({ result: result.value, study, texts, command, language }, { folder, place, json, quiet });
    console.error(showIssues(result.issues));
    folder.discard();
    return nothingWritten(result.issues);
  });
}

/** The name of a study: that of its file, or of the scenarios that it compares. */
function studyName(files: readonly string[]): string {
  const [first, second, ...rest] = files.map(nameOf);
  return second === undefined ? first : `${first}-or-${second}${rest.length > 0 ? `-or-${rest.length}-more` : ''}`;
}

function conduct(
  study: Study,
  { runs, seed, sampling, threads }: EnsembleOptions,
  quiet: boolean,
): Promise<Outcome<StudyResult>> {
  const bar = progressBar((runs ?? study.runs) * study.variants.length, quiet);
  return withThreads(threads, bar, (hired) =>
    conductStudy(study, {
      ...{ runs, seed, sampling, progress: bar.show, ahead: (threads ?? CORES) + 1 },
      crewFor: hired.take,
    }),
  );
}

/** What a study came to, and what its report tells beside. */
interface Done {
  readonly result: StudyResult;
  readonly study: Study;
  readonly texts: ReadonlyMap<string, string>;
  readonly command: string;
  readonly language: Language;
}

/** Writes everything and says what was found. */
async function tell(
  done: Done,
  { folder, place, json, quiet }: { folder: Folder; place: Place; json: boolean; quiet: boolean },
): Promise<number> {
  const { result } = done;
  const text = studyJson(result);
  const tables = {
    'comparison.csv': comparisonCsv(result),
    'worlds.csv': worldsCsv(result),
    'grid.csv': gridCsv(result),
  };
  folder.write('summary.json', text);
  for (const [name, table] of Object.entries(tables)) if (table !== undefined) folder.write(name, table);
  const numbers = [
    'summary.json',
    ...Object.entries(tables).flatMap(([name, one]) => (one === undefined ? [] : [name])),
  ];
  const drawn = await writeReport(done, folder, numbers);
  folder.commit();
  if (json) process.stdout.write(text);
  else if (!quiet) console.log(summary(result, place, pictureNames(drawn), numbers));
  return 0;
}

/** Draws the charts, and writes the reports with what its base rests on; returns the charts as SVG, by name. */
async function writeReport(
  { result: found, study, texts, command, language }: Done,
  folder: Folder,
  files: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const result = studyIn(found, language);
  const { scenario } = study.open(study.variants[0]);
  const base = scenario && answer(scenario);
  if (!base?.ok) throw new Error('the base of a study that was run can no longer be');
  const [{ compared }] = result.variants;
  const drivers = driversOf(base.value, new Map(compared.map(({ path, variant }) => [path, variant.mean])));
  const tornado = drivers && tornadoChart(base.value.run.model, drivers);
  const charts = [...studyCharts(result), ...(tornado ? [tornado] : [])].map((chart) => chartIn(chart, language));
  const drawn = await writeCharts(folder, charts);
  const told = { result, base: base.value, drivers, charts, ledger: claimsIn(texts), command, files };
  await writeReports(folder, studyReport(told, language), drawn);
  return drawn;
}

function summary(
  result: StudyResult,
  { path, why }: Place,
  pictures: readonly string[],
  numbers: readonly string[],
): string {
  const { head, rows, leftOut } = studyTable(result);
  const { runs, seed, program, start, steps, stepDays } = result;
  const draws = runs === 1 ? 'central values' : `${runs} replicates on the same draws, seed ${seed}`;
  const listed = (names: readonly string[]) => names.map((name) => join(path, name)).join('\n         ');
  return [
    '',
    pc.bold(result.title),
    `from ${start}, ${steps} steps of ${stepDays} days; ${draws}; ${program}`,
    '',
    tableText(head, rows),
    ...(leftOut > 0 ? [`  … and ${leftOut} more, with more shortage, in grid.csv`] : []),
    '',
    ...studySentences(result),
    '',
    ...(pictures.length > 0 ? [`Charts:  ${listed(pictures)}`] : []),
    `Report:  ${listed(['report.html', 'report.md'])}`,
    `Numbers: ${listed(numbers)}`,
    ...(why === undefined ? [] : [why]),
    '',
  ].join('\n');
}
