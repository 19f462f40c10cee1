/** How what the file expects comes out: in the central run, and in how many replicates. */
import type { EnsembleSummary, ExpectationOdds } from '../metrics/ensemble-types.ts';
import type { Verdict } from '../metrics/expect.ts';

/**
 * How an expectation stands: a claim that the model contradicts is as stated where it does not hold, one that turns on a
 * number that nobody knows either way, and none where what is said to be its reason is not so.
 */
export type Standing = 'met' | 'not met' | 'contradicted' | 'borne out' | 'undecided' | 'no reason';

/** An expectation, and the odds of it where replicates were asked. */
export interface ExpectationFinding extends Verdict {
  readonly standing: Standing;
  readonly odds: ExpectationOdds | undefined;
}

/** Every verdict, with the odds of what it says: they are joined by `that`, since not all are asked of replicates. */
export function expectationFindings(
  verdicts: readonly Verdict[],
  ensemble: Pick<EnsembleSummary, 'expectations'> | undefined,
): readonly ExpectationFinding[] {
  const odds = new Map(ensemble?.expectations.map((one) => [one.that, one]));
  return verdicts.map((verdict) => ({ ...verdict, standing: standingOf(verdict), odds: odds.get(verdict.that) }));
}

/** Whether an expectation comes out as the file says, and for the reason that it says. */
export function isAsStated(verdict: Pick<Verdict, 'met' | 'stated' | 'ground'>): boolean {
  return ['met', 'contradicted', 'undecided'].includes(standingOf(verdict));
}

function standingOf({ met, stated, ground }: Pick<Verdict, 'met' | 'stated' | 'ground'>): Standing {
  if (ground?.met === false) return 'no reason';
  switch (stated) {
    case 'held':
      return met ? 'met' : 'not met';
    case 'contradicted':
      return met ? 'borne out' : 'contradicted';
    case 'undecided':
      return 'undecided';
  }
}
