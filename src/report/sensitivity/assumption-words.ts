/** An assumption in English: its name, and its values in units that people use. */

import type { Model } from '../../model/network.ts';
import { valueReader } from '../text/assumption-values.ts';
import { EN } from '../text/en.ts';

/** `review_time` → `review time`. */
export function assumptionName(id: string): string {
  return id.replaceAll('_', ' ');
}

/** How values of the assumption called `id` read, given in tonnes, days, dollars or pieces. */
export function valueWords({ scenario }: Model, id: string): (value: number) => string {
  const assumption = scenario.assumptions.find((one) => one.id === id);
  if (assumption === undefined) throw new Error(`no assumption ${id}`);
  return valueReader(assumption, EN);
}
