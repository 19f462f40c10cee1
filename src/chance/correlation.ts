/**
 * Numbers that rise and fall together: a Gaussian copula. Each number keeps its own distribution; what is shared is the
 * order in which replicates come. Groups are what pairs connect, so that a pair concerns no draw outside its group.
 */
import { normalProbability, normalQuantile } from './normal.ts';

/** Two names and their rank correlation (Spearman's). */
export interface RankCorrelation {
  readonly a: string;
  readonly b: string;
  readonly correlation: number;
}

/** Names that pairs connect, in the order in which they are first mentioned. */
export interface CorrelatedGroup {
  readonly members: readonly string[];
  /**
   * The lower triangle L, L·Lᵀ being the correlations of the normal scores, row by row; undefined where there is none:
   * no numbers have these correlations, or they determine one another.
   */
  readonly factor: readonly (readonly number[])[] | undefined;
}

/** The groups of the pairs given. Pairs of a group that are not given count as uncorrelated. */
export function correlatedGroups(pairs: readonly RankCorrelation[]): CorrelatedGroup[] {
  const groups: string[][] = [];
  const names = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  for (const name of names) {
    if (groups.some((group) => group.includes(name))) continue;
    const reached = new Set([name]);
    for (const one of reached) {
      for (const { a, b } of pairs) {
        if (a === one) reached.add(b);
        if (b === one) reached.add(a);
      }
    }
    groups.push([...names].filter((member) => reached.has(member)));
  }
  return groups.map((members) => ({ members, factor: choleskyFactor(correlationsOf(members, pairs)) }));
}

/**
 * Makes the independent uniforms of a group's members correlated, in place; `uniforms[m]` are those of member m. The
 * first keeps its own; each further one is the probability of a weighted sum of its own normal score and of theirs who
 * come before it, so it depends on no member after it.
 */
export function correlate(factor: readonly (readonly number[])[], uniforms: readonly Float64Array[]): void {
  const scores = uniforms.map((column) => column.map(normalQuantile));
  for (let member = 1; member < uniforms.length; member++) {
    const row = factor[member];
    for (let one = 0; one < uniforms[member].length; one++) {
      let score = 0;
      for (let before = 0; before <= member; before++) score += row[before] * scores[before][one];
      uniforms[member][one] = Math.min(normalProbability(score), MOST);
    }
  }
}

/** The largest number below 1. */
const MOST = 1 - Number.EPSILON / 2;

/** Correlations of normal scores: 2·sin(πρ/6) for a rank correlation ρ (Pearson 1907). */
function correlationsOf(members: readonly string[], pairs: readonly RankCorrelation[]): number[][] {
  const matrix: number[][] = members.map((_, row) => members.map((_member, column) => (row === column ? 1 : 0)));
  for (const { a, b, correlation } of pairs) {
    const [row, column] = [members.indexOf(a), members.indexOf(b)];
    if (row < 0) continue;
    matrix[row][column] = 2 * Math.sin((Math.PI * correlation) / 6);
    matrix[column][row] = matrix[row][column];
  }
  return matrix;
}

/** Below this a pivot is a rounding error of 0. */
const LEAST_PIVOT = 1e-12;

/** Cholesky's factor, row by row; undefined where the matrix is not positive definite. */
function choleskyFactor(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const factor: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const next: number[] = [];
    for (let j = 0; j <= i; j++) {
      const other = j < i ? factor[j] : next;
      let rest = row[j];
      for (let k = 0; k < j; k++) rest -= next[k] * other[k];
      if (j === i && !(rest > LEAST_PIVOT)) return undefined;
      next.push(j === i ? Math.sqrt(rest) : rest / other[j]);
    }
    factor.push(next);
  }
  return factor;
}
