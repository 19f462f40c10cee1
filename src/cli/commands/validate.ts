/** `chokepoint validate`: every fault of every file, without writing anything. */
import { basename } from 'node:path';
import { type Issue, parseYaml, type Reader, readStudy, type Setting } from '../../index.ts';
import { issuesOfFile } from '../answer.ts';
import { type Call, command } from '../command.ts';
import { countIssues, tellIssues } from '../issues.ts';
import { openLedger } from '../ledger.ts';
import { ALLOW_OUTSIDE, QUIET, SCENARIO_FILES, SET } from '../options.ts';
import { green, pieces, red, say } from '../print.ts';
import { readerFor } from '../read-file.ts';

const POSITIONALS = { files: SCENARIO_FILES };
const OPTIONS = { set: SET, 'allow-outside': ALLOW_OUTSIDE, quiet: QUIET };

/** Adds `chokepoint validate` to the command line. */
export const validateCommand = command(
  {
    words: 'validate <files..>',
    describe: 'check scenario files and say everything that is wrong with them',
    positionals: POSITIONALS,
    options: OPTIONS,
    examples: [['$0 validate scenarios/*.yaml', 'all at once; exit code 2 if one is not sound']],
  },
  validate,
);

/**
 * Returns the exit code: 2 if any file has an error. A central run is made, as some faults show only then; a file
 * called figures.yaml is checked as a ledger, one with a base as a study with all its variants.
 */
function validate({ files, settings, allowOutside, quiet }: Call<typeof POSITIONALS & typeof OPTIONS>): number {
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
