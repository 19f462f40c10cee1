/** Places a model and the parameters of a block in the memory of a kernel (how it is laid out: kernel/memory.ts). */
import type { Model, Parameters, Table } from '../../model/network.ts';
import { lotsAtOnce, mostSteps } from '../state.ts';
import { type Arena, arenaOf } from './arena.ts';
import type { Kernel } from './kernel.ts';

/** No licence; a coefficient of 1 in all lanes. */
const NONE = -1;
const ONE = 0;

/** Where things stand that the driver reads or writes at each step; addresses in bytes. */
export interface Placed {
  readonly arena: Arena;
  /** Lanes of a row in memory: those of the parameters, made even. */
  readonly width: number;
  readonly address: Readonly<Record<string, number>>;
}

/** Fills the kernel's memory for a block: the state at its start, the network and the parameters. */
export function place(kernel: Kernel, model: Model, parameters: Parameters): Placed {
  const { network } = model;
  const { stockpiles, flows, licences, demands, licenceOf, inputs, isRelease, to } = network;
  const { lanes, schedule, taken, given, lead } = parameters;
  const { layout } = schedule;
  const width = lanes + (lanes % 2);
  const row = 8 * width;
  const arena = arenaOf(kernel);
  const address: Record<string, number> = {};
  const set = (name: string, value: number) => {
    address[name] = value;
    kernel.set(name, value);
    return value;
  };
  const rows = (name: string, count: number) => set(name, arena.take(count * row));
  /** Rows of values by entity and lane; an odd lane has a twin. */
  const rowsOf = (name: string, values: ArrayLike<number>) => {
    const at = rows(name, values.length / lanes);
    fillRows(arena, at, values, lanes, width);
    return at;
  };
  const list = (name: string, values: readonly number[]) => {
    const at = set(name, arena.take(4 * values.length));
    arena.i32.set(values, at / 4);
    return at;
  };
  /** Entries of integers by owner, and the addresses at which owners begin. */
  const listsOf = (name: string, owners: readonly (readonly number[])[]) => {
    const items = owners.flat();
    const at = arena.take(4 * items.length);
    arena.i32.set(items, at / 4);
    let next = at;
    list(`${name}Start`, [at, ...owners.map((owner) => (next += 4 * owner.length))]);
    return at;
  };
  const owned = ({ start, items }: Table, owner: number) => items.subarray(start[owner], start[owner + 1]);
  const eachStockpile = Array.from({ length: stockpiles }, (_, j) => j);
  const eachFlow = Array.from({ length: flows }, (_, f) => f);
  const eachLicence = Array.from({ length: licences }, (_, l) => l);
  const same = (values: ArrayLike<number>, entity: number, value = values[entity * lanes]) => {
    for (let i = 0; i < lanes; i++) if (values[entity * lanes + i] !== value) return false;
    return true;
  };
  const licenceRow = (f: number) => (licenceOf[f] < 0 ? NONE : licenceOf[f] * row);

  set('row', row);
  for (const [name, count] of Object.entries({ stockpiles, flows, licences, demands })) set(name, count);

  rowsOf('onHand', parameters.initialOnHand);
  rowsOf('forecast', parameters.initialForecast);
  for (const name of ['byproductArrivals', 'order', 'isReleasing']) rows(name, stockpiles);
  rowsOf('adjust', parameters.adjust);
  rowsOf('forecastSteps', parameters.forecast);
  rowsOf('switchable', parameters.switchable);
  for (const name of ['inTransit', 'trusted', 'sigma', 'regular', 'ordered', 'wanted', 'asked', 'started'])
    rows(name, flows);
  for (const name of ['limitBound', 'pending', 'held', 'unused', 'applied', 'granted', 'lapsed', 'licensed'])
    rows(name, flows);
  arena.f64.fill(Number.POSITIVE_INFINITY, address.trusted / 8, address.trusted / 8 + flows * width);
  rowsOf('lead', lead);
  rowsOf('releaseBelow', parameters.releaseBelow);
  for (const name of ['underReview', 'isOpen', 'reviewDelay', 'approval']) rows(name, licences);
  for (const name of ['backlog', 'demand', 'demandRequest', 'demandRegular', 'served', 'shortfall', 'noise'])
    rows(name, demands);
  arena.f64.fill(1, address.noise / 8, address.noise / 8 + demands * width);
  rowsOf('conserve', parameters.conserve);
  list('isBackordered', Array.from(network.isBackordered));
  rows('unbounded', 1);
  arena.f64.fill(Number.POSITIVE_INFINITY, address.unbounded / 8, address.unbounded / 8 + width);

  const scheduled = arena.take((schedule.first.length / lanes) * row);
  fillRows(arena, scheduled, schedule.first, lanes, width);
  for (const name of ['capacity', 'share', 'allow', 'limit', 'review', 'approve', 'valid', 'cover', 'target'] as const)
    set(name, scheduled + layout[name] * row);
  set('scheduledDemand', scheduled + layout.demand * row);
  address.uses = scheduled + layout.uses * row;
  rows('changes', schedule.changing.length);
  list(
    'changing',
    Array.from(schedule.changing, (slot) => scheduled + slot * row),
  );
  set('changingEnd', address.changing + 4 * schedule.changing.length);

  const takenRows = arena.take((taken.length / lanes) * row);
  fillRows(arena, takenRows, taken, lanes, width);
  const givenRows = arena.take((given.length / lanes) * row);
  fillRows(arena, givenRows, given, lanes, width);
  const takenBy = (input: number) => (same(taken, input, 1) ? ONE : takenRows + input * row);

  const isUneven = (f: number) => !same(lead, f);
  const most = (f: number) => Math.max(...lead.subarray(f * lanes, (f + 1) * lanes));
  // Before the rings: no ring may end where such a slot stands, or the slot would be taken to have come round.
  const apart = eachFlow.map((f) => (isUneven(f) ? arena.take(row) : 0));
  const ringBegin = eachFlow.map((f) => arena.take(most(f) * row));
  const ringEnd = eachFlow.map((f) => ringBegin[f] + most(f) * row);
  const rings = list(
    'rings',
    eachFlow.flatMap((f) => [ringBegin[f], ringEnd[f], isUneven(f) ? apart[f] : ringBegin[f], isUneven(f) ? 0 : row]),
  );
  const ring = (f: number) => rings + 16 * f;
  const uneven = eachFlow.filter(isUneven);
  for (const f of eachFlow) {
    for (let i = 0; i < width; i++) {
      const lane = f * lanes + Math.min(i, lanes - 1);
      for (let s = 0; s < lead[lane]; s++) arena.f64[ringBegin[f] / 8 + s * width + i] = parameters.initialFlow[lane];
    }
  }
  list('uneven', uneven.map(ring));
  set('unevenEnd', address.uneven + 4 * uneven.length);
  list(
    'unevenSlots',
    uneven.flatMap((f) =>
      Array.from({ length: width }, (_, i) => [
        ringBegin[f] + 8 * i,
        ringBegin[f] + 8 * i + lead[f * lanes + Math.min(i, lanes - 1)] * row,
      ]).flat(),
    ),
  );

  const arrivals: number[][] = eachStockpile.map(() => []);
  for (const f of eachFlow) {
    arrivals[to[f]].push(ring(f) + 8, ONE);
    for (let i = network.byproducts.start[f]; i < network.byproducts.start[f + 1]; i++) {
      arrivals[network.byproducts.items[i]].push(ring(f) + 8, givenRows + i * row);
    }
  }
  listsOf('arrivals', arrivals);
  const inflowOf = (f: number) => [f * row, licenceRow(f)];
  listsOf(
    'inflows',
    eachStockpile.map((j) => Array.from(owned(network.inflows, j), inflowOf).flat()),
  );
  const hasInputs = (f: number) => inputs.start[f + 1] > inputs.start[f];
  listsOf(
    'deliveries',
    eachStockpile.map((j) =>
      Array.from(owned(network.deliveries, j), (f) => [
        f * row,
        licenceRow(f),
        ring(f),
        (hasInputs(f) ? address.started : address.wanted) + f * row,
      ]).flat(),
    ),
  );
  listsOf(
    'demandsOn',
    eachStockpile.map((j) => Array.from(owned(network.demandsOn, j), (k) => k * row)),
  );
  placeOrder('switchOrder', network.inflows, parameters.switchOrder);
  const releases = network.releasesInto;
  const inputsOf = new Map<number, [number, number]>();
  for (const f of eachFlow) {
    const several = inputs.start[f + 1] - inputs.start[f] > 1;
    if (!several && !isRelease[f]) continue;
    const entries: number[] = [];
    for (let i = inputs.start[f]; i < inputs.start[f + 1]; i++)
      entries.push(inputs.items[i] * row, takenRows + i * row);
    const at = arena.take(4 * entries.length);
    arena.i32.set(entries, at / 4);
    inputsOf.set(f, [at, at + 4 * entries.length]);
  }
  const inputList = (f: number) => inputsOf.get(f) as [number, number];
  const combining = eachFlow.filter((f) => inputs.start[f + 1] - inputs.start[f] > 1);
  list(
    'combining',
    combining.flatMap((f) => [f * row, ...inputList(f)]),
  );
  set('combiningEnd', address.combining + 12 * combining.length);
  listsOf(
    'releases',
    eachStockpile.map((j) => Array.from(owned(releases, j), (f) => [f * row, licenceRow(f), ...inputList(f)]).flat()),
  );
  placeOrder('releaseOrder', releases, parameters.releaseOrder);
  const reserves = [...new Set(eachFlow.filter((f) => isRelease[f]).flatMap((f) => Array.from(owned(inputs, f))))];
  list(
    'reserves',
    reserves.map((j) => j * row),
  );
  set('reservesEnd', address.reserves + 4 * reserves.length);

  const several = (f: number) => inputs.start[f + 1] - inputs.start[f] > 1;
  const claimOf = (claim: number) => {
    if (claim < 0) {
      const k = (-1 - claim) * row;
      return [address.demandRequest + k, address.demandRegular + k, ONE, address.unbounded, address.served + k];
    }
    const f = network.inputOwner[claim];
    const asked = (several(f) ? address.asked : address.wanted) + f * row;
    const regular = (isRelease[f] ? address.wanted : address.regular) + f * row;
    return [asked, regular, takenBy(claim), several(f) ? address.started + f * row : asked, address.started + f * row];
  };
  const claims = list('claims', Array.from(network.claims.items, claimOf).flat());
  listsOf(
    'tiers',
    eachStockpile.map((j) => {
      let from = network.claims.start[j];
      return Array.from(owned(network.tiers, j), (end) => {
        const tier = [claims + 20 * from, claims + 20 * end];
        from = end;
        return tier;
      }).flat();
    }),
  );
  const draws: number[][] = eachStockpile.map(() => []);
  for (const [input, j] of inputs.items.entries()) {
    const f = network.inputOwner[input];
    draws[j].push(
      address.started + f * row,
      (isRelease[f] ? address.wanted : address.regular) + f * row,
      takenBy(input),
    );
  }
  for (const [k, j] of network.drawsFrom.entries())
    draws[j].push(address.served + k * row, address.demand + k * row, ONE);
  listsOf('draws', draws);

  const byLicence = (table: Table) =>
    eachLicence.map((l) => Array.from(owned(table, l), (f) => [f * row, to[f] * row]).flat());
  listsOf('ordinaryOf', byLicence(network.ordinaryOf));
  listsOf('gatedBy', byLicence(network.gatedBy));

  const spans = Array.from(
    { length: width },
    (_, i) => 1 + mostSteps(parameters, layout.review, licences, Math.min(i, lanes - 1)),
  );
  const applicationRows = set('applicationRows', Math.max(...spans));
  list('applicationSpan', spans);
  let lotSpan = 1;
  for (let i = 0; i < lanes; i++) lotSpan = Math.max(lotSpan, lotsAtOnce(parameters, licences, i));
  lotSpan = set('lotSpan', Math.min(lotSpan, model.steps + 2));
  const lotBytes = set('lotBytes', 16 + 16 * lotSpan);
  const gated = eachFlow.filter((f) => licenceOf[f] >= 0);
  list(
    'gated',
    gated.flatMap((f) => [f * row, licenceRow(f), arena.take(applicationRows * row), arena.take(width * lotBytes)]),
  );
  set('gatedEnd', address.gated + 16 * gated.length);
  list(
    'traits',
    eachStockpile.map(
      (j) =>
        (same(parameters.adjust, j, 1) ? 1 : 0) +
        (same(parameters.forecast, j, 1) ? 2 : 0) +
        (isShared(parameters.switchOrder, j) ? 4 : 0),
    ),
  );
  set('scratch', arena.take(16 * Math.max(1, ...eachStockpile.map((j) => owned(network.inflows, j).length))));
  return { arena, width, address };

  function isShared({ start, items }: Table, j: number): boolean {
    for (let n = start[j]; n < start[j + 1]; n++) if (!same(items, n)) return false;
    return true;
  }

  /** By lane, the order of a stockpile's flows as places in its list. */
  function placeOrder(name: string, table: Table, { start, items }: Table): void {
    listsOf(
      name,
      eachStockpile.map((j) => {
        const flowsHere = Array.from(owned(table, j));
        const order: number[] = [];
        for (let n = start[j]; n < start[j + 1]; n++)
          for (let i = 0; i < width; i++) order.push(flowsHere.indexOf(items[n * lanes + Math.min(i, lanes - 1)]));
        return order;
      }),
    );
  }
}

/** Copies rows of `lanes` into rows of `width`, a missing last lane being the one before. */
function fillRows({ f64 }: Arena, address: number, values: ArrayLike<number>, lanes: number, width: number): void {
  const base = address / 8;
  if (lanes === width) {
    f64.set(values, base);
    return;
  }
  for (let entity = 0; entity < values.length / lanes; entity++) {
    for (let i = 0; i < width; i++) f64[base + entity * width + i] = values[entity * lanes + Math.min(i, lanes - 1)];
  }
}
