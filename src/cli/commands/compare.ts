/** `chokepoint compare`: a study, or several scenario files; what would help, by how much, and is it sure. */
import { join } from 'node:path';
import type { Argv } from 'yargs';
import {
  answer,
  answerIn,
  comparisonCsv,
  driversOf,
  gridCsv,
  type Language,
  localiseStudy,
  makeCharts,
  type Outcome,
  type Reader,
  readStudy,
  runStudy,
  type Study,
  type StudyResult,
  studyAnswer,
  studyCharts,
  studyJson,
  studyOfFiles,
  studyReport,
  studySeriesCsv,
  studySweeps,
  studyTable,
  tornadoChart,
  userOrder,
  wordsOf,
  worldsCsv,
} from '../../index.ts';
import { nameOf } from '../answer.ts';
import { addPictures, type ToDraw } from '../charts.ts';
import { type Elsewhere, type EnsembleOptions, withThreads } from '../ensemble.ts';
import { beginFolder, type Folder } from '../files.ts';
import { wayTo } from '../inputs.ts';
import { withRollback } from '../interrupt.ts';
import { nothingWritten, tellIssues } from '../issues.ts';
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
} from '../options.ts';
import { optionsGiven, placeFor } from '../places.ts';
import { bold, type Line, say, sayJson } from '../print.ts';
import { progressBar } from '../progress.ts';
import { REDIS } from '../queue/connection.ts';
import { withQueue } from '../queue/coordinator.ts';
import { keepingReader, readerFor } from '../read-file.ts';
import { claimsIn } from '../reports.ts';
import type { Place } from '../results-folder.ts';
import { readShare, SHARD, type ShardOptions, writeShard } from '../shard.ts';
import { chanceWords, readingWords, shellWord } from '../shell.ts';
import { tableText } from '../table.ts';
import { CORES } from '../threads/worker-pool.ts';

export interface CompareOptions extends EnsembleOptions {
  readonly files: readonly string[];
  /** The folder that was named for the results. */
  readonly out: string | undefined;
  readonly allowOutside: boolean;
  /** Where the replicates were done by shards. */
  readonly elsewhere?: Elsewhere | undefined;
  /** Of the reports. */
  readonly language: Language;
  readonly drawing: Drawing;
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
        .option('allow-outside', ALLOW_OUTSIDE)
        .options(ENSEMBLE)
        .options(CHARTS)
        .option('lang', LANGUAGE)
        .option('json', { describe: 'print summary.json instead of the table', type: 'boolean', default: false })
        .option('quiet', QUIET)
        .options(SHARD)
        .options(REDIS)
        .example(
          ...example(
            '$0 compare scenarios/studies/renewal-lapse-reserve-source.yaml',
            'which policy helps most, and is it sure',
          ),
        )
        .example(...example('$0 compare a.yaml b.yaml --runs 200', 'two scenarios, on the same draws'))
        .epilogue(`${EXIT_CODES}, 130 Ctrl-C.`),
    async ({
      files,
      out,
      allowOutside,
      charts,
      noCharts,
      lang,
      json,
      quiet,
      shard,
      force,
      redis,
      redisCa,
      redisPasswordFile,
      ...ensemble
    }) => {
      const share = readShare(shard);
      const drawing = readDrawing(charts, noCharts);
      const options = { files, out, allowOutside, drawing, language: lang, json, quiet };
      const call = { ...options, ...readEnsemble(ensemble) };
      process.exitCode = share
        ? await shardOfStudy(call, { share, out, force, threads: call.threads, quiet })
        : await withQueue(redis && { redis, redisCa, redisPasswordFile }, (elsewhere) =>
            compare({ ...call, elsewhere }),
          );
    },
  );
}

/** Returns the exit code. Nothing is written unless the study and all its variants are sound. */
export async function compare({
  files: named,
  out,
  allowOutside,
  language,
  drawing,
  json,
  quiet,
  elsewhere,
  ...options
}: CompareOptions): Promise<number> {
  const { files, study, texts, issues } = openStudy(
    named,
    (files) => elsewhere?.read ?? readerFor(files, allowOutside),
  );
  tellIssues(issues, quiet);
  if (study === undefined) return nothingWritten(issues);
  const place = placeFor({
    ...{ kind: 'study', name: studyName(files), out, standard: 'results/studies', quiet },
    given: optionsGiven({ ...options, language, drawing }),
  });
  const folder = beginFolder(place);
  return withRollback(
    folder.discard,
    async () => {
      const result = await conduct(study, options, quiet, elsewhere);
      const command = commandOf(files, allowOutside, options);
      if (result.ok)
        return await tell(
          { result: result.value, study, texts, command, language },
          { folder, place, drawing, json, quiet },
        );
      tellIssues(result.issues, quiet);
      folder.discard();
      return nothingWritten(result.issues);
    },
    elsewhere?.close,
  );
}

