/** `chokepoint run`: scenario files in; summary, series and charts out; what happened, in the terminal. */
import { join } from 'node:path';
import type { Argv } from 'yargs';
import {
  type Answer,
  answerIn,
  answerWithEnsemble,
  type BoundFound,
  bandedSeries,
  boundChart,
  boundSizeFaults,
  chartsOf,
  checkSeriesAsked,
  driversOf,
  type EnsembleSummary,
  ensembleTasks,
  findBound,
  type Issue,
  type Language,
  makeCharts,
  modelIn,
  referenceOfCentral,
  reportTerminal,
  type ScenarioReportInput,
  type SeriesAsked,
  type Setting,
  scenarioReport,
  tornadoChart,
  usersOf,
  usualBoundQuestion,
} from '../../index.ts';
import { answerFile, nameClash, nameOf, type Read, scenariosAmong } from '../answer.ts';
import { addPictures, type ToDraw } from '../charts.ts';
import { chanceFor, type Elsewhere, type EnsembleOptions, runEnsemble } from '../ensemble.ts';
import { beginFolder, commitTogether, type Folder } from '../files.ts';
import { loadSolver } from '../highs.ts';
import { commandOf, type HeldRun, inputsOf, openHeldRun, wayTo, withInputs } from '../inputs.ts';
import { withRollback } from '../interrupt.ts';
import { atOption, nothingWritten, tellIssues } from '../issues.ts';
import { numberFiles, writeNumbers } from '../numbers.ts';
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
  readSeries,
  readSettings,
  SCENARIO_FILES,
  SERIES,
  SET,
  UsageError,
} from '../options.ts';
import { optionsGiven, placesFor } from '../places.ts';
import { bold, complain, type Line, say, sayJson, screenWidth } from '../print.ts';
import { REDIS } from '../queue/connection.ts';
import { withQueue } from '../queue/coordinator.ts';
import { readerFor } from '../read-file.ts';
import { claimsIn } from '../reports.ts';
import type { Place } from '../results-folder.ts';
import { readShare, SHARD, type ShardOptions, writeShard } from '../shard.ts';

export interface RunOptions extends EnsembleOptions {
  readonly files: readonly string[];
  /** What to run in place of files. */
  readonly held?: HeldRun | undefined;
  /** Where the replicates were done by shards. */
  readonly elsewhere?: Elsewhere | undefined;
  /** The folder that was named for the results. */
  readonly out: string | undefined;
  readonly settings: readonly Setting[];
  readonly allowOutside: boolean;
  /** Series with bands beside the usual. */
  readonly series?: SeriesAsked;
  /** Whether reports say what could have been avoided. */
  readonly bound?: boolean;
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
  readonly bound?: BoundFound | undefined;
  readonly read: Read;
  readonly place: Place;
  readonly folder: Folder;
}

