/** Verdicts in words: what both sides of an expectation came to, and how far apart they are. */
import { type Judged, verdictUnit } from '../../metrics/expect.ts';
import { formatDate } from '../../quantity/calendar.ts';
import { EN, type Words } from './en.ts';

/** Both sides with their units, and how far the first is from the second, such as `14 t (46.7 %)` or `3 percentage points`; empty if nobody can say. */
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
  const { exactDuration, share, number, points } = words.quantities;
  if (isPercent(verdict)) return { left: one, right: other, off: points(number(100 * distance)) };
  const ofRight = right === 0 || isDate ? '' : ` (${share(distance / Math.abs(right))})`;
  return { left: one, right: other, off: `${isDate ? exactDuration(distance) : say(distance)}${ofRight}` };
}

/** `44 t, against 30 t: off by 14 t (46.7 %)`. */
export function howFarOff(verdict: Judged, words: Words = EN): string {
  const { left, right, off } = sidesOf(verdict, words);
  return words.run.against(left, right, off);
}

/** What the first side came to; where the second is not written as a value, that beside it: `753 t, against 852 t`. */
export function cameText(verdict: Judged, words: Words): string {
  const { left, right } = sidesOf(verdict, words);
  const second = /(?:[<>]=?|[=!]=)([^<>=]*)$/.exec(verdict.that)?.[1] ?? '';
  return isValue(second) || Number.isNaN(verdict.left) ? left : words.run.against(left, right, '');
}

/** Whether a text is a number with or without a unit or percent sign, or a date, and no formula. */
function isValue(text: string): boolean {
  return /^\s*-?[\d.]+(?:\s*%|\s*[a-z]\w*(?:\/[a-z]\w*)?)?\s*$|^\s*["']?\d{4}-\d{2}-\d{2}["']?\s*$/i.test(text);
}

/** One side of a verdict with its unit, a share where the comparison is written in percent; dates as the file writes them. */
export function sideText(verdict: Judged, value: number, { quantities: q, run, never }: Words): string {
  if (Number.isNaN(value)) return run.noValue;
  const unit = verdictUnit(verdict);
  switch (unit) {
    case 'days':
      return value === Number.POSITIVE_INFINITY ? never : q.exactDuration(value);
    case 'date':
      return value === Number.POSITIVE_INFINITY ? never : formatDate(value);
    case '':
      return isPercent(verdict) ? q.share(value) : q.number(value);
    default:
      return `${q.number(value)} ${q.unit(unit)}`.trim();
  }
}

/** Whether plain numbers are told in percent, as the comparison is written. */
function isPercent(verdict: Judged): boolean {
  return verdictUnit(verdict) === '' && verdict.that.includes('%');
}

/** With all digits that count, for numbers that look alike without them. */
function exactly(verdict: Judged, value: number): string {
  return `${Number(value.toPrecision(12))} ${verdictUnit(verdict)}`.trim();
}
