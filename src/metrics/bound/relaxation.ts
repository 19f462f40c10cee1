/**
 * What an allocator could have done who need not follow the rules of ordering and sharing: the model's conservation of
 * mass, capacities, licences and demands as a linear programme over what ships, is held and is short in each step.
 * Every row holds for the simulated run too, so that the least cost is never above the simulation's. Amounts in the
 * programme are divided by `scale`, tonnes or pieces.
 */
import type { Component } from './components.ts';
import { type Builder, programmeBuilder, type Term } from './linear-programme.ts';
import type { Reference } from './reference.ts';
import { type ReviewRows, reviewRows } from './review-rows.ts';

/** What the allocator may do. */
export interface Liberties {
  /** The first step in which anything may differ from the simulation. */
  readonly begin: number;
  /** Whether each stockpile must end with as much on hand and under way to it as simulated. */
  readonly end: 'as-simulated' | 'free';
  /** Whether licences are granted as simulated, or asked for anew. */
  readonly licences: 'granted' | 'asked';
  /** Whether lanes that nothing else bounds carry at most what they did in their best step. */
  readonly lanes: 'as-shipped' | 'free';
}

/** A column by entity and step: the place of the entity in its component times the steps plus step − begin. */
interface Columns {
  readonly shipped: Int32Array;
  readonly onHand: Int32Array;
  readonly short: Int32Array;
}

/** Rows and columns whose bounds have a price, by entity and step, positions of the model; −1 where there is none. */
export interface Relaxation {
  readonly builder: Builder;
  readonly scale: number;
  readonly component: Component;
  readonly columns: Columns;
  /** By stockpile, of its balance in each step; by licence, of its limit. */
  readonly balanceRows: Int32Array;
  readonly limitRows: readonly { readonly licence: number; readonly step: number; readonly row: number }[];
  readonly grantRows: readonly ReviewRows[];
}

/** How many columns and rows a relaxation has at most, before it is made. */
export function sizeOfRelaxation(
  { model: { network, steps } }: Reference,
  { flows, stockpiles, demands }: Component,
  { begin }: Pick<Liberties, 'begin'>,
): { readonly columns: number; readonly rows: number } {
  const licensed = flows.filter((f) => network.licenceOf[f] >= 0).length;
  const backordered = demands.filter((k) => network.isBackordered[k]).length;
  const span = steps - begin;
  return {
    columns: span * (flows.length + stockpiles.length + demands.length + 2 * licensed + 2 * backordered),
    rows: span * (stockpiles.length + 5 * licensed + 2 * backordered) + stockpiles.length,
  };
}

/** The relaxation of a component. */
export function relaxationOf(reference: Reference, component: Component, liberties: Liberties): Relaxation {
  const { model, run } = reference;
  const { network, steps } = model;
  const { begin } = liberties;
  const span = steps - begin;
  const { flows, stockpiles, demands } = component;
  const builder = programmeBuilder();
  const scale = scaleOf(reference, component);
  const scaled = (amount: number) => amount / scale;
  const filled = (entities: readonly number[], column: (entity: number, t: number) => number) =>
    Int32Array.from({ length: entities.length * span }, (_, place) =>
      column(entities[Math.floor(place / span)], begin + (place % span)),
    );
  const most = mostShipped(reference, flows);
  const shipped = filled(flows, (f, t) =>
    builder.column(0, scaled(mostOf(reference, f, t, liberties, most)), scaled(run.shipped[t * network.flows + f])),
  );
  const onHand = filled(stockpiles, (j, t) =>
    builder.column(0, Number.POSITIVE_INFINITY, scaled(run.onHand[t * network.stockpiles + j])),
  );
  const at = (k: number, t: number) => t * network.demands + k;
  const short = filled(demands, (k, t) => {
    const known = network.isBackordered[k] ? Math.max(0, fallenBehind(reference, k, t)) : lost(reference, k, t);
    const upper = network.isBackordered[k] ? Number.POSITIVE_INFINITY : scaled(run.demand[at(k, t)]);
    return builder.column(0, upper, scaled(known));
  });
  const place = (entities: readonly number[], columns: Int32Array) => {
    const places = new Map(entities.map((entity, n) => [entity, n]));
    return (entity: number, t: number) => columns[(places.get(entity) as number) * span + t - begin];
  };
  const [x, held, z] = [place(flows, shipped), place(stockpiles, onHand), place(demands, short)];
  const served = backlogRows(reference, demands, liberties, { builder, scaled, z });
  const { into, arriving } = deliveries(reference, component, begin, x);
  const balanceRows = new Int32Array(network.stockpiles * steps).fill(-1);
  for (const j of stockpiles) {
    for (let t = begin; t < steps; t++) {
      const terms: Term[] = [[held(j, t), 1], ...into(j, t).map(([column, quantity]): Term => [column, -quantity])];
      let constant = arriving(j, t);
      if (t > begin) terms.push([held(j, t - 1), -1]);
      else constant += begin > 0 ? run.onHand[(t - 1) * network.stockpiles + j] : reference.parameters.initialOnHand[j];
      for (let i = network.takers.start[j]; i < network.takers.start[j + 1]; i++) {
        const input = network.takers.items[i];
        terms.push([x(network.inputOwner[input], t), reference.inputPerUnit(input, t)]);
      }
      for (let i = network.demandsOn.start[j]; i < network.demandsOn.start[j + 1]; i++) {
        const k = network.demandsOn.items[i];
        if (network.isBackordered[k]) terms.push([served(k, t), 1]);
        else {
          terms.push([z(k, t), -1]);
          constant -= run.demand[at(k, t)];
        }
      }
      balanceRows[j * steps + t] = builder.row(scaled(constant), scaled(constant), terms);
    }
  }
  const limitRows = quotas(reference, flows, liberties, { builder, scaled, x });
  const grantRows = flows.flatMap((f) => reviewRows(reference, f, liberties, { builder, scaled, x }));
  if (liberties.end === 'as-simulated') endRows(reference, component, liberties, { builder, scaled, x, held });
  return { builder, scale, component, columns: { shipped, onHand, short }, balanceRows, limitRows, grantRows };
}

