/** How what the file expects comes out: in the central run, and in how many replicates. */
import type { EnsembleSummary, ExpectationOdds } from '../metrics/ensemble-types.ts';
import type { Verdict } from '../metrics/expect.ts';

/** How an expectation stands: a claim that the model contradicts is as stated where it does not hold. */
export type Standing = 'met' | 'not met' | 'contradicted' | 'borne out';

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

/** Whether an expectation is met, or a claim that the model contradicts is not. */
export function isAsStated({ met, isContradicted }: Pick<Verdict, 'met' | 'isContradicted'>): boolean {
  return met !== isContradicted;
}

function standingOf({ met, isContradicted }: Verdict): Standing {
  if (isContradicted) return met ? 'borne out' : 'contradicted';
  return met ? 'met' : 'not met';
}
