/** The causes of a scenario: its changes, each by itself or several as one, and those that the file names. */
import { mapDistribution } from '../../chance/distribution.ts';
import { type Issue, type Outcome, outcome, quote } from '../../issue.ts';
import type { Scenario } from '../../model/network.ts';
import type { Day } from '../../quantity/calendar.ts';
import type { Wording } from '../../wording.ts';
import { type ChangeKind, type Changing, changesOf, START, touchedOf } from './changes.ts';
import type { Playing } from './coalitions.ts';
import { schedulesOf } from './schedules.ts';
import { type Without, withoutChanges } from './without.ts';

/** Which changes are one cause: each, those of one date and title, of one licence, or of one entity. */
export const MERGES = ['change', 'date', 'licence', 'entity'] as const;
export type Merge = (typeof MERGES)[number];

type Setting = Scenario['causes'][number]['settings'][number];

/** Reads the scenario's file again with these settings over those it was read with. */
export type ReadAgain = (settings: readonly Setting[]) => Outcome<Scenario>;

/** Reads a scenario once under the same settings, however often it is asked to. */
export function readOnce(readAgain: ReadAgain | undefined): ReadAgain | undefined {
  const known = new Map<string, Outcome<Scenario>>();
  return (
    readAgain &&
    ((settings) => {
      const key = JSON.stringify(settings);
      const found = known.get(key) ?? readAgain(settings);
      known.set(key, found);
      return found;
    })
  );
}

/** A part of a cause, as a report names it. */
export interface CausePart {
  readonly kind: ChangeKind | 'settings' | 'field';
  /** As in `Changing`; of settings, the id under `causes`; of a field, its term. */
  readonly of: string;
  readonly day: Day | undefined;
  readonly position: number;
  /** Of what policies set: what it is about. */
  readonly title?: Wording | undefined;
}

/** What may be taken out of a scenario as one. */
export interface Cause {
  readonly id: string;
  /** As the file names it. */
  readonly title: string | undefined;
  readonly parts: readonly CausePart[];
  /** What decides its role before anything runs: harms and reliefs by kind or by the file; undefined: its effect. */
  readonly role: 'harm' | 'relief' | undefined;
  /** Keys of the changes taken out; and settings put over the file. */
  readonly keys: readonly string[];
  readonly settings: readonly Setting[];
  readonly touches: readonly string[];
}

/** How causes are found and taken out. */
export interface Finding {
  readonly merge: Merge;
  readonly without: Without;
  readonly readAgain?: ReadAgain;
}

/** The causes of a scenario, by id; a cause of the file that names nothing is an issue. */
export function causesOf(scenario: Scenario, { merge, without, readAgain }: Finding): Outcome<Cause[]> {
  const changes = changesOf(scenario);
  const { all } = changes;
  const issues: Issue[] = [];
  const named: Cause[] = [];
  const taken = new Set<string>();
  for (const one of scenario.causes) {
    const { id, title, settings } = one;
    const meant = settings.length > 0 ? [] : all.filter((change) => isMeant(one, change));
    const chosen = meant.filter(({ key }) => !taken.has(key));
    const again = settings.length === 0 || readAgain === undefined ? undefined : readAgain(settings);
    if (again?.ok === false) issues.push(...again.issues.flatMap((issue) => unsound(id, issue)));
    const touches = again?.ok
      ? touchedBy(scenario, again.value)
      : [...new Set(chosen.flatMap((change) => change.touches))];
    const replaced = again?.ok ? replacedBy(scenario, again.value, changes) : chosen;
    const isNothing = again?.ok ? touches.length === 0 : chosen.length === 0;
    if (settings.length > 0 && readAgain === undefined) continue;
    const owner = named.find(({ keys }) => meant.some(({ key }) => keys.includes(key)));
    if (isNothing && owner !== undefined) issues.push(namesTaken(id, owner.id));
    else if (isNothing && again?.ok !== false) issues.push(namesNothing(id, settings.length > 0));
    for (const { key } of replaced) taken.add(key);
    const parts: readonly CausePart[] =
      settings.length > 0 ? [{ kind: 'settings', of: id, day: undefined, position: 0 }] : chosen;
    named.push({
      ...{ id: `causes.${id}`, title, parts, settings, touches, keys: chosen.map(({ key }) => key) },
      role: one.isRelief === undefined ? roleOf(chosen, without) : one.isRelief ? 'relief' : 'harm',
    });
  }
  if (issues.length > 0) return outcome<Cause[]>(undefined, issues);
  const groups = new Map<string, Changing[]>();
  for (const change of all) {
    if (taken.has(change.key)) continue;
    const id = groupOf(scenario, change, merge);
    groups.set(id, [...(groups.get(id) ?? []), change]);
  }
  const found = Array.from(groups, ([id, parts]): Cause => {
    const touches = [...new Set(parts.flatMap((change) => change.touches))];
    return {
      id,
      title: undefined,
      parts,
      role: roleOf(parts, without),
      keys: parts.map(({ key }) => key),
      settings: [],
      touches,
    };
  });
  return outcome(
    [...named, ...found].sort((a, b) => (a.id < b.id ? -1 : 1)),
    [],
  );
}

