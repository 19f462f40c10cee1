/** `chokepoint run`: scenario files in; summary, series and charts out; what happened, in the terminal. */
import { join } from 'node:path';
import {
  type Answer,
  answerIn,
  answerWithEnsemble,
  type BoundFound,
  type Brief,
  bandedSeries,
  boundChart,
  boundSizeFaults,
  chartsOf,
  checkSeriesAsked,
  driversOf,
  type EnsembleSummary,
  ensembleTasks,
  explainBriefly,
  exploringOf,
  faultsOfCauses,
  findBound,
  type Issue,
  type Language,
  makeCharts,
  modelIn,
  referenceOfCentral,
  type ScenarioReportInput,
  scenarioReport,
  toldDemands,
  tornadoChart,
  usersOf,
  usualBoundQuestion,
  whyJson,
  whyTime,
  whyWaterfall,
} from '../../index.ts';
import { answerFile, nameClash, nameOf, type Read, scenariosAmong } from '../answer.ts';
import { addPictures, type ToDraw } from '../charts.ts';
import { type Call, command } from '../command.ts';
import { once, reportLines } from '../delivery.ts';
import { chanceFor, type Elsewhere, ROWS, type RowsWritten, runEnsemble } from '../ensemble.ts';
import { EXPLORER, putExplorer } from '../explorer.ts';
import { beginFolder, commitTogether, type Folder } from '../files.ts';
import { loadSolver } from '../highs.ts';
import { commandOf, type HeldRun, inputsOf, openHeldRun, wayTo, withInputs } from '../inputs.ts';
import { worthTelling } from '../inquiry.ts';
import { withRollback } from '../interrupt.ts';
import { atOption, nothingWritten, tellIssues } from '../issues.ts';
import { labelsIn } from '../labels.ts';
import { numberFiles, writeNumbers } from '../numbers.ts';
import {
  ALLOW_OUTSIDE,
  CHARTS,
  ENSEMBLE,
  LANGUAGE,
  QUIET,
  SCENARIO_FILES,
  SERIES,
  SET,
  UsageError,
} from '../options.ts';
import { optionsGiven, placesFor } from '../places.ts';
import { complain, type Line, say, sayJson } from '../print.ts';
import { REDIS } from '../queue/connection.ts';
import { withQueue } from '../queue/coordinator.ts';
import { readerFor } from '../read-file.ts';
import type { Place } from '../results-folder.ts';
import { readShare, SHARD, type ShardOptions, writeShard } from '../shard.ts';

/** What a file came to, before anything is drawn. */
export interface Done {
  readonly answer: Answer;
  readonly ensemble: EnsembleSummary | undefined;
  readonly rows?: RowsWritten;
  readonly bound?: BoundFound | undefined;
  readonly read: Read;
  readonly place: Place;
  readonly folder: Folder;
  /** Why users lack something in the central run, where that is found in passing. */
  readonly why: Brief | undefined;
}

const POSITIONALS = { files: { ...SCENARIO_FILES, demandOption: false, default: [] as string[] } } as const;
const OPTIONS = {
  again: {
    describe: 'run what this summary.json was made from, as it was run; with no file and no option that changes it',
    type: 'string',
  },
  out: {
    describe: 'folder for the results, one folder a scenario in it',
    type: 'string',
    defaultDescription: 'results',
  },
  set: SET,
  'allow-outside': ALLOW_OUTSIDE,
  ...ENSEMBLE,
  ...CHARTS,
  series: SERIES,
  rows: {
    describe: 'what the replicates are written as, row by row: parquet (runs.parquet), or none',
    choices: ROWS,
    default: 'parquet' as RowsWritten,
  },
  bound: {
    describe: 'say in the report what could have been avoided, as `chokepoint bound` finds it',
    type: 'boolean',
    default: false,
  },
  lang: LANGUAGE,
  explore: {
    describe: 'put the explorer beside the report, as explorer.html',
    type: 'boolean',
    default: false,
  },
  json: { describe: 'print summary.json instead of the table', type: 'boolean', default: false },
  quiet: QUIET,
  ...SHARD,
  ...REDIS,
} as const;

type RunCall = Call<typeof POSITIONALS & typeof OPTIONS>;
type Ways = Call<typeof SHARD & typeof REDIS & Pick<typeof OPTIONS, 'again'>>;

