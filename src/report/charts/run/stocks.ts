/** How stocks fare in days of supply: what the rows and the title of their chart say. */
import { greatest, least as leastOf } from '../../../chance/extremes.ts';
import { capital, longDate, roundNumber, shortDate } from '../../text/quantities.ts';
import { range } from './ensemble-scene.ts';
import { type Fan, fanOf } from './fan.ts';
import type { Scene } from './scene.ts';
import { SHORT, shortfallOf } from './shortfalls.ts';

/** Days that are as good as none. */
const NOTHING = 0.05;
/** A stock whose lowest is this share of its highest stays as it is. */
const STEADY = 0.98;
/** Days beyond which it does not matter how many. */
export const TOO_LONG = 730;

export interface Stock {
  readonly position: number;
  readonly title: string;
  readonly days: Float64Array;
  /** What it is kept at, in days, by step; NaN where it is kept at nothing. */
  readonly kept: Float64Array;
  /** Over an ensemble; undefined without one, and where some run never needs it. */
  readonly fan: Fan | undefined;
  /** Of the run, or of the median over the ensemble. */
  readonly opening: number;
  readonly lowest: number;
  readonly lowestAt: number;
  /** The lowest of the run, or of the 5th percentile over the ensemble, and what that opens with. */
  readonly least: number;
  readonly leastAt: number;
  readonly leastOpening: number;
  /** The highest of the run and of the 95th percentile. */
  readonly highest: number;
  /** By step: whether a demand that draws on it is short in the central run. */
  readonly isShort: readonly boolean[];
  /** Steps in which a demand that draws on it is short, or the share of it that is not served on average over an ensemble. */
  readonly severity: number;
  readonly isDrawnOn: boolean;
}

/** The stock at a position, or undefined where it is never needed. */
export function stockAt(scene: Scene, position: number): Stock | undefined {
  const { scenario, network, stepDays } = scene.model;
  const { id, title, target } = scenario.stockpiles[position];
  const days = scene.values('stockpile', id, 'days_of_supply');
  if (days.every(Number.isNaN)) return undefined;
  const fan = fanAt(scene, id);
  const shown = known(fan?.p50 ?? days);
  const low = known(fan?.p05 ?? days);
  const forecast = scene.values('stockpile', id, 'forecast');
  const { start, items } = network.demandsOn;
  const users = items.subarray(start[position], start[position + 1]);
  const shortfalls = Array.from(users, (k) => shortfallOf(scene, k));
  const isShort = Array.from(days, (_, t) => shortfalls.some(({ shares }) => shares[t] > SHORT));
  const lowest = leastOf(shown);
  const least = leastOf(low);
  return {
    ...{ position, title, days, fan, lowest, isShort },
    lowestAt: (fan?.p50 ?? days).findIndex((value) => value <= lowest + NOTHING),
    opening: shown[0],
    least,
    leastAt: (fan?.p05 ?? days).findIndex((value) => value <= least + NOTHING),
    leastOpening: low[0],
    highest: greatest(known(fan?.p95 ?? days), greatest(known(days))),
    kept: days.map((_, t) =>
      target === undefined
        ? scene.scheduled.at('cover', position, t) * stepDays
        : (scene.scheduled.at('target', position, t) / forecast[t]) * stepDays,
    ),
    severity: scene.ensemble
      ? Math.max(0, ...shortfalls.map((one) => unserved(scene.ensemble, one.id)))
      : isShort.filter(Boolean).length,
    isDrawnOn: users.length > 0,
  };
}

const known = (values: Float64Array) => values.filter((value) => !Number.isNaN(value));

function fanAt({ ensemble }: Scene, id: string): Fan | undefined {
  const fan = ensemble && fanOf([ensemble.band('stockpile', id, 'days_of_supply')], (value) => value);
  return fan === undefined || fan.p50.every(Number.isNaN) ? undefined : fan;
}

const unserved = (ensemble: Scene['ensemble'], demand: string) =>
  1 - (ensemble?.statistics(`demands.${demand}.fill_rate`).mean ?? 1);

/** The share of its opening days of supply that is left at its lowest, be it in the 5th percentile. */
export const left = ({ least, leastOpening }: Stock) => (leastOpening > 0 ? least / leastOpening : 1);

/** What befalls the stock that fares worst, as a title. */
export function stockFinding(scene: Scene, stocks: readonly Stock[]): string {
  const worst = stocks.toSorted((a, b) => b.severity - a.severity || left(a) - left(b))[0];
  if (left(worst) >= 0.5) {
    const where = scene.ensemble ? ' in more than 5 % of runs at any time' : '';
    return `No stock would fall below half of the days of supply that it opens with${where}`;
  }
  const opens = daysText(worst.opening);
  if (isSteadyInMedian(worst)) {
    const day = longDate(scene.dayOf(worst.leastAt));
    return `${capital(worst.title)}: in the worst 5 % of runs ${opens} of supply would fall to ${daysText(worst.least)} by ${day}`;
  }
  const day = longDate(scene.dayOf(worst.lowestAt));
  const spread = spreadOf(worst);
  return worst.lowest < NOTHING
    ? `${capital(worst.title)}: ${opens} of supply would be used up by ${day}${spread}`
    : `${capital(worst.title)}: ${opens} of supply would fall to ${daysText(worst.lowest)} by ${day}${spread}`;
}

/** What befalls a stock; `scaleEnd` is the most that its axis shows. */
export function stockNote(scene: Scene, stock: Stock, scaleEnd: number): string {
  if (stock.least >= STEADY * stock.highest || stock.least > TOO_LONG) return `stays at ${daysText(stock.opening)}`;
  if (isSteadyInMedian(stock)) {
    const worst = `${daysText(stock.least)} on ${shortDate(scene.dayOf(stock.leastAt))} in the worst 5 % of runs`;
    return `stays at ${daysText(stock.opening)} in the median; ${worst}`;
  }
  const parts = [
    `opens at ${daysText(stock.opening)}`,
    `lowest ${daysText(stock.lowest)} on ${shortDate(scene.dayOf(stock.lowestAt))}${spreadOf(stock)}`,
    ...beyond(stock, scaleEnd),
  ];
  return parts.join('; ');
}

/** What of a stock is out of sight, as one part of a note. */
function beyond({ highest, kept }: Stock, scaleEnd: number): string[] {
  const isKeptBeyond = kept.some((days) => days > scaleEnd);
  if (highest > scaleEnd)
    return [
      isKeptBeyond
        ? 'beyond the scale at its highest, and so is what it is kept at'
        : 'beyond the scale at its highest',
    ];
  return isKeptBeyond ? ['what it is kept at is beyond the scale'] : [];
}

/** Whether more than half of the runs leave it as it is, though some do not. */
function isSteadyInMedian({ fan, lowest, opening }: Stock): boolean {
  return fan !== undefined && lowest >= STEADY * opening;
}

/** The percentiles on the day on which the median is lowest. */
function spreadOf({ fan, lowestAt }: Stock): string {
  if (fan === undefined) return '';
  const [low, high] = [daysText(fan.p05[lowestAt]), daysText(fan.p95[lowestAt])];
  return ` in the median ${range(low.replace(/ days$/, ''), high)}`;
}

function daysText(days: number): string {
  if (days > TOO_LONG) return 'over 2 years';
  const rounded = days >= 10 ? Math.round(days) : Math.round(days * 10) / 10;
  return `${roundNumber(rounded)} ${rounded === 1 ? 'day' : 'days'}`;
}
