/** Exponentials and logarithms against mathjs at 40 digits, and where they must be exact. */
import fc from 'fast-check';
import { all, type BigNumber, create } from 'mathjs';
import { describe, expect, test } from 'vitest';
import { exp, log, realPower } from '../../src/quantity/exp-log.ts';
import { law } from '../run.ts';

const precise = create(all, { number: 'BigNumber', precision: 40 });

/** The very number that a double is: a text of its shortest digits would be another. */
function big(x: number): BigNumber {
  let [mantissa, exponent] = [x, 0];
  while (!Number.isInteger(mantissa)) [mantissa, exponent] = [mantissa * 2, exponent - 1];
  return precise.bignumber(BigInt(mantissa).toString()).times(precise.bignumber(2).pow(exponent)) as BigNumber;
}

/** How far a number is from the true value, in units of its own last place. */
function ulps(found: number, exactly: BigNumber): number {
  const bits = new BigInt64Array(new Float64Array([Math.abs(found)]).buffer);
  bits[0] += 1n;
  const [next] = new Float64Array(bits.buffer);
  return Math.abs(
    Number(
      big(found)
        .minus(exactly)
        .div(big(next).minus(big(Math.abs(found)))),
    ),
  );
}

describe('within a unit of the last place', () => {
  test('the exponential', () => {
    const worst = { ulps: 0, x: 0 };
    law(
      fc.oneof(
        fc.double({ min: -700, max: 709, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: -1e-3, max: 1e-3, noNaN: true }),
      ),
      (x) => {
        const off = ulps(exp(x), precise.exp(big(x)) as BigNumber);
        if (off > worst.ulps) Object.assign(worst, { ulps: off, x });
        return off < 1;
      },
      4000,
    );
    expect(worst.ulps).toBeGreaterThan(0.3);
  });

  test('the logarithm', () => {
    law(
      fc.oneof(
        fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        fc.double({ min: 5e-324, max: 1e-310, noNaN: true }),
        fc.double({ min: -700, max: 700, noNaN: true }).map((power) => exp(power)),
      ),
      (x) => {
        const exactly = precise.log(big(x)) as BigNumber;
        return x === 1 || ulps(log(x), exactly) < 1;
      },
      4000,
    );
  });
});

test('at the ends and in the middle they are exact', () => {
  expect([exp(0), exp(-0), log(1), exp(-Infinity), exp(-746), log(0), log(-0)]).toEqual([
    ...[1, 1, 0, 0, 0, -Infinity, -Infinity],
  ]);
  expect([exp(Infinity), exp(710), log(Infinity)]).toEqual([Infinity, Infinity, Infinity]);
  expect([exp(NaN), log(NaN), log(-1)]).toEqual([NaN, NaN, NaN]);
  // The smallest number above 0, and the largest of all, by their logarithms; e^−745 is the smallest, four times over.
  expect(log(5e-324)).toBe(-744.4400719213812);
  expect(log(1.7976931348623157e308)).toBe(709.782712893384);
  expect(exp(-745.1)).toBe(5e-324);
  expect(exp(709.782712893384)).toBe(1.7976931348622732e308);
});

test('a power is e to the power times the logarithm', () => {
  expect([realPower(0, 0.5), realPower(0, -0.5), realPower(1, -7.3), realPower(9, 0)]).toEqual([0, Infinity, 1, 1]);
  expect(realPower(2, -3)).toBeCloseTo(0.125, 15);
});
