/** How each scheduled value is made, and which of its changes holds at which step: found once for a model. */
import { type Day, LONGEST, wholeSteps } from '../quantity/calendar.ts';
import { type Block, lanesOf } from '../quantity/evaluate.ts';
import type { Expression } from '../quantity/expression.ts';
import { ramp } from '../quantity/functions.ts';
import type { Change, Demand, Flow, Scenario, Schedule } from '../scenario/scenario.ts';
import { activeChange } from './active-change.ts';
import { type Layout, layoutOf } from './layout.ts';

/** How one slot of the row is made from its schedules. */
export interface Slot {
  readonly schedules: readonly Schedule[];
  /** At most this; Infinity where the format sets no bound. */
  readonly most: number;
  /** Whether the value grows by itself, whatever the schedules say, and the assumptions it then uses. */
  readonly grows?: boolean;
  readonly uses: readonly string[];
  /** Fills the value in the row, lane by lane, from those in force, in the order of `schedules`; undefined: a default. */
  compute(columns: readonly (Float64Array | undefined)[], block: Block, into: Float64Array): void;
}

/** A slot whose value follows from one number. */
function slot(
  schedule: Schedule,
  otherwise: number,
  most = Number.POSITIVE_INFINITY,
  convert = (value: number) => value,
): Slot {
  return {
    ...{ schedules: [schedule], most, uses: [] },
    compute: ([column], _, into) => {
      for (let lane = 0; lane < into.length; lane++) into[lane] = column ? convert(column[lane]) : otherwise;
    },
  };
}

const NONE: Slot = { schedules: [], most: 0, uses: [], compute: (_columns, _block, into) => into.fill(Number.NaN) };

/** The slots of the layout, in its order. */
function slotsOf({ stockpiles, flows, licences, demands, stepDays, start }: Scenario): Slot[] {
  const perStep = (rate: number) => rate * stepDays;
  const inSteps = (days: number) => days * (1 / stepDays);
  const whole = (days: number) => wholeSteps(days, stepDays);
  const unbounded = Number.POSITIVE_INFINITY;
  return [
    ...flows.map((flow) => capacitySlot(flow, stepDays, start)),
    ...flows.map(({ share }) => slot(share, 1)),
    ...licences.map(({ allow }) => slot(allow, 1, 1)),
    ...licences.map(({ limit }) => slot(limit, unbounded, unbounded, perStep)),
    ...licences.map(({ review }) => slot(review, 0, LONGEST, whole)),
    ...licences.map(({ approve }) => slot(approve, 1, 1)),
    ...licences.map(({ valid }) => slot(valid, unbounded, LONGEST, whole)),
    ...demands.map((demand) => demandSlot(demand, stepDays)),
    ...demands.map(({ uses }) => (uses === undefined ? NONE : slot(uses, Number.NaN))),
    ...stockpiles.map(({ cover, target }) =>
      target === undefined ? slot(cover, Number.NaN, unbounded, inSteps) : NONE,
    ),
    ...stockpiles.map(({ target }) => (target === undefined ? NONE : slot(target, Number.NaN))),
  ];
}

/** rate(t)·uses(t)·Δ. */
function demandSlot({ rate, uses }: Demand, stepDays: number): Slot {
  return {
    schedules: uses === undefined ? [rate] : [rate, uses],
    most: Number.POSITIVE_INFINITY,
    uses: [],
    compute: ([things, perThing], _, into) => {
      for (let lane = 0; lane < into.length; lane++) {
        into[lane] = (things?.[lane] ?? 0) * (perThing?.[lane] ?? 1) * stepDays;
      }
    },
  };
}

/** capacity(t)·Δ plus what the projects have added: from decided + takes linearly over the ramp. */
function capacitySlot({ capacity, projects }: Flow, stepDays: number, start: Day): Slot {
  return {
    schedules: [capacity],
    most: Number.POSITIVE_INFINITY,
    grows: projects.length > 0,
    uses: projects.flatMap(({ adds, takes, ramp: over }) => [adds, takes, over].flatMap(({ uses }) => [...uses])),
    compute: ([column], block, into) => {
      for (let lane = 0; lane < into.length; lane++) into[lane] = column?.[lane] ?? Number.POSITIVE_INFINITY;
      for (const { adds, decided, takes, ramp: over } of projects) {
        const [added, taken, ramped] = [adds, takes, over].map((expression) => lanesOf(expression, block));
        for (let lane = 0; lane < into.length; lane++) {
          const since = block.elapsed - (decided - start) - taken[lane];
          into[lane] += added[lane] * ramp(since, ramped[lane]);
        }
      }
      for (let lane = 0; lane < into.length; lane++) into[lane] *= stepDays;
    },
  };
}

/** Whether an expression uses one of these names. */
export function usesOneOf({ uses }: Expression, names: ReadonlySet<string>): boolean {
  for (const name of uses) if (names.has(name)) return true;
  return false;
}

/** When each slot takes which of its changes: found once for a model, whatever its assumptions. */
export interface Plan {
  readonly layout: Layout;
  readonly slots: readonly Slot[];
  /** Changes in force of each slot's schedules at step 0, and the same without events. */
  readonly first: readonly (readonly Change[])[];
  readonly undisturbed: readonly (readonly Change[])[];
  /** Slots whose value can differ between steps, whatever the assumptions; and their changes in force, by step. */
  readonly changing: Int32Array;
  readonly inForce: readonly (readonly (readonly Change[])[])[];
  /** Whether a slot, at any time, uses an uncertain assumption. */
  readonly isUncertain: readonly boolean[];
}

/** The plan of a scenario's schedules. */
export function planOf(scenario: Scenario, uncertain: ReadonlySet<string>): Plan {
  const { stockpiles, flows, licences, demands, start, steps, stepDays } = scenario;
  const slots = slotsOf(scenario);
  const counts = {
    stockpiles: stockpiles.length,
    flows: flows.length,
    licences: licences.length,
    demands: demands.length,
  };
  const at = (slot: Slot, day: Day, undisturbed = false) =>
    slot.schedules.map((schedule) => activeChange(schedule, day, undisturbed));
  const changing = Int32Array.from(slots.flatMap((slot, place) => (changes(slot, scenario) ? [place] : [])));
  return {
    ...{ layout: layoutOf(counts), slots, changing },
    isUncertain: slots.map(
      ({ uses, schedules }) =>
        uses.some((name) => uncertain.has(name)) ||
        schedules.flat().some(({ value }) => value !== undefined && usesOneOf(value, uncertain)),
    ),
    first: slots.map((slot) => at(slot, start)),
    undisturbed: slots.map((slot) => at(slot, start, true)),
    inForce: Array.from(changing, (place) => {
      const byStep: (readonly Change[])[] = [];
      for (let t = 0; t < steps; t++) {
        const before = byStep[t - 1];
        const now = at(slots[place], start + t * stepDays);
        byStep.push(before?.every((change, one) => change === now[one]) ? before : now);
      }
      return byStep;
    }),
  };
}

/** Whether a slot's value can differ between steps, whatever the assumptions. */
function changes({ schedules, grows }: Slot, { start, steps, stepDays }: Scenario): boolean {
  const last = start + (steps - 1) * stepDays;
  return (
    grows === true ||
    schedules.some((schedule) =>
      schedule.some(({ from, value }) => (from > start && from <= last) || value?.timed === true),
    )
  );
}
