/** Numbers sorted, as many as an ensemble's pilot has: a few thousand that mostly lie evenly enough. */

/** Bins of fewer numbers are sorted by insertion. */
const FEW = 32;

/** A sorter of so many numbers: ascending, in place. It keeps the memory that it needs. */
export function sorterOf(size: number): (values: Float64Array) => void {
  const ends = new Int32Array(size + 1);
  const own = new Float64Array(size);
  return (values) => {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let n = 0; n < size; n++) {
      if (values[n] < least) least = values[n];
      if (values[n] > most) most = values[n];
    }
    if (least === most) return;
    const scale = (size - 1) / (most - least);
    if (!(scale > 0 && Number.isFinite(scale))) {
      values.sort();
      return;
    }
    // As many bins as numbers: where each bin begins, then the numbers by bin, then each bin for itself.
    ends.fill(0);
    for (let n = 0; n < size; n++) ends[Math.trunc((values[n] - least) * scale) + 1]++;
    for (let bin = 0; bin < size; bin++) ends[bin + 1] += ends[bin];
    own.set(values);
    for (let n = 0; n < size; n++) values[ends[Math.trunc((own[n] - least) * scale)]++] = own[n];
    for (let bin = 0, from = 0; bin < size; from = ends[bin++]) {
      if (ends[bin] - from > FEW) values.subarray(from, ends[bin]).sort();
      else insertionSort(values, from, ends[bin]);
    }
  };
}

function insertionSort(values: Float64Array, from: number, to: number): void {
  for (let n = from + 1; n < to; n++) {
    const value = values[n];
    let place = n;
    for (; place > from && values[place - 1] > value; place--) values[place] = values[place - 1];
    values[place] = value;
  }
}