/** Adds `chokepoint run` to the command line. */
export function runCommand(cli: Argv): Argv {
  return cli.command(
    'run [files..]',
    'run scenarios and write their results',
    (command) =>
      command
        .positional('files', { ...SCENARIO_FILES, demandOption: false, default: [] as string[] })
        .option('again', {
          describe:
            'run what this summary.json was made from, as it was run; with no file and no option that changes it',
          type: 'string',
        })
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
        .option('bound', {
          describe: 'say in the report what could have been avoided, as `chokepoint bound` finds it',
          type: 'boolean',
          default: false,
        })
        .option('lang', LANGUAGE)
        .option('json', { describe: 'print summary.json instead of the table', type: 'boolean', default: false })
        .option('quiet', QUIET)
        .options(SHARD)
        .options(REDIS)
        .example(...example('$0 run scenarios/six-month-licence.yaml', 'who runs short when licences last six months'))
        .example(...example('$0 run a.yaml b.yaml --out elsewhere', 'several at once, written elsewhere'))
        .example(...example('$0 run a.yaml --set assumptions.renewed=1', 'the same with another assumption'))
        .example(...example('$0 run a.yaml --runs 10000 --seed S', 'ten thousand futures of another seed'))
        .example(...example('$0 run --again results/a/summary.json', 'the same again, from its results alone'))
        .example(...example('$0 run a.yaml --json --quiet | jq .metrics', 'for scripts'))
        .epilogue(
          `A table whose CSV could be longer than 50 MB is written as Parquet: series.parquet.\n${EXIT_CODES}, 130 Ctrl-C.`,
        ),
    async ({
      files,
      again,
      out,
      set,
      allowOutside,
      series,
      bound,
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
      const asked = { settings: readSettings(set), series: readSeries(series) };
      const call = { ...asked, ...readEnsemble(ensemble), allowOutside, bound, language: lang };
      if (again === undefined && files.length === 0) throw new UsageError('Name a file.');
      const changing = { ...(files.length > 0 && { [files.join(' ')]: true }), ...optionsGiven({ ...call, drawing }) };
      const [other] = Object.keys(changing).filter((name) => !/charts$/.test(name));
      if (again !== undefined && other !== undefined) {
        throw new UsageError(`--again takes everything from ${again}; take ${other} out.`);
      }
      const held = again === undefined ? undefined : openHeldRun(again, '--again');
      if (share && again !== undefined) throw new UsageError('--shard works on a file: leave --again out.');
      process.exitCode = share
        ? await shardOfRun(call, files, { share, out, force, threads: call.threads, quiet })
        : await withQueue(redis && { redis, redisCa, redisPasswordFile }, (elsewhere) =>
            run({ ...call, ...held?.call, held, files, out, drawing, json, quiet, elsewhere }),
          );
    },
  );
}

/** Returns the exit code. Nothing is written unless every file is sound. */
export async function run({
  files: named,
  held,
  out,
  settings,
  allowOutside,
  language,
  drawing,
  json,
  quiet,
  series = [],
  elsewhere,
  bound = false,
  ...options
}: RunOptions): Promise<number> {
  const files = held ? [held.file] : scenariosAmong(named);
  const clash = nameClash(files);
  if (clash !== undefined) {
    complain(clash);
    return 2;
  }
  const places = placesFor({
    ...{ kind: 'run', names: files.map(nameOf), out, standard: 'results', quiet },
    given: {
      ...optionsGiven({ ...options, settings, series, bound, language, drawing }),
      ...(held && { '--again': held.file }),
    },
  });
  const read = files.map((file) =>
    answerFile(file, settings, held?.read ?? elsewhere?.read ?? readerFor([file], allowOutside)),
  );
  const unknown = read.flatMap(({ answer }) =>
    answer === undefined
      ? []
      : checkSeriesAsked(answer.run.model, series).issues.map((issue) => atOption('--series', issue)),
  );
  const tooLarge = read.flatMap(({ answer, locate }) => {
    if (!bound || answer === undefined) return [];
    const { model } = answer.run;
    return boundSizeFaults(referenceOfCentral(model), usualBoundQuestion(model)).map(locate);
  });
  const issues = [
    ...read.flatMap((one) => one.issues).filter(({ code }) => code !== 'unsourced'),
    ...unknown,
    ...tooLarge,
  ];
  tellIssues(issues, quiet);
  if (issues.some(({ severity }) => severity === 'error')) return nothingWritten(issues);
  const begun: Folder[] = [];
  const leave = () => {
    for (const folder of begun.toReversed()) folder.discard();
  };
  return withRollback(
    leave,
    async () => {
      const solver = bound ? await loadSolver() : undefined;
      const done: Done[] = [];
      const faults: Issue[] = [];
      for (const [n, one] of read.entries()) {
        const answer = one.answer as Answer;
        const place = places[n] as Place;
        const folder = beginFolder(place);
        begun.push(folder);
        const ensemble = await runEnsemble(answer, { ...options, series, elsewhere }, quiet, folder);
        if (ensemble.ok) {
          const inputs = held?.inputs ?? inputsOf(one, { ...options, settings, allowOutside, series, bound, language });
          const whole = withInputs(ensemble.value ? answerWithEnsemble(answer, ensemble.value) : answer, inputs);
          const isTold = one.issues.some(({ code }) => code === 'no-ensemble');
          if (!isTold) tellIssues(whole.unjudged.map(one.locate), quiet);
          const { model } = answer.run;
          const found = solver && findBound(referenceOfCentral(model), usualBoundQuestion(model), solver);
          done.push({ answer: whole, ensemble: ensemble.value, bound: found, read: one, place, folder });
        } else faults.push(...ensemble.issues.map(one.locate));
      }
      if (faults.length > 0) {
        tellIssues(faults);
        leave();
        return nothingWritten(faults);
      }
      for (const one of done) writeNumbers(one);
      commitTogether(begun);
      const stories = done.map((one) => once(() => storyOf(one, language)));
      for (const [n, one] of done.entries()) {
        if (json) sayJson(JSON.stringify(one.answer.summary, null, 2));
        else if (!quiet) say(tell(one, stories[n](), language));
      }
      const toDraw = done.map((one, n) => picturesOf(one, stories[n], language));
      return (await addPictures(toDraw, drawing, json || quiet)) ? 0 : 1;
    },
    elsewhere?.close,
  );
}

type RunCalled = Pick<RunOptions, 'settings' | 'allowOutside' | 'language'> &
  EnsembleOptions & { readonly series: SeriesAsked };

/** One share of the replicates of a file; returns the exit code. */
function shardOfRun(
  { threads: _, ...call }: RunCalled,
  files: readonly string[],
  options: ShardOptions,
): Promise<number> | number {
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new UsageError('--shard works on one file at a time.');
  const read = answerFile(wayTo(file), call.settings, readerFor([wayTo(file)], call.allowOutside));
  const told = read.issues.filter(({ code }) => code !== 'unsourced');
  const { answer } = read;
  const asked = answer && checkSeriesAsked(answer.run.model, call.series);
  const issues = [...told, ...(asked?.issues ?? []).map((issue) => atOption('--series', issue))];
  tellIssues(issues, options.quiet);
  if (answer === undefined || issues.some(({ severity }) => severity === 'error')) return nothingWritten(issues);
  const { model } = answer.run;
  const chance = chanceFor(model, call);
  const open = () => {
    const tasks = ensembleTasks(model, chance.runs, bandedSeries(model, call.series), true);
    return { ok: true as const, value: { model, chance, tasks }, issues: [] };
  };
  return writeShard(
    {
      ...{ command: 'run', name: nameOf(file), texts: read.texts, locate: read.locate },
      options: { ...call, files: [read.file] },
      words: commandOf(read.file, call),
      sweeps: chance.runs === 1 ? [] : [{ runs: chance.runs, open }],
    },
    options,
  );
}

/** What a report tells, but for its charts. */
type Story = Omit<ScenarioReportInput, 'charts' | 'undrawn'>;

/** What there is to tell, in a language, of a file that was run. */
export function storyOf(
  { answer: whole, ensemble, bound, read }: Omit<Done, 'folder' | 'place'>,
  language: Language,
): Story {
  const answer = answerIn(whole, language);
  const [subject] = usersOf({ model: answer.run.model, metrics: answer.metrics, ensemble });
  return {
    ...{ answer, ensemble, ledger: claimsIn(read.texts) },
    bound: bound && { ...bound, model: modelIn(bound.model, language) },
    drivers: subject && subject.odds > 0 ? driversOf(answer, subject.id) : undefined,
    command: answer.summary.inputs?.command ?? '',
    files: numberFiles(answer, ensemble),
  };
}

/** What is drawn beside the numbers. */
export function picturesOf({ ensemble, folder, place }: Done, story: () => Story, language: Language): ToDraw {
  const prepare: ToDraw['prepare'] = () => {
    const told = story();
    const { answer, drivers, bound } = told;
    const { model } = answer.run;
    return {
      charts: (fail) => [
        ...chartsOf({ ...answer, model, ...(ensemble && { ensemble }) }, fail, language),
        ...makeCharts(
          [
            ['tornado', () => drivers && tornadoChart(model, drivers, language)],
            ['bound', () => bound && boundChart(bound, language)],
          ],
          fail,
        ),
      ],
      report: (charts, undrawn) => scenarioReport({ ...told, charts, undrawn }, language),
    };
  };
  return { folder, path: place.path, prepare };
}

/** The report as a terminal shows it, and where the numbers are. */
function tell({ ensemble, place: { path, why } }: Done, story: Story, language: Language): Line[] {
  const report = scenarioReport({ ...story, charts: [] }, language);
  return [
    '',
    ...reportTerminal(report, screenWidth()).map(({ text, isHeading }) => (isHeading ? bold(text) : text)),
    '',
    ...(ensemble === undefined ? [] : [`Seed:    ${ensemble.seed}, ${ensemble.sampling} sampling`]),
    `Numbers: ${story.files.map((name) => join(path, name)).join(', ')}`,
    ...(why === undefined ? [] : [why]),
  ];
}

/** Makes a thing when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}
