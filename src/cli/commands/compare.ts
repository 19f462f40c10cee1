/** `chokepoint compare`: a study, or several scenario files; what would help, by how much, and is it sure. */
import {
  answer,
  answerIn,
  type Chart,
  type ChartFailure,
  claimsIn,
  comparisonCsv,
  driversOf,
  explainPoliciesBriefly,
  exploreCommandOf,
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
  studyCharts,
  studyJson,
  studyOfFiles,
  studyReport,
  studySeriesCsv,
  studySweeps,
  tornadoChart,
  userOrder,
  worldsCsv,
} from '../../index.ts';
import { nameOf, readerAgain } from '../answer.ts';
import { type Call, command } from '../command.ts';
import { deliver } from '../delivery.ts';
import { type Elsewhere, type EnsembleOptions, withThreads } from '../ensemble.ts';
import { choicesOf, EXPLORER, studyPage } from '../explorer.ts';
import { wayTo } from '../inputs.ts';
import { worthTelling } from '../inquiry.ts';
import { nothingWritten, tellIssues } from '../issues.ts';
import { labelsIn } from '../labels.ts';
import { ALLOW_OUTSIDE, CHARTS, ENSEMBLE, LANGUAGE, QUIET, SCENARIO_FILES } from '../options.ts';
import { optionsGiven, placeFor } from '../places.ts';
import { progressBar } from '../progress.ts';
import { REDIS } from '../queue/connection.ts';
import { withQueue } from '../queue/coordinator.ts';
import { keepingReader, readerFor, readerOf } from '../read-file.ts';
import { readShare, SHARD, type ShardOptions, writeShard } from '../shard.ts';
import { chanceWords, readingWords, shellWord } from '../shell.ts';
import { CORES } from '../threads/worker-pool.ts';

const POSITIONALS = { files: { ...SCENARIO_FILES, describe: 'a study, or two and more scenarios' } };
const OPTIONS = {
  out: {
    describe: 'folder for the results, one folder a study in it',
    type: 'string',
    defaultDescription: 'results/studies',
  },
  'allow-outside': ALLOW_OUTSIDE,
  ...ENSEMBLE,
  ...CHARTS,
  lang: LANGUAGE,
  explore: {
    describe: 'put the explorer beside the report, with the base against the first policy',
    type: 'boolean',
    default: false,
  },
  json: { describe: 'print summary.json instead of the table', type: 'boolean', default: false },
  quiet: QUIET,
  ...SHARD,
  ...REDIS,
} as const;

type CompareCall = Call<typeof POSITIONALS & typeof OPTIONS>;

/** What of a call says what is to be compared, and where the replicates were done by shards. */
export interface CompareOptions
  extends Omit<CompareCall, keyof Call<typeof SHARD & typeof REDIS> | 'explore'>,
    Partial<Pick<CompareCall, 'explore'>> {
  readonly elsewhere?: Elsewhere | undefined;
}

/** Adds `chokepoint compare` to the command line. */
export const compareCommand = command(
  {
    words: 'compare <files..>',
    describe: 'compare policies on the same draws: a study, or scenarios of which the first is the base',
    positionals: POSITIONALS,
    options: OPTIONS,
    examples: [
      ['$0 compare scenarios/studies/renewal-lapse-reserve-source.yaml', 'which policy helps most, and is it sure'],
      ['$0 compare a.yaml b.yaml --runs 200', 'two scenarios, on the same draws'],
    ],
    codes: ', 130 Ctrl-C',
  },
  (call) => {
    const { redis } = call;
    const share = readShare(call.shard, redis);
    return share
      ? shardOfStudy(call, { ...call, share })
      : withQueue(redis && { ...call, redis }, (elsewhere) => compare({ ...call, elsewhere }));
  },
);

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
  explore = false,
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
    given: optionsGiven({ ...options, language, drawing, explore }),
  });
  return deliver(
    place,
    { drawing, language, json, quiet },
    async () => {
      const found = await conduct(study, options, quiet, elsewhere);
      if (!found.ok) return found;
      const { value: result } = found;
      const tables = {
        'summary.json': studyJson(result),
        'comparison.csv': comparisonCsv(result),
        'worlds.csv': worldsCsv(result),
        'grid.csv': gridCsv(result),
        'series.csv': studySeriesCsv(result),
      };
      const written = Object.entries(tables).flatMap(([name, text]) =>
        text === undefined ? [] : [[name, text] as const],
      );
      const command = commandOf(files, allowOutside, options);
      const names = written.map(([name]) => name);
      return {
        ok: true,
        issues: [],
        value: {
          files: [...written, ...(explore ? [[EXPLORER, explorerOf(study, files, texts, language)] as const] : [])],
          more: result.runs === 1 ? [] : [labelsIn(language).seed + result.seed],
          prepare: () =>
            storyOf({ result, study, texts, command, language, page: explore ? EXPLORER : undefined }, names),
        },
      };
    },
    elsewhere?.close,
  );
}