/** What of a call says what is to be run, and how. */
export interface RunOptions
  extends Omit<RunCall, keyof Ways | 'series' | 'rows' | 'bound' | 'explore'>,
    Partial<Pick<RunCall, 'series' | 'rows' | 'bound' | 'explore'>> {
  /** What to run in place of files. */
  readonly held?: HeldRun | undefined;
  /** Where the replicates were done by shards. */
  readonly elsewhere?: Elsewhere | undefined;
}

/** Adds `chokepoint run` to the command line. */
export const runCommand = command(
  {
    words: 'run [files..]',
    describe: 'run scenarios and write their results',
    positionals: POSITIONALS,
    options: OPTIONS,
    examples: [
      ['$0 run scenarios/six-month-licence.yaml', 'who runs short when licences last six months'],
      ['$0 run a.yaml b.yaml --out elsewhere', 'several at once, written elsewhere'],
      ['$0 run a.yaml --set assumptions.renewed=1', 'the same with another assumption'],
      ['$0 run a.yaml --runs 10000 --seed S', 'ten thousand futures of another seed'],
      ['$0 run --again results/a/summary.json', 'the same again, from its results alone'],
      ['$0 run a.yaml --json --quiet | jq .metrics', 'for scripts'],
    ],
    note: 'A table whose CSV could be longer than 50 MB is written as Parquet: series.parquet.',
    codes: ', 130 Ctrl-C',
  },
  (call) => {
    const { files, again, redis } = call;
    const share = readShare(call.shard, redis);
    if (again === undefined && files.length === 0) throw new UsageError('Name a file.');
    const changing = { ...(files.length > 0 && { [files.join(' ')]: true }), ...optionsGiven(call) };
    const [other] = Object.keys(changing).filter((name) => !/charts$/.test(name));
    if (again !== undefined && other !== undefined) {
      throw new UsageError(`--again takes everything from ${again}; take ${other} out.`);
    }
    const held = again === undefined ? undefined : openHeldRun(again, '--again');
    if (share && again !== undefined) throw new UsageError('--shard works on a file: leave --again out.');
    return share
      ? shardOfRun(call, { ...call, share })
      : withQueue(redis && { ...call, redis }, (elsewhere) => run({ ...call, ...held?.call, held, elsewhere }));
  },
);

/** Returns the exit code. Nothing is written unless every file is sound. */
export async function run({
  files: named,
  held,
  out,
  settings,
  allowOutside,
  language,
  drawing,
  explore = false,
  json,
  quiet,
  series = [],
  elsewhere,
  rows = 'parquet',
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
      ...optionsGiven({ ...options, settings, series, rows, bound, language, drawing, explore }),
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
  const issues = [...worthTelling(read.flatMap((one) => one.issues)), ...unknown, ...tooLarge];
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
        const ensemble = await runEnsemble(answer, { ...options, series, rows, elsewhere }, quiet, folder);
        if (ensemble.ok) {
          const inputs =
            held?.inputs ?? inputsOf(one, { ...options, settings, allowOutside, series, rows, bound, language });
          const whole = withInputs(ensemble.value ? answerWithEnsemble(answer, ensemble.value) : answer, inputs);
          const isTold = one.issues.some(({ code }) => code === 'no-ensemble');
          if (!isTold) tellIssues(whole.unjudged.map(one.locate), quiet);
          const { model } = answer.run;
          const found = solver && findBound(referenceOfCentral(model), usualBoundQuestion(model), solver);
          const why = explainBriefly(model, one.readAgain);
          // With other values a cause of the file may be left nothing to name.
          if (why === undefined && settings.length === 0)
            faults.push(...faultsOfCauses(model, one.readAgain).map(one.locate));
          done.push({ answer: whole, ensemble: ensemble.value, rows, bound: found, read: one, place, folder, why });
        } else faults.push(...ensemble.issues.map(one.locate));
      }
      if (faults.length > 0) {
        tellIssues(faults);
        leave();
        return nothingWritten(faults);
      }
      for (const one of done) writeRun(one);
      commitTogether(begun);
      if (explore) for (const { folder, read } of done) putExplorer(folder, read, settings, language);
      const stories = done.map((one) => once(() => storyOf(one, language, explore ? EXPLORER : undefined)));
      for (const [n, one] of done.entries()) {
        if (json) sayJson(JSON.stringify(one.answer.summary, null, 2));
        else if (!quiet) say(tell(one, stories[n](), language));
      }
      const toDraw = done.map((one, n) => picturesOf(one, stories[n], language));
      return (await addPictures(toDraw, drawing, { isSilent: json || quiet, language })) ? 0 : 1;
    },
    elsewhere?.close,
  );
}

