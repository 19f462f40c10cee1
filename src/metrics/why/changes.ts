/**
 * What changes in a scenario, found by itself: phases of licences that begin in the run, events, dated values, schedules
 * that move by themselves, projects, releases, processes. Each is known by what it is, never by its place in a list, so
 * that any number can be taken out in any order (without.ts).
 */
import type { Scenario } from '../../model/network.ts';
import { centralValues } from '../../model/parameters.ts';
import { type Day, formatDate } from '../../quantity/calendar.ts';
import { evaluate } from '../../quantity/evaluate.ts';
import { type Change, type Licence, type Schedule, schedulesOf } from './schedules.ts';

/** What kind of thing changes; a course is a schedule that moves by itself, or by a column of data. */
export type ChangeKind = 'phase' | 'event' | 'dated' | 'course' | 'project' | 'release' | 'process';

/** What is touched by whatever may change the start, or numbers that hold at all times. */
export const START = 'start';

/** A thing that changes. */
export interface Changing {
  /** Unique in a scenario, and the same in another reading of it. */
  readonly key: string;
  readonly kind: ChangeKind;
  /** Of what: the id of a licence, flow or process, or the path of a schedule; of an event the first path that it sets. */
  readonly of: string;
  /** The day that it is known by; undefined where it has none of its own. */
  readonly day: Day | undefined;
  /** Its place in its list in this reading: of an event, a project. */
  readonly position: number;
  /** The paths of the schedules that it touches. */
  readonly touches: readonly string[];
}

/** Who made a change of a schedule; undefined for what the world begins with. */
export type Owner = (path: string, change: Change) => string | undefined;

/** Everything that changes in a scenario, by key, ascending; and the key of what made each change of a schedule. */
export function changesOf(scenario: Scenario): { readonly all: readonly Changing[]; readonly ownerOf: Owner } {
  const schedules = schedulesOf(scenario);
  const events = eventsOf(scenario, schedules);
  const ownerOf = owners(scenario, schedules, events);
  const found = [
    ...phasesOf(scenario),
    ...events.values(),
    ...[...schedules].flatMap(([path, schedule]) => datedOf(path, schedule, ownerOf)),
    ...scenario.flows.flatMap((flow) => [...projectsOf(scenario, flow), ...releaseOf(flow)]),
    ...processesOf(scenario, schedules),
  ];
  return { all: found.sort((a, b) => (a.key < b.key ? -1 : 1)), ownerOf };
}

/** The phase of a licence in force on a day, if it begins within the run. */
export function phaseWithin({ start, steps, stepDays }: Scenario, { phases }: Licence, day: Day) {
  const phase = phases.findLast(({ from }) => from <= day);
  return phase !== undefined && phase.from >= start && phase.from < start + steps * stepDays ? phase : undefined;
}

function phasesOf({ licences, start, steps, stepDays }: Scenario): Changing[] {
  return licences.flatMap(({ id, phases }) =>
    phases
      .filter(({ from }) => from >= start && from < start + steps * stepDays)
      .map(({ from }, position) => ({
        ...{ key: phaseKey(id, from), kind: 'phase' as const, of: id, day: from, position },
        touches: [`licences.${id}`],
      })),
  );
}

const phaseKey = (id: string, from: Day) => `licences.${id}@${formatDate(from)}`;

/** Events that set or scale something, by their place in the file. */
function eventsOf({ scales }: Scenario, schedules: ReadonlyMap<string, Schedule>): Map<number, Changing> {
  const found = new Map<number, { from: Day; paths: Set<string> }>();
  const add = (position: number, from: Day, path: string) => {
    const own = found.get(position) ?? { from, paths: new Set<string>() };
    found.set(position, { ...own, paths: own.paths.add(path) });
  };
  for (const [path, schedule] of schedules) {
    for (const { by, from, path: at } of schedule) if (by === 'event') add(at[1] as number, from, path);
  }
  for (const { of, from, path: at } of scales) add(at[1] as number, from, of);
  const taken = new Map<string, number>();
  const byPlace = [...found].sort(([a], [b]) => a - b);
  return new Map(
    byPlace.map(([position, { from, paths }]) => {
      const [first, ...others] = [...paths].sort();
      const touches = [first, ...others].map(touchedOf);
      const plain = `events@${formatDate(from)}:${first}`;
      const times = (taken.get(plain) ?? 0) + 1;
      taken.set(plain, times);
      const key = times === 1 ? plain : `${plain}~${times}`;
      return [position, { key, kind: 'event', of: first, day: from, position, touches }];
    }),
  );
}

