/** How numbers, dates and names are written in a scenario file: what each kind of field expects. */
import * as z from 'zod';
import { idText, prose } from './schema-parts.ts';

/** What a number in the file measures; `amount` is in the unit of the stockpile it belongs to. */
export type Kind =
  | 'amount'
  | 'amount or duration'
  | 'duration'
  | 'rate'
  | 'rate of things or amounts'
  | 'amount per thing'
  | 'units taken per unit shipped'
  | 'share'
  | 'weight'
  | 'multiple'
  | 'share a year'
  | 'cost per unit'
  | 'money'
  | 'money per thing'
  | 'probability'
  | 'any';

const EXAMPLE: Readonly<Record<Kind, string>> = {
  amount: 'an amount such as 500 t',
  'amount or duration': 'an amount such as 500 t or a duration such as 6 weeks',
  duration: 'a duration such as 6 weeks',
  rate: 'a rate such as 5000 t/year',
  'rate of things or amounts': 'a rate such as 5000 t/year, or 1200000 vehicle/year with uses',
  'amount per thing': 'an amount per thing such as 2.3 kg/vehicle',
  'units taken per unit shipped': 'a plain number such as 2% or 1.5, or an amount per thing such as 2.3 kg/vehicle',
  share: 'a share from 0 to 1 such as 25%',
  weight: 'a plain number of at least 0 such as 90%',
  multiple: 'a plain number such as 1.3',
  'share a year': 'a share a year such as 10%/year',
  'cost per unit': 'a plain number, or money per unit such as 850 USD/kg',
  money: 'an amount of money such as 300 MUSD, or a plain number',
  'money per thing': 'money per thing such as 9000 USD/vehicle, or a plain number',
  probability: 'a probability from 0 to 1 such as 60%',
  any: 'a number, a quantity with its unit or a formula in quotes',
};

/** What a field of a kind expects, in words with an example. */
export function expectation(kind: Kind): string {
  return EXAMPLE[kind];
}

export const DATE = /^\d{4}-\d{2}-\d{2}$/;

export interface Notes {
  /** The default in words, where the field may be left out. */
  readonly default?: string;
}

export const bare = (kind: Kind) => z.union([z.number(), z.string()], { error: `expected ${EXAMPLE[kind]}` });

/** A number, a quantity with its unit, or a formula. */
export const quantity = (kind: Kind, description: string, notes: Notes = {}) =>
  bare(kind).meta({ description, kind, ...notes });

/** A quantity that may change over time: constant, formula, dated values or a column of a data file. */
export const schedule = (kind: Kind, description: string, notes: Notes = {}) =>
  z
    .union(
      [
        bare(kind),
        z.record(z.string().regex(DATE, { error: 'expected a date such as 2025-04-04' }), bare(kind)),
        dataColumn,
      ],
      {
        error: `expected ${EXAMPLE[kind]}, or dated values, or {data, column, unit}`,
      },
    )
    .meta({ description, kind, schedule: true, ...notes });

const dataColumn = z.strictObject({
  data: z.string().meta({ description: 'A CSV file with a `date` column, beside this file.' }),
  column: z.string().meta({ description: 'The column to take.' }),
  unit: z.string().meta({ description: 'The unit of its numbers, such as t/year.' }),
});

export const id = (description: string) => idText().meta({ description });

export const date = (description: string, notes: Notes = {}) =>
  z.string({ error: 'expected a date such as 2025-04-04' }).meta({ description, date: true, ...notes });

export const byId = <T extends z.ZodType>(value: T, description: string) =>
  z.record(idText(), value).meta({ description });

/** Where a number comes from; every entity and assumption may say it. */
export const provenance = {
  source: prose('Who says so: a document, a statistic, a rule.').optional(),
  assumed: prose('Why the numbers here are assumed, where no source bears them.').optional(),
};

export const pair = z.tuple([bare('any'), bare('any')]);
