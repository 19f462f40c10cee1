/** What coalitions come to: what each demand lacks in each step, and anything that is linear in it. */
import { type Outcome, outcome } from '../../issue.ts';
import type { Model } from '../../model/network.ts';
import type { Coalitions } from './coalitions.ts';
import type { Weighted } from './shapley.ts';

/** Amounts in tonnes or pieces: that of demand k in step t at `t · demands + k`. */
export type ByStep = Float64Array;

/** Sums over coalitions with their weights: of what demands lack, and apart from it of what prices make them forgo. */
export interface Results {
  readonly lacked: readonly ByStep[];
  /** Undefined where there is no market. */
  readonly forgone: readonly ByStep[] | undefined;
}

/** So many results of each. */
export function resultsOf(
  { network, steps }: Model,
  coalitions: Coalitions,
  weighted: readonly Weighted[],
  results: number,
): Outcome<Results> {
  const { demands, isBackordered, markets } = network;
  const empty = () => Array.from({ length: results }, () => new Float64Array(steps * demands));
  const found = { lacked: empty(), forgone: markets > 0 ? empty() : undefined };
  let before = new Float64Array(0);
  const add = (sums: readonly ByStep[], place: number, { weights }: Weighted, amount: number) => {
    if (amount !== 0) for (const { result, weight } of weights) sums[result][place] += weight * amount;
  };
  const done = coalitions.run(
    weighted.map(({ coalition }) => coalition),
    (t, { shortfall, backlog, forgone }, of) => {
      const lanes = of.length;
      if (t === 0) before = new Float64Array(demands * lanes);
      for (let k = 0; k < demands; k++) {
        const place = t * demands + k;
        for (let lane = 0; lane < lanes; lane++) {
          const at = k * lanes + lane;
          const lacked = isBackordered[k] ? Math.max(0, backlog[at] - before[at]) : shortfall[at];
          add(found.lacked, place, weighted[of[lane]], lacked);
          if (found.forgone) add(found.forgone, place, weighted[of[lane]], forgone[at]);
        }
      }
      before.set(backlog.subarray(0, before.length));
    },
  );
  return done.ok ? outcome(found, []) : done;
}

/** The sum over steps of demand k. */
export function sumOf({ network: { demands }, steps }: Model, values: ByStep, k: number): number {
  let sum = 0;
  for (let t = 0; t < steps; t++) sum += values[t * demands + k];
  return sum;
}

/** The sum over steps by demand. */
export function sumsOf(model: Model, values: ByStep): Float64Array {
  return Float64Array.from({ length: model.network.demands }, (_, k) => sumOf(model, values, k));
}

/** The sum of everything. */
export function totalOf(values: ByStep): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
