/** A number estimated from a sample, and the bounds between which it lies in 95 of 100 samples. */

/** An estimate with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}
