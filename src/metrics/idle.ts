/** Capacity that stood idle while a demand was short, and why nobody asked for it: what a model leaves unused in need. */
import type { Model } from '../model/network.ts';
import { type Scheduled, scheduledOf } from '../model/scheduled.ts';
import type { Run } from '../simulation/record.ts';

/**
 * Why capacity was not used, of the first that holds:
 * `licence`: its licence lets nothing, or no more, through, or has not granted it yet;
 * `source`: its own source had nothing to give, of what was asked for or, where more was needed, beyond that; a release
 *   whose reserve is used up is not idle, but spent;
 * `floor`: it was asked for, and what its own source had was kept for others by a floor;
 * `elsewhere`: what it delivers to had stock, so the bottleneck is another;
 * `no-share`: it has a share of 0 in the orders, and blocked orders may not turn to it (`switchable` 0);
 * `fixed-share`: it gets its share of the orders, and no more than that may turn to it (`switchable` below 1);
 * `expected`: what was ordered before was under way and had not arrived;
 * `not-ordered`: it was asked for less, for none of these reasons.
 */
export const IDLE_REASONS = [
  ...(['licence', 'source', 'floor', 'elsewhere', 'no-share', 'fixed-share', 'expected', 'not-ordered'] as const),
];
export type IdleReason = (typeof IDLE_REASONS)[number];

/** A flow with capacity to spare in the steps in which a demand was short. */
export interface IdleFlow {
  readonly flow: string;
  /** Σ of its capacity, and of what it did not ship of that, over these steps: tonnes or pieces of what it delivers. */
  readonly capacity: number;
  readonly unused: number;
  /** What was unused by reason, the most first. */
  readonly reasons: readonly { readonly reason: IdleReason; readonly amount: number }[];
}

/** A step is short if its shortfall exceeds this share of demand; less than this share of a capacity is no idleness. */
const SHORT = 1e-6;

/** The idle capacities upstream of demand k in a single run, by id; flows without a limit have none. */
export function idleWhileShort(run: Run, k: number): IdleFlow[] {
  const { model, steps } = run;
  const { network, scenario } = model;
  const short = Array.from({ length: steps }, (_, t) => t).filter((t) => {
    const at = t * network.demands + k;
    return run.shortfall[at] > SHORT * run.demand[at];
  });
  if (short.length === 0) return [];
  const scheduled = scheduledOf(run.parameters);
  return upstreamFlows(model, k).flatMap((f) => {
    const amounts = new Map<IdleReason, number>();
    let capacity = 0;
    for (const t of short) {
      const own = run.capacity[t * network.flows + f];
      if (!(own > 0 && Number.isFinite(own))) continue;
      capacity += own;
      for (const [reason, amount] of idleAt(run, scheduled, f, t)) {
        amounts.set(reason, (amounts.get(reason) ?? 0) + amount);
      }
    }
    if (network.isRelease[f] === 1) amounts.delete('source');
    const reasons = [...amounts]
      .map(([reason, amount]) => ({ reason, amount }))
      .toSorted((a, b) => b.amount - a.amount || IDLE_REASONS.indexOf(a.reason) - IDLE_REASONS.indexOf(b.reason));
    const unused = reasons.reduce((sum, { amount }) => sum + amount, 0);
    return unused > SHORT * capacity ? [{ flow: scenario.flows[f].id, capacity, unused, reasons }] : [];
  });
}

/** Positions of the flows that lead to what demand k draws on, by way of whatever stockpiles. */
function upstreamFlows({ network }: Model, k: number): number[] {
  const { inputs, byproducts, deliveries, drawsFrom } = network;
  const givers = new Map<number, number[]>();
  for (let f = 0; f < network.flows; f++) {
    for (let i = byproducts.start[f]; i < byproducts.start[f + 1]; i++) {
      givers.set(byproducts.items[i], [...(givers.get(byproducts.items[i]) ?? []), f]);
    }
  }
  const flows = new Set<number>();
  const stockpiles = new Set([drawsFrom[k]]);
  for (const j of stockpiles) {
    const into = [...deliveries.items.subarray(deliveries.start[j], deliveries.start[j + 1]), ...(givers.get(j) ?? [])];
    for (const f of into) {
      flows.add(f);
      for (let i = inputs.start[f]; i < inputs.start[f + 1]; i++) stockpiles.add(inputs.items[i]);
    }
  }
  return [...flows].sort((one, other) => one - other);
}

