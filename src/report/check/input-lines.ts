/** Changed inputs in words: `demands.power.rate 500000 → 510000 wafer/year`. */
import { pathText } from '../../issue.ts';
import type { InputChange } from '../../metrics/check/inputs.ts';
import { checkWords } from '../text/apart.ts';
import { EN, type Words } from '../text/en.ts';

/** More of a value than so many characters nobody reads in a line. */
const LONGEST = 100;

/** A change in one line, values and units as written; a unit that both have stands once. */
export function inputLine({ kind, path, old, now }: InputChange, words: Words = EN): string {
  const { inputs } = checkWords(words);
  const name = pathText(path);
  switch (kind) {
    case 'added':
      return inputs.added(name, written(now));
    case 'removed':
      return inputs.removed(name, written(old));
    case 'changed': {
      const [was, is] = [written(old), written(now)];
      const [, number, unit] = QUANTITY.exec(was) ?? [];
      return unit !== undefined && unit === QUANTITY.exec(is)?.[2]
        ? `${name} ${number} → ${is}`
        : `${name} ${was} → ${is}`;
    }
  }
}

/** A number and its unit. */
const QUANTITY = /^([\d.e+-]+)( [a-zA-Z][\w/]*)$/;

/** A value in one line, as YAML would have it. */
function written(value: unknown): string {
  const text = flow(value).replace(/\s+/g, ' ').trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 2)} …` : text;
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (value === null || typeof value !== 'object') return value === '' ? "''" : String(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}: ${flow(inner)}`)
    .join(', ')}}`;
}

/** How two scenarios differ: a line a value, prose apart at the end, and how many there are. */
export function diffLines(changes: readonly InputChange[], old: string, now: string): string[] {
  const [values, texts] = [changes.filter(({ isText }) => !isText), changes.filter(({ isText }) => isText)];
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
  if (changes.length === 0) return [`${now} says the same as ${old}.`];
  return [
    ...values.map((one) => inputLine(one)),
    ...(texts.length > 0
      ? [...(values.length > 0 ? [''] : []), 'Texts:', ...texts.map((one) => `  ${inputLine(one)}`)]
      : []),
    '',
    `${now} differs from ${old} in ${count(values.length, 'value')} and ${count(texts.length, 'text')}.`,
  ];
}
