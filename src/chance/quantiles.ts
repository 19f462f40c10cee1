/** Quantiles of many numbers without sorting them: the wanted order statistics are found by narrowing histograms. */

/** As many numbers as this or fewer are sorted: for them that is the quicker. */
const FEW = 128;
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
  const ranks = new Int32Array(2 * probabilities.length);
  for (const [place, probability] of probabilities.entries()) {
    ranks[2 * place] = Math.floor((size - 1) * probability);
    ranks[2 * place + 1] = Math.min(size - 1, ranks[2 * place] + 1);
  }
  const wanted = Int32Array.from(new Set(ranks.toSorted()));
  const found = orderStatistics(values, from, size, wanted);
  const at = (rank: number) => found[wanted.indexOf(rank)];
  return Float64Array.from(probabilities, (probability, place) => {
    const lower = at(ranks[2 * place]);
    const upper = at(ranks[2 * place + 1]);
    const part = (size - 1) * probability - ranks[2 * place];
    return part === 0 || lower === upper ? lower : lower + part * (upper - lower);
  });
}

/** The numbers that would stand at these ascending ranks (from 0) if `size` numbers from `from` on were sorted. */
export function orderStatistics(values: Float64Array, from: number, size: number, ranks: Int32Array): Float64Array {
  const into = new Float64Array(ranks.length).fill(Number.POSITIVE_INFINITY);
  const own = values.subarray(from, from + size);
  const finite = own.includes(Number.POSITIVE_INFINITY) ? own.filter(Number.isFinite) : own;
  let known = 0;
  while (known < ranks.length && ranks[known] < finite.length) known++;
  select(finite, ranks.subarray(0, known), 0, into.subarray(0, known), 0);
  return into;
}

/** Fills `into` with the numbers at `ranks`, of which `below` are smaller than all of `values`. */
function select(values: Float64Array, ranks: Int32Array, below: number, into: Float64Array, depth: number): void {
  if (ranks.length === 0) return;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const scale = (BINS - 1) / (most - least);
  if (least === most) into.fill(least);
  else if (values.length <= FEW || depth === DEEPEST || !Number.isFinite(scale)) {
    const sorted = values.slice().sort();
    for (const [place, rank] of ranks.entries()) into[place] = sorted[rank - below];
  } else narrow(values, ranks, below, into, depth, least, scale);
}

/** Looks for each rank in the bin of a histogram in which it must lie. */
function narrow(
  values: Float64Array,
  ranks: Int32Array,
  below: number,
  into: Float64Array,
  depth: number,
  least: number,
  scale: number,
): void {
  const bins = new Uint8Array(values.length);
  const counts = new Int32Array(BINS);
  for (let i = 0; i < values.length; i++) {
    const bin = binOf(values[i], least, scale);
    bins[i] = bin;
    counts[bin]++;
  }
  /** By bin: where the next of its numbers goes; −1: nobody looks for a rank in it. */
  const places = new Int32Array(BINS).fill(-1);
  const jobs: { start: number; end: number; from: number; to: number; below: number }[] = [];
  let smaller = below;
  let next = 0;
  let length = 0;
  for (let bin = 0; bin < BINS && next < ranks.length; bin++) {
    const from = next;
    while (next < ranks.length && ranks[next] < smaller + counts[bin]) next++;
    if (next > from) {
      places[bin] = length;
      jobs.push({ start: length, end: length + counts[bin], from, to: next, below: smaller });
      length += counts[bin];
    }
    smaller += counts[bin];
  }
  const members = new Float64Array(length);
  for (let i = 0; i < values.length; i++) {
    const place = places[bins[i]];
    if (place < 0) continue;
    members[place] = values[i];
    places[bins[i]] = place + 1;
  }
  for (const { start, end, from, to, below: under } of jobs) {
    select(members.subarray(start, end), ranks.subarray(from, to), under, into.subarray(from, to), depth + 1);
  }
}

/** Never falls as the value grows, so that bins are in the order of what they hold; the least, often many, have their own. */
function binOf(value: number, least: number, scale: number): number {
  return value === least ? 0 : Math.min(BINS - 1, 1 + Math.trunc((value - least) * scale));
}
