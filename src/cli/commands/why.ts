/** `chokepoint why`: why users are short, which change cost how much, and where it was lost. */
import {
  explain,
  explainPolicies,
  explainScenarios,
  fieldSharesOf,
  type Issue,
  inLanguage,
  isUncertain,
  type Language,
  MERGES,
  type Merge,
  makeCharts,
  meanSentence,
  modelIn,
  type Outcome,
  PAIRS,
  type Reader,
  type Reading,
  readScenario,
  readStudy,
  type Setting,
  suggestion,
  tableLines,
  toldDemands,
  VERSION,
  variantTitle,
  type WhyFound,
  type WhyTable,
  type Written,
  whyCsv,
  whyJson,
  whyNotes,
  whyOfReplicates,
  whySentences,
  whyTables,
  whyTime,
  whyWaterfall,
  wordsOf,
} from '../../index.ts';
import { answerFile, nameOf, readerAgain } from '../answer.ts';
import { type Call, changesIn, command } from '../command.ts';
import { inquire, inquiryOptions } from '../inquiry.ts';
import { atOption } from '../issues.ts';
import { ENSEMBLE, UsageError } from '../options.ts';
import { bold, type Line, screenWidth } from '../print.ts';
import { progressBar } from '../progress.ts';
import { readerFor } from '../read-file.ts';

/** Each replicate is read off many runs. */
const MOST_REPLICATES = 10_000;

const POSITIONALS = {
  file: {
    describe: 'a scenario file, or with --policies a study; none with two scenarios as policies',
    type: 'string',
  },
} as const;
const QUESTION = {
  demand: {
    describe: 'tell of these users',
    type: 'string',
    array: true,
    defaultDescription: 'those in focus, or all that are short',
  },
  by: {
    describe: 'what is one cause: each change, all of one date and title, of one licence, or of one entity',
    choices: MERGES,
    defaultDescription: 'change; date where these are more than 12',
  },
  without: {
    describe: 'what holds without a phase or a change: the open state of before all, or what was before it',
    choices: ['open', 'before'],
    default: 'open',
  },
  policies: {
    describe:
      'what each thing that differs does: between two variants of a study, one alone being held against base, or two scenario files',
    type: 'string',
    array: true,
  },
  fields: {
    describe: 'share what this phase adds, by its id in why.json, among review, approve, allow and the rest',
    type: 'string',
  },
} as const;
const OPTIONS = {
  ...QUESTION,
  runs: {
    describe: `explain so many replicates as well, each by itself; at most ${MOST_REPLICATES}`,
    type: 'number',
    defaultDescription: 'the central run alone',
    range: [1, MOST_REPLICATES],
  },
  seed: ENSEMBLE.seed,
  ...inquiryOptions('<scenario>.why', 'why.json'),
} as const;

type WhyCall = Call<typeof POSITIONALS & typeof OPTIONS>;

/** Adds `chokepoint why` to the command line. */
export const whyCommand = command(
  {
    words: 'why [file]',
    describe: 'say why users are short: what each change cost, what was saved, and where it was lost',
    positionals: POSITIONALS,
    options: OPTIONS,
    examples: [
      ['$0 why scenarios/six-month-licence.yaml', 'what each phase of the licences cost'],
      ['$0 why a.yaml --without before', 'what each change did to what was before it'],
      ['$0 why study.yaml --policies base reserve', 'what makes the difference between two policies'],
      ['$0 why --policies a.yaml b.yaml', 'what makes the difference between two scenarios'],
    ],
    codes: ', 130 Ctrl-C',
  },
  (call) => {
    const { file, policies = [], demand: demands = [], by: merge } = call;
    // `why a.yaml --policies b.yaml` can mean nothing else: no variant has a point in its id.
    const isPair = file !== undefined && policies.length === 1 && /\.ya?ml$/.test(policies[0]);
    const pair = isPair ? [file, ...policies] : policies;
    const areFiles = file === undefined || isPair;
    if (areFiles && pair.length !== 2) throw new UsageError('why wants a file, or two scenario files after --policies');
    const ofOne = changesIn({ by: OPTIONS.by, without: OPTIONS.without, fields: OPTIONS.fields }, call);
    const [option] = Object.keys(ofOne);
    if (option !== undefined && policies.length > 0)
      throw new UsageError(`${option} is about the changes of one scenario, not about --policies; take one out`);
    return why({ ...call, file: file ?? (policies[0] as string), areFiles, demands, merge, policies: pair });
  },
);

/** What is asked. */
interface WhyQuestioned extends WhyCall {
  readonly file: string;
  /** Whether the policies are two files of scenarios: else two variants of a study, or one and its base. */
  readonly areFiles: boolean;
  /** Ids of the demands to tell of; none: those in focus, or all that are short. */
  readonly demands: readonly string[];
  readonly policies: string[];
  readonly merge: Merge | undefined;
}

