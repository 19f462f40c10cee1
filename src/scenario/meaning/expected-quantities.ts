/** What the numbers of entities must be: their dimensions, bounds and words for messages. */
import { DAYS_PER_YEAR, LONGEST } from '../../quantity/calendar.ts';
import { combine, type Dimension, MONEY, PLAIN, TIME } from '../../quantity/dimension.ts';
import { constant, type Expression } from '../../quantity/expression.ts';
import { expectation } from '../schema/quantity-schema.ts';
import type { Wanted } from './field-reader.ts';

export const DURATION: Wanted = { dimensions: [TIME], words: expectation('duration') };
/** A time within which something happens. */
export const PERIOD: Wanted = { ...DURATION, words: 'a duration of at least a day, such as 6 weeks', least: 1 };
/** A length for each step of which a place is kept. */
export const LENGTH: Wanted = {
  ...DURATION,
  most: LONGEST,
  bound: `${LONGEST / DAYS_PER_YEAR} years`,
};
/** How long a grant can be used. */
export const VALIDITY: Wanted = { ...LENGTH, bound: `${LENGTH.bound}; leave it out where it is for ever` };
export const SHARE: Wanted = { dimensions: [PLAIN], words: expectation('share'), most: 1 };
export const WEIGHT: Wanted = { dimensions: [PLAIN], words: expectation('weight') };
export const MULTIPLE: Wanted = { dimensions: [PLAIN], words: expectation('multiple') };
export const PROBABILITY: Wanted = { dimensions: [PLAIN], words: expectation('probability'), most: 1 };
export const SHARE_A_TIME: Wanted = { dimensions: [combine(PLAIN, TIME, -1)], words: expectation('share a year') };
export const MONEY_AMOUNT: Wanted = { dimensions: [PLAIN, MONEY], words: expectation('money') };

/** So many weeks, as the default of a duration. */
export function weeks(count: number): Expression {
  return constant(7 * count, TIME);
}

/** An amount in the unit of a stockpile. */
export function amountOf(unit: { readonly dimension: Dimension }): Wanted {
  return { dimensions: [unit.dimension] };
}

/** An amount in the unit of a stockpile per time. */
export function rateOf(unit: { readonly dimension: Dimension }): Wanted {
  return { dimensions: [combine(unit.dimension, TIME, -1)] };
}

/** A plain number, or money per unit of a stockpile. */
export function costPer(unit: { readonly dimension: Dimension }): Wanted {
  return { dimensions: [PLAIN, combine(MONEY, unit.dimension, -1)], words: expectation('cost per unit') };
}

/** So much of a stockpile per unit of another. */
export function perUnitOf(unit: { readonly dimension: Dimension }, of: { readonly dimension: Dimension }): Wanted {
  return { dimensions: [combine(unit.dimension, of.dimension, -1)] };
}
