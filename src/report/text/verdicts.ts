/** Verdicts in words: what both sides of an expectation came to, and how far apart they are. */
import { type Judged, verdictUnit } from '../../metrics/expect.ts';
import { formatDate } from '../../quantity/calendar.ts';
import { EN, type Words } from './en.ts';

/** Both sides with their units, and how far the first is from the second, such as `14 t (46.7 %)`; empty if nobody can say. */
export function sidesOf(
  verdict: Judged,
  words: Words = EN,
): { readonly left: string; readonly right: string; readonly off: string } {
  const { left, right } = verdict;
  const say = (value: number) => sideText(verdict, value, words);
  const isAlike = say(left) === say(right) && left !== right;
  const [one, other] = [left, right].map((value) => (isAlike ? exactly(verdict, value) : say(value)));
  const distance = Math.abs(left - right);
  if (!Number.isFinite(distance) || distance === 0) return { left: one, right: other, off: '' };
  const isDate = verdictUnit(verdict) === 'date';
  const { exactDuration, share } = words.quantities;
  const ofRight = right === 0 || isDate ? '' : ` (${share(distance / Math.abs(right))})`;
  return { left: one, right: other, off: `${isDate ? exactDuration(distance) : say(distance)}${ofRight}` };
}

/** `44 t, against 30 t: off by 14 t (46.7 %)`. */
export function howFarOff(verdict: Judged, words: Words = EN): string {
  const { left, right, off } = sidesOf(verdict, words);
  return words.run.against(left, right, off);
}

/** One side of a verdict with its unit; dates as the file writes them. */
export function sideText(verdict: Judged, value: number, { quantities: q, run, never }: Words): string {
  if (Number.isNaN(value)) return run.noValue;
  const unit = verdictUnit(verdict);
  switch (unit) {
    case 'days':
      return value === Number.POSITIVE_INFINITY ? never : q.exactDuration(value);
    case 'date':
      return value === Number.POSITIVE_INFINITY ? never : formatDate(value);
    default:
      return `${q.number(value)} ${q.unit(unit)}`.trim();
  }
}

/** With all digits that count, for numbers that look alike without them. */
function exactly(verdict: Judged, value: number): string {
  return `${Number(value.toPrecision(12))} ${verdictUnit(verdict)}`.trim();
}
