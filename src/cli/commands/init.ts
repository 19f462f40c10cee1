/** `chokepoint init`: a repository of one's own, with a scenario, its results, and what checks them. */

import { basename, join, resolve } from 'node:path';
import { command } from '../command.ts';
import { dependencyIn, VENDOR } from '../npm.ts';
import { readDrawing } from '../options.ts';
import { inTheWay, writeNew } from '../output-file.ts';
import { complain, say } from '../print.ts';
import { shellWord } from '../shell.ts';
import { FIRST_SCENARIO, initFiles } from './init-files.ts';
import { run } from './run.ts';

/** Adds `chokepoint init` to the command line. */
export const initCommand = command(
  {
    words: 'init [folder]',
    describe: 'make a repository of scenarios of your own, with what checks it',
    positionals: { folder: { describe: 'where to make it', type: 'string', default: '.' } },
    options: {},
    examples: [['$0 init my-scenarios', 'then cd my-scenarios && npx chokepoint check']],
  },
  init,
);

/** Writes the files and makes the results. Overwrites nothing: says what is in the way. Returns the exit code. */
async function init({ folder }: { readonly folder: string }): Promise<number> {
  const filesFor = (chokepoint: string) => initFiles(basename(resolve(folder)), chokepoint);
  const names = [...filesFor('').keys(), 'results', VENDOR];
  const there = new Set(names.flatMap((name) => inTheWay(join(folder, name)) ?? []));
  if (there.size > 0) {
    const list = [...there].map((path) => `    ${path}`);
    complain('Nothing was written, as this is there already:', list, 'Name another folder, or an empty one.');
    return 2;
  }
  const files = filesFor(dependencyIn(folder));
  writeNew(new Map([...files].map(([name, text]) => [join(folder, name), text])));
  const options = {
    settings: [],
    allowOutside: false,
    runs: undefined,
    seed: undefined,
    sampling: 'plain',
    threads: undefined,
    language: 'en',
    drawing: readDrawing(undefined, false),
  } as const;
  const first = { files: [join(folder, FIRST_SCENARIO)], out: join(folder, 'results'), json: false, quiet: true };
  const code = await run({ ...first, ...options });
  if (code !== 0) return code;
  const into = folder === '.' ? '' : `cd ${shellWord(folder)} && `;
  const made = [...files.keys(), 'results/'].map((name) => `    ${join(folder, name)}`);
  say(made, '', `Next: ${into}npm install && npx chokepoint check`);
  return 0;
}
