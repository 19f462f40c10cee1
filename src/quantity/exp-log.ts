/**
 * Exponentials and logarithms of our own: those of engines differ in the last place. Within 1 ulp of the true value,
 * subnormal results too but for their last place. After fdlibm (e_exp.c and e_log.c; Sun Microsystems 1993, 2004,
 * "Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is
 * preserved"). kernel/exp-log.ts does the same operations in the same order.
 */

/** ln 2 in two parts, the first with zeros at its end, so that whole multiples of it are exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = Math.LOG2E;

/** Beyond these the exponential is infinite, or nothing. */
const OVERFLOW = 709.782712893384;
const UNDERFLOW = -745.1332191019411;

/** 2^k, from the least number above 0 up, at UNIT + k: a look-up is quicker than putting bits together. */
const UNIT = 1074;
const POWERS = powersOfTwo();

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(UNIT + 1024);
  let power = Number.MIN_VALUE;
  for (let place = 0; place < powers.length; place++, power *= 2) powers[place] = power;
  return powers;
}

/** Where the exponent of a number is read; it holds nothing from one call to the next. */
const view = new DataView(new ArrayBuffer(8));

/** e^x. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > OVERFLOW) return Number.POSITIVE_INFINITY;
  if (x < UNDERFLOW) return 0;
  const size = Math.abs(x);
  // x = k·ln 2 + high − low, |high − low| ≤ ln 2/2.
  let k = 0;
  let high = x;
  let low = 0;
  if (size > 0.34657359027997264) {
    if (size < 1.0397207708399179) k = x > 0 ? 1 : -1;
    else k = Math.trunc(INVERSE_LN2 * x + (x > 0 ? 0.5 : -0.5));
    high = x - k * LN2_HIGH;
    low = k * LN2_LOW;
  } else if (size < 3.725290298461914e-9) return 1 + x;
  const r = high - low;
  const square = r * r;
  const c =
    r -
    square *
      (0.16666666666666602 +
        square *
          (-0.0027777777777015593 +
            square * (6.613756321437934e-5 + square * (-1.6533902205465252e-6 + square * 4.1381367970572385e-8))));
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  const y = 1 - (low - (r * c) / (2 - c) - high);
  if (k === 1024) return y * 2 * POWERS[UNIT + 1023];
  return k >= -1021 ? y * POWERS[UNIT + k] : y * POWERS[UNIT + k + 1000] * 9.332636185032189e-302;
}

/** The natural logarithm of x: −∞ at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  // x = 2^k·(1 + f), 1 + f within √2/2 and √2.
  const isSubnormal = x < 2.2250738585072014e-308;
  const scaled = isSubnormal ? x * 18014398509481984 : x;
  view.setFloat64(0, scaled);
  const word = view.getInt32(0);
  const fraction = word & 0xfffff;
  const exponent = (word >> 20) - 1023 + ((fraction + 0x95f64) >> 20);
  const f = scaled * POWERS[UNIT - exponent] - 1;
  const k = isSubnormal ? exponent - 54 : exponent;
  const high = k * LN2_HIGH;
  const low = k * LN2_LOW;
  if ((0xfffff & (2 + fraction)) < 3) {
    // |f| < 2⁻²⁰.
    if (f === 0) return k === 0 ? 0 : high + low;
    const r = f * f * (0.5 - 0.3333333333333333 * f);
    return k === 0 ? f - r : high - (r - low - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const r = odd + even;
  const isMiddle = ((fraction - 0x6147a) | (0x6b851 - fraction)) > 0;
  if (!isMiddle) return k === 0 ? f - s * (f - r) : high - (s * (f - r) - low - f);
  const square = 0.5 * f * f;
  return k === 0 ? f - (square - s * (square + r)) : high - (square - (s * (square + r) + low) - f);
}

/** x^y for x ≥ 0, as e^(y·log x): 0 of a positive power is 0, of a negative one infinite. */
export function realPower(x: number, y: number): number {
  return exp(y * log(x));
}
