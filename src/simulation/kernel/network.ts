/**
 * Places a network in the memory of an engine: room for all its numbers, and lists of who is connected to whom. It
 * stays there while blocks of the same model follow one another.
 */
import { CONSTANTS, namesOf, SCHEDULED } from '../../model/layout.ts';
import type { Model, Network } from '../../model/network.ts';
import type { FlowSums } from '../record.ts';
import { type Arena, arenaOf } from './arena.ts';
import type { Engine } from './engine.ts';
import { placeFeatures, placePeriods } from './features.ts';
import { type Found, placeLists } from './lists.ts';

/** A network that stands in memory, in rows of `width` lanes. */
export interface Placed extends Found {
  readonly engine: Engine;
  readonly network: Network;
  readonly width: number;
  readonly arena: Arena;
  /** Counts, and addresses by name; the state lies between `state` and `stateEnd`. */
  readonly address: Record<string, number>;
  /** Where the memory begins that is given out anew for each block. */
  readonly end: number;
}

/** Where memory has the sums of a record over its steps. */
export const SUMS = {
  ...{ shipped: 'shippedSum', received: 'receivedSum', used: 'used', available: 'available' },
  ...{ applied: 'appliedSum', granted: 'grantedSum', licensed: 'licensedSum', lapsed: 'lapsedSum' },
} as const satisfies Record<keyof FlowSums, string>;

const STATE = {
  stockpiles: ['onHand', 'forecast', 'forecastUsed', 'byproductArrivals', 'order', 'isReleasing', 'orderUpTo'],
  flows: [
    ...['received', 'inTransit', 'trusted', 'sigma', 'regular', 'ordered', 'wanted', 'asked', 'shipped'],
    ...['limitBound', 'pending', 'held', 'unused', 'applied', 'granted', 'lapsed', 'licensed', 'waiting'],
    ...['switched', 'mostWaiting', 'trustedBefore', 'lesserTrust', 'priced', 'coming', 'opened'],
    ...Object.values(SUMS),
  ],
  licences: ['underReview', 'isOpen', 'reviewDelay', 'approval', 'quota', 'outlookLimit'],
  demands: [
    ...['backlog', 'demand', 'demandRequest', 'demandRegular', 'served', 'shortfall'],
    ...['fullDemand', 'forgone', 'takenInPrice', 'noise'],
  ],
  markets: ['price'],
} as const;

/** Places the network of a model, in rows of so many lanes (even). What stood in the memory before is lost. */
export function placeNetwork(engine: Engine, { network, plan, quotas }: Model, width: number): Placed {
  const { stockpiles, flows, licences, demands, markets, counts } = network;
  const row = 8 * width;
  const arena = arenaOf(engine);
  const address: Record<string, number> = {
    ...{ row, stockpiles, flows, licences, demands, markets },
    hasQuotas: Number(quotas !== undefined),
    hasFloors: Number(counts.floors > 0),
    hasWaiting: Number(network.waits.includes(1)),
    hasOpenings: Number(network.opensIn.some((market) => market >= 0)),
  };
  const rows = (names: readonly string[], count: number) => {
    for (const name of names) address[name] = arena.take(count * row);
  };

  address.state = arena.next;
  for (const [kind, names] of Object.entries(STATE)) rows(names, network[kind as keyof typeof STATE]);
  rows(['floors'], address.hasFloors * network.tiers.items.length);
  rows(['openCapacity'], address.hasOpenings * flows);
  rows(['unpriced', 'pricedNeed'], markets > 0 ? stockpiles : 0);
  if (markets === 0) address.unpriced = address.forecast;
  address.stateEnd = arena.next;
  for (const name of namesOf(CONSTANTS)) rows([name], counts[CONSTANTS[name]]);
  rows(['unbounded'], 1);
  arena.f64.fill(Number.POSITIVE_INFINITY, address.unbounded / 8, (address.unbounded + row) / 8);
  address.scheduled = arena.take(plan.layout.length * row);
  for (const name of namesOf(SCHEDULED)) {
    // What is demanded, and what capacity there is, may be another than what is scheduled.
    const isOther = name === 'demand' || name === 'capacity';
    const own = isOther ? `scheduled${name[0].toUpperCase()}${name.slice(1)}` : name;
    address[own] = address.scheduled + plan.layout[name] * row;
  }
  address.capacity = address.hasOpenings ? address.openCapacity : address.scheduledCapacity;

  const put = (name: string, entries: readonly number[]) => placeList(arena, address, name, entries);
  const found = placeLists(network, address, put);
  placeFeatures(network, address, put);
  placePeriods(arena, address, quotas);
  const { start } = network.inflows;
  const longest = start.reduce((most, end, j) => Math.max(most, end - (start[j - 1] ?? 0)), 0);
  address.scratch = arena.take(16 * longest);
  address.expected = arena.take(16 * longest);
  return { engine, network, width, arena, address, end: arena.next, ...found };
}

/** Places a list of integers under its name, and where it ends. */
export function placeList(
  arena: Arena,
  address: Record<string, number>,
  name: string,
  entries: ArrayLike<number>,
): void {
  address[name] = arena.take(4 * entries.length);
  address[`${name}End`] = address[name] + 4 * entries.length;
  arena.i32.set(entries, address[name] / 4);
}
