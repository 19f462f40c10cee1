/**
 * Whom a scenario is about, and the one order of users that every chart, table and sentence has. Tonnes of different
 * materials are never held against each other: what is compared is `want`, the share of its need that a user goes without.
 */
import { lookupOf, type ResultsAmong } from './results.ts';

/** Ids of the demands a scenario is about: those of its `focus`, else the one with the greatest mean want; ties by id. */
export function subjectsOf(results: ResultsAmong): readonly string[] {
  const { focus } = results.model.scenario;
  return focus.length > 0 ? focus : userOrder(results).slice(0, 1);
}

/** Ids of all demands: those of the `focus`, then the others by descending mean want, ties by id. */
export function userOrder(results: ResultsAmong): readonly string[] {
  const { focus, demands } = results.model.scenario;
  const { mean } = lookupOf(results);
  return inOrderOfUsers(
    focus,
    demands.map(({ id }) => ({ id, wants: [mean(`demands.${id}.want`)?.value ?? 0] })),
  );
}

/** Ids: the focus, then by the first of their wants, the greatest first; where these are equal by the next, then by id. */
export function inOrderOfUsers(
  focus: readonly string[],
  users: readonly { readonly id: string; readonly wants: readonly number[] }[],
): readonly string[] {
  const others = users.filter(({ id }) => !focus.includes(id));
  const byWant = others.toSorted((a, b) => {
    const place = a.wants.findIndex((want, n) => want !== b.wants[n]);
    return place < 0 ? (a.id < b.id ? -1 : 1) : b.wants[place] - a.wants[place];
  });
  return [...focus, ...byWant.map(({ id }) => id)];
}
