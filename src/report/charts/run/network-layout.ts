/** Where the nodes and bands of a network stand: by stage from left to right and a row a place, or on a narrow page from top to bottom. */
import type { NetworkFinding, NetworkLink, NetworkNode } from '../../../findings/network.ts';
import { SIZE } from '../layout/look.ts';
import { wrap } from '../layout/text-width.ts';

/** A node with its title in lines. */
export interface PlacedNode {
  readonly node: NetworkNode;
  readonly lines: readonly string[];
  /** What stands below them, of a user. */
  readonly notes: readonly string[];
  /** Of the text, in pixels. */
  readonly size: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A point in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedLink {
  readonly link: NetworkLink;
  /** Pixels that the band is wide. */
  readonly width: number;
  /** Through which it bends, from its beginning to the tip of its arrow. */
  readonly points: readonly Point[];
}

/** The heading of the nodes of a place. */
export interface PlacedPlace {
  readonly title: string;
  readonly y: number;
}

export interface NetworkLayout {
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly PlacedLink[];
  readonly places: readonly PlacedPlace[];
  readonly height: number;
  /** Whether goods go down rather than to the right. */
  readonly isDown: boolean;
}

export const NODE = { line: 14, padding: 5, bar: 11 } as const;
const TITLE_LINES = 5;
/** Between nodes one below the other, and beside them, where bands bend and letters stand. */
const APART = { below: 9, beside: 38, down: 40 } as const;
const NODE_WIDTHS = { widest: 150, narrow: 84 } as const;
const WIDEST_STEP = 380;
const WIDE_GAP = 60;
const NARROW_NODES = 3;
const HEADING = 22;
/** Room for each band along the side of a node, and the widest band; and the thinnest, and the thinnest of those held back. */
const PORT = 14;
const BAND = { widest: 12, thinnest: 1.2, held: 2.2 } as const;
/** A band ends straight, where its letter and its arrow stand. */
const STRAIGHT = 21;
/** Goes over all columns, there and back, until nodes stand near those that they are bound to. */
const SWEEPS = 6;

/** The layout on a page of a width; `noteOf` is what stands in the box of a user below its title. */
export function networkLayout(
  finding: NetworkFinding,
  width: number,
  isDown: boolean,
  noteOf: (node: NetworkNode) => string,
): NetworkLayout {
  const { nodes, links } = finding;
  const stages = 1 + Math.max(...nodes.map(({ stage }) => stage));
  const nodeWidth = isDown
    ? Math.floor((width - (NARROW_NODES - 1) * APART.below) / NARROW_NODES)
    : Math.min(NODE_WIDTHS.widest, Math.floor((width - (stages - 1) * APART.beside) / stages));
  const size = nodeWidth < NODE_WIDTHS.narrow ? 10.5 : SIZE.label;
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

type SizedNode = Omit<PlacedNode, 'x' | 'y'>;

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

/** What takes room in a column: a node, or the lane of a band that passes. */
type Item = { readonly node: number } | { readonly lane: number };

/**
 * From left to right by stage, a row a place. A band that passes stages has a lane of its own in each, in the row that it
 * comes from, so that it runs behind no node.
 */
function rightwards(
  finding: NetworkFinding,
  sized: readonly SizedNode[],
  width: number,
  stages: number,
): NetworkLayout {
  const { nodes, links } = finding;
  const nodeWidth = sized[0].width;
  const step = stages > 1 ? Math.min((width - nodeWidth) / (stages - 1), WIDEST_STEP) : 0;
  const passes = (n: number, stage: number) => nodes[links[n].from].stage < stage && stage < nodes[links[n].to].stage;
  const heightOf = (item: Item) => ('node' in item ? sized[item.node].height : PORT);
  const places = placesInOrder(finding);
  const rows = places.map((place) => ({
    place,
    columns: Array.from({ length: stages }, (_, stage): Item[] => [
      ...[...nodes.keys()]
        .filter((n) => nodes[n].place === place && nodes[n].stage === stage)
        .map((node) => ({ node })),
      ...[...links.keys()]
        .filter((n) => nodes[links[n].from].place === place && passes(n, stage))
        .map((lane) => ({ lane })),
    ]),
  }));
  const key = (item: Item, stage: number) => ('node' in item ? `n${item.node}` : `l${item.lane}/${stage}`);
  const middles = new Map<string, number>();
  const tops = new Map<number, number>();
  const headings: PlacedPlace[] = [];
  let height = 0;
  const stack = () => {
    height = 0;
    headings.length = 0;
    for (const { place, columns } of rows) {
      const head = place === undefined || rows.length === 1 ? 0 : HEADING;
      if (place !== undefined && head > 0) headings.push({ title: place, y: height + HEADING / 2 });
      const tall = (column: readonly Item[]) =>
        column.reduce((sum, item) => sum + heightOf(item) + APART.below, -APART.below);
      const tallest = Math.max(...columns.map(tall));
      for (const [stage, column] of columns.entries()) {
        let y = height + head + (tallest - tall(column)) / 2;
        for (const item of column) {
          if ('node' in item) tops.set(item.node, y);
          middles.set(key(item, stage), y + heightOf(item) / 2);
          y += heightOf(item) + APART.below;
        }
      }
      height += head + tallest + APART.below;
    }
    height -= APART.below;
  };
  const middleAt = (n: number, stage: number, end: 'from' | 'to') => {
    const other = links[n][end];
    return middles.get(nodes[other].stage === stage ? `n${other}` : `l${n}/${stage}`);
  };
  /** Where what an item is bound to on one side stands, on average; where nothing is, where it stands itself. */
  const pull = (item: Item, stage: number, by: -1 | 1) => {
    const ends =
      'lane' in item ? [item.lane] : [...links.keys()].filter((n) => links[n][by < 0 ? 'to' : 'from'] === item.node);
    const found = ends.flatMap((n) => middleAt(n, stage + by, by < 0 ? 'from' : 'to') ?? []);
    const own = middles.get(key(item, stage)) ?? 0;
    return found.length === 0 ? own : found.reduce((sum, y) => sum + y, 0) / found.length;
  };
  stack();
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const by = sweep % 2 === 0 ? -1 : 1;
    for (const { columns } of rows) {
      for (const [stage, column] of columns.entries()) {
        const pulls = new Map(column.map((item) => [item, pull(item, stage, by)]));
        column.sort((a, b) => (pulls.get(a) ?? 0) - (pulls.get(b) ?? 0));
      }
    }
    stack();
  }
  const left = (stage: number) => stage * step;
  const placed = sized.map((one, n): PlacedNode => ({ ...one, x: left(one.node.stage), y: tops.get(n) ?? 0 }));
  const middle = (n: number) => placed[n].y + placed[n].height / 2;
  const ports = portsOf(links, middle, (n) => [placed[n].y, placed[n].height]);
  const widths = bandWidths(links);
  const room = step - nodeWidth - STRAIGHT;
  // Where there is room all bend together, in wide curves; else one beside the other.
  const isWide = room > WIDE_GAP;
  const half = isWide ? 0.35 * room : 3.5;
  const bends = bendsOf(finding, ports, (n, stage) => middles.get(`l${n}/${stage}`), room);
  const bend = (n: number, stage: number) => (isWide ? room / 2 : bends(n, stage));
  return {
    nodes: placed,
    links: links.map((link, n): PlacedLink => {
      const [from, to] = [nodes[link.from].stage, nodes[link.to].stage];
      const [a, b] = [ports('from', n), ports('to', n)];
      const [start, end] = [left(from) + nodeWidth, left(to) - 2];
      const points: Point[] = [{ x: start, y: a }];
      if (to <= from) {
        points.push({ x: start + STRAIGHT, y: a }, { x: end - 2 * STRAIGHT, y: b });
      } else {
        let y = a;
        for (let stage = from + 1; stage <= to; stage++) {
          const next = stage === to ? b : (middles.get(`l${n}/${stage}`) ?? b);
          const x = left(stage - 1) + nodeWidth + bend(n, stage);
          points.push({ x: x - half, y }, { x: x + half, y: next });
          y = next;
        }
      }
      points.push({ x: end - STRAIGHT, y: b }, { x: end, y: b });
      return { link, width: widths[n], points };
    }),
    places: headings,
    height,
    isDown: false,
  };
}

/** Where in the gap before a stage each band goes up or down: those that go the furthest are the farthest from the stage. */
function bendsOf(
  { nodes, links }: NetworkFinding,
  ports: (end: 'from' | 'to', link: number) => number,
  laneAt: (link: number, stage: number) => number | undefined,
  room: number,
): (link: number, stage: number) => number {
  const found = new Map<string, number>();
  const last = Math.max(...nodes.map(({ stage }) => stage));
  for (let stage = 1; stage <= last; stage++) {
    const moves = [...links.keys()].flatMap((n) => {
      const [from, to] = [nodes[links[n].from].stage, nodes[links[n].to].stage];
      if (from >= stage || to < stage) return [];
      const before = from === stage - 1 ? ports('from', n) : (laneAt(n, stage - 1) ?? 0);
      const after = to === stage ? ports('to', n) : (laneAt(n, stage) ?? 0);
      return [{ n, after, isDown: after > before, far: Math.abs(after - before) }];
    });
    const sorted = moves.toSorted((a, b) =>
      a.isDown && b.isDown ? b.after - a.after : !a.isDown && !b.isDown ? a.after - b.after : b.far - a.far,
    );
    for (const [place, { n }] of sorted.entries()) found.set(`${n}/${stage}`, ((place + 0.5) / sorted.length) * room);
  }
  return (link, stage) => found.get(`${link}/${stage}`) ?? room / 2;
}

/** Who ships the most comes first; the place of the subject is the last. */
function placesInOrder({ nodes, links, subject }: NetworkFinding): (string | undefined)[] {
  const weights = weightsOf(links);
  const sent = (place: string | undefined) =>
    links.reduce((sum, { from }, n) => sum + (nodes[from].place === place ? weights[n] : 0), 0);
  const last = nodes.find(({ user }) => user?.id === subject.id)?.place;
  const all = [...new Set(nodes.map(({ place }) => place))].map((place) => ({ place, sent: sent(place) }));
  return all
    .toSorted((a, b) => Number(a.place === last) - Number(b.place === last) || b.sent - a.sent)
    .map(({ place }) => place);
}

/** The share of each link in the largest of its material. */
function weightsOf(links: readonly NetworkLink[]): number[] {
  const largest = new Map<string, number>();
  for (const { material, amount } of links) largest.set(material, Math.max(largest.get(material) ?? 0, amount));
  return links.map(({ material, amount }) => (amount > 0 ? amount / (largest.get(material) as number) : 0));
}

function bandWidths(links: readonly NetworkLink[]): number[] {
  const weights = weightsOf(links);
  return links.map(({ state }, n) => {
    const least = state === undefined || state === 'enough' ? BAND.thinnest : BAND.held;
    return Math.max(least, BAND.widest * weights[n]);
  });
}

/** Where along the side of its nodes each link begins and ends, in the order of those at its other end. */
function portsOf(
  links: readonly NetworkLink[],
  middle: (node: number) => number,
  sideOf: (node: number) => readonly [start: number, length: number],
): (end: 'from' | 'to', link: number) => number {
  return (end, link) => {
    const other = end === 'from' ? 'to' : 'from';
    const own = [...links.keys()]
      .filter((one) => links[one][end] === links[link][end])
      .sort((a, b) => middle(links[a][other]) - middle(links[b][other]) || a - b);
    const [start, length] = sideOf(links[link][end]);
    const spacing = Math.min(PORT, length / own.length);
    return start + length / 2 + (own.indexOf(link) - (own.length - 1) / 2) * spacing;
  };
}
