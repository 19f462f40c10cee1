/**
 * Why users are short: what each cause adds to what they lack, as Shapley values, harms first and then reliefs. What
 * would be lacked without any cause, harms and reliefs add up to what is lacked, in each step, for each demand.
 */
import { type Outcome, outcome } from '../../issue.ts';
import type { Model } from '../../model/network.ts';
import { type Cause, causesOf, type Finding, type Merge, playingOf } from './causes.ts';
import {
  type Chances,
  type Coalition,
  type Coalitions,
  coalitionsOf,
  modelsWithout,
  type Playing,
} from './coalitions.ts';
import { partsOfCauses } from './parts.ts';
import { type ByStep, resultsOf, totalOf } from './payoffs.ts';
import { addSampledShapley, addShapley, Weights } from './shapley.ts';

/** Beyond so many in one game causes are merged, or orders of them sampled. */
export const MOST_EXACT = 12;

/** Pairs of orders that are drawn where there are too many causes for all, unless otherwise asked. */
export const PAIRS = 200;

/** What is asked. `merge` undefined: each change by itself, or where these are too many all of one date and title. */
export interface WhyQuestion extends Omit<Finding, 'merge'> {
  readonly merge: Merge | undefined;
  /** Pairs of orders where there are too many causes for all. */
  readonly pairs: number;
  readonly seed: string;
}

/** What a cause adds to what is lacked: harms add, reliefs take away; each may have the other sign for a demand. */
export interface Share {
  readonly cause: Cause;
  readonly role: 'harm' | 'relief';
  /** The first step at which it changes anything. */
  readonly first: number | undefined;
  /** Its Shapley value. */
  readonly value: ByStep;
  /** What is lacked less what would be without it alone. */
  readonly alone: ByStep;
}

export interface Why {
  readonly model: Model;
  readonly question: WhyQuestion;
  readonly merge: Merge | 'section';
  /** Pairs of orders that were sampled; undefined: all orders. */
  readonly sampled: number | undefined;
  /** What is lacked, and would be without any cause. */
  readonly lacked: ByStep;
  readonly base: ByStep;
  /** Harms, then reliefs, each by id. */
  readonly shares: readonly Share[];
  /** Causes without any effect. */
  readonly idle: readonly Cause[];
}

/** The causes that have an effect, and how they are played. */
export interface Game {
  readonly causes: readonly Cause[];
  readonly idle: readonly Cause[];
  /** What is one cause; between policies also all of one section of the file. */
  readonly merge: Merge | 'section';
  readonly playing: Playing;
  /** Causes by what they can reach; see `partsOfCauses`. */
  readonly parts: readonly (readonly number[])[];
  readonly models: (removed: readonly number[]) => Outcome<Model>;
  readonly coalitions: Coalitions;
}

/** Finds the causes of a model and which of them have an effect under some chances. */
export function gameOf(model: Model, question: WhyQuestion, chances: Chances): Outcome<Game> {
  const merge = question.merge ?? 'change';
  const found = causesOf(model.scenario, { ...question, merge });
  if (!found.ok) return found;
  const all = gameAmong(model, found.value, question, chances);
  if (!all.ok) return all;
  const effects = found.value.map((_, n) => all.value.coalitions.hasEffect(n));
  const failed = effects.find((one) => !one.ok);
  if (failed !== undefined && !failed.ok) return failed;
  const has = (n: number) => effects[n].ok && effects[n].value;
  const causes = found.value.filter((_, n) => has(n));
  // Games of harms and of reliefs are played apart, but which is which is not known yet.
  const isMerged = question.merge === undefined && causes.length > MOST_EXACT;
  if (isMerged) return gameOf(model, { ...question, merge: 'date' }, chances);
  const idle = found.value.filter((_, n) => !has(n));
  const own = gameAmong(model, causes, question, chances);
  return own.ok ? outcome({ ...own.value, idle, merge }, []) : own;
}

/** These causes as players, whatever effect they have. */
export function gameAmong(
  model: Model,
  causes: readonly Cause[],
  question: WhyQuestion,
  chances: Chances,
): Outcome<Game> {
  const merge = question.merge ?? 'change';
  const playing = playingOf(model.scenario, causes, { ...question, merge });
  const models = modelsWithout(model, playing);
  const coalitions = coalitionsOf(model, playing, chances, models);
  return coalitions.ok
    ? outcome(
        {
          ...{ causes, idle: [], merge, playing, models, coalitions: coalitions.value },
          parts: partsOfCauses(model, causes),
        },
        [],
      )
    : coalitions;
}

/** A coalition of those players alone, of so many. */
export function coalitionOf(players: number, inForce: Iterable<number>): Coalition {
  const coalition = new Uint8Array(players);
  for (const player of inForce) coalition[player] = 1;
  return coalition;
}

