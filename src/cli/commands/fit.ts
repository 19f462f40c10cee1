/** `chokepoint fit`: the numbers with which a scenario comes nearest to what was observed, and how well it then forecasts. */
import { dirname, relative } from 'node:path';
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
import { type Call, command } from '../command.ts';
import { deliver } from '../delivery.ts';
import { worthTelling } from '../inquiry.ts';
import { nothingWritten, tellIssues } from '../issues.ts';
import { ALLOW_OUTSIDE, CHARTS, LANGUAGE, QUIET, SCENARIO_FILE } from '../options.ts';
import { refuseOver, whyNotOver, writeText } from '../output-file.ts';
import { optionsGiven, placeFor } from '../places.ts';
import { bold, type Line } from '../print.ts';
import { readerFor } from '../read-file.ts';
import { tableText } from '../table.ts';

/** Stands in each scenario that is written. */
const MARK = '# Made by chokepoint fit';

const POSITIONALS = { file: { ...SCENARIO_FILE.file, describe: 'a scenario file with observations' } };
const OPTIONS = {
  vary: {
    describe: `assumptions to be fitted, by commas; at most ${MOST_NUMBERS}, each with a range in the file`,
    type: 'string',
    demandOption: true,
  },
  write: { describe: 'write a scenario that extends the file and holds the numbers', type: 'string' },
  out: {
    describe: 'folder for the results: in it <scenario>.fit/',
    type: 'string',
    defaultDescription: 'results',
  },
  'allow-outside': ALLOW_OUTSIDE,
  ...CHARTS,
  lang: { ...LANGUAGE, describe: 'language of the answer and the chart' },
  json: { describe: 'print fit.json instead of the answer', type: 'boolean', default: false },
  quiet: QUIET,
} as const;

/** Adds `chokepoint fit` to the command line. */
export const fitCommand = command(
  {
    words: 'fit <file>',
    describe: 'find the numbers that come nearest to what was observed, and judge them by the months that follow',
    positionals: POSITIONALS,
    options: OPTIONS,
    examples: [['$0 fit scenarios/april-2025-controls.yaml --vary prebuying,review_time', 'how well can it be met?']],
    codes: ', 3 none of the numbers moves what was observed, 130 Ctrl-C',
  },
  fitNumbers,
);

/** Returns the exit code. Nothing is written unless the file is sound and every number can be fitted. */
async function fitNumbers(options: Call<typeof POSITIONALS & typeof OPTIONS>): Promise<number> {
  const { write, language, drawing, quiet } = options;
  const names = options.vary.split(',').map((name) => name.trim());
  const file = options.file.replaceAll('\\', '/');
  if (write !== undefined) refuseOver(whyNotOver(write, MARK));
  const { scenario, issues, locate } = readScenario(file, readerFor([file], options.allowOutside));
  const warnings = worthTelling(issues);
  const free =
    scenario &&
    readFreeNumbers(
      scenario,
      names.filter((name) => name !== ''),
      MOST_NUMBERS,
    );
  const told = [...warnings, ...(free?.issues ?? [])];
  tellIssues(told, quiet);
  if (scenario === undefined || free === undefined || free.issues.length > 0) return nothingWritten(told);
  const place = placeFor({
    ...{ kind: 'fit', name: `${nameOf(file)}.fit/${free.numbers.map(({ id }) => id).join('-')}`, out: options.out },
    standard: 'results',
    quiet,
    given: optionsGiven({ language, drawing, sampling: 'plain', runs: undefined, seed: undefined }),
  });
  return deliver(place, options, () => {
    const found = fitTo(compile(scenario), free.numbers);
    if (!found.ok) return { ...found, issues: found.issues.map(locate) };
    const { value: fitted } = found;
    if (write !== undefined) writeText(write, scenarioText(fitted, file, write), MARK);
    return {
      ok: true,
      issues: [],
      value: {
        files: [
          ['fit.json', fitJson(fitted)],
          ['fit.csv', fitCsv(fitted)],
        ],
        lines: linesOf(fitted, language),
        prepare: () => ({ charts: (fail) => makeCharts([['fit', () => fitChart(fitted, language)]], fail) }),
        code: fitted.numbers.some(({ moves }) => moves) ? 0 : 3,
      },
    };
  });
}

function scenarioText(found: FitFound, file: string, out: string): string {
  const extended = relative(dirname(out), file).replaceAll('\\', '/');
  return `${MARK} ${VERSION} of ${extended}: edit that, and fit again\n${yamlText(fittedScenario(found, extended))}`;
}

function linesOf(found: FitFound, language: Language): Line[] {
  const [numbers, observations] = fitTables(found, language);
  return [
    bold(found.model.scenario.title),
    `central run; chokepoint ${VERSION}`,
    '',
    ...tableText(numbers.head, numbers.rows),
    '',
    ...tableText(observations.head, observations.rows),
    '',
    ...fitSentences(found, language),
  ];
}
