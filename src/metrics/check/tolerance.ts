/**
 * By how much results may differ from a baseline: `1e-9 relative`, an amount with its unit, or for means over
 * ensembles `3 standard errors`. Under patterns of paths; the last that fits holds, and a scenario's come after its project's.
 */

import { presentPattern } from '../../former-names.ts';
import { type Issue, type IssueCode, quote, suggestion } from '../../issue.ts';
import type { Tolerances } from '../../model/network.ts';
import {
  DATE,
  type Dimension,
  describeDimension,
  nameDimension,
  sameDimension,
  TIME,
} from '../../quantity/dimension.ts';
import { fixedValueOf } from '../../quantity/evaluate.ts';
import { compileExpression, isRefusal, type Vocabulary } from '../../quantity/expression.ts';

/** How far apart two numbers may be. */
export type Tolerance =
  /** A share of the larger magnitude of the two. */
  | { readonly kind: 'relative'; readonly share: number }
  /** In tonnes, days, dollars, pieces or plain numbers. */
  | { readonly kind: 'absolute'; readonly amount: number }
  /** For means over ensembles of other draws: so many √(a² + b²), a and b the standard errors of the two. */
  | { readonly kind: 'standard errors'; readonly many: number };

/** The tolerance of each path. */
export interface ToleranceTable {
  of(path: string): Tolerance;
  /** Of means and probabilities over ensembles of other draws. */
  readonly ensembles: Tolerance;
}

/** Tolerances that could be read, patterns that fit no path, and what is wrong with the others. */
export interface ToleranceRules {
  readonly rules: readonly { readonly pattern: string; readonly tolerance: Tolerance }[];
  readonly unused: readonly Issue[];
  readonly issues: readonly Issue[];
}

const DEFAULT: Tolerance = { kind: 'relative', share: 1e-9 };
const DEFAULT_ENSEMBLES: Tolerance = { kind: 'standard errors', many: 3 };
const ANY = /^[a-z0-9_*]+(\.[a-z0-9_*]+)*$/;

/** Reads tolerances as written, over the paths of a run's metrics and series and the things that it counts. */
export function readTolerances(
  written: Tolerances,
  paths: ReadonlyMap<string, Dimension>,
  things: ReadonlySet<string>,
): ToleranceRules {
  const rules: { pattern: string; tolerance: Tolerance }[] = [];
  const unused: Issue[] = [];
  const issues: Issue[] = [];
  const vocabulary: Vocabulary = {
    things,
    variables: new Map(),
    start: undefined,
    nameless: 'Write a number with its unit.',
  };
  for (const [pattern, value] of Object.entries(written)) {
    const tell = (code: IssueCode, expected: string, found: string, remedy: string): Issue => ({
      ...{ severity: 'error', code, path: ['tolerance', pattern], expected, found, remedy },
    });
    const isSpecial = pattern === 'default' || pattern === 'ensembles';
    const fitting = isSpecial ? [] : [...paths.keys()].filter((path) => fits(pattern, path));
    if (!isSpecial && fitting.length === 0) {
      const otherwise = 'Write a path of summary.json or series.csv, such as demands.*.time_to_survive.';
      const remedy = ANY.test(pattern)
        ? suggestion(presentPattern(pattern), [...paths.keys(), 'default', 'ensembles'], otherwise)
        : otherwise;
      unused.push(tell('unknown-reference', 'the path of a metric or series', quote(pattern), remedy));
    }
    const words = typeof value === 'string' ? value.trim() : String(value);
    const [, amount, form] = /^(.*\S)\s+(relative|standard errors?)$/.exec(words) ?? [];
    const compiled = compileExpression(amount ?? (typeof value === 'number' ? value : words), vocabulary);
    if (isRefusal(compiled)) {
      issues.push(tell(compiled.code ?? 'bad-expression', compiled.expected, compiled.found, compiled.remedy));
      continue;
    }
    const number = fixedValueOf(compiled);
    const { dimension } = compiled;
    const isPlain = dimension === undefined || dimension.size === 0;
    if (!(number >= 0)) {
      issues.push(
        tell('out-of-range', 'a tolerance of at least 0', words, 'Write it without the sign: it holds both ways.'),
      );
      continue;
    }
    if (form !== undefined && !isPlain) {
      const remedy = `Write a plain number, as in 1e-9 relative.`;
      issues.push(tell('wrong-dimension', `a plain number before ${form}`, words, remedy));
      continue;
    }
    if (form === 'relative') {
      rules.push({ pattern, tolerance: { kind: 'relative', share: number } });
      continue;
    }
    if (form !== undefined) {
      if (pattern === 'ensembles') rules.push({ pattern, tolerance: { kind: 'standard errors', many: number } });
      else {
        const remedy = 'Put it under ensembles: standard errors are of means over ensembles.';
        issues.push(tell('wrong-type', 'a tolerance such as 1e-9 relative', words, remedy));
      }
      continue;
    }
    if (isSpecial && number !== 0) {
      const expected =
        pattern === 'default' ? 'a tolerance such as 1e-9 relative' : 'a tolerance such as 3 standard errors';
      issues.push(tell('wrong-dimension', expected, words, 'An amount holds for paths that have its unit: name them.'));
      continue;
    }
    const other = fitting.map((path) => paths.get(path) as Dimension).find((own) => !suits(dimension, own));
    if (other !== undefined) {
      const expected = describeDimension(sameDimension(other, DATE) ? TIME : other);
      const found = nameDimension(dimension as Dimension);
      issues.push(
        tell('wrong-dimension', expected, found, 'Give the unit of what the path names, or a share: 1% relative.'),
      );
      continue;
    }
    rules.push({ pattern, tolerance: { kind: 'absolute', amount: number } });
  }
  return { rules, unused, issues };
}

