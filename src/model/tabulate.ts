/**
 * Schedules evaluated at the date of each step, before anything runs (model.md, What there is): one row of plain
 * numbers a step. A value below 0 is an issue that names the date.
 */

import { distinct, type Issue, type Path } from '../issue.ts';
import { type Day, formatDate } from '../quantity/calendar.ts';
import { type Block, lanesOf } from '../quantity/evaluate.ts';
import type { Expression } from '../quantity/expression.ts';
import type { Process } from '../scenario/supply-network.ts';
import type { Scale } from '../scenario/values.ts';
import type { Model, Tabulated } from './network.ts';
import { type InForce, isTimed, type Plan, type Slot } from './plan.ts';
import type { Paths } from './processes.ts';

/** Fills the value of a slot, lane by lane; a value out of range goes to `issues`, with when. */
function evaluate(
  slot: Slot,
  inForce: readonly InForce[],
  block: Block,
  when: (lane: number, ...asking: readonly Expression[]) => string,
  into: Float64Array,
  issues: Issue[],
): void {
  const isWrong = (value: number) => !(value >= 0 && value <= slot.most && Number.isFinite(value));
  const columns = inForce.map(({ change: { value, path }, scales, otherwise }) => {
    const column = value && lanesOf(value, block);
    const own = value === undefined ? [] : [value];
    const wrong = column?.findIndex(isWrong) ?? -1;
    if (column !== undefined && wrong >= 0) {
      issues.push(outOfRange(path, slot.most, `${column[wrong]}${when(wrong, ...own)}`));
    }
    if (slot.isPositive && column?.includes(0)) issues.push(notPositive(path, when(column.indexOf(0), ...own)));
    if (scales.length === 0) return column;
    const [{ path: by }] = scales;
    const all = [...own, ...scales.map((scale) => scale.by)];
    const whole = column ?? (otherwise === undefined ? undefined : new Float64Array(block.lanes).fill(otherwise));
    if (whole === undefined) {
      issues.push(nothingToScale(by, when(0, ...all)));
      return undefined;
    }
    const factors = scaleOf(scales, block);
    const scaled = whole.map((number, lane) => number * factors[lane]);
    const impossible = factors.findIndex((factor) => !(factor >= 0 && Number.isFinite(factor)));
    const tooMuch = scaled.findIndex((number) => isWrong(number) && !Number.isNaN(number));
    if (impossible >= 0) {
      issues.push(outOfRange(by, Number.POSITIVE_INFINITY, `${factors[impossible]}${when(impossible, ...all)}`));
    } else if (wrong < 0 && tooMuch >= 0) {
      issues.push(outOfRange(by, slot.most, `${scaled[tooMuch]}${when(tooMuch, ...all)}`));
    } else if (wrong < 0 && slot.isPositive && scaled.includes(0)) {
      issues.push(notPositive(by, when(scaled.indexOf(0), ...all)));
    }
    return scaled;
  });
  slot.compute(columns, block, into);
}

/** When a value is found: the day, and the states then of the processes that formulas ask. */
function whenOf(
  processes: readonly Process[],
  day: Day,
  { states = [], lanes }: Block,
): (lane: number, ...asking: readonly Expression[]) => string {
  return (lane, ...asking) => {
    const asked = asking.flatMap(({ computation }) =>
      computation.flatMap((step) => (step.kind === 'state' ? [step.process] : [])),
    );
    const told = [...new Set(asked)].map((place) => {
      const { id, states: names } = processes[place];
      return `${id} is ${names[states[place * lanes + lane]]}`;
    });
    return ` on ${formatDate(day)}${told.length > 0 ? `, while ${told.join(' and ')}` : ''}`;
  };
}

/** What scales come to together, lane by lane. */
export function scaleOf(scales: readonly Scale[], block: Block): Float64Array {
  const product = new Float64Array(block.lanes).fill(1);
  for (const { by } of scales) {
    const factors = lanesOf(by, block);
    for (let lane = 0; lane < block.lanes; lane++) product[lane] *= factors[lane];
  }
  return product;
}

function outOfRange(path: Path, most: number, found: string): Issue {
  const expected = most === Number.POSITIVE_INFINITY ? 'a finite number of at least 0' : `a number from 0 to ${most}`;
  return {
    severity: 'error',
    code: 'out-of-range',
    path,
    expected,
    found,
    remedy: 'Bound it with max(0, …), or mend the dates.',
  };
}

function notPositive(path: Path, when: string): Issue {
  return {
    ...{ severity: 'error', code: 'out-of-range', path, expected: 'a number above 0' },
    found: `0${when}`,
    remedy: 'Leave out what a flow does not take, or mend the dates.',
  };
}

function nothingToScale(path: Path, when: string): Issue {
  return {
    ...{ severity: 'error', code: 'conflict', path, expected: 'a number to scale' },
    found: `none${when}`,
    remedy: 'Give the schedule a number for that time, or end the scale before.',
  };
}

/** Schedules as numbers, and the row of step 0 without events; covers that follow from the start are still NaN. */
export interface Table {
  readonly schedule: Tabulated;
  readonly undisturbed: Float64Array;
}

/**
 * All rows of the schedule table under given values of the assumptions and paths of processes. With `before`, a table made under other
 * values of the uncertain assumptions alone, only what uses these is evaluated.
 */
export function tabulate(
  { plan, start, steps, stepDays, scenario: { processes } }: Model,
  values: ArrayLike<number>,
  lanes: number,
  paths: Paths,
  before?: Table,
): Table & { issues: Issue[] } {
  const { layout, slots, changing } = plan;
  const issues: Issue[] = [];
  const isKept = (place: number) => before !== undefined && !plan.isUncertain[place];
  const rowOf = (inForce: Plan['first'], kept: Float64Array | undefined, states: Paths['begins']) => {
    const atStart = { elapsed: 0, lanes, values, states };
    const when = whenOf(processes, start, atStart);
    const row = kept?.slice() ?? new Float64Array(slots.length * lanes);
    for (const [place, slot] of slots.entries()) {
      if (isKept(place)) continue;
      evaluate(slot, inForce[place], atStart, when, row.subarray(place * lanes, (place + 1) * lanes), issues);
    }
    return row;
  };
  const first = rowOf(plan.first, before?.schedule.first, paths.at(0));
  const undisturbed = rowOf(plan.undisturbed, before?.undisturbed, paths.begins);
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
        const block = { elapsed, lanes, values, states: paths.at(t) };
        evaluate(slot, changes, block, whenOf(processes, start + elapsed, block), into, found);
      }
    }
    // The first date is enough: a slip of sign is wrong on every later one too.
    if (found[0] !== undefined) issues.push(found[0]);
  }
  return { schedule: { layout, first, changing, values: rows }, undisturbed, issues: distinct(issues) };
}

/** Whether a slot's value differs between steps under the same changes. */
function isMoving({ grows }: Slot, inForce: readonly InForce[]): boolean {
  return (
    grows === true ||
    inForce.some(
      ({ change: { value }, scales }) =>
        (value !== undefined && isTimed(value)) || scales.some(({ by }) => isTimed(by)),
    )
  );
}
