/** Calls of the command as a reader repeats them, quoted for a POSIX shell. */
import { type SeriesAsked, type Setting, settingText, shellWord } from '../index.ts';
import type { EnsembleOptions } from './ensemble.ts';

export { shellWord };

/** Words behind a command, each after a space. */
export function wordsOf(words: readonly string[]): string {
  return words.map((word) => ` ${shellWord(word)}`).join('');
}

/** The words of a call that say what is read: values put over its files, and whether these may name any file. */
export function readingWords(settings: readonly Setting[], allowOutside: boolean): string {
  const put = settings.flatMap(({ path, value }) => ['--set', `${path}=${settingText(value)}`]);
  return wordsOf([...put, ...(allowOutside ? ['--allow-outside'] : [])]);
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
