/** What the picture of a network is laid out with: its nodes, bands and ports, in pixels. */
import type { NetworkFinding, NetworkLink, NetworkNode } from '../../../findings/network.ts';

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

export type SizedNode = Omit<PlacedNode, 'x' | 'y'>;

export const NODE = { line: 14, padding: 5, bar: 11 } as const;
/** Between nodes one below the other, and beside them, where bands bend and letters stand. */
export const APART = { below: 9, beside: 38, least: 26, down: 40 } as const;
/** Room for each band along the side of a node, and the widest band; and the thinnest, and the thinnest of those held back. */
export const PORT = 14;
const BAND = { widest: 12, thinnest: 1.2, held: 2.2 } as const;
/** A band ends straight, where its letter and its arrow stand. */
export const STRAIGHT = 21;

/** Who ships the most comes first; the place of the subject is the last. */
export function placesInOrder({ nodes, links, subject }: NetworkFinding): (string | undefined)[] {
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

export function bandWidths(links: readonly NetworkLink[]): number[] {
  const weights = weightsOf(links);
  return links.map(({ state }, n) => {
    const least = state === undefined || state === 'enough' ? BAND.thinnest : BAND.held;
    return Math.max(least, BAND.widest * weights[n]);
  });
}

/** Where along the side of its nodes each link begins and ends, in the order of those at its other end. */
export function portsOf(
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
