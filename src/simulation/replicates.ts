/** Replicates of a model under drawn assumptions, a block at a time: what threads and other machines share. */
import { distinct, type Issue, type Outcome, outcome } from '../issue.ts';
import { type Chance, draws } from '../model/draws.ts';
import { laneOf, lanesFrom } from '../model/lane.ts';
import type { Model, Parameters } from '../model/network.ts';
import { noiseOf } from '../model/noise.ts';
import { parametersFinder, parametersOf } from '../model/parameters.ts';
import { drawnPaths, laneOfPaths, type Paths } from '../model/processes.ts';
import { lanesFor, steppedBlock } from './kernel/block.ts';
import { createKernel } from './kernel/kernel.ts';
import { emptyRun, type Run } from './record.ts';

/** Replicates side by side. */
export interface Block {
  /** The replicate in lane 0. */
  readonly first: number;
  /** Values of the assumptions, that at `position` in a lane at `position · lanes + lane`. */
  readonly values: Float64Array;
  /** Advances them step by step: tells each when its row stands in the record. */
  readonly steps: Iterable<number>;
  /** A record that holds the step at hand and none before, and is used again for the next block. */
  readonly run: Run;
}

/**
 * Replicates first … first + count − 1 in blocks of as many lanes as are fastest, which changes nothing in what comes of
 * them; the first block with a fault is the last.
 */
export interface Replicates {
  /** Under their draws. */
  drawn(first: number, count: number): Generator<Outcome<Block>>;
  /**
   * Under given values, `values[position · count + i]`, that may differ from draws where these are uncertain; without
   * noise and with processes on their central paths, since what these values do is the question.
   */
  given(values: Float64Array, first: number, count: number): Generator<Outcome<Block>>;
}

/** The replicates of a model: each a function of the model, the chance and its number alone, to the last bit. */
export function replicatesOf(model: Model, chance: Chance): Replicates {
  const draw = draws(model, chance);
  const drawPaths = drawnPaths(model, chance.seed);
  const kernel = createKernel();
  const size = lanesFor(model.network);
  const finders = new Map<number, ReturnType<typeof parametersFinder>>();
  let own: Run | undefined;
  const parametersFor = (values: Float64Array, lanes: number, paths: Paths | undefined): Outcome<Parameters> => {
    const find = finders.get(lanes) ?? parametersFinder(model, lanes);
    finders.set(lanes, find);
    return find(values, paths);
  };
  const recordFor = (parameters: Parameters): Run => {
    own = own?.lanes === parameters.lanes ? { ...own, parameters } : emptyRun(model, parameters, 1);
    return own;
  };
  function* blocks(
    first: number,
    count: number,
    isDrawn: boolean,
    valuesAt: (at: number, lanes: number) => Outcome<Float64Array>,
  ): Generator<Outcome<Block>> {
    for (let at = first; at < first + count; at += size) {
      const lanes = Math.min(size, first + count - at);
      const values = valuesAt(at, lanes);
      if (!values.ok) {
        yield values;
        return;
      }
      const paths = isDrawn ? drawPaths(values.value, at, lanes) : undefined;
      if (paths?.ok === false) {
        yield paths;
        return;
      }
      const parameters = parametersFor(values.value, lanes, paths?.value);
      if (!parameters.ok) {
        yield outcome<Block>(undefined, faultsOf(model, values.value, lanes, paths?.value, isDrawn ? at : undefined));
        return;
      }
      const noise = isDrawn ? noiseOf(model, parameters.value.variation, lanes, chance.seed, at) : undefined;
      const block = steppedBlock(kernel, model, parameters.value, noise, () => recordFor(parameters.value));
      yield outcome<Block>({ first: at, values: values.value, ...block }, []);
    }
  }
  return {
    drawn: (first, count) => blocks(first, count, true, draw),
    given: (values, first, count) =>
      blocks(first, count, false, (at, lanes) => outcome(lanesFrom(values, count, at - first, lanes), [])),
  };
}

/** Every fault that values of this block make, each once, with these values and, of draws, the replicate. */
function faultsOf(
  model: Model,
  values: Float64Array,
  lanes: number,
  paths: Paths | undefined,
  first: number | undefined,
): Issue[] {
  const { assumptions } = model.scenario;
  const issues: Issue[] = [];
  for (let lane = 0; lane < lanes; lane++) {
    const own = laneOf(values, lane, lanes);
    const drawn = assumptions.flatMap(({ id }, a) =>
      model.uncertain.has(id) ? [`${id} = ${Number(own[a].toPrecision(6))}`] : [],
    );
    for (const issue of parametersOf(model, own, 1, paths && laneOfPaths(paths, lane, lanes)).issues) {
      const replicate = first === undefined ? '' : ` in replicate ${first + lane}`;
      const found = `${issue.found}${replicate}${drawn.length > 0 ? `, where ${drawn.join(', ')}` : ''}`;
      const remedy = 'Nothing is cut off silently: bound the distribution, or the formula by max(0, …) or min(1, …).';
      issues.push({ ...issue, found, remedy });
    }
  }
  return distinct(issues);
}
