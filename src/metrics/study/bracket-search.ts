/** How much is enough: the least or the greatest value that meets a target, by bracketing on common random numbers. */
import { type Outcome, outcome } from '../../issue.ts';
import type { Probe } from './target.ts';

/** Where to look: from `from` to `to`, or, where that is undefined, to a bound found by quadrupling from `scale`. */
export interface Range {
  readonly from: number;
  readonly to: number | undefined;
  readonly scale: number;
  /** No bound lies above it: nobody could mean more. */
  readonly limit: number;
}

/** To what an answer is narrowed: so much of its unit, or such a share of itself. */
export type Closeness = { readonly kind: 'absolute' | 'relative'; readonly amount: number };

/** What a search found. */
export interface Solution {
  /**
   * The value found, rounded towards those that meet the target; undefined: none in the range, or nothing moves. Of a
   * search for the best, the best value.
   */
  readonly answer: Probe | undefined;
  /** What a value beyond the answer comes to, 1 % or the closeness away; undefined where the answer is an end of the range. */
  readonly beyond: Probe | undefined;
  /** Whether the varied number changes the metric at all. */
  readonly moves: boolean;
  /** Two neighbouring values of which the larger does worse; undefined where more never did, or less is wanted. */
  readonly worsens: { readonly from: number; readonly to: number } | undefined;
  readonly from: number;
  readonly to: number;
  /** Every value that was tried, ascending. */
  readonly probes: readonly Probe[];
}

/** Values within the range that are tried whatever they show: they draw the curve, and find it where it is not simple. */
const INNER = 7;
/** Of a search for the best, with the ends of the range. */
const GRID = 21;
/** Where nobody says how close: with rounding the answer stays within 1 %, and its neighbour is 1 % away. */
const CLOSE: Closeness = { kind: 'relative', amount: 0.004 };
const BEYOND: Closeness = { kind: 'relative', amount: 0.01 };
/** A best value is narrowed to this share of the range where nobody says how close. */
const BEST_CLOSE = 0.001;
/** Quadruplings in search of a bound, and how many may go by without any change. */
const MOST_BOUNDS = 16;
const MOST_STILL = 12;
/** (√5 − 1)/2: the part of a bracket that golden section keeps. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

type TryOne = (value: number) => Promise<Outcome<Probe>>;

/**
 * Searches for the least or the greatest value that meets the target. The ends of the range and values between them
 * are tried, then the first (or last) pair of neighbours of which one meets the target is narrowed by secants on the
 * margin, with bisection where those are slow. Every value is tried on the same replicates, so that the curve has no
 * noise of its own. The answer is rounded, meets the target, and a little beyond does not. More need not help: that is
 * told.
 */
export function valueThatMeets(
  aim: 'least' | 'greatest',
  range: Range,
  tryOne: TryOne,
  close?: Closeness,
): Promise<Outcome<Solution>> {
  return searching(new Search(tryOne), (search) => search.solve(aim, range, close));
}

/**
 * Searches for the value with the least or the largest mean: 21 values from end to end, then golden section (Kiefer,
 * 1953) between the neighbours of the best, down to `close` (a thousandth of the range). Of several alike the least.
 */
export function bestValue(
  aim: 'minimise' | 'maximise',
  range: Range,
  tryOne: TryOne,
  close?: Closeness,
): Promise<Outcome<Solution>> {
  return searching(new Search(tryOne), (search) => search.best(aim === 'minimise' ? 1 : -1, range, close));
}

async function searching(search: Search, work: (search: Search) => Promise<Solution>): Promise<Outcome<Solution>> {
  try {
    return outcome(await work(search), []);
  } catch (error) {
    if (error instanceof Stopped) return error.failure;
    throw error;
  }
}

function widthOf({ kind, amount }: Closeness, value: number): number {
  return kind === 'absolute' ? amount : amount * Math.abs(value);
}

/** A value that can't be run ends the search. */
class Stopped extends Error {
  readonly failure: Outcome<never>;
  constructor(failure: Outcome<never>) {
    super('a value can not be run');
    this.failure = failure;
  }
}

class Search {
  private readonly probes = new Map<number, Probe>();
  private readonly tryOne: (value: number) => Promise<Outcome<Probe>>;

  constructor(tryOne: (value: number) => Promise<Outcome<Probe>>) {
    this.tryOne = tryOne;
  }