/** A plain 0 suits all; dates differ by durations. */
function suits(dimension: Dimension | undefined, own: Dimension): boolean {
  if (dimension === undefined) return true;
  return sameDimension(dimension, own) || (sameDimension(own, DATE) && sameDimension(dimension, TIME));
}

/** Rules in one table, later ones first; 1e-9 relative, and 3 standard errors, where none holds. */
export function toleranceTable(...sets: readonly Pick<ToleranceRules, 'rules'>[]): ToleranceTable {
  const rules = sets.flatMap((set) => set.rules);
  const last = (holds: (pattern: string) => boolean) => rules.findLast(({ pattern }) => holds(pattern))?.tolerance;
  const known = new Map<string, Tolerance>();
  const otherwise = last((pattern) => pattern === 'default') ?? DEFAULT;
  return {
    of(path) {
      const before = known.get(path);
      if (before !== undefined) return before;
      const found = last((pattern) => fits(pattern, path)) ?? otherwise;
      known.set(path, found);
      return found;
    },
    ensembles: last((pattern) => pattern === 'ensembles') ?? DEFAULT_ENSEMBLES,
  };
}

/** Whether a path has the names of a pattern; `*` stands for any one name. */
function fits(pattern: string, path: string): boolean {
  const [wanted, names] = [pattern.split('.'), path.split('.')];
  return wanted.length === names.length && wanted.every((name, place) => name === '*' || name === names[place]);
}

/**
 * Whether two numbers are as good as the same: |now − old| ≤ the tolerance. `errors` are the standard errors of two
 * means. Two that are not finite are never: a NaN equals nothing.
 */
export function isWithin(
  tolerance: Tolerance,
  old: number,
  now: number,
  errors: readonly [number, number] = [0, 0],
): boolean {
  if (!Number.isFinite(old) || !Number.isFinite(now)) return false;
  return Math.abs(now - old) <= allowed(tolerance, Math.max(Math.abs(old), Math.abs(now)), errors);
}

/** How many times its tolerance a difference is, of numbers of this magnitude; Infinity under a tolerance of 0. */
export function excessOf(
  tolerance: Tolerance,
  by: number,
  magnitude: number,
  errors: readonly [number, number] = [0, 0],
): number {
  const most = allowed(tolerance, magnitude, errors);
  return most > 0 ? Math.abs(by) / most : Number.POSITIVE_INFINITY;
}

/** The largest difference that passes. */
function allowed(tolerance: Tolerance, magnitude: number, errors: readonly [number, number]): number {
  switch (tolerance.kind) {
    case 'relative':
      return tolerance.share * magnitude;
    case 'absolute':
      return tolerance.amount;
    case 'standard errors':
      return tolerance.many * Math.sqrt(errors[0] * errors[0] + errors[1] * errors[1]);
  }
}

/** A tolerance as one writes it, amounts in a unit: `1e-9 relative`, `0.5 t`, `3 standard errors`. */
export function toleranceText(tolerance: Tolerance, unit: string): string {
  switch (tolerance.kind) {
    case 'relative':
      return `${tolerance.share} relative`;
    case 'absolute':
      return `${tolerance.amount} ${unit}`.trim();
    case 'standard errors':
      return `${tolerance.many} standard errors`;
  }
}
