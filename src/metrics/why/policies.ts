/** From one policy to another: what each thing that they set differently adds to what users lack. */
import { type Issue, type Outcome, outcome } from '../../issue.ts';
import { compile } from '../../model/compile.ts';
import type { Scenario } from '../../model/network.ts';
import type { Cause, ReadAgain } from './causes.ts';
import { CENTRAL, coalitionsOf, modelsWithout, type Playing } from './coalitions.ts';
import { runOf } from './crossed.ts';
import type { WhyFound } from './explain.ts';
import { coalitionOf, type WhyQuestion, whyOf } from './why.ts';

/** A policy: values by path, put over the scenario. */
export interface Policy {
  readonly title: string;
  readonly settings: readonly { readonly path: string; readonly value: unknown }[];
}

/**
 * Explains what differs between two policies over one scenario: a cause is a path that they do not set alike, from its value
 * under the first to that under the second, and what is lacked under the first and what causes add make what is lacked under
 * the second. `read` reads the scenario with settings.
 */
export function explainPolicies(
  read: ReadAgain,
  [from, to]: readonly [Policy, Policy],
  question: Pick<WhyQuestion, 'pairs' | 'seed'>,
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
  // What can't be read without another, such as a lane without the stockpile that it takes from, is one with it.
  const stands = (path: string) =>
    readWithout(new Set([path])).ok && readWithout(new Set(differing.filter((one) => one !== path))).ok;
  const joined = differing.filter((path) => !stands(path));
  const groups = [
    ...differing.filter((path) => !joined.includes(path)).map((path) => [path]),
    ...(joined.length > 0 ? [joined] : []),
  ];
  const withoutSome = (removed: readonly number[]) => readWithout(new Set(removed.flatMap((n) => groups[n])));
  const all = [...groups.keys()];
  const [first, whole] = [withoutSome(all), withoutSome([])];
  if (!first.ok) return first;
  if (!whole.ok) return whole;
  const faults = differences(first.value, whole.value);
  if (faults.length > 0) return outcome<WhyFound>(undefined, faults);
  const model = compile(whole.value);
  // Settings meet anywhere: they are one cluster, of which each set that is needed is read and compiled.
  const playing: Playing = {
    players: all.length,
    clusters: all.length > 0 ? [all] : [],
    scenarioWithout: withoutSome,
  };
  const models = modelsWithout(model, playing);
  const coalitions = coalitionsOf(model, playing, CENTRAL, models);
  if (!coalitions.ok) return coalitions;
  const causes = groups.map((paths): Cause => {
    const parts = paths.map((of) => ({ kind: 'settings' as const, of, day: undefined, position: 0 }));
    return { id: paths.join(' '), title: undefined, parts, role: 'harm', keys: [], settings: [], touches: [] };
  });
  const asked: WhyQuestion = { ...question, merge: 'change', without: 'open' };
  const game = { causes, idle: [], merge: 'change' as const, playing, models, coalitions: coalitions.value };
  const why = whyOf(model, asked, game);
  if (!why.ok) return why;
  const run = runOf(model, coalitions.value, coalitionOf(all.length, all));
  if (!run.ok) return run;
  const policies = { from: from.title, to: to.title };
  return outcome({ why: why.value, run: run.value, places: undefined, policies }, []);
}

/** Policies that are held against a base in passing, and things of which at most so many may differ. */
const MOST_POLICIES = 8;
const MOST_BRIEF = 3;

/** The first of some policies held against a base, those that set a few things otherwise; what can't be explained is left out. */
export function explainPoliciesBriefly(read: ReadAgain, base: Policy, policies: readonly Policy[]): WhyFound[] {
  const few = policies.filter(({ settings }) => settings.length > 0 && settings.length <= MOST_BRIEF);
  return few.slice(0, MOST_POLICIES).flatMap((policy) => {
    const found = explainPolicies(read, [base, policy], { pairs: 1, seed: '' });
    return found.ok ? [found.value] : [];
  });
}

/** Why two policies can't be held against each other: other times, or other users. */
function differences(one: Scenario, other: Scenario): Issue[] {
  const fault = (path: string, expected: string, found: string): Issue => ({
    ...{ severity: 'error', code: 'conflict', path: [path], expected, found },
    remedy: 'Compare policies over the same times and users.',
  });
  const times = ({ start, steps, stepDays }: Scenario) => `${steps} steps of ${stepDays} days from day ${start}`;
  const users = ({ demands }: Scenario) => demands.map(({ id }) => id).join(', ');
  return [
    ...(times(one) === times(other) ? [] : [fault('start', `the times of the first, ${times(one)}`, times(other))]),
    ...(users(one) === users(other) ? [] : [fault('demands', `the users of the first, ${users(one)}`, users(other))]),
  ];
}
