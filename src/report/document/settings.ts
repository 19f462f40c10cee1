/** What is set in a study or by the rival of a claim, as a file would have it. */
import { studyWords } from '../text/apart.ts';
import type { Words } from '../text/en.ts';

/** What is no number: names and grounds. */
const PROSE: ReadonlySet<string> = new Set([
  ...['title', 'about', 'why', 'source', 'assumed', 'if', 'else', 'material', 'place'],
]);

/** What a setting sets, path by path, `flows.x.capacity = 5 t/week`; of an assumption its value. */
export function settingTexts(path: string, value: unknown, words: Words): string[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return [`${path} = ${written(value, words)}`];
  return Object.entries(value).flatMap(([key, inner]) =>
    PROSE.has(key) ? [] : settingTexts(key === 'value' ? path : `${path}.${key}`, inner, words),
  );
}

/** A value as a file would have it on one line. */
function written(value: unknown, words: Words): string {
  if (value === null) return studyWords(words).removed;
  if (Array.isArray(value)) return `[${value.map((one) => written(one, words)).join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}: ${written(inner, words)}`)
    .join(', ')}}`;
}
