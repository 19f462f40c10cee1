#!/usr/bin/env node
/** The command: what all its commands share. Each declares its own words, options and examples in a file of its own. */
import { setFlagsFromString } from 'node:v8';
import yargs from 'yargs';
import { VERSION } from '../index.ts';
import { boundCommand } from './commands/bound.ts';
import { checkCommand } from './commands/check.ts';
import { claimsCommand } from './commands/claims.ts';
import { compareCommand } from './commands/compare.ts';
import { diffCommand } from './commands/diff.ts';
import { discoverCommand } from './commands/discover.ts';
import { exploreCommand } from './commands/explore.ts';
import { exportCommand } from './commands/export.ts';
import { figuresCommand } from './commands/figures.ts';
import { fitCommand } from './commands/fit.ts';
import { initCommand } from './commands/init.ts';
import { mergeCommand } from './commands/merge.ts';
import { migrateCommand } from './commands/migrate.ts';
import { runCommand } from './commands/run.ts';
import { schemaCommand } from './commands/schema.ts';
import { sensitivityCommand } from './commands/sensitivity.ts';
import { solveCommand } from './commands/solve.ts';
import { stressCommand } from './commands/stress.ts';
import { validateCommand } from './commands/validate.ts';
import { whyCommand } from './commands/why.ts';
import { workerCommand } from './commands/worker.ts';
import { WriteFailure } from './files.ts';
import { EXIT_CODES, UsageError } from './options.ts';
import { complain } from './print.ts';
import { expandPatterns, reason } from './read-file.ts';
import { WriteRefusal } from './results-folder.ts';
import { WorkerError } from './threads/worker-pool.ts';

/** By name, in the order in which help lists them. Each sets the exit code of the process. */
const COMMANDS = {
  run: runCommand,
  explore: exploreCommand,
  why: whyCommand,
  sensitivity: sensitivityCommand,
  discover: discoverCommand,
  bound: boundCommand,
  stress: stressCommand,
  compare: compareCommand,
  solve: solveCommand,
  fit: fitCommand,
  validate: validateCommand,
  check: checkCommand,
  claims: claimsCommand,
  diff: diffCommand,
  merge: mergeCommand,
  worker: workerCommand,
  migrate: migrateCommand,
  init: initCommand,
  export: exportCommand,
  schema: schemaCommand,
  figures: figuresCommand,
};

/** Options that may be given more than once, or several values. */
const LISTS = ['_', 'files', 'set', 'series', 'given', 'demand', 'policies'];

async function main(words: readonly string[]): Promise<void> {
  const cli = yargs([...words])
    .scriptName('chokepoint')
    .locale('en')
    .usage('$0 <command>\n\nWho runs short of critical minerals, when, of how much, and what would have helped.')
    .parserConfiguration({ 'boolean-negation': false, 'dot-notation': false });
  for (const add of Object.values(COMMANDS)) add(cli);
  await cli
    .middleware((given) => {
      if (Array.isArray(given['files'])) given['files'] = expandPatterns(given['files'].map(String));
    })
    .completion('completion', 'print a script for shell completion (bash, zsh)')
    .demandCommand(1, `Say which command: ${Object.keys(COMMANDS).join(', ')}.`)
    .strict()
    .check((given) => {
      const twice = Object.keys(given).find((name) => Array.isArray(given[name]) && !LISTS.includes(name));
      if (twice !== undefined) throw new UsageError(`--${twice} can be given once; got ${given[twice]}`);
      const bare = withoutValue(words, given);
      if (bare !== undefined) throw new UsageError(`--${bare} wants a value; got none`);
      return true;
    })
    .recommendCommands()
    .version(VERSION)
    .help()
    .alias({ h: 'help', v: 'version' })
    .epilogue(`${EXIT_CODES}, 3 an expectation or a baseline is not met, or no value is enough.`)
    // Help is laid out at every call, shown or not; most of that is the breaking of lines.
    .wrap(words.some((word) => /^(--help|-h)$/.test(word)) ? Math.min(100, process.stdout.columns ?? 100) : null)
    .exitProcess(false)
    .fail((message, error) => {
      // Of faults of the call yargs makes errors, too, which are no failures of the program.
      if (error && error.name !== 'YError') throw error;
      throw new UsageError(message.replace(/^Not enough non-option arguments:.*/, 'Name a file.'));
    })
    .parseAsync();
}

/** An option that takes a value and was given none, or an empty one: what is no option to be set or left is one. */
function withoutValue(words: readonly string[], given: Readonly<Record<string, unknown>>): string | undefined {
  const [end] = [...words, '--'].flatMap((word, n) => (word === '--' ? [n] : []));
  return words.slice(0, end).flatMap((word, n) => {
    const [, name = '', value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    const next = value ?? words.slice(0, end)[n + 1] ?? '';
    const isBare = next === '' || (value === undefined && /^--?[a-z]/i.test(next));
    return name !== '' && isBare && typeof given[name] !== 'boolean' ? [name] : [];
  })[0];
}

/** Tells what went wrong; returns the exit code. */
function tellFailure(error: unknown): number {
  if (error instanceof UsageError) {
    const [word = ''] = process.argv.slice(2);
    const help = `Try chokepoint ${Object.hasOwn(COMMANDS, word) ? `${word} ` : ''}--help.`;
    complain(error.message.split('\n'), help);
    return 2;
  }
  if (error instanceof WriteRefusal) {
    complain(error.message.split('\n'));
    return 2;
  }
  if (error instanceof WriteFailure) {
    // A word for scripts, which the code alone doesn't tell from a fault of the program.
    complain(`error write-failed  ${error.message}`.split('\n'));
    return 1;
  }
  const isTold = error instanceof WorkerError;
  const text = isTold ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  complain(text.split('\n'));
  return 1;
}

// A reader that has seen enough, such as head, is no failure. What else can't be printed is told once, and the work
// goes on.
for (const stream of [process.stdout, process.stderr]) {
  let isTold = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || isTold) return;
    isTold = true;
    process.once('exit', () => {
      process.exitCode = 1;
    });
    if (stream === process.stdout) complain(`error write-failed  Not all could be printed: ${reason(error)}.`);
  });
}

// Most of what a command does is done once or twice. The engine optimises code that has run through so many bytes of it;
// at fifteen times its own measure only what pays for it is optimised, and a run takes a quarter less. Later engines
// don't know the flag, and would say so.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=1000000');

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = tellFailure(error);
}
