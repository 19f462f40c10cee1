/** The shape of a study file, once: the same question under several policies, on the same draws. */
import * as z from 'zod';
import { FORMAT_VERSION } from './schema.ts';
import { idText, prose, runs, seed, text, title } from './schema-parts.ts';

/** More combinations than this nobody can read, and few can wait for. */
export const MOST_CELLS = 10_000;

const settings = (description: string) =>
  z.record(z.string(), z.unknown(), { error: 'expected a map from paths to values' }).meta({ description });

const variant = z
  .strictObject({
    title: title('The policy in plain words, a few of them.').optional(),
    about: prose('What is done, by whom, and where its numbers come from; goes into the report.').optional(),
    extends: text('Another scenario file in place of the base, relative to the study.').optional(),
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
        z.array(z.unknown(), { error: 'expected a list of values' }).min(1, { error: 'expected a list of values' }),
      )
      .meta({
        description: `Lists of values by path: every combination is a variant, at most 10,000 in all.`,
      })
      .optional(),
  })
  .meta({
    title: 'chokepoint study',
    description: 'The same question under several policies, on the same draws of luck.',
  });

/** A study as written. */
export type StudyFile = z.output<typeof studySchema>;
