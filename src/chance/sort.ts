/** Numbers sorted, as many as an ensemble's pilot has: a few thousand that mostly lie evenly enough. */

/** What lies in bins of more numbers is sorted as engines sort. */
const FEW = 32;

/** A sorter of so many numbers: ascending, in place. It keeps the memory that it needs. */
export function sorterOf(size: number): (values: Float64Array) => void {
  const ends = new Int32Array(size + 1);
  const bins = new Int32Array(size);
  const own = new Float64Array(size);
  return (values) => {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let n = 0; n < size; n++) {
      const value = values[n];
      own[n] = value;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    if (least === most) return;
    const scale = (size - 1) / (most - least);
    if (!(scale > 0 && Number.isFinite(scale))) {
      values.sort();
      return;
    }
    // As many bins as numbers: where each bin begins, then the numbers bin by bin, then those within a bin.
    ends.fill(0);
    for (let n = 0; n < size; n++) {
      bins[n] = Math.trunc((own[n] - least) * scale);
      ends[bins[n] + 1]++;
    }
    for (let bin = 0; bin < size; bin++) ends[bin + 1] += ends[bin];
    for (let n = 0; n < size; n++) values[ends[bins[n]]++] = own[n];
    for (let bin = 0, from = 0; bin < size; from = ends[bin++]) {
      if (ends[bin] - from > FEW) values.subarray(from, ends[bin]).sort();
    }
    for (let n = 1; n < size; n++) {
      const value = values[n];
      let place = n;
      for (; place > 0 && values[place - 1] > value; place--) values[place] = values[place - 1];
      values[place] = value;
    }
  };
}
