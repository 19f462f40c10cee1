/**
 * Data against the schema: every fault of shape as an issue, and what is left once the faulty parts are taken out,
 * so that the rest can be checked for meaning in the same pass.
 */
import type * as z from 'zod';
import { type Issue, type Path, quote, suggestion } from '../issue.ts';
import { type ScenarioFile, scenarioSchema } from './schema.ts';

type Fault = z.core.$ZodIssue;

/** The sound part of the data (undefined where nothing can be made of it) and the issues of the rest. */
export function checkShape(data: unknown): { file?: ScenarioFile; issues: Issue[] } {
  const issues: Issue[] = [];
  let rest = data;
  for (let round = 0; round < 8; round++) {
    const result = scenarioSchema.safeParse(rest);
    if (result.success) return { file: result.data, issues };
    const found = result.error.issues.flatMap((fault) => explain(fault, [], data));
    if (round === 0) issues.push(...found);
    const copy = structuredCloneOf(rest);
    if (!found.map((issue) => remove(copy, issue)).some(Boolean)) break;
    rest = copy;
  }
  return { issues };
}

function explain(fault: Fault, above: Path, data: unknown): Issue[] {
  const path = [...above, ...(fault.path as Path)];
  const value = valueAt(data, path);
  const issue = (
    code: Issue['code'],
    expected: string,
    remedy: string,
    at = path,
    found = quote(valueAt(data, at)),
  ): Issue => {
    return { severity: 'error', code, path: at, expected, found, remedy };
  };
  switch (fault.code) {
    case 'unrecognized_keys': {
      const known = keysAt(scenarioSchema, path, data);
      return fault.keys.map((key) =>
        issue(
          'unknown-key',
          known.length > 0 ? `one of ${known.join(', ')}` : 'a known key',
          suggestion(key, known, 'Take it out, or see scenarios/README.md for the keys there are.'),
          [...path, key],
          `the key ${key}`,
        ),
      );
    }
    case 'invalid_key':
      return [
        issue(
          'wrong-type',
          phrase(fault.issues[0]?.message),
          'Write ids in lower case with underscores.',
          path,
          quote(path.at(-1)),
        ),
      ];
    case 'invalid_union': {
      const branch = bestBranch(fault.errors as Fault[][]);
      if (branch !== undefined) return branch.flatMap((inner) => explain(inner, path, data));
      return [issue('wrong-type', phrase(fault.message), 'Write one of these forms.')];
    }
    default: {
      if (value === undefined) {
        return [issue('missing-key', phrase(fault.message, true), `Add ${String(path.at(-1) ?? 'it')}.`)];
      }
      if (path[0] === 'version' && typeof value === 'number' && value > 1) {
        return [
          issue(
            'newer-version',
            'version 1 of the format',
            'This file was written for a newer chokepoint: update the program.',
          ),
        ];
      }
      return [issue('wrong-type', phrase(fault.message), 'Write it in this form.')];
    }
  }
}

function phrase(message = 'something else', missing = false): string {
  const text = message
    .replace(/^expected /, '')
    .replace(/^Invalid input: expected /, '')
    .replace(/, received .*$/, '');
  const words: Record<string, string> = {
    string: 'a text',
    object: 'a map',
    record: 'a map',
    array: 'a list',
    number: 'a number',
    int: 'a whole number',
  };
  const better = words[text] ?? text.replace(/^Invalid option: /, '').replace(/^expected /, '');
  return missing && better === 'something else' ? 'a value' : better;
}

/** Of the ways a value could have been written, the one it comes nearest to; undefined where none is near. */
function bestBranch(branches: readonly Fault[][]): Fault[] | undefined {
  const score = (branch: readonly Fault[]) =>
    branch.reduce(
      (sum, fault) => sum + (fault.code === 'invalid_key' || fault.code === 'unrecognized_keys' ? 10 : 1),
      0,
    );
  return branches
    .filter((branch) => branch.length > 0 && !branch.some((fault) => fault.path.length === 0 && isWholesale(fault)))
    .sort((left, right) => score(left) - score(right))[0];
}

/** A fault of the value as a whole: the branch was not meant at all. */
function isWholesale(fault: Fault): boolean {
  if (fault.code === 'invalid_type' || fault.code === 'invalid_format') return true;
  return fault.code === 'invalid_union' && bestBranch(fault.errors as Fault[][]) === undefined;
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const part of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

/** The keys that the schema knows at a path. */
function keysAt(schema: z.core.$ZodType, path: Path, data: unknown): string[] {
  const def = schema._zod.def as unknown as {
    type: string;
    innerType?: z.core.$ZodType;
    options?: readonly z.core.$ZodType[];
    shape?: Readonly<Record<string, z.core.$ZodType>>;
    valueType?: z.core.$ZodType;
    element?: z.core.$ZodType;
  };
  const [first, ...rest] = path;
  if (def.innerType) return keysAt(def.innerType, path, data);
  if (def.options) return def.options.map((option) => keysAt(option, path, data)).find((keys) => keys.length > 0) ?? [];
  if (first === undefined) return def.shape ? Object.keys(def.shape) : [];
  const next = def.shape?.[first] ?? def.valueType ?? def.element;
  return next === undefined ? [] : keysAt(next, rest, data);
}

function structuredCloneOf(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(structuredCloneOf);
  if (data === null || typeof data !== 'object') return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, structuredCloneOf(value)]));
}

/** Takes the faulty part out: the value itself, or for a missing key the map that lacks it. */
function remove(data: unknown, issue: Issue): boolean {
  const gone = issue.code === 'missing-key' ? issue.path.slice(0, -1) : issue.path;
  const owner = valueAt(data, gone.slice(0, -1));
  const last = gone.at(-1);
  if (last === undefined || owner === null || typeof owner !== 'object') return false;
  if (Array.isArray(owner) && typeof last === 'number') {
    if (gone.length > 0 && owner[last] === undefined) return false;
    owner.splice(last, 1);
    return true;
  }
  return delete (owner as Record<string | number, unknown>)[last];
}
