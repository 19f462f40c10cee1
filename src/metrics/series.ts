/** The central run as tidy series, in the order of series.csv (outputs.md). */
import { formatDate } from '../calendar.ts';
import type { Run } from '../simulation/record.ts';
import { daysOfSupply } from './inventory.ts';

export type SeriesKind = 'stockpile' | 'flow' | 'licence-flow' | 'demand';

/** One variable of one entity over all steps; NaN where there is no value. */
export interface Series {
  readonly kind: SeriesKind;
  readonly id: string;
  readonly variable: string;
  /** `t`, `t/step`, `days`, or the thing counted in place of t. */
  readonly unit: string;
  readonly values: Float64Array;
}

/** The date of every step. */
export function stepDates({ model, steps }: Run): string[] {
  return Array.from({ length: steps }, (_, t) => formatDate(model.start + t * model.stepDays));
}

/** Every series of a single run, by kind, then variable, then id. */
export function seriesOf(run: Run): Series[] {
  const { scenario, network } = run.model;
  const unitAt = (j: number) => scenario.stockpiles[j]?.unit.base as string;
  const column = (array: Float64Array, entities: number, entity: number) =>
    Float64Array.from({ length: run.steps }, (_, t) => array[t * entities + entity]);
  const { stockpiles, flows, demands } = network;
  const stockpile = (variable: string, unit: (j: number) => string, values: (j: number) => Float64Array): Series[] =>
    scenario.stockpiles.map(({ id }, j) => ({ kind: 'stockpile', id, variable, unit: unit(j), values: values(j) }));
  const flow = (kind: SeriesKind, variable: string, unit: string, array: Float64Array): Series[] =>
    scenario.flows.flatMap(({ id, licence }, f) =>
      kind === 'licence-flow' && licence === undefined
        ? []
        : [{ kind, id, variable, unit: `${unitAt(network.to[f])}${unit}`, values: column(array, flows, f) }],
    );
  const demand = (variable: string, unit: string, array: Float64Array): Series[] =>
    scenario.demands.map(({ id }, k) => ({
      kind: 'demand',
      id,
      variable,
      unit: `${unitAt(network.drawsFrom[k])}${unit}`,
      values: column(array, demands, k),
    }));
  const days = (j: number) => Float64Array.from({ length: run.steps }, (_, t) => daysOfSupply(run, t * stockpiles + j));
  return [
    ...stockpile('on_hand', unitAt, (j) => column(run.onHand, stockpiles, j)),
    ...stockpile('days_of_supply', () => 'days', days),
    ...stockpile(
      'forecast',
      (j) => `${unitAt(j)}/step`,
      (j) => column(run.forecast, stockpiles, j),
    ),
    ...flow('flow', 'ordered', '/step', run.ordered),
    ...flow('flow', 'wanted', '/step', run.wanted),
    ...flow('flow', 'started', '/step', run.started),
    ...flow('flow', 'in_transit', '', run.inTransit),
    ...flow('licence-flow', 'pending', '', run.pending),
    ...flow('licence-flow', 'held', '', run.held),
    ...demand('demand', '/step', run.demand),
    ...demand('served', '/step', run.served),
    ...demand('shortfall', '/step', run.shortfall),
    ...demand('backlog', '', run.backlog),
  ];
}
