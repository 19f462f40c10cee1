/** `chokepoint sensitivity`: a scenario file in; which assumptions matter to a metric, as charts, numbers and words. */
import { join } from 'node:path';
import type { Argv } from 'yargs';
import {
  type Issue,
  type Model,
  metricAsked,
  metricsOf,
  type Sensitivity,
  type Setting,
  sensitivityCharts,
  sensitivityCsv,
  sensitivityOf,
  sensitivitySweeps,
  sensitivityTable,
  summariseSensitivity,
  uncertainAssumptions,
  VERSION,
} from '../../index.ts';
import { answerFile, nameOf } from '../answer.ts';
import { addPictures, type ToDraw } from '../charts.ts';
import { type Elsewhere, type EnsembleOptions, withThreads } from '../ensemble.ts';
import { beginFolder } from '../files.ts';
import { wayTo } from '../inputs.ts';
import { withRollback } from '../interrupt.ts';
import { atOption, nothingWritten, tellIssues } from '../issues.ts';
import {
  ALLOW_OUTSIDE,
  CHARTS,
  type Drawing,
  ENSEMBLE,
  EXIT_CODES,
  example,
  QUIET,
  readDrawing,
  readSettings,
  readThreads,
  SET,
  wholeNumber,
} from '../options.ts';
import { placeFor } from '../places.ts';
import { bold, type Line, say, sayJson } from '../print.ts';
import { progressBar } from '../progress.ts';
import { readerFor } from '../read-file.ts';
import { readShare, SHARD, type ShardOptions, writeShard } from '../shard.ts';
import { chanceWords, readingWords, shellWord } from '../shell.ts';
import { tableText } from '../table.ts';

/** Of fewer, a rank correlation has no interval. */
const LEAST_RUNS = 4;

export interface SensitivityOptions extends EnsembleOptions {
  readonly file: string;
  /** The largest shortage of a demand where none is named. */
  readonly metric: string | undefined;
  readonly sobol: boolean;
  readonly out: string | undefined;
  /** Where the replicates were done by shards. */
  readonly elsewhere?: Elsewhere | undefined;
  readonly settings: readonly Setting[];
  readonly allowOutside: boolean;
  readonly drawing: Drawing;
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
          defaultDescription: 'the largest shortage of a demand',
        })
        .option('sobol', {
          describe: 'Sobol indices as well: of k assumptions they take runs × (k + 2) runs more',
          type: 'boolean',
          default: false,
        })
        .option('runs', {
          describe: 'replicates of the ensemble; with --sobol best a power of 2',
          type: 'number',
          defaultDescription: 'what the file says',
        })
        .option('seed', ENSEMBLE.seed)
        .option('sampling', ENSEMBLE.sampling)
        .option('threads', ENSEMBLE.threads)
        .option('out', {
          describe: 'folder for the results: in it <scenario>.sensitivity/<metric>/',
          type: 'string',
          defaultDescription: 'results',
        })
        .option('set', SET)
        .option('allow-outside', ALLOW_OUTSIDE)
        .options(CHARTS)
        .option('json', { describe: 'print sensitivity.json instead of the table', type: 'boolean', default: false })
        .option('quiet', QUIET)
        .options(SHARD)
        .example(...example('$0 sensitivity scenarios/six-month-licence.yaml', 'what moves the largest shortage'))
        .example(...example('$0 sensitivity a.yaml --metric demands.us_auto.time_to_survive', 'of another metric'))
        .example(...example('$0 sensitivity a.yaml --sobol --runs 1024', 'shares of the variance as well'))
        .epilogue(`${EXIT_CODES}, 130 Ctrl-C.`),
    async ({ set, runs, threads, charts, noCharts, shard, force, ...options }) => {
      const share = readShare(shard);
      const ensemble = { runs: wholeNumber('--runs', runs, 1e6, LEAST_RUNS), threads: readThreads(threads) };
      const drawing = readDrawing(charts, noCharts);
      const call = { ...options, ...ensemble, drawing, settings: readSettings(set) };
      process.exitCode = await (share
        ? shardOfSensitivity(call, { share, out: options.out, force, threads: ensemble.threads, quiet: options.quiet })
        : sensitivity(call));
    },
  );
}

