/** `chokepoint validate`: every fault of every file, without writing anything. */
import { basename, dirname } from 'node:path';
import pc from 'picocolors';
import type { Argv } from 'yargs';
import { type Issue, parseYaml, readStudy, type Setting } from '../index.ts';
import { answerFile } from './answer.ts';
import { readText } from './files.ts';
import { countIssues, showIssues } from './issues.ts';
import { openLedger } from './ledger.ts';
import { EXIT_CODES, QUIET, readSettings, SCENARIO_FILES, SET } from './options.ts';

/** Adds `chokepoint validate` to the command line. */
export function validateCommand(cli: Argv): Argv {
  return cli.command(
    'validate <files..>',
    'check scenario files and say everything that is wrong with them',
    (command) =>
      command
        .positional('files', SCENARIO_FILES)
        .option('set', SET)
        .option('quiet', QUIET)
        .example('$0 validate scenarios/*.yaml', 'all at once; exit code 2 if one is not sound')
        .epilogue(`${EXIT_CODES}.`),
    ({ files, set, quiet }) => {
      process.exitCode = validate(files, readSettings(set), quiet);
    },
  );
}

/**
 * Returns the exit code: 2 if any file has an error. A central run is made, as some faults show only then; a file
 * called figures.yaml is checked as a ledger, one with a base as a study with all its variants.
 */
export function validate(files: readonly string[], settings: readonly Setting[], quiet: boolean): number {
  let code = 0;
  for (const file of files) {
    const issues = issuesOf(file, settings);
    const isSound = !issues.some(({ severity }) => severity === 'error');
    if (!isSound) code = 2;
    if (issues.length > 0) console.error(showIssues(issues));
    const verdict = isSound ? pc.green('sound') : pc.red('not sound');
    if (!quiet) console.log(`${file}: ${verdict}${issues.length > 0 ? `, ${countIssues(issues)}` : ''}`);
  }
  return code;
}

function issuesOf(file: string, settings: readonly Setting[]): readonly Issue[] {
  if (isStudy(file)) return readStudy(file, readText).issues;
  return basename(file) === 'figures.yaml' ? openLedger(dirname(file)).issues : answerFile(file, settings).issues;
}

/** Whether a file names the base that its variants are compared with. */
function isStudy(file: string): boolean {
  const answer = readText(file);
  if ('missing' in answer || !answer.text.includes('base')) return false;
  const data = parseYaml(file, answer.text).source?.data;
  return typeof data === 'object' && data !== null && 'base' in data;
}
