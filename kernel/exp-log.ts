/** Exponentials and logarithms: src/quantity/exp-log.ts, the same operations in the same order. */

const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;
const INVERSE_LN2: f64 = 1.4426950408889634;

/** 2^k for −1022 ≤ k ≤ 1023. */
@inline
function powerOfTwo(k: i32): f64 {
  return reinterpret<f64>((<i64>(k + 1023)) << 52);
}

/** e^x. */
export function exp(x: f64): f64 {
  if (x != x) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019411) return 0;
  const size = abs(x);
  let k: i32 = 0;
  let high = x;
  let low: f64 = 0;
  if (size > 0.34657359027997264) {
    if (size < 1.0397207708399179) k = x > 0 ? 1 : -1;
    else k = <i32>(INVERSE_LN2 * x + (x > 0 ? 0.5 : -0.5));
    high = x - <f64>k * LN2_HIGH;
    low = <f64>k * LN2_LOW;
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
  if (k == 0) return 1 - ((r * c) / (c - 2) - r);
  const y = 1 - (low - (r * c) / (2 - c) - high);
  if (k == 1024) return y * 2 * powerOfTwo(1023);
  return k >= -1021 ? y * powerOfTwo(k) : y * powerOfTwo(k + 1000) * 9.332636185032189e-302;
}

/** The natural logarithm of x: −∞ at 0, NaN below. */
export function log(x: f64): f64 {
  if (!(x > 0)) return x == 0 ? -Infinity : NaN;
  if (x == Infinity) return x;
  const isSubnormal = x < 2.2250738585072014e-308;
  const scaled = isSubnormal ? x * 18014398509481984 : x;
  const bits = reinterpret<u64>(scaled);
  const word = <i32>(bits >> 32);
  const fraction = word & 0xfffff;
  const half = (fraction + 0x95f64) & 0x100000;
  const exponent = (word >> 20) - 1023 + (half >> 20);
  const f = reinterpret<f64>((bits & 0xfffffffffffff) | (<u64>(half ^ 0x3ff00000) << 32)) - 1;
  const k = isSubnormal ? exponent - 54 : exponent;
  const high = <f64>k * LN2_HIGH;
  const low = <f64>k * LN2_LOW;
  if ((0xfffff & (2 + fraction)) < 3) {
    if (f == 0) return k == 0 ? 0 : high + low;
    const r = f * f * (0.5 - 0.3333333333333333 * f);
    return k == 0 ? f - r : high - (r - low - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd =
    z *
    (0.6666666666666735 +
      w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const r = odd + even;
  if (((fraction - 0x6147a) | (0x6b851 - fraction)) <= 0) {
    return k == 0 ? f - s * (f - r) : high - (s * (f - r) - low - f);
  }
  const square = 0.5 * f * f;
  return k == 0 ? f - (square - s * (square + r)) : high - (square - (s * (square + r) + low) - f);
}
