/** How each scheduled value is made, and which of its changes holds at which step: found once for a model. */
import { type Day, LONGEST, wholeSteps } from '../quantity/calendar.ts';
import type { SideBySide } from '../quantity/evaluate.ts';
import type { Expression } from '../quantity/expression.ts';
import { ramp } from '../quantity/functions.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Flow, Licence } from '../scenario/supply-network.ts';
import type { Change, Scale, Schedule } from '../scenario/values.ts';
import { activeChange, activeScales } from './active-change.ts';
import { type Counts, type Layout, layoutOf, namesOf, SCHEDULED, type ScheduledName } from './layout.ts';

/** A schedule, the scales that multiply it, and its default where a scale may multiply that (NaN: found later). */
interface Term {
  readonly schedule: Schedule;
  readonly scales: readonly Scale[];
  readonly otherwise: number | undefined;
}

/** How one slot of the row is made from its schedules. */
export interface Slot {
  readonly terms: readonly Term[];
  /** At most this; Infinity where the format sets no bound. */
  readonly most: number;
  /** Whether 0 is too little. */
  readonly isPositive: boolean;
  /** Whether the value grows by itself, whatever the schedules say, and the assumptions it then uses. */
  readonly grows?: boolean;
  readonly uses: readonly string[];
  /** Fills the value in the row, lane by lane, from those in force, in the order of `terms`; undefined: a default. */
  compute(columns: readonly (Float64Array | undefined)[], block: SideBySide, into: Float64Array): void;
}

/** A slot whose value follows from one number. */
function slot(
  term: Term,
  otherwise: number,
  { most = Number.POSITIVE_INFINITY, isPositive = false, convert = (value: number) => value } = {},
): Slot {
  return {
    ...{ terms: [term], most, isPositive, uses: [] },
    compute: ([column], _, into) => {
      for (let lane = 0; lane < into.length; lane++) into[lane] = column ? convert(column[lane]) : otherwise;
    },
  };
}

const NONE: Slot = {
  ...{ terms: [], most: 0, isPositive: false, uses: [] },
  compute: (_columns, _block, into) => into.fill(Number.NaN),
};

/** The slots of each schedule of the layout, entity by entity. */
function slotsOf(scenario: Scenario): Readonly<Record<ScheduledName, readonly Slot[]>> {
  const { stockpiles, flows, licences, demands, stepDays, start } = scenario;
  const inSteps = (days: number) => days * (1 / stepDays);
  const whole = (days: number) => wholeSteps(days, stepDays);
  const unbounded = Number.POSITIVE_INFINITY;
  const scalesOf = new Map<string, Scale[]>();
  for (const scale of scenario.scales) scalesOf.set(scale.of, [...(scalesOf.get(scale.of) ?? []), scale]);
  const term = (path: string, schedule: Schedule, otherwise?: number): Term => ({
    ...{ schedule, otherwise, scales: scalesOf.get(path) ?? [] },
  });
  const inputs = flows.flatMap(({ id, from }) => from.map((input) => ({ ...input, path: `flows.${id}.from` })));
  const floors = stockpiles.flatMap(({ id, floors }) =>
    floors.map((floor) => ({ ...floor, path: `stockpiles.${id}` })),
  );
  return {
    capacity: flows.map((flow) =>
      capacitySlot(flow, term(`flows.${flow.id}.capacity`, flow.capacity), stepDays, start),
    ),
    share: flows.map(({ id, share }) => slot(term(`flows.${id}.share`, share, 1), 1)),
    lead: flows.map(({ id, lead }) =>
      slot(term(`flows.${id}.lead`, lead, stepDays), 1, { most: LONGEST, convert: whole }),
    ),
    cost: flows.map(({ id, cost }) => slot(term(`flows.${id}.cost`, cost, 0), 0)),
    inputPerUnit: inputs.map(({ path, stockpile, perUnit }) =>
      slot(term(`${path}.${stockpile}`, perUnit), Number.NaN, { isPositive: true }),
    ),
    allow: licences.map(({ id, allow }) => slot(term(`licences.${id}.allow`, allow, 1), 1, { most: 1 })),
    limit: licences.map(({ id, limit }) =>
      slot(term(`licences.${id}.limit`, limit), unbounded, { convert: (rate) => rate * stepDays }),
    ),
    review: licences.map(({ id, review }) =>
      slot(term(`licences.${id}.review`, review), 0, { most: LONGEST, convert: whole }),
    ),
    approve: licences.map(({ id, approve }) => slot(term(`licences.${id}.approve`, approve, 1), 1, { most: 1 })),
    valid: licences.map(({ id, valid }) =>
      slot(term(`licences.${id}.valid`, valid), unbounded, { most: LONGEST, convert: whole }),
    ),
    carry: licences.map((licence) => slot(term('', carryOf(licence)), 0)),
    demand: demands.map(({ id, rate, uses }) => {
      const [things, perThing] = [term(`demands.${id}.rate`, rate), uses && term(`demands.${id}.uses`, uses)];
      return demandSlot(perThing === undefined ? [things] : [things, perThing], stepDays);
    }),
    uses: demands.map(({ id, uses }) =>
      uses === undefined ? NONE : slot(term(`demands.${id}.uses`, uses), Number.NaN),
    ),
    cover: stockpiles.map(({ id, cover, target }) =>
      target === undefined
        ? slot(term(`stockpiles.${id}.cover`, cover, Number.NaN), Number.NaN, { convert: inSteps })
        : NONE,
    ),
    target: stockpiles.map(({ id, target }) =>
      target === undefined ? NONE : slot(term(`stockpiles.${id}.target`, target), Number.NaN),
    ),
    floor: floors.map(({ path, tier, of, value }) =>
      slot(term(`${path}.floors.${tier}`, value), 0, of === 'duration' ? { convert: inSteps } : {}),
    ),
  };
}

