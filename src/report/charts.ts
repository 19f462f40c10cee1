/**
 * A run, or many, as pictures: Vega-Lite specifications as plain data, each with a title that says what it found and the same in
 * words for those who cannot see it. Drawing them is the business of the command, or of a web page.
 */

import type { Comparison } from '../metrics/observe.ts';
import { backTestChart } from './charts/back-test.ts';
import type { Chart } from './charts/chart.ts';
import { convergenceChart } from './charts/convergence.ts';
import { daysOfSupplyChart } from './charts/days-of-supply.ts';
import { type ChartInput, sceneOf } from './charts/scene.ts';
import { shipmentsChart } from './charts/shipments.ts';
import { shortagesChart } from './charts/shortages.ts';
import { timeToSurviveChart } from './charts/time-to-survive.ts';
import { utilisationChart } from './charts/utilisation.ts';

export type { Chart } from './charts/chart.ts';
export type { ChartInput } from './charts/scene.ts';

/** The charts of a central run, and of an ensemble around it if one is given; what there is nothing to draw of is left out. */
export function chartsOf(input: ChartInput & { readonly comparisons?: readonly Comparison[] }): Chart[] {
  const scene = sceneOf(input);
  const charts = [
    shortagesChart(scene),
    daysOfSupplyChart(scene),
    shipmentsChart(scene),
    utilisationChart(scene),
    backTestChart(scene, input.comparisons ?? []),
    ...(scene.ensemble ? [timeToSurviveChart(scene, scene.ensemble), convergenceChart(scene, scene.ensemble)] : []),
  ];
  return charts.filter((chart): chart is Chart => chart !== undefined);
}
