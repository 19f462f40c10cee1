/** One assumption at a time: what a metric comes to at its low and its high value, all others being central. */
import { type Distribution, mapDistribution, quantile } from '../../chance/distribution.ts';
import { uncertainAssumptions } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import { centralValues } from '../../model/parameters.ts';
import { evaluate } from '../../quantity/evaluate.ts';
import { roundOffNoise } from './round-off.ts';

/** Low and high are what is undercut, and exceeded, in one case of twenty. */
const [LOW, HIGH] = [0.05, 0.95];

/** What an assumption moves, alone. */
export interface Swing {
  readonly assumption: string;
  /** Its value in the central run. */
  readonly central: number;
  /** Each value that was tried, ascending, and the metric there. */
  readonly tried: readonly { readonly value: number; readonly metric: number }[];
  /** From the least to the greatest metric, the central run's among them; ∞ where a time is null in some and not in all. */
  readonly swing: number;
}

export interface Tornado {
  /** The metric of the central run. */
  readonly centre: number;
  /** The largest first; equal ones in the order of their ids. */
  readonly swings: readonly Swing[];
}

/** The runs of a tornado: the values of all assumptions in each, and what their metric makes of them. */
export interface TornadoRuns {
  readonly runs: number;
  /** `values[position · runs + run]`; the first is the central run. */
  readonly values: Float64Array;
  /** From the metric of each run, where a time that never comes is +∞. */
  tornado(metric: Float64Array): Tornado;
}

/**
 * Tries each uncertain assumption at its 5 % and 95 % quantiles, and a chance or a choice at each of its values. What
 * rests on the assumption moves with it. The metric may be higher at the low value than at the high one.
 */
export function tornadoRuns(model: Model): TornadoRuns {
  const { assumptions } = model.scenario;
  const centre = centralValues(model);
  const inputs = uncertainAssumptions(model).map((assumption) => {
    const position = assumptions.indexOf(assumption);
    const numbers = mapDistribution(assumption.distribution, (one) => evaluate(one, { elapsed: 0, values: centre }));
    return { id: assumption.id, position, values: valuesToTry(numbers) };
  });
  const rows = [
    centre,
    ...inputs.flatMap(({ position, values }) =>
      values.map((value) => centralValues(model, new Map([[position, value]]))),
    ),
  ];
  const tornado = (metric: Float64Array): Tornado => {
    let run = 1;
    const swings = inputs.map(({ id, position, values }): Swing => {
      const tried = values.map((value) => ({ value, metric: metric[run++] }));
      const swing = spread([metric[0], ...tried.map((one) => one.metric)]);
      return { assumption: id, central: centre[position], tried, swing };
    });
    return { centre: metric[0], swings: swings.sort((one, other) => compare(other.swing, one.swing)) };
  };
  return { runs: rows.length, values: sideBySide(rows), tornado };
}

/** `values[position · runs + run]` of runs by position. */
function sideBySide(rows: readonly Float64Array[]): Float64Array {
  return Float64Array.from(
    { length: rows.length * rows[0].length },
    (_, place) => rows[place % rows.length][Math.floor(place / rows.length)],
  );
}

function valuesToTry(distribution: Distribution<number>): number[] {
  const values = (all: readonly number[], weights: readonly number[]) =>
    [...new Set(all.filter((_, place) => weights[place] > 0))].sort((one, other) => one - other);
  switch (distribution.kind) {
    case 'chance':
      return values([0, 1], [1 - distribution.probability, distribution.probability]);
    case 'choice':
      return values(distribution.values, distribution.weights);
    default:
      return [quantile(distribution, LOW), quantile(distribution, HIGH)];
  }
}

function spread(values: readonly number[]): number {
  const level = roundOffNoise(Float64Array.from(values));
  return level.every((value) => value === level[0]) ? 0 : Math.max(...values) - Math.min(...values);
}

/** Two infinities are equal, though they have no difference. */
function compare(one: number, other: number): number {
  return one === other ? 0 : one - other;
}
