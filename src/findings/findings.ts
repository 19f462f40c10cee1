/** All that is to be said of a run, as data: decided once, and written by the terminal, documents and charts alike. */
import type { Answer } from '../metrics/answer.ts';
import type { BoundFound } from '../metrics/bound/found.ts';
import type { EnsembleSummary } from '../metrics/ensemble-types.ts';
import { type AssumptionFinding, assumptionFindings } from './assumptions.ts';
import { type BranchingFinding, branchingOf } from './branches.ts';
import { type ExpectationFinding, expectationFindings } from './expectations.ts';
import { type IdleFinding, idleOf } from './idle.ts';
import { type PileFinding, pileOf } from './pile.ts';
import { type PriceFinding, pricesOf } from './prices.ts';
import { type User, usersOf } from './users.ts';

/** What a run, and an ensemble around it if there is one, comes to. */
export interface Findings {
  /** Of how many replicates; undefined of a central run. */
  readonly runs: number | undefined;
  /** Every demand, the subjects first. */
  readonly users: readonly User[];
  /** The first of the subjects; undefined where nothing is demanded. */
  readonly subject: User | undefined;
  /** Of the markets in focus; none where the scenario asks for no price. */
  readonly prices: readonly PriceFinding[];
  readonly branching: BranchingFinding | undefined;
  readonly idle: readonly IdleFinding[];
  /** What came in and lies unused at the end, central run; undefined where it does not, or where anyone is ever short. */
  readonly pile: PileFinding | undefined;
  /** What could have been avoided; undefined where it was not asked for. */
  readonly avoidable: BoundFound | undefined;
  readonly assumptions: readonly AssumptionFinding[];
  readonly expectations: readonly ExpectationFinding[];
}

/** The findings of an answer. */
export function findingsOf(answer: Answer, ensemble: EnsembleSummary | undefined, bound?: BoundFound): Findings {
  const { model } = answer.run;
  const results = { model, metrics: answer.metrics, ensemble };
  const users = usersOf(results);
  return {
    ...{ runs: ensemble?.runs, users, subject: users[0] },
    prices: pricesOf(results),
    branching: branchingOf(results),
    idle: idleOf(answer, results),
    pile: users.every(({ odds }) => odds === 0) ? pileOf(answer) : undefined,
    avoidable: bound,
    assumptions: assumptionFindings(model),
    expectations: expectationFindings(answer.verdicts, ensemble),
  };
}
