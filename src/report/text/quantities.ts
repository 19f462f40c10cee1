/** Dates, amounts, shares and lists as the charts say them. */

import type { Scenario } from '../../model/network.ts';
import { type Day, formatDate } from '../../quantity/calendar.ts';
import { formatDuration, formatNumber, formatShare } from './format.ts';

/** The unit that a stockpile is shown in: 1 of it is `scale` tonnes or pieces. */
export type ShownUnit = Scenario['stockpiles'][number]['unit'];

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** `20 June 2025`. */
export function longDate(day: Day): string {
  const [year, month, date] = formatDate(day).split('-').map(Number) as [number, number, number];
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

/** `20 Jun 2025`. */
export function shortDate(day: Day): string {
  const [date, month, year] = longDate(day).split(' ') as [string, string, string];
  return `${date} ${month.slice(0, 3)} ${year}`;
}

/** At most three significant digits, and whole from 100 up: `1.23 billion`, `1.23 million`, `536,000`, `1,230`, `42.5`. */
export function roundNumber(value: number): string {
  const size = Math.abs(value);
  if (size > 0 && size < 0.001) return 'under 0.001';
  if (size >= 1e9) return `${formatNumber(Number((value / 1e9).toPrecision(3)))} billion`;
  if (size >= 1e6) return `${formatNumber(Number((value / 1e6).toPrecision(3)))} million`;
  return formatNumber(size >= 100 && size < 10_000 ? Math.round(value) : Number(value.toPrecision(3)));
}

/** A share as whole percents; something is never shown as nothing, nor a little less than all as all. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return 'under 1 %';
  if (share < 1 && share >= 0.995) return 'over 99 %';
  return `${Math.round(share * 100)} %`;
}

/** Tonnes or pieces in the unit that they are shown in: `1,230 kg`, `2 vehicles`. */
export function amount(value: number, unit: Pick<ShownUnit, 'name' | 'scale' | 'base'>): string {
  return `${roundNumber(value / unit.scale)} ${unit.base === 't' ? unit.name : things(value, unit.name)}`;
}

/** A counted thing in the plural where there are several: vehicle, vehicles, battery, batteries, aircraft. */
export function things(count: number, thing: string): string {
  if (count === 1 || /(s|craft)$/.test(thing)) return thing;
  if (/[^aeiou]y$/.test(thing)) return `${thing.slice(0, -1)}ies`;
  return /(x|ch|sh)$/.test(thing) ? `${thing}es` : `${thing}s`;
}

/** Days up to two weeks, whole weeks up to two years, then years: what a title can say. */
export function duration(days: number): string {
  return formatDuration(days >= 14 && days < 731 ? Math.round(days / 7) * 7 : days);
}

/** `a, b and c`; beyond `most`, `a, b and 7 more`. */
export function list(names: readonly string[], most = names.length): string {
  const kept = names.length > most ? [...names.slice(0, most), `${names.length - most} more`] : [...names];
  const last = kept.pop() ?? '';
  return kept.length === 0 ? last : `${kept.join(', ')} and ${last}`;
}

/** First letter upper case, for the beginning of a sentence. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** To so many significant digits: what data in a chart needs, and no noise of the last digits. */
export function significant(value: number, digits = 6): number {
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : value;
}

/** Numbers, dates and lists as a language writes them: the part of every catalogue that is the same for all sentences. */
export interface Quantities {
  /** As formatNumber: three significant digits below 1000, whole above; ∞ is a time that never comes. */
  readonly number: (value: number) => string;
  /** At most three significant digits, large ones in millions, or in ten thousands where the language counts so. */
  readonly round: (value: number) => string;
  /** A share as whole percents. */
  readonly percent: (share: number) => string;
  /** By how many percentage points shares differ, the number being written. */
  readonly points: (points: string) => string;
  /** A share to a tenth of a percent. */
  readonly share: (share: number) => string;
  readonly amount: (value: number, unit: AmountUnit) => string;
  readonly count: (count: number, thing: string) => string;
  /** Days as whole days, weeks or years, as a sentence can say them; ∞ is never. */
  readonly duration: (days: number) => string;
  /** Days as days, weeks or years, to a tenth. */
  readonly exactDuration: (days: number) => string;
  /** Days of supply; beyond two years it does not matter how many. */
  readonly daysOfSupply: (days: number) => string;
  readonly longDate: (day: Day) => string;
  readonly shortDate: (day: Day) => string;
  readonly month: (day: Day) => string;
  /** From one to another, of numbers that share their unit: `202 to 3,982 t`. */
  readonly range: (low: string, high: string) => string;
  /** Names in a row; beyond `most`, the first of them and how many more. */
  readonly list: (names: readonly string[], most?: number) => string;
  /** Parts of a sentence that could stand alone. */
  readonly clauses: (parts: readonly string[]) => string;
  /** The first letter of a sentence. */
  readonly capital: (text: string) => string;
  /** A unit that a file or the model writes, such as `t/year`, as the language writes it. */
  readonly unit: (unit: string) => string;
  /** What is counted, as the unit of several: `vehicles`. */
  readonly things: (thing: string) => string;
}

/** A unit that amounts are shown in: 1 of it is `scale` tonnes or pieces. */
export type AmountUnit = Pick<ShownUnit, 'name' | 'scale' | 'base'>;

/** Days of supply beyond which it does not matter how many. */
export const LONG_SUPPLY = 730;

/** Days of supply to whole days, below ten to tenths. */
export function roundDays(days: number): number {
  return days >= 10 ? Math.round(days) : Math.round(days * 10) / 10;
}

/** English. */
export const EN_QUANTITIES: Quantities = {
  number: formatNumber,
  round: roundNumber,
  percent,
  points: (points) => `${points} percentage points`,
  share: formatShare,
  amount,
  count: (count, thing) => `${roundNumber(count)} ${things(count, thing)}`,
  duration: (days) => (days === Number.POSITIVE_INFINITY ? 'never' : duration(days)),
  exactDuration: formatDuration,
  daysOfSupply: (days) => {
    if (days > LONG_SUPPLY) return 'over 2 years';
    const rounded = roundDays(days);
    return `${roundNumber(rounded)} ${rounded === 1 ? 'day' : 'days'}`;
  },
  longDate,
  shortDate,
  month: (day) => longDate(day).replace(/^\d+ /, ''),
  range: (low, high) => sharedUnit(low, high, ' to '),
  list,
  clauses: (parts) => parts.join('; '),
  capital,
  unit: (unit) => unit,
  things: (thing) => things(2, thing),
};

/** A quantity as a file writes it, with its unit in the language: `18 months`. */
export function writtenIn(written: string, { unit }: Quantities): string {
  return written.replace(/(?<=\d )[a-zA-Z][\w/]*/g, unit);
}

/** `202 t`, `3,982 t` → `202 to 3,982 t`: a unit that both end in is written once. */
export function sharedUnit(low: string, high: string, to: string): string {
  if (low === high) return high;
  const unit = / \D*$/.exec(high)?.[0] ?? '';
  return unit !== '' && low.endsWith(unit) ? `${low.slice(0, -unit.length)}${to}${high}` : `${low}${to}${high}`;
}
