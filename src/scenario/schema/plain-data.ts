/** Plain data, as YAML and JSON give it: maps, lists, texts, numbers, yes and no. */

/** Whether a value is a map. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** A map of these entries; a key such as __proto__ is a key like any other. */
export function mapOf(entries: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  return Object.fromEntries(entries);
}

/** The value at a path, or undefined where there is none. */
export function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  let value = data;
  for (const part of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

/** A copy that shares nothing with the original. */
export function copyOf(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(copyOf);
  return isMap(data) ? mapOf(Object.entries(data).map(([key, value]) => [key, copyOf(value)] as const)) : data;
}
