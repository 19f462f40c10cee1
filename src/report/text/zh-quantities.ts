/** Numbers with their units, dates and lists, in Chinese. */
import { type Day, formatDate } from '../../quantity/calendar.ts';
import { formatDuration, formatNumber, formatShare } from './format.ts';
import { duration, LONG_SUPPLY, percent, type Quantities, roundDays, roundNumber, sharedUnit } from './quantities.ts';

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

/** Words of units, one by one; what a file counts and is not here keeps its own name. */
const UNIT_WORDS: Readonly<Record<string, string>> = {
  year: '年',
  years: '年',
  month: '个月',
  months: '个月',
  week: '周',
  weeks: '周',
  step: '步',
  steps: '步',
  day: '天',
  days: '天',
  vehicle: '辆',
  vehicles: '辆',
  aircraft: '架',
  wafer: '片',
  piece: '件',
};

const unitWords = (unit: string) =>
  unit
    .split('/')
    .map((word) => UNIT_WORDS[word] ?? word)
    .join('/');

/** Numbers as Chinese counts them: from a hundred thousand on in ten thousands, from a hundred million on in those. */
function round(value: number): string {
  const size = Math.abs(value);
  if (size > 0 && size < 0.001) return '不到 0.001';
  if (size >= 1e8) return `${formatNumber(Number((value / 1e8).toPrecision(3)))} 亿`;
  if (size >= 1e5) return `${formatNumber(Number((value / 1e4).toPrecision(3)))} 万`;
  return roundNumber(value);
}

/** A number and what it counts; Chinese characters stand together: `970 万辆`, `12 辆`, `970 万 t`. */
function counted(number: string, unit: string): string {
  const isChinese = /\p{Script=Han}$/u.test(number) && /^\p{Script=Han}/u.test(unit);
  return isChinese ? `${number}${unit}` : `${number} ${unit}`;
}

/** A counted time: `9 周`. */
function time(english: string): string {
  const [count, unit] = english.split(' ');
  return `${count} ${unitWords(unit)}`;
}

/** Chinese. */
export const ZH_QUANTITIES: Quantities = {
  number: (value) =>
    value === Number.POSITIVE_INFINITY ? '从不' : Number.isFinite(value) ? formatNumber(value) : '无',
  round,
  percent: (share) => {
    if (share > 0 && share < 0.005) return '不到 1 %';
    return share < 1 && share >= 0.995 ? '99 % 以上' : percent(share);
  },
  points: (points) => `${points} 个百分点`,
  share: formatShare,
  amount: (value, { name, scale, base }) => counted(round(value / scale), base === 't' ? name : unitWords(name)),
  count: (count, thing) => counted(round(count), unitWords(thing)),
  duration: (days) => (days === Number.POSITIVE_INFINITY ? '从不' : time(duration(days))),
  exactDuration: (days) => time(formatDuration(days)),
  daysOfSupply: (days) => (days > LONG_SUPPLY ? '2 年以上' : `${roundNumber(roundDays(days))} 天`),
  longDate: date,
  shortDate: date,
  month: (day) => `${date(day).split('月')[0]}月`,
  range: (low, high) => sharedUnit(low, high, ' 至 ').replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/u, ''),
  list: (names, most = names.length) => someOf(names, most),
  clauses: (parts) => parts.join('；'),
  capital: (text) => text,
  unit: unitWords,
  things: unitWords,
};
