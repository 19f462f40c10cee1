/** `chokepoint migrate`: files of an older version of the format, rewritten as ones of the present version. */
import { migrateFile } from '../../index.ts';
import { type Call, command } from '../command.ts';
import { nothingWritten, tellIssues } from '../issues.ts';
import { ALLOW_OUTSIDE, QUIET, SCENARIO_FILES } from '../options.ts';
import { replaceText } from '../output-file.ts';
import { say } from '../print.ts';
import { readerFor } from '../read-file.ts';

const POSITIONALS = { files: { ...SCENARIO_FILES, describe: 'scenarios, studies or chokepoint.yaml' } };
const OPTIONS = {
  check: {
    describe: 'write nothing; say what would change, with exit code 3 if anything would',
    type: 'boolean',
    default: false,
  },
  'allow-outside': ALLOW_OUTSIDE,
  quiet: QUIET,
} as const;

/** Adds `chokepoint migrate` to the command line. */
export const migrateCommand = command(
  {
    words: 'migrate <files..>',
    describe: 'rewrite files of version 1 as version 2: the same meaning, comments and layout kept',
    positionals: POSITIONALS,
    options: OPTIONS,
    examples: [['$0 migrate scenarios/*.yaml', 'those that are of version 2 already are left alone']],
    codes: ', 3 --check has found something to change',
  },
  migrate,
);

/** Rewrites all files, or none where one is at fault. Returns the exit code. */
function migrate({ files, check, allowOutside, quiet }: Call<typeof POSITIONALS & typeof OPTIONS>): number {
  const all = [...new Set(files)].map((file) => ({ file, ...migrateFile(file, readerFor([file], allowOutside)) }));
  const issues = all.flatMap((one) => one.issues);
  if (issues.length > 0) {
    tellIssues(issues);
    return nothingWritten(issues);
  }
  for (const { file, text, paths } of all) {
    if (text !== undefined && !check) replaceText(file, text);
    const what = text === undefined ? 'nothing to change' : `${check ? 'would change' : 'changed'} ${few(paths)}`;
    if (!quiet) say(`${file}: ${what}`);
  }
  return check && all.some(({ text }) => text !== undefined) ? 3 : 0;
}

const MOST = 6;

/** `version, expect[0].that and 12 more`. */
function few(paths: readonly string[]): string {
  const more = paths.length > MOST ? ` and ${paths.length - MOST + 1} more` : '';
  return `${paths.slice(0, more === '' ? MOST : MOST - 1).join(', ')}${more}`;
}
