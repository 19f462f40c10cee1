/** `chokepoint run`: scenario files in; summary, series and charts out; what happened, in the terminal. */
import { join } from 'node:path';
import Table from 'cli-table3';
import pc from 'picocolors';
import {
  type Answer,
  answerWithEnsemble,
  bandsCsv,
  chartsOf,
  comparisonLines,
  DEMAND_HEADER,
  demandTable,
  ENSEMBLE_HEADER,
  type EnsembleSummary,
  ensembleTable,
  type Issue,
  isAsStated,
  oddsLines,
  type Setting,
  seriesCsv,
  summaryJson,
  textWidth,
  VERSION,
  verdictLines,
} from '../index.ts';
import { answerFile, nameClash, nameOf, scenariosAmong } from './answer.ts';
import { type EnsembleOptions, runEnsemble } from './ensemble.ts';
import { beginFolder, commitTogether, type Folder, finishInterrupted } from './files.ts';
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
  readonly ensemble: EnsembleSummary | undefined;
  readonly path: string;
  readonly folder: Folder;
}

/** Returns the exit code. Nothing is written unless every file is sound. */
export async function run({ files: named, out, settings, json, quiet, ...options }: RunOptions): Promise<number> {
  const files = scenariosAmong(named);
  const clash = nameClash(files);
  if (clash !== undefined) {
    console.error(clash);
    return 2;
  }
  finishInterrupted(out);
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
          done.push({ answer: whole, ensemble: ensemble.value, path, folder });
        } else faults.push(...ensemble.issues.map(one.locate));
      }
      if (faults.length > 0) {
        console.error(showIssues(faults));
        leave();
        return refuse(faults);
      }
      const pictures = new Map<Done, string[]>();
      for (const one of done) pictures.set(one, await writeResults(one));
      commitTogether(begun);
      for (const one of done) {
        if (json) console.log(JSON.stringify(one.answer.summary, null, 2));
        else if (!quiet) console.log(tell(one, pictures.get(one) as string[]));
      }
      return 0;
    } catch (error) {
      leave();
      throw error;
    }
  });
}

/** Draws and writes everything; returns the names of the pictures. */
async function writeResults({ answer, ensemble, folder }: Done): Promise<string[]> {
  const { renderPng, renderSvg } = await import('./render.ts');
  folder.write('summary.json', summaryJson(answer.summary));
  folder.write('series.csv', seriesCsv(answer.dates, answer.series));
  if (ensemble) folder.write('bands.csv', bandsCsv(answer.dates, ensemble.bands));
  const pictures: string[] = [];
  for (const { name, spec } of chartsOf({ ...answer, model: answer.run.model, ...(ensemble && { ensemble }) })) {
    const svg = await renderSvg(spec, textWidth);
    folder.write(`${name}.vl.json`, `${JSON.stringify(spec)}\n`);
    folder.write(`${name}.svg`, svg);
    folder.write(`${name}.png`, renderPng(svg));
    pictures.push(`${name}.png`);
  }
  return pictures;
}

/** `1 step of 7 days`, `104 steps of 7 days`. */
function counted(number: number, word: string): string {
  return `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`;
}

function tell({ answer, ensemble, path }: Done, pictures: readonly string[]): string {
  const { summary, verdicts, run } = answer;
  const table = new Table({
    head: (ensemble ? ENSEMBLE_HEADER : DEMAND_HEADER).map((word) => pc.bold(word)),
    style: { head: [], border: [] },
    chars: PLAIN_LINES,
  });
  const { rows, neverShort } = ensemble
    ? ensembleTable(run.model, ensemble)
    : demandTable(run.model, answer.metrics, answer.series);
  table.push(...rows);
  const asExpected = verdicts.filter(isAsStated).length;
  const how = ensemble
    ? `${counted(ensemble.runs, 'replicate')}, seed ${ensemble.seed}, ${ensemble.sampling} sampling; ± is one standard error`
    : 'central values';
  const section = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? ['', title, ...lines.map((line) => `  ${line}`)] : [];
  return [
    '',
    pc.bold(summary.title),
    `${summary.start} to ${summary.end}, ${counted(summary.steps, 'step')} of ${counted(summary.step_days, 'day')}; ${how}; chokepoint ${VERSION}`,
    '',
    ...(rows.length > 0 ? [table.toString(), ''] : []),
    ...(neverShort.length > 0 ? [`Never short: ${neverShort.join(', ')}.`] : []),
    ...section(
      `Expectations: ${asExpected} of ${verdicts.length} as stated${ensemble ? ', of metrics in the central run' : ''}`,
      verdictLines(verdicts),
    ),
    ...(ensemble ? section('Of the replicates, so many meet them:', oddsLines(ensemble)) : []),
    ...section('Against what was observed:', comparisonLines(answer.comparisons)),
    '',
    ...(pictures.length > 0 ? [`Charts:  ${pictures.map((name) => join(path, name)).join('\n         ')}`] : []),
    `Numbers: ${(ensemble ? ['summary.json', 'series.csv', 'bands.csv', 'runs.parquet'] : ['summary.json', 'series.csv']).map((name) => join(path, name)).join(', ')}`,
    '',
  ].join('\n');
}
