/**
 * Quantiles of more replicates than memory holds. The first replicates, the pilot, are kept and sorted; around each
 * wanted quantile some of their numbers become edges. Of every later replicate only how many numbers lie between and
 * on the edges is counted. The counts of parts of an ensemble add up to those of the whole, in any order, and a
 * quantile is wrong, in rank, by at most the share of replicates between the two edges that it lies between.
 */
import { sorterOf } from '../../sort.ts';
import { type Cells, cellsIn } from './cells.ts';

/**
 * Edges of each cell, ascending: those of cell c begin at `edges[starts[c]]`, and NaN stands behind the last, at
 * `edges[starts[c + 1] − 1]`. So that the place of a number among them is looked up rather than searched for, there are
 * 256 equal bins from the first edge to the last, `scales` a unit: `below` has 256 numbers a cell, how many edges every
 * number of a bin lies above; none lies above more than `reach` (even) beyond these. Cells at the end that have one edge
 * alone need no bins.
 */
export interface Edges {
  readonly starts: Int32Array;
  readonly edges: Float64Array;
  readonly below: Uint8Array;
  readonly scales: Float64Array;
  readonly reach: Uint8Array;
}

/**
 * What is counted of each cell: how many numbers lie below its first edge, on it, between it and the second, on that,
 * … above the last, those of cell c from `counters[2 · starts[c]]` on; and their sum. A part of an ensemble counts in
 * 16 bits, the whole in 32.
 */
export interface Counts {
  readonly counters: Uint16Array | Uint32Array;
  readonly sums: Float64Array;
}

/** Equal bins between the edges of a cell. */
export const BINS = 256;

/** 2^52: added to a number and taken away again, it leaves the nearest integer. */
const INTEGER = 4503599627370496;

/** The bin of a number: never falls as the number grows. */
function binOf(value: number, first: number, scale: number): number {
  const bin = (value - first) * scale;
  return bin >= BINS - 1 ? BINS - 1 : bin > 0 ? bin + INTEGER - INTEGER : 0;
}

/** Bins a unit, from the first edge to the last that is finite; 0 where there is one alone. */
function scaleOf(edges: Float64Array, begin: number, end: number): number {
  const last = edges[end - 1] === Number.POSITIVE_INFINITY ? end - 2 : end - 1;
  const scale = last > begin ? (BINS - 1) / (edges[last] - edges[begin]) : 0;
  return Number.isFinite(scale) ? scale : 0;
}

/** Edges around each quantile: the pilot's ranks within this many standard deviations of the quantile's own. */
const DEVIATIONS = 4;
const EDGES_EACH = 17;

/** The ranks of a pilot of `size` that become edges, ascending. */
function ranksOf(size: number, probabilities: readonly number[]): Int32Array {
  const ranks = new Set([0, size - 1]);
  for (const probability of probabilities) {
    const half = DEVIATIONS * Math.sqrt(size * probability * (1 - probability));
    for (let n = 0; n < EDGES_EACH; n++) {
      const rank = Math.round((size - 1) * probability + half * ((2 * n) / (EDGES_EACH - 1) - 1));
      ranks.add(Math.min(size - 1, Math.max(0, rank)));
    }
  }
  return Int32Array.from([...ranks].sort((left, right) => left - right));
}

/** The edges of `many` cells from `first` on, and what they count of these cells themselves. */
export function edgesOf(
  cells: Cells,
  first: number,
  many: number,
  probabilities: readonly number[],
): { edges: Edges; counts: Counts } {
  const ranks = ranksOf(cells.size, probabilities);
  const starts = new Int32Array(many + 1);
  const edges = new Float64Array(many * (ranks.length + 1)).fill(Number.NaN);
  const below = new Uint8Array(many * BINS);
  const scales = new Float64Array(many);
  const reach = new Uint8Array(many);
  const counts = { counters: new Uint16Array(2 * edges.length), sums: new Float64Array(many) };
  const all = { starts, edges, below, scales, reach };
  const sort = sorterOf(cells.size);
  for (const [place, own, from] of cellsIn(cells, first, many)) {
    const sorted = own.subarray(from, from + cells.size);
    sort(sorted);
    const cell = place - first;
    const begin = starts[cell];
    let end = begin;
    for (const rank of ranks) if (end === begin || edges[end - 1] !== sorted[rank]) edges[end++] = sorted[rank];
    starts[cell + 1] = end + 1;
    scales[cell] = scaleOf(edges, begin, end);
    const bins = below.subarray(cell * BINS, (cell + 1) * BINS);
    reach[cell] = fillBins(bins, edges.subarray(begin, end), scales[cell]);
    counts.sums[cell] = countSorted(sorted, edges, begin, counts.counters);
  }
  return {
    edges: { ...all, edges: edges.slice(0, starts[many]) },
    counts: { ...counts, counters: counts.counters.slice(0, 2 * starts[many]) },
  };
}