/** By kind: projects and releases are reliefs, phases harms where nothing of before stays. */
function roleOf(parts: readonly Changing[], without: Without): Cause['role'] {
  if (parts.length === 0) return undefined;
  if (parts.every(({ kind }) => kind === 'project' || kind === 'release')) return 'relief';
  return without === 'open' && parts.every(({ kind }) => kind === 'phase') ? 'harm' : undefined;
}

function isMeant({ licence, flow, from }: Scenario['causes'][number], { kind, of, day, touches }: Changing): boolean {
  if (from !== undefined && day !== from) return false;
  if (licence !== undefined && !(touches.includes(`licences.${licence}`) || (kind === 'phase' && of === licence)))
    return false;
  return flow === undefined || of === flow || touches.some((path) => path.startsWith(`flows.${flow}.`));
}

/** The cause that a change belongs to, where several are one. */
function groupOf(scenario: Scenario, change: Changing, merge: Merge): string {
  const { key, kind, of, touches } = change;
  switch (merge) {
    case 'change':
      return key;
    case 'date':
      return change.day === undefined ? key : `${dateOf(key)}${titleOf(scenario, change)}`;
    case 'licence':
      return kind === 'phase' ? `licences.${of}` : key;
    case 'entity': {
      const entities = new Set(touches.map((path) => path.split('.').slice(0, 2).join('.')));
      return entities.size === 1 ? ([...entities][0] as string) : key;
    }
  }
}

/** The date that a key was made with. */
function dateOf(key: string): string {
  return /@(\d{4}-\d{2}-\d{2})/.exec(key)?.[1] ?? key;
}

function titleOf({ licences, events }: Scenario, { kind, of, day, position }: Changing): string {
  const title =
    kind === 'phase'
      ? licences.find(({ id }) => id === of)?.phases.find(({ from }) => from === day)?.title
      : kind === 'event'
        ? events.find((event) => event.position === position)?.title
        : undefined;
  return title === undefined ? '' : ` ${title}`;
}

