/** `chokepoint discover`: under which assumptions a metric passes a bound, as a box that a reader can name. */
import {
  type CaseQuestion,
  casesOf,
  compile,
  type DiscoverFound,
  discoverChart,
  discoverCsv,
  discoverJson,
  discoverReport,
  gatherRows,
  type Issue,
  type Model,
  makeCharts,
  modelIn,
  type Outcome,
  type Rows,
  readCaseQuestion,
  readScenario,
  readStudy,
  type Study,
  satisficingShare,
  discover as seekBox,
  suggestion,
} from '../../index.ts';
import { nameOf } from '../answer.ts';
import { type Call, command } from '../command.ts';
import { withThreads } from '../ensemble.ts';
import { callOf } from '../inputs.ts';
import { inquire, inquiryOptions, worthTelling } from '../inquiry.ts';
import { atOption } from '../issues.ts';
import { ENSEMBLE, SCENARIO_FILE, UsageError } from '../options.ts';
import { progressBar } from '../progress.ts';
import { readerFor } from '../read-file.ts';
import { isStudy } from './validate.ts';

/** Of fewer no box can be told from chance; where a file says fewer, so many are run. */
const LEAST_RUNS = 50;
const USUAL_RUNS = 1000;
/** A million would take minutes to sort again and again. */
const MOST_RUNS = 100_000;

const POSITIONALS = { file: { ...SCENARIO_FILE.file, describe: 'a scenario file, or a study' } };
const OPTIONS = {
  metric: {
    describe: 'a metric of summary.json, such as demands.us_auto.shortage',
    type: 'string',
    demandOption: true,
  },
  above: { describe: 'of interest are replicates with more than this, such as "2000 t"', type: 'string' },
  below: { describe: 'of interest are replicates with less than this', type: 'string' },
  given: {
    describe:
      'look at those replicates alone in which a chance or choice has a value, as in --given renewed=0; repeatable',
    type: 'string',
    array: true,
    nargs: 1,
    default: [] as string[],
    defaultDescription: 'all replicates',
  },
  policy: {
    describe: 'of a study: the id of the variant whose failures are asked about',
    type: 'string',
    defaultDescription: 'of what the party that chooses can do, the one that is good enough in most replicates',
  },
  coverage: {
    describe: 'share of the replicates of interest that the box takes in at least; of such boxes the densest is chosen',
    type: 'number',
    default: 0.5 as number,
  },
  alpha: { describe: 'share of a box that is peeled off at a time', type: 'number', default: 0.05 as number },
  mass: { describe: 'share of all replicates that a box holds at least', type: 'number', default: 0.05 as number },
  paste: { describe: 'widen the box again where that costs no density', type: 'boolean', default: false },
  ...ENSEMBLE,
  runs: {
    describe: `replicates, from ${LEAST_RUNS} to ${MOST_RUNS.toLocaleString('en')}`,
    type: 'number',
    defaultDescription: `what the file says, at least ${USUAL_RUNS.toLocaleString('en')}`,
    range: [LEAST_RUNS, MOST_RUNS],
  },
  ...inquiryOptions('<scenario>.discover/<question>', 'discover.json'),
} as const;

/** A question of `chokepoint discover`. */
interface DiscoverCall extends Call<typeof POSITIONALS & typeof OPTIONS> {
  /** The bound, as it was written, and on which side of it cases of interest are. */
  readonly bound: string;
  readonly isAbove: boolean;
}

/** Adds `chokepoint discover` to the command line. */
export const discoverCommand = command(
  {
    words: 'discover <file>',
    describe: 'say under which assumptions a metric passes a bound, or where a policy of a study fails',
    positionals: POSITIONALS,
    options: OPTIONS,
    examples: [
      [
        '$0 discover scenarios/six-month-licence.yaml --metric demands.us_electric_cars.shortage --above "2000 t"',
        'when is it that bad?',
      ],
      ['$0 discover study.yaml --metric demands.x.fill_rate --below 95%', 'where does the best policy fail?'],
    ],
    codes: ', 130 Ctrl-C',
  },
  (call) => {
    const { above, below, alpha, mass, coverage } = call;
    const bound = above ?? below;
    if (bound === undefined || (above !== undefined && below !== undefined)) {
      throw new UsageError('Say what is of interest: --above or --below, one of them, such as --above "2000 t".');
    }
    checkShares({ '--alpha': [alpha, 0.5], '--mass': [mass, 0.5], '--coverage': [coverage, 1] });
    return discover({ ...call, bound, isAbove: above !== undefined });
  },
);

