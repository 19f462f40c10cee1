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
  sensitivityTable,
  summariseSensitivity,
  uncertainAssumptions,
  VERSION,
} from '../../index.ts';
import { answerFile, nameOf } from '../answer.ts';
import { addPictures, type ToDraw } from '../charts.ts';
import { type EnsembleOptions, withThreads } from '../ensemble.ts';
import { beginFolder } from '../files.ts';
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
import { tableText } from '../table.ts';

/** Of fewer, a rank correlation has no interval. */
const LEAST_RUNS = 4;

export interface SensitivityOptions extends EnsembleOptions {
  readonly file: string;
  /** The largest shortage of a demand where none is named. */
  readonly metric: string | undefined;
  readonly sobol: boolean;
  readonly out: string;
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
          default: 'results',
        })
        .option('set', SET)
        .option('allow-outside', ALLOW_OUTSIDE)
        .options(CHARTS)
        .option('json', { describe: 'print sensitivity.json instead of the table', type: 'boolean', default: false })
        .option('quiet', QUIET)
        .example(...example('$0 sensitivity scenarios/six-month-licence.yaml', 'what moves the largest shortage'))
        .example(...example('$0 sensitivity a.yaml --metric demands.us_auto.time_to_survive', 'of another metric'))
        .example(...example('$0 sensitivity a.yaml --sobol --runs 1024', 'shares of the variance as well'))
        .epilogue(`${EXIT_CODES}, 130 Ctrl-C.`),
    async ({ set, runs, threads, charts, noCharts, ...options }) => {
      const ensemble = { runs: wholeNumber('--runs', runs, 1e6, LEAST_RUNS), threads: readThreads(threads) };
      const drawing = readDrawing(charts, noCharts);
      process.exitCode = await sensitivity({ ...options, ...ensemble, drawing, settings: readSettings(set) });
    },
  );
}

/** Returns the exit code. Nothing is written unless the file is sound and the question can be answered. */
export async function sensitivity(options: SensitivityOptions): Promise<number> {
  const { out, settings, sobol: hasSobol, sampling, threads, drawing, json, quiet } = options;
  const { file, answer, issues, locate } = answerFile(
    options.file,
    settings,
    readerFor([options.file], options.allowOutside),
  );
  const warnings = issues.filter(({ code }) => code !== 'unsourced');
  if (answer === undefined) return refuse(warnings, quiet);
  const { model } = answer.run;
  const asked = metricAsked(metricsOf(answer.run), options.metric);
  if (!asked.ok) {
    const place = (issue: Issue) => (options.metric === undefined ? locate(issue) : atOption('--metric', issue));
    return refuse([...warnings, ...asked.issues.map(place)], quiet);
  }
  const runs = options.runs ?? Math.max(LEAST_RUNS, model.scenario.runs);
  const chance = { seed: options.seed ?? model.scenario.seed, sampling, runs };
  // Beside the scenario's own folder, which `chokepoint run` replaces whole; one folder a metric, for the same reason.
  const name = `${nameOf(file)}.sensitivity/${asked.value.path}`;
  const place = placeFor({ kind: 'sensitivity', name, out, standard: 'results', quiet });
  const { path } = place;
  const folder = beginFolder(place);
  return withRollback(folder.discard, async () => {
    const all = hasSobol ? runs * (uncertainAssumptions(model).length + 3) : runs;
    const bar = progressBar(all, quiet);
    const found = await withThreads(threads, bar, (hired) => {
      return sensitivityOf(model, chance, { metric: asked.value, hasSobol }, hired.take(model, chance), bar.show);
    });
    if (!found.ok) {
      folder.discard();
      return refuse([...warnings, ...found.issues.map(locate)], quiet);
    }
    tellIssues(warnings, quiet);
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
