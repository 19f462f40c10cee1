/** A case: a sound folder of files, what is spoilt in it, and the calls that are made. It follows from seed and number. */
import { existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseDocument, stringify } from 'yaml';
import type { Base } from './bases.ts';
import { FILE_NAMES, LEFTOVERS, spoiltCall } from './calls.ts';
import { type Chance, chanceOf } from './chance.ts';
import { SECRET, TABLES } from './hostile.ts';
import { type Data, kindOf, MUTATIONS } from './mutate.ts';
import { TEXT_MUTATIONS } from './texts.ts';

export interface Case {
  readonly seed: string;
  readonly number: number;
  readonly base: string;
  /** What was spoilt, in words. */
  readonly spoilt: readonly string[];
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly main: string;
  readonly calls: readonly (readonly string[])[];
  /** Whether places to write to were spoilt: they may fail to be written to, and what lay there may be cleared. */
  readonly isPlaceSpoilt: boolean;
}

/** What is spoilt: the data of a file, its text, and then what lies around it. */
type Part = 'data' | 'text' | 'name' | 'call' | 'leftover';

/** How many things are spoilt in a case. */
export function spoiltCount(seed: string, number: number): number {
  const chance = chanceOf(seed, number, 'count');
  return chance.is(0.55) ? 1 : 2 + chance.below(3);
}

/** The case of a seed with this number; `only` takes some of what is spoilt, by place, to find the least that fails. */
export function caseOf(
  bases: readonly Base[],
  seed: string,
  number: number,
  only: readonly number[] = [...Array(spoiltCount(seed, number)).keys()],
): Case {
  const chance = chanceOf(seed, number);
  const base = chance.weighed(bases);
  const other = chance.weighed(bases);
  const draft = { data: read(base.files[base.main]), other: read(other.files[other.main]) };
  const state = {
    files: new Map<string, string | Uint8Array>(Object.entries(base.files)),
    main: base.main,
    calls: [callOf(base, chance)],
    isPlaceSpoilt: false,
  };
  // Texts are spoilt after data, whose text they are of, whatever the order of luck.
  const parts = only
    .map((place) => ({ place, luck: chanceOf(seed, number, place) }))
    .map((one) => ({
      ...one,
      part: partOf(base, one.luck),
    }));
  const ORDER: readonly Part[] = ['data', 'text', 'name', 'call', 'leftover'];
  const sorted = parts.toSorted((left, right) => ORDER.indexOf(left.part) - ORDER.indexOf(right.part));
  const spoilt: string[] = [];
  for (const { part, luck } of sorted) {
    if (part === 'data') {
      const words = luck.weighed(MUTATIONS).spoil(draft, luck);
      if (words === undefined) continue;
      spoilt.push(`${state.main}: ${words}`);
      state.files.set(state.main, textOf(draft.data));
    } else spoilt.push(spoilAround(part, state, luck));
  }
  return { ...{ seed, number, base: base.name, spoilt }, ...state };
}

type State = {
  -readonly [Key in 'files' | 'main' | 'calls' | 'isPlaceSpoilt']: Key extends 'files'
    ? Map<string, string | Uint8Array>
    : Case[Key];
};

function callOf(base: Base, chance: Chance): readonly string[] {
  return chance.oneOf(base.calls);
}

function partOf(base: Base, chance: Chance): Part {
  const PARTS: readonly { readonly part: Part; readonly weight: number }[] = [
    { part: 'data', weight: base.main.endsWith('.csv') ? 0 : 70 },
    { part: 'text', weight: base.main.endsWith('.csv') ? 60 : 14 },
    { part: 'name', weight: base.main.includes('/') || base.main.endsWith('.csv') ? 0 : 3 },
    { part: 'call', weight: 12 },
    { part: 'leftover', weight: 5 },
  ];
  return chance.weighed(PARTS).part;
}

/** Spoils anything but data; returns what in words. */
function spoilAround(part: Exclude<Part, 'data'>, state: State, chance: Chance): string {
  const { files, main } = state;
  const [words] = state.calls;
  if (part === 'text') {
    const content = files.get(main) as string;
    const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
    if (main.endsWith('.csv')) {
      const [told, change] = chance.oneOf(TABLES);
      files.set(main, change(text));
      return `${main}: ${told}`;
    }
    const { words: told, spoil } = chance.oneOf(TEXT_MUTATIONS);
    files.set(main, spoil(text, chance));
    return `${main}: ${told}`;
  }
  if (part === 'name') {
    const name = chance.oneOf(FILE_NAMES);
    files.set(name, files.get(main) as string);
    files.delete(main);
    state.main = name;
    state.calls = [words.map((word) => (word === main ? name : word))];
    state.isPlaceSpoilt = true;
    return `${main}: called ${JSON.stringify(name)}`;
  }
  if (part === 'call') {
    const call = spoiltCall(words, chance);
    state.calls = [call.words];
    state.isPlaceSpoilt ||= /--(out|junit|html)/.test(call.told);
    return call.told;
  }
  const { words: told, files: left } = chance.oneOf(LEFTOVERS);
  for (const [path, content] of Object.entries(left(basename(main).replace(/\.ya?ml$/, '')))) {
    // A file in the place of a folder leaves nothing in that folder.
    for (const known of [...files.keys()]) if (known.startsWith(`${path}/`)) files.delete(known);
    files.set(path, content);
  }
  state.isPlaceSpoilt = true;
  return told;
}

function read(text: string | undefined): Data {
  return parseDocument(text ?? '').toJS({ mapAsMap: true }) as Data;
}

function textOf(data: Data): string {
  // A scenario is written section by section, as people write it, so that lines of its text can be spoilt.
  return stringify(data, {
    lineWidth: 0,
    aliasDuplicateObjects: false,
    ...(kindOf(data) === 'ledger' && { indentSeq: false }),
  });
}

/** Where the files of a case lie: two folders deep, with files of a user above. */
export const DEPTH = ['home', 'work'];

/** Writes the files of a case below a folder, and around them what hostile paths may name. */
export function writeCase({ files }: Case, sandbox: string, shared: string): string {
  const folder = join(sandbox, ...DEPTH);
  mkdirSync(join(folder, 'folder'), { recursive: true });
  for (const above of [sandbox, join(sandbox, DEPTH[0])]) {
    writeFileSync(join(above, 'secret.txt'), `${SECRET}: 1\n`);
    writeFileSync(join(above, 'secret.yaml'), `${SECRET}: 1\n`);
    mkdirSync(join(above, 'precious'));
    writeFileSync(join(above, 'precious/notes.md'), 'of a user\n');
  }
  for (const name of ['pipe', 'large.yaml']) symlinkSync(join(shared, name), join(folder, name));
  symlinkSync('../secret.txt', join(folder, 'link'));
  symlinkSync('/dev/zero', join(folder, 'link-to-zero'));
  symlinkSync('loop', join(folder, 'loop'));
  writeFileSync(join(folder, 'empty.yaml'), '');
  writeFileSync(join(folder, 'in the way'), 'of a user\n');
  for (const [path, content] of files) {
    const whole = join(folder, path);
    // Two spoilt things may want a file and a folder of one name: the first is there.
    if (foldersOf(path).some((above) => isFile(join(folder, above)))) continue;
    mkdirSync(dirname(whole), { recursive: true });
    if (!isFolder(whole)) writeFileSync(whole, content);
  }
  return folder;
}

/** The folders of a path, from the first. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, n) => parts.slice(0, n + 1).join('/'));
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
