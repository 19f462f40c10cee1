/** A bound as it was found: of the central run, of one who learns everything earlier or later, and of replicates. */
import type { Issue } from '../../issue.ts';
import type { Model } from '../../model/network.ts';
import { stepOf } from '../../quantity/calendar.ts';
import { type BoundPart, type BoundQuestion, boundsOf, sizeOfBound } from './bound.ts';
import { type Knowledge, worthOfWarning } from './knowledge.ts';
import type { Solver } from './linear-programme.ts';
import type { Reference } from './reference.ts';
import type { BoundedEnsemble } from './replicates.ts';

export interface BoundFound {
  readonly model: Model;
  readonly question: BoundQuestion;
  readonly parts: readonly BoundPart[];
  /** Where things are known from the disruption on: what it would be worth to know earlier, or later. */
  readonly knowledge: readonly Knowledge[];
  readonly ensemble:
    | { readonly runs: number; readonly seed: string; readonly parts: readonly BoundedEnsemble[] }
    | undefined;
}

/** What is asked where nothing is said: from the disruption on, every tonne alike, held to what the simulation did. */
export function usualBoundQuestion({ scenario, start, stepDays }: Model): BoundQuestion {
  return {
    ...{ begin: stepOf(scenario.disruption, start, stepDays), end: 'as-simulated', licences: 'granted' },
    ...{ lanes: 'as-shipped', weights: 'tonne', hasPrices: false },
  };
}

/** More columns than these take minutes and gigabytes. */
const MOST_COLUMNS = 100_000;

/** Why a programme is too large to be solved, if it is. */
export function boundSizeFaults(reference: Reference, question: BoundQuestion): Issue[] {
  const { columns } = sizeOfBound(reference, question);
  if (columns <= MOST_COLUMNS) return [];
  const [most, many] = [MOST_COLUMNS, columns].map((one) => String(one).replace(/\B(?=(\d{3})+$)/g, ','));
  return [
    {
      ...{
        severity: 'error',
        code: 'too-large',
        path: ['horizon'],
        expected: `a programme of at most ${most} columns`,
      },
      found: `${many}, by flows, stockpiles and demands times steps`,
      remedy: 'Make steps longer or the horizon shorter, or let --begin of `chokepoint bound` be later.',
    },
  ];
}

/** Bounds a run. Throws where the solver gives no solution that can be proven. */
export function findBound(reference: Reference, question: BoundQuestion, solver: Solver): BoundFound {
  const { model } = reference;
  const parts = boundsOf(reference, question, solver);
  const isUsual = question.begin === usualBoundQuestion(model).begin;
  const knowledge = isUsual && parts.length > 0 ? worthOfWarning(reference, question, solver) : [];
  return { model, question, parts, knowledge, ensemble: undefined };
}
