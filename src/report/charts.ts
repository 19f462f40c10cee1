/**
 * A run as pictures: Vega-Lite specifications as plain data, each with a title that says what it found and the same in
 * words for those who cannot see it. Drawing them is the business of the command, or of a web page.
 */

import type { Comparison } from '../metrics/observe.ts';
import { backTestChart } from './charts/back-test.ts';
import type { Chart } from './charts/chart.ts';
import { daysOfSupplyChart } from './charts/days-of-supply.ts';
import { type ChartInput, sceneOf } from './charts/scene.ts';
import { shipmentsChart } from './charts/shipments.ts';
import { shortagesChart } from './charts/shortages.ts';
import { utilisationChart } from './charts/utilisation.ts';

export type { Chart } from './charts/chart.ts';
export type { ChartInput } from './charts/scene.ts';

/** The charts of a central run; one for which there is nothing to draw is left out. */
export function chartsOf(input: ChartInput & { readonly comparisons?: readonly Comparison[] }): Chart[] {
  const scene = sceneOf(input);
  const charts = [
    shortagesChart(scene),
    daysOfSupplyChart(scene),
    shipmentsChart(scene),
    utilisationChart(scene),
    backTestChart(scene, input.comparisons ?? []),
  ];
  return charts.filter((chart): chart is Chart => chart !== undefined);
}
