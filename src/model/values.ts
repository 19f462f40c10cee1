/** From uniforms to the values of assumptions, for replicates side by side. */
import { type Distribution, drawFault, mapDistribution, quantiles } from '../chance/distribution.ts';
import { type Issue, type Outcome, outcome } from '../issue.ts';
import { evaluate, SideBySide } from '../quantity/evaluate.ts';
import type { Assumption, Model } from './network.ts';

/** How one assumption gets its values. */
interface Source {
  readonly position: number;
  readonly assumption: Assumption;
  /** Which of the uniforms is its own; −1 for a plain value or formula, which needs none. */
  readonly place: number;
  /** Its quantiles, where its parameters are the same in every replicate. */
  readonly quantileAt: ((u: number) => number) | undefined;
  /** Positions of the assumptions that its parameters use. */
  readonly uses: readonly number[];
}

/**
 * The values that follow from uniforms, one row of `lanes` for each uncertain assumption in the order of positions:
 * that of the assumption at `position` in lane l is at `position · lanes + l`. `first` is the number of the replicate
 * in lane 0, for messages. Parameters that can't be, in some replicate, are an issue, once for each assumption; what
 * follows from them is not told.
 */
export function valuesOf(
  model: Model,
): (uniforms: readonly Float64Array[], first: number, lanes: number) => Outcome<Float64Array> {
  const sources = sourcesOf(model);
  return (uniforms, first, lanes) => {
    const values = new Float64Array(sources.length * lanes);
    const issues: Issue[] = [];
    const block = new SideBySide(lanes).under(values);
    for (const source of sources) {
      const own = uniforms[source.place] ?? new Float64Array(lanes);
      const into = values.subarray(source.position * lanes, (source.position + 1) * lanes);
      if (source.quantileAt !== undefined) {
        for (let lane = 0; lane < lanes; lane++) into[lane] = source.quantileAt(own[lane]);
      } else {
        const issue = fill(source, own, block, values, into, first);
        if (issue !== undefined) issues.push(issue);
      }
    }
    return outcome(values, issues);
  };
}

/** In an order in which each assumption follows those it uses. */
function sourcesOf({ scenario }: Model): Source[] {
  const { assumptions, evaluationOrder } = scenario;
  const positions = new Map(assumptions.map(({ id }, position) => [id, position]));
  const uncertain = assumptions.filter(({ distribution }) => distribution.kind !== 'value');
  const places = new Map(uncertain.map((assumption, place) => [assumption, place]));
  const sure = new Float64Array(assumptions.length).fill(Number.NaN);
  const varying = new Set(uncertain.map(({ id }) => id));
  return evaluationOrder.map((position) => {
    const assumption = assumptions[position];
    const { id, distribution } = assumption;
    const uses = parametersOf(distribution).flatMap((parameter) => [...parameter.uses]);
    const isSure = !uses.some((name) => varying.has(name));
    const numbers = mapDistribution(distribution, (parameter) => evaluate(parameter, { elapsed: 0, values: sure }));
    if (!isSure) varying.add(id);
    else if (numbers.kind === 'value') sure[position] = numbers.value;
    return {
      ...{ position, assumption, place: places.get(assumption) ?? -1 },
      quantileAt: isSure ? quantiles(numbers) : undefined,
      uses: [...new Set(uses)].map((name) => positions.get(name) as number),
    };
  });
}

function parametersOf<T>(distribution: Distribution<T>): T[] {
  const parameters: T[] = [];
  mapDistribution(distribution, (one) => parameters.push(one));
  return parameters;
}

/** Fills a row whose distribution differs from replicate to replicate; the first fault of its parameters comes back. */
function fill(
  { assumption: { id, distribution }, uses }: Source,
  uniforms: Float64Array,
  block: SideBySide,
  values: Float64Array,
  into: Float64Array,
  first: number,
): Issue | undefined {
  const columns = mapDistribution(distribution, (parameter) => block.lanesOf(parameter));
  let issue: Issue | undefined;
  for (const [lane, u] of uniforms.entries()) {
    const numbers = mapDistribution(columns, (column) => column[lane]);
    const areFinite = parametersOf(numbers).every(Number.isFinite);
    const fault = drawFault(numbers) ?? (areFinite ? undefined : 'finite numbers');
    into[lane] = fault === undefined ? quantiles(numbers)(u) : Number.NaN;
    if (fault === undefined || issue !== undefined) continue;
    // What it uses may be at fault itself, which has been told.
    if (uses.some((position) => Number.isNaN(values[position * block.lanes + lane]))) continue;
    issue = {
      ...{ severity: 'error', code: 'out-of-range', path: ['assumptions', id], expected: fault },
      found: `${parametersOf(numbers).join(', ')} in replicate ${first + lane}`,
      remedy: 'Mend its numbers, or the assumptions that they use.',
    };
  }
  return issue;
}
