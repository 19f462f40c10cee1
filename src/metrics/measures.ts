/**
 * The metrics of a run (model.md, Metrics): one table that names each, its dimension and how it is shown, and the
 * flat map from path to value that summary.json, expectations and reports share.
 */

import type { Model } from '../model/network.ts';
import { formatDate, parseDate } from '../quantity/calendar.ts';
import type { FlowSums, Run } from '../simulation/record.ts';
import { ofEntity, ofMeasured } from './column.ts';
import { flowSums } from './flow-sums.ts';
import { type StockpileMetrics, stockpileMetrics, utilisation } from './inventory.ts';
import { licenceMetrics } from './licences.ts';
import { type MarketMetrics, marketMetrics } from './market.ts';
import { type MoneyMetrics, moneyMetrics } from './money.ts';
import { type ResilienceMetrics, resilienceMetrics } from './resilience.ts';
import { type ServiceMetrics, serviceMetrics } from './service.ts';

/** What a metric measures; says its dimension and how it reads. */
export type Measure =
  | ('share' | 'amount' | 'things' | 'date' | 'duration' | 'count')
  | ('index' | 'money' | 'money per amount');

const ALWAYS: ReadonlySet<Measure> = new Set(['amount', 'count', 'index', 'money']);

/** Whether a measure always has a value: amounts, counts, price indices and sums of money do. */
export function isAlways(measure: Measure): boolean {
  return ALWAYS.has(measure);
}

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
  return singleMetrics(metricColumns(run));
}