function checkShares(shares: Readonly<Record<string, readonly [value: number, most: number]>>): void {
  for (const [option, [value, most]] of Object.entries(shares)) {
    if (!(value > 0 && value <= most)) {
      throw new UsageError(`${option} wants a share above 0 and at most ${most}; got ${value}`);
    }
  }
}

/** A scenario, or a policy of a study, with its rows. */
interface Subject {
  readonly model: Model;
  readonly question: CaseQuestion;
  readonly chance: DiscoverFound['chance'];
  readonly rows: Rows;
  readonly study: DiscoverFound['study'];
}

/** Returns the exit code. Nothing is written unless the file is sound and the question can be answered. */
function discover(options: DiscoverCall): Promise<number> {
  const { language, isAbove, bound, coverage, alpha, mass: least, paste: isPasted, given, metric, policy } = options;
  const { runs, seed, sampling } = options;
  const file = options.file.replaceAll('\\', '/');
  const changed = {
    ...(given.length > 0 && { '--given': given }),
    ...(policy !== undefined && { '--policy': policy }),
    ...(coverage !== 0.5 && { '--coverage': coverage }),
    ...(alpha !== 0.05 && { '--alpha': alpha }),
    ...(least !== 0.05 && { '--mass': least }),
    ...(isPasted && { '--paste': true }),
  };
  const side = isAbove ? 'above' : 'below';
  const name = `${nameOf(file)}.discover/${metric}-${side}-${bound.trim().replace(/[^\w.%]+/g, '-')}`;
  return inquire(options, { kind: 'discover', name, changed }, async () => {
    const subject = await subjectOf(file, options);
    if (!subject.ok) return subject;
    const { model, question, rows, chance, study } = subject.value;
    const cases = casesOf(model, rows, question);
    if (!cases.ok) {
      return { ok: false, issues: cases.issues.map((issue) => atItsOption(ofPolicy(issue, study), isAbove)) };
    }
    const discovery = seekBox(cases.value, { alpha, least, coverage, isPasted, seed: chance.seed });
    const found: DiscoverFound = { model, question, chance, discovery, study };
    const spoken = { ...found, model: modelIn(model, language) };
    const files = [
      ['discover.json', discoverJson(found)],
      ['discover.csv', discoverCsv(found)],
    ] as const;
    const command = callOf('discover', file, options, {
      ...{ '--metric': metric, [`--${side}`]: bound, ...changed },
      ...(runs !== undefined && { '--runs': runs }),
      ...(seed !== undefined && { '--seed': seed }),
      ...(sampling !== 'plain' && { '--sampling': sampling }),
    });
    const input = { found: spoken, command, files: files.map(([one]) => one) };
    return {
      ok: true,
      issues: subject.issues,
      value: {
        files,
        charts: (fail) => makeCharts([['discover', () => discoverChart(spoken, language)]], fail),
        told: (charts, undrawn) => discoverReport({ ...input, charts, undrawn }, language),
      },
    };
  });
}

/** What is asked about, run. */
async function subjectOf(file: string, options: DiscoverCall): Promise<Outcome<Subject>> {
  const read = readerFor([file], options.allowOutside);
  if (isStudy(file, read)) {
    if (options.settings.length > 0)
      throw new UsageError('--set is for scenarios; a study says what its variants set.');
    const { study, issues } = readStudy(file, read);
    const told = worthTelling(issues);
    return study === undefined ? { ok: false, issues: told } : ofStudy(study, told, options);
  }
  if (options.policy !== undefined) throw new UsageError('--policy is for studies; a scenario has no policies.');
  const { scenario, issues, locate } = readScenario(file, read, options.settings);
  const told = worthTelling(issues);
  if (scenario === undefined) return { ok: false, issues: told };
  const model = compile(scenario);
  const question = readCaseQuestion(model, options);
  const placed = (some: readonly Issue[]) =>
    some.map((issue) => {
      const atOwn = atItsOption(issue, options.isAbove);
      return atOwn === issue ? locate(issue) : atOwn;
    });
  if (!question.ok) return { ok: false, issues: [...told, ...placed(question.issues)] };
  const chance = chanceOf(options, scenario);
  const [rows] = await rowsOf([model], chance, options);
  if (!rows.ok) return { ok: false, issues: [...told, ...placed(rows.issues)] };
  const value: Subject = { model, question: question.value, chance, rows: rows.value, study: undefined };
  return { ok: true, value, issues: told };
}

