/** One entry of the ledger of figures, as written. */
import * as z from 'zod';
import { wording } from './schema-parts.ts';

const id = z.string().regex(/^[a-z][a-z0-9_]*$/, { error: 'expected an id in snake_case' });
const value = z.union([
  z.number(),
  z.string(),
  z.tuple([z.union([z.number(), z.string()]), z.union([z.number(), z.string()])]),
]);
const text = (description: string) => z.string().meta({ description });

export const ROLES = [
  'initial-stock',
  'capacity',
  'demand',
  'share',
  'duration',
  'event',
  'cost',
  'intensity',
  'context',
] as const;

/** One entry of the ledger, as written. */
export const figureSchema = z.strictObject({
  id: id.meta({ description: 'Short and stable; an assumption names the figure by it.' }),
  value: value.meta({
    description:
      'A quantity with its unit, [low, high], a date, or a text such as "> 70%" that has no value of its own.',
  }),
  what: wording('What is claimed, in our own words.'),
  document: text('The document that claims it; documents.csv lists them.'),
  line: z.int().min(1).meta({ description: 'The line of the document; the first is 1.' }),
  as_of: z
    .union([z.string(), z.int()])
    .transform(String)
    .optional()
    .meta({ description: 'The month or year to which the document dates it.' }),
  role: z.enum(ROLES).meta({ description: 'What it is in a model.' }),
  bears_on: text('What in a model it sets.').optional(),
  rivals: z
    .array(id)
    .default([])
    .meta({ description: 'Figures that speak of the same thing and disagree; each names the other back.' }),
  implies: z
    .strictObject({ value, by: text('How it follows.') })
    .optional()
    .meta({ description: 'What it comes to in the unit of its rivals.' }),
  public: z
    .strictObject({ verdict: text('In a word or two.'), why: text('What public statistics say.') })
    .optional()
    .meta({ description: 'What public statistics say of it.' }),
  untestable: wording('Why no scenario can test it.').optional(),
  note: text('What a reader should know.').optional(),
});

/** A figure of the ledger. */
export type LedgerFigure = z.output<typeof figureSchema>;
