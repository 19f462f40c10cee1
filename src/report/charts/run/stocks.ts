/** How stocks fare in days of supply: what the rows and the headline of their chart say. */
import { greatest, least as leastOf } from '../../../chance/extremes.ts';
import type { LowStock } from '../../text/chart-text.ts';
import type { ChartText } from '../../text/en-charts.ts';
import { LONG_SUPPLY } from '../../text/quantities.ts';
import { type Fan, fanOf } from './fan.ts';
import type { Scene } from './scene.ts';
import { SHORT, sharesShort } from './shortfalls.ts';

/** Days that are as good as none. */
const NOTHING = 0.05;
/** A stock whose lowest is this share of its highest stays as it is. */
const STEADY = 0.98;

export interface Stock {
  readonly position: number;
  readonly title: string;
  readonly days: Float64Array;
  /** What it is kept at, in days, by step; NaN where it is kept at nothing. */
  readonly kept: Float64Array;
  /** Over an ensemble; undefined without one, and where some run never needs it. */
  readonly fan: Fan | undefined;
  /** Its lowest, of the central run or of each replicate. */
  readonly low: LowStock;
  /** The lowest of the run, or that which one run in twenty undercuts, and what such a run opens with. */
  readonly least: number;
  readonly leastOpens: number;
  readonly opens: number;
  /** The highest of the run and of the 95th percentile. */
  readonly highest: number;
  /** By step: whether a demand that draws on it is short in the central run. */
  readonly isShort: readonly boolean[];
  /** The place of the first user that draws on it; Infinity where nobody does. */
  readonly rank: number;
}

/** The stock at a position, or undefined where it is never needed. */
export function stockAt(scene: Scene, position: number): Stock | undefined {
  const { scenario, network } = scene.model;
  const { id, title } = scenario.stockpiles[position];
  const days = scene.values('stockpile', id, 'days_of_supply');
  if (days.every(Number.isNaN)) return undefined;
  const fan = fanAt(scene, id);
  const { start, items } = network.demandsOn;
  const ids = Array.from(items.subarray(start[position], start[position + 1]), (k) => scenario.demands[k].id);
  const shares = ids.map((demand) => sharesShort(scene, demand));
  const places = ids.map((demand) => scene.users.findIndex((user) => user.id === demand));
  const shown = fan?.p50 ?? days;
  const opens = known(shown)[0];
  const lowest = settled(leastOf(known(shown)));
  const day = scene.dayOf(shown.findIndex((value) => value <= lowest + NOTHING));
  const lows =
    fan && ids[0] !== undefined ? scene.ensemble?.statistics(`demands.${ids[0]}.minimum_days_of_supply`) : undefined;
  const low: LowStock = lows
    ? {
        ...{ title, opens, day: undefined, isEnsemble: true, lowest: settled(lows.p50) },
        spread: { low: settled(lows.p05), high: settled(lows.p95) },
      }
    : { title, opens, day, lowest, spread: undefined, isEnsemble: fan !== undefined };
  return {
    ...{ position, title, days, fan, low, opens, leastOpens: known(fan?.p05 ?? days)[0] },
    kept: keptAt(scene, position),
    least: low.spread?.low ?? settled(leastOf(known(fan?.p05 ?? days))),
    highest: greatest(known(fan?.p95 ?? days), greatest(known(days))),
    isShort: Array.from(days, (_, t) => shares.some((share) => share[t] > SHORT)),
    rank: Math.min(Number.POSITIVE_INFINITY, ...places),
  };
}

const known = (values: Float64Array) => values.filter((value) => !Number.isNaN(value));

const settled = (days: number) => (days < NOTHING ? 0 : days);

/** What the stock at a position is kept at, in days of supply. */
function keptAt(scene: Scene, position: number): Float64Array {
  const { id, target } = scene.model.scenario.stockpiles[position];
  const forecast = scene.values('stockpile', id, 'forecast');
  return forecast.map((need, t) =>
    target === undefined
      ? scene.scheduled.at('cover', position, t) * scene.stepDays
      : (scene.scheduled.at('target', position, t) / need) * scene.stepDays,
  );
}

function fanAt({ ensemble }: Scene, id: string): Fan | undefined {
  const fan = ensemble && fanOf([ensemble.band('stockpile', id, 'days_of_supply')], (value) => value);
  return fan === undefined || fan.p50.every(Number.isNaN) ? undefined : fan;
}

/** The share of its opening days of supply that is left at its lowest, of an ensemble in the worst 5 % of runs. */
export const left = ({ least, leastOpens }: Stock) => (leastOpens > 0 ? Math.min(1, least / leastOpens) : 1);

/** Whether more than half of the runs leave it as it is, though some do not. */
const isSteadyInMedian = ({ fan, low }: Stock) => fan !== undefined && low.lowest >= STEADY * low.opens;

/** What befalls the first stock that falls, in the order of its users. */
export function stockHeadline(scene: Scene, stocks: readonly Stock[], { supply }: ChartText): string {
  const first = stocks.find((stock) => left(stock) < 0.5);
  if (first === undefined) return supply.steady(scene.ensemble !== undefined);
  return isSteadyInMedian(first) ? supply.fallsRarely(worstOf(first)) : supply.falls(first.low);
}

/** What befalls a stock; `scaleEnd` is the most that its axis shows. */
export function stockNote(stock: Stock, scaleEnd: number, { supply, quantities }: ChartText): string {
  if (stock.least > LONG_SUPPLY) return supply.staysNote(stock.opens);
  if (left(stock) >= STEADY)
    return quantities.clauses([supply.staysNote(stock.opens), ...beyond(stock, scaleEnd, supply)]);
  if (isSteadyInMedian(stock)) return supply.rareNote(worstOf(stock));
  return quantities.clauses([supply.note(stock.low), ...beyond(stock, scaleEnd, supply)]);
}

/** With the lowest of the worst runs, where no user has a distribution of it. */
function worstOf({ low, least }: Stock): LowStock {
  return { ...low, spread: low.spread ?? { low: least, high: low.lowest } };
}

/** What of a stock is out of sight, as one part of a note. */
function beyond({ highest, kept }: Stock, scaleEnd: number, supply: ChartText['supply']): string[] {
  const isKeptBeyond = kept.some((days) => days > scaleEnd);
  if (highest > scaleEnd) return [supply.beyond(isKeptBeyond ? 'both' : 'stock')];
  return isKeptBeyond ? [supply.beyond('kept')] : [];
}
