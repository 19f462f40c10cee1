/**
 * Schedules evaluated at the date of each step, before anything runs (model.md, What there is): one row of plain
 * numbers a step. A value below 0 is an issue that names the date.
 */

import { distinct, type Issue, type Path } from '../issue.ts';
import { type Day, formatDate } from '../quantity/calendar.ts';
import { type Block, lanesOf } from '../quantity/evaluate.ts';
import type { Change } from '../scenario/scenario.ts';
import type { Model, Tabulated } from './network.ts';
import type { Plan, Slot } from './plan.ts';

/** Fills the value of a slot, lane by lane; a value out of range goes to `issues`, with the day. */
function evaluate(
  slot: Slot,
  inForce: readonly Change[],
  block: Block,
  day: Day,
  into: Float64Array,
  issues: Issue[],
): void {
  const columns = inForce.map(({ value, path }) => {
    if (value === undefined) return undefined;
    const column = lanesOf(value, block);
    const wrong = column.find((number) => !(number >= 0 && number <= slot.most && Number.isFinite(number)));
    if (wrong !== undefined) issues.push(outOfRange(path, slot.most, wrong, day));
    return column;
  });
  slot.compute(columns, block, into);
}

function outOfRange(path: Path, most: number, found: number, day: Day): Issue {
  const expected = most === Number.POSITIVE_INFINITY ? 'a finite number of at least 0' : `a number from 0 to ${most}`;
  return {
    severity: 'error',
    code: 'out-of-range',
    path,
    expected,
    found: `${found} on ${formatDate(day)}`,
    remedy: 'Bound it with max(0, …), or mend the dates.',
  };
}

/** Schedules as numbers, and the row of step 0 without events; covers that follow from the start are still NaN. */
export interface Table {
  readonly schedule: Tabulated;
  readonly undisturbed: Float64Array;
}

/**
 * All rows of the schedule table under given values of the assumptions. With `before`, a table made under other
 * values of the uncertain assumptions alone, only what uses these is evaluated.
 */
export function tabulate(
  { plan, start, steps, stepDays }: Model,
  values: ArrayLike<number>,
  lanes: number,
  before?: Table,
): Table & { issues: Issue[] } {
  const { layout, slots, changing } = plan;
  const issues: Issue[] = [];
  const atStart = { elapsed: 0, lanes, values };
  const isKept = (place: number) => before !== undefined && !plan.isUncertain[place];
  const rowOf = (inForce: Plan['first'], kept: Float64Array | undefined) => {
    const row = kept?.slice() ?? new Float64Array(slots.length * lanes);
    for (const [place, slot] of slots.entries()) {
      if (isKept(place)) continue;
      evaluate(slot, inForce[place], atStart, start, row.subarray(place * lanes, (place + 1) * lanes), issues);
    }
    return row;
  };
  const first = rowOf(plan.first, before?.schedule.first);
  const undisturbed = rowOf(plan.undisturbed, before?.undisturbed);
  const width = changing.length * lanes;
  const rows = before?.schedule.values.slice() ?? new Float64Array(width * steps);
  for (const [column, place] of changing.entries()) {
    if (isKept(place)) continue;
    const slot = slots[place];
    const found: Issue[] = [];
    const at = (t: number) => t * width + column * lanes;
    for (let t = 0; t < steps; t++) {
      const changes = plan.inForce[column][t];
      const isAsBefore = t > 0 && changes === plan.inForce[column][t - 1] && !isMoving(slot, changes);
      if (isAsBefore) rows.copyWithin(at(t), at(t - 1), at(t - 1) + lanes);
      else {
        const elapsed = t * stepDays;
        const into = rows.subarray(at(t), at(t) + lanes);
        evaluate(slot, changes, { elapsed, lanes, values }, start + elapsed, into, found);
      }
    }
    // The first date is enough: a slip of sign is wrong on every later one too.
    if (found[0] !== undefined) issues.push(found[0]);
  }
  return { schedule: { layout, first, changing, values: rows }, undisturbed, issues: distinct(issues) };
}

/** Whether a slot's value differs between steps under the same changes. */
function isMoving({ grows }: Slot, changes: readonly Change[]): boolean {
  return grows === true || changes.some(({ value }) => value?.timed === true);
}
