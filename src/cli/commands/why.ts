/** `chokepoint why`: why users are short, which change cost how much, and where it was lost. */
import { join } from 'node:path';
import type { Argv } from 'yargs';
import {
  crossTable,
  explain,
  type Issue,
  type Language,
  MERGES,
  type Merge,
  makeCharts,
  type Setting,
  suggestion,
  toldDemands,
  VERSION,
  type WhyFound,
  type WhyQuestion,
  whyCsv,
  whyJson,
  whyNotes,
  whySentences,
  whyTable,
  whyTime,
  whyWaterfall,
} from '../../index.ts';
import { answerFile, nameOf } from '../answer.ts';
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
} from '../options.ts';
import { optionsGiven, placeFor } from '../places.ts';
import { bold, type Line, say, sayJson } from '../print.ts';
import { readerFor } from '../read-file.ts';
import { tableText } from '../table.ts';

/** Pairs of orders that are drawn where there are too many causes for all. */
const PAIRS = 200;

export interface WhyOptions {
  readonly file: string;
  /** Ids of the demands to tell of; none: those in focus, or all that are short. */
  readonly demands: readonly string[];
  readonly merge: Merge | undefined;
  readonly without: WhyQuestion['without'];
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
        .positional('file', { describe: 'a scenario file', type: 'string', demandOption: true })
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
        .epilogue(`${EXIT_CODES}, 130 Ctrl-C.`),
    async ({ set, demand, by, charts, noCharts, lang, ...options }) => {
      process.exitCode = await why({
        ...options,
        ...{ demands: demand ?? [], merge: by, language: lang },
        ...{ drawing: readDrawing(charts, noCharts), settings: readSettings(set) },
      });
    },
  );
}

/** Returns the exit code. Nothing is written unless the file is sound. */
export async function why(options: WhyOptions): Promise<number> {
  const { settings, language, drawing, json, quiet, merge, without, seed, out } = options;
  const read = answerFile(options.file, settings, readerFor([options.file], options.allowOutside));
  const warnings = read.issues.filter(({ code }) => code !== 'unsourced');
  const refuse = (issues: readonly Issue[]) => {
    tellIssues([...warnings, ...issues], quiet);
    return nothingWritten([...warnings, ...issues]);
  };
  if (read.answer === undefined) return refuse([]);
  const { model } = read.answer.run;
  const unknown = options.demands.flatMap((id) => unknownDemand(id, model.scenario.demands));
  if (unknown.length > 0) return refuse(unknown);
  const demands = options.demands.map((id) => id.replace(/^demands\./, ''));
  const place = placeFor({
    ...{ kind: 'why', name: `${nameOf(read.file)}.why`, out, standard: 'results', quiet },
    given: {
      ...optionsGiven({ settings, runs: undefined, seed, sampling: 'plain', language, drawing }),
      ...(merge !== undefined && { '--by': merge }),
      ...(without !== 'open' && { '--without': without }),
      ...(demands.length > 0 && { '--demand': demands }),
    },
  });
  const question: WhyQuestion = {
    ...{ merge, without, pairs: PAIRS, seed: seed ?? model.scenario.seed, readAgain: read.readAgain },
  };
  const found = explain(model, question);
  if (!found.ok) return refuse(found.issues.map(read.locate));
  tellIssues(warnings, quiet);
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
    bold(found.why.model.scenario.title),
    `chokepoint ${VERSION}`,
    ...demands.flatMap((k) => {
      const { head, rows } = whyTable(found, k, language);
      const crossed = crossTable(found, k, language);
      return [
        '',
        ...whySentences(found, k, language),
        ...(rows.length > 1 ? ['', ...tableText(head, rows)] : []),
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
