/** Texts that a file gives in several languages. */
import type { Wording } from '../../scenario/scenario.ts';
import type { Language } from './languages.ts';

/** The text in a language, else in English, else the first that there is. */
export function wordingIn(wording: Wording, language: Language): string {
  if (typeof wording === 'string') return wording;
  return wording[language] ?? wording['en'] ?? Object.values(wording)[0] ?? '';
}
