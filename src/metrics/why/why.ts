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
  coalitionsOfSome,
  modelsWithout,
  type Playing,
  playingOfSome,
} from './coalitions.ts';
import { partsOfCauses } from './parts.ts';
import { type ByStep, type Results, resultsOf, totalOf } from './payoffs.ts';
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

/** What a cause adds to an amount: harms add, reliefs take away; each may have the other sign for a demand. */
export interface Share {
  readonly cause: Cause;
  readonly role: 'harm' | 'relief';
  /** The first step at which it changes anything. */
  readonly first: number | undefined;
  /** Its Shapley value. */
  readonly value: ByStep;
  /** The amount less what it would be without it alone. */
  readonly alone: ByStep;
}

/** An amount of each demand in each step, and how causes share it. */
export interface Shared {
  /** What is lacked, say, and would be without any cause. */
  readonly lacked: ByStep;
  readonly base: ByStep;
  /** Harms, then reliefs, each by id. */
  readonly shares: readonly Share[];
}

/** Of what is lacked. */
export interface Why extends Shared {
  readonly model: Model;
  readonly question: WhyQuestion;
  readonly merge: Merge | 'section';
  /** Pairs of orders that were sampled; undefined: all orders. */
  readonly sampled: number | undefined;
  /** Causes without any effect. */
  readonly idle: readonly Cause[];
  /** Of what prices make demands forgo, which is not lacked; undefined where there is no market. */
  readonly forgone: Shared | undefined;
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
  const kept = [...effects.keys()].filter(has);
  return outcome({ ...(idle.length === 0 ? all.value : gameOfSome(model, all.value, kept)), idle, merge }, []);
}

/** The game of some of its causes, the others being in force whatever is asked. */
function gameOfSome(model: Model, game: Game, kept: readonly number[]): Game {
  const causes = kept.map((n) => game.causes[n]);
  const { coalitions, playing } = game;
  const models = (removed: readonly number[]) => game.models(removed.map((n) => kept[n]));
  return {
    ...{ ...game, causes, models, parts: partsOfCauses(model, causes) },
    playing: playingOfSome(playing, kept),
    coalitions: coalitionsOfSome(coalitions, kept, game.causes.length),
  };
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
  const n = causes.length;
  const singles = singlesOf(model, game);
  if (!singles.ok) return singles;
  const { lacked } = singles.value;
  const roles = rolesOf(model, game, singles.value);
  if (!roles.ok) return roles;
  const values = resultsOf(model, coalitions, weightsOf(game, roles.value, question).all(), n + 1);
  if (!values.ok) return values;
  const firsts = causes.map((_, i) => {
    const first = coalitions.firstStep(i);
    return first.ok ? first.value : undefined;
  });
  const shared = (all: ByStep, without: readonly ByStep[], value: readonly ByStep[]): Shared => {
    const found = causes.map((cause, i): Share => {
      const alone = without[i].map((rest, place) => all[place] - rest);
      return { cause, role: roles.value[i], first: firsts[i], value: value[i], alone };
    });
    const shares = (['harm', 'relief'] as const).flatMap((role) => found.filter((one) => one.role === role));
    return { lacked: all, base: value[n], shares };
  };
  const forgone = singles.value.forgone;
  return outcome(
    {
      ...{ model, question, merge, idle },
      sampled: isSampled(game, roles.value, MOST_EXACT) ? question.pairs : undefined,
      ...shared(lacked[n], lacked, values.value.lacked),
      forgone: forgone && values.value.forgone && shared(forgone[n], forgone, values.value.forgone),
    },
    [],
  );
}

/** What there is without each cause alone; then in all. */
function singlesOf(model: Model, { causes, coalitions }: Game): Outcome<Results> {
  const n = causes.length;
  const weights = new Weights();
  weights.add(coalitionOf(n, causes.keys()), n, 1);
  for (let i = 0; i < n; i++) {
    const others = [...causes.keys()].filter((one) => one !== i);
    weights.add(coalitionOf(n, others), i, 1);
  }
  return resultsOf(model, coalitions, weights.all(), n + 1);
}

/** Differences of less than this share of an amount decide nothing. */
const ROUNDING = 1e-9;

/**
 * Harm or relief: as a cause's kind or the file says; else a relief if less is lacked with it than without it alone; where
 * that is the same, if less is with it beside the sure harms; and where that is, too, if less is forgone.
 */
function rolesOf(
  model: Model,
  { causes, coalitions }: Game,
  { lacked, forgone }: Results,
): Outcome<('harm' | 'relief')[]> {
  const n = causes.length;
  const sure = [...causes.keys()].filter((i) => causes[i].role === 'harm');
  /** What a cause saves, by what there is without each alone, then in all; undefined where that is rounding. */
  const savedBy = (sums: Results['lacked'], i: number): number | undefined => {
    const [without, total] = [totalOf(sums[i]), totalOf(sums[n])];
    return Math.abs(without - total) <= ROUNDING * Math.max(total, without) ? undefined : without - total;
  };
  const ties = [...causes.keys()].filter((i) => causes[i].role === undefined && savedBy(lacked, i) === undefined);
  const weights = new Weights();
  for (const [place, i] of ties.entries()) {
    weights.add(coalitionOf(n, sure), place, 1);
    weights.add(coalitionOf(n, [...sure, i]), place, -1);
  }
  const beside = resultsOf(model, coalitions, weights.all(), ties.length);
  if (!beside.ok) return beside;
  const besideHarms = (i: number): number | undefined => {
    const tie = ties.indexOf(i);
    const saved = tie < 0 ? 0 : totalOf(beside.value.lacked[tie]);
    return Math.abs(saved) > ROUNDING * totalOf(lacked[n]) ? saved : undefined;
  };
  return outcome(
    causes.map(({ role }, i) => {
      if (role !== undefined) return role;
      const saved = savedBy(lacked, i) ?? besideHarms(i) ?? (forgone && savedBy(forgone, i)) ?? 0;
      return saved > 0 ? 'relief' : 'harm';
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
