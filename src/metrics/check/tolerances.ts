/** The tolerances that hold for a run: those of its scenario over those of its project. */

import type { Issue } from '../../issue.ts';
import type { Model, Tolerances } from '../../model/network.ts';
import type { Dimension } from '../../quantity/dimension.ts';
import { dimensionOf } from '../expect.ts';
import type { Metric } from '../measures.ts';
import { dimensionOfSeries, seriesNames, seriesPath } from '../series.ts';
import { readTolerances, type ToleranceTable, toleranceTable } from './tolerance.ts';

/** Tolerances by path, and what is wrong with those that can't be read. */
export interface TolerancesRead {
  readonly table: ToleranceTable;
  /** Of the scenario. */
  readonly issues: readonly Issue[];
  /** Of the project; `unused` are patterns that fit nothing in this run, though they may in another. */
  readonly project: { readonly issues: readonly Issue[]; readonly unused: readonly Issue[] };
}

/** Reads the tolerances of a scenario, over those of its project as written. */
export function tolerancesOf(model: Model, metrics: readonly Metric[], project: Tolerances = {}): TolerancesRead {
  const { tolerance, things } = model.scenario;
  const isWritten = [project, tolerance].some((one) => Object.keys(one).length > 0);
  const paths = isWritten ? pathsOf(model, metrics) : new Map<string, Dimension>();
  const [outer, own] = [readTolerances(project, paths, things), readTolerances(tolerance, paths, things)];
  return { table: toleranceTable(outer, own), issues: [...own.issues, ...own.unused], project: outer };
}

/** What a tolerance may be of: there are many in a large model. */
function pathsOf(model: Model, metrics: readonly Metric[]): Map<string, Dimension> {
  return new Map([
    ...seriesNames(model).map((one) => [seriesPath(one), dimensionOfSeries(one)] as const),
    ...metrics.map((metric) => [metric.path, dimensionOf(metric)] as const),
  ]);
}
