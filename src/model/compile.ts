/** From names to positions: a checked scenario becomes a model. */
import { uncertainAmong } from '../chance/uncertain.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { connectedGroups } from './groups.ts';
import type { Model, Network, Table } from './network.ts';
import { planOf } from './plan.ts';
import { quotasOf } from './quotas.ts';

/** The model of a scenario. Its entities are sorted by id already. */
export function compile(scenario: Scenario): Model {
  const { steps, stepDays, start } = scenario;
  const uncertain = uncertainAmong(scenario.assumptions, scenario.evaluationOrder);
  const network = Object.freeze(buildNetwork(scenario));
  const [plan, quotas] = [planOf(scenario, network.counts, uncertain), quotasOf(scenario)];
  return Object.freeze({ scenario, network, plan, quotas, steps, stepDays, start, uncertain });
}

/** Lists of integers as a flat table. */
export function tableOf(lists: readonly (readonly number[])[]): Table {
  const start = new Int32Array(lists.length + 1);
  for (const [owner, list] of lists.entries()) start[owner + 1] = start[owner] + list.length;
  return { start, items: Int32Array.from(lists.flat()) };
}

/** Which places of `ownerOf` name each owner, in order: every place is looked at once. A negative owner is none. */
function ownedBy(owners: number, ownerOf: ArrayLike<number>, isMeant?: (place: number) => boolean): Table {
  const lists: number[][] = Array.from({ length: owners }, () => []);
  for (let place = 0; place < ownerOf.length; place++) {
    const owner = ownerOf[place];
    if (owner >= 0 && isMeant?.(place) !== false) lists[owner].push(place);
  }
  return tableOf(lists);
}

function buildNetwork({ stockpiles, flows, licences, demands, markets }: Scenario): Network {
  const stockpileAt = positions(stockpiles);
  const licenceAt = positions(licences);
  const marketAt = positions(markets);
  const at = (id: string) => stockpileAt.get(id) as number;
  const to = Int32Array.from(flows, (flow) => at(flow.to));
  const licenceOf = Int32Array.from(flows, ({ licence }) =>
    licence === undefined ? -1 : (licenceAt.get(licence) as number),
  );
  const isRelease = Uint8Array.from(flows, ({ releaseBelow }) => (releaseBelow === undefined ? 0 : 1));
  const inputs = tableOf(flows.map(({ from }) => from.map(({ stockpile }) => at(stockpile))));
  const byproducts = tableOf(flows.map(({ byproducts }) => byproducts.map(({ stockpile }) => at(stockpile))));
  const inputOwner = Int32Array.from(flows.flatMap(({ from }, flow) => from.map(() => flow)));
  const drawsFrom = Int32Array.from(demands, ({ from }) => at(from));
  const isOrdinary = (flow: number) => !isRelease[flow];
  const { claims, tiers, ...tiered } = claimsOf(stockpiles, inputs, inputOwner, flows, demands, drawsFrom);
  const byproductOwner = Int32Array.from(flows.flatMap(({ byproducts }, flow) => byproducts.map(() => flow)));
  const bringers = ownedBy(stockpiles.length, byproducts.items);
  const marketOf = new Int32Array(stockpiles.length).fill(-1);
  for (const [m, { of }] of markets.entries()) for (const id of of) marketOf[at(id)] = m;
  const next: number[][] = stockpiles.map(() => []);
  for (const [input, j] of inputs.items.entries()) {
    const flow = inputOwner[input];
    if (isOrdinary(flow)) next[j].push(to[flow]);
  }
  return {
    stockpiles: stockpiles.length,
    flows: flows.length,
    licences: licences.length,
    demands: demands.length,
    markets: markets.length,
    counts: {
      ...{ stockpiles: stockpiles.length, flows: flows.length, licences: licences.length, demands: demands.length },
      ...{ markets: markets.length, inputs: inputs.items.length, byproducts: byproducts.items.length },
      floors: tiered.floorIsDuration.length,
    },
    to,
    inputs,
    byproducts,
    licenceOf,
    isRelease,
    inflows: ownedBy(stockpiles.length, to, isOrdinary),
    deliveries: ownedBy(stockpiles.length, to),
    releasesInto: ownedBy(stockpiles.length, to, (flow) => !isOrdinary(flow)),
    ordinaryOf: ownedBy(licences.length, licenceOf, isOrdinary),
    gatedBy: ownedBy(licences.length, licenceOf),
    demandsOn: ownedBy(stockpiles.length, drawsFrom),
    drawsFrom,
    isBackordered: Uint8Array.from(demands, ({ backordered }) => (backordered ? 1 : 0)),
    claims,
    tiers,
    ...tiered,
    waits: Uint8Array.from(flows, ({ waits }) => (waits ? 1 : 0)),
    opensIn: Int32Array.from(flows, ({ opens }) => (opens === undefined ? -1 : (marketAt.get(opens.market) as number))),
    marketOf,
    members: ownedBy(markets.length, marketOf),
    pricedAt: tableOf(
      markets.map(({ of }) => {
        const own = of.map(at);
        const brought = own.flatMap((j) =>
          Array.from(bringers.items.subarray(bringers.start[j], bringers.start[j + 1])),
        );
        return [...new Set([...own, ...brought.map((byproduct) => to[byproductOwner[byproduct]])])];
      }),
    ),
    bringers,
    byproductOwner,
    inputOwner,
    takers: ownedBy(stockpiles.length, inputs.items),
    groups: tableOf(connectedGroups(next)),
  };
}

