/** How stocks fare in days of supply: what the rows and the title of their chart say. */
import type { Scene } from './scene.ts';
import { SHORT, shortfallOf } from './shortfalls.ts';
import { capital, longDate, roundNumber, shortDate } from './words.ts';

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
  readonly opening: number;
  readonly lowest: number;
  readonly lowestAt: number;
  readonly highest: number;
  /** By step: whether a demand that draws on it is short. */
  readonly isShort: readonly boolean[];
  readonly isDrawnOn: boolean;
}

/** The stock at a position, or undefined where it is never needed. */
export function stockAt(scene: Scene, position: number): Stock | undefined {
  const { scenario, network, stepDays } = scene.model;
  const { id, title, target } = scenario.stockpiles[position];
  const days = scene.values('stockpile', id, 'days_of_supply');
  const known = days.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return undefined;
  const forecast = scene.values('stockpile', id, 'forecast');
  const users = scenario.demands.map((_, k) => k).filter((k) => network.drawsFrom[k] === position);
  const shortfalls = users.map((k) => shortfallOf(scene, k));
  const lowest = Math.min(...known);
  return {
    ...{ position, title, days, lowest, lowestAt: days.findIndex((value) => value <= lowest + NOTHING) },
    opening: known[0],
    highest: Math.max(...known),
    kept: days.map((_, t) =>
      target === undefined
        ? scene.scheduled.at('cover', position, t) * stepDays
        : (scene.scheduled.at('target', position, t) / forecast[t]) * stepDays,
    ),
    isShort: Array.from(days, (_, t) => shortfalls.some(({ shares }) => shares[t] > SHORT)),
    isDrawnOn: users.length > 0,
  };
}

/** Steps in which a demand that draws on it is short. */
export const shortSteps = ({ isShort }: Stock) => isShort.filter(Boolean).length;
/** The share of its opening days of supply that is left at its lowest. */
export const left = ({ lowest, opening }: Stock) => (opening > 0 ? lowest / opening : 1);

/** What befalls the stock that fares worst, as a title. */
export function stockFinding(scene: Scene, stocks: readonly Stock[]): string {
  const worst = stocks.toSorted((a, b) => shortSteps(b) - shortSteps(a) || left(a) - left(b))[0];
  if (left(worst) >= 0.5) return 'No stock would fall below half of the days of supply that it opens with';
  const opens = daysText(worst.opening);
  const day = longDate(scene.dayOf(worst.lowestAt));
  return worst.lowest < NOTHING
    ? `${capital(worst.title)}: ${opens} of supply would be used up by ${day}`
    : `${capital(worst.title)}: ${opens} of supply would fall to ${daysText(worst.lowest)} by ${day}`;
}

/** What befalls a stock; `scaleEnd` is the most that its axis shows. */
export function stockNote(scene: Scene, stock: Stock, scaleEnd: number): string {
  if (stock.lowest >= STEADY * stock.highest) return `stays at ${daysText(stock.opening)}`;
  const parts = [
    `opens at ${daysText(stock.opening)}`,
    `lowest ${daysText(stock.lowest)} on ${shortDate(scene.dayOf(stock.lowestAt))}`,
    ...(stock.highest > scaleEnd ? ['beyond the scale at its highest'] : []),
  ];
  return parts.join('; ');
}

function daysText(days: number): string {
  if (days > TOO_LONG) return 'over 2 years';
  const rounded = days >= 10 ? Math.round(days) : Math.round(days * 10) / 10;
  return `${roundNumber(rounded)} ${rounded === 1 ? 'day' : 'days'}`;
}
