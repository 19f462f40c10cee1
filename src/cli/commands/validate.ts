/** `chokepoint validate`: every fault of every file, without writing anything. */
import { basename } from 'node:path';
import type { Argv } from 'yargs';
import { type Issue, parseYaml, type Reader, readStudy, type Setting } from '../../index.ts';
import { issuesOfFile } from '../answer.ts';
import { countIssues, tellIssues } from '../issues.ts';
import { openLedger } from '../ledger.ts';
import { ALLOW_OUTSIDE, EXIT_CODES, example, QUIET, readSettings, SCENARIO_FILES, SET } from '../options.ts';
import { green, pieces, red, say } from '../print.ts';
import { readerFor } from '../read-file.ts';

/** Adds `chokepoint validate` to the command line. */
export function validateCommand(cli: Argv): Argv {
  return cli.command(
    'validate <files..>',
    'check scenario files and say everything that is wrong with them',
    (command) =>
      command
        .positional('files', SCENARIO_FILES)
        .option('set', SET)
        .option('allow-outside', ALLOW_OUTSIDE)
        .option('quiet', QUIET)
        .example(...example('$0 validate scenarios/*.yaml', 'all at once; exit code 2 if one is not sound'))
        .epilogue(`${EXIT_CODES}.`),
    ({ files, set, allowOutside, quiet }) => {
      process.exitCode = validate(files, { settings: readSettings(set), allowOutside, quiet });
    },
  );
}

interface ValidateOptions {
  readonly settings: readonly Setting[];
  readonly allowOutside: boolean;
  readonly quiet: boolean;
}

/**
 * Returns the exit code: 2 if any file has an error. A central run is made, as some faults show only then; a file
 * called figures.yaml is checked as a ledger, one with a base as a study with all its variants.
 */
export function validate(files: readonly string[], { settings, allowOutside, quiet }: ValidateOptions): number {
  let code = 0;
  for (const file of files) {
    const issues = issuesOf(file, settings, readerFor([file], allowOutside));
    const isSound = !issues.some(({ severity }) => severity === 'error');
    if (!isSound) code = 2;
    tellIssues(issues, quiet);
    const verdict = isSound ? green('sound') : red('not sound');
    if (!quiet) say(pieces(`${file}: `, verdict, issues.length > 0 ? `, ${countIssues(issues)}` : ''));
  }
  return code;
}

function issuesOf(file: string, settings: readonly Setting[], read: Reader): readonly Issue[] {
  if (isStudy(file, read)) return readStudy(file, read).issues;
  return basename(file) === 'figures.yaml' ? openLedger(file, read).issues : issuesOfFile(file, settings, read);
}

/** Whether a file names the base that its variants are compared with. */
export function isStudy(file: string, read: Reader): boolean {
  const answer = read(file);
  // Most files do not have the word, and need not be parsed twice.
  const mayBe = 'text' in answer && /\bbase\b/.test(answer.text);
  const data = mayBe ? parseYaml(file, answer.text).source?.data : undefined;
  return typeof data === 'object' && data !== null && 'base' in data;
}
