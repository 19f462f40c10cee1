/** The numbers of entities that hold at all times: how each is made, and what it may be. */

import type { Issue, Path } from '../issue.ts';
import { LONGEST, wholeSteps } from '../quantity/calendar.ts';
import { type Block, lanesOf } from '../quantity/evaluate.ts';
import type { Expression } from '../quantity/expression.ts';
import type { Model } from './network.ts';
import { usesOneOf } from './plan.ts';

/** The fields of Parameters that are one number an entity (or recipe), lane by lane. */
export type Numbers = Readonly<Record<(typeof NAMES)[number], Float64Array>>;

const NAMES = [
  'taken',
  'given',
  'lead',
  'cost',
  'releaseBelow',
  'adjust',
  'forecast',
  'switchable',
  'noise',
  'conserve',
] as const;

/** One field: an expression for each of its entities, or none, for which `otherwise` stands. */
interface Field {
  readonly name: (typeof NAMES)[number];
  readonly entries: readonly { readonly expression: Expression | undefined; readonly path: Path }[];
  readonly otherwise: number;
  readonly most: number;
  /** Whether 0 is too little. */
  readonly isPositive?: boolean;
  convert(value: number): number;
}

/** Every field of a model, and the amounts or durations that stockpiles begin with, which are only checked. */
export function fieldsOf({ scenario: { stockpiles, flows, demands }, stepDays }: Model): {
  fields: readonly Field[];
  initial: Field['entries'];
} {
  const same = (value: number) => value;
  const inSteps = (days: number) => days / stepDays;
  const atLeastOneStep = (days: number) => Math.max(1, inSteps(days));
  const field = <Entity extends { readonly id: string }>(
    name: Field['name'],
    kind: string,
    entities: readonly Entity[],
    expressionOf: (entity: Entity) => Expression | undefined,
    convert: Field['convert'] = same,
    { otherwise = 0, most = Number.POSITIVE_INFINITY, key = [name as string] } = {},
  ): Field => ({
    ...{ name, otherwise, most, convert },
    entries: entities.map((entity) => ({ expression: expressionOf(entity), path: [kind, entity.id, ...key] })),
  });
  const recipes = (name: 'taken' | 'given', key: 'from' | 'byproducts'): Field => ({
    ...{ name, otherwise: 0, most: Number.POSITIVE_INFINITY, isPositive: name === 'taken', convert: same },
    entries: flows.flatMap(({ id, [key]: some }) =>
      some.map(({ stockpile, perUnit }) => ({ expression: perUnit, path: ['flows', id, key, stockpile] })),
    ),
  });
  return {
    initial: stockpiles.flatMap(({ id, initial }) =>
      initial ? [{ expression: initial.value, path: ['stockpiles', id, 'initial'] }] : [],
    ),
    fields: [
      recipes('taken', 'from'),
      recipes('given', 'byproducts'),
      field(
        'lead',
        'flows',
        flows,
        ({ lead }) => lead,
        (days) => wholeSteps(days, stepDays),
        { otherwise: 1, most: LONGEST },
      ),
      field('cost', 'flows', flows, ({ cost }) => cost),
      field('releaseBelow', 'flows', flows, ({ releaseBelow }) => releaseBelow, inSteps, {
        ...{ otherwise: Number.NaN, key: ['release', 'below'] },
      }),
      field('adjust', 'stockpiles', stockpiles, ({ adjust }) => adjust, atLeastOneStep),
      field('forecast', 'stockpiles', stockpiles, ({ forecast }) => forecast, atLeastOneStep),
      field('switchable', 'stockpiles', stockpiles, ({ switchable }) => switchable, same, { most: 1 }),
      field('noise', 'demands', demands, ({ noise }) => noise),
      field('conserve', 'demands', demands, ({ conserve }) => conserve, inSteps),
    ],
  };
}

/** Every field under given values; what does not use an uncertain assumption is taken from `known`, where given. */
export function numbersOf(
  { uncertain }: Model,
  { fields, initial }: ReturnType<typeof fieldsOf>,
  block: Block,
  known: Numbers | undefined,
): { found: Numbers; issues: Issue[] } {
  const { lanes } = block;
  const issues: Issue[] = [];
  const evaluate = (expression: Expression, path: Path, most: number, isPositive: boolean): Float64Array => {
    const column = lanesOf(expression, block);
    const wrong = column.find((value) => !(value >= 0 && value <= most && Number.isFinite(value)));
    if (wrong !== undefined) issues.push(outOfRange(path, wrong, most));
    if (isPositive && column.includes(0)) issues.push(outOfRange(path, 0, most, 'a number above 0'));
    return column;
  };
  const found = fields.map(({ name, entries, otherwise, most, isPositive = false, convert }) => {
    const all = known?.[name].slice() ?? new Float64Array(entries.length * lanes).fill(otherwise);
    for (const [position, { expression, path }] of entries.entries()) {
      if (expression === undefined || (known !== undefined && !usesOneOf(expression, uncertain))) continue;
      all.set(evaluate(expression, path, most, isPositive).map(convert), position * lanes);
    }
    return [name, all] as const;
  });
  for (const { expression, path } of initial) {
    if (expression !== undefined) evaluate(expression, path, Number.POSITIVE_INFINITY, false);
  }
  return { found: Object.fromEntries(found) as Numbers, issues };
}

function outOfRange(path: Path, value: number, most: number, words?: string): Issue {
  const bounds = most === Number.POSITIVE_INFINITY ? 'a finite number of at least 0' : `a number from 0 to ${most}`;
  return {
    severity: 'error',
    code: 'out-of-range',
    path,
    expected: words ?? bounds,
    found: String(value),
    remedy: 'Mend it, or the assumptions that it uses.',
  };
}
