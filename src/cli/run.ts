/** `chokepoint run`: scenario files in; summary, series and charts out; what happened, in the terminal. */
import { join } from 'node:path';
import Table from 'cli-table3';
import pc from 'picocolors';
import {
  type Answer,
  chartsOf,
  comparisonLines,
  DEMAND_HEADER,
  demandTable,
  type Issue,
  type Setting,
  seriesCsv,
  textWidth,
  VERSION,
  verdictLines,
} from '../index.ts';
import { answerFile, nameOf, scenariosAmong } from './answer.ts';
import { writeFolder } from './files.ts';
import { countIssues, showIssues } from './issues.ts';
import { PLAIN_LINES } from './plain-lines.ts';

export interface RunOptions {
  readonly files: readonly string[];
  readonly out: string;
  readonly settings: readonly Setting[];
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Returns the exit code. Nothing is written unless every file is sound. */
export async function run({ files: named, out, settings, json, quiet }: RunOptions): Promise<number> {
  const files = scenariosAmong(named);
  const twice = files.find((file, place) => files.findIndex((other) => nameOf(other) === nameOf(file)) !== place);
  if (twice !== undefined) {
    console.error(
      `Two files are called ${nameOf(twice)}: their results would go to one folder. Run them one by one with --out.`,
    );
    return 2;
  }
  const read = files.map((file) => ({ file, ...answerFile(file, settings) }));
  const issues = read.flatMap((one) => one.issues).filter(({ code }) => code !== 'unsourced');
  if (issues.length > 0) console.error(showIssues(issues));
  const faulty = issues.filter(({ severity }: Issue) => severity === 'error');
  if (faulty.length > 0) {
    console.error(`\n${countIssues(issues)}; nothing was written.`);
    return 2;
  }
  for (const { file, answer } of read as { file: string; answer: Answer }[]) {
    const folder = join(out, nameOf(file));
    const charts = await writeResults(folder, answer);
    if (json) console.log(JSON.stringify(answer.summary, null, 2));
    else if (!quiet) console.log(tell(answer, folder, charts));
  }
  return 0;
}

/** Draws and writes everything; returns the names of the pictures. */
async function writeResults(folder: string, answer: Answer): Promise<string[]> {
  const { renderPng, renderSvg } = await import('./render.ts');
  const files = new Map<string, string | Uint8Array>();
  files.set('summary.json', `${JSON.stringify(answer.summary, null, 2)}\n`);
  files.set('series.csv', seriesCsv(answer.dates, answer.series));
  const pictures: string[] = [];
  for (const { name, spec } of chartsOf({ ...answer, model: answer.run.model })) {
    const svg = await renderSvg(spec, textWidth);
    files.set(`${name}.vl.json`, `${JSON.stringify(spec)}\n`);
    files.set(`${name}.svg`, svg);
    files.set(`${name}.png`, renderPng(svg));
    pictures.push(`${name}.png`);
  }
  writeFolder(folder, files);
  return pictures;
}

function tell(answer: Answer, folder: string, pictures: readonly string[]): string {
  const { summary, verdicts } = answer;
  const table = new Table({
    head: DEMAND_HEADER.map((word) => pc.bold(word)),
    style: { head: [], border: [] },
    chars: PLAIN_LINES,
  });
  const { rows, neverShort } = demandTable(answer.run.model, answer.metrics, answer.series);
  table.push(...rows);
  const asExpected = verdicts.filter(({ met, isContradicted }) => met !== isContradicted).length;
  return [
    '',
    pc.bold(summary.title),
    `${summary.start} to ${summary.end}, ${summary.steps} step${summary.steps === 1 ? '' : 's'} of ${summary.step_days} day${summary.step_days === 1 ? '' : 's'}; central values; chokepoint ${VERSION}`,
    '',
    ...(rows.length > 0 ? [table.toString(), ''] : []),
    ...(neverShort.length > 0 ? [`Never short: ${neverShort.join(', ')}.`] : []),
    ...(verdicts.length > 0
      ? [
          '',
          `Expectations: ${asExpected} of ${verdicts.length} as stated`,
          ...verdictLines(verdicts).map((line) => `  ${line}`),
        ]
      : []),
    ...(answer.comparisons.length > 0
      ? ['', 'Against what was observed:', ...comparisonLines(answer.comparisons).map((line) => `  ${line}`)]
      : []),
    '',
    ...(pictures.length > 0 ? [`Charts:  ${pictures.map((name) => join(folder, name)).join('\n         ')}`] : []),
    `Numbers: ${join(folder, 'summary.json')}, ${join(folder, 'series.csv')}`,
    '',
  ].join('\n');
}
