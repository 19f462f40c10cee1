/** `chokepoint fit`: the numbers with which a scenario comes nearest to what was observed, and how well it then forecasts. */
import { dirname, join, relative } from 'node:path';
import type { Argv } from 'yargs';
import {
  compile,
  type FitFound,
  fitChart,
  fitCsv,
  fitJson,
  fitSentences,
  fitTables,
  fitTo,
  fittedScenario,
  type Language,
  MOST_NUMBERS,
  makeCharts,
  readFreeNumbers,
  readScenario,
  VERSION,
  yamlText,
} from '../../index.ts';
import { nameOf } from '../answer.ts';
import { addPictures } from '../charts.ts';
import { beginFolder } from '../files.ts';
import { withRollback } from '../interrupt.ts';
import { nothingWritten, tellIssues } from '../issues.ts';
import { ALLOW_OUTSIDE, CHARTS, type Drawing, EXIT_CODES, example, LANGUAGE, QUIET, readDrawing } from '../options.ts';
import { refuseOver, whyNotOver, writeText } from '../output-file.ts';
import { optionsGiven, placeFor } from '../places.ts';
import { bold, type Line, say, sayJson } from '../print.ts';
import { readerFor } from '../read-file.ts';
import { tableText } from '../table.ts';

export interface FitOptions {
  readonly file: string;
  readonly vary: readonly string[];
  /** The scenario to be written with the numbers. */
  readonly write: string | undefined;
  readonly out: string | undefined;
  readonly allowOutside: boolean;
  readonly language: Language;
  readonly drawing: Drawing;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Stands in each scenario that is written. */
const MARK = '# Made by chokepoint fit';

/** Adds `chokepoint fit` to the command line. */
export function fitCommand(cli: Argv): Argv {
  return cli.command(
    'fit <file>',
    'find the numbers that come nearest to what was observed, and judge them by the months that follow',
    (command) =>
      command
        .positional('file', { describe: 'a scenario file with observations', type: 'string', demandOption: true })
        .option('vary', {
          describe: `assumptions to be fitted, by commas; at most ${MOST_NUMBERS}, each with a range in the file`,
          type: 'string',
          demandOption: true,
        })
        .option('write', { describe: 'write a scenario that extends the file and holds the numbers', type: 'string' })
        .option('out', {
          describe: 'folder for the results: in it <scenario>.fit/',
          type: 'string',
          defaultDescription: 'results',
        })
        .option('allow-outside', ALLOW_OUTSIDE)
        .options(CHARTS)
        .option('lang', { ...LANGUAGE, describe: 'language of the answer and the chart' })
        .option('json', { describe: 'print fit.json instead of the answer', type: 'boolean', default: false })
        .option('quiet', QUIET)
        .example(
          ...example(
            '$0 fit scenarios/april-2025-controls.yaml --vary prebuying,review_time',
            'how well can it be met?',
          ),
        )
        .epilogue(`${EXIT_CODES}, 3 none of the numbers moves what was observed, 130 Ctrl-C.`),
    async ({ vary, charts, noCharts, lang, ...options }) => {
      const names = vary.split(',').map((name) => name.trim());
      const drawing = readDrawing(charts, noCharts);
      process.exitCode = await fitNumbers({
        ...options,
        vary: names.filter((name) => name !== ''),
        language: lang,
        drawing,
      });
    },
  );
}

/** Returns the exit code. Nothing is written unless the file is sound and every number can be fitted. */
export async function fitNumbers(options: FitOptions): Promise<number> {
  const { vary, write, language, drawing, json, quiet } = options;
  const file = options.file.replaceAll('\\', '/');
  if (write !== undefined) refuseOver(whyNotOver(write, MARK));
  const { scenario, issues, locate } = readScenario(file, readerFor([file], options.allowOutside));
  const warnings = issues.filter(({ code }) => code !== 'unsourced');
  const free = scenario && readFreeNumbers(scenario, vary, MOST_NUMBERS);
  const told = [...warnings, ...(free?.issues ?? [])];
  tellIssues(told, quiet);
  if (scenario === undefined || free === undefined || free.issues.length > 0) return nothingWritten(told);
  const place = placeFor({
    ...{ kind: 'fit', name: `${nameOf(file)}.fit/${free.numbers.map(({ id }) => id).join('-')}`, out: options.out },
    ...{
      standard: 'results',
      quiet,
      given: optionsGiven({ language, drawing, sampling: 'plain', runs: undefined, seed: undefined }),
    },
  });
  const folder = beginFolder(place);
  return withRollback(folder.discard, async () => {
    const found = fitTo(compile(scenario), free.numbers);
    if (!found.ok) {
      folder.discard();
      tellIssues(found.issues.map(locate), quiet);
      return nothingWritten(found.issues);
    }
    const text = fitJson(found.value);
    folder.write('fit.json', text);
    folder.write('fit.csv', fitCsv(found.value));
    folder.commit();
    if (write !== undefined) writeText(write, scenarioText(found.value, file, write), MARK);
    if (json) sayJson(text);
    else if (!quiet) say(tell(found.value, language, place.path, place.why));
    const prepare = () => ({
      charts: (fail: Parameters<typeof makeCharts>[1]) =>
        makeCharts([['fit', () => fitChart(found.value, language)]], fail),
    });
    const isDrawn = await addPictures([{ folder, path: place.path, prepare }], drawing, json || quiet);
    return !isDrawn ? 1 : found.value.numbers.some(({ moves }) => moves) ? 0 : 3;
  });
}

function scenarioText(found: FitFound, file: string, out: string): string {
  const extended = relative(dirname(out), file).replaceAll('\\', '/');
  return `${MARK} ${VERSION} of ${extended}: edit that, and fit again\n${yamlText(fittedScenario(found, extended))}`;
}

function tell(found: FitFound, language: Language, path: string, why: string | undefined): Line[] {
  const [numbers, observations] = fitTables(found, language);
  return [
    '',
    bold(found.model.scenario.title),
    `central run; chokepoint ${VERSION}`,
    '',
    ...tableText(numbers.head, numbers.rows),
    '',
    ...tableText(observations.head, observations.rows),
    '',
    ...fitSentences(found, language),
    '',
    `Numbers: ${join(path, 'fit.json')}, ${join(path, 'fit.csv')}`,
    ...(why === undefined ? [] : [why]),
  ];
}
