/**
 * YAML text to plain data, with the place of every value kept, so that an issue can point at line and column.
 * Only plain YAML is read: maps with text keys, lists, texts, numbers, yes and no; aliases and merge keys (`<<`).
 */
import {
  type Document,
  isAlias,
  isMap,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { Issue, Path, Place } from '../../issue.ts';
import { type Content, isMerge, keyOf, readContent } from './yaml-content.ts';
import { syntaxFaults, tooLarge } from './yaml-faults.ts';

/** A parsed file. */
export interface SourceFile {
  readonly file: string;
  readonly data: unknown;
  /**
   * Where the value at a path stands, the key itself if `key`; the nearest enclosing value if it does not exist.
   * `depth` says how many parts of the path were found.
   */
  locate(path: Path, key?: boolean): { readonly place: Place; readonly depth: number };
}

/**
 * Reads YAML; every fault of syntax is an issue. Never runs code, follows no alias bomb, reads no file.
 * There may be issues and a source: what is wrong then does not hide the rest.
 */
export function parseYaml(file: string, text: string): { source?: SourceFile; issues: Issue[] } {
  const large = tooLarge(text, { file, line: 1, column: 1 });
  if (large !== undefined) return { issues: [large] };
  const lines = new LineCounter();
  const options = { lineCounter: lines, prettyErrors: false, stringKeys: true, uniqueKeys: false } as const;
  const document: Document = parseDocument(text, options);
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const { issues, readable } = syntaxFaults(document, text, at);
  if (!readable) return { issues };
  const { data, targets, issues: faults } = readContent(document.contents, at);
  const source = data === undefined ? {} : { source: { file, data, locate: locator(document, targets, at) } };
  return { ...source, issues: [...issues, ...faults] };
}

/** Parses as `parseYaml` does, and the same text of a file once: what an editor leaves as it was is not parsed with each key. */
export function rememberingParser(): typeof parseYaml {
  const parsed = new Map<string, { readonly text: string; readonly result: ReturnType<typeof parseYaml> }>();
  return (file, text) => {
    const before = parsed.get(file);
    const result = before?.text === text ? before.result : parseYaml(file, text);
    parsed.set(file, { text, result });
    return { ...result, issues: [...result.issues] };
  };
}

function locator(document: Document, targets: Content['targets'], at: (offset: number) => Place): SourceFile['locate'] {
  const known = new Map<YAMLMap, ReadonlyMap<string, Pair>>();
  const resolved = (node: unknown): unknown => (isAlias(node) ? targets.get(node) : node);
  const pairsOf = (map: YAMLMap): ReadonlyMap<string, Pair> => {
    const before = known.get(map);
    if (before !== undefined) return before;
    const pairs = new Map<string, Pair>();
    for (const pair of map.items.filter(isMerge)) {
      const source = resolved(pair.value);
      for (const one of isSeq(source) ? source.items.map(resolved).reverse() : [source]) {
        if (isMap(one)) for (const [key, inherited] of pairsOf(one)) pairs.set(key, inherited);
      }
    }
    for (const pair of map.items) if (!isMerge(pair)) pairs.set(keyOf(pair), pair);
    known.set(map, pairs);
    return pairs;
  };
  return (path, key = false) => {
    let node: unknown = document.contents;
    let offset = start(node) ?? 0;
    let depth = 0;
    for (const part of path) {
      node = resolved(node);
      if (isMap(node)) {
        const pair = pairsOf(node).get(String(part));
        if (pair === undefined) break;
        const keyOffset = start(pair.key) ?? offset;
        node = pair.value;
        offset = key && depth === path.length - 1 ? keyOffset : (start(node) ?? keyOffset);
      } else if (isSeq(node) && typeof part === 'number' && node.items[part] !== undefined) {
        node = node.items[part];
        offset = start(node) ?? offset;
      } else {
        break;
      }
      depth++;
    }
    return { place: at(offset), depth };
  };
}

function start(node: unknown): number | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range?.[0];
}
