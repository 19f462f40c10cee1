/**
 * Schedules evaluated at the date of each step, before anything runs (model.md, What there is): one row of plain
 * numbers a step. A value below 0 is an issue that names the date.
 */
import { formatDate, wholeSteps } from '../calendar.ts';
import { type Environment, ramp } from '../expression.ts';
import type { Issue, Path } from '../issue.ts';
import type { Flow, Schedule } from '../scenario/scenario.ts';
import { inForce } from './in-force.ts';
import { type Layout, layoutOf, type Model, type Tabulated } from './network.ts';

/** How one slot of the row is made from its schedules. */
interface Slot {
  readonly schedules: readonly Schedule[];
  /** At most this; Infinity where the format sets no bound. */
  readonly most: number;
  /** Whether the value grows by itself, whatever the schedules say. */
  readonly grows?: boolean;
  /** The value in the row from those in force, in the order of `schedules`; undefined is a default. */
  compute(values: readonly (number | undefined)[], environment: Environment): number;
}

/** The slots of the layout, in its order. */
export function slotsOf({ scenario: { stockpiles, flows, licences, demands }, stepDays, start }: Model): Slot[] {
  const slot = (schedule: Schedule, otherwise: number, scale = 1, most = Number.POSITIVE_INFINITY): Slot => ({
    schedules: [schedule],
    most,
    compute: ([value]) => (value === undefined ? otherwise : value * scale),
  });
  const steps = (schedule: Schedule, otherwise: number): Slot => ({
    schedules: [schedule],
    most: Number.POSITIVE_INFINITY,
    compute: ([value]) => (value === undefined ? otherwise : wholeSteps(value, stepDays)),
  });
  const none: Slot = { schedules: [], most: 0, compute: () => Number.NaN };
  return [
    ...flows.map((flow) => capacitySlot(flow, stepDays, start)),
    ...flows.map(({ share }) => slot(share, 1)),
    ...licences.map(({ allow }) => slot(allow, 1, 1, 1)),
    ...licences.map(({ limit }) => slot(limit, Number.POSITIVE_INFINITY, stepDays)),
    ...licences.map(({ review }) => steps(review, 0)),
    ...licences.map(({ approve }) => slot(approve, 1, 1, 1)),
    ...licences.map(({ valid }) => steps(valid, Number.POSITIVE_INFINITY)),
    ...demands.map(
      ({ rate, uses }): Slot => ({
        schedules: uses === undefined ? [rate] : [rate, uses],
        most: Number.POSITIVE_INFINITY,
        compute: ([things = 0, perThing = 1]) => things * perThing * stepDays,
      }),
    ),
    ...demands.map(({ uses }) => (uses === undefined ? none : slot(uses, Number.NaN))),
    ...stockpiles.map(({ cover, target }) => (target === undefined ? slot(cover, Number.NaN, 1 / stepDays) : none)),
    ...stockpiles.map(({ target }) => (target === undefined ? none : slot(target, Number.NaN))),
  ];
}

/** capacity(t)·Δ plus what the projects have added: from decided + takes linearly over the ramp. */
function capacitySlot({ capacity, projects }: Flow, stepDays: number, start: number): Slot {
  return {
    schedules: [capacity],
    most: Number.POSITIVE_INFINITY,
    grows: projects.length > 0,
    compute: ([value], environment) => {
      let rate = value ?? Number.POSITIVE_INFINITY;
      for (const { adds, decided, takes, ramp: over } of projects) {
        const since = environment.elapsed - (decided - start) - takes.at(environment);
        rate += adds.at(environment) * ramp(since, over.at(environment));
      }
      return rate * stepDays;
    },
  };
}

/** Whether a slot's value can differ between steps, whatever the assumptions. */
function changes({ schedules, grows }: Slot, { start, steps, stepDays }: Model): boolean {
  const last = start + (steps - 1) * stepDays;
  return (
    grows === true ||
    schedules.some((schedule) =>
      schedule.some(({ from, value }) => (from > start && from <= last) || value?.timed === true),
    )
  );
}

/** The value of a slot on a day; its faults go to `issues`. */
function evaluate(slot: Slot, environment: Environment, day: number, undisturbed: boolean, issues: Issue[]): number {
  const values = slot.schedules.map((schedule) => {
    const { value, path } = inForce(schedule, day, undisturbed);
    const number = value?.at(environment);
    if (number !== undefined && !(number >= 0 && number <= slot.most && Number.isFinite(number))) {
      issues.push(outOfRange(path, slot.most, number, day));
    }
    return number;
  });
  return slot.compute(values, environment);
}

function outOfRange(path: Path, most: number, found: number, day: number): Issue {
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

/** All rows of the schedule table under given values of the assumptions, and the row of step 0 without events. */
export function tabulate(
  model: Model,
  values: ArrayLike<number>,
): { schedule: Tabulated; undisturbed: Float64Array; issues: Issue[] } {
  const { start, steps, stepDays } = model;
  const layout: Layout = layoutOf(model.network);
  const slots = slotsOf(model);
  const issues: Issue[] = [];
  const atStart = { elapsed: 0, values };
  const first = Float64Array.from(slots, (slot) => evaluate(slot, atStart, start, false, issues));
  const undisturbed = Float64Array.from(slots, (slot, place) =>
    slot.schedules.some((schedule) => schedule.some(({ by }) => by === 'event'))
      ? evaluate(slot, atStart, start, true, issues)
      : first[place],
  );
  const changing = Int32Array.from(slots.flatMap((slot, place) => (changes(slot, model) ? [place] : [])));
  const rows = new Float64Array(changing.length * steps);
  for (let column = 0; column < changing.length; column++) {
    const slot = slots[changing[column]] as Slot;
    const found: Issue[] = [];
    for (let step = 0; step < steps; step++) {
      const elapsed = step * stepDays;
      rows[step * changing.length + column] = evaluate(slot, { elapsed, values }, start + elapsed, false, found);
    }
    // The first date is enough: a slip of sign is wrong on every later one too.
    if (found[0] !== undefined) issues.push(found[0]);
  }
  return { schedule: { layout, first, changing, values: rows }, undisturbed, issues: distinct(issues) };
}

function distinct(issues: readonly Issue[]): Issue[] {
  const seen = new Set<string>();
  return issues.filter(({ path }) => {
    const key = JSON.stringify(path);
    return seen.has(key) ? false : seen.add(key);
  });
}
