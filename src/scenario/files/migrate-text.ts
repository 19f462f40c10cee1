/** Changes of a file's data written into its text: what is not changed keeps its bytes, comments and layout with them. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { presentNames } from '../../former-names.ts';
import type { Path } from '../../issue.ts';
import type { Change } from './migrate.ts';
import { isMerge, keyOf } from './yaml-content.ts';

/** A part of a text and what is put in its place. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The text with the changes in it. What aliases share is changed once, so that the caller must see what came of it. */
export function changedText(text: string, changes: readonly Change[]): string {
  const document: Document = parseDocument(text, { stringKeys: true, uniqueKeys: false });
  const edits = new Map<string, Edit>();
  for (const change of changes) {
    const edit = editOf(document, text, change);
    if (edit !== undefined) edits.set(`${edit.from} ${edit.text}`, edit);
  }
  let result = text;
  for (const { from, to, text: put } of [...edits.values()].sort((one, other) => other.from - one.from)) {
    result = result.slice(0, from) + put + result.slice(to);
  }
  return result;
}

function editOf(document: Document, text: string, { path, ...change }: Change): Edit | undefined {
  const owner = nodeAt(document, path.slice(0, -1));
  const last = path.at(-1) as string | number;
  if (isSeq(owner)) return replaced(owner.items[Number(last)], text, presentNames);
  if (!isMap(owner)) return undefined;
  const pair = owner.items.find((one) => !isMerge(one) && keyOf(one) === String(last));
  if ('name' in change)
    return pair && replaced(pair.key, text, (written) => written.replace(String(last), change.name));
  if (pair === undefined) return added(owner, text, isJson(document), String(last), String(change.value));
  const isText = isScalar(pair.value) && typeof pair.value.value === 'string';
  return replaced(pair.value, text, isText ? presentNames : () => String(change.value), ' ');
}

/** What stands at a path, aliases followed; of a key given twice the last. */
function nodeAt(document: Document, path: Path): unknown {
  const resolved = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  return path.reduce<unknown>((node, part) => {
    if (isSeq(node)) return resolved(node.items[Number(part)]);
    return isMap(node) ? resolved(node.items.findLast((pair) => keyOf(pair) === String(part))?.value) : undefined;
  }, resolved(document.contents));
}

/** A scalar as it is written, made anew from that; where nothing is written, after `space`. */
function replaced(node: unknown, text: string, make: (written: string) => string, space = ''): Edit | undefined {
  const range = isScalar(node) ? node.range : undefined;
  if (!range) return undefined;
  const [from, to] = range;
  return { from, to, text: `${from === to ? space : ''}${make(text.slice(from, to))}` };
}

/** A key and its value: last in braces, first in a block. */
function added(map: YAMLMap, text: string, isQuoted: boolean, key: string, value: string): Edit | undefined {
  const { items, flow, range } = map;
  if (!range) return undefined;
  if (!flow) {
    const from = startOf(items[0]);
    if (from === undefined) return undefined;
    const before = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
    const end = text.includes('\r\n') ? '\r\n' : '\n';
    return { from, to: from, text: `${key}: ${value}${end}${' '.repeat(before.length)}` };
  }
  const last = items.at(-1);
  const written = isQuoted ? `"${key}": ${value === '0%' ? '"0%"' : value}` : `${key}: ${value}`;
  if (last === undefined) return { from: range[0] + 1, to: range[0] + 1, text: written };
  const from = ((last.value ?? last.key) as Node).range?.[1] ?? range[1] - 1;
  return { from, to: from, text: `, ${written}` };
}

/** Whether the file begins as JSON does: with a quoted key in braces. */
function isJson({ contents }: Document): boolean {
  if (!isMap(contents) || !contents.flow) return false;
  const key = contents.items[0]?.key;
  return isScalar(key) && key.type === 'QUOTE_DOUBLE';
}

function startOf(pair: Pair | undefined): number | undefined {
  return (pair?.key as Node | undefined)?.range?.[0];
}
