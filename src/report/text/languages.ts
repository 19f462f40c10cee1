/** The languages that reports can be had in. */
import { EN, type Words } from './en.ts';
import { ZH } from './zh.ts';

export const LANGUAGES = ['en', 'zh'] as const;

export type Language = (typeof LANGUAGES)[number];

const CATALOGUES: Readonly<Record<Language, Words>> = { en: EN, zh: ZH };

/** The catalogue of a language. */
export function wordsOf(language: Language): Words {
  return CATALOGUES[language];
}