/** A study and all that it is read from; issues are to be told. */
function openStudy(named: readonly string[], readerOf: (files: readonly string[]) => Reader) {
  const files = named.map((file) => file.replaceAll('\\', '/'));
  const { read, texts } = keepingReader(readerOf(files));
  const { study, issues } = files.length === 1 ? readStudy(files[0], read) : studyOfFiles(files, read);
  return { files, study, texts, issues: issues.filter(({ code }) => code !== 'unsourced') };
}

function commandOf(files: readonly string[], allowOutside: boolean, options: EnsembleOptions): string {
  return `chokepoint compare ${files.map(shellWord).join(' ')}${readingWords([], allowOutside)}${chanceWords(options)}`;
}

/** One share of the replicates of a study; returns the exit code. */
function shardOfStudy(
  { files: named, allowOutside, language, runs, seed, sampling }: CompareOptions,
  options: ShardOptions,
): Promise<number> | number {
  const { files, study, texts, issues } = openStudy(named.map(wayTo), (all) => readerFor(all, allowOutside));
  tellIssues(issues, options.quiet);
  if (study === undefined) return nothingWritten(issues);
  const chance = { runs, seed, sampling };
  return writeShard(
    {
      ...{ command: 'compare', name: studyName(files), texts, locate: (issue) => issue },
      options: { files, allowOutside, language, ...chance },
      words: commandOf(files, allowOutside, { ...chance, threads: undefined }),
      sweeps: studySweeps(study, chance),
    },
    options,
  );
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
  elsewhere: Elsewhere | undefined,
): Promise<Outcome<StudyResult>> {
  const bar = progressBar((runs ?? study.runs) * study.variants.length, quiet);
  const how = { runs, seed, sampling, progress: bar.show, ahead: (threads ?? CORES) + 1 };
  return withThreads(elsewhere ? 0 : threads, bar, (hired) =>
    runStudy(study, { ...how, crewFor: elsewhere?.crew ?? hired.take }),
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

/** Writes the numbers, says what was found, and then draws. */
async function tell(
  done: Done,
  to: { folder: Folder; place: Place; drawing: Drawing; json: boolean; quiet: boolean },
): Promise<number> {
  const { folder, place, drawing, json, quiet } = to;
  const { result } = done;
  const text = studyJson(result);
  const tables = {
    'comparison.csv': comparisonCsv(result),
    'worlds.csv': worldsCsv(result),
    'grid.csv': gridCsv(result),
    'series.csv': studySeriesCsv(result),
  };
  folder.write('summary.json', text);
  for (const [name, table] of Object.entries(tables)) if (table !== undefined) folder.write(name, table);
  const numbers = [
    'summary.json',
    ...Object.entries(tables).flatMap(([name, one]) => (one === undefined ? [] : [name])),
  ];
  folder.commit();
  if (json) sayJson(text);
  else if (!quiet) say(summary(result, place, numbers));
  const toDraw = [{ folder, path: place.path, prepare: () => pictures(done, numbers) }];
  return (await addPictures(toDraw, drawing, json || quiet)) ? 0 : 1;
}

/** The charts, and the report with what its base rests on. */
function pictures(
  { result: found, study, texts, command, language }: Done,
  files: readonly string[],
): ReturnType<ToDraw['prepare']> {
  const { scenario } = study.open(study.variants[0]);
  const translations = { study: study.translations, scenario: scenario?.translations ?? {} };
  const result = localiseStudy(found, language, translations);
  const base = scenario && answer(scenario);
  if (!base?.ok) throw new Error('the base of a study that was run can no longer be');
  const named = answerIn(base.value, language);
  const { run: ofBase, metrics } = named;
  const [subject] = userOrder({ model: ofBase.model, metrics });
  const drivers = subject === undefined ? undefined : driversOf(named, subject);
  const told = { result, base: named, drivers, ledger: claimsIn(texts), command, files };
  const { model } = ofBase;
  return {
    charts: (fail) => [
      ...studyCharts(result, fail, language),
      ...makeCharts([['tornado', () => drivers && tornadoChart(model, drivers, language)]], fail),
    ],
    report: (charts, undrawn) => studyReport({ ...told, charts, undrawn }, language),
  };
}

function summary(result: StudyResult, { path, why }: Place, numbers: readonly string[]): Line[] {
  const { head, rows, leftOut } = studyTable(result);
  const { runs, seed, program, start, steps, stepDays } = result;
  const draws = runs === 1 ? 'central values' : `${runs} replicates on the same draws, seed ${seed}`;
  const listed = (what: string, names: readonly string[]) =>
    names.map((name, n) => `${(n === 0 ? `${what}:` : '').padEnd(8)} ${join(path, name)}`);
  return [
    '',
    bold(result.title),
    `from ${start}, ${steps} steps of ${stepDays} days; ${draws}; ${program}`,
    '',
    ...tableText(head, rows),
    ...(leftOut > 0 ? [`  … and ${leftOut} more, with more shortage, in grid.csv`] : []),
    '',
    ...studyAnswer(result, wordsOf('en')),
    '',
    ...listed('Numbers', numbers),
    ...(why === undefined ? [] : [why]),
  ];
}
