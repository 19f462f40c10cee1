/** When each demand is short, and what that comes to: what the title, the headings and the alt text of charts say. */
import type { Day } from '../../../quantity/calendar.ts';
import { amount, duration, longDate, percent, roundNumber, type ShownUnit, things } from '../../text/quantities.ts';
import type { Scene } from './scene.ts';

/** A step is short if its shortfall exceeds this share of demand (model.md, Metrics). */
export const SHORT = 1e-6;

export interface Shortfall {
  readonly id: string;
  readonly title: string;
  readonly unit: ShownUnit;
  /** Shortfall/demand by step; 0 where nothing is demanded. */
  readonly shares: Float64Array;
  /** Days of all short steps together. */
  readonly days: number;
  readonly first: Day;
  readonly spells: number;
  /** Whether the last step is short. */
  readonly isOpen: boolean;
  /** Tonnes or pieces. */
  readonly shortage: number;
  readonly peak: number;
  /** `1,234 t, 536,000 vehicles`. */
  readonly total: string;
  /** `lost`, or `late` where unmet demand is backordered. */
  readonly fate: 'lost' | 'late';
  /** `536,000 vehicles`, where the demand counts things and they are lost. */
  readonly lostThings: string | undefined;
}

/** The shortfall of the demand at a position. */
export function shortfallOf(scene: Scene, position: number): Shortfall {
  const { demands, stockpiles } = scene.model.scenario;
  const { id, title, product, backordered } = demands[position];
  const unit = stockpiles[scene.model.network.drawsFrom[position]].unit;
  const demand = scene.values('demand', id, 'demand');
  const shares = scene.values('demand', id, 'shortfall').map((value, t) => (demand[t] > 0 ? value / demand[t] : 0));
  const isShort = Array.from(shares, (share) => share > SHORT);
  const shortage = scene.metric(`demands.${id}.shortage`) as number;
  const lost = scene.metric(`demands.${id}.lost_products`) as number | null;
  const lostThings =
    lost !== null && product !== undefined && product !== 't'
      ? `${roundNumber(lost)} ${things(lost, product)}`
      : undefined;
  return {
    ...{ id, title, unit, shares, shortage },
    days: isShort.filter(Boolean).length * scene.model.stepDays,
    first: scene.dayOf(isShort.indexOf(true)),
    spells: isShort.filter((short, t) => short && isShort[t - 1] !== true).length,
    isOpen: isShort.at(-1) === true,
    peak: scene.metric(`demands.${id}.peak_shortage`) as number,
    total: [amount(shortage, unit), ...(lostThings === undefined ? [] : [lostThings])].join(', '),
    fate: backordered ? 'late' : 'lost',
    lostThings: backordered ? undefined : lostThings,
  };
}

/** Those that are ever short, the largest shortage first (the lowest share served, if units differ). */
export function worstFirst(shortfalls: readonly Shortfall[]): Shortfall[] {
  const short = shortfalls.filter(({ days }) => days > 0);
  const mean = ({ shares }: Shortfall) => shares.reduce((sum, share) => sum + share, 0);
  const isOneUnit = new Set(short.map(({ unit }) => unit.base)).size <= 1;
  return short.toSorted((a, b) => (isOneUnit ? b.shortage - a.shortage : mean(b) - mean(a)) || (a.id < b.id ? -1 : 1));
}

/** `for 9 weeks from 20 June 2025`. */
export function when({ days, spells, first }: Shortfall): string {
  return spells === 1
    ? `for ${duration(days)} from ${longDate(first)}`
    : `for ${duration(days)} in all, first from ${longDate(first)}`;
}

/** `for 9 weeks; at worst 74 % short; 1,234 t, 536,000 vehicles lost`. */
export function summary({ days, spells, peak, total, fate, isOpen }: Shortfall): string {
  const times = spells === 1 ? '' : ` in ${spells} spells`;
  return `short for ${duration(days)}${times}${isOpen ? ', to the end' : ''}; at worst ${percent(peak)}; ${total} ${fate}`;
}
