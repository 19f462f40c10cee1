/** A study as pictures, each with a title that says what it found and the same in words. */
import type { StudyResult } from '../../../metrics/study/result.ts';
import { chartTextOf, type Language } from '../../text/languages.ts';
import { type Chart, type ChartFailure, makeCharts } from '../chart.ts';
import { wide } from '../layout/format.ts';
import { studyDifferencesChart } from './study-differences.ts';
import { studyGridChart } from './study-grid.ts';
import { studyRegretChart } from './study-regret.ts';
import { studyShortagesChart } from './study-shortages.ts';
import { studySurvivalChart } from './study-survival.ts';

/** The charts of a study; one for which there is nothing to draw is left out. `fail` as in chartsOf. */
export function studyCharts(result: StudyResult, fail?: ChartFailure, language: Language = 'en'): Chart[] {
  const format = wide(chartTextOf(language));
  return makeCharts(
    [
      ['study-differences', () => studyDifferencesChart(result, format)],
      ['study-shortages', () => studyShortagesChart(result, format)],
      ['study-survival', () => studySurvivalChart(result, format)],
      ['study-grid', () => studyGridChart(result, format)],
      ['study-regret', () => studyRegretChart(result, format)],
    ],
    fail,
  );
}
