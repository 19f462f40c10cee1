/**
 * Quantities at the door: units become plain numbers in tonnes, days, dollars or pieces before anything computes.
 * With formula.ts and expression.ts the only file that knows mathjs. A dimension is a map from base (mass, time, money, or a thing
 * that is counted) to its exponent.
 */
import { create, type MathJsInstance, parseDependencies, UnitDependencies } from 'mathjs';

const math: MathJsInstance = create({ parseDependencies, UnitDependencies }) as MathJsInstance;

/** Parses a formula to mathjs's tree; throws its SyntaxError. */
export const parseTree = math.parse;

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
export function unitOfComputation(dimension: Dimension): string {
  return symbols(dimension, 'day');
}

function symbols(dimension: Dimension, time: 'day' | 'year'): string {
  const words = new Map([
    ['mass', 't'],
    ['time', time],
    ['money', 'USD'],
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

/** A unit: its dimension and how many tonnes, days, dollars or pieces it holds. */
export interface Unit {
  readonly dimension: Dimension;
  readonly scale: number;
}

const MONEY_UNITS: ReadonlyMap<string, number> = new Map([
  ['USD', 1],
  ['MUSD', 1e6],
  ['BUSD', 1e9],
]);

/** mathjs's names of the exponents of its units, in their order. */
const SI_BASES = (math.Unit as unknown as { BASE_DIMENSIONS: readonly string[] }).BASE_DIMENSIONS;

const BASES: ReadonlyMap<string, readonly [base: string, perOwn: number]> = new Map([
  ['MASS', ['mass', 1000]],
  ['TIME', ['time', 86_400]],
]);

/** Units that mean different things to different readers, with what to write instead. */
export const AMBIGUOUS_UNITS: ReadonlyMap<string, string> = new Map([
  ...['ton', 'tons'].map(
    (name) => [name, 'Say which ton: write t (1000 kg), or give short and long tons in kg or lb.'] as const,
  ),
  ...['mt', 'MT', 'T'].map((name) => [name, 'Write t for 1000 kg, or Mt for a million t.'] as const),
  ...['kT', 'KT'].map((name) => [name, 'Write kt for 1000 t.'] as const),
]);

/**
 * The unit a word names, `things` being those that this scenario counts in pieces (singular or plural);
 * undefined where it names none.
 */
export function findUnit(name: string, things: ReadonlySet<string>): Unit | undefined {
  const thing = things.has(name)
    ? name
    : name.endsWith('s') && things.has(name.slice(0, -1))
      ? name.slice(0, -1)
      : undefined;
  if (thing !== undefined) return { dimension: counted(thing), scale: 1 };
  const dollars = MONEY_UNITS.get(name);
  if (dollars !== undefined) return { dimension: MONEY, scale: dollars };
  if (AMBIGUOUS_UNITS.has(name) || !math.Unit.isValuelessUnit(name)) return undefined;
  const unit = new math.Unit(1, name);
  let scale = unit.value ?? 1;
  const dimension = new Map<string, number>();
  (unit.dimensions as readonly number[]).forEach((exponent, position) => {
    if (exponent === 0) return;
    const siBase = SI_BASES[position] as string;
    const [base, perOwn] = BASES.get(siBase) ?? [siBase.toLowerCase(), 1];
    dimension.set(base, exponent);
    for (let power = 0; power < Math.abs(exponent); power++) scale = exponent > 0 ? scale / perOwn : scale * perOwn;
  });
  return { dimension, scale };
}

/** Whether a word is taken by a unit, so that nothing else may bear it. */
export function isUnitName(name: string, things: ReadonlySet<string>): boolean {
  return AMBIGUOUS_UNITS.has(name) || findUnit(name, things) !== undefined;
}

const MEASURED: ReadonlySet<string> = new Set(['money', 'date', ...SI_BASES.map((name) => name.toLowerCase())]);

/** Whether a word names what units measure, such as mass: a thing of that name would be taken for it. */
export function isMeasured(name: string): boolean {
  return MEASURED.has(name);
}
