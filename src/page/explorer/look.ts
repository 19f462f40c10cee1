/** Values, colours and dates as the page shows them. */
import type { Book, BookLever } from '../../explore/book.ts';
import { type Lever, valueOfText } from '../../explore/levers.ts';
import type { ExplorerText } from '../../report/text/en-explorer.ts';
import type { Language } from '../../report/text/languages.ts';
import type { Quantities } from '../../report/text/quantities.ts';

/** Of the users that are drawn, in turn; each has 4.5 to 1 on white. */
export const COLOURS = ['#0a5c96', '#b34700', '#3f7a1e', '#7a4aa0'] as const;

/** Numbers and dates in a language; `quantity` takes a number with its unit, as a file writes it. */
export interface Wording {
  readonly quantities: Quantities;
  readonly quantity: (written: string) => string;
}

/** How things are said: the language, its words, and those of the explorer. */
export interface Saying {
  readonly language: Language;
  readonly words: Wording;
  readonly t: ExplorerText;
}

/** A value of a lever in words; undefined is what the file has. */
export function leverText(
  { lever, branches }: BookLever,
  text: string | undefined,
  { language, words, t }: Saying,
): string {
  const { quantities: q } = words;
  switch (lever.kind) {
    case 'date':
      return q.longDate(text === undefined ? lever.base : (valueOfText(lever, text) ?? lever.base));
    case 'choice': {
      if (text === undefined) return optionsText(lever, { words, t });
      if (branches) return text === '1' ? branches.yes[language] : branches.no[language];
      return words.quantity(text);
    }
    case 'number':
      return numberText(lever, text === undefined ? lever.base : valueOfText(lever, text), text, { words, t });
  }
}

/** A number in the unit of a lever. */
export function numberText(
  lever: Extract<Lever, { kind: 'number' }>,
  value: number | undefined,
  text: string | undefined,
  { words, t }: Pick<Saying, 'words' | 't'>,
): string {
  if (value === undefined) return words.quantity(text ?? '');
  const { quantities: q } = words;
  if (lever.times !== undefined) return t.ofFile(`${q.number(value)} %`);
  if (lever.unit === '') return q.number(value);
  if (lever.unit === '%') return `${q.number(value)} %`;
  return words.quantity(
    `${q.number(value)} ${value === 1 ? lever.unit.replace(/^(day|week|month|year)s$/, '$1') : lever.unit}`,
  );
}

function optionsText(lever: Extract<Lever, { kind: 'choice' }>, { words, t }: Pick<Saying, 'words' | 't'>): string {
  const { quantities: q } = words;
  if (!lever.isChance) return t.open;
  return t.openAt(q.percent(lever.options[1].probability));
}

/** What a lever is called. */
export function leverTitle(
  { title, phase, lever }: BookLever,
  { language, t }: Pick<Saying, 'language' | 't'>,
): string {
  const field = t.fields[lever.field];
  const name = phase === undefined ? title[language] : t.phase(title[language], phase[language]);
  const whole = field === '' ? name : t.field(name, field);
  return whole.slice(0, 1).toUpperCase() + whole.slice(1);
}

/** Stockpiles from which goods come to these, themselves among them, by their places. */
export function upstreamOf({ flows }: Book, stockpiles: readonly number[]): ReadonlySet<number> {
  const found = new Set(stockpiles);
  for (let size = 0; size < found.size; ) {
    size = found.size;
    for (const { from, to } of flows) if (found.has(to)) for (const j of from) found.add(j);
  }
  return found;
}

/** First days of months, so many months apart, between two days. */
export function monthsBetween(from: number, to: number, apart: number): number[] {
  const days: number[] = [];
  const first = new Date(from * 86_400_000);
  for (let n = 0; ; n++) {
    const month = Math.ceil(first.getUTCMonth() / apart) * apart + n * apart;
    const day = Date.UTC(first.getUTCFullYear(), month, 1) / 86_400_000;
    if (day > to) return days;
    if (day >= from) days.push(day);
  }
}
