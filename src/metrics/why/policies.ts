/** From one policy to another: what each thing that they set differently adds to what users lack. */
import { type Issue, isWithin, type Outcome, outcome } from '../../issue.ts';
import { activeChange } from '../../model/active-change.ts';
import { compile } from '../../model/compile.ts';
import type { Translations } from '../../model/in-language.ts';
import type { Scenario } from '../../model/network.ts';
import { formatDate } from '../../quantity/calendar.ts';
import type { Wording } from '../../wording.ts';
import { type Cause, type ReadAgain, touchedBy } from './causes.ts';
import { CENTRAL, coalitionsOf, modelsWithout, type Playing } from './coalitions.ts';
import { runOf } from './crossed.ts';
import type { WhyFound } from './explain.ts';
import { type Schedule, schedulesOf, TERMS } from './schedules.ts';
import { coalitionOf, MOST_EXACT, type WhyQuestion, whyOf } from './why.ts';

/** A policy: values by path, put over the scenario. */
export interface Policy {
  readonly title: string;
  readonly settings: readonly { readonly path: string; readonly value: unknown }[];
}

/** Causes that a study names, and their titles in languages. */
export interface NamedCauses {
  readonly causes: Scenario['causes'];
  readonly translations: Translations;
}

/** What is one where too many paths differ: each path, each entity, each section of the file. */
const PARTS_OF_ONE = { change: Number.POSITIVE_INFINITY, entity: 2, section: 1 } as const;

/** Some paths as one cause. */
interface Group {
  readonly id: string;
  readonly paths: readonly string[];
  readonly named: Scenario['causes'][number] | undefined;
}

/**
 * Explains what differs between two policies over one scenario: a cause is a path that they do not set alike, from its value
 * under the first to that under the second, or several that `named` takes as one; what is lacked under the first and what
 * causes add make what is lacked under the second. Beyond twelve, all of one entity are one, or else of one section. `read`
 * reads the scenario with settings.
 */
export function explainPolicies(
  read: ReadAgain,
  [from, to]: readonly [Policy, Policy],
  { named, ...question }: Pick<WhyQuestion, 'pairs' | 'seed'> & { readonly named?: NamedCauses },
): Outcome<WhyFound> {
  const valuesOf = ({ settings }: Policy) => new Map(settings.map((one) => [one.path, one]));
  const [before, after] = [valuesOf(from), valuesOf(to)];
  const text = (value: unknown) => JSON.stringify(value);
  const differing = [...new Set([...after.keys(), ...before.keys()])].filter(
    (path) => !before.has(path) || !after.has(path) || text(before.get(path)?.value) !== text(after.get(path)?.value),
  );
  const common = to.settings.filter(({ path }) => !differing.includes(path));
  const readWithout = (out: ReadonlySet<string>) =>
    read([...common, ...differing.flatMap((path) => (out.has(path) ? before : after).get(path) ?? [])]);
  const [first, whole] = [readWithout(new Set(differing)), readWithout(new Set())];
  if (!first.ok) return first;
  if (!whole.ok) return whole;
  const faults = [
    ...uncomparable(first.value, whole.value),
    ...(named?.causes ?? []).flatMap((one) => otherwise(one, first.value, differing, read, from)),
  ];
  if (faults.length > 0) return outcome<WhyFound>(undefined, faults);
  const daysOf = (path: string) => {
    const without = readWithout(new Set([path]));
    return without.ok ? daysBetween(without.value, whole.value) : new Set<string>();
  };
  const { groups, merge } = groupsOf(differing, named?.causes ?? [], daysOf, (paths) => {
    return readWithout(new Set(paths)).ok && readWithout(new Set(differing.filter((one) => !paths.includes(one)))).ok;
  });
  const all = [...groups.keys()];
  const scenario = { ...whole.value, ...withNames(whole.value, named) };
  const model = compile(scenario);
  const playing: Playing = {
    players: all.length,
    clusters: clustersOf(groups, first.value, whole.value),
    scenarioWithout: (removed) => readWithout(new Set(removed.flatMap((n) => groups[n].paths))),
  };
  const models = modelsWithout(model, playing);
  const coalitions = coalitionsOf(model, playing, CENTRAL, models);
  if (!coalitions.ok) return coalitions;
  const causes = groups.map(({ id, paths, named: one }): Cause => {
    const parts = paths.map((of) => {
      const title = titleOf(of, first.value) ?? titleOf(of, whole.value);
      return { kind: 'settings' as const, of, day: undefined, position: 0, title };
    });
    const role = one?.isRelief === true ? 'relief' : 'harm';
    return { id, title: one?.title, parts, role, keys: [], settings: [], touches: [] };
  });
  const asked: WhyQuestion = { ...question, merge: undefined, without: 'open' };
  const game = { causes, idle: [], merge, playing, models, coalitions: coalitions.value, parts: [all] };
  const why = whyOf(model, asked, game);
  if (!why.ok) return why;
  const run = runOf(model, coalitions.value, coalitionOf(all.length, all));
  if (!run.ok) return run;
  const policies = { from: from.title, to: to.title };
  return outcome({ why: why.value, run: run.value, places: undefined, policies, game }, []);
}

