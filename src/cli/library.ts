/**
 * What `import … from 'chokepoint'` gives in Node: scenarios from files, their runs, and checks, for tests of one's
 * own. The core, which runs in a browser too, is 'chokepoint/core'.
 */
import {
  type Answer,
  answer,
  answerIn,
  answerWithEnsemble,
  type Chance,
  type Checked,
  type CheckStanding,
  chartsOf,
  checkLines,
  driversOf,
  type EnsembleSummary,
  type Executor,
  ensembleOf,
  explain,
  type Issue,
  inlineExecutor,
  isUncertain,
  type Language,
  type Merge,
  type Model,
  type Outcome,
  PAIRS,
  pathText,
  readQuestion,
  readScenario,
  readStudy,
  reportMarkdown,
  runStudy,
  type Sampling,
  type Scenario,
  type Setting,
  type SolveResult,
  type StudyResult,
  type SummaryStatistics,
  scenarioReport,
  shown,
  solveFor,
  studyOfFiles,
  usersOf,
  whyData,
} from '../index.ts';
import { answerFile } from './answer.ts';
import { withThreads } from './ensemble.ts';
import { NO_BAR } from './progress.ts';
import { openProject } from './project.ts';
import { readerFor } from './read-file.ts';
import { PROGRAM, pageOf } from './reports.ts';
import { checkFile } from './threads/check-file.ts';

export type {
  Answer,
  Checked,
  CheckStanding,
  Difference,
  Drift,
  EnsembleSummary,
  Issue,
  Metric,
  Scenario,
  Series,
  SolveResult,
  StudyResult,
  Summary,
  Verdict,
} from '../index.ts';
export { VERSION } from '../index.ts';

/** A scenario that is not sound: every fault with its place, in `issues` and in the message. */
export class ScenarioError extends Error {
  readonly issues: readonly Issue[];
  constructor(issues: readonly Issue[]) {
    const faults = issues.filter(({ severity }) => severity === 'error');
    super(faults.map(tellIssue).join('\n'));
    this.name = 'ScenarioError';
    this.issues = faults;
  }
}

function tellIssue({ place, path, expected, found, remedy }: Issue): string {
  const where = place ? `${place.file}:${place.line}:${place.column} ` : '';
  return shown(`${where}${pathText(path)}: expected ${expected}, got ${found}. ${remedy}`);
}

/** Where the files may lie that a scenario names. */
export interface ReadSettings {
  /** Also outside its root: the folder of chokepoint.yaml above it, or of its git repository, or its own. */
  readonly allowOutside?: boolean;
}

/**
 * Reads a scenario file, with `settings` put over what it says: `{'assumptions.renewed': 1}`. Throws a ScenarioError
 * where it is not sound.
 */
export function loadScenario(
  file: string,
  settings: Readonly<Record<string, unknown>> = {},
  { allowOutside = false }: ReadSettings = {},
): Scenario {
  const read = readerFor([file], allowOutside);
  const { scenario, issues } = readScenario(file.replaceAll('\\', '/'), read, settingsOf(settings));
  if (scenario === undefined) throw new ScenarioError(issues);
  return scenario;
}

/** The central run of a scenario, and the ensemble of its replicates where one was asked for. */
export interface Result extends Answer {
  readonly ensemble?: EnsembleSummary;
}

/**
 * The central run of a scenario: metrics by path in `summary.metrics`, amounts in tonnes or pieces, times in days,
 * series, verdicts. A time that never comes is Infinity, where summary.json has null. Throws a ScenarioError.
 */
export function simulate(scenario: Scenario): Result {
  return timed(valueOrThrow(answer(scenario)));
}

/** How an ensemble is drawn, by default as the file says. */
export interface EnsembleSettings {
  readonly runs?: number;
  readonly seed?: string;
  readonly sampling?: Sampling;
  /** Worker threads; 1: none but this one. Results are the same for any number. */
  readonly threads?: number;
}

/**
 * The central run and an ensemble: quantiles, means and odds in `ensemble`, as `chokepoint run` has them; of a scenario
 * in which nothing is uncertain the central run alone. Throws a ScenarioError.
 */