/** What was found, or why not; `warnings` are told in any case. */
interface Found {
  readonly found: Outcome<WhyFound>;
  readonly warnings: readonly Issue[];
  /** Of policies, in the language that is spoken. */
  readonly titles?: { readonly from: string; readonly to: string };
}

/** Returns the exit code. Nothing is written unless the file is sound. */
function why(options: WhyQuestioned): Promise<number> {
  const { language, policies } = options;
  const file = options.file.replaceAll('\\', '/');
  const changed = changesIn(QUESTION, options);
  return inquire(options, { kind: 'why', name: `${nameOf(file)}.why`, changed }, () => {
    const read = readerFor(options.areFiles ? policies : [options.file], options.allowOutside);
    const {
      found: central,
      warnings,
      titles,
    } = options.areFiles
      ? ofFiles(read, options)
      : policies.length > 0
        ? ofStudy(file, read, options)
        : ofScenario(file, read, options);
    const found = central.ok ? withEnsemble(central.value, options) : central;
    if (!found.ok) return { ok: false, issues: [...warnings, ...found.issues] };
    const { demands } = found.value.why.model.scenario;
    const unknown = options.demands.flatMap((id) => unknownDemand(id, demands));
    if (unknown.length > 0) return { ok: false, issues: [...warnings, ...unknown] };
    const asked = options.demands.map((id) => id.replace(/^demands\./, ''));
    const spoken = { ...found.value, ...(titles && { policies: titles }) };
    const told = toldDemands(found.value, asked);
    return {
      ok: true,
      issues: warnings,
      value: {
        files: [
          ['why.json', whyJson(found.value)],
          ['why.csv', whyCsv(found.value)],
        ],
        charts: (fail) =>
          makeCharts(
            [
              ['why-waterfall', () => whyWaterfall(spoken, told, language)],
              ['why-time', () => whyTime(spoken, told, language)],
            ],
            fail,
          ),
        told: tell(spoken, told, language),
      },
    };
  });
}

/** The causes of a scenario. */
function ofScenario(file: string, reader: Reader, options: WhyQuestioned): Found {
  const { settings, merge, without, fields, seed } = options;
  const { answer, issues, readAgain, locate } = answerFile(file, settings, reader);
  const { errors, warnings } = parted(issues);
  if (answer === undefined) return { found: { ok: false, issues: errors }, warnings };
  const { model } = answer.run;
  const question = { merge, without, pairs: PAIRS, seed: seed ?? model.scenario.seed, readAgain };
  const whole = explain(model, question);
  const found = whole.ok && fields !== undefined ? withFields(whole.value, fields) : whole;
  return { found: found.ok ? found : { ok: false, issues: found.issues.map(locate) }, warnings };
}

function parted(issues: readonly Issue[]): { readonly errors: Issue[]; readonly warnings: Issue[] } {
  return {
    errors: issues.filter(({ severity }) => severity === 'error'),
    warnings: issues.filter(({ severity, code }) => severity !== 'error' && code !== 'unsourced'),
  };
}

/** The same, with the replicates of an ensemble where they were asked for and differ. */
function withEnsemble(found: WhyFound, { runs, seed, quiet }: WhyQuestioned): Outcome<WhyFound> {
  const { model } = found.why;
  if (runs === undefined || !isUncertain(model)) return { ok: true, value: found, issues: [] };
  const chance = { seed: seed ?? model.scenario.seed, sampling: 'plain' as const, runs };
  const bar = progressBar(runs, quiet);
  const ensemble = whyOfReplicates(found.why, chance, bar.show, found.game);
  bar.stop();
  return ensemble.ok ? { ok: true, value: { ...found, ensemble: ensemble.value }, issues: [] } : ensemble;
}

/** The same, with what the terms of one phase share. */
function withFields(found: WhyFound, cause: string): Outcome<WhyFound> {
  const shares = fieldSharesOf(found.why, cause);
  if (!shares.ok) return { ok: false, issues: shares.issues.map((issue) => atOption('--fields', issue)) };
  return { ok: true, value: { ...found, fields: { cause, shares: shares.value } }, issues: [] };
}

