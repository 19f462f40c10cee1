/** Values that differ by no more than rounding are the same: ranks and swings must not be made of last digits. */

/** Differences below this share of the largest value are rounding. */
const ROUNDING = 1e-9;

/** The values rounded to a billionth of the largest; infinities stay. */
export function roundOffNoise(values: Float64Array): Float64Array {
  let most = 0;
  for (const value of values) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  const grain = most * ROUNDING;
  return grain === 0
    ? values
    : values.map((value) => (Number.isFinite(value) ? Math.round(value / grain) * grain : value));
}