/** What a demand lost: D − served. */
function lost({ model: { network }, run }: Reference, k: number, t: number): number {
  const at = t * network.demands + k;
  return Math.max(0, run.demand[at] - run.served[at]);
}

/** B(t) − B(t−1) of a backordered demand; nothing waits before the first step. */
function fallenBehind({ model: { network }, run }: Reference, k: number, t: number): number {
  return run.backlog[t * network.demands + k] - (t > 0 ? run.backlog[(t - 1) * network.demands + k] : 0);
}

/** What demand k missed in step t: what it lost, or fell behind by, each tonne counted once. */
export function missed(reference: Reference, k: number, t: number): number {
  return reference.model.network.isBackordered[k] ? Math.max(0, fallenBehind(reference, k, t)) : lost(reference, k, t);
}

/** The largest demand of the component in any step; 1 where none is needed. */
function scaleOf({ model: { network, steps }, run }: Reference, { demands }: Component): number {
  let most = 0;
  for (const k of demands) for (let t = 0; t < steps; t++) most = Math.max(most, run.demand[t * network.demands + k]);
  return most > 0 ? most : 1;
}

/** The most that each flow shipped in a step, by position; of others nothing is known. */
function mostShipped({ model: { network, steps }, run, parameters }: Reference, flows: readonly number[]) {
  const most = Float64Array.from(parameters.initialFlow);
  for (const f of flows)
    for (let t = 0; t < steps; t++) most[f] = Math.max(most[f], run.shipped[t * network.flows + f]);
  return most;
}

/** The most that flow f may ship in step t by capacity and by what its licence lets through without review. */
function mostOf(reference: Reference, f: number, t: number, { lanes }: Liberties, most: Float64Array): number {
  const { network } = reference.model;
  const capacity = reference.capacity(f, t);
  let bound = capacity;
  const allow = reference.allow(f, t);
  if (allow === 0) return 0;
  if (allow < 1 && !reference.isUnderReview(f, t)) {
    bound = Math.min(bound, network.isRelease[f] ? allow * capacity : allow * reference.assigned(f, t));
  }
  return lanes === 'as-shipped' && (capacity === Number.POSITIVE_INFINITY || isOneOfSeveral(reference, f))
    ? Math.min(bound, most[f])
    : bound;
}

/** Whether a flow is one of several ordinary inflows of a stockpile whose orders don't turn elsewhere freely. */
function isOneOfSeveral({ model: { network }, parameters }: Reference, f: number): boolean {
  const j = network.to[f];
  const { start } = network.inflows;
  return !network.isRelease[f] && start[j + 1] - start[j] > 1 && parameters.switchable[j] < 1;
}

/** How rows are added: amounts are scaled, and columns are found by entity and step. */
interface Adding {
  readonly builder: Builder;
  scaled(amount: number): number;
}
type ColumnAt = (entity: number, t: number) => number;

/** B(t) = B(t−1) + D − served and z ≥ B(t) − B(t−1); returns where `served` stands. */
function backlogRows(
  { model: { network, steps }, run }: Reference,
  demands: readonly number[],
  { begin }: Liberties,
  { builder, scaled, z }: Adding & { readonly z: ColumnAt },
): ColumnAt {
  const served = new Map<number, number>();
  for (const k of demands.filter((one) => network.isBackordered[one])) {
    const at = (t: number) => t * network.demands + k;
    let before: number | undefined;
    for (let t = begin; t < steps; t++) {
      const own = builder.column(0, Number.POSITIVE_INFINITY, scaled(run.served[at(t)]));
      const backlog = builder.column(0, Number.POSITIVE_INFINITY, scaled(run.backlog[at(t)]));
      const known = before === undefined && t > 0 ? scaled(run.backlog[at(t - 1)]) : 0;
      const owed = scaled(run.demand[at(t)]) + known;
      builder.row(owed, owed, [[backlog, 1], [own, 1], ...(before === undefined ? [] : [[before, -1] as const])]);
      builder.row(-known, Number.POSITIVE_INFINITY, [
        [z(k, t), 1],
        [backlog, -1],
        ...(before === undefined ? [] : [[before, 1] as const]),
      ]);
      served.set(k * steps + t, own);
      before = backlog;
    }
  }
  return (k, t) => served.get(k * steps + t) as number;
}

