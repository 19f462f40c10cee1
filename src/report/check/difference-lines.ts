/** Differences from a baseline in words. */
import type { Drift } from '../../metrics/check/check.ts';
import type { Difference } from '../../metrics/check/difference.ts';
import { formatNumber, formatShare } from '../text/format.ts';

/** What it was, what it is, and by how much it moved, such as `+12 t, 5.3 %`; units where there are any. */
export interface ToldDifference {
  readonly was: string;
  readonly is: string;
  /** Empty where nobody can say. */
  readonly by: string;
}

export function tellDifference(difference: Difference): ToldDifference {
  const { old, now, unit } = difference;
  const [was, is] = apart(old, now);
  return { was: withUnit(was, unit), is: withUnit(is, unit), by: howFar(difference) };
}

/** One difference as a line: what, from what to what, by how much, since when. */
export function differenceLine(difference: Difference): string {
  const { kind, name, old, now, since, steps, largest } = difference;
  const { was, is, by } = tellDifference(difference);
  const during = since === undefined ? '' : `, since ${since} in ${steps} step${steps === 1 ? '' : 's'}`;
  switch (kind) {
    case 'moved': {
      const most = largest === undefined ? '' : `, most on ${largest}`;
      return `moved      ${name}: ${was} → ${is}${by === '' ? '' : ` (${by})`}${during}${most}`;
    }
    case 'no number':
      return `no number  ${name}: ${was} → ${is}${during}`;
    case 'new':
      return `new        ${name}: the baseline has none`;
    case 'lost':
      return `lost       ${name}: only the baseline has it`;
    case 'unit':
      return `unit       ${name}: was in ${old || 'plain numbers'}, now in ${now || 'plain numbers'}`;
    case 'dates':
      return `dates      ${name}: ${was} → ${is}${during}`;
  }
}

/** What moved first, and upstream of the rest; what was not compared. */
export function originLines({ earliest, upstream, notes }: Drift): string[] {
  return [
    ...(earliest ? [`First to move: ${earliest.entity}, on ${earliest.since} (${earliest.name}).`] : []),
    ...(upstream && upstream.entity !== earliest?.entity
      ? [`First where goods flow: ${upstream.entity}, on ${upstream.since} (${upstream.name}).`]
      : []),
    ...notes,
  ];
}

function howFar({ by, unit, old, now }: Difference): string {
  if (by === null) return '';
  const amount = typeof old === 'string' ? withUnit(formatNumber(by), 'days') : withUnit(formatNumber(by), unit);
  const signed = by > 0 ? `+${amount}` : withMinus(amount);
  const share = typeof old === 'number' && typeof now === 'number' ? percentOfOld(old, now) : '';
  return share === '' ? signed : `${signed}, ${share}`;
}

/** `+8.2 %`: a difference as a share of what was; empty where that was nothing. */
export function percentOfOld(old: number, now: number): string {
  const share = (now - old) / Math.abs(old);
  if (!Number.isFinite(share) || share === 0) return '';
  const text = Math.abs(share) >= 10 ? `${formatNumber(Math.abs(share) * 100)} %` : formatShare(Math.abs(share));
  return `${share > 0 ? '+' : '−'}${text}`;
}

/** Every number has as many digits at most. */
const MOST_DIGITS = 17;
const MORE_DIGITS = Array.from({ length: MOST_DIGITS - 3 }, (_, n) => n + 4);

/** Two values such that they can be told apart, with no more digits than that takes. */
function apart(old: Difference['old'], now: Difference['now']): [string, string] {
  const [was, is] = [shown(old), shown(now)];
  if (was !== is || typeof old !== 'number' || typeof now !== 'number') return [was, is];
  const digits = MORE_DIGITS.find((one) => old.toPrecision(one) !== now.toPrecision(one)) ?? MOST_DIGITS;
  return [old, now].map((one) => withMinus(String(Number(one.toPrecision(digits))))) as [string, string];
}

function shown(value: Difference['old']): string {
  if (value === null) return 'none';
  return typeof value === 'number' ? withMinus(formatNumber(value)) : value;
}

function withMinus(number: string): string {
  return number.replace(/^-/, '−');
}

function withUnit(text: string, unit: string): string {
  return text === 'none' || text === 'not a number' || unit === '' || /^\d{4}-/.test(text) ? text : `${text} ${unit}`;
}