/** A study and all that it is read from; issues are to be told. */
function openStudy(named: readonly string[], readerOf: (files: readonly string[]) => Reader) {
  const files = named.map((file) => file.replaceAll('\\', '/'));
  const { read, texts } = keepingReader(readerOf(files));
  const { study, issues } = files.length === 1 ? readStudy(files[0], read) : studyOfFiles(files, read);
  return { files, study, texts, issues: worthTelling(issues) };
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

/** The explorer of the base of a study, without the study's own file. */
function explorerOf(
  study: Study,
  named: readonly string[],
  texts: ReadonlyMap<string, string>,
  language: Language,
): string {
  const { scenario } = study.open(study.variants[0]);
  const base = scenario && answer(scenario);
  const own = named.length === 1 ? new Map([...texts].filter(([file]) => file !== named[0])) : texts;
  return studyPage(study, { texts: own, answer: base?.ok ? base.value : undefined }, language);
}

/** What a study came to, and what its report tells beside. */
interface Done {
  readonly result: StudyResult;
  readonly study: Study;
  readonly texts: ReadonlyMap<string, string>;
  readonly command: string;
  readonly language: Language;
  /** Where the explorer lies, if it does. */
  readonly page: string | undefined;
}

/** What there is to tell in the language of the report, with what the base rests on. */
function storyOf({ result: found, study, texts, command, language, page }: Done, files: readonly string[]) {
  const { scenario } = study.open(study.variants[0]);
  const translations = { study: study.translations, scenario: scenario?.translations ?? {} };
  const result = localiseStudy(found, language, translations);
  const base = scenario && answer(scenario);
  if (!base?.ok) throw new Error('the base of a study that was run can no longer be');
  const named = answerIn(base.value, language);
  const { run: ofBase, metrics } = named;
  const { model } = ofBase;
  const [subject] = userOrder({ model, metrics });
  const drivers = subject === undefined ? undefined : driversOf(named, subject);
  const [first, ...variants] = study.variants.filter(({ cell }) => cell === undefined);
  const titled = (variant: (typeof study.variants)[number]) => {
    const title = result.variants.find(({ id }) => id === variant.id)?.title ?? variant.title;
    return { title, settings: variant.settings };
  };
  const why = explainPoliciesBriefly(
    readerAgain(first.file, readerOf(texts)),
    titled(first),
    variants.filter(({ file }) => file === first.file).map(titled),
    { causes: study.causes, translations: study.translations },
  );
  const explore = { command: exploreCommandOf(first.file, choicesOf(first.settings), language), page };
  const told = { result, base: named, drivers, why, ledger: claimsIn(texts), command, files, explore };
  return {
    charts: (fail: ChartFailure) => [
      ...studyCharts(result, fail, language),
      ...makeCharts([['tornado', () => drivers && tornadoChart(model, drivers, language)]], fail),
    ],
    report: (charts: readonly Chart[], undrawn: readonly Chart['name'][]) =>
      studyReport({ ...told, charts, undrawn }, language),
  };
}
