/** A sensitivity as pictures: the tornado, rank correlations and, where they were asked for, Sobol indices. */
import type { Sensitivity } from '../../../metrics/sensitivity/sensitivity.ts';
import type { Model } from '../../../model/network.ts';
import { chartTextOf, type Language } from '../../text/languages.ts';
import { type Chart, type ChartFailure, makeCharts } from '../chart.ts';
import { wide } from '../layout/format.ts';
import { rankCorrelationsChart } from './rank-correlations.ts';
import { sobolIndicesChart } from './sobol-indices.ts';
import { tornadoChart } from './tornado.ts';

/** The charts of a sensitivity; one for which there is nothing to draw is left out. `fail` as in chartsOf. */
export function sensitivityCharts(
  model: Model,
  sensitivity: Sensitivity,
  fail?: ChartFailure,
  language: Language = 'en',
): Chart[] {
  const format = wide(chartTextOf(language));
  return makeCharts(
    [
      ['tornado', () => tornadoChart(model, sensitivity, language)],
      ['rank-correlations', () => rankCorrelationsChart(model, sensitivity, format)],
      ['sobol-indices', () => sobolIndicesChart(model, sensitivity, format)],
    ],
    fail,
  );
}
