/** `chokepoint merge`: the files of all shards of a command in; what one machine would have written, to the byte. */
import { dirname } from 'node:path';
import { type Call, command } from '../command.ts';
import { CHARTS, QUIET, SCENARIO_FILES } from '../options.ts';
import { complain, say } from '../print.ts';
import { fromShards, SHARDS } from '../shard.ts';
import { buildOf, isSame, openShard, type Shard } from '../shard-file.ts';
import { wordsOf } from '../shell.ts';
import { type CompareOptions, compare } from './compare.ts';
import { type RunOptions, run } from './run.ts';
import { type SensitivityOptions, sensitivity } from './sensitivity.ts';

const POSITIONALS = { files: { ...SCENARIO_FILES, describe: 'the files of all shards' } };
const OPTIONS = {
  out: { describe: 'folder for the results, as of the command itself', type: 'string' },
  status: { describe: 'say which shards are there, and how to make the others', type: 'boolean', default: false },
  ...CHARTS,
  json: { describe: 'print summary.json instead of the table', type: 'boolean', default: false },
  quiet: QUIET,
} as const;

/** Adds `chokepoint merge` to the command line. */
export const mergeCommand = command(
  {
    words: 'merge <files..>',
    describe: 'put shards of run, compare or sensitivity together, as one machine would have written it',
    positionals: POSITIONALS,
    options: OPTIONS,
    examples: [
      ['$0 merge parts/*.shard', 'when all are there that run --shard i/n makes'],
      ['$0 merge parts/*.shard --status', 'which are missing'],
    ],
    codes: ', 3 with --status: shards are missing, 130 Ctrl-C',
  },
  merge,
);

/** Returns the exit code. Nothing is written unless every shard is there, whole, and of the same command. */
async function merge(call: Call<typeof POSITIONALS & typeof OPTIONS>): Promise<number> {
  const { files, out, status, drawing, json, quiet } = call;
  const opened = files.map(openShard);
  const shards = opened.filter((one) => 'origin' in one);
  const [first] = shards;
  const problems = [...opened.flatMap((one) => ('origin' in one ? [] : [`${one.path}: ${one.problem}`]))];
  if (first === undefined) return refuse(problems);
  const others = shards.filter(({ origin }) => !isSame(origin, first.origin));
  problems.push(...others.map((one) => `${one.path}: ${difference(one, first)}`));
  const own = new Map<number, Shard>();
  for (const one of shards.filter((shard) => !others.includes(shard))) {
    const twin = own.get(one.index);
    if (twin !== undefined && twin.digest !== one.digest) {
      problems.push(
        `${one.path}: another ${one.index} of ${one.origin.of} than ${twin.path}, though made from the same`,
      );
    }
    own.set(one.index, twin ?? one);
  }
  const { of, words, command, options, build } = first.origin;
  const missing = Array.from({ length: of }, (_, n) => n + 1).filter((index) => !own.has(index));
  const into = dirname(first.path) === SHARDS ? '' : wordsOf(['--out', dirname(first.path)]);
  const again = missing.map((index) => `${words} --shard ${index}/${of}${into}`);
  if (status) {
    say([`${own.size} of ${of} shards are there.`, ...problems, ...again]);
    return missing.length > 0 || problems.length > 0 ? 3 : 0;
  }
  if (build !== buildOf())
    problems.push('The shards were made by another build of chokepoint: merge them by that one.');
  if (missing.length > 0) problems.push(`${missing.length} of ${of} shards are missing. To make them:`, ...again);
  if (problems.length > 0) return refuse(problems);
  const elsewhere = fromShards([...own.values()]);
  const whole = { ...(options as object), out, drawing, json, quiet, threads: undefined, elsewhere };
  switch (command) {
    case 'run':
      return run(whole as RunOptions);
    case 'compare':
      return compare(whole as CompareOptions);
    case 'sensitivity':
      return sensitivity(whole as SensitivityOptions);
  }
}

/** In what a shard differs from the first. */
function difference({ origin }: Shard, { path, origin: first }: Shard): string {
  if (origin.build !== first.build) return `made by another build of chokepoint than ${path}`;
  if (origin.words !== first.words) return `made by ${origin.words}, and ${path} by ${first.words}`;
  if (origin.of !== first.of) return `one of ${origin.of} shards, and ${path} one of ${first.of}`;
  return `made from other files than ${path}`;
}

function refuse(problems: readonly string[]): number {
  complain(problems, '', 'Nothing was written.');
  return 2;
}
