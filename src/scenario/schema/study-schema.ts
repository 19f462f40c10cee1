/** The shape of a study file, once: the same question under several policies, on the same draws. */
import * as z from 'zod';
import { cause, FORMAT_VERSION } from './schema.ts';
import { idText, prose, runs, seed, text, title } from './schema-parts.ts';

/** More combinations than this nobody can read, and few can wait for. */
export const MOST_CELLS = 10_000;

const settings = (description: string) =>
  z.record(z.string(), z.unknown(), { error: 'expected a map from paths to values' }).meta({ description });

/** Who can choose a policy, or that nobody can. */
const CHOOSERS = ['us', 'china', 'world'] as const;
export type Chooser = (typeof CHOOSERS)[number];

const by = z
  .enum(CHOOSERS)
  .meta({
    description: 'Whose choice it is; `world`: nobody’s.',
    default: 'that of `for`; `world` where all that is set are uncertain assumptions',
  })
  .optional();

const values = z
  .array(z.unknown(), { error: 'expected a list of values' })
  .min(1, { error: 'expected a list of values' });

const variant = z
  .strictObject({
    title: title('The policy in plain words, a few of them.').optional(),
    about: prose('What is done, by whom, and where its numbers come from; goes into the report.').optional(),
    extends: text('Another scenario file in place of the base, relative to the study.').optional(),
    by,
    set: settings(
      'Values by path, put over the file as --set does: {assumptions.renewed: 0}; a map adds an entity, null removes one.',
    ).optional(),
  })
  .meta({ description: 'A policy: what it changes.' });

export const studySchema = z
  .strictObject({
    version: z.literal(FORMAT_VERSION).meta({ description: 'The version of this format.' }),
    title: title('The question, in one line.'),
    about: prose('What is compared and why, in prose; goes into the report.').optional(),
    base: text('The scenario file that variants change and are compared with, relative to the study.'),
    for: z.enum(CHOOSERS).meta({ description: 'Whose choices are compared.' }).optional(),
    runs: runs('Replicates of each variant.', 'as the base says'),
    seed: seed('Seed of the draws that all variants share.', 'as the base says'),
    worlds: z
      .literal('rivals')
      .meta({
        description:
          'Every variant again under each rival of a figure that the base rests on: which document do you believe?',
      })
      .optional(),
    variants: z
      .record(idText(), variant)
      .meta({ description: 'The policies, each compared with the base.' })
      .optional(),
    grid: z
      .record(
        z.string(),
        z.union(
          [
            values,
            z.strictObject({
              values: values.meta({ description: 'The values.' }),
              by,
              title: title('The name of the axis; default: what the path is about.').optional(),
            }),
          ],
          { error: 'expected a list of values, or {values, by, title}' },
        ),
      )
      .meta({
        description:
          'Lists of values by path, or `{values: […], by: …, title: …}`: every combination is a variant, at most 10,000 in all.',
      })
      .optional(),
    causes: z
      .record(idText(), cause)
      .meta({
        description:
          'For `chokepoint why`: what policies set differently, named or taken together; `without` says the values of the base.',
      })
      .optional(),
  })
  .meta({
    title: 'chokepoint study',
    description: 'The same question under several policies, on the same draws of luck.',
  });

/** A study as written. */
export type StudyFile = z.output<typeof studySchema>;
