/** Verdicts in words: met or not, what both sides came to, and how far off. */

import { type Verdict, verdictUnit } from '../metrics/expect.ts';
import { formatDate } from '../quantity/calendar.ts';
import { formatDuration, formatNumber, formatShare } from './text/format.ts';

/** One line a verdict: met or not, or a claim that the model contradicts, and what the sides came to. */
export function verdictLines(verdicts: readonly Verdict[]): string[] {
  return verdicts.map((verdict) => {
    const because = verdict.because === undefined ? '' : ` (${verdict.because})`;
    const reason = verdict.reason === undefined ? '' : `. ${verdict.reason}`;
    const came = isAsStated(verdict) ? side(verdict, verdict.left) : howFarOff(verdict);
    return `${standing(verdict)}  ${verdict.that}${because}: ${came}${reason}`;
  });
}

/** Whether an expectation is met, or a claim that the model contradicts is not. */
export function isAsStated({ met, isContradicted }: Verdict): boolean {
  return met !== isContradicted;
}

/** `44 t, against 30 t: off by 14 t (46.7 %)`: both sides with their units, and how far the first is from the second. */
export function howFarOff(verdict: Verdict): string {
  const { left, right, off } = sidesOf(verdict);
  return off === '' ? `${left}, against ${right}` : `${left}, against ${right}: off by ${off}`;
}

/** Both sides with their units, and how far the first is from the second, such as `14 t (46.7 %)`; empty if nobody can say. */
export function sidesOf(verdict: Verdict): { readonly left: string; readonly right: string; readonly off: string } {
  const { left, right, dimension } = verdict;
  let [one, other] = [side(verdict, left), side(verdict, right)];
  if (one === other && left !== right) [one, other] = [exactly(verdict, left), exactly(verdict, right)];
  const off = Math.abs(left - right);
  if (!Number.isFinite(off) || off === 0) return { left: one, right: other, off: '' };
  const isDate = dimension !== undefined && verdictUnit(verdict) === 'date';
  const distance = isDate ? formatDuration(off) : side(verdict, off);
  const share = right === 0 || isDate ? '' : ` (${formatShare(off / Math.abs(right))})`;
  return { left: one, right: other, off: `${distance}${share}` };
}

function side(verdict: Verdict, value: number): string {
  if (Number.isNaN(value)) return 'no value';
  const unit = verdictUnit(verdict);
  if (unit === 'days') return value === Number.POSITIVE_INFINITY ? 'never' : formatDuration(value);
  if (unit === 'date') return value === Number.POSITIVE_INFINITY ? 'never' : formatDate(value);
  return `${formatNumber(value)} ${unit}`.trim();
}

/** With all digits that count, for numbers that look alike without them. */
function exactly(verdict: Verdict, value: number): string {
  return `${Number(value.toPrecision(12))} ${verdictUnit(verdict)}`.trim();
}

function standing({ met, isContradicted }: Verdict): string {
  if (isContradicted) return met ? 'BORNE OUT   ' : 'contradicted';
  return met ? 'met         ' : 'NOT MET     ';
}
