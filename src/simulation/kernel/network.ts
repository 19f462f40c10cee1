/**
 * Places a network in the memory of an engine: room for all its numbers, and lists of who is connected to whom. It
 * stays there while blocks of the same model follow one another.
 */
import { CONSTANTS, namesOf, SCHEDULED } from '../../model/layout.ts';
import type { Model, Network } from '../../model/network.ts';
import { type Arena, arenaOf } from './arena.ts';
import type { Engine } from './engine.ts';
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

const STATE = {
  stockpiles: ['onHand', 'forecast', 'forecastUsed', 'byproductArrivals', 'order', 'isReleasing'],
  flows: [
    ...['received', 'inTransit', 'trusted', 'sigma', 'regular', 'ordered', 'wanted', 'asked', 'shipped'],
    ...['limitBound', 'pending', 'held', 'unused', 'applied', 'granted', 'lapsed', 'licensed', 'waiting'],
  ],
  licences: ['underReview', 'isOpen', 'reviewDelay', 'approval'],
  demands: ['backlog', 'demand', 'demandRequest', 'demandRegular', 'served', 'shortfall'],
} as const;

/** Places the network of a model, in rows of so many lanes (even). What stood in the memory before is lost. */
export function placeNetwork(engine: Engine, { network, plan }: Model, width: number): Placed {
  const { stockpiles, flows, licences, demands, counts } = network;
  const row = 8 * width;
  const arena = arenaOf(engine);
  const address: Record<string, number> = { row, stockpiles, flows, licences, demands };
  const rows = (names: readonly string[], count: number) => {
    for (const name of names) address[name] = arena.take(count * row);
  };

  address.state = arena.next;
  for (const [kind, names] of Object.entries(STATE)) rows(names, network[kind as keyof typeof STATE]);
  address.stateEnd = arena.next;
  for (const name of namesOf(CONSTANTS)) rows([name], counts[CONSTANTS[name]]);
  rows(['unbounded'], 1);
  arena.f64.fill(Number.POSITIVE_INFINITY, address.unbounded / 8, (address.unbounded + row) / 8);
  address.scheduled = arena.take(plan.layout.length * row);
  for (const name of namesOf(SCHEDULED)) {
    // What is demanded may be another than what is scheduled.
    address[name === 'demand' ? 'scheduledDemand' : name] = address.scheduled + plan.layout[name] * row;
  }

  const found = placeLists(network, address, (name, entries) => placeList(arena, address, name, entries));
  const { start } = network.inflows;
  const longest = start.reduce((most, end, j) => Math.max(most, end - (start[j - 1] ?? 0)), 0);
  address.scratch = arena.take(16 * longest);
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
