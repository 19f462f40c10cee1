/**
 * Means and spreads of metrics in pieces that add up: of 64 replicates each, whoever ran them and in whatever parts, so
 * that the sum of all is the same to the last bit (Chan, Golub and LeVeque 1983).
 */

/** Replicates that a piece is of; the last of an ensemble has fewer. */
export const PIECE = 64;

/** By metric, of those replicates that have a number: their mean and Σ(x − mean)²; and how many have none. */
export interface Moments {
  readonly mean: Float64Array;
  readonly squares: Float64Array;
  readonly nulls: Float64Array;
}

/** Of no replicates. */
export function noMoments(metrics: number): Moments {
  return { mean: new Float64Array(metrics), squares: new Float64Array(metrics), nulls: new Float64Array(metrics) };
}

/** The pieces of some rows, one after the other; the first begins with a piece of the ensemble. */
export function momentsOf({ count, metrics }: { readonly count: number; readonly metrics: Float64Array }): Moments {
  const columns = metrics.length / count;
  const pieces = Math.ceil(count / PIECE);
  const moments = noMoments(pieces * columns);
  for (let piece = 0; piece < pieces; piece++) {
    const size = Math.min(PIECE, count - piece * PIECE);
    for (let m = 0; m < columns; m++) {
      addColumn(metrics, m * count + piece * PIECE, size, moments, piece * columns + m);
    }
  }
  return moments;
}

/** The moments of `size` numbers from `from` on, NaN being none. Reckoned from the first of them: equal numbers have no spread. */
function addColumn(values: Float64Array, from: number, size: number, into: Moments, place: number): void {
  let origin = Number.NaN;
  let nulls = 0;
  let sum = 0;
  for (let n = from; n < from + size; n++) {
    const value = values[n];
    if (Number.isNaN(value)) nulls++;
    else if (Number.isNaN(origin)) origin = value;
    else sum += value - origin;
  }
  into.nulls[place] = nulls;
  if (nulls === size) return;
  const mean = origin + sum / (size - nulls);
  let squares = 0;
  for (let n = from; n < from + size; n++) {
    const difference = values[n] - mean;
    if (!Number.isNaN(difference)) squares += difference * difference;
  }
  into.mean[place] = mean;
  into.squares[place] = squares;
}

/** Pieces that follow one another, as one. */
export function joinMoments(all: readonly Moments[]): Moments {
  const joined = (name: keyof Moments) => {
    const whole = new Float64Array(all.reduce((sum, one) => sum + one[name].length, 0));
    let at = 0;
    for (const { [name]: own } of all) {
      whole.set(own, at);
      at += own.length;
    }
    return whole;
  };
  return { mean: joined('mean'), squares: joined('squares'), nulls: joined('nulls') };
}

/** Adds the pieces of `count` replicates to the moments of the `before` replicates that come before them. */
export function addMoments(into: Moments, before: number, pieces: Moments, count: number): void {
  const metrics = into.mean.length;
  for (let done = 0, from = 0; done < count; done += PIECE, from += metrics) {
    const size = Math.min(PIECE, count - done);
    for (let m = 0; m < metrics; m++) {
      const [own, other] = [before + done - into.nulls[m], size - pieces.nulls[from + m]];
      into.nulls[m] += pieces.nulls[from + m];
      if (other === 0) continue;
      const difference = pieces.mean[from + m] - into.mean[m];
      into.mean[m] += difference * (other / (own + other));
      into.squares[m] += pieces.squares[from + m] + difference * difference * ((own * other) / (own + other));
    }
  }
}