/** The differing paths as causes: those that the study names, then each by itself, or those of one entity or section together. */
function groupsOf(
  differing: readonly string[],
  named: Scenario['causes'],
  daysOf: (path: string) => ReadonlySet<string>,
  stands: (paths: readonly string[]) => boolean,
): { readonly groups: readonly Group[]; readonly merge: keyof typeof PARTS_OF_ONE } {
  const taken = new Set<string>();
  const own = named.flatMap((one): Group[] => {
    const paths = differing.filter((path) => !taken.has(path) && isMeant(one, path, daysOf));
    for (const path of paths) taken.add(path);
    return paths.length === 0 ? [] : [{ id: `causes.${one.id}`, paths, named: one }];
  });
  const rest = differing.filter((path) => !taken.has(path));
  const joinedBy = (parts: number): Group[] => {
    const found = new Map<string, string[]>();
    for (const path of rest) {
      const id = Number.isFinite(parts) ? path.split(/[.[]/).slice(0, parts).join('.') : path;
      found.set(id, [...(found.get(id) ?? []), path]);
    }
    const groups = [...own, ...Array.from(found, ([id, paths]) => ({ id, paths, named: undefined }))];
    // What can't be read without another, such as a lane without the stockpile that it takes from, is one with it.
    const bound = groups.filter(({ paths }) => !stands(paths));
    if (bound.length < 2) return groups;
    const one = {
      id: bound.map(({ id }) => id).join(' '),
      paths: bound.flatMap(({ paths }) => paths),
      named: undefined,
    };
    return [...groups.filter((group) => !bound.includes(group)), one];
  };
  const merges = Object.keys(PARTS_OF_ONE) as (keyof typeof PARTS_OF_ONE)[];
  for (const merge of merges) {
    const groups = joinedBy(PARTS_OF_ONE[merge]);
    if (groups.length <= MOST_EXACT || merge === merges.at(-1)) return { groups, merge };
  }
  return { groups: [], merge: 'change' };
}

/**
 * Settings may meet anywhere, and so are one cluster, of which each set that is needed is read and compiled; but terms of
 * licences, where they use nothing that others set and leave the start as it is, are apart from all else.
 */
function clustersOf(groups: readonly Group[], first: Scenario, whole: Scenario): number[][] {
  const schedules = [schedulesOf(first), schedulesOf(whole)];
  const atStart = (schedule: Schedule | undefined) => {
    const value = schedule && activeChange(schedule, first.start - 1, true).value;
    return JSON.stringify(value);
  };
  const isPlain = (licence: string) =>
    TERMS.every((term) => {
      const [before, after] = schedules.map((all) => all.get(`licences.${licence}.${term}`));
      const values = [before, after].flatMap((schedule) => (schedule ?? []).map(({ value }) => value));
      const isFixed = values.every((value) => value === undefined || (value.uses.size === 0 && !value.processes?.size));
      return before !== undefined && after !== undefined && isFixed && atStart(before) === atStart(after);
    });
  const rest: number[] = [];
  const apart = new Map<string, number[]>();
  for (const [n, { paths }] of groups.entries()) {
    const [[section, id], ...others] = paths.map((path) => path.split(/[.[]/)) as [string[], ...string[][]];
    const isOfOne = section === 'licences' && others.every((path) => path[0] === section && path[1] === id);
    if (!isOfOne || id === undefined || !isPlain(id)) rest.push(n);
    else apart.set(id, [...(apart.get(id) ?? []), n]);
  }
  return [...apart.values(), ...(rest.length > 0 ? [rest] : [])];
}

/** The title of what a path is about, in all the languages that it has. */
function titleOf(path: string, scenario: Scenario): Wording | undefined {
  const [section, id] = path.split(/[.[]/) as [string, string];
  const { assumptions, stockpiles, flows, licences, demands, markets, processes, translations } = scenario;
  const all = new Map(Object.entries({ assumptions, stockpiles, flows, licences, demands, markets, processes }));
  const title = all.get(section)?.find((one) => one.id === id)?.title;
  if (title === undefined) return undefined;
  const others = Object.entries(translations).flatMap(([language, texts]) => {
    const own = texts.get(`${section}.${id}.title`);
    return own === undefined ? [] : [[language, own] as const];
  });
  return { en: title, ...Object.fromEntries(others) };
}

function isMeant(
  { settings, licence, flow, from }: Scenario['causes'][number],
  path: string,
  daysOf: (path: string) => ReadonlySet<string>,
): boolean {
  if (settings.length > 0) return settings.some((one) => isWithin(path, one.path));
  if (licence !== undefined && !isWithin(path, `licences.${licence}`)) return false;
  if (flow !== undefined && !isWithin(path, `flows.${flow}`)) return false;
  if (from === undefined) return true;
  const days = daysOf(path);
  return days.size > 0 && [...days].every((day) => day === formatDate(from));
}

/** The days from which what differs between two readings counts. */
function daysBetween(one: Scenario, other: Scenario): Set<string> {
  const dated = (scenario: Scenario) => {
    const projects = scenario.flows.flatMap(({ id, projects: own }) => own.map((project) => [id, project] as const));
    return new Map([
      ...[...schedulesOf(scenario)].flatMap(([path, schedule]) =>
        schedule.map(({ from, value }) => [JSON.stringify([path, from, value]), from] as const),
      ),
      ...projects.map(([id, project]) => [JSON.stringify([id, project]), project.decided] as const),
    ]);
  };
  const [before, after] = [dated(one), dated(other)];
  const only = [...after].filter(([key]) => !before.has(key)).concat([...before].filter(([key]) => !after.has(key)));
  return new Set(only.map(([, day]) => (Number.isFinite(day) ? formatDate(day) : '')));
}

/** What a study says to hold without a cause, where the first policy says nothing of it and the scenario otherwise. */
function otherwise(
  { id, settings }: Scenario['causes'][number],
  first: Scenario,
  differing: readonly string[],
  read: ReadAgain,
  from: Policy,
): Issue[] {
  const own = settings.filter(({ path }) => differing.some((one) => isWithin(one, path)));
  const isSet = own.some(({ path }) => from.settings.some((one) => isWithin(one.path, path)));
  const again = own.length === 0 || isSet ? undefined : read([...from.settings, ...own]);
  if (again === undefined) return [];
  if (!again.ok) return [...again.issues];
  if (touchedBy(first, again.value).length === 0) return [];
  return [
    {
      ...{ severity: 'error', code: 'conflict', path: ['causes', id, 'without'] },
      expected: `what holds under “${from.title}”, to which a cause between policies goes back`,
      found: own.map(({ path, value }) => `${path}: ${JSON.stringify(value)}`).join(', '),
      remedy: 'Write the values of the base; a third policy is a variant of its own.',
    },
  ];
}

function withNames(
  { translations }: Scenario,
  named: NamedCauses | undefined,
): Pick<Scenario, 'causes' | 'translations'> {
  if (named === undefined) return { causes: [], translations };
  const languages = new Set([...Object.keys(translations), ...Object.keys(named.translations)]);
  const titles = (language: string) =>
    [...(named.translations[language] ?? [])].filter(([path]) => path.startsWith('causes.'));
  return {
    causes: named.causes,
    translations: Object.fromEntries(
      Array.from(languages, (language) => [
        language,
        new Map([...(translations[language] ?? []), ...titles(language)]),
      ]),
    ),
  };
}

/** Policies that are held against a base in passing, and things of which at most so many may differ. */
const MOST_POLICIES = 8;
const MOST_BRIEF = 3;

/** The first of some policies held against a base, those that set a few things otherwise; what can't be explained is left out. */
export function explainPoliciesBriefly(
  read: ReadAgain,
  base: Policy,
  policies: readonly Policy[],
  named: NamedCauses,
): WhyFound[] {
  const few = policies.filter(({ settings }) => settings.length > 0 && settings.length <= MOST_BRIEF);
  return few.slice(0, MOST_POLICIES).flatMap((policy) => {
    const found = explainPolicies(read, [base, policy], { pairs: 1, seed: '', named });
    return found.ok ? [found.value] : [];
  });
}

/** Why two policies can't be held against each other: other times, or other users. */
export function uncomparable(one: Scenario, other: Scenario): Issue[] {
  const fault = (path: string, expected: string, found: string, remedy: string): Issue => ({
    ...{ severity: 'error', code: 'conflict', path: [path], expected, found, remedy },
  });
  const times = ({ start, steps, stepDays }: Scenario) =>
    `${formatDate(start)} to ${formatDate(start + steps * stepDays)} in steps of ${stepDays} day${stepDays === 1 ? '' : 's'}`;
  const key = one.start !== other.start ? 'start' : one.stepDays !== other.stepDays ? 'step' : 'end';
  const users = ({ demands }: Scenario) => demands.map(({ id }) => id).join(', ');
  return [
    ...(times(one) === times(other)
      ? []
      : [fault(key, `the times of the first, ${times(one)}`, times(other), 'Give both one start, end and step.')]),
    ...(users(one) === users(other)
      ? []
      : [fault('demands', `the users of the first, ${users(one)}`, users(other), 'Give both the same demands.')]),
  ];
}
