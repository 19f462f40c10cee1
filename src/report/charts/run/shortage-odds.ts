/** Shortages over an ensemble: how likely each demand is to be short, of how much, and the fan of its shortfalls. */

import { amount, capital, list, longDate, roundNumber, things } from '../../text/quantities.ts';
import { type EnsembleScene, inRuns, range } from './ensemble-scene.ts';
import { type Fan, fanOf } from './fan.ts';
import type { Scene } from './scene.ts';
import { type Shortfall, shortfallOf } from './shortfalls.ts';

/** A demand in the central run, and over an ensemble. */
export interface ShortageOdds extends Shortfall {
  /** The share of runs in which it is ever short. */
  readonly probability: number;
  /** Shares of what is needed at the time, each run's of its own need. */
  readonly fan: Fan;
  /** `2,480 t lost in the median (5 to 95 %: 1,020 to 3,480 t)`. */
  readonly spread: string;
}

/** Demands that are short in any run, the largest mean shortage first (the lowest mean fill rate, if units differ). */
export function shortageOdds(scene: Scene, ensemble: EnsembleScene): ShortageOdds[] {
  const short = scene.model.scenario.demands
    .map((_, position) => position)
    .filter((position) => ensemble.everShort(scene.model.scenario.demands[position].id) > 0)
    .map((position) => oddsOf(scene, ensemble, shortfallOf(scene, position)));
  const isOneUnit = new Set(short.map(({ unit }) => unit.base)).size <= 1;
  const mean = (path: string) => ensemble.statistics(path).mean ?? 0;
  const severity = ({ id }: ShortageOdds) =>
    isOneUnit ? mean(`demands.${id}.shortage`) : -mean(`demands.${id}.fill_rate`);
  return short.toSorted((a, b) => severity(b) - severity(a) || (a.id < b.id ? -1 : 1));
}

function oddsOf(scene: Scene, ensemble: EnsembleScene, shortfall: Shortfall): ShortageOdds {
  const { id, unit } = shortfall;
  const { product } = scene.model.scenario.demands.find((one) => one.id === id) ?? {};
  const [shortage, lost] = ['shortage', 'lost_products'].map((name) => `demands.${id}.${name}`);
  const { p05, p50, p95 } = ensemble.statistics(shortage);
  // Where most runs are not short the median says nothing.
  const [of, words] = p50 > 0 ? (['p50', 'in the median'] as const) : (['mean', 'on average'] as const);
  const total = [
    amount(ensemble.statistics(shortage)[of] ?? 0, unit),
    ...(product === undefined || product === 't' ? [] : [counted(ensemble.statistics(lost)[of] ?? 0, product)]),
  ].join(', ');
  return {
    ...shortfall,
    probability: ensemble.everShort(id),
    fan: fanOf([ensemble.shareShort(id)], (share) => share),
    spread: `${total} ${shortfall.fate} ${words} ${range(roundNumber(p05 / unit.scale), amount(p95, unit))}`,
  };
}

const counted = (count: number, product: string) => `${roundNumber(count)} ${things(count, product)}`;

/** What a heading says of a demand. */
export function oddsNote({ probability, spread }: ShortageOdds): string {
  return `short ${inRuns(probability)}; ${spread}`;
}

/** What the ensemble says of shortages, in a sentence or two. */
export function oddsFinding({ start, end }: Scene, { runs }: EnsembleScene, short: readonly ShortageOdds[]): string {
  const [worst] = short;
  if (worst === undefined)
    return `Nobody would be short in any of ${roundNumber(runs)} runs between ${longDate(start)} and ${longDate(end)}`;
  const first = `${capital(worst.title)} would be short ${inRuns(worst.probability)}: ${worst.spread}`;
  if (short.length === 1) return first;
  const others = short.slice(1).map(({ title, probability }) => `${title} (${inRuns(probability)})`);
  return `${first}. Also short: ${short.length <= 3 ? list(others) : `${others.length} others`}`;
}
