/** Numbers with their units, dates and lists, in Chinese. */
import { type Day, formatDate } from '../../quantity/calendar.ts';
import { formatNumber } from './format.ts';

/** Units and words that formatted quantities hold; names of things that files count stay as they are, but for these. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/under 0\.001/g, '不到 0.001'],
  [/under 1 %/g, '不到 1 %'],
  [/over 99 %/g, '99 % 以上'],
  [/\/year\b/g, '/年'],
  [/\/day\b/g, '/天'],
  [/ (a|per) week\b/g, '/周'],
  [/(?<=\d) ?days?\b/g, ' 天'],
  [/(?<=\d) ?weeks?\b/g, ' 周'],
  [/(?<=\d) ?months?\b/g, ' 个月'],
  [/(?<=\d) ?years?\b/g, ' 年'],
  [/\bvehicles?\b/g, '辆'],
  [/\baircraft\b/g, '架'],
  [/percentage points/g, '个百分点'],
  [/^never$/g, '从不'],
  [/^yes$/g, '是'],
  [/^no$/g, '否'],
];

/** A quantity, formatted in English, in Chinese. */
export function quantity(english: string): string {
  const counted = english.replace(/([\d.,]+) million/g, tenThousands);
  const told = UNITS.reduce((text, [pattern, word]) => text.replace(pattern, word), counted);
  return told.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}

/** `5.93 million` → `593 万`. */
function tenThousands(_: string, millions: string): string {
  return `${formatNumber(Number(millions.replaceAll(',', '')) * 100)} 万`;
}

/** `2025年6月20日`. */
export function date(day: Day): string {
  const [year, month, ofMonth] = formatDate(day).split('-').map(Number);
  return `${year}年${month}月${ofMonth}日`;
}

/** `甲、乙和丙`. */
export const list = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join('、')}和${names[names.length - 1]}`;

/** The first `most` of names, and how many there are. */
export const someOf = (names: readonly string[], most: number) =>
  names.length <= most ? list(names) : `${names.slice(0, most).join('、')}等 ${names.length} 个`;
