/** What the shapes of scenarios, studies and observations have in common: texts, ids and numbers of runs, with their bounds. */

import * as z from 'zod';
import { wordingIn } from '../../wording.ts';

/** The most replicates of an ensemble. */
export const MOST_RUNS = 1e9;

const ID = /^[a-z][a-z0-9_]*$/;
/** Names that mean something else in JavaScript. */
const UNRESERVED = /^(?!(constructor|prototype)$)/;

/** A name on charts and in tables, and prose for a report, have at most so many characters; an id fewer. */
const LONGEST_TITLE = 300;
const LONGEST_PROSE = 20_000;
const LONGEST_ID = 100;

const upTo = (most: number) => z.string().max(most, { error: `expected a text of at most ${most} characters` });

/** A path, a formula or a label. */
export const text = (description: string, most = LONGEST_PROSE) => upTo(most).meta({ description });
/** A label: short, and the same in every language. */
export const label = (description: string) => text(description, LONGEST_TITLE);

/** What a language is called, such as en or zh. */
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** Whether keys are those of a text given in languages. */
export function areLanguages(keys: readonly string[]): boolean {
  return keys.length > 0 && keys.every((key) => LANGUAGE.test(key));
}

const inLanguages = (most: number) =>
  z.union(
    [
      upTo(most),
      z.record(z.string(), upTo(most)).refine((texts) => areLanguages(Object.keys(texts)), {
        error: 'expected a text for each language, such as {en: …, zh: …}',
      }),
    ],
    { error: 'expected a text' },
  );

const translated = (description: string, most: number) =>
  inLanguages(most)
    .transform((written) => wordingIn(written, 'en'))
    .meta({ description, languages: true });

/** Prose as written, in one language or several. */
export const wording = (description: string) => inLanguages(LONGEST_PROSE).meta({ description, languages: true });

/** Prose that people read; it may be given in languages, as {en: …, zh: …}. */
export const prose = (description: string) => translated(description, LONGEST_PROSE);
/** A name that is drawn or printed; it may be given in languages. */
export const title = (description: string) => translated(description, LONGEST_TITLE);
/** A name that formulas and paths use. */
export const idText = () =>
  z
    .string({ error: 'expected an id in snake_case' })
    .regex(ID, { error: 'expected an id in snake_case' })
    .regex(UNRESERVED, { error: 'expected another id' })
    .max(LONGEST_ID, { error: `expected an id of at most ${LONGEST_ID} characters` });
/** What all draws depend on. */
export const seed = (description: string, otherwise: string) =>
  z
    .union([upTo(LONGEST_TITLE), z.int()], { error: 'expected a text or a whole number' })
    .meta({ description, default: otherwise })
    .optional();
/** How many replicates. */
export const runs = (description: string, otherwise: string) =>
  z
    .int({ error: 'expected a whole number' })
    .min(1, { error: 'expected a number of at least 1' })
    .max(MOST_RUNS, { error: `expected a number of at most ${MOST_RUNS}` })
    .meta({ description, default: otherwise })
    .optional();
