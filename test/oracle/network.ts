// A scenario as read: plain objects, masses in tonnes, durations in steps unless said otherwise.

/** A schedule, evaluated at the date of a step; `undisturbed` is its value at step 0, events left out, processes as they begin. */
export interface Timeline<T> {
  at(t: number): T;
  undisturbed: T;
}

/** A stockpile; `price` is money per tonne, `holding` a share of it a year. */
export interface Stockpile {
  id: string;
  initial: { mass: number } | { steps: number } | undefined;
  cover: Timeline<number | undefined>;
  /** What scales make of a default cover. */
  coverScale: (t: number) => number;
  target: Timeline<number> | undefined;
  adjust: number;
  forecast: number;
  switchable: number;
  floors: Floor[];
  price: number | undefined;
  holding: number | undefined;
}

/** From tier `tier` on only what is left above `value` is granted: a mass, or steps of forecast use. */
export interface Floor {
  tier: number;
  of: 'mass' | 'steps';
  value: Timeline<number>;
}

/** A flow; `takes` maps stockpile to units taken per unit shipped, `below` is the trigger of a release in steps. */
export interface Flow {
  id: string;
  to: string;
  takes: Map<string, Timeline<number>>;
  lead: Timeline<number>;
  capacity: Timeline<number | undefined>;
  projects: Project[];
  share: Timeline<number>;
  /** Money, or something relative, per tonne. */
  cost: Timeline<number>;
  /** Money a year for each tonne a year of capacity. */
  standby: number | undefined;
  priority: number;
  licence: Licence | undefined;
  waits: boolean;
  opens: { from: number; fully: number; within: number; market: string } | undefined;
  byproducts: Map<string, number>;
  below: number | undefined;
}

/** Capacity being built: dates in days since 1970, `takes` and `ramp` in days, `adds` in tonnes per day. */
export interface Project {
  decided: number;
  takes: number;
  ramp: number;
  adds: number;
  costs: number | undefined;
}

/** A licence; `limit` in tonnes per day, `review` and `valid` in whole steps. */
export interface Licence {
  id: string;
  allow: Timeline<number>;
  limit: Timeline<number | undefined>;
  review: Timeline<number | undefined>;
  approve: Timeline<number>;
  valid: Timeline<number | undefined>;
  allowDayBeforeStart: number;
  /** In the order of their dates (days since 1970); `per` in days. */
  phases: { from: number; per: number | undefined; carry: number }[];
}

/** A demand; `rate` times `uses` is in tonnes per day, `conserve` in steps. */
export interface Demand {
  id: string;
  from: string;
  rate: Timeline<number>;
  uses: Timeline<number> | undefined;
  priority: number;
  backordered: boolean;
  conserve: number | undefined;
  elasticity: number | undefined;
  answers: number;
  least: number;
  /** Money for each thing not made, or for each tonne where there is no `uses`. */
  worth: number | undefined;
}

/** One price for the stockpiles `of`. */
export interface Market {
  id: string;
  of: string[];
  elasticity: number;
  outlook: number;
  adjust: number;
  ceiling: number;
}

/** All that a run needs. `start`, `disruption` and `measure` are days since 1970, `delta` the days of a step. */
export interface Network {
  start: number;
  delta: number;
  steps: number;
  disruption: number;
  measure: { from: number; to: number };
  /** A share a year. */
  discount: number;
  stockpiles: Stockpile[];
  flows: Flow[];
  licences: Licence[];
  demands: Demand[];
  markets: Market[];
}

/** The market that a stockpile buys in. */
export function marketOf(network: Network, stockpile: string): Market | undefined {
  return network.markets.find((m) => m.of.includes(stockpile));
}

/** Items in plain code-unit order of their ids. */
export function sortedById<T extends { id: string }>(items: T[]): T[] {
  return [...items].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** The entry of a map that must be there. */
export function get<K, V>(map: Map<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`nothing under ${String(key)}`);
  return value;
}

/** The sum of some numbers. */
export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Days since 1970-01-01 of an ISO date. */
export function dayOf(date: string): number {
  const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000;
  if (!Number.isInteger(day)) throw new Error(`not a date: ${date}`);
  return day;
}

/** ISO date of a day counted from 1970-01-01. */
export function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
