#!/usr/bin/env node
/** The command: yargs turns words into calls of one file a command. Exit codes: 0 done, 1 failed, 2 input not sound. */
import { parse } from 'yaml';
import yargs from 'yargs';
import { LANGUAGES, type Language, ROLES, SAMPLINGS, type Sampling, type Setting, VERSION } from '../index.ts';
import { check } from './check.ts';
import { compare } from './compare.ts';
import { CrewFailure } from './crew.ts';
import { figures } from './figures.ts';
import { WriteFailure } from './files.ts';
import { init } from './init.ts';
import { run } from './run.ts';
import { schema } from './schema.ts';
import { sensitivity } from './sensitivity.ts';
import { solve } from './solve.ts';
import { validate } from './validate.ts';

/** The words of the call can't be understood. */
class UsageError extends Error {}

const FILES = { describe: 'scenario files', type: 'string', array: true, demandOption: true } as const;
const SET = {
  describe: 'put a value over what the file says, as in --set assumptions.renewed=0; repeatable',
  type: 'string',
  array: true,
  nargs: 1,
  default: [] as string[],
  defaultDescription: 'nothing',
} as const;
const ENSEMBLE = {
  runs: {
    describe: 'replicates of the ensemble; 1: the central run alone',
    type: 'number',
    requiresArg: true,
    defaultDescription: 'what the file says, where anything is uncertain',
  },
  seed: { describe: 'seed of the draws', type: 'string', requiresArg: true, defaultDescription: 'what the file says' },
  sampling: {
    describe:
      'how draws spread: plain (each depends on seed, name and replicate alone), latin-hypercube (on the number of replicates, too), sobol (on the place of the name among the assumptions, too)',
    choices: SAMPLINGS,
    default: 'plain' as Sampling,
  },
  threads: {
    describe: 'threads; results are the same for any number',
    type: 'number',
    requiresArg: true,
    defaultDescription: 'one for each core',
  },
} as const;
const LANGUAGE = {
  describe: 'language of the reports',
  choices: LANGUAGES,
  default: 'en' as Language,
} as const;
const QUIET = { describe: 'say nothing but faults', type: 'boolean', default: false } as const;

