/** `chokepoint diff`: how two scenarios differ as they are written, whatever files they are made of. */
import {
  diffLines,
  type InputChange,
  type Inputs,
  type Issue,
  inputChanges,
  pathText,
  readScenario,
} from '../../index.ts';
import { type Call, command } from '../command.ts';
import { heldInputs, openHeldRun } from '../inputs.ts';
import { tellIssues } from '../issues.ts';
import { ALLOW_OUTSIDE, QUIET, SCENARIO_FILES, UsageError } from '../options.ts';
import { say, sayJson } from '../print.ts';
import { readerFor } from '../read-file.ts';

const POSITIONALS = { files: { ...SCENARIO_FILES, describe: 'two scenario files, or summary.json of runs' } };
const OPTIONS = {
  'allow-outside': ALLOW_OUTSIDE,
  json: { describe: 'print every difference as JSON', type: 'boolean', default: false },
  quiet: QUIET,
} as const;

/** Adds `chokepoint diff` to the command line. */
export const diffCommand = command(
  {
    words: 'diff <files..>',
    describe: 'how two scenarios differ as written, what they extend and their tables included',
    positionals: POSITIONALS,
    options: OPTIONS,
    examples: [
      ['$0 diff a.yaml b.yaml', 'what b says otherwise than a'],
      ['$0 diff results/a/summary.json a.yaml', 'what has changed since a was run'],
    ],
    codes: ', 3 they differ',
  },
  diff,
);

/** Returns the exit code: 3 where they differ. */
function diff({ files, allowOutside, json, quiet }: Call<typeof POSITIONALS & typeof OPTIONS>): number {
  if (files.length !== 2) throw new UsageError(`diff wants two files; got ${files.length}`);
  const read = files.map((file) => openInputs(file, allowOutside));
  const issues = read.flatMap((one) => one.issues).filter(({ severity }) => severity === 'error');
  tellIssues(issues, quiet);
  const [old, now] = read.map(({ inputs }) => inputs);
  if (old === undefined || now === undefined) return 2;
  const changes = inputChanges(old, now);
  if (json) sayJson(JSON.stringify(changes.map(changeAsJson), null, 2));
  else if (!quiet) say(...diffLines(changes, files[0] as string, files[1] as string));
  return changes.length > 0 ? 3 : 0;
}

/** What a scenario file says, resolved, or what a summary.json holds. */
function openInputs(file: string, allowOutside: boolean): { inputs?: Inputs; issues: readonly Issue[] } {
  if (/\.json$/i.test(file)) return { inputs: heldInputs(openHeldRun(file, 'diff').inputs), issues: [] };
  const { resolved, issues } = readScenario(file.replaceAll('\\', '/'), readerFor([file], allowOutside));
  return { ...(resolved && { inputs: resolved }), issues };
}

function changeAsJson({ kind, path, old, now, isText }: InputChange): object {
  return {
    kind,
    path: pathText(path),
    ...(old !== undefined && { old }),
    ...(now !== undefined && { now }),
    text: isText,
  };
}
