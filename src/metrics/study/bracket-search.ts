/** How much is enough: the least value that meets a target, by a bracketing search on common random numbers. */
import { type Outcome, outcome } from '../../issue.ts';
import type { Probe } from './target.ts';

/** Where to look: from `from` to `to`, or, where that is undefined, to a bound found by quadrupling from `scale`. */
export interface Range {
  readonly from: number;
  readonly to: number | undefined;
  readonly scale: number;
}

/** What a search found. */
export interface Solution {
  /** The least value found that meets the target, rounded up; undefined: none in the range, or nothing moves. */
  readonly answer: Probe | undefined;
  /** What 1 % less than the answer comes to; undefined where the answer is the lower end of the range. */
  readonly below: Probe | undefined;
  /** Whether the varied number changes the metric at all. */
  readonly moves: boolean;
  /** Two neighbouring values of which the larger does worse; undefined where more never did. */
  readonly worsens: { readonly from: number; readonly to: number } | undefined;
  readonly from: number;
  readonly to: number;
  /** Every value that was tried, ascending. */
  readonly probes: readonly Probe[];
}

/** Values within the range that are tried whatever they show: they draw the curve, and find it where it is not simple. */
const INNER = 7;
/** The answer is narrowed to this share of itself: with rounding up it stays within 1 %. */
const TOLERANCE = 0.004;
/** Quadruplings in search of a bound, and how many may go by without any change. */
const MOST_BOUNDS = 16;
const MOST_STILL = 12;

/**
 * Searches for the least value that meets the target. The ends of the range and values between them are tried, then
 * the first pair of neighbours of which only the larger meets the target is narrowed by secants on the margin, with
 * bisection where those are slow. Every value is tried on the same replicates, so that the curve has no noise of its
 * own. The answer is rounded up, meets the target, and 1 % less does not. More need not help: that is told.
 */
export async function leastThatMeets(
  range: Range,
  tryOne: (value: number) => Promise<Outcome<Probe>>,
): Promise<Outcome<Solution>> {
  const search = new Search(tryOne);
  try {
    return outcome(await search.solve(range), []);
  } catch (error) {
    if (error instanceof Stopped) return error.failure;
    throw error;
  }
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

  async solve({ from, to: end, scale }: Range): Promise<Solution> {
    const lowest = await this.at(from);
    const to = end ?? (await this.bound(from, scale));
    await this.at(to);
    for (let n = 1; n <= INNER; n++) await this.at(plain(from + ((to - from) * n) / (INNER + 1)));
    const tried = this.sorted();
    if (!tried.some((one) => differs(one, lowest))) return this.solution(from, to, undefined, undefined, false);
    if (lowest.isMet) return this.solution(from, to, lowest, undefined, true);
    const first = tried.findIndex(({ isMet }) => isMet);
    if (first === -1) return this.solution(from, to, undefined, undefined, true);
    const least = await this.narrow(tried[first - 1], tried[first], to - from);
    const rounded = await this.at(roundUp(least.value, Math.min(least.value * (1 + TOLERANCE), to)));
    const answer = rounded.isMet ? rounded : least;
    const below = await this.at(plain(0.99 * answer.value));
    return this.solution(from, to, answer, below, true);
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

  /** The first of from + scale, + 4·scale, … that meets the target, or the last that is worth trying. */
  private async bound(from: number, scale: number): Promise<number> {
    let [value, before, still] = [from + scale, await this.at(from), 0];
    for (let n = 1; n < MOST_BOUNDS; n++) {
      const probe = await this.at(value);
      still = differs(probe, before) ? 0 : still + 1;
      if (probe.isMet || still === MOST_STILL) return value;
      [value, before] = [plain(from + (value - from) * 4), probe];
    }
    return value;
  }

  private async narrow(missing: Probe, meeting: Probe, width: number): Promise<Probe> {
    let [low, high, isSlow, side] = [missing, meeting, false, 1];
    while (high.value - low.value > TOLERANCE * Math.abs(high.value) && high.value - low.value > 1e-9 * width) {
      const before = high.value - low.value;
      const secant = low.value - (before * low.margin) / (high.margin - low.margin);
      const middle = (low.value + high.value) / 2;
      const aside = 0.45 * TOLERANCE * Math.abs(high.value);
      const gap = aside / 4;
      const aims = isSlow ? [] : [secant + side * aside, secant - side * aside];
      const aimed = aims.find((one) => one > low.value + gap && one < high.value - gap);
      const probe = await this.at(plain(aimed ?? middle));
      if (probe.value <= low.value || probe.value >= high.value) break;
      if (probe.isMet) high = probe;
      else low = probe;
      side = probe.isMet ? -1 : 1;
      isSlow = aimed !== undefined && high.value - low.value > before / 2;
    }
    return high;
  }

  private solution(
    from: number,
    to: number,
    answer: Probe | undefined,
    below: Probe | undefined,
    moves: boolean,
  ): Solution {
    const probes = this.sorted();
    const fall = probes.findIndex((one, n) => n > 0 && isWorse(one, probes[n - 1]));
    const worsens = fall === -1 ? undefined : { from: probes[fall - 1].value, to: probes[fall].value };
    return { answer, below, moves, worsens, from, to, probes };
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
