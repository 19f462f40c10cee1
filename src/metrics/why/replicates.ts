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
import { type ByStep, resultsOf, sumsOf } from './payoffs.ts';
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

/** What demands lack over the replicates, and what each cause adds. */
export interface WhyEnsemble {
  readonly runs: number;
  readonly seed: string;
  readonly isSampled: boolean;
  readonly lacked: Spreads;
  readonly base: Spreads;
  /** What would be lacked without any relief. */
  readonly would: readonly Spread[];
  /** Harms and reliefs as in the central run, then what had no effect there, as harms. */
  readonly causes: readonly (Spreads & { readonly cause: Cause; readonly role: Share['role'] })[];
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
  const n = causes.length;
  const { demands } = model.network;
  // Of each cause; then what there is without any, in all, and without reliefs.
  const all = Array.from({ length: n + 3 }, () => Array.from({ length: demands }, () => new Float64Array(chance.runs)));
  const means = Array.from({ length: n + 2 }, () => new Float64Array(model.steps * demands));
  const models = between?.models ?? modelsWithout(model, game.value.playing);
  const kernel = createKernel();
  for (let r = 0; r < chance.runs; r++) {
    const found = replicateOf(model, game.value, roles, { chance, r, models, kernel });
    if (!found.ok) return found;
    for (const [result, values] of found.value.entries()) {
      const sums = sumsOf(model, values);
      const isWithoutReliefs = result === n || roles[result] === 'harm';
      for (let k = 0; k < demands; k++) {
        all[result][k][r] = sums[k];
        if (isWithoutReliefs) all[n + 2][k][r] += sums[k];
      }
      for (let at = 0; at < values.length; at++) means[result][at] += values[at] / chance.runs;
    }
    progress((r + 1) / chance.runs);
  }
  const spreads = (result: number): Spreads => ({ demands: all[result].map(spreadOf), mean: means[result] });
  const placeOf = (cause: Cause) => causes.indexOf(cause);
  const ordered = [...shares.map(({ cause }) => cause), ...causes.filter((one) => idle.includes(one))];
  return outcome(
    {
      ...{ runs: chance.runs, seed: chance.seed, base: spreads(n), lacked: spreads(n + 1) },
      would: all[n + 2].map(spreadOf),
      isSampled: isSampled(game.value, roles, MOST_EXACT),
      causes: ordered.map((cause) => ({ cause, role: roles[placeOf(cause)], ...spreads(placeOf(cause)) })),
    },
    [],
  );
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
): Outcome<Float64Array[]> {
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
