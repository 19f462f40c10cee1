/** `chokepoint export`: a scenario in one piece, or with its entities in tables for a spreadsheet. */
import { join } from 'node:path';
import type { Argv } from 'yargs';
import { csvOf, type Setting, tablesOf, VERSION, yamlText } from '../../index.ts';
import { answerFile, nameOf } from '../answer.ts';
import { nothingWritten, tellIssues } from '../issues.ts';
import { ALLOW_OUTSIDE, EXIT_CODES, example, QUIET, readSettings, SET, UsageError } from '../options.ts';
import { inTheWay, refuseOver, writeNew } from '../output-file.ts';
import { say } from '../print.ts';
import { readerFor } from '../read-file.ts';

interface ExportOptions {
  readonly file: string;
  readonly csv: boolean;
  readonly out: string;
  readonly settings: readonly Setting[];
  readonly allowOutside: boolean;
  readonly quiet: boolean;
}

/** Adds `chokepoint export` to the command line. */
export function exportCommand(cli: Argv): Argv {
  return cli.command(
    'export <file>',
    'write a scenario in one piece, or its stockpiles, flows and demands as tables',
    (command) =>
      command
        .positional('file', { describe: 'a scenario file', type: 'string', demandOption: true })
        .option('resolved', {
          describe: 'in one YAML file: all that it extends, tables, settings and figures put in',
          type: 'boolean',
          default: false,
        })
        .option('csv', {
          describe: 'stockpiles, flows and demands as CSV files, and a scenario that names them',
          type: 'boolean',
          default: false,
        })
        .option('out', { describe: 'folder for the files', type: 'string', default: 'export' })
        .option('set', SET)
        .option('allow-outside', ALLOW_OUTSIDE)
        .option('quiet', QUIET)
        .example(
          ...example(
            '$0 export scenarios/six-month-licence.yaml --csv',
            'two hundred lanes are edited in a spreadsheet',
          ),
        )
        .example(...example('$0 export a.yaml --resolved --set assumptions.renewed=0', 'one file to send'))
        .epilogue(`Both give the same results as the file itself.\n${EXIT_CODES}.`),
    ({ file, resolved, csv, out, set, allowOutside, quiet }) => {
      if (resolved === csv) throw new UsageError('Say which: --resolved or --csv.');
      process.exitCode = exportFile({ file, csv, out, settings: readSettings(set), allowOutside, quiet });
    },
  );
}

/** Returns the exit code. Nothing is written unless the file is sound. */
function exportFile({ file, csv, out, settings, allowOutside, quiet }: ExportOptions): number {
  const { resolved, issues } = answerFile(file, settings, readerFor([file], allowOutside));
  const told = issues.filter(({ code }) => code !== 'unsourced');
  tellIssues(told, quiet);
  if (resolved === undefined) return nothingWritten(told);
  const { scenario, tables } = csv ? tablesOf(resolved.scenario) : { scenario: resolved.scenario, tables: new Map() };
  const named = Object.fromEntries([...tables.keys()].map((section) => [section, `${section}.csv`]));
  const whole = csv ? { ...(scenario as object), tables: named } : scenario;
  const head = `# ${nameOf(file)}, exported by chokepoint ${VERSION}\n`;
  const files = new Map<string, string>([
    [`${nameOf(file)}.yaml`, head + yamlText(whole)],
    ...[...tables].map(([section, rows]): [string, string] => [`${section}.csv`, csvOf(rows)]),
    ...(resolved.figures.length > 0 ? [['figures.yaml', head + yamlText(resolved.figures)] as [string, string]] : []),
  ]);
  const placed = new Map([...files].map(([name, text]) => [join(out, name), text]));
  const taken = [...placed.keys()].map(inTheWay).filter((path) => path !== undefined);
  refuseOver([...new Set(taken)].map((path) => `${path}: it is there already`));
  writeNew(placed);
  if (!quiet) say([...placed.keys()]);
  return 0;
}
