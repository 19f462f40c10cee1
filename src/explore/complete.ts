/** What may be written at a place of a scenario's text: keys of the schema, words that it allows, and names of the file. */
import type { JsonSchema } from '../scenario/schema/json-schema.ts';

/** What stands in a file: the schema, and ids by the section that they are of. */
export interface Vocabulary {
  readonly schema: JsonSchema;
  readonly names: Readonly<Record<string, readonly string[]>>;
}

/** Where something is written: keys from the top to there, a number in a list; and whether it is a key or a value. */
export interface Place {
  readonly path: readonly string[];
  readonly isKey: boolean;
  /** Where the word that is being written begins. */
  readonly from: number;
}

export interface Completion {
  readonly label: string;
  readonly detail: string;
}

/** Of what section a reference is, by the key that holds it; anything else that is no text may name assumptions. */
const REFERENCES: Readonly<Record<string, string>> = {
  ...{
    from: 'stockpiles',
    to: 'stockpiles',
    licence: 'licences',
    flow: 'flows',
    demand: 'demands',
    process: 'processes',
  },
};

/** What may stand at an offset; `from` is where what is there already begins. */
export function completionsAt(text: string, offset: number, { schema, names }: Vocabulary) {
  const { path, isKey, from } = placeAt(text, offset);
  const within = path.reduce<readonly JsonSchema[]>(
    (all, key) => all.flatMap((one) => inside(one, key)),
    branches(schema),
  );
  if (isKey) {
    const keys = within.flatMap((one) => Object.entries(mapAt(one, 'properties')));
    const options = keys.map(([label, inner]) => ({ label: `${label}: `, detail: textAt(inner, 'description') }));
    return { from, options: distinct(options) };
  }
  const words = within.flatMap((one) => [one['enum'] ?? [], one['const'] ?? []].flat().map(String));
  const section = REFERENCES[path.at(-1) ?? ''];
  const isFormula = within.some((one) => one['kind'] !== undefined);
  const ids = [
    ...(section === undefined ? [] : (names[section] ?? []).map((id) => ({ label: id, detail: section }))),
    ...(isFormula ? (names['assumptions'] ?? []).map((id) => ({ label: id, detail: 'assumptions' })) : []),
  ];
  return { from, options: distinct([...words.map((label) => ({ label, detail: '' })), ...ids]) };
}

function distinct(options: readonly Completion[]): Completion[] {
  return [...new Map(options.map((one) => [one.label, one])).values()];
}

/** A schema and all that it may be in its place. */
function branches(schema: unknown): JsonSchema[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = schema as JsonSchema;
  const others = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (Array.isArray(own[key]) ? (own[key] as unknown[]) : []));
  return [own, ...others.flatMap(branches)];
}

/** What stands at a key, or in a list. */
function inside(schema: JsonSchema, key: string): JsonSchema[] {
  const properties = mapAt(schema, 'properties');
  const inner = Object.hasOwn(properties, key) ? properties[key] : (schema['additionalProperties'] ?? schema['items']);
  return branches(inner);
}

function mapAt(schema: JsonSchema, key: string): Readonly<Record<string, unknown>> {
  return (schema[key] ?? {}) as Readonly<Record<string, unknown>>;
}

function textAt(schema: unknown, key: string): string {
  return branches(schema).flatMap((one) => (typeof one[key] === 'string' ? [one[key] as string] : []))[0] ?? '';
}

/** A line that begins an entry of a block: its indent, dashes of lists, and its key. */
const ENTRY = /^( *)((?:- +)*)(?:("?)([\w.[\]]+)\3:(?= |$))?/;
const WORD = /[\w.]*$/;

/** Where an offset lies: by indents of blocks, and by brackets in the entry that it is in. */
export function placeAt(text: string, offset: number): Place {
  const lines = text.slice(0, offset).split('\n');
  const from = offset - (WORD.exec(lines.at(-1) ?? '')?.[0].length ?? 0);
  for (let n = lines.length - 1; n >= 0; n--) {
    const [lead = '', indent = '', dashes = '', , key] = ENTRY.exec(lines[n]) ?? [];
    const isLast = n === lines.length - 1;
    if (key === undefined && dashes === '' && !isLast) continue;
    const rest = [lines[n].slice(lead.length), ...lines.slice(n + 1)].join('\n');
    const flow = flowAt(rest);
    // What is closed again, or another line, is no part of this entry.
    if (flow === undefined || (!isLast && flow.path.length === 0 && !flow.isOpen)) continue;
    const column = indent.length + dashes.length;
    const above = blockPath(lines.slice(0, n), dashes === '' ? column : indent.length, dashes !== '');
    const own = [...above, ...(dashes === '' ? [] : ['0']), ...(key === undefined ? [] : [key])];
    return { path: [...own, ...flow.path], isKey: flow.isOpen ? flow.isKey : key === undefined, from };
  }
  return { path: [], isKey: true, from };
}

/** Within brackets, which keys lead to the end of a text, and whether a key comes there; undefined where they don't match. */
function flowAt(text: string): { path: string[]; isKey: boolean; isOpen: boolean } | undefined {
  const open: { isMap: boolean; key: string | undefined }[] = [];
  let quote = '';
  let word = '';
  for (const [n, character] of [...text].entries()) {
    if (quote !== '') {
      if (character === quote) quote = '';
      else word += character;
      continue;
    }
    const top = open.at(-1);
    if (character === '"' || (character === "'" && word.trim() === '')) {
      quote = character;
      word = '';
    } else if (character === '{' || character === '[') {
      open.push({ isMap: character === '{', key: undefined });
      word = '';
    } else if (character === '}' || character === ']') {
      if (open.pop() === undefined) return undefined;
      word = '';
    } else if (character === ',') {
      if (top) top.key = undefined;
      word = '';
    } else if (character === ':' && top?.isMap && /\s|^$/.test(text[n + 1] ?? '')) {
      top.key = word.trim();
      word = '';
    } else word += character;
  }
  const path = open.flatMap(({ isMap, key }) => (isMap ? (key ?? []) : ['0']));
  const last = open.at(-1);
  return { path, isKey: last?.isMap === true && last.key === undefined, isOpen: open.length > 0 };
}

/** The keys of the blocks that lines below a column are in. */
function blockPath(lines: readonly string[], column: number, isItem: boolean): string[] {
  let [limit, mayEqual] = [column, isItem];
  const path: string[] = [];
  for (const line of lines.toReversed()) {
    const [, indent = '', dashes = '', , key] = ENTRY.exec(line) ?? [];
    if (key === undefined) continue;
    const own = indent.length + dashes.length;
    const isAbove = own < limit || (mayEqual && dashes === '' && own === limit);
    if (isAbove) path.unshift(key);
    if (isAbove) [limit, mayEqual] = [own, false];
    // The entries of an item stand in one column, the first behind the dash.
    if (dashes !== '' && own === limit) {
      path.unshift('0');
      [limit, mayEqual] = [indent.length, true];
    }
    if (limit === 0 && !mayEqual) break;
  }
  return path;
}
