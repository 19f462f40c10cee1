/** `chokepoint why`: why users are short, which change cost how much, and where it was lost. */
import { join } from 'node:path';
import type { Argv } from 'yargs';
import {
  crossTable,
  ensembleTable,
  explain,
  explainPolicies,
  fieldSharesOf,
  type Issue,
  isUncertain,
  type Language,
  MERGES,
  type Merge,
  makeCharts,
  modelIn,
  type Outcome,
  PAIRS,
  type Reader,
  readStudy,
  type Setting,
  suggestion,
  toldDemands,
  VERSION,
  type WhyFound,
  type WhyQuestion,
  whyCsv,
  whyJson,
  whyNotes,
  whyOfReplicates,
  whySentences,
  whyTable,
  whyTime,
  whyWaterfall,
} from '../../index.ts';
import { answerFile, nameOf, readerAgain } from '../answer.ts';
import { addPictures } from '../charts.ts';
import { beginFolder } from '../files.ts';
import { withRollback } from '../interrupt.ts';
import { atOption, nothingWritten, tellIssues } from '../issues.ts';
import {
  ALLOW_OUTSIDE,
  CHARTS,
  type Drawing,
  ENSEMBLE,
  EXIT_CODES,
  LANGUAGE,
  QUIET,
  readDrawing,
  readSettings,
  SET,
  wholeNumber,
} from '../options.ts';
import { optionsGiven, placeFor } from '../places.ts';
import { bold, type Line, say, sayJson } from '../print.ts';
import { progressBar } from '../progress.ts';
import { readerFor } from '../read-file.ts';
import { tableText } from '../table.ts';

/** Each replicate is read off many runs. */
const MOST_REPLICATES = 10_000;