/** Why demands lack what they do, given who plays. */
export function whyOf(model: Model, question: WhyQuestion, game: Game): Outcome<Why> {
  const { causes, coalitions, merge, idle } = game;
  const singles = singlesOf(model, game);
  if (!singles.ok) return singles;
  const { lacked, without, alone } = singles.value;
  const roles = rolesOf(model, game, lacked, without);
  if (!roles.ok) return roles;
  const values = resultsOf(model, coalitions, weightsOf(game, roles.value, question).all(), causes.length + 1);
  if (!values.ok) return values;
  const found = causes.map((cause, n): Share => {
    const first = coalitions.firstStep(n);
    return {
      cause,
      role: roles.value[n],
      first: first.ok ? first.value : undefined,
      value: values.value[n],
      alone: alone[n],
    };
  });
  const ordered = (['harm', 'relief'] as const).flatMap((role) => found.filter((one) => one.role === role));
  return outcome(
    {
      model,
      question,
      merge,
      sampled: isSampled(game, roles.value, MOST_EXACT) ? question.pairs : undefined,
      lacked,
      base: values.value[causes.length],
      shares: ordered,
      idle,
    },
    [],
  );
}

/** What is lacked in all, what would be without each cause alone, and the difference. */
function singlesOf(
  model: Model,
  { causes, coalitions }: Game,
): Outcome<{ lacked: ByStep; without: ByStep[]; alone: ByStep[] }> {
  const n = causes.length;
  const weights = new Weights();
  const all = coalitionOf(n, causes.keys());
  weights.add(all, n, 1);
  for (let i = 0; i < n; i++)
    weights.add(
      coalitionOf(
        n,
        [...causes.keys()].filter((one) => one !== i),
      ),
      i,
      1,
    );
  const results = resultsOf(model, coalitions, weights.all(), n + 1);
  if (!results.ok) return results;
  const [without, lacked] = [results.value.slice(0, n), results.value[n]];
  const alone = without.map((values) => values.map((value, place) => lacked[place] - value));
  return outcome({ lacked, without, alone }, []);
}

/** Differences of less than this share of what is lacked decide nothing. */
const ROUNDING = 1e-9;

/**
 * Harm or relief: as a cause's kind or the file says; else a relief if less is lacked with it than without it alone, and
 * where that is the same, if less is with it beside the sure harms.
 */
export function rolesOf(
  model: Model,
  { causes, coalitions }: Pick<Game, 'causes' | 'coalitions'>,
  lacked: ByStep,
  without: readonly ByStep[],
): Outcome<('harm' | 'relief')[]> {
  const n = causes.length;
  const sure = [...causes.keys()].filter((i) => causes[i].role === 'harm');
  const total = totalOf(lacked);
  const gain = (i: number) => totalOf(without[i]) - total;
  const open = [...causes.keys()].filter((i) => causes[i].role === undefined);
  const ties = open.filter((i) => Math.abs(gain(i)) <= ROUNDING * Math.max(total, totalOf(without[i])));
  const weights = new Weights();
  for (const [place, i] of ties.entries()) {
    weights.add(coalitionOf(n, sure), place, 1);
    weights.add(coalitionOf(n, [...sure, i]), place, -1);
  }
  const beside = resultsOf(model, coalitions, weights.all(), ties.length);
  if (!beside.ok) return beside;
  return outcome(
    causes.map(({ role }, i) => {
      if (role !== undefined) return role;
      const tie = ties.indexOf(i);
      const saves = tie < 0 ? gain(i) : totalOf(beside.value[tie]);
      return saves > ROUNDING * total && saves > 0 ? 'relief' : 'harm';
    }),
    [],
  );
}

/** What each coalition counts: cause i's value is result i, and what there is without any cause is the result after the last. */
export function weightsOf(
  { causes, parts }: Pick<Game, 'causes' | 'parts'>,
  roles: readonly ('harm' | 'relief')[],
  {
    pairs,
    seed,
    name = ['central'],
    most = MOST_EXACT,
  }: Pick<WhyQuestion, 'pairs' | 'seed'> & { readonly name?: readonly (string | number)[]; readonly most?: number },
): Weights {
  const n = causes.length;
  const weights = new Weights();
  const none = coalitionOf(n, []);
  const allHarms = coalitionOf(
    n,
    [...causes.keys()].filter((i) => roles[i] === 'harm'),
  );
  weights.add(none, n, 1);
  for (const { players, role } of gamesOf(parts, roles)) {
    const within = role === 'harm' ? none : allHarms;
    const game = [`${role}s`, ...(parts.length > 1 ? [causes[players[0]].id] : [])];
    if (players.length <= most) addShapley(weights, within, players, players);
    else addSampledShapley(weights, within, players, players, { pairs, seed, name: [...name, ...game] });
  }
  return weights;
}

/** Who plays with whom: harms among harms and reliefs among reliefs, of each part by itself. */
function gamesOf(parts: Game['parts'], roles: readonly ('harm' | 'relief')[]) {
  return (['harm', 'relief'] as const).flatMap((role) =>
    parts
      .map((part) => ({ role, players: part.filter((i) => roles[i] === role) }))
      .filter(({ players }) => players.length > 0),
  );
}

/** Whether orders are drawn in some game, having more than so many players. */
export function isSampled(
  { parts }: Pick<Game, 'parts'>,
  roles: readonly ('harm' | 'relief')[],
  most: number,
): boolean {
  return gamesOf(parts, roles).some(({ players }) => players.length > most);
}
