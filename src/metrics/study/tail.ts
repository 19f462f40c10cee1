/** The mean of the worst: what a bad future costs, not how likely it is. */

/** The share of replicates that counts as worst. */
export const WORST = 0.05;

/**
 * Mean of the largest `share` of the values, the last of them counted in part where their number is no whole one:
 * conditional value at risk, or expected shortfall (Acerbi and Tasche, On the coherence of expected shortfall, 2002).
 * Of fewer values than one is a share of, the largest.
 */
export function meanOfWorst(values: Float64Array, share = WORST): number {
  const sorted = values.toSorted().reverse();
  const many = share * sorted.length;
  if (many <= 1) return sorted[0];
  const whole = Math.floor(many + 1e-9);
  let sum = 0;
  for (let rank = 0; rank < whole; rank++) sum += sorted[rank];
  const part = many - whole;
  return part > 1e-9 ? (sum + part * sorted[whole]) / many : sum / whole;
}
