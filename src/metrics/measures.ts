/**
 * The metrics of a run (model.md, Metrics): one table that names each, its dimension and how it is shown, and the
 * flat map from path to value that summary.json, expectations and reports share.
 */
import { formatDate, parseDate } from '../calendar.ts';
import type { Model } from '../model/network.ts';
import { emptyRun, type Run } from '../simulation/record.ts';
import { ofEntity } from './column.ts';
import { costMetrics } from './cost.ts';
import { flowMetrics, stockpileMetrics } from './inventory.ts';
import { licenceMetrics } from './licences.ts';
import { resilienceMetrics } from './resilience.ts';
import { serviceMetrics } from './service.ts';

/** What a metric measures; says its dimension and how it reads. */
export type Measure = 'share' | 'amount' | 'things' | 'date' | 'duration' | 'count' | 'money' | 'money per amount';

/** One metric of one entity. Durations in days, amounts in tonnes or pieces, dates ISO; null as model.md says. */
export interface Metric {
  readonly path: string;
  readonly measure: Measure;
  /** The unit of the value: t, days, USD, the thing counted, or empty. */
  readonly unit: string;
  readonly value: number | string | null;
}

/** One metric of one entity, by lane: as in Metric, but null is NaN and a date its day. */
export interface MetricColumn extends Omit<Metric, 'value'> {
  readonly values: Float64Array;
}

/** The value to reckon with: a date as its day; null as in `boundless`. */
export function metricNumber({ value, ...metric }: Metric): number {
  const number = typeof value === 'string' ? parseDate(value) : value;
  return boundless({ ...metric, values: Float64Array.of(number ?? Number.NaN) })[0];
}

/** A null time or date as +∞, for it counts as longer and later than any; another null is NaN, which compares with nothing. */
export function boundless({ measure, values }: MetricColumn): Float64Array {
  if (measure !== 'duration' && measure !== 'date') return values;
  return values.map((value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value));
}

/** Every metric of a single run, by kind of entity and then by id. */
export function metricsOf(run: Run): Metric[] {
  return metricColumns(run).map(({ values: [value], ...metric }) => ({
    ...metric,
    value: told(metric.measure, value),
  }));
}

function told(measure: Measure, value: number): number | string | null {
  if (Number.isNaN(value)) return null;
  return measure === 'date' ? formatDate(value) : value;
}

/** The metrics that runs of a model have, in the order of metricColumns. */
export function metricsIn(model: Model): Omit<MetricColumn, 'values'>[] {
  const nothing = emptyRun({ ...model, steps: 0 }, { lanes: 1, cost: new Float64Array(model.network.flows) });
  return metricColumns(nothing).map(({ path, measure, unit }) => ({ path, measure, unit }));
}

/** Every metric of runs side by side, by kind of entity and then by id. */
export function metricColumns(run: Run): MetricColumn[] {
  const { model } = run;
  const { scenario, network } = model;
  const unitAt = (j: number) => scenario.stockpiles[j]?.unit.base as string;
  const metrics: MetricColumn[] = [];
  const add = (path: string, measure: Measure, unit: string, values: Float64Array | undefined) => {
    if (values !== undefined) metrics.push({ path, measure, unit, values });
  };
  const stocks = stockpileMetrics(run);
  const shipped = flowMetrics(run);
  const licensing = licenceMetrics(run);
  for (const [k, { id, product }] of scenario.demands.entries()) {
    const unit = unitAt(network.drawsFrom[k]);
    const path = (name: string) => `demands.${id}.${name}`;
    const service = serviceMetrics(run, k);
    const resilience = resilienceMetrics(run, k);
    add(path('fill_rate'), 'share', '', service.fillRate);
    add(path('shortage'), 'amount', unit, service.shortage);
    add(path('lost_products'), 'things', product ?? '', service.lostProducts);
    add(path('peak_shortage'), 'share', '', service.peakShortage);
    add(path('peak_date'), 'date', '', service.peakDay);
    add(path('time_to_survive'), 'duration', 'days', resilience.timeToSurvive);
    add(path('time_to_recover'), 'duration', 'days', resilience.timeToRecover);
    add(path('spells'), 'count', '', resilience.spells);
    add(path('longest_spell'), 'duration', 'days', resilience.longestSpell);
    add(
      path('minimum_days_of_supply'),
      'duration',
      'days',
      ofEntity(run, stocks.minimumDaysOfSupply, network.drawsFrom[k]),
    );
  }
  const { unitCost, totalCost, currency } = costMetrics(run, shipped.delivered);
  for (const [j, { id }] of scenario.stockpiles.entries()) {
    add(`stockpiles.${id}.closing`, 'amount', unitAt(j), ofEntity(run, stocks.closing, j));
    add(`stockpiles.${id}.minimum`, 'amount', unitAt(j), ofEntity(run, stocks.minimum, j));
    add(
      `stockpiles.${id}.unit_cost`,
      'money per amount',
      currency && `${currency}/${unitAt(j)}`,
      ofEntity(run, unitCost, j),
    );
  }
  for (const [f, { id }] of scenario.flows.entries()) {
    add(`flows.${id}.delivered`, 'amount', unitAt(network.to[f]), ofEntity(run, shipped.delivered, f));
    add(`flows.${id}.utilisation`, 'share', '', ofEntity(run, shipped.utilisation, f));
  }
  for (const [l, { id }] of scenario.licences.entries()) {
    const { applied, granted, used, lapsed } = licensing[l];
    const first = network.gatedBy.items[network.gatedBy.start[l]];
    const unit = network.gatedBy.start[l + 1] > network.gatedBy.start[l] ? unitAt(network.to[first]) : 't';
    add(`licences.${id}.applied`, 'amount', unit, applied);
    add(`licences.${id}.granted`, 'share', '', granted);
    add(`licences.${id}.used`, 'share', '', used);
    add(`licences.${id}.lapsed`, 'share', '', lapsed);
  }
  add('total.cost', 'money', currency, totalCost);
  return metrics;
}
