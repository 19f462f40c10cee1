/** `chokepoint export`: a scenario in one piece, or with its entities in tables for a spreadsheet. */
import { join } from 'node:path';
import { csvOf, type Resolved, standingAlone, tablesOf, VERSION, yamlText } from '../../index.ts';
import { answerFile, nameOf } from '../answer.ts';
import { type Call, command } from '../command.ts';
import { worthTelling } from '../inquiry.ts';
import { nothingWritten, tellIssues } from '../issues.ts';
import { ALLOW_OUTSIDE, QUIET, SCENARIO_FILE, SET, UsageError } from '../options.ts';
import { inTheWay, refuseOver, writeNew } from '../output-file.ts';
import { say } from '../print.ts';
import { readerFor } from '../read-file.ts';

const OPTIONS = {
  resolved: {
    describe:
      'in one YAML file that stands alone: all that it extends, tables, settings and figures; without claims of documents',
    type: 'boolean',
    default: false,
  },
  csv: {
    describe: 'stockpiles, flows and demands as CSV files, and a scenario that names them',
    type: 'boolean',
    default: false,
  },
  out: { describe: 'folder for the files', type: 'string', default: 'export' },
  set: SET,
  'allow-outside': ALLOW_OUTSIDE,
  quiet: QUIET,
} as const;

/** Adds `chokepoint export` to the command line. */
export const exportCommand = command(
  {
    words: 'export <file>',
    describe: 'write a scenario in one piece, or its stockpiles, flows and demands as tables',
    positionals: SCENARIO_FILE,
    options: OPTIONS,
    examples: [
      ['$0 export scenarios/six-month-licence.yaml --csv', 'two hundred lanes are edited in a spreadsheet'],
      ['$0 export a.yaml --resolved --set assumptions.renewed=0', 'one file, to send'],
    ],
    note: 'Both give the same results as the file itself.',
  },
  exportFile,
);

/** Returns the exit code. Nothing is written unless the file is sound. */
function exportFile(call: Call<typeof SCENARIO_FILE & typeof OPTIONS>): number {
  const { file, resolved: isWhole, csv, out, settings, allowOutside, quiet } = call;
  if (isWhole === csv) throw new UsageError('Say which: --resolved or --csv.');
  const { resolved, issues } = answerFile(file, settings, readerFor([file], allowOutside));
  const told = worthTelling(issues);
  tellIssues(told, quiet);
  if (resolved === undefined) return nothingWritten(told);
  const name = `${nameOf(file)}.yaml`;
  const files = csv ? inTables(name, resolved) : new Map([[name, headed(name, standingAlone(resolved))]]);
  const placed = new Map([...files].map(([one, text]) => [join(out, one), text]));
  const taken = [...placed.keys()].map(inTheWay).filter((path) => path !== undefined);
  refuseOver([...new Set(taken)].map((path) => `${path}: it is there already`));
  writeNew(placed);
  if (!quiet) say([...placed.keys()]);
  return 0;
}

/** A scenario with its entities in tables, and the ledger that it rests on. */
function inTables(name: string, { scenario: whole, figures }: Resolved): Map<string, string> {
  const { scenario, tables } = tablesOf(whole);
  const named = Object.fromEntries([...tables.keys()].map((section) => [section, `${section}.csv`]));
  return new Map([
    [name, headed(name, { ...scenario, tables: named })],
    ...[...tables].map(([section, rows]): [string, string] => [`${section}.csv`, csvOf(rows)]),
    ...(figures.length > 0 ? [['figures.yaml', headed(name, figures)] as const] : []),
  ]);
}

const headed = (name: string, data: unknown) => `# ${name}, exported by chokepoint ${VERSION}\n${yamlText(data)}`;