function owners(
  scenario: Scenario,
  schedules: ReadonlyMap<string, Schedule>,
  events: ReadonlyMap<number, Changing>,
): Owner {
  const { start, steps, stepDays } = scenario;
  const licences = new Map(scenario.licences.map((licence) => [licence.id, licence]));
  const columns = new Set([...schedules].filter(([, schedule]) => isColumn(schedule)).map(([path]) => path));
  return (path, change) => {
    if (change.by === 'event') return events.get(change.path[1] as number)?.key;
    const [section, id] = path.split('.');
    const licence = section === 'licences' ? licences.get(id) : undefined;
    const phase = licence && phaseWithin(scenario, licence, change.from);
    if (phase !== undefined) return phaseKey(id, phase.from);
    if (change.from > start && change.from < start + steps * stepDays) {
      return columns.has(path) ? path : `${path}@${formatDate(change.from)}`;
    }
    return movesByDate(change) ? path : undefined;
  };
}

/** Whether a schedule is a column of data: its values stand at one place. */
function isColumn(schedule: Schedule): boolean {
  const plan = schedule.filter(({ by }) => by === 'plan');
  const [first] = plan;
  return plan.length > 2 && first.path[0] !== 'licences' && plan.every(({ path }) => path === first.path);
}

/** Whether a value moves with time itself, not with the states of processes alone. */
function movesByDate({ value }: Change): boolean {
  return value?.computation.some(({ kind }) => kind === 'time') === true;
}

/** Dated values, and schedules that move by themselves, that no phase or event made. */
function datedOf(path: string, schedule: Schedule, ownerOf: Owner): Changing[] {
  const found = new Map<string, Changing>();
  for (const change of schedule) {
    const key = change.by === 'event' ? undefined : ownerOf(path, change);
    if (key === undefined || !(key === path || key.startsWith(`${path}@`))) continue;
    const [kind, day] = key === path ? (['course', undefined] as const) : (['dated', change.from] as const);
    found.set(key, { key, kind, of: path, day, position: 0, touches: [touchedOf(path)] });
  }
  return [...found.values()];
}

/** What changes of a schedule touch: all terms of a licence share phases, rate and uses make one number; else it alone. */
export function touchedOf(path: string): string {
  return /^(licences|demands)\./.test(path) ? path.split('.').slice(0, 2).join('.') : path;
}

/** Projects that add nothing at the start yet, at central values. */
function projectsOf(scenario: Scenario, { id, projects }: Scenario['flows'][number]): Changing[] {
  const { start } = scenario;
  const values = projects.length > 0 ? centralValues({ scenario }) : [];
  const taken = new Map<string, number>();
  return projects.flatMap(({ decided, title, takes }, position) => {
    const plain = `flows.${id}.projects@${formatDate(decided)}:${title}`;
    const times = (taken.get(plain) ?? 0) + 1;
    taken.set(plain, times);
    const key = times === 1 ? plain : `${plain}~${times}`;
    // Built before the start in one replicate and not in another, it is part of how the run begins.
    const touches = [`flows.${id}.capacity`, ...(decided < start ? [START] : [])];
    const one: Changing = { key, kind: 'project', of: id, day: decided, position, touches };
    return decided + evaluate(takes, { elapsed: 0, values }) < start ? [] : [one];
  });
}

function releaseOf({ id, releaseBelow }: Scenario['flows'][number]): Changing[] {
  if (releaseBelow === undefined) return [];
  const rest = { kind: 'release' as const, of: id, day: undefined, position: 0 };
  return [{ key: `flows.${id}.release`, ...rest, touches: [`flows.${id}.capacity`] }];
}

/** Whether a process stays where it begins, by chance and in the central run. */
export function isStill({ moves, central }: Scenario['processes'][number]): boolean {
  return central.length === 0 && moves.every(({ to }) => to.length === 0);
}

/** Processes that move, by chance or in the central run, and that some schedule asks. */
function processesOf({ processes, scales }: Scenario, schedules: ReadonlyMap<string, Schedule>): Changing[] {
  return processes.flatMap((process): Changing[] => {
    const { id } = process;
    const asks = (value: Change['value']) => value?.processes?.has(id) === true;
    const touches = [
      ...[...schedules].filter(([, all]) => all.some(({ value }) => asks(value))).map(([path]) => touchedOf(path)),
      ...scales.filter(({ by }) => asks(by)).map(({ of }) => touchedOf(of)),
    ];
    if (isStill(process) || touches.length === 0) return [];
    return [
      { key: `processes.${id}`, kind: 'process', of: id, day: undefined, position: 0, touches: [...new Set(touches)] },
    ];
  });
}