/** Fills in how many edges every number of a bin lies above, and returns how many more a number may lie above, if any. */
function fillBins(bins: Uint8Array, edges: Float64Array, scale: number): number {
  // An edge alone lies in the first bin of none but zeros.
  if (edges.length === 1) return 2;
  let most = 0;
  for (let bin = 0, next = 0; bin < BINS; bin++) {
    bins[bin] = next;
    while (next < edges.length && binOf(edges[next], edges[0], scale) <= bin) next++;
    if (next - bins[bin] > most) most = next - bins[bin];
  }
  const reach = most + (most % 2);
  // NaN is the last that may be looked at.
  const last = edges.length + 1 - reach;
  for (let bin = 0; bin < BINS; bin++) if (bins[bin] > last) bins[bin] = last;
  return reach;
}

/** `count` of ascending numbers. */
function countSorted(sorted: Float64Array, edges: Float64Array, begin: number, counters: Counts['counters']): number {
  let sum = 0;
  for (let place = 0, next = begin; place < sorted.length; place++) {
    const value = sorted[place];
    while (edges[next] < value) next++;
    counters[2 * next + (edges[next] === value ? 1 : 0)]++;
    sum += value;
  }
  return sum;
}

/** Counts numbers of a cell, `many` of them from `from` on, and returns their sum. */
export function count(
  { starts, edges, below, scales }: Edges,
  cell: number,
  values: Float64Array,
  from: number,
  many: number,
  counters: Counts['counters'],
): number {
  const begin = starts[cell];
  const least = edges[begin];
  const scale = scales[cell];
  const to = from + many;
  let place = from;
  // Most numbers of most models are the same in every replicate: before what is uncertain begins, and upstream of it.
  while (place < to && values[place] === least && (place + 1 === to || values[place + 1] === least)) place += 2;
  const leasts = Math.min(place, to) - from;
  counters[2 * begin + 1] += leasts;
  // Two sums, as the compiled form has them.
  let [even, odd] = [0, 0];
  for (; place < to; place++) {
    const value = values[place];
    let next = begin + (below[cell * BINS + binOf(value, least, scale)] ?? 0);
    while (edges[next] < value) next++;
    counters[2 * next + (edges[next] === value ? 1 : 0)]++;
    if ((place - from) % 2 === 0) even += value;
    else odd += value;
  }
  return leasts > 0 ? even + odd + least * leasts : even + odd;
}

/** The edges of cells that are one number throughout, and what they count of so many replicates. */
export function edgesOfConstants(constants: Float64Array, size: number): { edges: Edges; counts: Counts } {
  const many = constants.length;
  const edges = new Float64Array(2 * many).fill(Number.NaN);
  const counters = new Uint16Array(4 * many);
  for (const [n, constant] of constants.entries()) {
    edges[2 * n] = constant;
    counters[4 * n + 1] = size;
  }
  return {
    edges: {
      ...{ starts: Int32Array.from({ length: many + 1 }, (_, n) => 2 * n), edges },
      ...{ below: new Uint8Array(0), scales: new Float64Array(many), reach: new Uint8Array(many).fill(2) },
    },
    counts: { counters, sums: constants.map((constant) => constant * size) },
  };
}

/** Which counter of a cell counts a number, from the first of its own on. */
export function counterFor({ starts, edges }: Edges, cell: number, value: number): number {
  let next = starts[cell];
  while (edges[next] < value) next++;
  return 2 * (next - starts[cell]) + (edges[next] === value ? 1 : 0);
}

/** Quantiles of `size` numbers in a cell by its own counters, and the share of ranks by which the worst may be wrong. */
export function countedQuantiles(
  { starts, edges }: Edges,
  cell: number,
  counters: ArrayLike<number>,
  size: number,
  probabilities: readonly number[],
): { quantiles: Float64Array; rankError: number } {
  const begin = starts[cell];
  const many = starts[cell + 1] - begin - 1;
  const edge = (n: number) => edges[begin + Math.min(many - 1, Math.max(0, n))];
  let rankError = 1 / size;
  const quantiles = Float64Array.from(probabilities, (probability) => {
    const rank = (size - 1) * probability;
    let below = 0;
    let counter = 0;
    while (counter < 2 * many && rank > below + counters[counter] - 0.5) below += counters[counter++];
    if (counter % 2 === 1) return edge((counter - 1) / 2);
    const inside = counters[counter];
    rankError = Math.max(rankError, (inside + 1) / size);
    const [lower, upper] = [edge(counter / 2 - 1), edge(counter / 2)];
    if (lower === upper || upper === Number.POSITIVE_INFINITY) return upper;
    return lower + ((rank - below + 0.5) / Math.max(1, inside)) * (upper - lower);
  });
  return { quantiles, rankError };
}
