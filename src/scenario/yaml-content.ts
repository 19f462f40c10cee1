/** What can be wrong with YAML whose syntax is right: tags, and aliases that lead nowhere, to themselves or to too much. */
import { isAlias, isMap, isPair, isScalar, isSeq, type Node } from 'yaml';
import { type Issue, quote } from '../issue.ts';
import { type At, DEEPEST, fault, TOO_DEEP } from './yaml-faults.ts';

/** Written out with all aliases followed, a file may have this many values. */
const MOST_VALUES = 500_000;

/** The first fault of what was parsed, if there is one. */
export function contentFault(contents: Node | null, at: At): Issue | undefined {
  try {
    measure(contents, 0, { sizes: new Map(), anchors: new Map() });
    return undefined;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return fault(...error.reason, at(error.offset));
  }
}

type Reason = readonly [code: Issue['code'], expected: string, found: string, remedy: string];

class Unreadable extends Error {
  readonly offset: number;
  readonly reason: Reason;
  constructor(node: Node, ...reason: Reason) {
    super(reason[1]);
    this.offset = node.range?.[0] ?? 0;
    this.reason = reason;
  }
}

/** What is known of the nodes before: how many values each holds, and the last that bore an anchor. */
interface Known {
  readonly sizes: Map<Node, number>;
  readonly anchors: Map<string, Node>;
}

const WRITE_OUT = 'Write the value out.';

/** How many values a node holds with all aliases followed; throws where it can't be read. */
function measure(value: unknown, depth: number, known: Known): number {
  if (value === null || value === undefined) return 1;
  const node = value as Node & { readonly tag?: string; readonly anchor?: string };
  if (depth > DEEPEST) throw new Unreadable(node, ...TOO_DEEP);
  if (isAlias(node)) {
    const { source } = node;
    const target = known.anchors.get(source);
    if (target === undefined) {
      throw new Unreadable(node, 'not-yaml', `an anchor &${source} before *${source}`, 'none', WRITE_OUT);
    }
    const size = known.sizes.get(target);
    if (size !== undefined) return size;
    throw new Unreadable(node, 'cycle', 'an alias of something else', `*${source} in &${source}`, WRITE_OUT);
  }
  if (node.tag !== undefined) {
    throw new Unreadable(node, 'not-yaml', 'a plain value', `the tag ${quote(node.tag)}`, 'Take the tag out.');
  }
  if (node.anchor !== undefined) known.anchors.set(node.anchor, node);
  let size = 1;
  if (isMap(node) || isSeq(node)) {
    for (const item of node.items) {
      if (isPair(item)) measure(item.key, depth + 1, known);
      size += measure(isPair(item) ? item.value : item, depth + 1, known);
      if (isPair(item) && isScalar(item.key) && item.key.value === '<<' && !isMergeable(item.value, known)) {
        const remedy = 'Write <<: *name, with &name at a map.';
        throw new Unreadable(item.key, 'not-yaml', 'maps after <<', 'something else', remedy);
      }
    }
  }
  if (size > MOST_VALUES) {
    const expected = `at most ${MOST_VALUES} values with aliases followed`;
    throw new Unreadable(node, 'too-large', expected, 'more', 'Use fewer aliases.');
  }
  known.sizes.set(node, size);
  return size;
}

function isMergeable(value: unknown, known: Known): boolean {
  const target = isAlias(value) ? known.anchors.get(value.source) : value;
  return isMap(target) || (isSeq(target) && target.items.every((one) => !isSeq(one) && isMergeable(one, known)));
}
