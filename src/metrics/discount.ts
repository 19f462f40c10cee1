/** What an amount in the future counts today (model.md, Money). */

import type { Model } from '../model/network.ts';
import { exp, log } from '../quantity/exp-log.ts';
import type { Run } from '../simulation/record.ts';

const YEAR = 365.25;

/** By lane δ(t) = (1 + discount)^(−tΔ/365.25 days); what is given out holds until the next call. */
export type Discounting = (run: Run, t: number) => Float64Array;

export function discounting({ stepDays }: Model, lanes: number): Discounting {
  const factors = new Float64Array(lanes);
  return ({ parameters }, t) => {
    const { discount } = parameters.money;
    const years = (t * stepDays) / YEAR;
    for (let lane = 0; lane < lanes; lane++) {
      factors[lane] = discount[lane] === 0 ? 1 : exp(-years * log(1 + discount[lane]));
    }
    return factors;
  };
}

/** Metrics of money: as others, with δ(t) of each step; of the end of the last step, δ is `atEnd`. */
export interface DiscountedMetering<T> {
  begin(): void;
  add(run: Run, t: number, factors: Float64Array): void;
  end(run: Run, atEnd: Float64Array): void;
  result(): T;
}
