/** sensitivity.csv: every number of a sensitivity, tidy. */

import type { Estimate } from '../../metrics/sensitivity/estimate.ts';
import type { Sensitivity } from '../../metrics/sensitivity/sensitivity.ts';
import { unitOf } from '../../metrics/summary.ts';
import type { Model } from '../../model/network.ts';
import { formatDate } from '../../quantity/calendar.ts';
import { tenDigits } from '../files/series-csv.ts';

/**
 * `assumption,measure,at,at_unit,value,low,high,unit`. Of measure `metric` is the metric itself, in its unit: with the
 * assumption at the value `at` and all others central, or in the central run, which names no assumption. The others
 * are `swing`, `rank_correlation`, and where they were asked for `sobol_first`, `sobol_total` and the sum of the first,
 * with their 95 % intervals. A time that never comes is empty.
 */
export function sensitivityCsv({ scenario }: Model, sensitivity: Sensitivity): string {
  const { metric, tornado, ranks, indices, firstSum } = sensitivity;
  const units = new Map(scenario.assumptions.map(({ id, dimension }) => [id, unitOf(dimension)]));
  const isDate = metric.measure === 'date';
  const value = (number: number) => (isDate && Number.isFinite(number) ? formatDate(number) : tenDigits(number));
  const estimate = (assumption: string, measure: string, one: Estimate | undefined) =>
    [assumption, measure, '', '', ...(one ? [one.value, one.low, one.high].map(tenDigits) : ['', '', '']), ''].join(
      ',',
    );
  const lines = [
    'assumption,measure,at,at_unit,value,low,high,unit',
    `,metric,,,${value(tornado.centre)},,,${metric.unit}`,
    ...tornado.swings.flatMap(({ assumption, tried, swing }) => [
      ...tried.map(
        (one) =>
          `${assumption},metric,${tenDigits(one.value)},${units.get(assumption)},${value(one.metric)},,,${metric.unit}`,
      ),
      `${assumption},swing,,,${tenDigits(swing)},,,${isDate ? 'days' : metric.unit}`,
    ]),
    ...ranks.map(({ assumption, correlation }) => estimate(assumption, 'rank_correlation', correlation)),
    ...(indices ?? []).flatMap(({ assumption, first, total }) => [
      estimate(assumption, 'sobol_first', first),
      estimate(assumption, 'sobol_total', total),
    ]),
    ...(firstSum ? [estimate('', 'sobol_first_sum', firstSum)] : []),
  ];
  return `${lines.join('\n')}\n`;
}
