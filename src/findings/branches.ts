/** Where one assumption decides what becomes of the subject, or of the price that is asked for: its branches, each with its odds and its own answer. */
import type { Branching, EnsembleSummary } from '../metrics/ensemble-types.ts';
import type { Assumption } from '../model/network.ts';
import { type AssumptionFinding, assumptionFindings } from './assumptions.ts';
import { type PriceFinding, pricesOf } from './prices.ts';
import type { ResultsAmong } from './results.ts';
import { subjectsOf, userOrder } from './subject.ts';
import { type User, usersAmong } from './users.ts';

/** What follows where an assumption takes one value, or a number lies in one third of what was drawn. */
export interface BranchFinding {
  /** Least and greatest value in it: equal of a chance or choice; of a number ∓∞ at the ends, else where thirds meet. */
  readonly low: number;
  readonly high: number;
  /** What then holds, as the file says it (`if`, `else`); undefined where it says nothing. */
  readonly title: string | undefined;
  /** As the file has it, else the share of replicates. */
  readonly probability: number;
  /** How many replicates its numbers are of. */
  readonly runs: number;
  /** Whether the central run takes it. */
  readonly isCentral: boolean;
  /** What becomes of the prices in focus in it, and of every user, in the one order of users. */
  readonly prices: readonly PriceFinding[];
  readonly users: readonly User[];
  /** Shares short and days of supply over time, in it alone; empty of thirds, and where none of the first replicates takes it. */
  readonly bands: Branching['branches'][number]['bands'];
}

/**
 * An assumption that decides, and its branches: of a chance first where it happens, of a choice as the file lists them,
 * of a number its thirds from the lowest.
 */
export interface BranchingFinding {
  readonly assumption: AssumptionFinding;
  readonly isNumber: boolean;
  /** Whether it decides how high the first price in focus goes; else how much the subject lacks. */
  readonly isOfPrice: boolean;
  /** The share of the variance of that which lies between its branches: above 1/2. */
  readonly share: number;
  readonly branches: readonly BranchFinding[];
}

/** Branches that differ by a smaller part of the greatest of them are not worth being told apart. */
const APART = 0.1;

/** A run, and what replicates come to, with what decides. */
export type BranchedResults = ResultsAmong & {
  readonly ensemble?: Pick<EnsembleSummary, 'branchings'> | undefined;
};

/** The branches of the first price in focus, else of the first subject; undefined where no assumption decides. */
export function branchingOf(results: BranchedResults): BranchingFinding | undefined {
  const { model, ensemble } = results;
  const [subject] = subjectsOf(results);
  const [market] = model.scenario.priced;
  const of = market === undefined ? `demands.${subject}.shortage` : `markets.${market}.highest`;
  const decides = (one: Branching) => one.decides.find(({ path }) => path === of);
  const branching = ensemble?.branchings.find((one) => decides(one) !== undefined);
  if (branching === undefined) return undefined;
  const position = model.scenario.assumptions.findIndex(({ id }) => id === branching.assumption);
  const finding = assumptionFindings(model)[position];
  const assumption = model.scenario.assumptions[position];
  const order = userOrder(results);
  const subjects = subjectsOf(results);
  const total = branching.branches.reduce((sum, { runs }) => sum + runs, 0);
  const branches = branching.branches.map((one): BranchFinding => {
    const { low, high, runs, bands } = one;
    return {
      ...{ low, high, runs, bands, title: titleOf(finding, low) },
      isCentral: low <= finding.central && finding.central <= high,
      probability: probabilityOf(assumption, finding, low) ?? runs / total,
      prices: pricesOf({ ...results, ensemble: one }),
      users: usersAmong({ ...results, ensemble: one }, order, subjects),
    };
  });
  const amounts = branches.map(
    ({ prices, users }) => (market === undefined ? users[0].shortage : prices[0].highest).value,
  );
  if (Math.max(...amounts) - Math.min(...amounts) < APART * Math.max(...amounts)) return undefined;
  return {
    ...{ assumption: finding, isNumber: branching.isNumber, isOfPrice: market !== undefined },
    share: decides(branching)?.share ?? 0,
    branches: finding.distribution.kind === 'chance' ? branches.toReversed() : inOrder(branches, finding),
  };
}

function titleOf({ distribution, branches }: AssumptionFinding, value: number): string | undefined {
  return distribution.kind === 'chance' ? branches?.[value === 1 ? 'yes' : 'no'] : undefined;
}

/** The probability that the file gives; undefined where it rests on other assumptions, which vary. */
function probabilityOf(
  { distribution: written }: Assumption,
  { distribution }: AssumptionFinding,
  value: number,
): number | undefined {
  if (distribution.kind === 'chance' && written.kind === 'chance' && written.probability.uses.size === 0)
    return value === 1 ? distribution.probability : 1 - distribution.probability;
  if (distribution.kind !== 'choice' || written.kind !== 'choice') return undefined;
  if ([...written.weights, ...written.values].some(({ uses }) => uses.size > 0)) return undefined;
  const sum = (weights: readonly number[]) => weights.reduce((all, weight) => all + weight, 0);
  return (
    sum(distribution.weights.filter((_, place) => distribution.values[place] === value)) / sum(distribution.weights)
  );
}

function inOrder(branches: readonly BranchFinding[], { distribution }: AssumptionFinding): readonly BranchFinding[] {
  if (distribution.kind !== 'choice') return branches;
  const place = ({ low }: BranchFinding) => distribution.values.indexOf(low);
  return branches.toSorted((one, other) => place(one) - place(other));
}
