/**
 * Whom a scenario is about, and the one order of users that every chart, table and sentence has. Tonnes of different
 * materials are never held against each other: what is compared is `want`, the share of its need that a user goes without.
 */
import type { Scenario } from '../model/network.ts';
import { lookupOf, type Results } from './results.ts';

/** Ids of the demands that the file names as those it is about; none where it names none. */
function focusOf(scenario: Scenario & { readonly focus?: readonly string[] }): readonly string[] {
  return scenario.focus ?? [];
}

/** Ids of the demands a scenario is about: those of its `focus`, else the one with the greatest mean want; ties by id. */
export function subjectsOf(results: Results): readonly string[] {
  const focus = focusOf(results.model.scenario);
  return focus.length > 0 ? focus : byWant(results).slice(0, 1);
}

/** Ids of all demands: the subjects, then the others by descending mean want, ties by id. */
export function userOrder(results: Results): readonly string[] {
  const subjects = subjectsOf(results);
  return [...subjects, ...byWant(results).filter((id) => !subjects.includes(id))];
}

function byWant(results: Results): readonly string[] {
  const { mean } = lookupOf(results);
  return results.model.scenario.demands
    .map(({ id }) => ({ id, want: mean(`demands.${id}.want`)?.value ?? 0 }))
    .toSorted((a, b) => b.want - a.want || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}
