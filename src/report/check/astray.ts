/** Why an expectation is not as the file states it, or a claim not what it is stated to be. */
import { isAsStated } from '../../findings/expectations.ts';
import type { ClaimTrial } from '../../metrics/claims.ts';
import type { Judged, Verdict } from '../../metrics/expect.ts';
import { howFarOff } from '../text/verdicts.ts';

/** What is astray, and the comparison that shows it; undefined where all is as stated, and what flips it does. */
export function astrayOf(
  verdict: Verdict & { readonly trial?: ClaimTrial | undefined },
): { readonly what: string; readonly judged: Judged } | undefined {
  const { ground, trial, stated } = verdict;
  if (ground?.met === false) return { what: `its reason is not so, ${ground.that}`, judged: ground };
  if (!isAsStated(verdict)) {
    return { what: stated === 'held' ? 'not met' : 'a claim that must stay false holds', judged: verdict };
  }
  if (trial?.faults.includes('verdict')) return { what: `stated ${stated}, found ${trial.found}`, judged: verdict };
  const rival = trial?.faults.includes('rival') ? trial.rival : undefined;
  return rival && { what: 'its rival does not flip it', judged: rival };
}

/** The same in a line, with what both sides came to. */
export function whyAstray(verdict: Parameters<typeof astrayOf>[0]): string | undefined {
  const astray = astrayOf(verdict);
  return astray && `${astray.what}: ${howFarOff(astray.judged)}`;
}

/** The expectation with its ground, and why it is astray. */
export function astrayLine(verdict: Parameters<typeof astrayOf>[0]): string {
  const { that, because } = verdict;
  const ground = because === undefined ? '' : ` (${because})`;
  return `${that}${ground}${isNotMet(verdict) ? `: ${howFarOff(verdict)}` : `, ${whyAstray(verdict)}`}`;
}

/** Whether it is no more than an expectation that is not met. */
export function isNotMet(verdict: Parameters<typeof astrayOf>[0]): boolean {
  return verdict.stated === 'held' && astrayOf(verdict)?.judged === verdict && !verdict.met;
}
