/** A study as pictures, each with a title that says what it found and the same in words. */
import type { StudyResult } from '../../../metrics/study/result.ts';
import { type Chart, type ChartFailure, makeCharts } from '../chart.ts';
import { studyDifferencesChart } from './study-differences.ts';
import { studyGridChart } from './study-grid.ts';
import { studyRegretChart } from './study-regret.ts';
import { studyShortagesChart } from './study-shortages.ts';
import { studySurvivalChart } from './study-survival.ts';

/** The charts of a study; one for which there is nothing to draw is left out. `fail` as in chartsOf. */
export function studyCharts(result: StudyResult, fail?: ChartFailure): Chart[] {
  return makeCharts(
    [
      ['study-differences', () => studyDifferencesChart(result)],
      ['study-shortages', () => studyShortagesChart(result)],
      ['study-survival', () => studySurvivalChart(result)],
      ['study-grid', () => studyGridChart(result)],
      ['study-regret', () => studyRegretChart(result)],
    ],
    fail,
  );
}
