/** Texts in every language of pages. */
import { LANGUAGES, type Language } from '../report/text/languages.ts';

export type Named = Readonly<Record<Language, string>>;

/** The text that each language has. */
export function perLanguage(text: (language: Language) => string): Named {
  return Object.fromEntries(LANGUAGES.map((one) => [one, text(one)])) as Record<Language, string>;
}