async function main(words: readonly string[]): Promise<number> {
  let code = 0;
  await yargs([...words])
    .scriptName('chokepoint')
    .locale('en')
    .usage('$0 <command>\n\nWho runs short of critical minerals, when, of how much, and what would have helped.')
    .parserConfiguration({ 'boolean-negation': false, 'dot-notation': false })
    .command(
      'run <files..>',
      'run scenarios and write their results',
      (command) =>
        command
          .positional('files', FILES)
          .option('out', {
            describe: 'folder for the results, one folder a scenario in it',
            type: 'string',
            default: 'results',
          })
          .option('set', SET)
          .options(ENSEMBLE)
          .option('lang', LANGUAGE)
          .option('json', { describe: 'print summary.json instead of the table', type: 'boolean', default: false })
          .option('quiet', QUIET)
          .example('$0 run scenarios/six-month-licence.yaml', 'who runs short when licences last six months')
          .example('$0 run a.yaml b.yaml --out elsewhere', 'several at once, written elsewhere')
          .example('$0 run a.yaml --set assumptions.renewed=1', 'the same with another assumption')
          .example('$0 run a.yaml --runs 10000 --seed S', 'ten thousand futures of another seed')
          .example('$0 run a.yaml --json --quiet | jq .metrics', 'for scripts'),
      async ({ files, out, set, runs, seed, sampling, threads, lang, json, quiet }) => {
        const [replicates, workers] = [wholeNumber('--runs', runs, 1e9), wholeNumber('--threads', threads, 1024)];
        const settings = set.map(readSetting);
        const ensemble = { runs: replicates, seed, sampling, threads: workers };
        code = await run({ files, out, settings, language: lang, ...ensemble, json, quiet });
      },
    )
    .command(
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
      async ({ file, set, runs, ...options }) => {
        const size = wholeNumber('--runs', runs, 1e6, 4);
        code = await sensitivity({ ...options, file, runs: size, settings: set.map(readSetting) });
      },
    )
    .command(
      'compare <files..>',
      'compare policies on the same draws: a study, or scenarios of which the first is the base',
      (command) =>
        command
          .positional('files', {
            describe: 'a study, or two and more scenarios',
            type: 'string',
            array: true,
            demandOption: true,
          })
          .option('out', {
            describe: 'folder for the results, one folder a study in it',
            type: 'string',
            default: 'results/studies',
          })
          .options(ENSEMBLE)
          .option('lang', LANGUAGE)
          .option('json', { describe: 'print study.json instead of the table', type: 'boolean', default: false })
          .option('quiet', QUIET)
          .example('$0 compare scenarios/studies/renewal-or-reserve.yaml', 'which policy helps most, and is it sure')
          .example('$0 compare a.yaml b.yaml --runs 200', 'two scenarios, on the same draws'),
      async ({ files, out, runs, seed, sampling, threads, lang, json, quiet }) => {
        const [replicates, workers] = [wholeNumber('--runs', runs, 1e9), wholeNumber('--threads', threads, 1024)];
        const ensemble = { runs: replicates, seed, sampling, threads: workers };
        code = await compare({ files, out, language: lang, ...ensemble, json, quiet });
      },
    )
    .command(
      'solve <file>',
      'how much is enough: the least value of a number with which a target is met',
      (command) =>
        command
          .positional('file', { describe: 'a scenario file', type: 'string', demandOption: true })
          .option('vary', {
            describe: 'path of the number, such as stockpiles.us_reserve.initial',
            type: 'string',
            requiresArg: true,
            demandOption: true,
          })
          .option('until', {
            describe: 'the target, such as "demands.us_defence.fill_rate >= 99%"',
            type: 'string',
            requiresArg: true,
            demandOption: true,
          })
          .option('in', {
            describe: 'share of replicates that must reach it',
            type: 'string',
            requiresArg: true,
            defaultDescription: '95 %, or the central run where nothing is uncertain',
          })
          .option('from', {
            describe: 'least value to look at',
            type: 'string',
            requiresArg: true,
            defaultDescription: '0',
          })
          .option('to', {
            describe: 'largest value to look at',
            type: 'string',
            requiresArg: true,
            defaultDescription: 'found by quadrupling',
          })
          .option('out', {
            describe: 'folder for the results, one folder a question in it',
            type: 'string',
            default: 'results/solve',
          })
          .options(ENSEMBLE)
          .option('json', { describe: 'print solve.json instead of the answer', type: 'boolean', default: false })
          .option('quiet', QUIET)
          .example(
            '$0 solve a.yaml --vary stockpiles.reserve.initial --until "demands.x.fill_rate >= 99%"',
            'how large a reserve',
          ),
      async ({ file, vary, until, in: share, from, to, out, runs, seed, sampling, threads, json, quiet }) => {
        const [replicates, workers] = [wholeNumber('--runs', runs, 1e9), wholeNumber('--threads', threads, 1024)];
        const needed = share === undefined ? undefined : readShare(share);
        const asked = { file, vary, until, needed, from, to };
        code = await solve({ ...asked, out, runs: replicates, seed, sampling, threads: workers, json, quiet });
      },
    )
    .command(
      'validate <files..>',
      'check scenario files and say everything that is wrong with them',
      (command) =>
        command
          .positional('files', FILES)
          .option('set', SET)
          .option('quiet', QUIET)
          .example('$0 validate scenarios/*.yaml', 'all at once; exit code 2 if one is not sound'),
      ({ files, set, quiet }) => {
        code = validate(files, set.map(readSetting), quiet);
      },
    )
    .command(
      'check [files..]',
      'hold scenarios against what they expect and against their committed results',
      (command) =>
        command
          .positional('files', {
            describe: 'scenario files',
            type: 'string',
            array: true,
            default: [] as string[],
            defaultDescription: 'all of scenarios/',
          })
          .option('out', { describe: 'folder of the results', type: 'string', default: 'results', requiresArg: true })
          .option('set', SET)
          .option('runs', ENSEMBLE.runs)
          .option('threads', ENSEMBLE.threads)
          .option('since', {
            describe: 'compare with the results at this git revision',
            type: 'string',
            requiresArg: true,
          })
          .option('update', {
            describe: 'say what differs, then write the results anew: all of them or none',
            type: 'boolean',
            default: false,
          })
          .option('force', {
            describe: 'with --update, write over results that are not committed or not of chokepoint',
            type: 'boolean',
            default: false,
          })
          .option('junit', { describe: 'write JUnit XML to this file', type: 'string', requiresArg: true })
          .option('html', { describe: 'write a page with what moved to this file', type: 'string', requiresArg: true })
          .option('github', { describe: 'print annotations of GitHub Actions', type: 'boolean', default: false })
          .option('json', { describe: 'print all that was found as JSON', type: 'boolean', default: false })
          .option('quiet', QUIET)
          .example('$0 check', 'all of scenarios/; exit code 3 if something moved')
          .example('$0 check scenarios/a.yaml --runs 1', 'one, by its central run alone')
          .example('$0 check --since main', 'what this branch moves')
          .example('$0 check --update', 'accept what moved, then commit results/'),
      async ({ files, out, set, runs, threads, since, update, force, junit, html, github, json, quiet }) => {
        const settings = set.map(readSetting);
        if (update && settings.length > 0)
          throw new UsageError('--update writes what the files say; take --set out, or write it into the file.');
        if (update && since !== undefined)
          throw new UsageError('--update rewrites the results that stand here; take --since out.');
        if (force && !update) throw new UsageError('--force goes with --update.');
        const [replicates, workers] = [wholeNumber('--runs', runs, 1e9), wholeNumber('--threads', threads, 1024)];
        const options = { files, out, settings, since, update, force, junit, html, github, json, quiet };
        code = await check({ ...options, runs: replicates, threads: workers });
      },
    )
    .command(
      'init [folder]',
      'make a repository of scenarios of your own, with what checks it',
      (command) =>
        command
          .positional('folder', { describe: 'where to make it', type: 'string', default: '.' })
          .example('$0 init my-scenarios', 'then cd my-scenarios && npx chokepoint check'),
      async ({ folder }) => {
        code = await init(folder);
      },
    )
    .command(
      'schema [files..]',
      'print the JSON Schema of a scenario file, or the guide to its fields',
      (command) =>
        command
          .positional('files', {
            describe: 'scenarios that the guide opens with',
            type: 'string',
            array: true,
            default: [] as string[],
          })
          .option('guide', { describe: 'the field guide in Markdown instead', type: 'boolean', default: false })
          .option('ledger', { describe: 'the schema of a ledger of figures instead', type: 'boolean', default: false })
          .option('study', { describe: 'the schema of a study instead', type: 'boolean', default: false })
          .option('out', { describe: 'write to this file', type: 'string' })
          .example('$0 schema --out scenarios/scenario.schema.json', 'for editors with a YAML language server')
          .example('$0 schema --guide', 'every field with its unit, default and meaning'),
      ({ guide, ledger, study, files, out }) => {
        code = schema(guide ? 'guide' : ledger ? 'ledger' : study ? 'study' : 'scenario', files, out);
      },
    )
    .command(
      'figures [id]',
      'the ledger: who says so, who says otherwise, and what follows from each',
      (command) =>
        command
          .positional('id', { describe: 'one figure, whole', type: 'string' })
          .option('folder', {
            describe: 'where figures.yaml and its scenarios lie',
            type: 'string',
            default: 'scenarios',
          })
          .option('document', { describe: 'only of this document, by the start of its name', type: 'string' })
          .option('role', { describe: 'only of this role', choices: ROLES })
          .option('verdict', { describe: 'only with this word in the public check', type: 'string' })
          .option('rivals', { describe: 'who contradicts whom, by what factor', type: 'boolean', default: false })
          .option('used', {
            describe: 'only those that a scenario rests on, and where',
            type: 'boolean',
            default: false,
          })
          .option('unused', { describe: 'only those that no scenario rests on', type: 'boolean', default: false })
          .option('json', { describe: 'as JSON', type: 'boolean', default: false })
          .example('$0 figures --rivals', 'the contradictions, each in one unit')
          .example('$0 figures us_military_demand', 'one claim, its rivals, and the flagship under each'),
      ({ id, folder, document, role, verdict, rivals, used, unused, json }) => {
        if (used && unused) throw new UsageError('--used and --unused leave nothing together; give one of them.');
        code = figures({ id, folder, document, role, verdict, rivals, used, unused, json });
      },
    )
    .completion('completion', 'print a script for shell completion (bash, zsh)')
    .demandCommand(1, 'Say which command: run, compare, solve, sensitivity, check, init, validate, figures or schema.')
    .strict()
    .recommendCommands()
    .version(VERSION)
    .help()
    .alias({ h: 'help', v: 'version' })
    .epilogue(
      'Exit codes: 0 done, 1 the program failed, 2 the input is not sound, 3 an expectation or a baseline is not met, or no value is enough.',
    )
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new UsageError(message);
    })
    .parseAsync();
  return code;
}

/** A count from 1 to `most`, or undefined where none is given. */
function wholeNumber(option: string, value: number | undefined, most: number, least = 1): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return value;
  throw new UsageError(`${option} wants a whole number from ${least} to ${most}; got ${value}`);
}

/** A share above 0 and at most 1, as `95%` or 0.95. */
function readShare(text: string): number {
  const [, number, percent] = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(text) ?? [];
  const share = percent === '%' ? Number(number) / 100 : Number(number);
  if (share > 0 && share <= 1) return share;
  throw new UsageError(`--in wants a share of replicates such as 95%; got ${text}`);
}

function readSetting(word: string): Setting {
  const equals = word.indexOf('=');
  if (equals <= 0) throw new UsageError(`--set wants path=value, such as assumptions.renewed=0; got ${word}`);
  try {
    return { path: word.slice(0, equals), value: parse(word.slice(equals + 1)) };
  } catch {
    throw new UsageError(`--set ${word}: the value can't be read; quote it for the shell and for YAML`);
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}\nTry chokepoint --help.`);
    process.exitCode = 2;
  } else if (error instanceof WriteFailure || error instanceof CrewFailure) {
    console.error(error.message);
    process.exitCode = 1;
  } else {
    console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 1;
  }
}
