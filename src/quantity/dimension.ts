/**
 * Dimensions: what a number counts, apart from the unit that it is written in. One is a map from base (mass, time,
 * money, or a thing that is counted) to its exponent.
 */

/** Exponents by base; an empty map is a plain number. */
export type Dimension = ReadonlyMap<string, number>;

export const PLAIN: Dimension = new Map();
export const MASS: Dimension = new Map([['mass', 1]]);
export const TIME: Dimension = new Map([['time', 1]]);
export const MONEY: Dimension = new Map([['money', 1]]);
/** Of dates, in metrics and expectations only: days since 1970-01-01. */
export const DATE: Dimension = new Map([['date', 1]]);

/** The dimension of a thing counted in pieces, such as a vehicle. */
export function counted(thing: string): Dimension {
  return new Map([[thing, 1]]);
}

/** left · right^power, the dimension of a product (power 1) or a quotient (power −1). */
export function combine(left: Dimension, right: Dimension, power = 1): Dimension {
  const result = new Map(left);
  for (const [base, exponent] of right) {
    const sum = (result.get(base) ?? 0) + exponent * power;
    if (sum === 0) result.delete(base);
    else result.set(base, sum);
  }
  return result;
}

/** dimension^exponent. */
export function raise(dimension: Dimension, exponent: number): Dimension {
  return combine(PLAIN, dimension, exponent);
}

export function sameDimension(left: Dimension, right: Dimension): boolean {
  return left.size === right.size && [...left].every(([base, exponent]) => right.get(base) === exponent);
}

const EXAMPLES: ReadonlyMap<string, string> = new Map([
  ['', 'a plain number such as 0.25 or 25%'],
  ['mass', 'an amount such as 500 t'],
  ['time', 'a duration such as 6 weeks'],
  ['money', 'an amount of money such as 300 MUSD'],
  ['date', 'a date such as "2025-04-04"'],
  ['mass/time', 'a rate such as 5000 t/year'],
  ['money/mass', 'a price such as 850 USD/kg'],
]);

function dimensionKey(dimension: Dimension): string {
  const side = (sign: 1 | -1) =>
    [...dimension]
      .filter(([, exponent]) => exponent * sign > 0)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([base, exponent]) => (Math.abs(exponent) === 1 ? base : `${base}^${Math.abs(exponent)}`))
      .join('·');
  const below = side(-1);
  return below === '' ? side(1) : `${side(1) || '1'}/${below}`;
}

/** A dimension in words without the example: `a rate`. */
export function nameDimension(dimension: Dimension): string {
  return describeDimension(dimension).replace(/,? such as .*$/, '');
}

/** The unit in which numbers of a dimension are computed: `t/day`; empty for plain numbers. */
export function unitOfComputation(dimension: Dimension, currency = 'USD'): string {
  return symbols(dimension, 'day', currency);
}

function symbols(dimension: Dimension, time: 'day' | 'year', currency = 'USD'): string {
  const words = new Map([
    ['mass', 't'],
    ['time', time],
    ['money', currency],
  ]);
  return dimensionKey(dimension).replace(/\w+/g, (word) => words.get(word) ?? word);
}

/** A dimension in words with an example where one is usual: `a rate such as 5000 t/year`. */
export function describeDimension(dimension: Dimension): string {
  const key = dimensionKey(dimension);
  const known = EXAMPLES.get(key);
  if (known !== undefined) return known;
  if (dimension.size === 1 && [...dimension.values()][0] === 1) return `a number of things such as 100 ${key}`;
  const unit = symbols(dimension, 'year');
  const example = unit.startsWith('1/') ? `10${unit.slice(1)}` : `10 ${unit}`;
  return `a ${key.split('/')[1] === 'time' ? 'rate' : 'quantity'} in ${unit}, such as ${example}`;
}
