/** From names to positions: a checked scenario becomes a model. */
import { uncertainAmong } from '../chance/uncertain.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { connectedGroups } from './groups.ts';
import type { Model, Network, Table } from './network.ts';
import { planOf } from './plan.ts';

/** The model of a scenario. Its entities are sorted by id already. */
export function compile(scenario: Scenario): Model {
  const { steps, stepDays, start } = scenario;
  const uncertain = uncertainAmong(scenario.assumptions, scenario.evaluationOrder);
  const [network, plan] = [Object.freeze(buildNetwork(scenario)), planOf(scenario, uncertain)];
  return Object.freeze({ scenario, network, plan, steps, stepDays, start, uncertain });
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

function buildNetwork({ stockpiles, flows, licences, demands }: Scenario): Network {
  const stockpileAt = positions(stockpiles);
  const licenceAt = positions(licences);
  const at = (id: string) => stockpileAt.get(id) as number;
  const to = Int32Array.from(flows, (flow) => at(flow.to));
  const licenceOf = Int32Array.from(flows, ({ licence }) =>
    licence === undefined ? -1 : (licenceAt.get(licence) as number),
  );
  const isRelease = Uint8Array.from(flows, ({ releaseBelow }) => (releaseBelow === undefined ? 0 : 1));
  const inputs = tableOf(flows.map(({ from }) => from.map(({ stockpile }) => at(stockpile))));
  const inputOwner = Int32Array.from(flows.flatMap(({ from }, flow) => from.map(() => flow)));
  const drawsFrom = Int32Array.from(demands, ({ from }) => at(from));
  const isOrdinary = (flow: number) => !isRelease[flow];
  const { claims, tiers } = claimsOf(stockpiles.length, inputs, inputOwner, flows, demands, drawsFrom);
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
    to,
    inputs,
    byproducts: tableOf(flows.map(({ byproducts }) => byproducts.map(({ stockpile }) => at(stockpile)))),
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
    inputOwner,
    takers: ownedBy(stockpiles.length, inputs.items),
    groups: tableOf(connectedGroups(next)),
  };
}

function positions(entities: readonly { readonly id: string }[]): Map<string, number> {
  return new Map(entities.map(({ id }, position) => [id, position]));
}

/** Who claims what of each stockpile, by tier of priority; within a tier flows first, then demands, each by id. */
function claimsOf(
  stockpiles: number,
  inputs: Table,
  inputOwner: Int32Array,
  flows: Scenario['flows'],
  demands: Scenario['demands'],
  drawsFrom: Int32Array,
): { claims: Table; tiers: Table } {
  const claims: { claim: number; priority: number }[][] = Array.from({ length: stockpiles }, () => []);
  for (const [input, stockpile] of inputs.items.entries()) {
    claims[stockpile].push({ claim: input, priority: flows[inputOwner[input]].priority });
  }
  for (const [k, { priority }] of demands.entries()) claims[drawsFrom[k]].push({ claim: -1 - k, priority });
  for (const list of claims) list.sort((left, right) => left.priority - right.priority);
  const table = tableOf(claims.map((list) => list.map(({ claim }) => claim)));
  const ends = claims.map((list, j) =>
    list.flatMap(({ priority }, place) => (list[place + 1]?.priority === priority ? [] : [table.start[j] + place + 1])),
  );
  return { claims: table, tiers: tableOf(ends) };
}
