/**
 * The values that assumptions take in the replicates of an ensemble. A replicate is one uniform for each uncertain
 * assumption; its values follow from them, each by its own distribution, those that others use first.
 */
import { correlate, correlatedGroups } from '../chance/correlation.ts';
import { SOBOL_DIMENSIONS } from '../chance/direction-numbers.ts';
import { type Sampling, samplesOf } from '../chance/sampling.ts';
import { type Issue, type Outcome, outcome } from '../issue.ts';
import { fixedValueOf } from '../quantity/evaluate.ts';
import type { Assumption, Model } from './network.ts';
import { valuesOf } from './values.ts';

/** What an ensemble's chance is made of. */
export interface Chance {
  readonly seed: string;
  readonly sampling: Sampling;
  /** Replicates in all, numbered from 0. */
  readonly runs: number;
}

/** The assumptions that a replicate draws, in the order of their positions: all but plain values and formulas. */
export function uncertainAssumptions({ scenario }: Model): Assumption[] {
  return scenario.assumptions.filter(({ distribution }) => distribution.kind !== 'value');
}

/** Whether two replicates can differ: some assumption is uncertain, some demand has noise, or some process moves. */
export function isUncertain(model: Model): boolean {
  return uncertainAssumptions(model).length > 0 || hasNoise(model) || hasMoves(model);
}

function hasMoves({ scenario: { processes } }: Model): boolean {
  return processes.some(({ moves }) => moves.some(({ to }) => to.length > 0));
}

/** Whether some demand may have noise. */
export function hasNoise({ scenario: { demands } }: Model): boolean {
  return demands.some(({ noise }) => noise.uses.size > 0 || fixedValueOf(noise) !== 0);
}

/**
 * The values of the assumptions in `lanes` replicates from `first` on: that of the assumption at `position` in
 * replicate first + i is at `position · lanes + i`. The stream of an assumption is called `assumptions.id`, and so its
 * draws are independent of every other's but those that it is correlated with (`together`): the first named of a group
 * keeps its own draws, each further one follows those before it. Of even sampling, correlation keeps the strata of the
 * first of each group only; those after it are as even as the points are in several dimensions together.
 * Parameters that are unsound in a replicate are an issue, once for each assumption; more uncertain assumptions than
 * Sobol points have dimensions are one as well.
 */
export function draws(
  model: Model,
  { seed, sampling, runs }: Chance,
): (first: number, lanes: number) => Outcome<Float64Array> {
  const uncertain = uncertainAssumptions(model).map(({ id }) => id);
  if (sampling === 'sobol' && uncertain.length > SOBOL_DIMENSIONS) {
    const failure = outcome<Float64Array>(undefined, [tooMany(uncertain.length)]);
    return () => failure;
  }
  const samples = samplesOf(
    sampling,
    seed,
    uncertain.map((id) => `assumptions.${id}`),
    runs,
  );
  const places = new Map(uncertain.map((id, place) => [id, place]));
  const groups = correlatedGroups(model.scenario.together).map(({ members, factor }) => {
    if (factor === undefined) throw new Error(`no numbers have the correlations of ${members.join(', ')}`);
    return { factor, places: members.map((id) => places.get(id) as number) };
  });
  const values = valuesOf(model);
  return (first, lanes) => {
    const uniforms = samples.map((sample) => sample(first, lanes));
    for (const { factor, places } of groups) {
      correlate(
        factor,
        places.map((place) => uniforms[place]),
      );
    }
    return values(uniforms, first, lanes);
  };
}

function tooMany(count: number): Issue {
  return {
    ...{ severity: 'error', code: 'out-of-range', path: ['assumptions'] },
    expected: `at most ${SOBOL_DIMENSIONS} uncertain assumptions, with Sobol points`,
    found: String(count),
    remedy: 'Sample by Latin hypercube, or plainly.',
  };
}
