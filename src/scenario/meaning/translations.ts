/** Texts that a file gives in languages, found by the schema. */
import type * as z from 'zod';
import { type Path, pathText } from '../../issue.ts';
import type { Translations } from '../scenario.ts';
import { isMap } from '../schema/plain-data.ts';
import { areLanguages } from '../schema/schema-parts.ts';
import { metaAt } from '../schema/shape-fields.ts';

/** Keys under which a text may stand; whether one does, the schema says. */
const KEYS: ReadonlySet<string> = new Set([
  ...['title', 'place', 'about', 'why', 'source', 'assumed', 'because', 'reason', 'text', 'if', 'else'],
]);

/** Every text of the data that is given in languages. The data fits the schema, but for what has been told. */
export function translationsIn(schema: z.ZodType, data: unknown): Translations {
  const found = new Map<string, Map<string, string>>();
  const walk = (value: object, path: Path) => {
    const mayBeText = KEYS.has(String(path.at(-1))) && isMap(value) && areLanguages(Object.keys(value));
    const isText = mayBeText && metaAt(schema, path, 'languages') === true;
    for (const [key, inner] of Object.entries(value)) {
      if (inner !== null && typeof inner === 'object') {
        if (!isText) walk(inner, [...path, Array.isArray(value) ? Number(key) : key]);
      } else if (isText && typeof inner === 'string') {
        const texts = found.get(key) ?? new Map<string, string>();
        found.set(key, texts.set(pathText(path), inner));
      }
    }
  };
  if (data !== null && typeof data === 'object') walk(data, []);
  return Object.fromEntries(found);
}
