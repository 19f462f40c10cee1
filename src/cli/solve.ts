/** `chokepoint solve`: how much is enough, as the least value of one number with which a target is met. */
import { join } from 'node:path';
import pc from 'picocolors';
import {
  chartIn,
  howMuch,
  type Issue,
  type Language,
  type Outcome,
  type Question,
  readQuestion,
  type Solved,
  solveChart,
  solveCsv,
  solveJson,
  solveSentences,
} from '../index.ts';
import { nameOf } from './answer.ts';
import { pictureNames, writeCharts } from './charts.ts';
import { CORES, hire } from './crew.ts';
import type { EnsembleOptions } from './ensemble.ts';
import { beginFolder, keepingReader } from './files.ts';
import { untilInterrupted } from './interrupt.ts';
import { countIssues, showIssues } from './issues.ts';

export interface SolveOptions extends EnsembleOptions {
  readonly file: string;
  readonly vary: string;
  readonly until: string;
  /** The share of replicates that must reach the target. */
  readonly needed: number | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly out: string;
  /** Of the chart. */
  readonly language: Language;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Returns the exit code: 3 where no value in the range is enough. */
export async function solve(options: SolveOptions): Promise<number> {
  const { vary, from, to, out, language, json, quiet } = options;
  const file = options.file.replaceAll('\\', '/');
  const { read, texts } = keepingReader();
  const { question, issues } = readQuestion(file, { vary, from, to }, read);
  const told = issues.filter(({ code }) => code !== 'unsourced');
  if (told.length > 0) console.error(showIssues(told));
  if (question === undefined) return refuse(told);
  const path = join(out, `${nameOf(file)}-${vary.replace(/[^a-z0-9_]+/gi, '-').replace(/-+$/, '')}`);
  const folder = beginFolder(path);
  return untilInterrupted(folder.discard, async () => {
    try {
      const found = await search(question, options, texts);
      if (!found.ok) {
        folder.discard();
        console.error(showIssues(found.issues.map(atUntil)));
        return refuse(found.issues);
      }
      const text = solveJson(found.value);
      folder.write('solve.json', text);
      folder.write('solve.csv', solveCsv(found.value));
      const drawn = await writeCharts(folder, [chartIn(solveChart(found.value), language)]);
      folder.commit();
      if (json) process.stdout.write(text);
      else if (!quiet) console.log(summary(found.value, path, pictureNames(drawn)));
      return found.value.answer === undefined ? 3 : 0;
    } catch (error) {
      folder.discard();
      throw error;
    }
  });
}

function refuse(issues: readonly Issue[]): number {
  console.error(`\n${countIssues(issues)}; nothing was written.`);
  return 2;
}

async function search(
  question: Question,
  { until, needed, runs, seed, sampling, threads = CORES }: SolveOptions,
  texts: ReadonlyMap<string, string>,
): Promise<Outcome<Solved>> {
  const hired = hire(threads);
  try {
    return await howMuch(question, until, needed, {
      ...{ runs, seed, sampling },
      crewFor: (trial, _, chance) => hired.take({ ...trial, texts, chance }),
    });
  } finally {
    hired.dismiss();
  }
}

/** What is wrong with the target stands on the command line. */
function atUntil(issue: Issue): Issue {
  return issue.path[0] === 'until' ? { ...issue, path: [], place: { file: '--until', line: 1, column: 1 } } : issue;
}

function summary(solved: Solved, path: string, pictures: readonly string[]): string {
  const draws = solved.runs === 1 ? 'central run' : `${solved.runs} replicates, seed ${solved.seed}`;
  return [
    '',
    pc.bold(solved.scenario),
    `${draws}; ${solved.program}`,
    '',
    ...solveSentences(solved),
    '',
    `Chart:   ${pictures.map((name) => join(path, name)).join(', ')}`,
    `Numbers: ${join(path, 'solve.json')}, ${join(path, 'solve.csv')}`,
    '',
  ].join('\n');
}
