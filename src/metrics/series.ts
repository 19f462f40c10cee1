/** The central run as tidy series, in the order of series.csv (outputs.md). */

import type { Model } from '../model/network.ts';
import { formatDate } from '../quantity/calendar.ts';
import { counted, type Dimension, MASS, PLAIN, TIME } from '../quantity/dimension.ts';
import type { Run } from '../simulation/record.ts';
import { daysOfSupply } from './inventory.ts';

export type SeriesKind = 'stockpile' | 'flow' | 'licence-flow' | 'licence' | 'market' | 'demand';

/** Which variable of which entity. */
export interface SeriesName {
  readonly kind: SeriesKind;
  readonly id: string;
  readonly variable: string;
  /** `t`, `t/step`, `days`, the thing counted in place of t, or empty for an index. */
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
  return base === '' ? PLAIN : base === 't' ? MASS : base === 'days' ? TIME : counted(base);
}

const SECTIONS: Readonly<Record<SeriesKind, string>> = {
  stockpile: 'stockpiles',
  flow: 'flows',
  'licence-flow': 'flows',
  licence: 'licences',
  market: 'markets',
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
  const { stockpiles, flows, demands, licences, markets } = network;
  const unitAt = (j: number) => scenario.stockpiles[j].unit.base;
  const stockpile = (variable: string, column: Variable['column'], unitOf: (j: number) => string): Variable => ({
    ...{ kind: 'stockpile', variable, entities: stockpiles, column },
    members: scenario.stockpiles.map(({ id }, position) => ({ position, id, unit: unitOf(position) })),
  });
  const flow = (
    kind: SeriesKind,
    variable: string,
    unit: string,
    column: Variable['column'],
    has: (flow: (typeof scenario.flows)[number]) => boolean = () => true,
  ): Variable => ({
    ...{ kind, variable, entities: flows, column },
    members: scenario.flows.flatMap((one, position) =>
      has(one) ? [{ position, id: one.id, unit: `${unitAt(network.to[position])}${unit}` }] : [],
    ),
  });
  const isLicensed = ({ licence }: (typeof scenario.flows)[number]) => licence !== undefined;
  const demand = (
    variable: string,
    unit: string,
    column: Variable['column'],
    has: (demand: (typeof scenario.demands)[number]) => boolean = () => true,
  ): Variable => ({
    ...{ kind: 'demand', variable, entities: demands, column },
    members: scenario.demands.flatMap((one, position) =>
      has(one) ? [{ position, id: one.id, unit: `${unitAt(network.drawsFrom[position])}${unit}` }] : [],
    ),
  });
  const unitOfLicence = (l: number) => {
    const { start, items } = network.gatedBy;
    return start[l + 1] > start[l] ? unitAt(network.to[items[start[l]]]) : 't';
  };
  const quotaLeft: Variable = {
    ...{ kind: 'licence', variable: 'quota_left', entities: licences, column: finiteQuotas },
    members: scenario.licences.flatMap(({ id, limit }, position) =>
      limit.some(({ value }) => value !== undefined) ? [{ position, id, unit: unitOfLicence(position) }] : [],
    ),
  };
  const priceIndex: Variable = {
    ...{ kind: 'market', variable: 'price_index', entities: markets, column: (run) => run.priceIndex },
    members: scenario.markets.map(({ id }, position) => ({ position, id, unit: '' })),
  };
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
    flow(
      'flow',
      'waiting',
      '',
      (run) => run.waiting,
      ({ waits }) => waits,
    ),
    flow('licence-flow', 'pending', '', ({ pending }) => pending, isLicensed),
    flow('licence-flow', 'held', '', ({ held }) => held, isLicensed),
    quotaLeft,
    priceIndex,
    demand('demand', '/step', (run) => run.demand),
    demand('served', '/step', ({ served }) => served),
    demand('shortfall', '/step', ({ shortfall }) => shortfall),
    demand(
      'forgone',
      '/step',
      ({ forgone }) => forgone,
      ({ elasticity }) => elasticity !== undefined,
    ),
    demand('backlog', '', ({ backlog }) => backlog),
  ];
}

/** Z_l, and none where there is no limit. */
function finiteQuotas({ quotaLeft }: Run, into = new Float64Array(quotaLeft.length)): Float64Array {
  for (let place = 0; place < quotaLeft.length; place++) {
    into[place] = quotaLeft[place] === Number.POSITIVE_INFINITY ? Number.NaN : quotaLeft[place];
  }
  return into;
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
