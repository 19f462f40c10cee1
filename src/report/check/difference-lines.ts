/** Differences from a baseline in words. */
import type { Drift } from '../../metrics/check/check.ts';
import type { Difference } from '../../metrics/check/difference.ts';
import { checkWords } from '../text/apart.ts';
import { EN, type Words } from '../text/en.ts';
import { formatNumber, formatShare } from '../text/format.ts';

/** What it was, what it is, and by how much it moved, such as `+12 t, 5.3 %`; units where there are any. */
export interface ToldDifference {
  readonly was: string;
  readonly is: string;
  /** Empty where nobody can say. */
  readonly by: string;
}

export function tellDifference(difference: Difference, words: Words): ToldDifference {
  const { old, now } = difference;
  const numbers = apart(old, now);
  const [was, is] = [old, now].map((value, n) => sideOf(value, numbers[n], difference, words));
  return { was, is, by: howFar(difference, words) };
}

/** One difference as a line: what, from what to what, by how much, since when. */
export function differenceLine(difference: Difference, words: Words = EN): string {
  const { kind, name, old, now, since, steps = 0, largest } = difference;
  const { was, is, by } = tellDifference(difference, words);
  const { lines } = checkWords(words);
  const during = since === undefined ? '' : lines.during(since, steps);
  switch (kind) {
    case 'moved':
      return `${lines.moved(name, was, is, by)}${during}${largest === undefined ? '' : lines.most(largest)}`;
    case 'no number':
      return `${lines.noNumber(name, was, is)}${during}`;
    case 'new':
      return lines.isNew(name);
    case 'lost':
      return lines.lost(name);
    case 'unit':
      return lines.unit(name, String(old ?? ''), String(now ?? ''));
    case 'dates':
      return `${lines.dates(name, was, is)}${during}`;
  }
}

/** What moved first, and upstream of the rest; what was not compared. */
export function originLines({ earliest, upstream, notes }: Drift, words: Words): string[] {
  const check = checkWords(words);
  const { first, upstream: above } = check.lines;
  return [
    ...(earliest ? [first(earliest.entity, earliest.since, earliest.name)] : []),
    ...(upstream && upstream.entity !== earliest?.entity
      ? [above(upstream.entity, upstream.since, upstream.name)]
      : []),
    ...notes.map(check.notes),
  ];
}

function howFar({ by, unit, old, now }: Difference, words: Words): string {
  if (by === null) return '';
  const amount =
    `${withMinus(formatNumber(by))} ${words.quantities.unit(typeof old === 'string' ? 'days' : unit)}`.trim();
  const signed = by > 0 ? `+${amount}` : amount;
  const share = typeof old === 'number' && typeof now === 'number' ? percentOfOld(old, now) : '';
  return share === '' ? signed : checkWords(words).byShare(signed, share);
}

/** `+8.2 %`: a difference as a share of what was; empty where that was nothing. */
export function percentOfOld(old: number, now: number): string {
  const share = (now - old) / Math.abs(old);
  if (!Number.isFinite(share) || share === 0) return '';
  return `${share > 0 ? '+' : '−'}${formatShare(Math.abs(share))}`;
}

/** Every number has as many digits at most. */
const MOST_DIGITS = 17;
const MORE_DIGITS = Array.from({ length: MOST_DIGITS - 3 }, (_, n) => n + 4);

/** Two values such that they can be told apart, with no more digits than that takes. */
function apart(...values: readonly [Difference['old'], Difference['now']]): string[] {
  const shown = values.map((value) => (typeof value === 'number' ? formatNumber(value) : String(value)));
  const [old, now] = values;
  if (shown[0] !== shown[1] || typeof old !== 'number' || typeof now !== 'number') return shown;
  const digits = MORE_DIGITS.find((one) => old.toPrecision(one) !== now.toPrecision(one)) ?? MOST_DIGITS;
  return [old, now].map((one) => String(Number(one.toPrecision(digits))));
}

/** A number with its unit; what is none in words, and dates as they are. */
function sideOf(value: Difference['old'], shown: string, { unit }: Difference, words: Words): string {
  const check = checkWords(words);
  if (value === null) return check.noValue;
  if (value === 'not a number') return check.notNumber;
  return typeof value === 'number' ? `${withMinus(shown)} ${words.quantities.unit(unit)}`.trim() : value;
}

function withMinus(number: string): string {
  return number.replace(/^-/, '−');
}
