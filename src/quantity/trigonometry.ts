/**
 * Sine and cosine, ours because engines differ in the last digit of Math.sin: the polynomials of fdlibm (Sun
 * Microsystems, 1993), after subtracting the nearest multiple of π/2 to twice the precision of a number. Within 1 unit
 * in the last place for arguments up to a million; beyond, the absolute error grows with the argument.
 */

const TWO_OVER_PI = 0.6366197723675814;
/** π/2 in parts of 33 bits, of which whole multiples are exact, and what is left of it after the second. */
const FIRST = 1.5707963267341256;
const SECOND = 6.077100506303966e-11;
const REST = 2.0222662487959506e-21;

/** sin x, x in radians; NaN of what is not finite. */
export function sin(x: number): number {
  return ofQuarter(x, 0);
}

/** cos x, x in radians; NaN of what is not finite. */
export function cos(x: number): number {
  return ofQuarter(x, 1);
}

/** sin(x + quarters·π/2). */
function ofQuarter(x: number, quarters: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  const multiple = Math.round(x * TWO_OVER_PI);
  const nearly = x - multiple * FIRST;
  const second = multiple * SECOND;
  const rest = nearly - second;
  const lost = multiple * REST - (nearly - rest - second);
  const y = rest - lost;
  const tail = rest - y - lost;
  const quarter = (((multiple + quarters) % 4) + 4) % 4;
  const value = quarter % 2 === 0 ? sineNear(y, tail) : cosineNear(y, tail);
  return quarter < 2 ? value : -value;
}

/** sin(y + tail) for |y| up to π/4. */
function sineNear(y: number, tail: number): number {
  const z = y * y;
  const v = z * y;
  const r =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 + z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return y - (z * (0.5 * tail - v * r) - tail + v * 0.16666666666666632);
}

/** cos(y + tail) for |y| up to π/4. */
function cosineNear(y: number, tail: number): number {
  const z = y * y;
  const r =
    z * (0.0416666666666666 + z * (-0.001388888888887411 + z * 2.480158728947673e-5)) +
    z * z * (z * z) * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11));
  const half = 0.5 * z;
  const most = 1 - half;
  return most + (1 - most - half + (z * r - y * tail));
}
