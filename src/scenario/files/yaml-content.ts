/**
 * From parsed YAML to plain data, aliases and merge keys (`<<`) followed. Here is refused what its syntax allows and
 * a scenario does not need: tags, and aliases that lead nowhere, to themselves or to too much.
 */
import { type Alias, isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import { type Issue, quote } from '../../issue.ts';
import { isMap as isMapOfData, mapOf } from '../schema/plain-data.ts';
import { type At, DEEPEST, fault, TOO_DEEP } from './yaml-faults.ts';

/** Written out with all aliases followed, a file may have this many values. */
const MOST_VALUES = 500_000;

/** The data of a document (absent where it can't be read) and the nodes that its aliases stand for. */
export interface Content {
  readonly data?: unknown;
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly issues: readonly Issue[];
}

/** Reads the contents of a document; keys given twice are told, and the last one is taken. */
export function readContent(contents: Node | null, at: At): Content {
  const reader = new Reader(at);
  try {
    const { data } = reader.read(contents, 0);
    return { data, targets: reader.targets, issues: reader.issues };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { targets: reader.targets, issues: [...reader.issues, fault(...error.reason, at(error.offset))] };
  }
}

/** The name that a pair of a map stands under. */
export function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : String(key);
}

type Reason = readonly [code: Issue['code'], expected: string, found: string, remedy: string];

class Unreadable extends Error {
  readonly offset: number;
  readonly reason: Reason;
  constructor(node: unknown, ...reason: Reason) {
    super(reason[1]);
    this.offset = (node as Node | null)?.range?.[0] ?? 0;
    this.reason = reason;
  }
}

/** A value and how many values it holds, itself included. */
interface Measured {
  readonly data: unknown;
  readonly size: number;
}

const WRITE_OUT = 'Write the value out.';

class Reader {
  readonly issues: Issue[] = [];
  readonly targets = new Map<Alias, Node>();
  private readonly anchors = new Map<string, Node>();
  private readonly known = new Map<Node, Measured>();
  private readonly at: At;

  constructor(at: At) {
    this.at = at;
  }

  read(value: unknown, depth: number): Measured {
    if (value === null || value === undefined) return { data: null, size: 1 };
    const node = value as Node & { readonly tag?: string; readonly anchor?: string };
    if (depth > DEEPEST) throw new Unreadable(node, ...TOO_DEEP);
    if (isAlias(node)) return this.follow(node);
    if (node.tag !== undefined) {
      throw new Unreadable(node, 'not-yaml', 'a plain value', `the tag ${quote(node.tag)}`, 'Take the tag out.');
    }
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node);
    const measured = isMap(node)
      ? this.readMap(node, depth)
      : isSeq(node)
        ? this.readList(node.items, depth)
        : one(node);
    if (measured.size > MOST_VALUES) {
      const expected = `at most ${MOST_VALUES} values with aliases followed`;
      throw new Unreadable(node, 'too-large', expected, 'more', 'Use fewer aliases.');
    }
    this.known.set(node, measured);
    return measured;
  }

  private follow(alias: Alias): Measured {
    const { source } = alias;
    const target = this.anchors.get(source);
    if (target === undefined) {
      throw new Unreadable(alias, 'not-yaml', `an anchor &${source} before *${source}`, 'none', WRITE_OUT);
    }
    this.targets.set(alias, target);
    const measured = this.known.get(target);
    if (measured !== undefined) return measured;
    throw new Unreadable(alias, 'cycle', 'an alias of something else', `*${source} in &${source}`, WRITE_OUT);
  }

  private readList(items: readonly unknown[], depth: number): Measured {
    let size = 1;
    const data = items.map((item) => {
      const measured = this.read(item, depth + 1);
      size += measured.size;
      return measured.data;
    });
    return { data, size };
  }

  private readMap({ items }: YAMLMap, depth: number): Measured {
    let size = 1;
    const own = new Map<string, unknown>();
    const inherited = new Map<string, unknown>();
    for (const pair of items) {
      this.read(pair.key, depth + 1);
      const { data, size: inner } = this.read(pair.value, depth + 1);
      size += inner;
      const key = keyOf(pair);
      if (isMerge(pair)) {
        for (const source of Array.isArray(data) ? data.toReversed() : [data]) {
          if (!isMapOfData(source)) {
            const remedy = 'Write <<: *name, with &name at a map.';
            throw new Unreadable(pair.key, 'not-yaml', 'maps after <<', 'something else', remedy);
          }
          for (const [name, value] of Object.entries(source)) inherited.set(name, value);
        }
      } else {
        if (own.has(key)) {
          const offset = (pair.key as Node | null)?.range?.[0] ?? 0;
          const found = `${quote(key)} again`;
          this.issues.push(fault('not-yaml', 'each key once in a map', found, 'Keep one of them.', this.at(offset)));
        }
        own.set(key, data);
      }
    }
    return { data: mapOf([...inherited, ...own]), size };
  }
}

function one(node: Node): Measured {
  return { data: isScalar(node) ? node.value : null, size: 1 };
}

/** Whether a pair merges other maps into its own. */
export function isMerge(pair: unknown): boolean {
  return isPair(pair) && isScalar(pair.key) && pair.key.value === '<<' && pair.key.type === 'PLAIN';
}
