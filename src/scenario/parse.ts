/**
 * YAML text to plain data, with the place of every value kept, so that an issue can point at line and column.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Issue, Path, Place } from '../issue.ts';

/** Larger files are refused before they are read: a scenario is written by people. */
export const MOST_CHARACTERS = 5_000_000;

/** A parsed file. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
  readonly data: unknown;
  /**
   * Where the value at a path stands, the key itself if `key`; the nearest enclosing value if it does not exist.
   * `depth` says how many parts of the path were found.
   */
  locate(path: Path, key?: boolean): { readonly place: Place; readonly depth: number };
}

/** Reads YAML; every syntax fault is an issue. Never runs code, follows no alias bomb, reads no file. */
export function parseYaml(file: string, text: string): { source?: SourceFile; issues: Issue[] } {
  if (text.length > MOST_CHARACTERS) {
    const found = `${text.length} characters`;
    const remedy = 'Split it with `extends`, and put long series into a CSV file named by `data`.';
    return {
      issues: [
        fault('too-large', `at most ${MOST_CHARACTERS} characters`, found, remedy, { file, line: 1, column: 1 }),
      ],
    };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true, uniqueKeys: true });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (document.errors.length > 0) {
    const issues = document.errors.map((error) => {
      const found = error.message.replace(/\s+/g, ' ').replace(/\.$/, '');
      return fault(
        'not-yaml',
        'YAML',
        found,
        'Mend the syntax here; indentation and colons are the usual cause.',
        at(error.pos[0]),
      );
    });
    return { issues };
  }
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 1000 });
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return { issues: [fault('not-yaml', 'aliases that can be resolved', found, 'Write the values out.', at(0))] };
  }
  const locate = (path: Path, key = false) => {
    let node: Node | null | undefined = document.contents;
    let offset = node?.range?.[0] ?? 0;
    let depth = 0;
    for (const [position, part] of path.entries()) {
      if (isAlias(node)) node = node.resolve(document) as Node | undefined;
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
        if (pair === undefined) break;
        const keyOffset = (pair.key as Node).range?.[0] ?? offset;
        node = pair.value as Node | null;
        const last = position === path.length - 1;
        offset = key && last ? keyOffset : (node?.range?.[0] ?? keyOffset);
      } else if (isSeq(node) && typeof part === 'number') {
        if (node.items[part] === undefined) break;
        node = node.items[part] as Node;
        offset = node.range?.[0] ?? offset;
      } else {
        break;
      }
      depth++;
    }
    return { place: at(offset), depth };
  };
  return { source: { file, text, data, locate }, issues: [] };
}

function fault(code: Issue['code'], expected: string, found: string, remedy: string, place: Place): Issue {
  return { severity: 'error', code, path: [], expected, found, remedy, place };
}
