/**
 * Data against the schema: every fault of shape as an issue, and the data mended with stand-ins in the faulty places,
 * so that the rest can be checked for meaning in the same pass.
 */
import type * as z from 'zod';
import { type Issue, nearest, type Path } from '../../issue.ts';
import { copyOf, isMap, valueAt } from './plain-data.ts';
import { explain, type ShapeFault } from './shape-faults.ts';
import { fieldsAt, keysAt, standIn } from './shape-fields.ts';

/** What checkShape found. */
export interface Shaped<File> {
  /** The data with a stand-in in each faulty place; undefined where nothing can be made of it. */
  readonly file?: File;
  readonly issues: readonly Issue[];
  /** Where else there are stand-ins: under the keys that misspelt ones were meant to be. */
  readonly silent: readonly Path[];
}

/** Checks data against a schema; every fault is told with its path. */
export function checkShape<Schema extends z.ZodType>(schema: Schema, data: unknown): Shaped<z.output<Schema>> {
  const mended = copyOf(data);
  const issues: Issue[] = takeOutPrototypes(mended, []);
  const silent: Path[] = [];
  for (let round = 0; round < 5; round++) {
    const result = schema.safeParse(mended);
    if (result.success) return { file: result.data, issues: withoutEchoes(issues, silent), silent };
    const found = explain(schema, result.error.issues, mended);
    issues.push(...found.map(({ issue }) => issue));
    const keysFirst = found.toSorted((one, other) => Number(other.ofKey) - Number(one.ofKey));
    silent.push(...keysFirst.flatMap((fault) => mend(schema, mended, fault)));
  }
  return { issues: withoutEchoes(issues, silent), silent };
}

/** Puts a stand-in in the faulty place, and under the key that a misspelt one was meant to be, which is returned. */
function mend(schema: z.ZodType, data: unknown, { issue: { code, path }, ofKey }: ShapeFault): Path[] {
  const owner = valueAt(data, path.slice(0, -1)) as Record<string | number, unknown> | unknown[] | undefined;
  const last = path.at(-1);
  if (last === undefined || owner === null || typeof owner !== 'object') return [];
  const map = owner as Record<string | number, unknown>;
  if (!ofKey) {
    const written = map[last];
    const replacements = fieldsAt(schema, path).map(standIn);
    const replacement = replacements.find((one) => typeof one === typeof written) ?? replacements[0];
    map[last] = Array.isArray(replacement) && typeof written === 'string' ? [written] : replacement;
    return [];
  }
  delete map[last];
  if (code !== 'unknown-key') return [];
  const around = path.slice(0, -1);
  const meant = nearest(
    String(last),
    keysAt(schema, around).filter((key) => !Object.hasOwn(map, key)),
  );
  if (meant === undefined) return [];
  const at = [...around, meant];
  map[meant] = standIn(fieldsAt(schema, at)[0]);
  return [at];
}

/** A key that is missing because it is misspelt is told once, as the misspelling. */
function withoutEchoes(issues: readonly Issue[], silent: readonly Path[]): Issue[] {
  const misspelt = new Set(silent.map((path) => JSON.stringify(path)));
  return issues.filter(({ code, path }) => code !== 'missing-key' || !misspelt.has(JSON.stringify(path)));
}

/** zod passes over keys of the name __proto__ without a word. */
function takeOutPrototypes(data: unknown, path: Path): Issue[] {
  if (data === null || typeof data !== 'object') return [];
  const own = Object.hasOwn(data, '__proto__');
  if (own) Reflect.deleteProperty(data, '__proto__');
  const at = [...path, '__proto__'];
  const found: Issue = {
    ...{ severity: 'error', code: 'unknown-key', path: at, expected: 'another name', found: 'the key __proto__' },
    remedy: 'Rename it: the name has a meaning of its own in JavaScript.',
  };
  const inner = Object.entries(data).flatMap(([key, value]) =>
    value === null || typeof value !== 'object'
      ? []
      : takeOutPrototypes(value, [...path, isMap(data) ? key : Number(key)]),
  );
  return own ? [found, ...inner] : inner;
}
