/**
 * Quantities at the door: units become plain numbers in tonnes, days, dollars or pieces before anything computes.
 * The only file that knows mathjs.
 */
import * as mathjs from 'mathjs';
import { create, type MathJsInstance, parseDependencies } from 'mathjs/number';
import { counted, type Dimension, MONEY } from './dimension.ts';

/** Parses a formula to mathjs's tree; throws its SyntaxError. */
export const parseTree = (create({ parseDependencies }) as MathJsInstance).parse;

/** What is read of mathjs's units: of one of a unit its value and the exponents of its dimensions. */
interface MathUnits {
  readonly BASE_DIMENSIONS: readonly string[];
  isValuelessUnit(name: string): boolean;
  new (value: 1, name: string): { readonly value: number; readonly dimensions: readonly number[] };
}

/** Makes the units over the arithmetic that they are given; mathjs has no types for it. */
const createUnitClass = (mathjs as unknown as { readonly createUnitClass: (arithmetic: object) => MathUnits })
  .createUnitClass;

const unused = () => {
  throw new Error('of units nothing but their value is computed');
};

/** mathjs's units over plain numbers: its own arithmetic, for complex and big ones, takes as long to start as the rest. */
const Units = createUnitClass({
  config: { number: 'number', predictable: false },
  isNumeric: (value: unknown) => typeof value === 'number',
  number: Number,
  addScalar: (left: number, right: number) => left + right,
  multiplyScalar: (left: number, right: number) => left * right,
  pow: (base: number, exponent: number) => (exponent === 1 ? base : unused()),
  Fraction: class {
    readonly quotient: number;
    constructor(numerator: number, denominator: number) {
      this.quotient = numerator / denominator;
    }
    valueOf(): number {
      return this.quotient;
    }
  },
  Complex: { I: Number.NaN },
  ...{ BigNumber: unused, subtractScalar: unused, divideScalar: unused, abs: unused, fix: unused, round: unused },
  ...{ equal: unused, format: unused },
});

/** A unit: its dimension and how many tonnes, days, dollars or pieces it holds. */
export interface Unit {
  readonly dimension: Dimension;
  readonly scale: number;
}

/** Currencies; a file has one of them, as nothing here knows what one is worth in another. */
const CURRENCIES = ['USD', 'EUR', 'CNY', 'JPY'] as const;

const MONEY_UNITS: ReadonlyMap<string, number> = new Map(
  CURRENCIES.flatMap((name) => [[name, 1] as const, [`M${name}`, 1e6] as const, [`B${name}`, 1e9] as const]),
);

/** The currencies that a formula names, in the order in which it does. */
export function currenciesIn(formula: string): string[] {
  return [...formula.matchAll(/(?<![A-Za-z_])[MB]?(USD|EUR|CNY|JPY)(?!\w)/g)].map(([, name]) => name as string);
}

/** mathjs's names of the exponents of its units, in their order. */
const SI_BASES = Units.BASE_DIMENSIONS;

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
  if (AMBIGUOUS_UNITS.has(name) || !Units.isValuelessUnit(name)) return undefined;
  const unit = new Units(1, name);
  // That of reactive power is imaginary.
  if (Number.isNaN(unit.value)) return undefined;
  let scale = unit.value;
  const dimension = new Map<string, number>();
  unit.dimensions.forEach((exponent, position) => {
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