  async solve(aim: 'least' | 'greatest', range: Range, close: Closeness = CLOSE): Promise<Solution> {
    const { from, to: end, scale, limit } = range;
    const isLeast = aim === 'least';
    const lowest = await this.at(from);
    const to = end ?? (await this.bound(from, scale, limit, isLeast));
    await this.at(to);
    for (let n = 1; n <= INNER; n++) await this.at(plain(from + ((to - from) * n) / (INNER + 1)));
    const tried = this.sorted();
    const found = { from, to, isLeast };
    if (!tried.some((one) => differs(one, lowest))) return this.solution({ ...found, moves: false });
    const place = isLeast ? tried.findIndex(({ isMet }) => isMet) : tried.findLastIndex(({ isMet }) => isMet);
    if (place === -1) return this.solution({ ...found, moves: true });
    const outer = tried[isLeast ? place - 1 : place + 1] as Probe | undefined;
    if (outer === undefined) return this.solution({ ...found, answer: tried[place], moves: true });
    const nearest = await this.narrow(outer, tried[place], to - from, close);
    const slack = widthOf(close, nearest.value);
    const rounded = await this.at(
      isLeast
        ? roundUp(nearest.value, Math.min(nearest.value + slack, to))
        : roundDown(nearest.value, Math.max(nearest.value - slack, from)),
    );
    const answer = rounded.isMet ? rounded : nearest;
    const step = close === CLOSE ? widthOf(BEYOND, answer.value) : 2 * widthOf(close, answer.value);
    const next = plain(isLeast ? Math.max(from, answer.value - step) : Math.min(to, answer.value + step));
    return this.solution({ ...found, answer, beyond: await this.at(next), moves: true });
  }

  /** The value with the least mean, times `sign`. */
  async best(sign: 1 | -1, { from, to: end, limit }: Range, close?: Closeness): Promise<Solution> {
    const to = end ?? limit;
    const place = (n: number) => plain(from + ((to - from) * n) / (GRID - 1));
    const level = ({ mean }: Probe) => (Number.isNaN(mean) ? Number.POSITIVE_INFINITY : sign * mean);
    const grid: Probe[] = [];
    for (let n = 0; n < GRID; n++) grid.push(await this.at(place(n)));
    const least = grid.reduce((best, one) => (level(one) < level(best) ? one : best));
    if (!grid.some((one) => differs(one, grid[0]))) return this.solution({ from, to, isLeast: false, moves: false });
    const at = grid.indexOf(least);
    let [low, high] = [place(Math.max(0, at - 1)), place(Math.min(GRID - 1, at + 1))];
    let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)].map(plain);
    const wide = () =>
      high - low > (close ? widthOf(close, least.value) || 1e-9 * (to - from) : BEST_CLOSE * (to - from));
    while (wide() && low < left && left < right && right < high) {
      if (level(await this.at(left)) <= level(await this.at(right))) {
        [high, right] = [right, left];
        left = plain(high - GOLDEN * (high - low));
      } else {
        [low, left] = [left, right];
        right = plain(low + GOLDEN * (high - low));
      }
    }
    const answer = this.sorted().reduce((best, one) => (level(one) < level(best) ? one : best));
    return this.solution({ from, to, isLeast: false, answer, moves: true });
  }

  private async at(value: number): Promise<Probe> {
    const known = this.probes.get(value);
    if (known !== undefined) return known;
    const found = await this.tryOne(value);
    if (!found.ok) throw new Stopped(found);
    this.probes.set(value, found.value);
    return found.value;
  }

  private sorted(): Probe[] {
    return [...this.probes.values()].sort((left, right) => left.value - right.value);
  }

  /**
   * The first of from + scale, from + 4·scale, … that meets the target (of the greatest: that no longer does, once one
   * has), or the last that is worth trying, at most `limit`.
   */
  private async bound(from: number, scale: number, limit: number, isLeast: boolean): Promise<number> {
    let [value, before, still] = [Math.min(from + scale, limit), await this.at(from), 0];
    let hasMet = before.isMet;
    for (let n = 1; n < MOST_BOUNDS && value < limit; n++) {
      const probe = await this.at(value);
      still = differs(probe, before) ? 0 : still + 1;
      const isEnd = isLeast ? probe.isMet : hasMet && !probe.isMet;
      if (isEnd || still === MOST_STILL) return value;
      hasMet ||= probe.isMet;
      [value, before] = [Math.min(plain(from + (value - from) * 4), limit), probe];
    }
    return value;
  }

  /** The value nearest to `missing` that is seen to meet the target, within `close`. */
  private async narrow(missing: Probe, meeting: Probe, width: number, close: Closeness): Promise<Probe> {
    let [out, within, isSlow, side] = [missing, meeting, false, 1];
    const toward = Math.sign(meeting.value - missing.value);
    const distance = () => Math.abs(within.value - out.value);
    while (distance() > widthOf(close, within.value) && distance() > 1e-9 * width) {
      const before = distance();
      const secant = out.value - ((within.value - out.value) * out.margin) / (within.margin - out.margin);
      const middle = (out.value + within.value) / 2;
      const aside = 0.45 * widthOf(close, within.value);
      const gap = aside / 4;
      const isInside = (one: number) => (one - out.value) * toward > gap && (within.value - one) * toward > gap;
      const aims = isSlow ? [] : [secant + side * toward * aside, secant - side * toward * aside];
      const aimed = aims.find(isInside);
      const probe = await this.at(plain(aimed ?? middle));
      if ((probe.value - out.value) * toward <= 0 || (within.value - probe.value) * toward <= 0) break;
      if (probe.isMet) within = probe;
      else out = probe;
      side = probe.isMet ? -1 : 1;
      isSlow = aimed !== undefined && distance() > before / 2;
    }
    return within;
  }

  private solution({
    isLeast,
    answer,
    beyond,
    ...found
  }: Pick<Solution, 'from' | 'to' | 'moves'> &
    Partial<Pick<Solution, 'answer' | 'beyond'>> & { readonly isLeast: boolean }): Solution {
    const probes = this.sorted();
    const fall = isLeast ? probes.findIndex((one, n) => n > 0 && isWorse(one, probes[n - 1])) : -1;
    const worsens = fall === -1 ? undefined : { from: probes[fall - 1].value, to: probes[fall].value };
    return { ...found, answer, beyond, worsens, probes };
  }
}

