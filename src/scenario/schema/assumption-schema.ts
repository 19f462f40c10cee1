/** The shape of assumptions: numbers by name, sure or uncertain, and how they go together. */

import * as z from 'zod';
import { bare, id, pair, quantity } from './quantity-schema.ts';
import { prose, title } from './schema-parts.ts';

const distributions = {
  value: quantity('any', 'A sure number.').optional(),
  uniform: pair.meta({ description: '[a, b]: anywhere between, all alike likely.' }).optional(),
  triangular: z
    .tuple([bare('any'), bare('any'), bare('any')])
    .meta({ description: '[a, mode, b].' })
    .optional(),
  normal: pair.meta({ description: '[mean, standard deviation].' }).optional(),
  lognormal: pair
    .meta({ description: '[median, factor]: about 68 % lie within median/factor and median·factor.' })
    .optional(),
  chance: quantity('probability', 'Yes (1) with this probability, else no (0).').optional(),
  choice: z
    .array(z.tuple([bare('any'), bare('weight')]))
    .min(1)
    .meta({ description: '[[value, weight], …].' })
    .optional(),
};

export const DISTRIBUTIONS = Object.keys(distributions) as readonly (keyof typeof distributions)[];

export const assumption = z
  .union(
    [
      bare('any'),
      z.strictObject({
        ...distributions,
        figure: id('A figure of the ledger: its value where none is given here, and its source.').optional(),
        source: prose('Who says so, where no figure does.').optional(),
        why: prose('The reason, where no document says.').optional(),
        title: title('Its name in reports; default: the id in words.').optional(),
        between: pair
          .meta({ description: '[low, high]: where a fit may look for it; default: the ends of its distribution.' })
          .optional(),
        if: title('Of a `chance`: what it is called when it comes true, such as licences are renewed.').optional(),
        else: title('Of a `chance`: what it is called when it does not.').optional(),
      }),
    ],
    {
      error:
        'expected a number, or a map with one of value, uniform, triangular, normal, lognormal, chance, choice, figure',
    },
  )
  .meta({ description: 'A named number, sure or uncertain, that expressions may use.' });

const CORRELATION = 'expected a rank correlation from -1 to 1';

export const together = z
  .tuple([
    id('An uncertain assumption.'),
    id('Another uncertain assumption.'),
    z
      .number({ error: CORRELATION })
      .min(-1, { error: CORRELATION })
      .max(1, { error: CORRELATION })
      .meta({ description: 'Their rank correlation, from -1 to 1.' }),
  ])
  .meta({ description: 'Two uncertain assumptions and their rank correlation.' });
