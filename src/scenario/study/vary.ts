/** What a path to be varied measures: the unit in which values are put there, and where they usually end. */

import { type Issue, type Path, parsePath, pathText, suggestion } from '../../issue.ts';
import { type Dimension, MASS, PLAIN, sameDimension, TIME, unitOfComputation } from '../../quantity/dimension.ts';
import type { Scenario } from '../scenario.ts';
import { isMap } from '../schema/plain-data.ts';
import type { Kind } from '../schema/quantity-schema.ts';
import { scenarioSchema } from '../schema/schema.ts';
import { metaAt } from '../schema/shape-fields.ts';

/** A number that can be varied. */
export interface Varied {
  readonly title: string;
  /** Written after each value; empty of plain numbers. */
  readonly unit: string;
  /** The largest that can be meant, where there is one: a share is at most 1. */
  readonly most: number | undefined;
  /** About how large it is, or 1: where a search begins. */
  readonly scale: number;
}

/** The unit of the number at a path of a scenario, or the issue of a path to anything else. */
export function variedAt(scenario: Scenario, written: string, title: string): Varied | Issue {
  const path = parsePath(written);
  const [section, id] = path.map(String);
  const assumption = section === 'assumptions' ? scenario.assumptions.find((one) => one.id === id) : undefined;
  if (assumption !== undefined && path.length === 2) {
    const { value, between } = isMap(assumption.written) ? assumption.written : { value: assumption.written };
    for (const written of [value, ...(Array.isArray(between) ? between : [])]) {
      const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*([a-zA-Z][a-zA-Z/]*)\s*$/.exec(String(written)) ?? [];
      const units = unit?.replace(/^(day|week|month|year)$/, '$1s');
      if (units !== undefined) return { title, unit: units, most: undefined, scale: Number(number) || 1 };
    }
    const most = assumption.distribution.kind === 'chance' ? 1 : undefined;
    return { title, unit: unitOf(assumption.dimension ?? PLAIN, scenario.currency), most, scale: 1 };
  }
  const otherwise = 'Name a number, such as stockpiles.x.initial, flows.x.capacity or assumptions.x.';
  const known = section === 'assumptions' && path.length === 2 ? scenario.assumptions.map((one) => one.id) : [];
  const kind = metaAt(scenarioSchema, path, 'kind') as Kind | undefined;
  const unit = kind && unitOfKind(kind, scenario, path);
  if (kind !== undefined && unit !== undefined) {
    const isShare = kind === 'share' || kind === 'probability';
    return { title, unit, most: isShare ? 1 : undefined, scale: 1 };
  }
  return {
    ...{ severity: 'error', code: 'unknown-reference', path },
    expected: 'a path to a quantity, an assumption or a share',
    found: pathText(path),
    remedy: suggestion(id ?? '', known, otherwise),
  };
}

function unitOf(dimension: Dimension, currency = 'USD'): string {
  if (sameDimension(dimension, MASS)) return 't';
  if (sameDimension(dimension, TIME)) return 'weeks';
  // What is per time alone is written 0.1 /year: after a number 1/year would be another number.
  return unitOfComputation(dimension, currency).replaceAll('day', 'year').replace(/^1\//, '/');
}

/** The unit of a field; undefined where what it measures depends on how it is written. */
function unitOfKind(kind: Kind, { stockpiles, flows, demands, currency }: Scenario, path: Path): string | undefined {
  const [section, id] = path.map(String);
  const stockpile =
    section === 'flows' ? flows.find((one) => one.id === id)?.to : demands.find((one) => one.id === id)?.from;
  const held = stockpiles.find((one) => one.id === (section === 'stockpiles' ? id : stockpile))?.unit.name ?? 't';
  switch (kind) {
    case 'amount':
    case 'amount or duration':
      return held;
    case 'duration':
      return 'weeks';
    case 'rate':
      return `${held}/year`;
    case 'rate of things or amounts':
      return `${demands.find((one) => one.id === id)?.product ?? held}/year`;
    case 'share':
    case 'weight':
    case 'probability':
    case 'multiple':
    case 'units taken per unit shipped':
      return '';
    case 'money':
      return currency ?? '';
    case 'cost per unit':
      return currency === undefined ? '' : `${currency}/${held}`;
    case 'share a year':
      return '/year';
    default:
      return undefined;
  }
}
