/**
 * A run, or many, as pictures: Vega-Lite specifications as plain data, each with a title that says what it found and the same in
 * words for those who cannot see it. Drawing them is the business of the command, or of a web page.
 */

import type { Comparison } from '../../../metrics/observe.ts';
import { chartTextOf, type Language } from '../../text/languages.ts';
import { type Chart, type ChartFailure, makeCharts } from '../chart.ts';
import { wide } from '../layout/format.ts';
import { backTestChart } from './back-test.ts';
import { convergenceChart } from './convergence.ts';
import { daysOfSupplyChart } from './days-of-supply.ts';
import { moneyChart } from './money.ts';
import { networkChart } from './network.ts';
import { pricesChart } from './prices.ts';
import { quotasChart } from './quotas.ts';
import { type ChartInput, sceneOf } from './scene.ts';
import { shipmentsChart } from './shipments.ts';
import { shortagesChart } from './shortages.ts';
import { timeToSurviveChart } from './time-to-survive.ts';
import { utilisationChart } from './utilisation.ts';

export { type Chart, type ChartFailure, makeCharts } from '../chart.ts';
export type { ChartInput } from './scene.ts';

/**
 * The charts of a central run, and of an ensemble around it if one is given; what there is nothing to draw of is left
 * out. `fail` hears of one that can't be made; without it that is thrown.
 */
export function chartsOf(
  input: ChartInput & { readonly comparisons?: readonly Comparison[] },
  fail?: ChartFailure,
  language: Language = 'en',
): Chart[] {
  const scene = sceneOf(input);
  const { ensemble } = scene;
  const format = wide(chartTextOf(language));
  return makeCharts(
    [
      ['shortages', () => shortagesChart(scene, format)],
      ['network', () => networkChart(scene, format)],
      ['prices', () => pricesChart(scene, format)],
      ['days-of-supply', () => daysOfSupplyChart(scene, format)],
      ['shipments', () => shipmentsChart(scene, format)],
      ['quotas', () => quotasChart(scene, format)],
      ['utilisation', () => utilisationChart(scene, format)],
      ['money', () => moneyChart(scene, format)],
      ['back-test', () => backTestChart(scene, input.comparisons ?? [], format)],
      ['time-to-survive', () => ensemble && timeToSurviveChart(scene, ensemble, format)],
      ['convergence', () => ensemble && convergenceChart(scene, ensemble, format)],
    ],
    fail,
  );
}
