/**
 * Where the labels of dated rules go, in as few lanes as it takes that no label covers another. Lane 0 is next to the
 * plot; the rule of a label runs down from its lane, through the lanes below.
 */

/** A label of `width` pixels for a rule at x. */
export interface Flag {
  readonly x: number;
  readonly width: number;
}

/** Where a flag's label stands. */
export interface PlacedFlag {
  readonly lane: number;
  readonly left: number;
  readonly right: number;
}

const BESIDE = 4;
const APART = 6;

/**
 * Labels beside their rules, right of them where there is room, within `from` … `to`; undefined if that takes more
 * than `lanes` lanes, or if a label would be struck through by the rule of another. In the order of the flags.
 */
export function placeBeside(flags: readonly Flag[], from: number, to: number, lanes: number): PlacedFlag[] | undefined {
  const placed = new Map<Flag, PlacedFlag>();
  for (const flag of rightmostFirst(flags)) {
    const sides = [flag.x + BESIDE, flag.x - BESIDE - flag.width].filter(
      (left) => left >= from && left + flag.width <= to,
    );
    const places = sides.flatMap((left) => Array.from({ length: lanes }, (_, lane) => ({ left, lane })));
    const free = places.find(
      (at) => !isCovered(flag, at.left, at.lane, placed) && !isStruck(flag, at.left, at.lane, placed),
    );
    if (free === undefined) return undefined;
    placed.set(flag, { ...free, right: free.left + flag.width });
  }
  return flags.map((flag) => placed.get(flag) as PlacedFlag);
}

/** Labels upon their rules, within `from` … `to`, in as many lanes as it takes. In the order of the flags. */
export function placeUpon(flags: readonly Flag[], from: number, to: number): PlacedFlag[] {
  const placed = new Map<Flag, PlacedFlag>();
  for (const flag of rightmostFirst(flags)) {
    const left = Math.max(from, Math.min(flag.x - flag.width / 2, to - flag.width));
    let lane = 0;
    while (isCovered(flag, left, lane, placed)) lane++;
    placed.set(flag, { lane, left, right: left + flag.width });
  }
  return flags.map((flag) => placed.get(flag) as PlacedFlag);
}

function rightmostFirst(flags: readonly Flag[]): Flag[] {
  return [...flags].sort((a, b) => b.x - a.x);
}

function isCovered({ width }: Flag, left: number, lane: number, placed: ReadonlyMap<Flag, PlacedFlag>): boolean {
  return [...placed.values()].some(
    (at) => at.lane === lane && left < at.right + APART && at.left < left + width + APART,
  );
}

function isStruck(flag: Flag, left: number, lane: number, placed: ReadonlyMap<Flag, PlacedFlag>): boolean {
  const within = (x: number, from: number, to: number) => x > from - BESIDE / 2 && x < to + BESIDE / 2;
  return [...placed].some(
    ([other, at]) =>
      (at.lane > lane && within(other.x, left, left + flag.width)) ||
      (at.lane < lane && within(flag.x, at.left, at.right)),
  );
}
