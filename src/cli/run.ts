/** `chokepoint run`: scenario files in; summary, series and charts out; what happened, in the terminal. */
import { join } from 'node:path';
import Table from 'cli-table3';
import pc from 'picocolors';
import {
  type Answer,
  answerWithEnsemble,
  chartsOf,
  comparisonLines,
  DEMAND_HEADER,
  demandTable,
  type Issue,
  isAsStated,
  type Setting,
  seriesCsv,
  textWidth,
  VERSION,
  verdictLines,
} from '../index.ts';
import { answerFile, nameOf, scenariosAmong } from './answer.ts';
import { type EnsembleOptions, runEnsemble } from './ensemble.ts';
import { beginFolder, type Folder } from './files.ts';
import { untilInterrupted } from './interrupt.ts';
import { countIssues, showIssues } from './issues.ts';
import { PLAIN_LINES } from './plain-lines.ts';

export interface RunOptions extends EnsembleOptions {
  readonly files: readonly string[];
  readonly out: string;
  readonly settings: readonly Setting[];
  readonly json: boolean;
  readonly quiet: boolean;
}

/** What a file came to, before anything is drawn. */
interface Done {
  readonly answer: Answer;
  readonly path: string;
  readonly folder: Folder;
}

/** Returns the exit code. Nothing is written unless every file is sound. */
export async function run({ files: named, out, settings, json, quiet, ...options }: RunOptions): Promise<number> {
  const files = scenariosAmong(named);
  const twice = files.find((file, place) => files.findIndex((other) => nameOf(other) === nameOf(file)) !== place);
  if (twice !== undefined) {
    console.error(
      `Two files are called ${nameOf(twice)}: their results would go to one folder. Run them one by one with --out.`,
    );
    return 2;
  }
  const read = files.map((file) => answerFile(file, settings));
  const issues = read.flatMap((one) => one.issues).filter(({ code }) => code !== 'unsourced');
  if (issues.length > 0) console.error(showIssues(issues));
  const refuse = (all: readonly Issue[]) => {
    console.error(`\n${countIssues(all)}; nothing was written.`);
    return 2;
  };
  if (issues.some(({ severity }) => severity === 'error')) return refuse(issues);
  const begun: Folder[] = [];
  const leave = () => {
    for (const folder of begun) folder.discard();
  };
  return untilInterrupted(leave, async () => {
    const done: Done[] = [];
    const faults: Issue[] = [];
    try {
      for (const one of read) {
        const answer = one.answer as Answer;
        const path = join(out, nameOf(one.file));
        const folder = beginFolder(path);
        begun.push(folder);
        const ensemble = await runEnsemble(one, answer, options, settings, quiet, folder);
        if (ensemble.ok) {
          const whole = ensemble.value ? answerWithEnsemble(answer, ensemble.value) : answer;
          const isTold = one.issues.some(({ code }) => code === 'no-ensemble');
          if (whole.unjudged.length > 0 && !isTold) console.error(showIssues(whole.unjudged.map(one.locate)));
          done.push({ answer: whole, path, folder });
        } else faults.push(...ensemble.issues.map(one.locate));
      }
      if (faults.length > 0) {
        console.error(showIssues(faults));
        leave();
        return refuse(faults);
      }
      for (const one of done) {
        const pictures = await writeResults(one);
        if (json) console.log(JSON.stringify(one.answer.summary, null, 2));
        else if (!quiet) console.log(tell(one.answer, one.path, pictures));
      }
      return 0;
    } catch (error) {
      leave();
      throw error;
    }
  });
}

/** Draws and writes everything; returns the names of the pictures. */
async function writeResults({ answer, folder }: Done): Promise<string[]> {
  const { renderPng, renderSvg } = await import('./render.ts');
  folder.write('summary.json', `${JSON.stringify(answer.summary, null, 2)}\n`);
  folder.write('series.csv', seriesCsv(answer.dates, answer.series));
  const pictures: string[] = [];
  for (const { name, spec } of chartsOf({ ...answer, model: answer.run.model })) {
    const svg = await renderSvg(spec, textWidth);
    folder.write(`${name}.vl.json`, `${JSON.stringify(spec)}\n`);
    folder.write(`${name}.svg`, svg);
    folder.write(`${name}.png`, renderPng(svg));
    pictures.push(`${name}.png`);
  }
  folder.commit();
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
  const asExpected = verdicts.filter(isAsStated).length;
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
