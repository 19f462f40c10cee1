/** Quantiles of many numbers without sorting them: the wanted order statistics are found by narrowing histograms. */

/** As many numbers as this or fewer are sorted: for them that is the quicker. */
const FEW = 64;
const BINS = 256;
/** A histogram so often narrowed that the rest is sorted: numbers that lie many orders of magnitude apart. */
const DEEPEST = 6;

/**
 * Quantiles of the first `size` numbers of `values` from `from` on, at ascending probabilities, by linear
 * interpolation between order statistics (type 7 of Hyndman and Fan 1996, the default of R and NumPy). +∞ may be
 * among them; a quantile between a number and +∞ is +∞.
 */
export function quantiles(
  values: Float64Array,
  from: number,
  size: number,
  probabilities: readonly number[],
): Float64Array {
  return quantileFinder(size, probabilities)(values, from);
}

/** The same of `size` numbers again and again, without new memory each time but for what it returns. */
export function quantileFinder(
  size: number,
  probabilities: readonly number[],
): (values: Float64Array, from: number) => Float64Array {
  const lower = probabilities.map((probability) => Math.floor((size - 1) * probability));
  const upper = lower.map((rank) => Math.min(size - 1, rank + 1));
  const ranks = Int32Array.from(new Set([...lower, ...upper])).sort();
  const find = orderStatisticFinder(size, ranks);
  const places = [lower, upper].map((some) => some.map((rank) => ranks.indexOf(rank)));
  const parts = probabilities.map((probability, n) => (size - 1) * probability - lower[n]);
  return (values, from) => {
    const found = find(values, from);
    const all = new Float64Array(parts.length);
    for (let n = 0; n < all.length; n++) {
      const [low, high] = [found[places[0][n]], found[places[1][n]]];
      all[n] = parts[n] === 0 || low === high ? low : low + parts[n] * (high - low);
    }
    return all;
  };
}

/** Numbers `start` … `end` − 1 of `values`, than all of which `below` others are smaller; narrowed `depth` times. */
interface Range {
  readonly values: Float64Array;
  readonly start: number;
  readonly end: number;
  readonly below: number;
  readonly depth: number;
}

/** Memory of a histogram. */
interface Histogram {
  /** By number: its bin. */
  readonly bins: Uint8Array;
  /** By bin: how many numbers it has, and where the next of them goes, or −1. */
  readonly counts: Int32Array;
  readonly places: Int32Array;
  /** The numbers of the bins in which a rank must lie, bin by bin. */
  readonly members: Float64Array;
}

/**
 * Finds the numbers that would stand at these ascending ranks (from 0) if the `size` numbers of `values` from `from` on
 * were sorted. What it returns stands until it is called again.
 */
export function orderStatisticFinder(
  size: number,
  ranks: Int32Array,
): (values: Float64Array, from: number) => Float64Array {
  const into = new Float64Array(ranks.length);
  const histograms: Histogram[] = [];
  const histogramAt = (depth: number): Histogram => {
    histograms[depth] ??= {
      ...{ bins: new Uint8Array(size), members: new Float64Array(size) },
      ...{ counts: new Int32Array(BINS), places: new Int32Array(BINS) },
    };
    return histograms[depth];
  };

  /** Finds ranks `first` … `last` − 1, which all lie in the range. */
  const select = (range: Range, first: number, last: number): void => {
    const { values, start, end, below, depth } = range;
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = start; i < end; i++) {
      const value = values[i];
      if (value < least) least = value;
      if (value > most) most = value;
    }
    const scale = (BINS - 2) / (most - least);
    if (least === most) into.fill(least, first, last);
    else if (most === Number.POSITIVE_INFINITY) selectFinite(range, first, last);
    else if (end - start <= FEW || depth === DEEPEST || !Number.isFinite(scale)) {
      const sorted = sortedOf(values, start, end);
      for (let n = first; n < last; n++) into[n] = sorted[ranks[n] - below];
    } else narrow(range, first, last, least, scale);
  };

  /** Of numbers among which are some +∞, which come last. */
  const selectFinite = ({ values, start, end, below, depth }: Range, first: number, last: number): void => {
    const finite = values.subarray(start, end).filter(Number.isFinite);
    let known = first;
    while (known < last && ranks[known] < below + finite.length) known++;
    into.fill(Number.POSITIVE_INFINITY, known, last);
    if (known > first) select({ values: finite, start: 0, end: finite.length, below, depth }, first, known);
  };

  /** Looks for each rank in the bin of a histogram in which it must lie. */
  const narrow = (
    { values, start, end, below, depth }: Range,
    first: number,
    last: number,
    least: number,
    scale: number,
  ): void => {
    const { bins, counts, places, members } = histogramAt(depth);
    counts.fill(0);
    for (let i = start; i < end; i++) {
      const bin = binOf(values[i], least, scale);
      bins[i - start] = bin;
      counts[bin]++;
    }
    places.fill(-1);
    let [length, smaller] = [0, below];
    for (let bin = 0, next = first; next < last; bin++) {
      const from = next;
      while (next < last && ranks[next] < smaller + counts[bin]) next++;
      smaller += counts[bin];
      if (bin === 0) into.fill(least, from, next);
      else if (next > from) {
        places[bin] = length;
        length += counts[bin];
      }
    }
    for (let i = start; i < end; i++) {
      const bin = bins[i - start];
      if (places[bin] >= 0) members[places[bin]++] = values[i];
    }
    smaller = below;
    for (let bin = 0, next = first; next < last; bin++) {
      const from = next;
      while (next < last && ranks[next] < smaller + counts[bin]) next++;
      if (places[bin] >= 0) {
        // Written out, since engines are slow to copy objects into others.
        const [begin, close] = [places[bin] - counts[bin], places[bin]];
        select({ values: members, start: begin, end: close, below: smaller, depth: depth + 1 }, from, next);
      }
      smaller += counts[bin];
    }
  };

  return (values, from) => {
    select({ values, start: from, end: from + size, below: 0, depth: 0 }, 0, ranks.length);
    return into;
  };
}

/**
 * Never falls as the value grows, so that bins are in the order of what they hold; the least, often many, have their own.
 * Without a branch, which processors would guess wrong where values are in no order.
 */
function binOf(value: number, least: number, scale: number): number {
  return Number(value > least) + (((value - least) * scale) | 0);
}

/** Up to so many numbers are sorted by insertion, which begins at once. */
const SHORT = 32;

function sortedOf(values: Float64Array, start: number, end: number): Float64Array {
  const own = values.slice(start, end);
  if (own.length > SHORT) return own.sort();
  for (let i = 1; i < own.length; i++) {
    const value = own[i];
    let place = i;
    for (; place > 0 && own[place - 1] > value; place--) own[place] = own[place - 1];
    own[place] = value;
  }
  return own;
}