export async function ensemble(scenario: Scenario, settings: EnsembleSettings = {}): Promise<Result> {
  const central = valueOrThrow(answer(scenario));
  const { model } = central.run;
  const { seed = scenario.seed, runs = scenario.runs, sampling = 'plain' } = settings;
  if (runs === 1 || !isUncertain(model)) return timed(central);
  const chance = { seed, sampling, runs };
  const found = await hire(settings, (crewFor) => ensembleOf(model, chance, crewFor(model, chance)));
  const whole = valueOrThrow(found);
  return { ...timed(answerWithEnsemble(central, whole)), ensemble: whole };
}

/**
 * A study, every variant on the same draws: `variants`, each with its differences to the base, and what is better in
 * how many replicates. One file is a study, several are scenarios of which the first is the base. Of a time that never
 * comes quantiles are Infinity, and a mean that has such is null. Throws a ScenarioError.
 */
export async function compare(
  files: string | readonly string[],
  { threads, allowOutside = false, ...chance }: EnsembleSettings & ReadSettings = {},
): Promise<StudyResult> {
  const named = [files].flat().map((file) => file.replaceAll('\\', '/'));
  const read = readerFor(named, allowOutside);
  const { study, issues } = named.length === 1 ? readStudy(named[0] as string, read) : studyOfFiles(named, read);
  if (study === undefined) throw new ScenarioError(issues);
  return timedStudy(valueOrThrow(await hire({ threads }, (crewFor) => runStudy(study, { ...chance, crewFor }))));
}

/** What is looked for: the least or greatest value with which `until` holds, or that with the best mean of a metric. */
export type Aim =
  | { readonly until: string; readonly greatest?: boolean; readonly in?: number }
  | { readonly minimise: string }
  | { readonly maximise: string };

/** Where it is looked for, in units as in `--from` and `--to`. */
export interface SolveRange {
  readonly from?: string;
  readonly to?: string;
}

/** How much is enough, or best: `answer` is undefined where no value in the range is. Throws a ScenarioError. */
export async function solve(
  file: string,
  vary: string,
  aim: Aim,
  { from, to, threads, allowOutside = false, ...chance }: SolveRange & EnsembleSettings & ReadSettings = {},
): Promise<SolveResult> {
  const { question, issues } = readQuestion(
    file.replaceAll('\\', '/'),
    { vary, from, to },
    readerFor([file], allowOutside),
  );
  if (question === undefined) throw new ScenarioError(issues);
  const asked =
    'until' in aim
      ? { aim: aim.greatest ? ('greatest' as const) : ('least' as const), that: aim.until, needed: aim.in }
      : 'minimise' in aim
        ? { aim: 'minimise' as const, that: aim.minimise, needed: undefined }
        : { aim: 'maximise' as const, that: aim.maximise, needed: undefined };
  return valueOrThrow(await hire({ threads }, (crewFor) => solveFor(question, asked, { ...chance, crewFor })));
}

/** What is asked of `why`, as by the options of the command. */
export interface WhySettings extends ReadSettings {
  /** Put over what the file says. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What is one cause: each change, or all of one date, licence or entity. */
  readonly by?: Merge;
  /** What holds without a cause: the open state of before all, or what was before it. */
  readonly without?: 'open' | 'before';
}

/** Why users lack what they do in the central run, as why.json has it: by demand what is lacked, and what each cause adds. */
export type WhyResult = ReturnType<typeof whyData>;

/** Why users are short: what each change of a scenario file adds to what they lack. Throws a ScenarioError. */
export function why(
  file: string,
  { settings = {}, by, without = 'open', allowOutside = false }: WhySettings = {},
): WhyResult {
  const read = answerFile(file, settingsOf(settings), readerFor([file], allowOutside));
  if (read.answer === undefined) throw new ScenarioError(read.issues);
  const { model } = read.answer.run;
  const { readAgain } = read;
  const found = explain(model, { merge: by, without, pairs: PAIRS, seed: model.scenario.seed, readAgain });
  if (!found.ok) throw new ScenarioError(found.issues.map(read.locate));
  return whyData(found.value);
}

/** How a result is told. */
export interface ReportSettings {
  readonly language?: Language;
  /** A page by itself with its charts, or text for a repository. */
  readonly format?: 'html' | 'markdown';
}

