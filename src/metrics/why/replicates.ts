/**
 * Causes over the replicates of an ensemble: all coalitions of one replicate have its draws, its paths and its noise, so
 * that what a cause adds in it is no luck.
 */
import { quantiles } from '../../chance/quantiles.ts';
import { type Outcome, outcome } from '../../issue.ts';
import { type Chance, draws } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import { noiseOf } from '../../model/noise.ts';
import { parametersOf } from '../../model/parameters.ts';
import { drawnPaths } from '../../model/processes.ts';
import { createKernel } from '../../simulation/kernel/kernel.ts';
import type { Cause } from './causes.ts';
import { CENTRAL, type Chances, coalitionsOf, modelsWithout } from './coalitions.ts';
import { type ByStep, type Results, resultsOf, sumsOf } from './payoffs.ts';
import { coalitionOf, type Game, gameAmong, isSampled, type Share, type Why, weightsOf } from './why.ts';

/** Of more causes in one game a pair of orders is drawn in each replicate, in place of all orders. */
const MOST_EXACT = 6;

/** Over replicates; tonnes or pieces. */
export interface Spread {
  readonly mean: number;
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
}

/** An amount of each demand, by its position; and what it is in the mean in each step. */
export interface Spreads {
  readonly demands: readonly Spread[];
  readonly mean: ByStep;
}

/** An amount over the replicates, such as what demands lack, and what each cause adds. */
export interface SharedSpreads {
  readonly lacked: Spreads;
  readonly base: Spreads;
  /** What would be lacked without any relief. */
  readonly would: readonly Spread[];
  /** Harms and reliefs as in the central run, then what had no effect there, as harms. */
  readonly causes: readonly (Spreads & { readonly cause: Cause; readonly role: Share['role'] })[];
}

/** Of what demands lack. */
export interface WhyEnsemble extends SharedSpreads {
  readonly runs: number;
  readonly seed: string;
  readonly isSampled: boolean;
  /** Of what prices make them forgo; undefined where there is no market. */
  readonly forgone: SharedSpreads | undefined;
}

/** The numbers and noise of one replicate under any model of the same chance. */
export function chancesOf(whole: Model, chance: Chance, replicate: number): Chances {
  return {
    parametersOf: (model) => {
      const values = draws(model, chance)(replicate, 1);
      if (!values.ok) return values;
      const paths = drawnPaths(model, chance.seed)(values.value, replicate, 1);
      return paths.ok ? parametersOf(model, values.value, 1, paths.value) : paths;
    },
    noise: ({ variation }, lanes) => {
      const { demands } = whole.network;
      // The same in all lanes: noise is no part of what is taken out.
      const own = Float64Array.from({ length: demands }, (_, k) => variation[k * lanes]);
      const next = noiseOf(whole, own, 1, chance.seed, replicate);
      const factors = new Float64Array(demands);
      return (t, into) => {
        next(t, factors);
        for (let k = 0; k < demands; k++) into.fill(factors[k], k * lanes, (k + 1) * lanes);
      };
    },
  };
}

/**
 * What each cause adds in each replicate of an ensemble, by the roles that causes have in the central run; `between` is how
 * what policies set differently is played.
 */
export function whyOfReplicates(
  { model, question, shares, idle }: Why,
  chance: Chance,
  progress: (share: number) => void = () => {},
  between?: Game,
): Outcome<WhyEnsemble> {
  const known = [...shares.map(({ cause }) => cause), ...idle].sort((a, b) => (a.id < b.id ? -1 : 1));
  const game = between ? outcome(between, []) : gameAmong(model, known, question, CENTRAL);
  if (!game.ok) return game;
  const { causes } = game.value;
  const roles = causes.map((cause) => shares.find((share) => share.cause === cause)?.role ?? 'harm');
  const placeOf = (cause: Cause) => causes.indexOf(cause);
  const ordered = [...shares.map(({ cause }) => cause), ...causes.filter((one) => idle.includes(one))];
  const gather = () => gathering(model, roles, chance.runs);
  const lacked = gather();
  const forgone = model.network.markets > 0 ? gather() : undefined;
  const models = between?.models ?? modelsWithout(model, game.value.playing);
  const kernel = createKernel();
  for (let r = 0; r < chance.runs; r++) {
    const found = replicateOf(model, game.value, roles, { chance, r, models, kernel });
    if (!found.ok) return found;
    lacked.add(r, found.value.lacked);
    if (found.value.forgone) forgone?.add(r, found.value.forgone);
    progress((r + 1) / chance.runs);
  }
  const shared = ({ spreads, would }: Gathering): SharedSpreads => ({
    ...{ base: spreads(causes.length), lacked: spreads(causes.length + 1), would: would() },
    causes: ordered.map((cause) => ({ cause, role: roles[placeOf(cause)], ...spreads(placeOf(cause)) })),
  });
  return outcome(
    {
      ...{ runs: chance.runs, seed: chance.seed, isSampled: isSampled(game.value, roles, MOST_EXACT) },
      ...shared(lacked),
      forgone: forgone && shared(forgone),
    },
    [],
  );
}

/** What is gathered of replicates: results of each cause, then what there is without any, and in all. */
interface Gathering {
  add(replicate: number, results: readonly ByStep[]): void;
  spreads(result: number): Spreads;
  /** What there would be without reliefs. */
  would(): Spread[];
}

function gathering(model: Model, roles: readonly Share['role'][], runs: number): Gathering {
  const { demands } = model.network;
  const n = roles.length;
  const all = Array.from({ length: n + 3 }, () => Array.from({ length: demands }, () => new Float64Array(runs)));
  const means = Array.from({ length: n + 2 }, () => new Float64Array(model.steps * demands));
  return {
    add(r, results) {
      for (const [result, values] of results.entries()) {
        const sums = sumsOf(model, values);
        const isWithoutReliefs = result === n || roles[result] === 'harm';
        for (let k = 0; k < demands; k++) {
          all[result][k][r] = sums[k];
          if (isWithoutReliefs) all[n + 2][k][r] += sums[k];
        }
        for (let at = 0; at < values.length; at++) means[result][at] += values[at] / runs;
      }
    },
    spreads: (result) => ({ demands: all[result].map(spreadOf), mean: means[result] }),
    would: () => all[n + 2].map(spreadOf),
  };
}

interface Replicate {
  readonly chance: Chance;
  readonly r: number;
  readonly models: ReturnType<typeof modelsWithout>;
  readonly kernel: ReturnType<typeof createKernel>;
}

/** What causes add in one replicate; then what there is without any, and in all. */
function replicateOf(
  model: Model,
  { causes, parts, playing }: Game,
  roles: readonly Share['role'][],
  { chance, r, models, kernel }: Replicate,
): Outcome<Results> {
  const coalitions = coalitionsOf(model, playing, chancesOf(model, chance, r), models, kernel);
  if (!coalitions.ok) return coalitions;
  const asked = { pairs: 1, seed: chance.seed, name: ['replicate', r], most: MOST_EXACT };
  const weights = weightsOf({ causes, parts }, roles, asked);
  weights.add(coalitionOf(causes.length, causes.keys()), causes.length + 1, 1);
  return resultsOf(model, coalitions.value, weights.all(), causes.length + 2);
}

function spreadOf(values: Float64Array): Spread {
  const [p05, p50, p95] = quantiles(values, 0, values.length, [0.05, 0.5, 0.95]);
  return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, p05, p50, p95 };
}
