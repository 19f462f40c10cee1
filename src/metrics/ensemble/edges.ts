/**
 * Quantiles of more replicates than memory holds. The first replicates, the pilot, are kept and sorted; around each
 * wanted quantile some of their numbers become edges. Of every later replicate only how many numbers lie between and
 * on the edges is counted. The counts of parts of an ensemble add up to those of the whole, in any order, and a
 * quantile is wrong, in rank, by at most the share of replicates between the two edges that it lies between.
 */
import { type Cells, eachCell } from './cells.ts';

/**
 * Edges of each cell, ascending: those of cell c are `edges[starts[c]] … edges[starts[c + 1] − 1]`. `below` has 256
 * numbers a cell: how many of its edges lie in lower ones of 256 equal bins from its first to its last edge, so that
 * the place of a number among the edges is looked up rather than searched for; `scales` has the bins a unit.
 */
export interface Edges {
  readonly starts: Int32Array;
  readonly edges: Float64Array;
  readonly below: Uint8Array;
  readonly scales: Float64Array;
}

/**
 * What is counted of each cell: how many numbers lie below its first edge, on it, between it and the second, on that,
 * … above the last; and their sum. A part of an ensemble counts in 16 bits, the whole in 32.
 */
export interface Counts {
  readonly counters: Uint16Array | Uint32Array;
  readonly sums: Float64Array;
}

const BINS = 256;

/** The bin of a number: never falls as the number grows. */
function binOf(value: number, first: number, scale: number): number {
  const bin = (value - first) * scale;
  return bin >= BINS ? BINS - 1 : bin > 0 ? Math.trunc(bin) : 0;
}

/** Bins a unit, from the first edge to the last that is finite; 0 where there is one alone. */
function scaleOf(edges: Float64Array, begin: number, end: number): number {
  const last = edges[end - 1] === Number.POSITIVE_INFINITY ? end - 2 : end - 1;
  const scale = last > begin ? BINS / (edges[last] - edges[begin]) : 0;
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
  const edges = new Float64Array(many * ranks.length);
  const below = new Uint8Array(many * BINS);
  const scales = new Float64Array(many);
  const counts = { counters: new Uint16Array(many * (2 * ranks.length + 1)), sums: new Float64Array(many) };
  const all = { starts, edges, below, scales };
  eachCell(cells, first, many, (cell, own, from) => {
    const sorted = own.subarray(from, from + cells.size);
    if (sorted.some((value) => value !== sorted[0])) sorted.sort();
    const begin = starts[cell - first];
    let end = begin;
    for (const rank of ranks) if (end === begin || edges[end - 1] !== sorted[rank]) edges[end++] = sorted[rank];
    starts[cell - first + 1] = end;
    const scale = scaleOf(edges, begin, end);
    scales[cell - first] = scale;
    for (let bin = 0, place = begin; bin < BINS; bin++) {
      while (place < end && binOf(edges[place], edges[begin], scale) < bin) place++;
      below[(cell - first) * BINS + bin] = place - begin;
    }
    count(all, cell - first, [sorted], 0, cells.size, counts);
  });
  return {
    edges: { ...all, edges: edges.slice(0, starts[many]) },
    counts: { ...counts, counters: counts.counters.slice(0, countersBefore(starts, many)) },
  };
}

/** Where the counters of a cell begin: it has one more than twice its edges. */
function countersBefore(starts: Int32Array, cell: number): number {
  return 2 * starts[cell] + cell;
}

/** No counts yet, of a part: of 65,535 replicates at most. */
export function noCounts({ starts }: Edges): Counts {
  const cells = starts.length - 1;
  return { counters: new Uint16Array(countersBefore(starts, cells)), sums: new Float64Array(cells) };
}

/** Adds the numbers of a cell, `many` of them from `from` on in each of some arrays, to its counters and its sum. */
export function count(
  { starts, edges, below, scales }: Edges,
  cell: number,
  arrays: readonly Float64Array[],
  from: number,
  many: number,
  { counters, sums }: Counts,
): void {
  const begin = starts[cell];
  const end = starts[cell + 1];
  const least = edges[begin];
  const scale = scales[cell];
  // Where its counters begin, less what `next` has of that.
  const zero = countersBefore(starts, cell) - 2 * begin;
  const to = from + many;
  let sum = 0;
  let leasts = 0;
  for (const values of arrays) {
    let place = from;
    // Most numbers of most models are the same in every replicate: before what is uncertain begins, and upstream of it.
    while (place < to && values[place] === least) place++;
    leasts += place - from;
    for (; place < to; place++) {
      const value = values[place];
      let next = begin + below[cell * BINS + binOf(value, least, scale)];
      while (next < end && edges[next] < value) next++;
      counters[zero + 2 * next + (next < end && edges[next] === value ? 1 : 0)]++;
      sum += value;
    }
  }
  counters[zero + 2 * begin + 1] += leasts;
  if (leasts > 0) sum += least * leasts;
  sums[cell] += sum;
}

/** Quantiles of `size` numbers in a cell by its counters, and the share of ranks by which the worst may be wrong. */
export function countedQuantiles(
  { starts, edges }: Edges,
  { counters }: Counts,
  cell: number,
  size: number,
  probabilities: readonly number[],
): { quantiles: Float64Array; rankError: number } {
  const begin = starts[cell];
  const many = starts[cell + 1] - begin;
  const zero = countersBefore(starts, cell);
  const edge = (n: number) => edges[begin + Math.min(many - 1, Math.max(0, n))];
  let rankError = 1 / size;
  const quantiles = Float64Array.from(probabilities, (probability) => {
    const rank = (size - 1) * probability;
    let below = 0;
    let counter = 0;
    while (counter < 2 * many && rank > below + counters[zero + counter] - 0.5) below += counters[zero + counter++];
    if (counter % 2 === 1) return edge((counter - 1) / 2);
    const inside = counters[zero + counter];
    rankError = Math.max(rankError, (inside + 1) / size);
    const [lower, upper] = [edge(counter / 2 - 1), edge(counter / 2)];
    if (lower === upper || upper === Number.POSITIVE_INFINITY) return upper;
    return lower + ((rank - below + 0.5) / Math.max(1, inside)) * (upper - lower);
  });
  return { quantiles, rankError };
}
