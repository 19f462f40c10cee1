/** The shape of observations in a scenario file. */
import * as z from 'zod';
import { prose, text, title } from './schema-parts.ts';

const month = (description: string) =>
  z
    .string()
    .regex(/^\d{4}-\d{2}$/, { error: 'expected a month such as 2025-04' })
    .meta({ description });

/** One series of observations, as a file says it. */
export const observationSchema = z.strictObject({
  title: title('Its name on the chart.').optional(),
  series: z
    .union([z.string(), z.array(z.string()).min(1)], {
      error: 'expected a series such as flows.x.shipped, or a list of them',
    })
    .meta({ description: 'What of the model it is held against, such as flows.x.shipped; several are summed.' }),
  data: text('A CSV file with a `month` column (2025-04), beside this file; empty cells are passed over.'),
  column: text('The column to take.'),
  unit: text('The unit of its numbers, such as t.'),
  from: month('The first month to be judged.').optional(),
  to: month('The last month to be judged.').optional(),
  reference: z
    .union([z.number(), z.string()], { error: 'expected an amount such as 500 t' })
    .meta({
      description: 'The level a month that errors are told as shares of.',
      kind: 'amount',
      default: 'the mean observation',
    })
    .optional(),
  source: prose('Who observed it.').optional(),
});

export type ObservationFile = z.output<typeof observationSchema>;
