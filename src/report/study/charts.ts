/** A study as pictures, each with a title that says what it found and the same in words. */
import type { StudyResult } from '../../metrics/study/result.ts';
import type { Chart } from '../charts/chart.ts';

/** The charts of a study; one for which there is nothing to draw is left out. */
export function studyCharts(_result: StudyResult): Chart[] {
  return [];
}
