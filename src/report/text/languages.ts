/** The languages that reports can be had in. */

import { EN, type Words } from './en.ts';
import type { ChartText } from './en-charts.ts';
import { EN_CHARTS } from './en-charts.ts';
import { ZH } from './zh.ts';
import { ZH_CHARTS } from './zh-charts.ts';

export const LANGUAGES = ['en', 'zh'] as const;

export type Language = (typeof LANGUAGES)[number];

const CATALOGUES: Readonly<Record<Language, Words>> = { en: EN, zh: ZH };

/** The catalogue of a language. */
export function wordsOf(language: Language): Words {
  return CATALOGUES[language];
}

const CHART_TEXTS: Readonly<Record<Language, ChartText>> = { en: EN_CHARTS, zh: ZH_CHARTS };

/** The catalogue of a language for charts. */
export function chartTextOf(language: Language): ChartText {
  return CHART_TEXTS[language];
}
