/** A network from left to right: columns by stage, a row a place, and lanes for bands that pass a stage. */
import type { NetworkFinding } from '../../../findings/network.ts';
import {
  APART,
  bandWidths,
  type NetworkLayout,
  type PlacedLink,
  type PlacedNode,
  type PlacedPlace,
  PORT,
  type Point,
  placesInOrder,
  portsOf,
  type SizedNode,
  STRAIGHT,
} from './network-boxes.ts';

const WIDEST_STEP = 380;
const WIDE_GAP = 60;
const HEADING = 22;
/** Goes over all columns, there and back, until nodes stand near those that they are bound to. */
const SWEEPS = 6;

/** What takes room in a column: a node, or the lane of a band that passes. */
type Item = { readonly node: number } | { readonly lane: number };

/**
 * From left to right by stage, a row a place. A band that passes stages has a lane of its own in each, in the row that it
 * comes from, so that it runs behind no node.
 */
export function rightwards(
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
