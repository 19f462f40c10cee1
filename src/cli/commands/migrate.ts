/** `chokepoint migrate`: files of an older version of the format, rewritten as ones of the present version. */
import type { Argv } from 'yargs';
import { migrateFile } from '../../index.ts';
import { nothingWritten, tellIssues } from '../issues.ts';
import { ALLOW_OUTSIDE, EXIT_CODES, example, QUIET } from '../options.ts';
import { replaceText } from '../output-file.ts';
import { say } from '../print.ts';
import { readerFor } from '../read-file.ts';

/** Adds `chokepoint migrate` to the command line. */
export function migrateCommand(cli: Argv): Argv {
  return cli.command(
    'migrate <files..>',
    'rewrite files of version 1 as version 2: the same meaning, comments and layout kept',
    (command) =>
      command
        .positional('files', {
          describe: 'scenarios, studies or chokepoint.yaml',
          type: 'string',
          array: true,
          demandOption: true,
        })
        .option('check', {
          describe: 'write nothing; say what would change, with exit code 3 if anything would',
          type: 'boolean',
          default: false,
        })
        .option('allow-outside', ALLOW_OUTSIDE)
        .option('quiet', QUIET)
        .example(...example('$0 migrate scenarios/*.yaml', 'those that are of version 2 already are left alone'))
        .epilogue(`${EXIT_CODES}, 3 --check has found something to change.`),
    ({ files, check, allowOutside, quiet }) => {
      process.exitCode = migrate(files, { check, allowOutside, quiet });
    },
  );
}

/** Rewrites all files, or none where one is at fault. Returns the exit code. */
function migrate(
  files: readonly string[],
  { check, allowOutside, quiet }: { check: boolean; allowOutside: boolean; quiet: boolean },
): number {
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
