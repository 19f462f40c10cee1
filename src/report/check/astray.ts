/** Why an expectation is not as the file states it, or a claim not what it is stated to be. */
import { isAsStated } from '../../findings/expectations.ts';
import type { ClaimTrial } from '../../metrics/claims.ts';
import type { Judged, Verdict } from '../../metrics/expect.ts';
import { checkWords } from '../text/apart.ts';
import { EN, type Words } from '../text/en.ts';
import { howFarOff } from '../text/verdicts.ts';

/** A verdict and, of a claim, what came of putting it to the test. */
export interface Tried extends Verdict {
  readonly trial?: Pick<ClaimTrial, 'found' | 'rival' | 'faults'> | undefined;
}

/**
 * What is astray, and the comparison that shows it; no words where an expectation is no more than not met, and undefined
 * where all is as stated, and what flips it does.
 */
export function astrayOf(
  verdict: Tried,
  words: Words,
): { readonly what: string | undefined; readonly judged: Judged } | undefined {
  const { ground, trial, stated } = verdict;
  const { astray } = checkWords(words);
  if (ground?.met === false) return { what: astray.noReason(ground.that), judged: ground };
  if (!isAsStated(verdict)) return { what: stated === 'held' ? undefined : astray.borneOut, judged: verdict };
  if (trial?.faults.includes('verdict')) return { what: astray.found(stated, trial.found), judged: verdict };
  const rival = trial?.faults.includes('rival') ? trial.rival : undefined;
  return rival && { what: astray.rival, judged: rival };
}

export function isAstray(verdict: Tried): boolean {
  return astrayOf(verdict, EN) !== undefined;
}

/** Why, with what both sides came to, as programs are told it: in English. */
export function whyAstray(verdict: Tried): string | undefined {
  const astray = astrayOf(verdict, EN);
  return astray && `${astray.what ?? 'not met'}: ${howFarOff(astray.judged)}`;
}

/** The expectation with its ground, and why it is astray. */
export function astrayLine(verdict: Tried, words: Words = EN): string {
  const { that, because } = verdict;
  const { what, judged = verdict } = astrayOf(verdict, words) ?? {};
  return checkWords(words).astray.line(that, because, what, howFarOff(judged, words));
}
