/**
 * Schedules evaluated at the date of each step, before anything runs (model.md, What there is): one row of plain
 * numbers a step. A value below 0 is an issue that names the date.
 */

import { distinct, type Issue, type Path } from '../issue.ts';
import { type Day, formatDate } from '../quantity/calendar.ts';
import type { SideBySide } from '../quantity/evaluate.ts';
import type { Expression } from '../quantity/expression.ts';
import type { Process } from '../scenario/supply-network.ts';
import type { Scale } from '../scenario/values.ts';
import type { Model, Tabulated } from './network.ts';
import type { InForce, Plan, Slot } from './plan.ts';
import type { Paths } from './processes.ts';

/** Fills the value of a slot, lane by lane; a value out of range goes to `issues`, with when. */
function evaluate(
  slot: Slot,
  inForce: readonly InForce[],
  block: SideBySide,
  when: (lane: number, ...asking: readonly Expression[]) => string,
  into: Float64Array,
  issues: Issue[],
): void {
  const columns = inForce.map(({ change: { value, path }, scales, otherwise }) => {
    const column = value && block.lanesOf(value);
    const own = value === undefined ? [] : [value];
    const wrong = column === undefined ? -1 : firstBeyond(column, slot.most);
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
    const impossible = firstBeyond(factors, Number.POSITIVE_INFINITY);
    // A default that is found later is NaN still.
    const tooMuch = Number.isNaN(whole[0]) ? -1 : firstBeyond(scaled, slot.most);
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

/** The first lane whose number is not finite and from 0 to `most`; −1 if there is none. */
function firstBeyond(column: Float64Array, most: number): number {
  for (let lane = 0; lane < column.length; lane++) {
    const value = column[lane];
    if (!(value >= 0 && value <= most && value < Number.POSITIVE_INFINITY)) return lane;
  }
  return -1;
}

/** When a value is found: the day, and the states then of the processes that formulas ask. */
function whenOf(
  processes: readonly Process[],
  day: Day,
  states: ArrayLike<number>,
  lanes: number,
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
export function scaleOf(scales: readonly Scale[], block: SideBySide): Float64Array {
  const product = new Float64Array(block.lanes).fill(1);
  for (const { by } of scales) {
    const factors = block.lanesOf(by);
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

/** The table of a model in so many lanes, with nothing in it. */
export function emptyTable({ plan: { layout, slots, changing }, steps }: Model, lanes: number): Table {
  const row = () => new Float64Array(slots.length * lanes);
  const values = new Float64Array(changing.length * lanes * steps);
  return { schedule: { layout, changing, first: row(), values }, undisturbed: row() };
}

/**
 * Fills all rows of a table under the values that `block` has of the assumptions, and paths of processes. If it `isFilled`,
 * under other values of the uncertain assumptions alone, only what uses these is evaluated.
 */
export function tabulate(
  { plan, start, steps, stepDays, scenario: { processes } }: Model,
  block: SideBySide,
  paths: Paths,
  { schedule: { first, values: rows }, undisturbed }: Table,
  isFilled: boolean,
): Issue[] {
  const { slots, changing } = plan;
  const { lanes } = block;
  const issues: Issue[] = [];
  const isKept = (place: number) => isFilled && !plan.isUncertain[place];
  const fillRow = (inForce: Plan['first'], states: Paths['begins'], row: Float64Array) => {
    block.at(0, states);
    const when = whenOf(processes, start, states, lanes);
    for (const [place, slot] of slots.entries()) {
      if (isKept(place)) continue;
      evaluate(slot, inForce[place], block, when, row.subarray(place * lanes, (place + 1) * lanes), issues);
    }
  };
  fillRow(plan.first, paths.at(0), first);
  fillRow(plan.undisturbed, paths.begins, undisturbed);
  const width = changing.length * lanes;
  const found: Issue[][] = Array.from(changing, () => []);
  // Step by step, since slots have formulas in common.
  for (let t = 0; t < steps; t++) {
    const [elapsed, states] = [t * stepDays, paths.at(t)];
    block.at(elapsed, states);
    const when = whenOf(processes, start + elapsed, states, lanes);
    for (let column = 0; column < changing.length; column++) {
      const place = changing[column];
      if (isKept(place)) continue;
      const at = t * width + column * lanes;
      if (plan.isNew[column][t] === 0) rows.copyWithin(at, at - width, at - width + lanes);
      else evaluate(slots[place], plan.inForce[column][t], block, when, rows.subarray(at, at + lanes), found[column]);
    }
  }
  // The first date is enough: a slip of sign is wrong on every later one too.
  return distinct([...issues, ...found.flatMap(([first]) => first ?? [])]);
}
