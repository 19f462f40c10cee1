/**
 * A scenario without some of its changes. All are taken out of one and the same scenario at once, so that the order in
 * which they are named means nothing.
 */
import { activeChange } from '../../model/active-change.ts';
import type { Scenario } from '../../model/network.ts';
import { constant } from '../../quantity/arithmetic.ts';
import { changesOf, type Owner, phaseWithin } from './changes.ts';
import { type Change, mapSchedules, type Schedule, schedulesOf, TERMS } from './schedules.ts';

/**
 * What holds where a change is taken out: `open`, in its stretch, until the next change of what it touches, the default
 * of a licence's terms and else the value of the start; `before`: what held before goes on.
 */
export type Without = 'open' | 'before';

/** A field of a phase, taken out alone: the key of the phase and the term, such as `licences.civil@2025-04-04 allow`. */
export function fieldKey(phase: string, term: (typeof TERMS)[number]): string {
  return `${phase} ${term}`;
}

/** The scenario without the changes of these keys; keys that it does not have mean nothing. */
export function withoutChanges(scenario: Scenario, removed: ReadonlySet<string>, without: Without): Scenario {
  if (removed.size === 0) return scenario;
  const { all, ownerOf } = changesOf(scenario);
  const gone = all.filter(({ key }) => removed.has(key));
  const events = new Set(gone.filter(({ kind }) => kind === 'event').map(({ position }) => position));
  const has = (kind: string, of: string) => gone.some((one) => one.kind === kind && one.of === of);
  const rest = mapSchedules(scenario, (path, schedule) => {
    const [section, id, field] = path.split('.');
    if (section === 'flows' && field === 'capacity' && has('release', id)) return nothing(schedule);
    const isGone = (change: Change) => {
      const owner = ownerOf(path, change);
      if (owner === undefined) return false;
      return removed.has(owner) || removed.has(`${owner} ${field}`);
    };
    return rewritten(scenario, path, schedule, isGone, without);
  });
  return {
    ...rest,
    scales: scalesOf(rest, events),
    licences: rest.licences.map((licence) => ({
      ...licence,
      phases: licence.phases.flatMap((phase) => {
        const key = phaseWithin(scenario, licence, phase.from) && ownerOfPhase(ownerOf, licence.id, phase.from);
        const isGone = key !== undefined && removed.has(key);
        if (isGone && without === 'before') return [];
        // A period belongs to the limit that it renews.
        const isPlain = isGone || (key !== undefined && removed.has(fieldKey(key, 'limit')));
        return [isPlain ? { ...phase, per: undefined, carry: undefined } : phase];
      }),
    })),
    flows: rest.flows.map((flow) => ({
      ...flow,
      projects: has('release', flow.id)
        ? []
        : flow.projects.filter(
            (_, position) =>
              !gone.some((one) => one.kind === 'project' && one.of === flow.id && one.position === position),
          ),
    })),
    processes: rest.processes.map((process) =>
      has('process', process.id)
        ? { ...process, central: [], moves: process.moves.map(() => ({ stays: undefined, to: [] })) }
        : process,
    ),
  };
}

/** Terms without a default: where nothing gives them a number any more there is none to scale. */
const WITHOUT_DEFAULT: ReadonlySet<string> = new Set(['capacity', 'limit', 'review', 'valid']);

/** The scales that are left, in the stretches in which there is something that they scale. */
function scalesOf(scenario: Scenario, gone: ReadonlySet<number>): Scenario['scales'] {
  const left = scenario.scales.filter(({ path }) => !gone.has(path[1] as number));
  if (left.length === 0) return left;
  const schedules = schedulesOf(scenario);
  return left.flatMap((scale) => {
    const schedule = schedules.get(scale.of) ?? [];
    if (!WITHOUT_DEFAULT.has(scale.of.split('.')[2]) || schedule.every(({ value }) => value !== undefined))
      return scale;
    return schedule.flatMap(({ from, value }, n) => {
      const [begin, end] = [Math.max(from, scale.from), schedule[n + 1]?.from ?? Number.POSITIVE_INFINITY];
      const until = Math.min(end, scale.until ?? Number.POSITIVE_INFINITY);
      if (value === undefined || !(begin < until)) return [];
      return [{ ...scale, from: begin, until: until === Number.POSITIVE_INFINITY ? undefined : until }];
    });
  });
}

function ownerOfPhase(ownerOf: Owner, licence: string, from: number): string | undefined {
  return ownerOf(`licences.${licence}.allow`, { from, by: 'plan', value: undefined, path: [] });
}

/** No capacity at any time. */
function nothing([first]: Schedule): Schedule {
  return [{ ...first, from: Number.NEGATIVE_INFINITY, by: 'plan', value: constant(0) }];
}

function rewritten(
  scenario: Scenario,
  path: string,
  schedule: Schedule,
  isGone: (change: Change) => boolean,
  without: Without,
): Schedule {
  if (!schedule.some(isGone)) return schedule;
  const atStart = activeChange(schedule, scenario.start, true);
  const licence = path.startsWith('licences.')
    ? scenario.licences.find(({ id }) => path.startsWith(`licences.${id}.`))
    : undefined;
  const kept: Change[] = [];
  for (const change of schedule) {
    // What moves by itself stands still: its first value is one of those that hold at the start.
    const isCourse = change.by === 'plan' && !(change.from > scenario.start);
    if (!isGone(change)) kept.push(change);
    else if (change.by === 'plan' && licence && phaseWithin(scenario, licence, change.from) !== undefined) {
      if (without === 'open') kept.push({ ...change, value: undefined });
    } else if (isCourse) kept.push(heldAtStart(change));
    else if (without === 'before') continue;
    else if (change.by === 'event') kept.push({ ...change, value: kept.findLast(({ by }) => by === 'plan')?.value });
    else kept.push({ ...change, value: (isGone(atStart) ? heldAtStart(atStart) : atStart).value });
  }
  return kept;
}

/** A value that does not move with time: what it is at the first step. */
function heldAtStart(change: Change): Change {
  const { value } = change;
  if (value === undefined) return change;
  const computation = value.computation.map((step) =>
    step.kind === 'time' ? ({ kind: 'number', value: -step.after } as const) : step,
  );
  return { ...change, value: { ...value, timed: false, computation } };
}

/** Which terms a phase sets: those that have a value of its own. */
export function termsOf(scenario: Scenario, licence: string, from: number): (typeof TERMS)[number][] {
  const schedules = scenario.licences.find(({ id }) => id === licence);
  return TERMS.filter((term) => schedules?.[term].some((change) => change.from === from && change.value !== undefined));
}
