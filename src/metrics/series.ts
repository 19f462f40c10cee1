/** The central run as tidy series, in the order of series.csv (outputs.md). */

import type { Model } from '../model/network.ts';
import { formatDate } from '../quantity/calendar.ts';
import { counted, type Dimension, MASS, TIME } from '../quantity/dimension.ts';
import type { Run } from '../simulation/record.ts';
import { daysOfSupply } from './inventory.ts';

export type SeriesKind = 'stockpile' | 'flow' | 'licence-flow' | 'demand';

/** Which variable of which entity. */
export interface SeriesName {
  readonly kind: SeriesKind;
  readonly id: string;
  readonly variable: string;
  /** `t`, `t/step`, `days`, or the thing counted in place of t. */
  readonly unit: string;
}

/** One variable of one entity over all steps; NaN where there is no value. */
export interface Series extends SeriesName {
  readonly values: Float64Array;
}

/** How expectations and tolerances name a series: `flows.cn_to_us.shipped`, also where a licence makes it. */
export function seriesPath({ kind, id, variable }: Omit<SeriesName, 'unit'>): string {
  return `${SECTIONS[kind]}.${id}.${variable}`;
}

/** Of what a step holds: mass for `t/step`, so that what a step sends is compared with tonnes. */
export function dimensionOfSeries({ unit }: Pick<SeriesName, 'unit'>): Dimension {
  const base = unit.replace(/\/step$/, '');
  return base === 't' ? MASS : base === 'days' ? TIME : counted(base);
}

const SECTIONS: Readonly<Record<SeriesKind, string>> = {
  stockpile: 'stockpiles',
  flow: 'flows',
  'licence-flow': 'flows',
  demand: 'demands',
};

/** The date of every step. */
export function stepDates({ model, steps }: Run): string[] {
  return Array.from({ length: steps }, (_, t) => formatDate(model.start + t * model.stepDays));
}

/** The series of one variable: where a record has it, and the entities it is of, by position. */
export interface Variable {
  readonly kind: SeriesKind;
  readonly variable: string;
  /** How many entities a row of the record has. */
  readonly entities: number;
  readonly members: readonly { readonly position: number; readonly id: string; readonly unit: string }[];
  /** Its values in a record, NaN where there is none, laid out like any other array of it; in `into`, where they are reckoned. */
  column(run: Run, into?: Float64Array): Float64Array;
}

/** The variables of a model's runs, in the order of series.csv. */
export function variablesOf({ scenario, network }: Model): Variable[] {
  const { stockpiles, flows, demands } = network;
  const unitAt = (j: number) => scenario.stockpiles[j].unit.base;
  const stockpile = (variable: string, column: Variable['column'], unitOf: (j: number) => string): Variable => ({
    ...{ kind: 'stockpile', variable, entities: stockpiles, column },
    members: scenario.stockpiles.map(({ id }, position) => ({ position, id, unit: unitOf(position) })),
  });
  const flow = (kind: SeriesKind, variable: string, unit: string, column: Variable['column']): Variable => ({
    ...{ kind, variable, entities: flows, column },
    members: scenario.flows.flatMap(({ id, licence }, position) =>
      kind === 'licence-flow' && licence === undefined
        ? []
        : [{ position, id, unit: `${unitAt(network.to[position])}${unit}` }],
    ),
  });
  const demand = (variable: string, unit: string, column: Variable['column']): Variable => ({
    ...{ kind: 'demand', variable, entities: demands, column },
    members: scenario.demands.map(({ id }, position) => ({
      ...{ position, id },
      unit: `${unitAt(network.drawsFrom[position])}${unit}`,
    })),
  });
  return [
    stockpile('on_hand', ({ onHand }) => onHand, unitAt),
    stockpile('days_of_supply', daysOfSupply, () => 'days'),
    stockpile(
      'forecast',
      ({ forecast }) => forecast,
      (j) => `${unitAt(j)}/step`,
    ),
    flow('flow', 'ordered', '/step', ({ ordered }) => ordered),
    flow('flow', 'wanted', '/step', ({ wanted }) => wanted),
    flow('flow', 'shipped', '/step', ({ shipped }) => shipped),
    flow('flow', 'received', '/step', ({ received }) => received),
    flow('flow', 'in_transit', '', ({ inTransit }) => inTransit),
    flow('licence-flow', 'pending', '', ({ pending }) => pending),
    flow('licence-flow', 'held', '', ({ held }) => held),
    demand('demand', '/step', (run) => run.demand),
    demand('served', '/step', ({ served }) => served),
    demand('shortfall', '/step', ({ shortfall }) => shortfall),
    demand('backlog', '', ({ backlog }) => backlog),
  ];
}

/** The names of every series that runs of a model have, in the order of seriesOf. */
export function seriesNames(model: Model): SeriesName[] {
  return variablesOf(model).flatMap(({ kind, variable, members }) =>
    members.map(({ id, unit }) => ({ kind, id, variable, unit })),
  );
}

/** Every series of a single run, by kind, then variable, then id. */
export function seriesOf(run: Run): Series[] {
  return variablesOf(run.model).flatMap(({ kind, variable, entities, members, column }) => {
    const all = column(run);
    return members.map(({ position, id, unit }) => {
      const values = new Float64Array(run.steps);
      for (let t = 0; t < run.steps; t++) values[t] = all[t * entities + position];
      return { kind, id, variable, unit, values };
    });
  });
}