/** What two variants of a study set differently. */
function ofStudy(file: string, reader: Reader, { policies, settings, seed, language }: WhyQuestioned): Found {
  const refuse = (...issues: Issue[]): Found => ({ found: { ok: false, issues }, warnings: [] });
  const { study, issues } = readStudy(file, reader);
  const { errors, warnings } = parted(issues);
  if (study === undefined) return { found: { ok: false, issues: errors }, warnings };
  const [first, second] = policies.length === 1 ? [study.variants[0]?.id as string, policies[0]] : policies;
  const ids = study.variants.map(({ id }) => id);
  const [from, to] = [first, second].map((id) => study.variants.find((one) => one.id === id));
  if (from === undefined || to === undefined || policies.length > 2 || from === to) {
    const unknown = [first, second].find((id) => id !== undefined && !ids.includes(id));
    const otherwise = `Its variants are ${ids.slice(0, 8).join(', ')}.`;
    return refuse(
      atOption('--policies', {
        ...{ severity: 'error', code: 'unknown-reference', path: [], expected: 'two variants of the study' },
        found: policies.join(' '),
        remedy: unknown === undefined ? otherwise : suggestion(unknown, ids, otherwise),
      }),
    );
  }
  const titles = { from: variantTitle(study, from, language), to: variantTitle(study, to, language) };
  const named = { causes: study.causes, translations: study.translations };
  const question = { pairs: PAIRS, seed: seed ?? study.seed, named };
  const found =
    from.file === to.file
      ? explainPolicies(readerAgain(from.file, reader, settings), [from, to], question)
      : between([from, to], reader, settings, question);
  return {
    found: found.ok ? found : { ok: false, issues: found.issues.map(study.locate) },
    warnings,
    titles,
  };
}

/** What differs between two scenario files. */
function ofFiles(reader: Reader, { policies, settings, seed, language }: WhyQuestioned): Found {
  const files = policies.map((file) => ({ file: file.replaceAll('\\', '/'), settings: [] }));
  const read = files.map(({ file }) => readScenario(file, reader, settings));
  const { errors, warnings } = parted(read.flatMap(({ issues }) => issues));
  const [one, other] = read.map(({ scenario }) => scenario);
  const [, { locate }] = read as [Reading, Reading];
  if (one === undefined || other === undefined) return { found: { ok: false, issues: errors }, warnings };
  const found = between(files, reader, settings, { pairs: PAIRS, seed: seed ?? one.seed });
  const [from, to] = [one, other].map((scenario, n) => {
    const { title } = inLanguage(scenario, language);
    return one.title === other.title ? `${title} (${files[n].file})` : title;
  }) as [string, string];
  return {
    found: found.ok ? found : { ok: false, issues: found.issues.map(locate) },
    warnings,
    titles: { from, to },
  };
}

interface Variant {
  readonly file: string;
  readonly title?: string;
  readonly settings: readonly Setting[];
}

/** What differs between scenarios of two files. */
function between(
  variants: readonly Variant[],
  reader: Reader,
  settings: readonly Setting[],
  question: Parameters<typeof explainScenarios>[2],
): Outcome<WhyFound> {
  const read = variants.map((one) => readScenario(one.file, reader, [...settings, ...one.settings]));
  const [from, to] = read.map(({ scenario, resolved }, n) =>
    scenario && resolved ? [{ title: variants[n].title ?? scenario.title, scenario, inputs: resolved }] : [],
  ) as [Written[], Written[]];
  const [first, second] = [from[0], to[0]];
  if (first === undefined || second === undefined) return { ok: false, issues: read.flatMap(({ issues }) => issues) };
  const [{ file }] = variants as [Variant];
  const readerOf = (data: unknown) =>
    readerAgain(file, (path, as) => (path === file ? { text: JSON.stringify(data) } : reader(path, as)));
  return explainScenarios(readerOf, [first, second], question);
}

function unknownDemand(given: string, known: readonly { readonly id: string }[]): Issue[] {
  const ids = known.map(({ id }) => id);
  const id = given.replace(/^demands\./, '');
  if (ids.includes(id)) return [];
  const remedy = suggestion(id, ids, `There are ${ids.slice(0, 8).join(', ')}.`);
  return [
    atOption('--demand', {
      ...{ severity: 'error', code: 'unknown-reference', path: [], expected: 'a demand', found: given, remedy },
    }),
  ];
}

function tell(found: WhyFound, demands: readonly number[], language: Language): Line[] {
  const notes = whyNotes(found, demands, language);
  const tables = whyTables(found, language);
  const linesOf = ({ head, rows }: WhyTable): Line[] => {
    const table = { header: head, rows: rows.map((cells) => cells.map((cell) => ({ text: cell }))) };
    return tableLines(table, screenWidth(), wordsOf(language)).map(({ text, isHeading }) =>
      isHeading ? bold(text) : text,
    );
  };
  return [
    bold(modelIn(found.why.model, language).scenario.title),
    `chokepoint ${VERSION}`,
    ...demands.flatMap((k) => {
      const { head, rows } = tables.causes(k);
      const [crossed, spread] = [tables.crossed(k), tables.spread(k)];
      const mean = meanSentence(found, k, language);
      return [
        '',
        ...whySentences(found, k, language),
        ...(rows.length > 1 ? ['', ...linesOf({ head, rows })] : []),
        ...(crossed && crossed.head.length > 3 ? ['', ...linesOf(crossed)] : []),
        ...(mean === undefined ? [] : ['', mean]),
        ...(spread ? ['', ...linesOf(spread)] : []),
      ];
    }),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ];
}
