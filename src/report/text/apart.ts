/** The words of studies and of checks: apart from those of all other reports, so that pages need not hold them. */
import { EN_CHECK } from './en-check.ts';
import { EN_STUDY } from './en-study.ts';
import type { Language } from './languages.ts';
import { ZH_CHECK } from './zh-check.ts';
import { ZH_STUDY } from './zh-study.ts';

export type CheckWords = typeof EN_CHECK;

const CHECK: Readonly<Record<Language, CheckWords>> = { en: EN_CHECK, zh: ZH_CHECK };
const STUDY: Readonly<Record<Language, typeof EN_STUDY>> = { en: EN_STUDY, zh: ZH_STUDY };

/** What checks say in the language of a catalogue. */
export function checkWords({ language }: { readonly language: Language }): CheckWords {
  return CHECK[language];
}

/** What studies say in the language of a catalogue. */
export function studyWords({ language }: { readonly language: Language }): typeof EN_STUDY {
  return STUDY[language];
}
