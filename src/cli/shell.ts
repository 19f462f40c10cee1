/** Calls of the command as a reader repeats them, quoted for a POSIX shell. */
import { parse } from 'yaml';
import type { SeriesAsked, Setting } from '../index.ts';
import type { EnsembleOptions } from './ensemble.ts';

/** A word that a shell takes for this very text. */
export function shellWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Words behind a command, each after a space. */
export function wordsOf(words: readonly string[]): string {
  return words.map((word) => ` ${shellWord(word)}`).join('');
}

/** The words of a call that say what is read: values put over its files, and whether these may name any file. */
export function readingWords(settings: readonly Setting[], allowOutside: boolean): string {
  const put = settings.flatMap(({ path, value }) => ['--set', `${path}=${settingText(value)}`]);
  return wordsOf([...put, ...(allowOutside ? ['--allow-outside'] : [])]);
}

/** A value such that it is read as itself: a text that means something else in YAML is put in quotes. */
function settingText(value: unknown): string {
  return typeof value === 'string' && isPlain(value) ? value : JSON.stringify(value);
}

function isPlain(text: string): boolean {
  try {
    return parse(text) === text;
  } catch {
    return false;
  }
}

/** The series that a call asked for, as its words. */
export function seriesWords(series: SeriesAsked): string {
  return wordsOf((series === 'all' ? ['all'] : series).flatMap((path) => ['--series', path]));
}

/** The options of a call that, put behind its files, give the same numbers again. */
export function chanceWords({ runs, seed, sampling }: EnsembleOptions): string {
  return wordsOf([
    ...(runs === undefined ? [] : ['--runs', String(runs)]),
    ...(seed === undefined ? [] : ['--seed', seed]),
    ...(sampling === 'plain' ? [] : ['--sampling', sampling]),
  ]);
}
