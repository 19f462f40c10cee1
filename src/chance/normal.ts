/** The standard normal distribution, in double precision: its distribution function and the inverse. */

import { exp, log } from '../quantity/exp-log.ts';

/** Coefficients from the constant up: numerator, then denominator. */
type Rational = readonly [numerator: readonly number[], denominator: readonly number[]];

/** Of the inverse, from algorithm AS 241: near the centre, in the tails, and far out in them. */
const INVERSE_CENTRE: Rational = [
  [
    ...[3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946],
    ...[45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227],
  ],
  [
    ...[1, 42.31333070160091, 687.1870074920579, 5394.196021424751],
    ...[21213.794301586597, 39307.89580009271, 28729.085735721943, 5226.495278852854],
  ],
];
const INVERSE_TAIL: Rational = [
  [
    ...[1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045],
    ...[1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414],
  ],
  [
    ...[1, 2.053191626637759, 1.6763848301838038, 0.6897673349851],
    ...[0.14810397642748008, 0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9],
  ],
];
const INVERSE_FAR: Rational = [
  [
    ...[6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487],
    ...[0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7],
  ],
  [
    ...[1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615],
    ...[0.0007868691311456133, 1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15],
  ],
];

/** Of the distribution function, from Cody's rational approximations: centre, middle, and far tail. */
const CENTRE: Rational = [
  [18154.98125334356, 1067.6894854603709, 161.02823106855587, 2.2352520354606837, 0.06568233791820745],
  [45507.78933502673, 10260.932208618979, 976.0985517377767, 47.202581904688245, 1],
];
const MIDDLE: Rational = [
  [
    ...[9842.714838383978, 11602.65143764735, 6848.190450536283, 2494.5375852903726],
    ...[597.2702763948002, 93.50665613217785, 8.883149794388377, 0.39894151208813466],
    1.0765576773720192e-8,
  ],
  [
    ...[19685.429676859992, 38912.00328609327, 34900.95272114598, 18615.571640885097],
    ...[6485.558298266761, 1519.3775994075547, 235.387901782625, 22.266688044328117, 1],
  ],
];
const FAR: Rational = [
  [
    ...[2.9112874951168793e-5, 0.0014216191932278934, 0.022235277870649807, 0.12740116116024736],
    ...[0.215898534057957, 0.023073441764940174],
  ],
  [
    ...[7.297515550839662e-5, 0.0037823963320275824, 0.06598813786892856, 0.4682382124808651],
    ...[1.284260096144911, 1],
  ],
];
const DENSITY_AT_0 = 0.3989422804014327;

/**
 * The z below which a standard normal number falls with probability u: u within (0, 1), to a relative error of about
 * 1e-16; −∞ and ∞ at the ends. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988), 477–484.
 */
export function normalQuantile(u: number): number {
  const fromCentre = u - 0.5;
  if (Math.abs(fromCentre) <= 0.425) {
    return fromCentre * ratio(INVERSE_CENTRE, 0.180625 - fromCentre * fromCentre);
  }
  const tail = fromCentre < 0 ? u : 1 - u;
  if (tail <= 0) return fromCentre < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const depth = Math.sqrt(-log(tail));
  const z = depth <= 5 ? ratio(INVERSE_TAIL, depth - 1.6) : ratio(INVERSE_FAR, depth - 5);
  return fromCentre < 0 ? -z : z;
}

/**
 * The probability that a standard normal number is below z, with small relative error in the lower tail as well.
 * Cody, Rational Chebyshev approximations for the error function, Mathematics of Computation 23 (1969), 631–637, in
 * the form of his function ANORM, ACM Transactions on Mathematical Software 19 (1993), 22–32.
 */
export function normalProbability(z: number): number {
  const size = Math.abs(z);
  if (size <= 0.67448975) return 0.5 + z * ratio(CENTRE, z * z);
  const tail = size > 38.6 ? 0 : tailProbability(size);
  return z < 0 ? tail : 1 - tail;
}

/** The probability above z, for z beyond the quartile. */
function tailProbability(z: number): number {
  // exp(−z²/2) in two factors, the first of a square without rounding error.
  const rounded = Math.floor(z * 16) / 16;
  const density = exp(-0.5 * rounded * rounded) * exp(-0.5 * (z - rounded) * (z + rounded));
  if (z <= Math.sqrt(32)) return density * ratio(MIDDLE, z);
  const inverse = 1 / (z * z);
  return (density * (DENSITY_AT_0 - inverse * ratio(FAR, inverse))) / z;
}

function ratio([numerator, denominator]: Rational, x: number): number {
  return polynomial(numerator, x) / polynomial(denominator, x);
}

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let power = coefficients.length - 1; power >= 0; power--) sum = sum * x + coefficients[power];
  return sum;
}