/** What settings touch: every schedule that is another by them, or uses an assumption that is; and START for all else. */
export function touchedBy(scenario: Scenario, again: Scenario): string[] {
  const isMoved = moving(scenario, again);
  const before = schedulesOf(scenario);
  const paths = [...schedulesOf(again)].flatMap(([path, schedule]) =>
    isSame(schedule, before.get(path)) && !schedule.some(({ value }) => isMoved.by(value)) ? [] : [path],
  );
  const grown = again.flows.flatMap(({ id, projects }, f) =>
    isSame(projects, scenario.flows[f]?.projects) &&
    !projects.some(({ adds, takes, ramp }) => [adds, takes, ramp].some(isMoved.by))
      ? []
      : [`flows.${id}.capacity`],
  );
  const numbers = isSame(withoutTimes(scenario), withoutTimes(again)) && !isMoved.any ? [] : [START];
  return [...new Set([...paths.map(touchedOf), ...grown, ...numbers])];
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Which values use an assumption that settings make another. */
function moving(scenario: Scenario, again: Scenario) {
  const moved = new Set(
    again.assumptions.flatMap(({ id, distribution }, n) =>
      isSame(distribution, scenario.assumptions[n]?.distribution) ? [] : [id],
    ),
  );
  const by = (value: { readonly uses: ReadonlySet<string> } | undefined) =>
    value !== undefined && [...value.uses].some((name) => moved.has(name));
  for (const place of again.evaluationOrder) {
    const { id, distribution } = again.assumptions[place] as (typeof again.assumptions)[number];
    let follows = false;
    mapDistribution(distribution, (one) => {
      follows ||= by(one);
    });
    if (follows) moved.add(id);
  }
  return { by, any: moved.size > 0 };
}

/** What a scenario says beside its schedules. */
function withoutTimes({ stockpiles, flows, demands, markets, processes, scales }: Scenario): unknown {
  return { stockpiles, flows, demands, markets, processes, scales };
}

/** The changes that settings replace: those whose own numbers are others by them. */
function replacedBy(scenario: Scenario, again: Scenario, { all, ownerOf }: ReturnType<typeof changesOf>): Changing[] {
  const touched = new Set(touchedBy(scenario, again));
  const isMoved = moving(scenario, again);
  const after = schedulesOf(again);
  const others = new Set(
    [...schedulesOf(scenario)].flatMap(([path, schedule]) =>
      schedule
        .filter((change) => isMoved.by(change.value) || !after.get(path)?.some((one) => isSame(one, change)))
        .map((change) => ownerOf(path, change)),
    ),
  );
  return all.filter(({ key, kind, touches }) => {
    if (kind === 'phase' || kind === 'dated') return others.has(key);
    return kind !== 'release' && touches.some((path) => touched.has(path));
  });
}

/** Causes as players: those that touch the same thing go together, unless their stretches can't meet. */
export function playingOf(scenario: Scenario, causes: readonly Cause[], { without, readAgain }: Finding): Playing {
  const root = causes.map((_, n) => n);
  const rootOf = (n: number): number => (root[n] === n ? n : rootOf(root[n]));
  for (const [a, one] of causes.entries()) {
    for (let b = 0; b < a; b++) {
      if (meets(one, causes[b], without)) root[Math.max(rootOf(a), rootOf(b))] = Math.min(rootOf(a), rootOf(b));
    }
  }
  const clusters = causes.flatMap((_, n) => {
    return rootOf(n) === n ? [causes.flatMap((__, other) => (rootOf(other) === n ? [other] : []))] : [];
  });
  return {
    players: causes.length,
    clusters,
    scenarioWithout: (removed) => {
      const settings = removed.flatMap((n) => causes[n].settings);
      const again = settings.length === 0 || readAgain === undefined ? outcome(scenario, []) : readAgain(settings);
      if (!again.ok) return again;
      const keys = new Set(removed.flatMap((n) => causes[n].keys));
      return outcome(withoutChanges(again.value, keys, without), []);
    },
  };
}

function meets(one: Cause, other: Cause, without: Without): boolean {
  if (one.settings.length > 0 && other.settings.length > 0) return true;
  if (!one.touches.some((path) => other.touches.includes(path))) return false;
  const areApart = (a: CausePart, b: CausePart) => {
    const [own, others] = [touchOf(a), touchOf(b)];
    if (own === undefined || others === undefined) return false;
    return own !== others || (without === 'open' && a.kind === b.kind && a.of === b.of);
  };
  return !one.parts.every((a) => other.parts.every((b) => areApart(a, b)));
}

/**
 * What a phase or a dated value touches: two of one schedule never change the same cells, where nothing stays of what was
 * before. Undefined of anything else, whose cells may meet those of others.
 */
function touchOf({ kind, of }: CausePart): string | undefined {
  return kind === 'phase' ? `licences.${of}` : kind === 'dated' ? touchedOf(of) : undefined;
}

function namesNothing(id: string, isBySettings: boolean): Issue {
  return {
    ...{ severity: 'error', code: 'unknown-reference', path: ['causes', id] },
    expected: isBySettings ? 'settings that change something' : 'a cause that something of the scenario belongs to',
    found: 'nothing',
    remedy: isBySettings
      ? 'Set what the scenario says otherwise, or take the cause out.'
      : 'Name a licence or flow and the date from which its phase, event, dated value or project counts.',
  };
}

/** Of a cause all of whose changes belong to others before it. */
function namesTaken(id: string, owner: string): Issue {
  return {
    ...{ severity: 'error', code: 'conflict', path: ['causes', id] },
    expected: 'a change that no cause before it has',
    found: `what ${owner} has already`,
    remedy: 'A change belongs to the first cause that names it: name less there, or take this one out.',
  };
}

/** A fault of a scenario read with the settings of a cause, at the setting that has it; warnings are of the whole, and no fault. */
function unsound(id: string, { place, ...issue }: Issue): Issue[] {
  if (issue.severity !== 'error') return [];
  const [, setting] = /^--set (.*)$/.exec(place?.file ?? '') ?? [];
  const path = ['causes', id, 'without', ...(setting === undefined ? [] : [setting])];
  return [{ ...issue, path, found: `${issue.found}, without cause ${quote(id)}` }];
}
