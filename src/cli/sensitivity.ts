/** `chokepoint sensitivity`: a scenario file in; which assumptions matter to a metric, as charts, numbers and words. */
import { join } from 'node:path';
import Table from 'cli-table3';
import pc from 'picocolors';
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
