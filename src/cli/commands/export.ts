/** `chokepoint export`: a scenario in one piece, or with its entities in tables for a spreadsheet. */
import { join } from 'node:path';
import { csvOf, tablesOf, VERSION, yamlText } from '../../index.ts';
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
      'in one YAML file all that it extends, tables, settings and figures; what the figures rest on as figures.yaml',
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
      ['$0 export a.yaml --resolved --set assumptions.renewed=0', 'to send, with the figures.yaml beside it'],
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