/** What arrives at each stockpile: columns that are free to differ, and what was shipped before. */
function deliveries(reference: Reference, { flows }: Component, begin: number, x: ColumnAt) {
  const { model, parameters, run } = reference;
  const { network, steps } = model;
  const free = new Map<number, Term[]>();
  const fixed = new Float64Array(network.stockpiles * steps);
  const { start, items } = network.byproducts;
  for (const f of flows) {
    // Before the start each flow shipped what it then did in each step.
    const lead = reference.ahead(f);
    for (let s = -lead; s < steps; s++) {
      const arrives = s < 0 ? s + lead : reference.arrival(f, s);
      if (arrives >= steps) continue;
      const quantity = s < 0 ? parameters.initialFlow[f] : run.shipped[s * network.flows + f];
      const deliver = (j: number, perUnit: number) => {
        const at = j * steps + arrives;
        if (s < begin) fixed[at] += perUnit * quantity;
        else {
          const own = free.get(at);
          if (own) own.push([x(f, s), perUnit]);
          else free.set(at, [[x(f, s), perUnit]]);
        }
      };
      deliver(network.to[f], 1);
      for (let i = start[f]; i < start[f + 1]; i++) deliver(items[i], reference.byproductPerUnit(i));
    }
  }
  return {
    into: (j: number, t: number): readonly Term[] => free.get(j * steps + t) ?? [],
    arriving: (j: number, t: number): number => fixed[j * steps + t],
  };
}

/** Σ x of a licence's flows over each period of its quota at most its account: its limit, and what is carried over. */
function quotas(
  reference: Reference,
  flows: readonly number[],
  { begin }: Liberties,
  { builder, scaled, x }: Adding & { readonly x: ColumnAt },
): Relaxation['limitRows'] {
  const { network, steps } = reference.model;
  const rows: { licence: number; step: number; row: number }[] = [];
  for (const licence of new Set(flows.map((f) => network.licenceOf[f]).filter((l) => l >= 0))) {
    const gated = network.gatedBy.items.subarray(network.gatedBy.start[licence], network.gatedBy.start[licence + 1]);
    const leftAt = (t: number) => reference.run.quotaLeft[t * network.licences + licence];
    // What is left of the period before: known, or in a column.
    let left: { readonly known: number; readonly column: number | undefined } = { known: 0, column: undefined };
    if (begin > 0) left = { known: leftAt(begin - 1), column: undefined };
    for (let t = begin, end = begin; t < steps; t = end) {
      do end++;
      while (end < steps && reference.period(licence, end) === 0);
      const period = reference.period(licence, t);
      const carried = period === 0 ? 1 : reference.carried(licence, t);
      const account =
        (period === 0 ? 0 : reference.limit(licence, t) * period) + (carried > 0 ? carried * left.known : 0);
      const before: Term[] = carried > 0 && left.column !== undefined ? [[left.column, -carried]] : [];
      const isCarriedOn = end < steps && reference.carried(licence, end) > 0;
      if (account === Number.POSITIVE_INFINITY) {
        left = { known: account, column: undefined };
        continue;
      }
      const own = isCarriedOn ? builder.column(0, Number.POSITIVE_INFINITY, scaled(leftAt(end - 1))) : undefined;
      const terms = Array.from({ length: end - t }, (_, n) => Array.from(gated, (f): Term => [x(f, t + n), 1])).flat();
      const all: Term[] = [...terms, ...before, ...(own === undefined ? [] : [[own, 1] as const])];
      rows.push({ licence, step: t, row: builder.row(Number.NEGATIVE_INFINITY, scaled(account), all) });
      left = { known: 0, column: own };
    }
  }
  return rows;
}

/** On hand and under way to each stockpile at the end at least as simulated. */
function endRows(
  reference: Reference,
  { stockpiles, flows }: Component,
  { begin }: Liberties,
  { builder, scaled, x, held }: Adding & { readonly x: ColumnAt; readonly held: ColumnAt },
): void {
  const { model, run } = reference;
  const { network, steps } = model;
  const terms = new Map<number, Term[]>(stockpiles.map((j) => [j, [[held(j, steps - 1), 1]]]));
  const simulated = new Map(stockpiles.map((j) => [j, run.onHand[(steps - 1) * network.stockpiles + j]]));
  const { start, items } = network.byproducts;
  for (const f of flows) {
    for (let s = begin; s < steps; s++) {
      if (reference.arrival(f, s) < steps) continue;
      const deliver = (j: number, perUnit: number) => {
        terms.get(j)?.push([x(f, s), perUnit]);
        simulated.set(j, (simulated.get(j) as number) + perUnit * run.shipped[s * network.flows + f]);
      };
      deliver(network.to[f], 1);
      for (let i = start[f]; i < start[f + 1]; i++) deliver(items[i], reference.byproductPerUnit(i));
    }
  }
  for (const [j, own] of terms) builder.row(scaled(simulated.get(j) as number), Number.POSITIVE_INFINITY, own);
}
