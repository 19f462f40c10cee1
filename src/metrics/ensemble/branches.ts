/**
 * Where one chance or choice decides: replicates grouped by the value that it takes, where most of the variance of some
 * demand's shortage lies between the groups. A mean over groups that have little in common says little.
 */

import { uncertainAssumptions } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import type { Band, Branching, BranchSummary, MetricStatistics } from '../ensemble-types.ts';
import type { Rows } from './tasks.ts';

/** The share of variance between groups above which an assumption decides. */
const DECISIVE = 0.5;
/** More values than a reader can tell apart are no branches. */
const MOST_BRANCHES = 6;

/** What is asked of some replicates of an ensemble, given by their places among those that are kept. */
export interface Grouped {
  /** Σ(x − mean)² and mean of the shortage of demand k. */
  shortage(k: number, members: Uint32Array): { readonly mean: number; readonly squares: number };
  statistics(members: Uint32Array): MetricStatistics[];
  everShort(members: Uint32Array): BranchSummary['everShort'];
  bands(members: Uint32Array): Band[];
}

/** Takes the draws of rows in the order of replicates, and finds branches among the first `kept` of them. */
export function branchFinder(
  model: Model,
  kept: number,
): { readonly isPossible: boolean; add(rows: Rows): void; find(grouped: Grouped): Branching[] } {
  const { assumptions, demands } = model.scenario;
  const candidates = uncertainAssumptions(model)
    .filter(({ distribution: { kind } }) => kind === 'chance' || kind === 'choice')
    .map((one) => ({ id: one.id, position: assumptions.indexOf(one), groups: new Map<number, number[]>() }));
  return {
    isPossible: candidates.length > 0,
    add({ first, count, values }) {
      const many = Math.min(count, kept - first);
      for (const { position, groups } of candidates) {
        for (let n = 0; n < many && groups.size <= MOST_BRANCHES; n++) {
          const value = values[position * count + n];
          const members = groups.get(value);
          if (members) members.push(first + n);
          else groups.set(value, [first + n]);
        }
      }
    },
    find(grouped) {
      const split = candidates
        .filter(({ groups }) => groups.size > 1 && groups.size <= MOST_BRANCHES)
        .map(({ id, groups }) => {
          const parts = [...groups].sort(([one], [other]) => one - other);
          const branches = parts.map(([value, members]) => ({ value, members: Uint32Array.from(members) }));
          const shares = demands.map((_, k) =>
            shareBetween(
              branches.map(({ members }) => grouped.shortage(k, members)),
              branches,
            ),
          );
          return { id, branches, shares };
        });
      const decided = demands.map((_, k) => {
        const most = Math.max(0, ...split.map(({ shares }) => shares[k]));
        return most > DECISIVE ? split.find(({ shares }) => shares[k] === most)?.id : undefined;
      });
      return split.flatMap(({ id, branches, shares }) => {
        const decides = demands.flatMap((demand, k) =>
          decided[k] === id ? [{ demand: demand.id, share: shares[k] }] : [],
        );
        if (decides.length === 0) return [];
        return [
          {
            ...{ assumption: id, decides },
            branches: branches.map(({ value, members }) => ({
              ...{ value, runs: members.length, metrics: grouped.statistics(members) },
              ...{ everShort: grouped.everShort(members), bands: grouped.bands(members) },
            })),
          },
        ];
      });
    },
  };
}

/** Σ n(mean of group − mean)² as a share of Σ(x − mean)² (correlation ratio, η²); 0 where nothing varies. */
function shareBetween(
  moments: readonly { readonly mean: number; readonly squares: number }[],
  groups: readonly { readonly members: Uint32Array }[],
): number {
  const size = groups.map(({ members }) => members.length);
  const total = size.reduce((sum, n) => sum + n, 0);
  const mean = moments.reduce((sum, one, g) => sum + one.mean * size[g], 0) / total;
  const between = moments.reduce((sum, one, g) => sum + size[g] * (one.mean - mean) * (one.mean - mean), 0);
  const within = moments.reduce((sum, one) => sum + one.squares, 0);
  return between + within > 0 ? between / (between + within) : 0;
}