/** The same of columns of one lane. */
export function singleMetrics(columns: readonly MetricColumn[]): Metric[] {
  return columns.map(({ values: [value], ...metric }) => ({
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
  const { begin, columns } = meterOf(model, 1);
  begin();
  return columns().map(({ path, measure, unit }) => ({ path, measure, unit }));
}

/** Every metric of runs side by side, by kind of entity and then by id. */
export function metricColumns(run: Run): MetricColumn[] {
  const { begin, add, columns } = meterOf(run.model, run.lanes);
  begin();
  for (let t = 0; t < run.steps; t++) add(run, t);
  return columns();
}

/** Every metric of so many runs side by side, of one block after another. */
export interface Meter {
  /** Forgets what has been added. */
  begin(): void;
  /** Takes step t, steps in order. */
  add(run: Run, t: number): void;
  /** What the steps come to, until another block begins. */
  columns(): MetricColumn[];
}

export function meterOf(model: Model, lanes: number): Meter {
  const each = model.scenario.demands.map((_, k) => k);
  const services = each.map((k) => ofMeasured(model, serviceMetrics(model, lanes, k)));
  const resilience = each.map((k) => resilienceMetrics(model, lanes, k));
  const stocks = stockpileMetrics(model, lanes);
  const totals = flowSums(model, lanes, true);
  const isAll = model.scenario.measure === undefined;
  const measured = isAll ? totals : flowSums(model, lanes, false);
  const prices = ofMeasured(model, marketMetrics(model, lanes));
  const money = moneyMetrics(model, lanes, totals);
  const all = [...services, ...resilience, ...new Set([totals, measured]), stocks, prices, money];
  return {
    begin() {
      for (const { begin } of all) begin();
    },
    add(run, t) {
      for (const { add } of all) add(run, t);
    },
    columns: () =>
      columnsOf(model, lanes, {
        demands: each.map((k) => ({ ...services[k].result(), ...resilience[k].result() })),
        ...{ stocks: stocks.result(), sums: measured.result() },
        ...{ prices: prices.result(), money: money.result() },
      }),
  };
}

/** What the steps of runs came to, by kind of entity. */
interface Metered {
  readonly demands: readonly (ServiceMetrics & ResilienceMetrics)[];
  readonly stocks: StockpileMetrics;
  /** Of the steps that are measured. */
  readonly sums: FlowSums;
  readonly prices: MarketMetrics;
  readonly money: MoneyMetrics;
}

function columnsOf(model: Model, lanes: number, { demands, stocks, sums, prices, money }: Metered): MetricColumn[] {
  const { scenario, network } = model;
  const unitAt = (j: number) => scenario.stockpiles[j]?.unit.base as string;
  const metrics: MetricColumn[] = [];
  const add = (path: string, measure: Measure, unit: string, values: Float64Array | undefined) => {
    if (values !== undefined) metrics.push({ path, measure, unit, values });
  };
  const currency = scenario.currency ?? '';
  const own = (row: Float64Array, entity: number) => ofEntity(lanes, row, entity);
  for (const [k, { id, product }] of scenario.demands.entries()) {
    const of = demands[k];
    const unit = unitAt(network.drawsFrom[k]);
    const path = (name: string) => `demands.${id}.${name}`;
    add(path('fill_rate'), 'share', '', of.fillRate);
    add(path('want'), 'share', '', of.want);
    add(path('shortage'), 'amount', unit, of.shortage);
    add(path('lost_products'), 'things', product ?? '', of.lostProducts);
    add(path('forgone'), 'amount', unit, of.forgone);
    add(path('served_late'), 'amount', unit, of.servedLate);
    add(path('waiting'), 'amount', unit, of.waiting);
    add(path('peak_shortage'), 'share', '', of.peakShortage);
    add(path('peak_date'), 'date', '', of.peakDay);
    add(path('time_to_survive'), 'duration', 'days', of.timeToSurvive);
    add(path('time_to_recover'), 'duration', 'days', of.timeToRecover);
    add(path('spells'), 'count', '', of.spells);
    add(path('longest_spell'), 'duration', 'days', of.longestSpell);
    add(path('minimum_days_of_supply'), 'duration', 'days', own(stocks.minimumDaysOfSupply, network.drawsFrom[k]));
    add(path('loss'), 'money', currency, money.loss[k]);
    add(path('forgone_value'), 'money', currency, money.forgoneValue[k]);
  }
  const { unitCost } = money;
  for (const [j, { id }] of scenario.stockpiles.entries()) {
    add(`stockpiles.${id}.closing`, 'amount', unitAt(j), own(stocks.closing, j));
    add(`stockpiles.${id}.minimum`, 'amount', unitAt(j), own(stocks.minimum, j));
    add(
      `stockpiles.${id}.unit_cost`,
      'money per amount',
      currency && `${currency}/${unitAt(j)}`,
      unitCost && own(unitCost, j),
    );
  }
  const shareUsed = utilisation(sums);
  for (const [f, { id }] of scenario.flows.entries()) {
    add(`flows.${id}.shipped`, 'amount', unitAt(network.to[f]), own(sums.shipped, f));
    add(`flows.${id}.received`, 'amount', unitAt(network.to[f]), own(sums.received, f));
    add(`flows.${id}.utilisation`, 'share', '', own(shareUsed, f));
  }
  const licensing = licenceMetrics(model, lanes, sums);
  for (const [l, { id }] of scenario.licences.entries()) {
    const { applied, granted, used, lapsed } = licensing[l];
    const first = network.gatedBy.items[network.gatedBy.start[l]];
    const unit = network.gatedBy.start[l + 1] > network.gatedBy.start[l] ? unitAt(network.to[first]) : 't';
    add(`licences.${id}.applied`, 'amount', unit, applied);
    add(`licences.${id}.granted`, 'share', '', granted);
    add(`licences.${id}.used`, 'share', '', used);
    add(`licences.${id}.lapsed`, 'share', '', lapsed);
  }
  for (const [m, { id }] of scenario.markets.entries()) {
    add(`markets.${id}.highest`, 'index', '', own(prices.highest, m));
    add(`markets.${id}.highest_date`, 'date', '', own(prices.highestDay, m));
    add(`markets.${id}.mean`, 'index', '', own(prices.mean, m));
  }
  add('total.supply_cost', 'money', currency, money.supplyCost);
  add('total.holding_cost', 'money', currency, money.holdingCost);
  add('total.capital_cost', 'money', currency, money.capitalCost);
  add('total.stock_cost', 'money', currency, money.stockCost);
  add('total.loss', 'money', currency, money.totalLoss);
  add('total.cost_and_loss', 'money', currency, money.costAndLoss);
  return metrics;
}
