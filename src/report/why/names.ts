/** What causes and places are called, in the language that the scenario's texts are in. */

import type { Cause, CausePart } from '../../metrics/why/causes.ts';
import type { Place } from '../../metrics/why/place.ts';
import type { Why } from '../../metrics/why/why.ts';
import { termsOf } from '../../metrics/why/without.ts';
import type { Scenario } from '../../model/network.ts';
import type { Day } from '../../quantity/calendar.ts';
import { fixedValueOf } from '../../quantity/evaluate.ts';
import { wordingIn } from '../../wording.ts';
import type { Quantities } from '../text/quantities.ts';
import type { WhyWords } from '../text/why.ts';

/** The names of all causes by id, apart where their titles are alike. */
export function namesOfCauses(
  scenario: Scenario,
  { shares, idle }: Why,
  words: WhyWords,
  quantities: Quantities,
): Map<string, string> {
  const causes = [...shares.map(({ cause }) => cause), ...idle];
  const titles = causes.map((cause) => titleOf(scenario, cause, words, quantities));
  return new Map(
    causes.map((cause, n) => {
      const isAlone = titles.every((title, other) => other === n || title !== titles[n]);
      const apart = [isAlone ? undefined : ownerOf(scenario, cause), courseOf(scenario, cause, words, quantities)];
      const known = apart.filter((one) => one !== undefined);
      return [cause.id, words.cause(titles[n], known, dayOf(cause))];
    }),
  );
}

/** The day from which a cause counts, where all its parts have the same. */
export function dayOf({ parts }: Cause): Day | undefined {
  const [{ day }] = parts;
  const isDated = parts.every(
    (part) => part.day === day && (part.kind === 'phase' || part.kind === 'event' || part.kind === 'dated'),
  );
  return isDated ? day : undefined;
}

/** The title of a cause, without its date. */
export function titleOf(
  scenario: Scenario,
  { title, id, parts }: Cause,
  words: WhyWords,
  quantities: Quantities,
): string {
  const named = scenario.causes.find((one) => `causes.${one.id}` === id);
  if (named !== undefined) return named.title;
  if (title !== undefined) return title;
  const titles = [...new Set(parts.map((part) => partTitle(scenario, part, words, quantities)))];
  if (titles.length === 1) return titles[0];
  // Projects are decided on a day; an event of that day is not what they are.
  const day = parts.some(({ kind }) => kind === 'project') ? undefined : parts[0].day;
  const event = parts.every((part) => part.day === day) ? scenario.events.find(({ date }) => date === day) : undefined;
  return event?.title ?? quantities.list(titles, 3);
}

function partTitle(
  scenario: Scenario,
  { kind, of, day, position, title }: CausePart,
  words: WhyWords,
  quantities: Quantities,
): string {
  const entity = <T extends { readonly id: string }>(all: readonly T[]) => all.find(({ id }) => id === of);
  switch (kind) {
    case 'phase': {
      const phase = entity(scenario.licences)?.phases.find(({ from }) => from === day);
      return phase?.title ?? words.sets(setBy(scenario, of, day as Day, quantities));
    }
    case 'event':
      return scenario.events.find((event) => event.position === position)?.title ?? scheduleTitle(scenario, of, words);
    case 'dated':
    case 'course':
      return scheduleTitle(scenario, of, words);
    case 'project':
      return entity(scenario.flows)?.projects[position]?.title ?? of;
    case 'release':
      return entity(scenario.flows)?.title ?? of;
    case 'process':
      return entity(scenario.processes)?.title ?? of;
    case 'settings': {
      const [, , ...rest] = of.split('.');
      const plain = title === undefined ? words.section(of) : wordingIn(title, words.language);
      return rest.length > 0 && title !== undefined ? words.schedule(rest.join('.'), plain) : plain;
    }
    case 'field':
      return of;
  }
}

/** What a phase sets, with the shares and durations that are fixed. */
function setBy(scenario: Scenario, licence: string, from: Day, quantities: Quantities) {
  const schedules = scenario.licences.find(({ id }) => id === licence);
  return termsOf(scenario, licence, from).map((term) => {
    const value = schedules?.[term].find((change) => change.from === from)?.value;
    const isFixed = value !== undefined && !value.timed && value.uses.size === 0;
    if (!isFixed || term === 'limit') return { term, value: undefined };
    const number = fixedValueOf(value);
    const isShare = term === 'allow' || term === 'approve';
    return { term, value: isShare ? quantities.percent(number) : quantities.duration(number) };
  });
}

/** `changed capacity of the lane`, of a path such as flows.lane.capacity. */
function scheduleTitle(scenario: Scenario, path: string, words: WhyWords): string {
  const [section, id, field] = path.split('.') as ['stockpiles' | 'flows' | 'licences' | 'demands', string, string];
  const all: readonly { readonly id: string; readonly title: string }[] = scenario[section];
  return words.changed(field, all.find((one) => one.id === id)?.title ?? id);
}

/** Whose a cause is, where its title does not say. */
function ownerOf(scenario: Scenario, { parts }: Cause): string | undefined {
  const [{ kind, of }] = parts;
  if (parts.length !== 1) return undefined;
  if (kind === 'phase') return scenario.licences.find(({ id }) => id === of)?.title;
  return kind === 'project' ? scenario.flows.find(({ id }) => id === of)?.title : undefined;
}

/** Moves of a process that are named one by one. */
const MOST_MOVES = 3;

/** How a process goes in the central run, of a cause that is one. */
function courseOf(
  { processes }: Scenario,
  { parts }: Cause,
  words: WhyWords,
  quantities: Quantities,
): string | undefined {
  const [{ kind, of }, ...others] = parts;
  const process = kind === 'process' && others.length === 0 ? processes.find(({ id }) => id === of) : undefined;
  if (process === undefined) return undefined;
  const moves = process.central.map(({ from, state }) => words.since(process.states[state], from));
  return moves.length === 0 ? words.byChance : quantities.list(moves, MOST_MOVES);
}

/** A place by its rule, its name and the states in which the rule was so, and since when. */
export function nameOfPlace(scenario: Scenario, place: Place, words: WhyWords): string {
  const { term, kind, position, since, states } = place;
  const asked = states.map(({ process, state }) => {
    const { title, states: names } = scenario.processes[process];
    return { process: title, state: names[state] };
  });
  return words.place(term, scenario[kind][position].title, since, asked);
}

/** How an amount with its sign is shown; what is less than can be shown is nothing, whatever its sign. */
export function signedIn(
  unit: Scenario['stockpiles'][number]['unit'],
  quantities: Quantities,
): (value: number) => string {
  return (value) => {
    const shown = Math.abs(value) < 0.0005 * unit.scale ? 0 : value;
    return `${shown < 0 ? '−' : ''}${quantities.amount(Math.abs(shown), unit)}`;
  };
}