/** One share of the replicates of a file; returns the exit code. */
function shardOfRun(
  { files, settings, series, rows, runs, seed, sampling, allowOutside, bound, language }: RunCall,
  options: ShardOptions,
): Promise<number> | number {
  const call = { settings, series, rows, runs, seed, sampling, allowOutside, bound, language };
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new UsageError('--shard works on one file at a time.');
  const read = answerFile(wayTo(file), call.settings, readerFor([wayTo(file)], call.allowOutside));
  const told = worthTelling(read.issues);
  const { answer } = read;
  const asked = answer && checkSeriesAsked(answer.run.model, call.series);
  const issues = [...told, ...(asked?.issues ?? []).map((issue) => atOption('--series', issue))];
  tellIssues(issues, options.quiet);
  if (answer === undefined || issues.some(({ severity }) => severity === 'error')) return nothingWritten(issues);
  const { model } = answer.run;
  const chance = chanceFor(model, call);
  const open = () => {
    const tasks = ensembleTasks(model, chance.runs, bandedSeries(model, call.series), {
      encoded: call.rows === 'parquet' ? chance.runs : 0,
    });
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

/** Writes the numbers of a run, and why its subjects are short. */
export function writeRun(one: Done): void {
  writeNumbers(one);
  if (one.why?.found) one.folder.write('why.json', whyJson(one.why.found));
}

/** What a report tells, but for its charts. */
type Story = Omit<ScenarioReportInput, 'charts' | 'undrawn'>;

/** What there is to tell, in a language, of a file that was run; the explorer lies in `page`, if it does. */
export function storyOf(
  { answer: whole, ensemble, rows, bound, read, why }: Omit<Done, 'folder' | 'place'>,
  language: Language,
  page?: string,
): Story {
  const command = whole.summary.inputs?.command ?? '';
  const answer = answerIn(whole, language);
  const [subject] = usersOf({ model: answer.run.model, metrics: answer.metrics, ensemble });
  return {
    ...{ answer, ensemble, ledger: new Map(read.resolved?.figures.map((figure) => [figure.id, figure])) },
    bound: bound && { ...bound, model: modelIn(bound.model, language) },
    drivers: subject && subject.odds > 0 ? driversOf(answer, subject.id) : undefined,
    command,
    explore: { command: exploringOf(command), page },
    files: [...numberFiles(answer, ensemble, rows), ...(why?.found ? ['why.json'] : [])],
    why: why?.found,
    unweighed: why?.found ? undefined : why?.causes,
  };
}

/** What is drawn beside the numbers. */
export function picturesOf({ ensemble, folder, place }: Done, story: () => Story, language: Language): ToDraw {
  const prepare: ToDraw['prepare'] = () => {
    const told = story();
    const { answer, drivers, bound, why } = told;
    const subjects = why ? toldDemands(why, []) : [];
    const { model } = answer.run;
    return {
      charts: (fail) => [
        ...chartsOf({ ...answer, model, ...(ensemble && { ensemble }) }, fail, language),
        ...makeCharts(
          [
            ['why-waterfall', () => why && whyWaterfall(why, subjects, language)],
            ['why-time', () => why && whyTime(why, subjects, language)],
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
  const labels = labelsIn(language);
  return [
    '',
    ...reportLines(report),
    '',
    ...(ensemble === undefined ? [] : [`${labels.seed}${ensemble.seed}${labels.sampling(ensemble.sampling)}`]),
    labels.numbers + story.files.map((name) => join(path, name)).join(', '),
    `${labels.explore}${story.explore?.page === undefined ? story.explore?.command : join(path, story.explore.page)}`,
    ...(why === undefined ? [] : [why]),
  ];
}
