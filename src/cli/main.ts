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
import { UsageError } from './options.ts';
import { runCommand } from './run.ts';
import { schemaCommand } from './schema.ts';
import { sensitivityCommand } from './sensitivity.ts';
import { solveCommand } from './solve.ts';
import { validateCommand } from './validate.ts';

/** In the order in which help lists them. Each sets the exit code of the process. */
const COMMANDS = [
  runCommand,
  sensitivityCommand,
  compareCommand,
  solveCommand,
  validateCommand,
  checkCommand,
  initCommand,
  schemaCommand,
  figuresCommand,
];

async function main(words: readonly string[]): Promise<void> {
  const cli = yargs([...words])
    .scriptName('chokepoint')
    .locale('en')
    .usage('$0 <command>\n\nWho runs short of critical minerals, when, of how much, and what would have helped.')
    .parserConfiguration({ 'boolean-negation': false, 'dot-notation': false });
  for (const add of COMMANDS) add(cli);
  await cli
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
      // What yargs throws of words that it can't take, such as an option without its value.
      throw error === undefined || error.name === 'YError' ? new UsageError(error?.message ?? message) : error;
    })
    .parseAsync();
}

/** Tells what went wrong; returns the exit code. */
function tellFailure(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`${error.message}\nTry chokepoint --help.`);
    return 2;
  }
  const isTold = error instanceof WriteFailure || error instanceof CrewFailure;
  console.error(isTold ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = tellFailure(error);
}
