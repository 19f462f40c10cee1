/** `chokepoint sensitivity`: a scenario file in; which assumptions matter to a metric, as charts, numbers and words. */
import { join } from 'node:path';
import Table from 'cli-table3';
import pc from 'picocolors';
import type { Argv } from 'yargs';
import {
  evaluation,
  type Issue,
  type Model,
  metricAsked,
  metricsOf,
  type Sensitivity,
  type Setting,
  sensitivityCharts,
  sensitivityCsv,
  sensitivityOf,
  sensitivityTable,
  summariseSensitivity,
  VERSION,
} from '../index.ts';
import { answerFile, nameOf } from './answer.ts';
import { pictureNames, writeCharts } from './charts.ts';
import { beginFolder } from './files.ts';
import { countIssues, showIssues } from './issues.ts';
import { ENSEMBLE, QUIET, readSettings, SET, wholeNumber } from './options.ts';
import { PLAIN_LINES } from './plain-lines.ts';

/** Of fewer, a rank correlation has no interval. */
const LEAST_RUNS = 4;

export interface SensitivityOptions {
  readonly file: string;
  /** The largest shortage of a demand where none is named. */
  readonly metric: string | undefined;
  /** Those of the file where none are given. */
  readonly runs: number | undefined;
  readonly seed: string | undefined;
  readonly sobol: boolean;
  readonly out: string;
  readonly settings: readonly Setting[];
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Adds `chokepoint sensitivity` to the command line. */
export function sensitivityCommand(cli: Argv): Argv {
  return cli.command(
    'sensitivity <file>',
    'say which uncertain assumptions matter to a metric',
    (command) =>
      command
        .positional('file', { describe: 'a scenario file', type: 'string', demandOption: true })
        .option('metric', {
          describe: 'a metric of summary.json, such as demands.us_auto.shortage',
          type: 'string',
          requiresArg: true,
          defaultDescription: 'the largest shortage of a demand',
        })
        .option('sobol', {
          describe: 'Sobol indices as well: of k assumptions they take runs × (k + 2) runs',
          type: 'boolean',
          default: false,
        })
        .option('runs', {
          describe: 'how many runs an ensemble has; best a power of 2',
          type: 'number',
          defaultDescription: "the file's",
        })
        .option('seed', ENSEMBLE.seed)
        .option('out', {
          describe: 'folder for the results: in it <scenario>.sensitivity/<metric>/',
          type: 'string',
          default: 'results',
        })
        .option('set', SET)
        .option('json', { describe: 'print sensitivity.json instead of the table', type: 'boolean', default: false })
        .option('quiet', QUIET)
        .example('$0 sensitivity scenarios/six-month-licence.yaml', 'what moves the largest shortage')
        .example('$0 sensitivity a.yaml --metric demands.us_auto.time_to_survive', 'of another metric')
        .example('$0 sensitivity a.yaml --sobol --runs 1024', 'shares of the variance as well'),
    async ({ set, runs, ...options }) => {
      const size = wholeNumber('--runs', runs, 1e6, LEAST_RUNS);
      process.exitCode = await sensitivity({ ...options, runs: size, settings: readSettings(set) });
    },
  );
}

/** Returns the exit code. Nothing is written unless the file is sound and the question can be answered. */
export async function sensitivity(options: SensitivityOptions): Promise<number> {
  const { file, out, settings, sobol, json, quiet } = options;
  const { answer, issues, locate } = answerFile(file, settings);
  const warnings = issues.filter(({ code }) => code !== 'unsourced');
  if (answer === undefined) return refuse(warnings);
  const { model } = answer.run;
  const asked = metricAsked(metricsOf(answer.run), options.metric);
  if (!asked.ok) return refuse([...warnings, ...asked.issues]);
  const seed = options.seed ?? model.scenario.seed;
  const found = sensitivityOf(model, {
    ...{ metric: asked.value, seed, sobol, runs: options.runs ?? Math.max(LEAST_RUNS, model.scenario.runs) },
    evaluate: evaluation(model, asked.value.path),
  });
  if (!found.ok) return refuse([...warnings, ...found.issues.map(locate)]);
  if (warnings.length > 0) console.error(showIssues(warnings));
  // Beside the scenario's own folder, which `chokepoint run` replaces whole; one folder a metric, for the same reason.
  const folder = join(out, `${nameOf(file)}.sensitivity`, asked.value.path);
  const summary = `${JSON.stringify(summariseSensitivity(model, found.value, seed), null, 2)}\n`;
  const pictures = await writeResults(folder, model, found.value, summary);
  if (json) console.log(summary.trimEnd());
  else if (!quiet) console.log(tell(model, found.value, folder, pictures));
  return 0;
}

function refuse(issues: readonly Issue[]): number {
  console.error(`${showIssues(issues)}\n\n${countIssues(issues)}; nothing was written.`);
  return 2;
}

/** Draws and writes everything; returns the names of the pictures. */
async function writeResults(path: string, model: Model, found: Sensitivity, summary: string): Promise<string[]> {
  const folder = beginFolder(path);
  folder.write('sensitivity.json', summary);
  folder.write('sensitivity.csv', sensitivityCsv(model, found));
  const drawn = await writeCharts(folder, sensitivityCharts(model, found));
  folder.commit();
  return pictureNames(drawn);
}

function tell(model: Model, found: Sensitivity, folder: string, pictures: readonly string[]): string {
  const { question, header, rows, findings } = sensitivityTable(model, found);
  const table = new Table({
    head: header.map((word) => pc.bold(word)),
    style: { head: [], border: [] },
    chars: PLAIN_LINES,
  });
  table.push(...rows);
  return [
    '',
    pc.bold(model.scenario.title),
    `${question}; chokepoint ${VERSION}`,
    '',
    table.toString(),
    '',
    ...findings.map((finding) => `${finding}.`),
    '',
    ...(pictures.length > 0 ? [`Charts:  ${pictures.map((name) => join(folder, name)).join('\n         ')}`] : []),
    `Numbers: ${join(folder, 'sensitivity.csv')}, ${join(folder, 'sensitivity.json')}`,
    '',
  ].join('\n');
}
