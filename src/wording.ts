/** Texts that a file may give in several languages. */

/** One text, or a text for each of several languages, by names such as `en` and `zh`. */
export type Wording = string | Readonly<Record<string, string>>;

/** The text in a language, else in English, else the first that there is. */
export function wordingIn(wording: Wording, language: string): string {
  if (typeof wording === 'string') return wording;
  return wording[language] ?? wording['en'] ?? Object.values(wording)[0] ?? '';
}
