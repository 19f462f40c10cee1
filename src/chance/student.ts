/** Student's t distribution, for intervals around means of few replicates. */
import { normalQuantile } from './normal.ts';

/** Beyond so many degrees of freedom the normal distribution is the same to four digits. */
const MANY = 10_000;

/** The t that a number of Student's distribution stays within, on either side of 0, with this probability. */
export function studentTwoSided(probability: number, degrees: number): number {
  if (degrees > MANY) return normalQuantile((1 + probability) / 2);
  let [low, high] = [0, 1];
  while (withinStudent(high, degrees) < probability) high *= 2;
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (withinStudent(middle, degrees) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The probability of lying within −t and t, of a whole number of degrees of freedom: a finite sum (Abramowitz and
 * Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4).
 */
export function withinStudent(t: number, degrees: number): number {
  const cosine = Math.sqrt(degrees / (degrees + t * t));
  const sine = t / Math.sqrt(degrees + t * t);
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let n = isOdd ? 3 : 2; n < degrees; n += 2) {
    term *= ((n - 1) / n) * cosine * cosine;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (Math.atan2(sine, cosine) + sine * sum) : sine * sum;
}