/** Every policy of a study on the same draws, and the one that is good enough most often, or is named. */
async function ofStudy(study: Study, told: readonly Issue[], options: DiscoverCall): Promise<Outcome<Subject>> {
  const variants = study.variants.filter(({ cell }) => cell === undefined);
  const ids = variants.map(({ id }) => id);
  if (options.policy !== undefined && !ids.includes(options.policy)) {
    const fault: Issue = {
      ...{ severity: 'error', code: 'unknown-reference', path: [], expected: 'the id of a variant' },
      ...{ found: options.policy, remedy: suggestion(options.policy, ids, `Those are ${ids.join(', ')}.`) },
    };
    return { ok: false, issues: [...told, atOption('--policy', fault)] };
  }
  const models: Model[] = [];
  const questions: CaseQuestion[] = [];
  const issues: Issue[] = [];
  for (const variant of variants) {
    const opened = study.open(variant);
    if (opened.scenario === undefined) return { ok: false, issues: [...told, ...opened.issues] };
    const model = compile(opened.scenario);
    const question = readCaseQuestion(model, options);
    if (question.ok) questions.push(question.value);
    else issues.push(...question.issues.map((one) => ({ ...one, found: `${one.found}, in variant ${variant.id}` })));
    models.push(model);
  }
  if (issues.length > 0) {
    return { ok: false, issues: [...told, ...issues.map((issue) => atItsOption(issue, options.isAbove))] };
  }
  const chance = chanceOf(options, study);
  const all: Rows[] = [];
  for (const rows of await rowsOf(models, chance, options)) {
    if (!rows.ok) return { ok: false, issues: [...told, ...rows.issues] };
    all.push(rows.value);
  }
  const shares = variants.map(({ id, title }, n) => ({
    ...{ id, title },
    share: satisficingShare(models[n], all[n], questions[n]),
  }));
  // The base is what is done already; of equals the first. What others do nobody recommends to whom the study is for.
  const isOwn = (n: number) => study.for === undefined || [undefined, study.for].includes(variants[n].by);
  const chosen = shares.filter((_, n) => n > 0 && isOwn(n));
  const choices = chosen.length > 0 ? chosen : shares.slice(1);
  const best = choices.reduce((most, one) => (one.share > most.share ? one : most), choices[0] ?? shares[0]);
  const policy = options.policy ?? best.id;
  const at = ids.indexOf(policy);
  return {
    ok: true,
    value: {
      ...{ model: models[at], question: questions[at], chance, rows: all[at] },
      study: { title: study.title, policy, isNamed: options.policy !== undefined, shares },
    },
    issues: told,
  };
}

function chanceOf(
  { runs, seed, sampling }: DiscoverCall,
  said: { readonly runs: number; readonly seed: string },
): DiscoverFound['chance'] & { readonly sampling: DiscoverCall['sampling'] } {
  return { seed: seed ?? said.seed, sampling, runs: runs ?? Math.min(MOST_RUNS, Math.max(USUAL_RUNS, said.runs)) };
}

/** The rows of each model; the first with a fault is the last. */
function rowsOf(
  models: readonly Model[],
  chance: ReturnType<typeof chanceOf>,
  { threads, quiet }: DiscoverCall,
): Promise<Outcome<Rows>[]> {
  return withThreads(threads, progressBar(chance.runs * models.length, quiet), async (hired) => {
    const found: Outcome<Rows>[] = [];
    for (const model of models) {
      const rows = await gatherRows(hired.take(model, chance), chance.runs);
      found.push(rows);
      if (!rows.ok) break;
    }
    return found;
  });
}

/** An issue of a policy's replicates, which names it. */
function ofPolicy(issue: Issue, study: DiscoverFound['study']): Issue {
  if (study === undefined) return issue;
  const remedy = issue.remedy.replace(/\.$/, ', or name another policy by --policy.');
  return { ...issue, found: `${issue.found}, under the policy ${study.policy}`, remedy };
}

/** What is wrong with the question stands on the command line. */
function atItsOption(issue: Issue, isAbove: boolean): Issue {
  const [first] = issue.path;
  if (issue.path.length !== 1 || issue.place !== undefined) return issue;
  if (first === 'bound') return atOption(isAbove ? '--above' : '--below', issue);
  return first === 'metric' || first === 'given' ? atOption(`--${first}`, issue) : issue;
}