/** The report of a result, as `chokepoint run` writes it. */
export async function report(
  result: Result,
  { language = 'en', format = 'markdown' }: ReportSettings = {},
): Promise<string> {
  const named = answerIn(withTimes(result, Number.POSITIVE_INFINITY, null), language);
  const { model } = named.run;
  const known = result.ensemble && { ensemble: result.ensemble };
  const [subject] = usersOf({ model, metrics: named.metrics, ensemble: result.ensemble });
  const told = {
    ...{ answer: named, ensemble: result.ensemble, ledger: new Map(), command: '', files: [] },
    drivers: subject && subject.odds > 0 ? driversOf(named, subject.id) : undefined,
  };
  if (format === 'markdown') return reportMarkdown(scenarioReport({ ...told, charts: [] }, language), PROGRAM, 'svg');
  const charts = chartsOf({ ...named, model, ...known }, undefined, language);
  return pageOf(scenarioReport({ ...told, charts }, language), (heading, error) => {
    throw new Error(`the chart of ${heading} can't be drawn`, { cause: error });
  });
}

function valueOrThrow<T>(result: Outcome<T>): T {
  if (!result.ok) throw new ScenarioError(result.issues);
  return result.value;
}

async function hire<T>(
  { threads = 1 }: { readonly threads?: number | undefined },
  work: (crewFor: (model: Model, chance: Chance) => Executor) => Promise<T>,
): Promise<T> {
  return threads === 1 ? work(inlineExecutor) : withThreads(threads, NO_BAR, (hired) => work(hired.take));
}

const timed = (found: Answer): Answer => withTimes(found, null, Number.POSITIVE_INFINITY);

/** The same with times that never come told otherwise: as null, or as longer than any. */
function withTimes<T extends Answer>(found: T, from: number | null, to: number | null): T {
  const metrics = found.metrics.map((metric) =>
    metric.measure === 'duration' && metric.value === from ? { ...metric, value: to } : metric,
  );
  const byPath = Object.fromEntries(metrics.map(({ path, value }) => [path, value]));
  return { ...found, metrics, summary: { ...found.summary, metrics: byPath } };
}

/** A study whose quantiles of times are Infinity where summary.json has null. */
function timedStudy(study: StudyResult): StudyResult {
  const never = Number.POSITIVE_INFINITY;
  const told = ({ p05, p25, p50, p75, p95, ...others }: SummaryStatistics): SummaryStatistics => ({
    ...others,
    ...{ p05: p05 ?? never, p25: p25 ?? never, p50: p50 ?? never, p75: p75 ?? never, p95: p95 ?? never },
  });
  const variants = study.variants.map((variant) => ({
    ...variant,
    compared: variant.compared.map((one) =>
      one.measure === 'duration' ? { ...one, base: told(one.base), variant: told(one.variant) } : one,
    ),
  }));
  return { ...study, variants };
}

/** How a check may differ from `chokepoint check FILE`. */
export interface CheckSettings extends ReadSettings {
  /** The folder of the results; `results`. */
  readonly out?: string;
  /** Put over what the file says. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Replicates of the ensemble; 1: the central run alone. */
  readonly runs?: number;
}

/** What a check found; `standing` is `same` where all is as it should be, and `text` tells what is not. */
export type CheckResult = Checked & { readonly standing: CheckStanding; readonly text: string };

/**
 * Holds a scenario file against what it expects and against its committed results, under the tolerances of the file
 * and of chokepoint.yaml. Throws a ScenarioError where an input is not sound.
 */
export async function check(file: string, options: CheckSettings = {}): Promise<CheckResult> {
  const { out = 'results', settings = {}, runs, allowOutside = false } = options;
  const project = openProject();
  if (!project.ok) throw new ScenarioError(project.issues);
  const reading = { named: [file], allowOutside };
  const job = {
    out,
    settings: settingsOf(settings),
    reading,
    runs,
    commit: undefined,
    update: false,
    language: 'en' as const,
  };
  const { checked, project: found } = await checkFile(file, { ...job, tolerance: project.value.tolerance });
  const faults = [...checked.issues, ...found.issues.map(project.value.locate)];
  if (faults.some(({ severity }) => severity === 'error')) throw new ScenarioError(faults);
  const { standing, head, lines } = checkLines(checked);
  return { ...checked, standing, text: [head, ...lines].map(shown).join('\n') };
}

function settingsOf(settings: Readonly<Record<string, unknown>>): Setting[] {
  return Object.entries(settings).map(([path, value]) => ({ path, value }));
}
