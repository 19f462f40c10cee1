#!/usr/bin/env node
/** The command: what all its commands share. Each declares its own words, options and examples in a file of its own. */
import yargs from 'yargs';
import { VERSION } from '../index.ts';
import { checkCommand } from './check.ts';
import { compareCommand } from './compare.ts';
import { CrewFailure } from './crew.ts';
import { figuresCommand } from './figures.ts';
import { WriteFailure } from './files.ts';
import { initCommand } from './init.ts';
import { EXIT_CODES, UsageError } from './options.ts';
import { runCommand } from './run.ts';
import { schemaCommand } from './schema.ts';
import { sensitivityCommand } from './sensitivity.ts';
import { solveCommand } from './solve.ts';
import { validateCommand } from './validate.ts';

/** By name, in the order in which help lists them. Each sets the exit code of the process. */
const COMMANDS = {
  run: runCommand,
  sensitivity: sensitivityCommand,
  compare: compareCommand,
  solve: solveCommand,
  validate: validateCommand,
  check: checkCommand,
  init: initCommand,
  schema: schemaCommand,
  figures: figuresCommand,
};

/** Options that may be given more than once, or several values. */
const LISTS = ['_', 'files', 'set', 'series'];

async function main(words: readonly string[]): Promise<void> {
  const cli = yargs([...words])
    .scriptName('chokepoint')
    .locale('en')
    .usage('$0 <command>\n\nWho runs short of critical minerals, when, of how much, and what would have helped.')
    .parserConfiguration({ 'boolean-negation': false, 'dot-notation': false });
  for (const add of Object.values(COMMANDS)) add(cli);
  await cli
    .completion('completion', 'print a script for shell completion (bash, zsh)')
    .demandCommand(1, `Say which command: ${Object.keys(COMMANDS).join(', ')}.`)
    .strict()
    .check((given) => {
      const twice = Object.keys(given).find((name) => Array.isArray(given[name]) && !LISTS.includes(name));
      if (twice !== undefined) throw new UsageError(`--${twice} can be given once; got ${given[twice]}`);
      return true;
    })
    .recommendCommands()
    .version(VERSION)
    .help()
    .alias({ h: 'help', v: 'version' })
    .epilogue(`${EXIT_CODES}, 3 an expectation or a baseline is not met, or no value is enough.`)
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .exitProcess(false)
    .fail((message, error) => {
      // Of faults of the call yargs makes errors, too, which are no failures of the program.
      if (error && error.name !== 'YError') throw error;
      throw new UsageError(message.replace(/^Not enough non-option arguments:.*/, 'Name a file.'));
    })
    .parseAsync();
}

/** Tells what went wrong; returns the exit code. */
function tellFailure(error: unknown): number {
  if (error instanceof UsageError) {
    const [word = ''] = process.argv.slice(2);
    console.error(`${error.message}\nTry chokepoint ${Object.hasOwn(COMMANDS, word) ? `${word} ` : ''}--help.`);
    return 2;
  }
  const isTold = error instanceof WriteFailure || error instanceof CrewFailure;
  console.error(isTold ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

// A reader that has seen enough, such as head, is no failure: the work goes on.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = tellFailure(error);
}
