/** A sensitivity as pictures: the tornado, rank correlations and, where they were asked for, Sobol indices. */
import type { Sensitivity } from '../metrics/sensitivity/sensitivity.ts';
import type { Model } from '../model/network.ts';
import type { Chart } from './charts/chart.ts';
import { rankCorrelationsChart } from './charts/rank-correlations.ts';
import { sobolIndicesChart } from './charts/sobol-indices.ts';
import { tornadoChart } from './charts/tornado.ts';

/** The charts of a sensitivity; one for which there is nothing to draw is left out. */
export function sensitivityCharts(model: Model, sensitivity: Sensitivity): Chart[] {
  const charts = [tornadoChart, rankCorrelationsChart, sobolIndicesChart].map((draw) => draw(model, sensitivity));
  return charts.filter((chart) => chart !== undefined);
}
