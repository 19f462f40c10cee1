/** The lists of who is connected to whom, as integers. What an entry of each holds is said in kernel/memory.ts. */
import type { Network, Table } from '../../model/network.ts';

/** In place of the row of a licence, and of that of a coefficient which is 1 in all lanes. */
export const NONE = -1;
export const ONE = 0;

/** Bytes of an entry. */
const RING = 16;
const CLAIM = 20;
const INPUT = 8;

/** What the numbers of a block need of the lists. */
export interface Found {
  /** Where in memory the row of an input's coefficient is named: in its claim, and in its draw. */
  readonly takenIn: readonly (readonly [claim: number, draw: number])[];
  /** The place of each flow among the ordinary inflows, or the releases, of its stockpile. */
  readonly placeOf: Int32Array;
}

export type Put = (name: string, entries: readonly number[]) => void;

/** The items of an owner. */
export function owned({ start, items }: Table, owner: number): number[] {
  return Array.from(items.subarray(start[owner], start[owner + 1]));
}

/** Places entries by owner under a name, and under `…Start` where each owner's begin, which are returned. */
export function placeByOwner(
  address: Readonly<Record<string, number>>,
  put: Put,
  name: string,
  owners: readonly (readonly number[])[],
): number[] {
  put(name, owners.flat());
  const starts = [address[name]];
  for (const [owner, entries] of owners.entries()) starts.push(starts[owner] + 4 * entries.length);
  put(`${name}Start`, starts);
  return starts;
}

/** Makes the lists of a network whose rows stand at `address`; `put` places each, and enters it there by name. */
export function placeLists(network: Network, address: Readonly<Record<string, number>>, put: Put): Found {
  const { row } = address;
  const { inputs, byproducts, licenceOf, to, isRelease, inputOwner } = network;
  const each = (count: number) => Array.from({ length: count }, (_, position) => position);
  const [stockpiles, flows, licences] = [each(network.stockpiles), each(network.flows), each(network.licences)];
  const byOwner = (name: string, owners: readonly (readonly number[])[]) => placeByOwner(address, put, name, owners);
  const of = (name: string, position: number) => address[name] + position * row;
  const ring = (f: number) => address.rings + f * RING;
  const licenceRow = (f: number) => (licenceOf[f] < 0 ? NONE : licenceOf[f] * row);
  const inputsOf = (f: number) => inputs.start[f + 1] - inputs.start[f];
  const inputEntries = (f: number) => [
    address.inputs + inputs.start[f] * INPUT,
    address.inputs + inputs.start[f + 1] * INPUT,
  ];
  const regular = (f: number) => of(isRelease[f] ? 'wanted' : 'regular', f);

  // Rings and grants are filled in block by block.
  put(
    'rings',
    flows.flatMap(() => [0, 0, 0, 0]),
  );
  const gated = flows.filter((f) => licenceOf[f] >= 0);
  put(
    'gated',
    gated.flatMap((f) => [f * row, licenceRow(f), 0, 0]),
  );
  put(
    'traits',
    stockpiles.map(() => 0),
  );

  const arrivals: number[][] = stockpiles.map(() => []);
  for (const f of flows) {
    arrivals[to[f]].push(ring(f), ONE);
    for (let i = byproducts.start[f]; i < byproducts.start[f + 1]; i++) {
      arrivals[byproducts.items[i]].push(ring(f), of('byproductPerUnit', i));
    }
  }
  byOwner('arrivals', arrivals);
  const flowEntry = (f: number) => [f * row, licenceRow(f)];
  byOwner(
    'inflows',
    stockpiles.map((j) => owned(network.inflows, j).flatMap(flowEntry)),
  );
  const startOf = (f: number) => of(inputsOf(f) > 0 ? 'shipped' : 'wanted', f);
  const delivery = (f: number) => [...flowEntry(f), ring(f), startOf(f)];
  byOwner(
    'deliveries',
    stockpiles.map((j) => owned(network.deliveries, j).flatMap(delivery)),
  );
  const demandEntry = (k: number) => [k * row, network.isBackordered[k]];
  byOwner(
    'demandsOn',
    stockpiles.map((j) => owned(network.demandsOn, j).flatMap(demandEntry)),
  );
  const ofLicence = (table: Table) => licences.map((l) => owned(table, l).flatMap((f) => [f * row, to[f] * row]));
  byOwner('ordinaryOf', ofLicence(network.ordinaryOf));
  byOwner('gatedBy', ofLicence(network.gatedBy));

  put('inputs', Array.from(inputs.items, (j, i) => [j * row, of('inputPerUnit', i)]).flat());
  const combining = flows.filter((f) => inputsOf(f) > 1);
  put(
    'combining',
    combining.flatMap((f) => [f * row, ...inputEntries(f)]),
  );
  const release = (f: number) => [...flowEntry(f), ...inputEntries(f)];
  byOwner(
    'releases',
    stockpiles.map((j) => owned(network.releasesInto, j).flatMap(release)),
  );
  const reserves = new Set(flows.filter((f) => isRelease[f]).flatMap((f) => owned(inputs, f)));
  put(
    'reserves',
    Array.from(reserves, (j) => j * row),
  );

  const claim = (claimed: number) => {
    const k = -1 - claimed;
    if (k >= 0) return [of('demandRequest', k), of('demandRegular', k), ONE, address.unbounded, of('served', k)];
    const f = inputOwner[claimed];
    const asked = of(inputsOf(f) > 1 ? 'asked' : 'wanted', f);
    // Of several inputs the scarcest decides: each lowers what the others have left of the flow.
    const bound = inputsOf(f) > 1 ? of('shipped', f) : asked;
    return [asked, regular(f), of('inputPerUnit', claimed), bound, of('shipped', f)];
  };
  put('claims', Array.from(network.claims.items, claim).flat());
  byOwner(
    'tiers',
    stockpiles.map((j) => {
      const ends = owned(network.tiers, j).map((end) => address.claims + end * CLAIM);
      return ends.flatMap((end, tier) => [ends[tier - 1] ?? address.claims + network.claims.start[j] * CLAIM, end]);
    }),
  );
  const draws: number[][] = stockpiles.map(() => []);
  const placeOfDraw = Array.from(inputs.items, (j, i) => {
    const place = draws[j].length;
    draws[j].push(of('shipped', inputOwner[i]), regular(inputOwner[i]), of('inputPerUnit', i));
    return place;
  });
  for (const [k, j] of network.drawsFrom.entries()) draws[j].push(of('served', k), of('demand', k), ONE);
  const drawsStart = byOwner('draws', draws);

  const claimOf = new Int32Array(inputs.items.length);
  for (const [place, claimed] of network.claims.items.entries()) if (claimed >= 0) claimOf[claimed] = place;
  const takenIn = Array.from(inputs.items, (j, i): [number, number] => [
    address.claims + claimOf[i] * CLAIM + 8,
    drawsStart[j] + 4 * placeOfDraw[i] + 8,
  ]);
  const placeOf = new Int32Array(network.flows);
  for (const table of [network.inflows, network.releasesInto]) {
    for (const j of stockpiles) for (const [place, f] of owned(table, j).entries()) placeOf[f] = place;
  }
  return { takenIn, placeOf };
}
