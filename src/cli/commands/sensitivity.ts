/** `chokepoint sensitivity`: a scenario file in; which assumptions matter to a metric, as charts, numbers and words. */
import {
  type Issue,
  type Model,
  metricAsked,
  metricsOf,
  type Sensitivity,
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
import { type Call, command } from '../command.ts';
import { type Elsewhere, withThreads } from '../ensemble.ts';
import { wayTo } from '../inputs.ts';
import { inquire, worthTelling } from '../inquiry.ts';
import { atOption, nothingWritten, tellIssues } from '../issues.ts';
import { ALLOW_OUTSIDE, CHARTS, ENSEMBLE, QUIET, SCENARIO_FILE, SET } from '../options.ts';
import { bold, type Line } from '../print.ts';
import { progressBar } from '../progress.ts';
import { readerFor } from '../read-file.ts';
import { readShare, SHARD, type ShardOptions, writeShard } from '../shard.ts';
import { chanceWords, readingWords, shellWord } from '../shell.ts';
import { tableText } from '../table.ts';

/** Of fewer, a rank correlation has no interval. */
const LEAST_RUNS = 4;
const MOST_RUNS = 1e6;

const OPTIONS = {
  metric: {
    describe: 'a metric of summary.json, such as demands.us_auto.shortage',
    type: 'string',
    defaultDescription: 'the largest shortage of a demand',
  },
  sobol: {
    describe: 'Sobol indices as well: of k assumptions they take runs × (k + 2) runs more',
    type: 'boolean',
    default: false,
  },
  ...ENSEMBLE,
  runs: {
    describe: 'replicates of the ensemble; with --sobol best a power of 2',
    type: 'number',
    defaultDescription: 'what the file says',
    range: [LEAST_RUNS, MOST_RUNS],
  },
  out: {
    describe: 'folder for the results: in it <scenario>.sensitivity/<metric>/',
    type: 'string',
    defaultDescription: 'results',
  },
  set: SET,
  'allow-outside': ALLOW_OUTSIDE,
  ...CHARTS,
  json: { describe: 'print sensitivity.json instead of the table', type: 'boolean', default: false },
  quiet: QUIET,
  ...SHARD,
} as const;

type SensitivityCall = Call<typeof SCENARIO_FILE & typeof OPTIONS>;

/** What of a call says what is asked, and where the replicates were done by shards. */
export interface SensitivityOptions extends Omit<SensitivityCall, keyof Call<typeof SHARD>> {
  readonly elsewhere?: Elsewhere | undefined;
}

/** Adds `chokepoint sensitivity` to the command line. */
export const sensitivityCommand = command(
  {
    words: 'sensitivity <file>',
    describe: 'say which uncertain assumptions matter to a metric',
    positionals: SCENARIO_FILE,
    options: OPTIONS,
    examples: [
      ['$0 sensitivity scenarios/six-month-licence.yaml', 'what moves the largest shortage'],
      ['$0 sensitivity a.yaml --metric demands.us_auto.time_to_survive', 'of another metric'],
      ['$0 sensitivity a.yaml --sobol --runs 1024', 'shares of the variance as well'],
    ],
    codes: ', 130 Ctrl-C',
  },
  (call) => {
    const share = readShare(call.shard);
    return share ? shardOfSensitivity(call, { ...call, share }) : sensitivity(call);
  },
);

/** Returns the exit code. Nothing is written unless the file is sound and the question can be answered. */
export function sensitivity(options: SensitivityOptions): Promise<number> | number {
  const { sobol: hasSobol, threads, quiet, elsewhere } = options;
  const asked = questionOf(options);
  if (!asked.ok) return refuse(asked.issues, quiet);
  const { file, model, metric, chance, locate } = asked.value;
  // Beside the scenario's own folder, which `chokepoint run` replaces whole; one folder a metric, for the same reason.
  const name = `${nameOf(file)}.sensitivity/${metric.path}`;
  const changed = hasSobol ? { '--sobol': true } : {};
  return inquire({ ...options, language: 'en' }, { kind: 'sensitivity', name, changed }, async () => {
    const all = hasSobol ? chance.runs * (uncertainAssumptions(model).length + 3) : chance.runs;
    const bar = progressBar(all, quiet);
    const found = await withThreads(elsewhere ? 0 : threads, bar, (hired) => {
      const crew = (elsewhere?.crew ?? hired.take)(model, chance);
      return sensitivityOf(model, chance, { metric, hasSobol }, crew, bar.show);
    });
    if (!found.ok) return { ok: false, issues: [...asked.issues, ...found.issues.map(locate)] };
    const summary = `${JSON.stringify(summariseSensitivity(model, found.value, chance), null, 2)}\n`;
    return {
      ok: true,
      issues: asked.issues,
      value: {
        files: [
          ['sensitivity.json', summary],
          ['sensitivity.csv', sensitivityCsv(model, found.value)],
        ],
        charts: (fail) => sensitivityCharts(model, found.value, fail),
        told: tell(model, found.value),
      },
    };
  });
}

/** What is asked, of which model; its issues are warnings where it can be. */
function questionOf({ file: named, metric, settings, allowOutside, elsewhere, ...options }: SensitivityOptions) {
  const read = answerFile(named, settings, elsewhere?.read ?? readerFor([named], allowOutside));
  const { file, answer, locate, texts } = read;
  const issues = worthTelling(read.issues);
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

function tell(model: Model, found: Sensitivity): Line[] {
  const { question, header, rows, findings, notes } = sensitivityTable(model, found);
  return [
    bold(model.scenario.title),
    `${question}; chokepoint ${VERSION}`,
    '',
    ...tableText(header, rows),
    '',
    ...findings.map((finding) => `${finding}.`),
    ...(notes.length > 0 ? ['', ...notes.map((note) => `${note}.`)] : []),
  ];
}
