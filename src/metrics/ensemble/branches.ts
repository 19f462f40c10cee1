/**
 * Where one assumption decides: replicates grouped by the value that a chance or choice takes, or by the thirds of what
 * was drawn of a number, where most of the variance of some shortage or price lies between the groups. A mean over
 * groups that have little in common says little.
 */

import { uncertainAssumptions } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import type { Band, Branching, BranchSummary, MetricStatistics } from '../ensemble-types.ts';

/** The share of variance between groups above which an assumption decides. */
const DECISIVE = 0.5;
/** More values than a reader can tell apart are no branches. */
const MOST_BRANCHES = 6;
/** Groups that the draws of a number fall in: low, middle and high. */
const GROUPS = 3;
/** Branches are found among so many of the first replicates: among 90,000 of the flagship it took 16 of 107 CPU seconds. */
export const MOST_GROUPED = 10_000;
/** Replicates in a third: with fewer a number that does nothing could seem to decide. */
const LEAST_IN_THIRD = 10;

/** What is asked of some replicates of an ensemble, given by their places among those that are kept. */
export interface Grouped {
  /** Σ(x − mean)² and mean of a metric that always has a value. */
  moments(path: string, members: Uint32Array): { readonly mean: number; readonly squares: number };
  statistics(members: Uint32Array): MetricStatistics[];
  everShort(members: Uint32Array): BranchSummary['everShort'];
  bands(members: Uint32Array): Band[];
}

/** Replicates of one branch, by their places in ascending order. */
interface Group extends Pick<BranchSummary, 'low' | 'high'> {
  readonly members: Uint32Array;
}

/** An assumption that may decide. */
interface Candidate {
  readonly id: string;
  /** Its place among the assumptions. */
  readonly position: number;
  /** A number, whose draws are put in thirds; else a chance or choice. */
  readonly isNumber: boolean;
}

/** The assumptions that may decide. */
export function candidatesIn(model: Model): Candidate[] {
  const { assumptions } = model.scenario;
  return uncertainAssumptions(model).map((one) => {
    const { kind } = one.distribution;
    return { id: one.id, position: assumptions.indexOf(one), isNumber: kind !== 'chance' && kind !== 'choice' };
  });
}

/** The metrics for which an assumption may decide: shortages, and prices in focus. */
function decidable({ scenario: { demands, priced } }: Model): string[] {
  return [...priced.map((id) => `markets.${id}.highest`), ...demands.map(({ id }) => `demands.${id}.shortage`)];
}

/** Finds branches of what decides for some metrics; `drawn` are the draws of the assumption at a place, which are put in groups. */
export function branchesOf(
  model: Model,
  drawn: (position: number) => Float64Array,
  grouped: Grouped,
  paths: readonly string[] = decidable(model),
): Branching[] {
  const split = candidatesIn(model).flatMap(({ id, position, isNumber }) => {
    const parts = isNumber ? thirds(drawn(position)) : values(drawn(position));
    if (parts.length < 2) return [];
    const shares = paths.map((path) =>
      shareBetween(
        parts.map(({ members }) => grouped.moments(path, members)),
        parts,
      ),
    );
    return [{ id, isNumber, parts, shares }];
  });
  const decided = paths.map((_, k) => {
    const most = Math.max(0, ...split.map(({ shares }) => shares[k]));
    return most > DECISIVE ? split.find(({ shares }) => shares[k] === most)?.id : undefined;
  });
  return split.flatMap(({ id, isNumber, parts, shares }) => {
    const decides = paths.flatMap((path, k) => (decided[k] === id ? [{ path, share: shares[k] }] : []));
    if (decides.length === 0) return [];
    return [
      {
        ...{ assumption: id, decides, isNumber },
        branches: parts.map(({ low, high, members }) => ({
          ...{ low, high, runs: members.length, metrics: grouped.statistics(members) },
          ...{ everShort: grouped.everShort(members), bands: isNumber ? [] : grouped.bands(members) },
        })),
      },
    ];
  });
}

/** The replicates by value of a chance or choice; none where it has too many. */
function values(drawn: Float64Array): readonly Group[] {
  const groups = new Map<number, number[]>();
  for (const [replicate, value] of drawn.entries()) {
    const members = groups.get(value);
    if (members) members.push(replicate);
    else if (groups.size === MOST_BRANCHES) return [];
    else groups.set(value, [replicate]);
  }
  return [...groups]
    .sort(([one], [other]) => one - other)
    .map(([value, members]) => ({ low: value, high: value, members: Uint32Array.from(members) }));
}

/** The replicates with the lowest, the middle and the highest third of what was drawn of a number; none of too few. */
function thirds(drawn: Float64Array): readonly Group[] {
  const many = drawn.length;
  if (many < GROUPS * LEAST_IN_THIRD) return [];
  const order = Uint32Array.from(drawn.keys()).sort((one, other) => drawn[one] - drawn[other] || one - other);
  const ends = Array.from({ length: GROUPS + 1 }, (_, n) => Math.round((many * n) / GROUPS));
  const meets = (end: number) => (drawn[order[end - 1]] + drawn[order[end]]) / 2;
  return ends.slice(1).map((to, n) => ({
    low: n === 0 ? Number.NEGATIVE_INFINITY : meets(ends[n]),
    high: to === many ? Number.POSITIVE_INFINITY : meets(to),
    members: order.slice(ends[n], to).sort(),
  }));
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
