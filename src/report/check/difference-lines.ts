/** Differences from a baseline in words. */
import type { Drift } from '../../metrics/check/check.ts';
import type { Difference } from '../../metrics/check/difference.ts';
import { formatNumber, formatShare } from '../format.ts';

/** One difference as a line: what, from what to what, by how much, since when. */
export function differenceLine(difference: Difference): string {
  const { kind, name, old, now, unit, since, steps, largest } = difference;
  const [was, is] = apart(old, now);
  const during = since === undefined ? '' : `, since ${since} in ${steps} step${steps === 1 ? '' : 's'}`;
  switch (kind) {
    case 'moved': {
      const most = largest === undefined ? '' : `, most on ${largest}`;
      return `moved      ${name}: ${withUnit(was, unit)} → ${withUnit(is, unit)}${howFar(difference)}${during}${most}`;
    }
    case 'no number':
      return `no number  ${name}: ${withUnit(was, unit)} → ${withUnit(is, unit)}${during}`;
    case 'new':
      return `new        ${name}: the baseline has none`;
    case 'lost':
      return `lost       ${name}: only the baseline has it`;
    case 'unit':
      return `unit       ${name}: was in ${was === 'none' ? 'plain numbers' : was}, now in ${is}`;
    case 'dates':
      return `dates      ${name}: ${withUnit(was, unit)} → ${withUnit(is, unit)}${during}`;
  }
}

/** What moved first, and upstream of the rest; which inputs changed; what was not compared. */
export function originLines({ earliest, upstream, inputs, notes }: Drift): string[] {
  return [
    ...(earliest ? [`First to move: ${earliest.entity}, on ${earliest.since} (${earliest.name}).`] : []),
    ...(upstream && upstream.entity !== earliest?.entity
      ? [`First where goods flow: ${upstream.entity}, on ${upstream.since} (${upstream.name}).`]
      : []),
    ...inputs.map((input) => `Changed input: ${input}.`),
    ...notes,
  ];
}

/** ` (+12 t, 5.3 %)`. */
function howFar({ by, size, unit, old }: Difference): string {
  if (by === null) return '';
  const amount = typeof old === 'string' ? withUnit(formatNumber(by), 'days') : withUnit(formatNumber(by), unit);
  const signed = by > 0 ? `+${amount}` : amount.replace('-', '−');
  return ` (${signed}${size === null ? '' : `, ${formatShare(size)}`})`;
}

/** Two values such that they can be told apart. */
function apart(old: Difference['old'], now: Difference['now']): [string, string] {
  const [was, is] = [shown(old), shown(now)];
  if (was !== is || typeof old !== 'number' || typeof now !== 'number') return [was, is];
  return [String(old), String(now)];
}

function shown(value: Difference['old']): string {
  if (value === null) return 'none';
  return typeof value === 'number' ? formatNumber(value) : value;
}

function withUnit(text: string, unit: string): string {
  return text === 'none' || text === 'not a number' || unit === '' || /^\d{4}-/.test(text) ? text : `${text} ${unit}`;
}