/** The unused capacity of flow f at step t, by reason. */
function idleAt(run: Run, scheduled: Scheduled, f: number, t: number): [IdleReason, number][] {
  const at = t * run.model.network.flows + f;
  const [capacity, wanted, shipped] = [run.capacity[at], Math.min(run.wanted[at], run.capacity[at]), run.shipped[at]];
  const missing = Math.max(0, wanted - shipped);
  const unwanted = capacity - shipped - missing;
  return [
    ...(missing > SHORT * capacity ? [[isKept(run, f, t) ? 'floor' : 'source', missing] as [IdleReason, number]] : []),
    ...(unwanted > SHORT * capacity ? [[reasonOf(run, scheduled, f, t), unwanted] as [IdleReason, number]] : []),
  ];
}

/** Whether what flow f takes from still has stock of all of it after step t, kept by floors. */
function isKept({ model, onHand, capacity }: Run, f: number, t: number): boolean {
  const { network, scenario } = model;
  const sources = network.inputs.items.subarray(network.inputs.start[f], network.inputs.start[f + 1]);
  const least = SHORT * capacity[t * network.flows + f];
  return (
    sources.some((j) => scenario.stockpiles[j].floors.length > 0) &&
    sources.every((j) => onHand[t * network.stockpiles + j] > least)
  );
}

/** Whether something that flow f takes from is empty after step t: it could not have delivered more. */
function isDry({ model: { network }, onHand, capacity }: Run, f: number, t: number): boolean {
  const least = SHORT * capacity[t * network.flows + f];
  const { start, items } = network.inputs;
  return items.subarray(start[f], start[f + 1]).some((j) => onHand[t * network.stockpiles + j] <= least);
}

/** Why flow f is not asked for all that it could deliver at step t. */
function reasonOf(run: Run, scheduled: Scheduled, f: number, t: number): IdleReason {
  const { network } = run.model;
  if (isHeldBack(run, scheduled, f, t)) return 'licence';
  const j = network.to[f];
  const stock = t * network.stockpiles + j;
  if (run.onHand[stock] > SHORT * run.forecast[stock]) return 'elsewhere';
  if (isDry(run, f, t)) return 'source';
  const { start, items } = network.inflows;
  const rivals = start[j + 1] - start[j];
  const switchable = scheduled.parameters.switchable[j];
  if (scheduled.at('share', f, t) === 0 && switchable === 0) return 'no-share';
  if (rivals > 1 && switchable < 1) return 'fixed-share';
  let coming = 0;
  for (let i = start[j]; i < start[j + 1]; i++) {
    const other = t * network.flows + items[i];
    coming += run.inTransit[other] + run.pending[other] + run.held[other];
  }
  return coming > run.forecast[stock] ? 'expected' : 'not-ordered';
}

/** Whether its licence lets flow f ship no more at step t. */
function isHeldBack(run: Run, scheduled: Scheduled, f: number, t: number): boolean {
  const { network } = run.model;
  const l = network.licenceOf[f];
  if (l < 0) return false;
  const at = (what: 'allow' | 'review' | 'limit') => scheduled.at(what, l, t);
  if (at('allow') < 1 || at('review') > 0) return true;
  const { start, items } = network.gatedBy;
  let shipped = 0;
  for (let i = start[l]; i < start[l + 1]; i++) shipped += run.wanted[t * network.flows + items[i]];
  return shipped >= at('limit') * (1 - SHORT);
}
