/** The lists of floors, orders that wait, markets and quotas: empty where a network has none. */
import type { Network } from '../../model/network.ts';
import type { Quotas } from '../../model/quotas.ts';
import type { Arena } from './arena.ts';
import { NONE, ONE, owned, type Put, placeByOwner } from './lists.ts';

/** Makes them of a network whose rows and other lists stand at `address`; what each holds is said in kernel/memory.ts. */
export function placeFeatures(network: Network, address: Readonly<Record<string, number>>, put: Put): void {
  const { row } = address;
  const each = (count: number) => Array.from({ length: count }, (_, position) => position);
  const [stockpiles, flows, markets] = [each(network.stockpiles), each(network.flows), each(network.markets)];
  const { waits, isRelease, licenceOf, opensIn, marketOf, inputOwner } = network;
  const of = (name: string, position: number) => address[name] + position * row;
  const licenceRow = (f: number) => (licenceOf[f] < 0 ? NONE : licenceOf[f] * row);
  const byOwner = (name: string, owners: readonly (readonly number[])[]) => placeByOwner(address, put, name, owners);
  const isWaiting = (f: number) => waits[f] === 1;

  byOwner(
    'waitingFor',
    stockpiles.map((j) =>
      owned(network.deliveries, j)
        .filter(isWaiting)
        .map((f) => of('waiting', f)),
    ),
  );
  byOwner(
    'waitingAt',
    stockpiles.map((j) =>
      owned(network.takers, j).flatMap((input) =>
        isWaiting(inputOwner[input]) ? [of('waiting', inputOwner[input]), of('inputPerUnit', input)] : [],
      ),
    ),
  );
  const startOf = (f: number) => of(network.inputs.start[f + 1] > network.inputs.start[f] ? 'shipped' : 'wanted', f);
  byOwner(
    'keepers',
    stockpiles.map((j) =>
      owned(network.inflows, j).flatMap((f, place) =>
        isWaiting(f) ? [f * row, licenceRow(f), startOf(f), 16 * place] : [],
      ),
    ),
  );
  put(
    'waiters',
    flows.filter(isWaiting).flatMap((f) => [f * row, licenceRow(f), isRelease[f], startOf(f)]),
  );

  const stockpileOfTier = stockpiles.flatMap((j) => owned(network.tiers, j).map(() => j));
  byOwner(
    'floorsFrom',
    stockpileOfTier.map((j, tier) =>
      owned(network.floorsFrom, tier).flatMap((floor) => [
        of('floor', floor),
        network.floorIsDuration[floor] ? of('forecast', j) : ONE,
      ]),
    ),
  );
  const floorOf = (tier: number) => of('floors', tier);
  put('floorOfInput', Array.from(network.tierOfInput, floorOf));
  put(
    'floorOfDemand',
    Array.from(network.demandsOn.items, (k) => floorOf(network.tierOfDemand[k])),
  );

  put(
    'marketOf',
    Array.from(marketOf, (m) => (m < 0 ? NONE : of('price', m))),
  );
  byOwner(
    'members',
    markets.map((m) => owned(network.members, m)),
  );
  byOwner(
    'pricedAt',
    markets.map((m) => owned(network.pricedAt, m)),
  );
  const pricedFlows = new Set(
    markets.flatMap((m) => owned(network.pricedAt, m)).flatMap((j) => owned(network.inflows, j)),
  );
  put(
    'pricedFlows',
    Array.from(pricedFlows, (f) => f * row),
  );
  const bringing = (byproduct: number) => {
    const f = network.byproductOwner[byproduct];
    return isRelease[f] ? [] : [f * row, of('byproductPerUnit', byproduct)];
  };
  byOwner(
    'bringers',
    stockpiles.map((j) => owned(network.bringers, j).flatMap(bringing)),
  );
  put(
    'opening',
    flows.filter((f) => opensIn[f] >= 0).flatMap((f) => [f * row, of('price', opensIn[f])]),
  );
}

/** What quotas do at each step, licence by licence: three f64 each. */
export function placePeriods(arena: Arena, address: Record<string, number>, quotas: Quotas | undefined): void {
  const { begins, isFirst, untilNext } = quotas ?? { begins: [], isFirst: [], untilNext: [] };
  address.periods = arena.take(24 * begins.length);
  for (let place = 0; place < begins.length; place++) {
    arena.f64.set([begins[place], untilNext[place], isFirst[place]], address.periods / 8 + 3 * place);
  }
}