/** Whether two values came to something else, beyond rounding. */
function differs(one: Probe, other: Probe): boolean {
  return (['share', 'margin', 'mean', 'p05', 'p50', 'p95'] as const).some((name) => {
    const [left, right] = [one[name], other[name]];
    return left !== right && !(Math.abs(left - right) <= 1e-9 * Math.max(Math.abs(left), Math.abs(right)));
  });
}

/** Whether more did worse: fewer replicates reach the target, or by less, beyond rounding. */
function isWorse(one: Probe, before: Probe): boolean {
  if (one.share < before.share - 1e-12) return true;
  const size = Math.max(Math.abs(one.margin), Math.abs(before.margin), Math.abs(before.mean) || 0, 1e-300);
  return Number.isFinite(size) ? one.margin < before.margin - 1e-9 * size : one.margin < before.margin;
}

/** The number with the fewest digits from `least` to `most`. */
export function roundUp(least: number, most: number): number {
  for (let digits = 1; digits <= 15; digits++) {
    const [mantissa, exponent] = least.toExponential().split('e');
    const unit = Number(`1e${Number(exponent) - digits + 1}`);
    const rounded = plain(Math.ceil(plain((Number(mantissa) * Number(`1e${exponent}`)) / unit)) * unit);
    if (rounded >= least && rounded <= most) return rounded;
  }
  return least;
}

/** The number with the fewest digits from `most` down to `least`. */
function roundDown(most: number, least: number): number {
  for (let digits = 1; digits <= 15; digits++) {
    const [mantissa, exponent] = most.toExponential().split('e');
    const unit = Number(`1e${Number(exponent) - digits + 1}`);
    const rounded = plain(Math.floor(plain((Number(mantissa) * Number(`1e${exponent}`)) / unit)) * unit);
    if (rounded <= most && rounded >= least) return rounded;
  }
  return most;
}

/** Without the noise of the last digits: what is tried is what is written into the scenario. */
function plain(value: number): number {
  return Number(value.toPrecision(12));
}

/** The 95 % interval of a share that so many replicates reached (Wilson, 1927). */
export function shareInterval(share: number, runs: number): { readonly low: number; readonly high: number } {
  const z = 1.959963984540054;
  const spread = (z * z) / runs;
  const middle = share + spread / 2;
  const half = z * Math.sqrt((share * (1 - share)) / runs + spread / (4 * runs));
  return { low: Math.max(0, (middle - half) / (1 + spread)), high: Math.min(1, (middle + half) / (1 + spread)) };
}
