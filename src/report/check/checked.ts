/** What `check` found of one scenario, as all its formats take it. */

import type { SubjectOutcome } from '../../findings/check.ts';
import type { Issue, Place } from '../../issue.ts';
import type { Drift } from '../../metrics/check/check.ts';
import type { ClaimTrial } from '../../metrics/claims.ts';
import type { Verdict } from '../../metrics/expect.ts';
import { astrayOf } from './astray.ts';

/** A verdict with the place of its expectation and, of a claim, what came of putting it to the test. */
export interface PlacedVerdict extends Verdict {
  readonly place: Place | undefined;
  readonly trial?: ClaimTrial | undefined;
}

export interface Checked {
  /** Of its file, without the ending. */
  readonly name: string;
  readonly file: string;
  readonly title: string;
  /** What is wrong with the input, and warnings; placed. */
  readonly issues: readonly Issue[];
  readonly verdicts: readonly PlacedVerdict[];
  /** Expectations that only an ensemble could decide, where there is none. */
  readonly unjudged: readonly Issue[];
  /** What the scenario is about: three numbers of its subject, as committed and now; none without a baseline. */
  readonly outcomes: readonly SubjectOutcome[];
  /** How it differs from its baseline; undefined where there is none, or the input is not sound. */
  readonly drift: Drift | undefined;
  /** Why there is no baseline. */
  readonly missing: string | undefined;
  /** Where the first changed input stands in the files, else what moved first, else the top of the scenario. */
  readonly place: Place;
}

/** What a scenario comes to: as it should be, another than it should be, or an input that is not sound. */
export type CheckStanding = 'same' | 'differs' | 'unsound';

export function standingOf({ issues, verdicts, unjudged, drift, missing }: Checked): CheckStanding {
  if (issues.some(({ severity }) => severity === 'error')) return 'unsound';
  const isSame = drift !== undefined && drift.differences.length === 0 && missing === undefined;
  return isSame && !verdicts.some(astrayOf) && unjudged.length === 0 ? 'same' : 'differs';
}

/** 0: all as it should be; 3: something differs; 2: an input is not sound. */
export function exitCodeOf(all: readonly Checked[]): number {
  const standings = all.map(standingOf);
  return standings.includes('unsound') ? 2 : standings.includes('differs') ? 3 : 0;
}
