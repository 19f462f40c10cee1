/** Where the nodes and bands of a network stand: by stage from left to right, or on a narrow page from top to bottom. */
import type { NetworkFinding, NetworkNode } from '../../../findings/network.ts';
import { SIZE } from '../layout/look.ts';
import { textWidth, wrap } from '../layout/text-width.ts';
import {
  APART,
  bandWidths,
  type NetworkLayout,
  NODE,
  type PlacedLink,
  type PlacedNode,
  PORT,
  placesInOrder,
  portsOf,
  type SizedNode,
  STRAIGHT,
} from './network-boxes.ts';
import { rightwards } from './network-columns.ts';

const TITLE_LINES = 5;
const NODE_WIDTHS = { widest: 150, narrow: 84 } as const;
const NARROW_NODES = 3;

/** The layout on a page of a width; `noteOf` is what stands in the box of a user below its title. */
export function networkLayout(
  finding: NetworkFinding,
  width: number,
  isDown: boolean,
  noteOf: (node: NetworkNode) => string,
): NetworkLayout {
  const { nodes, links } = finding;
  const stages = 1 + Math.max(...nodes.map(({ stage }) => stage));
  const even = isDown
    ? Math.floor((width - (NARROW_NODES - 1) * APART.below) / NARROW_NODES)
    : Math.min(NODE_WIDTHS.widest, Math.floor((width - (stages - 1) * APART.beside) / stages));
  const size = even < NODE_WIDTHS.narrow ? 10.5 : SIZE.label;
  // No word is broken while there is room for bands between the stages.
  const words = nodes.flatMap(({ title, kind }) =>
    title.split(' ').map((word) => textWidth(word, size, kind === 'user' ? 600 : 400)),
  );
  const whole = Math.ceil(Math.max(...words)) + 2 * (NODE.padding - 2);
  const most = isDown ? even : Math.floor((width - (stages - 1) * APART.least) / stages);
  const nodeWidth = Math.max(even, Math.min(whole, most));
  const room = nodeWidth - 2 * (NODE.padding - 2);
  const sized = nodes.map((node, n): SizedNode => {
    const lines = wrap(node.title, room, size, node.kind === 'user' ? 600 : 400, TITLE_LINES);
    const notes = node.user ? wrap(noteOf(node), room, size) : [];
    const text = 2 * NODE.padding + NODE.line * (lines.length + notes.length) + (node.user ? NODE.bar : 0);
    const ports = (end: 'from' | 'to') => links.filter((link) => link[end] === n).length;
    const height = isDown ? text : Math.max(text, PORT * Math.max(ports('to'), ports('from')) + 4);
    return { node, lines, notes, size, width: nodeWidth, height };
  });
  return isDown ? downwards(finding, sized, width) : rightwards(finding, sized, width, stages);
}

/** From top to bottom: each stage as many lines of nodes as it takes. */
function downwards(finding: NetworkFinding, sized: readonly SizedNode[], width: number): NetworkLayout {
  const places = placesInOrder(finding);
  const placeOf = (n: number) => places.indexOf(sized[n].node.place);
  const placed: PlacedNode[] = [];
  let height = -APART.down;
  const last = Math.max(...sized.map(({ node }) => node.stage));
  for (let stage = 0; stage <= last; stage++) {
    const own = [...sized.keys()].filter((n) => sized[n].node.stage === stage);
    own.sort((a, b) => placeOf(a) - placeOf(b) || a - b);
    for (let first = 0; first < own.length; first += NARROW_NODES) {
      const line = own.slice(first, first + NARROW_NODES);
      const pitch = sized[0].width + APART.below;
      const left = (width - line.length * pitch + APART.below) / 2;
      const y = height + APART.down;
      for (const [n, one] of line.entries()) placed[one] = { ...sized[one], x: left + n * pitch, y };
      height = y + Math.max(...line.map((n) => sized[n].height));
    }
  }
  const ports = portsOf(
    finding.links,
    (n) => placed[n].x + placed[n].width / 2,
    (n) => [placed[n].x, placed[n].width],
  );
  const links = finding.links.map((link, n): PlacedLink => {
    const [from, to] = [placed[link.from], placed[link.to]];
    const [start, end] = [from.y + from.height, to.y - 2];
    const tail = end - STRAIGHT;
    const bend = tail > start ? (tail - start) / 2 : 30;
    const [a, b] = [ports('from', n), ports('to', n)];
    const points = [
      [a, start],
      [a, start + bend],
      [b, tail - bend],
      [b, tail],
      [b, end],
    ].map(([x, y]) => ({ x, y }));
    return { link, points, width: bandWidths(finding.links)[n] };
  });
  return { nodes: placed, links, places: [], height, isDown: true };
}