/** Returns the exit code. Nothing is written unless the file is sound and the question can be answered. */
export async function sensitivity(options: SensitivityOptions): Promise<number> {
  const { out = 'results', sobol: hasSobol, threads, drawing, json, quiet, elsewhere } = options;
  const asked = questionOf(options);
  if (!asked.ok) return refuse(asked.issues, quiet);
  const { file, model, metric, chance, locate } = asked.value;
  // Beside the scenario's own folder, which `chokepoint run` replaces whole; one folder a metric, for the same reason.
  const name = `${nameOf(file)}.sensitivity/${metric.path}`;
  const place = placeFor({ kind: 'sensitivity', name, out, standard: 'results', quiet });
  const { path } = place;
  const folder = beginFolder(place);
  return withRollback(folder.discard, async () => {
    const all = hasSobol ? chance.runs * (uncertainAssumptions(model).length + 3) : chance.runs;
    const bar = progressBar(all, quiet);
    const found = await withThreads(elsewhere ? 0 : threads, bar, (hired) => {
      const crew = (elsewhere?.crew ?? hired.take)(model, chance);
      return sensitivityOf(model, chance, { metric, hasSobol }, crew, bar.show);
    });
    if (!found.ok) {
      folder.discard();
      return refuse([...asked.issues, ...found.issues.map(locate)], quiet);
    }
    tellIssues(asked.issues, quiet);
    const summary = `${JSON.stringify(summariseSensitivity(model, found.value, chance), null, 2)}\n`;
    folder.write('sensitivity.json', summary);
    folder.write('sensitivity.csv', sensitivityCsv(model, found.value));
    folder.commit();
    if (json) sayJson(summary);
    else if (!quiet) say(tell(model, found.value, path));
    const prepare: ToDraw['prepare'] = () => ({ charts: (fail) => sensitivityCharts(model, found.value, fail) });
    const toDraw: ToDraw[] = [{ folder, path, prepare }];
    return (await addPictures(toDraw, drawing, json || quiet)) ? 0 : 1;
  });
}

/** What is asked, of which model; its issues are warnings where it can be. */
function questionOf({ file: named, metric, settings, allowOutside, elsewhere, ...options }: SensitivityOptions) {
  const read = answerFile(named, settings, elsewhere?.read ?? readerFor([named], allowOutside));
  const { file, answer, locate, texts } = read;
  const issues = read.issues.filter(({ code }) => code !== 'unsourced');
  if (answer === undefined) return { ok: false as const, issues };
  const { model } = answer.run;
  const asked = metricAsked(metricsOf(answer.run), metric);
  if (!asked.ok) {
    const place = (issue: Issue) => (metric === undefined ? locate(issue) : atOption('--metric', issue));
    return { ok: false as const, issues: [...issues, ...asked.issues.map(place)] };
  }
  const runs = options.runs ?? Math.max(LEAST_RUNS, model.scenario.runs);
  const chance = { seed: options.seed ?? model.scenario.seed, sampling: options.sampling, runs };
  return { ok: true as const, issues, value: { file, model, metric: asked.value, chance, locate, texts } };
}

/** One share of the runs; returns the exit code. */
function shardOfSensitivity(call: SensitivityOptions, options: ShardOptions): Promise<number> | number {
  const { file: named, metric, sobol, settings, allowOutside, runs, seed, sampling } = call;
  const asked = questionOf({ ...call, file: wayTo(named) });
  if (!asked.ok) return refuse(asked.issues, options.quiet);
  const { file, model, chance, locate, texts } = asked.value;
  const sweeps = sensitivitySweeps(model, chance, sobol);
  if (!sweeps.ok) return refuse(sweeps.issues.map(locate), options.quiet);
  tellIssues(asked.issues, options.quiet);
  const words = [
    `chokepoint sensitivity ${shellWord(file)}${metric === undefined ? '' : ` --metric ${shellWord(metric)}`}`,
    `${sobol ? ' --sobol' : ''}${readingWords(settings, allowOutside)}`,
    chanceWords({ runs, seed, sampling, threads: undefined }),
  ];
  return writeShard(
    {
      ...{ command: 'sensitivity', name: `${nameOf(file)}.sensitivity.${asked.value.metric.path}`, texts, locate },
      options: { file, metric, sobol, settings, allowOutside, runs, seed, sampling },
      ...{ words: words.join(''), sweeps: sweeps.value },
    },
    options,
  );
}

function refuse(issues: readonly Issue[], quiet: boolean): number {
  tellIssues(issues, quiet);
  return nothingWritten(issues);
}

function tell(model: Model, found: Sensitivity, folder: string): Line[] {
  const { question, header, rows, findings, notes } = sensitivityTable(model, found);
  return [
    '',
    bold(model.scenario.title),
    `${question}; chokepoint ${VERSION}`,
    '',
    ...tableText(header, rows),
    '',
    ...findings.map((finding) => `${finding}.`),
    '',
    ...(notes.length > 0 ? [...notes.map((note) => `${note}.`), ''] : []),
    `Numbers: ${join(folder, 'sensitivity.csv')}, ${join(folder, 'sensitivity.json')}`,
  ];
}