/** What the phases of a licence carry over from one period of their quota to the next. */
function carryOf({ id, phases }: Licence): Schedule {
  const path = ['licences', id, 'phases'];
  return [{ from: Number.NEGATIVE_INFINITY, carry: undefined, per: undefined }, ...phases].map(
    ({ from, carry, per }, position) => ({
      ...{ from, by: 'plan', value: per === undefined ? undefined : carry },
      path: [...path, position - 1, 'carry'],
    }),
  );
}

/** rate(t)·uses(t)·Δ. */
function demandSlot(terms: readonly Term[], stepDays: number): Slot {
  return {
    ...{ terms, most: Number.POSITIVE_INFINITY, isPositive: false, uses: [] },
    compute: ([things, perThing], _, into) => {
      for (let lane = 0; lane < into.length; lane++) {
        into[lane] = (things?.[lane] ?? 0) * (perThing?.[lane] ?? 1) * stepDays;
      }
    },
  };
}

/** capacity(t)·Δ plus what the projects have added: from decided + takes linearly over the ramp. */
function capacitySlot({ projects }: Flow, term: Term, stepDays: number, start: Day): Slot {
  return {
    ...{ terms: [term], most: Number.POSITIVE_INFINITY, isPositive: false },
    grows: projects.length > 0,
    uses: projects.flatMap(({ adds, takes, ramp: over }) => [adds, takes, over].flatMap(({ uses }) => [...uses])),
    compute: ([column], block, into) => {
      for (let lane = 0; lane < into.length; lane++) into[lane] = column?.[lane] ?? Number.POSITIVE_INFINITY;
      for (const { adds, decided, takes, ramp: over } of projects) {
        const [added, taken, ramped] = [adds, takes, over].map((expression) => block.lanesOf(expression));
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

/** What holds of a schedule on a day: its last change, and the scales that multiply it. */
export interface InForce extends Pick<Term, 'otherwise'> {
  readonly change: Change;
  readonly scales: readonly Scale[];
}

/** When each slot takes which of its changes: found once for a model, whatever its assumptions. */
export interface Plan {
  readonly layout: Layout;
  readonly slots: readonly Slot[];
  /** What is in force of each slot's schedules at step 0, and the same without events. */
  readonly first: readonly (readonly InForce[])[];
  readonly undisturbed: readonly (readonly InForce[])[];
  /** Slots whose value can differ between steps, whatever the assumptions; and what is in force of them, by step. */
  readonly changing: Int32Array;
  readonly inForce: readonly (readonly (readonly InForce[])[])[];
  /** Of the same: 1 at the steps at which the value has to be evaluated; at others it is that of the step before. */
  readonly isNew: readonly Uint8Array[];
  /** Whether a slot, at any time, uses an uncertain assumption or the start, or asks a process, which may go otherwise. */
  readonly isUncertain: readonly boolean[];
}

/** The plan of a scenario's schedules, of so many entities. */
export function planOf(scenario: Scenario, counts: Counts, uncertain: ReadonlySet<string>): Plan {
  const { start, steps, stepDays } = scenario;
  const made = slotsOf(scenario);
  const slots = namesOf(SCHEDULED).flatMap((name) => made[name]);
  const at = (slot: Slot, day: Day, undisturbed = false) =>
    slot.terms.map(({ schedule, scales, otherwise }): InForce => {
      const change = activeChange(schedule, day, undisturbed);
      return { change, otherwise, scales: undisturbed || scales.length === 0 ? [] : activeScales(scales, day) };
    });
  const changing = Int32Array.from(slots.flatMap((slot, place) => (changes(slot, scenario) ? [place] : [])));
  const inForce = Array.from(changing, (place) => {
    const turns = turnsOf(slots[place], scenario);
    const byStep: (readonly InForce[])[] = [];
    for (let t = 0; t < steps; t++) {
      byStep.push(t === 0 || turns.has(t) ? at(slots[place], start + t * stepDays) : byStep[t - 1]);
    }
    return byStep;
  });
  return {
    ...{ layout: layoutOf(counts), slots, changing, inForce },
    isNew: inForce.map((byStep, column) =>
      Uint8Array.from(byStep, (now, t) => (now !== byStep[t - 1] || isMoving(slots[changing[column]], now) ? 1 : 0)),
    ),
    isUncertain: slots.map(
      (slot) =>
        slot.uses.some((name) => uncertain.has(name)) ||
        expressionsOf(slot).some((one) => usesOneOf(one, uncertain) || asksProcess(one)) ||
        slot.terms.some(isFoundLater),
    ),
    first: slots.map((slot) => at(slot, start)),
    undisturbed: slots.map((slot) => at(slot, start, true)),
  };
}

/** The steps at which something of a slot begins to hold, or ends. */
function turnsOf({ terms }: Slot, { start, stepDays }: Scenario): ReadonlySet<number> {
  const days = terms.flatMap(({ schedule, scales }) => [
    ...schedule.map(({ from }) => from),
    ...scales.flatMap(({ from, until }) => [from, until ?? from]),
  ]);
  return new Set(days.map((day) => Math.ceil((day - start) / stepDays)));
}

/** Every number that a slot is made of at any time. */
function expressionsOf({ terms }: Slot): Expression[] {
  return terms.flatMap(({ schedule, scales }) => [
    ...schedule.flatMap(({ value }) => value ?? []),
    ...scales.map(({ by }) => by),
  ]);
}

/** Whether a number asks the state of a process. */
function asksProcess({ processes }: Expression): boolean {
  return processes !== undefined && processes.size > 0;
}

/** Whether a number differs from step to step by itself. */
function isTimed(expression: Expression): boolean {
  return expression.timed || asksProcess(expression);
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

/** Whether a value follows from the start of a run where none is given. */
function isFoundLater({ schedule, otherwise }: Term): boolean {
  return otherwise !== undefined && Number.isNaN(otherwise) && schedule.some(({ value }) => value === undefined);
}

/** Whether a slot's value can differ between steps, whatever the assumptions. */
function changes(slot: Slot, { start, steps, stepDays }: Scenario): boolean {
  const last = start + (steps - 1) * stepDays;
  const isWithin = (day: Day | undefined) => day !== undefined && day > start && day <= last;
  return (
    slot.grows === true ||
    expressionsOf(slot).some(isTimed) ||
    slot.terms.some(
      ({ schedule, scales }) =>
        schedule.some(({ from }) => isWithin(from)) ||
        scales.some(({ from, until }) => isWithin(from) || isWithin(until)),
    )
  );
}
