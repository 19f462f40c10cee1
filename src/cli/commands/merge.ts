/** `chokepoint merge`: the files of all shards of a command in; what one machine would have written, to the byte. */
import type { Argv } from 'yargs';
import { CHARTS, type Drawing, EXIT_CODES, example, QUIET, readDrawing } from '../options.ts';
import { complain, say } from '../print.ts';
import { fromShards } from '../shard.ts';
import { buildOf, isSame, openShard, type Shard } from '../shard-file.ts';
import { type CompareOptions, compare } from './compare.ts';
import { type RunOptions, run } from './run.ts';
import { type SensitivityOptions, sensitivity } from './sensitivity.ts';

interface MergeOptions {
  readonly files: readonly string[];
  readonly out: string | undefined;
  readonly status: boolean;
  readonly drawing: Drawing;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Adds `chokepoint merge` to the command line. */
export function mergeCommand(cli: Argv): Argv {
  return cli.command(
    'merge <files..>',
    'put shards of run, compare or sensitivity together, as one machine would have written it',
    (command) =>
      command
        .positional('files', { describe: 'the files of all shards', type: 'string', array: true, demandOption: true })
        .option('out', { describe: 'folder for the results, as of the command itself', type: 'string' })
        .option('status', {
          describe: 'say which shards are there, and how to make the others',
          type: 'boolean',
          default: false,
        })
        .options(CHARTS)
        .option('json', { describe: 'print summary.json instead of the table', type: 'boolean', default: false })
        .option('quiet', QUIET)
        .example(...example('$0 run a.yaml --runs 1000000 --shard 7/40 --out parts', 'the seventh of forty shards'))
        .example(...example('$0 merge parts/*.shard', 'when all forty are there'))
        .example(...example('$0 merge parts/*.shard --status', 'which are missing'))
        .epilogue(`${EXIT_CODES}, 3 with --status: shards are missing, 130 Ctrl-C.`),
    async ({ files, out, status, charts, noCharts, json, quiet }) => {
      const drawing = readDrawing(charts, noCharts);
      process.exitCode = await merge({ files, out, status, drawing, json, quiet });
    },
  );
}

/** Returns the exit code. Nothing is written unless every shard is there, whole, and of the same command. */
export async function merge({ files, out, status, drawing, json, quiet }: MergeOptions): Promise<number> {
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
  const again = missing.map((index) => `${words} --shard ${index}/${of}`);
  if (status) {
    say([`${own.size} of ${of} shards are there.`, ...problems, ...again]);
    return missing.length > 0 || problems.length > 0 ? 3 : 0;
  }
  if (build !== buildOf())
    problems.push('The shards were made by another build of chokepoint: merge them by that one.');
  if (missing.length > 0) problems.push(`${missing.length} of ${of} shards are missing. To make them:`, ...again);
  if (problems.length > 0) return refuse(problems);
  const elsewhere = fromShards([...own.values()]);
  const call = { ...(options as object), out, drawing, json, quiet, threads: undefined, elsewhere };
  switch (command) {
    case 'run':
      return run(call as RunOptions);
    case 'compare':
      return compare(call as CompareOptions);
    case 'sensitivity':
      return sensitivity(call as SensitivityOptions);
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