export interface WhyOptions {
  readonly file: string;
  /** Ids of the demands to tell of; none: those in focus, or all that are short. */
  readonly demands: readonly string[];
  readonly merge: Merge | undefined;
  readonly without: WhyQuestion['without'];
  /** Of a study: two of its variants, or one and its base. */
  readonly policies: readonly string[];
  /** The id of a cause, a phase, whose terms share what it adds. */
  readonly fields: string | undefined;
  /** Replicates to be explained beside the central run. */
  readonly runs: number | undefined;
  readonly seed: string | undefined;
  readonly out: string | undefined;
  readonly settings: readonly Setting[];
  readonly allowOutside: boolean;
  readonly language: Language;
  readonly drawing: Drawing;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Adds `chokepoint why` to the command line. */
export function whyCommand(cli: Argv): Argv {
  return cli.command(
    'why <file>',
    'say why users are short: what each change cost, what was saved, and where it was lost',
    (command) =>
      command
        .positional('file', {
          describe: 'a scenario file, or with --policies a study',
          type: 'string',
          demandOption: true,
        })
        .option('demand', {
          describe: 'tell of these users',
          type: 'string',
          array: true,
          defaultDescription: 'those in focus, or all that are short',
        })
        .option('by', {
          describe: 'what is one cause: each change, all of one date and title, of one licence, or of one entity',
          choices: MERGES,
          defaultDescription: 'change; date where these are more than 12',
        })
        .option('without', {
          describe: 'what holds without a phase or a change: the open state of before all, or what was before it',
          choices: ['open', 'before'] as const,
          default: 'open' as const,
        })
        .option('policies', {
          describe:
            'of a study: what each thing that two of its variants set differently does; one alone is held against base',
          type: 'string',
          array: true,
        })
        .option('fields', {
          describe: 'share what this phase adds, by its id in why.json, among review, approve, allow and the rest',
          type: 'string',
        })
        .option('runs', {
          describe: `explain so many replicates as well, each by itself; at most ${MOST_REPLICATES}`,
          type: 'number',
          defaultDescription: 'the central run alone',
        })
        .option('seed', ENSEMBLE.seed)
        .option('out', {
          describe: 'folder for the results: in it <scenario>.why/',
          type: 'string',
          defaultDescription: 'results',
        })
        .option('set', SET)
        .option('allow-outside', ALLOW_OUTSIDE)
        .options(CHARTS)
        .option('lang', { ...LANGUAGE, describe: 'language of the answer and the charts' })
        .option('json', { describe: 'print why.json instead of the answer', type: 'boolean', default: false })
        .option('quiet', QUIET)
        .example('$0 why scenarios/six-month-licence.yaml', 'what each phase of the licences cost')
        .example('$0 why a.yaml --without before', 'what each change did to what was before it')
        .example('$0 why study.yaml --policies base reserve', 'what makes the difference between two policies')
        .epilogue(`${EXIT_CODES}, 130 Ctrl-C.`),
    async ({ set, demand, by, policies, runs, charts, noCharts, lang, ...options }) => {
      process.exitCode = await why({
        ...options,
        ...{ demands: demand ?? [], merge: by, policies: policies ?? [], language: lang },
        runs: wholeNumber('--runs', runs, MOST_REPLICATES),
        ...{ drawing: readDrawing(charts, noCharts), settings: readSettings(set) },
      });
    },
  );
}

/** What was found, or why not; `warnings` are told in any case. */
interface Found {
  readonly found: Outcome<WhyFound>;
  readonly warnings: readonly Issue[];
}

/** Returns the exit code. Nothing is written unless the file is sound. */
export async function why(options: WhyOptions): Promise<number> {
  const { settings, language, drawing, json, quiet, merge, without, fields, runs, seed, out, policies } = options;
  const file = options.file.replaceAll('\\', '/');
  const read = readerFor([options.file], options.allowOutside);
  const place = placeFor({
    ...{ kind: 'why', name: `${nameOf(file)}.why`, out, standard: 'results', quiet },
    given: {
      ...optionsGiven({ settings, runs, seed, sampling: 'plain', language, drawing }),
      ...(merge !== undefined && { '--by': merge }),
      ...(without !== 'open' && { '--without': without }),
      ...(fields !== undefined && { '--fields': fields }),
      ...(policies.length > 0 && { '--policies': policies }),
      ...(options.demands.length > 0 && { '--demand': options.demands }),
    },
  });
  const { found, warnings } = policies.length > 0 ? ofStudy(file, read, options) : ofScenario(file, read, options);
  const unknown = found.ok
    ? options.demands.flatMap((id) => unknownDemand(id, found.value.why.model.scenario.demands))
    : [];
  if (!found.ok || unknown.length > 0) {
    const issues = [...warnings, ...(found.ok ? unknown : found.issues)];
    tellIssues(issues, quiet);
    return nothingWritten(issues);
  }
  tellIssues(warnings, quiet);
  const demands = options.demands.map((id) => id.replace(/^demands\./, ''));
  const folder = beginFolder(place);
  return withRollback(folder.discard, async () => {
    const text = whyJson(found.value);
    folder.write('why.json', text);
    folder.write('why.csv', whyCsv(found.value));
    folder.commit();
    const files = ['why.json', 'why.csv'].map((name) => join(place.path, name));
    if (json) sayJson(text);
    else if (!quiet) say(tell(found.value, demands, language, files, place.why));
    const told = toldDemands(found.value, demands);
    // The charts speak the language already.
    const prepare = () => ({
      charts: (fail: Parameters<typeof makeCharts>[1]) =>
        makeCharts(
          [
            ['why-waterfall', () => whyWaterfall(found.value, told, language)],
            ['why-time', () => whyTime(found.value, told, language)],
          ],
          fail,
        ),
    });
    return (await addPictures([{ folder, path: place.path, prepare }], drawing, json || quiet)) ? 0 : 1;
  });
}

/** The causes of a scenario. */
function ofScenario(file: string, reader: Reader, options: WhyOptions): Found {
  const { settings, merge, without, fields, runs, seed, quiet } = options;
  const { answer, issues, readAgain, locate } = answerFile(file, settings, reader);
  const [errors, warnings] = [true, false].map((isError) =>
    issues.filter(({ severity, code }) => (severity === 'error') === isError && code !== 'unsourced'),
  ) as [Issue[], Issue[]];
  if (answer === undefined) return { found: { ok: false, issues: errors }, warnings };
  const { model } = answer.run;
  const question = { merge, without, pairs: PAIRS, seed: seed ?? model.scenario.seed, readAgain };
  const whole = explain(model, question);
  const found = whole.ok && fields !== undefined ? withFields(whole.value, fields) : whole;
  if (!found.ok) return { found: { ok: false, issues: found.issues.map(locate) }, warnings };
  if (runs === undefined || !isUncertain(model)) return { found, warnings };
  const chance = { seed: seed ?? model.scenario.seed, sampling: 'plain' as const, runs };
  const bar = progressBar(runs, quiet);
  const ensemble = whyOfReplicates(found.value.why, chance, bar.show);
  bar.stop();
  if (!ensemble.ok) return { found: { ok: false, issues: ensemble.issues.map(locate) }, warnings };
  return { found: { ...found, value: { ...found.value, ensemble: ensemble.value } }, warnings };
}

/** The same, with what the terms of one phase share. */
function withFields(found: WhyFound, cause: string): Outcome<WhyFound> {
  const shares = fieldSharesOf(found.why, cause);
  if (!shares.ok) return { ok: false, issues: shares.issues.map((issue) => atOption('--fields', issue)) };
  return { ok: true, value: { ...found, fields: { cause, shares: shares.value } }, issues: [] };
}

/** What two variants of a study set differently. */
function ofStudy(file: string, reader: Reader, { policies, settings, seed }: WhyOptions): Found {
  const refuse = (...issues: Issue[]): Found => ({ found: { ok: false, issues }, warnings: [] });
  const { study, issues } = readStudy(file, reader);
  const warnings = issues.filter(({ severity, code }) => severity !== 'error' && code !== 'unsourced');
  if (study === undefined) return refuse(...issues);
  const [first, second] = policies.length === 1 ? [study.variants[0]?.id as string, policies[0]] : policies;
  const ids = study.variants.map(({ id }) => id);
  const [from, to] = [first, second].map((id) => study.variants.find((one) => one.id === id));
  if (from === undefined || to === undefined || policies.length > 2 || from === to) {
    const unknown = [first, second].find((id) => id !== undefined && !ids.includes(id));
    const otherwise = `Its variants are ${ids.slice(0, 8).join(', ')}.`;
    return refuse(
      atOption('--policies', {
        ...{ severity: 'error', code: 'unknown-reference', path: [], expected: 'two variants of the study' },
        ...{
          found: policies.join(' '),
          remedy: unknown === undefined ? otherwise : suggestion(unknown, ids, otherwise),
        },
      }),
    );
  }
  if (from.file !== to.file) {
    return refuse(
      atOption('--policies', {
        ...{ severity: 'error', code: 'conflict', path: [], expected: 'variants of one scenario file' },
        ...{ found: `${from.file} and ${to.file}`, remedy: 'Write what they set differently under `set`.' },
      }),
    );
  }
  const read = readerAgain(from.file, reader, settings);
  return { found: explainPolicies(read, [from, to], { pairs: PAIRS, seed: seed ?? study.seed }), warnings };
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

function tell(
  found: WhyFound,
  asked: readonly string[],
  language: Language,
  files: readonly string[],
  place: string | undefined,
): Line[] {
  const demands = toldDemands(found, asked);
  return [
    '',
    bold(modelIn(found.why.model, language).scenario.title),
    `chokepoint ${VERSION}`,
    ...demands.flatMap((k) => {
      const { head, rows } = whyTable(found, k, language);
      const crossed = crossTable(found, k, language);
      const spread = ensembleTable(found, k, language);
      return [
        '',
        ...whySentences(found, k, language),
        ...(rows.length > 1 ? ['', ...tableText(head, rows)] : []),
        ...(spread ? ['', ...tableText(spread.head, spread.rows)] : []),
        ...(crossed && crossed.head.length > 3 ? ['', ...tableText(crossed.head, crossed.rows)] : []),
      ];
    }),
    '',
    ...whyNotes(found, demands, language),
    '',
    `Numbers: ${files.join(', ')}`,
    ...(place === undefined ? [] : [place]),
  ];
}
