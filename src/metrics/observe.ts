/** A run held against what was observed: sums of series by month, and how well they fit. */
import { least as leastOf } from '../chance/extremes.ts';
import type { Model, Observation } from '../model/network.ts';
import { type Fit, fitOf } from './backtest.ts';
import type { Metric } from './measures.ts';
import type { Series } from './series.ts';

/** One observation held against a run. Amounts in tonnes or pieces a month. */
export interface Comparison {
  readonly observation: Observation;
  readonly months: readonly { readonly month: string; readonly modelled: number; readonly observed: number }[];
  readonly fit: Fit;
  /** The level errors are shares of. */
  readonly reference: number;
  /** The months of the least modelled and of the least observed amount. */
  readonly trough: string;
  readonly observedTrough: string;
}

/** Every observation of a scenario held against its run. Each step's amount is spread evenly over its days. */
export function compareWithObservations({ scenario, start, stepDays }: Model, series: readonly Series[]): Comparison[] {
  return scenario.observations.map((observation) => {
    const columns = observation.series.map(({ kind, id, variable }) => {
      const found = series.find((one) => one.kind === kind && one.id === id && one.variable === variable);
      if (found === undefined) throw new Error(`no series ${kind} ${id} ${variable}`);
      return found.values;
    });
    const months = observation.months.map(({ month, from, to, observed }) => {
      let modelled = 0;
      for (let t = Math.floor((from - start) / stepDays); start + t * stepDays < to; t++) {
        const begins = start + t * stepDays;
        const days = Math.min(to, begins + stepDays) - Math.max(from, begins);
        for (const values of columns) modelled += ((values[t] ?? 0) * days) / stepDays;
      }
      return { month, modelled, observed };
    });
    const [modelled, observed] = [months.map((one) => one.modelled), months.map((one) => one.observed)];
    const reference = observation.reference ?? observed.reduce((sum, value) => sum + value, 0) / observed.length;
    const least = (values: readonly number[]) => months[values.indexOf(leastOf(values))].month;
    return {
      observation,
      months,
      fit: fitOf(modelled, observed, reference),
      reference,
      trough: least(modelled),
      observedTrough: least(observed),
    };
  });
}

/** The measures of fit as metrics, so that expectations can speak of them: `observations.x.mean_absolute_error`. */
export function observationMetrics(comparisons: readonly Comparison[]): Metric[] {
  return comparisons.flatMap(({ observation, fit, trough, observedTrough }) => {
    const { pairs: _pairs, worst: _worst, ...measures } = fit;
    const path = (name: string) => `observations.${observation.id}.${name}`;
    const shares = Object.entries(measures).map(
      ([name, value]): Metric => ({ path: path(name), measure: 'share', unit: '', value }),
    );
    const date = (name: string, month: string): Metric => ({
      path: path(name),
      measure: 'date',
      unit: '',
      value: `${month}-01`,
    });
    return [...shares, date('trough', trough), date('observed_trough', observedTrough)];
  });
}