function positions(entities: readonly { readonly id: string }[]): Map<string, number> {
  return new Map(entities.map(({ id }, position) => [id, position]));
}

/**
 * Who claims what of each stockpile, by tier of priority; within a tier flows first, then demands, each by id. Floors
 * that nobody's tier has begin with the next.
 */
function claimsOf(
  stockpiles: Scenario['stockpiles'],
  inputs: Table,
  inputOwner: Int32Array,
  flows: Scenario['flows'],
  demands: Scenario['demands'],
  drawsFrom: Int32Array,
): Pick<Network, 'claims' | 'tiers' | 'tierOfInput' | 'tierOfDemand' | 'floorsFrom' | 'floorIsDuration'> {
  const claims: { claim: number; priority: number }[][] = stockpiles.map(() => []);
  for (const [input, stockpile] of inputs.items.entries()) {
    claims[stockpile].push({ claim: input, priority: flows[inputOwner[input]].priority });
  }
  for (const [k, { priority }] of demands.entries()) claims[drawsFrom[k]].push({ claim: -1 - k, priority });
  for (const list of claims) list.sort((left, right) => left.priority - right.priority);
  const table = tableOf(claims.map((list) => list.map(({ claim }) => claim)));
  const ends = claims.map((list, j) =>
    list.flatMap(({ priority }, place) => (list[place + 1]?.priority === priority ? [] : [table.start[j] + place + 1])),
  );
  const tierOfInput = new Int32Array(inputs.items.length);
  const tierOfDemand = new Int32Array(demands.length);
  const floorsFrom: number[][] = [];
  let floor = 0;
  for (const [j, { floors }] of stockpiles.entries()) {
    let [place, taken] = [table.start[j], 0];
    for (const end of ends[j]) {
      const { priority } = claims[j][place - table.start[j]];
      const own: number[] = [];
      for (; taken < floors.length && floors[taken].tier <= priority; taken++) own.push(floor + taken);
      for (; place < end; place++) {
        const claim = table.items[place];
        if (claim >= 0) tierOfInput[claim] = floorsFrom.length;
        else tierOfDemand[-1 - claim] = floorsFrom.length;
      }
      floorsFrom.push(own);
    }
    floor += floors.length;
  }
  return {
    ...{ claims: table, tiers: tableOf(ends), tierOfInput, tierOfDemand, floorsFrom: tableOf(floorsFrom) },
    floorIsDuration: Uint8Array.from(
      stockpiles.flatMap(({ floors }) => floors.map(({ of }) => (of === 'duration' ? 1 : 0))),
    ),
  };
}
