/**
 * Follows what is lost, step by step. With δ for twin − run, every stockpile has a pool whose two sides differ by δI: what
 * lacks and what is there beyond the twin, by place. A step, after that of both runs:
 *
 *   1. what is under way arrives, lacking or beyond, by-products b times; netted
 *   2. flows and users that take more than in the twin make their sources lack; who ships less loses by rules; netted
 *   3. what sources did not give is drawn from what they lack, for all in proportion; the rest has reasons of its own
 *   4. what a flow lacks goes under way, and what it therefore leaves at its inputs is there beyond the twin; netted
 *
 * So a plant idle for want of one input leaves the others over because of it, and the mine that then slows passes that on.
 */
import type { StartName } from '../../model/layout.ts';
import type { Model } from '../../model/network.ts';
import { type Catalogue, inOrder } from './catalogue.ts';
import { type Claim, drawAll, lackFor, leave, settle } from './claims.ts';
import { heldBack, RULES, type Rule } from './held-back.ts';
import type { Place } from './place.ts';
import { addTo, less, more, net, type Pools, pour, scale, total } from './pools.ts';
import type { OneRun, Row } from './rows.ts';
import { emptyTrace, slotOf, type Trace, wayTo } from './trace.ts';

/** A difference below this share of an amount is rounding. */
const ROUNDING = 1e-13;
/** So is any amount below this: of much smaller ones quotients are no numbers. */
const NOTHING = 1e-200;
/** Amounts that differ by less than this share are alike. */
const ALIKE = 1e-9;
/** An imbalance above this share of what a stockpile ever had to do with is a fault of this program. */
const IMBALANCE = 1e-9;

/** What users lack because of one place, in tonnes or pieces: that of demand k in step t at `t · demands + k`. */
export interface PlaceOfLoss {
  /** As `placeKey` writes it. */
  readonly key: string;
  readonly place: Place;
  readonly lacked: Float64Array;
}

/** Follows what is lost in one run against another. */
export interface Tracer {
  /** Goes on by step t, whose rows must stand in both records; steps in order, each once. */
  advance(t: number): void;
  /** What has been lacked so far, in the order of TERMS, then of the scenario. */
  losses(): PlaceOfLoss[];
}

/** Begins to follow `run` against `twin`, with the places of a catalogue of their model. */
export function tracerOf(model: Model, catalogue: Catalogue, run: OneRun, twin: OneRun): Tracer {
  const trace = emptyTrace(model, catalogue, run, twin);
  const { stock } = trace.pools;
  const netAll = () => {
    for (let j = 0; j < model.network.stockpiles; j++) net(stock, j);
  };
  return {
    advance(t) {
      trace.mine.read(t);
      trace.twin.read(t);
      if (t === 0) begin(trace, run, twin);
      arrive(trace, t);
      netAll();
      flows(trace, t);
      users(trace, t);
      netAll();
      settle(trace);
      depart(trace, t);
      serve(trace, t);
      drawAll(trace);
      balance(trace, t);
    },
    losses: () =>
      trace.numbers
        .flatMap((number, slot): PlaceOfLoss[] => {
          const lacked = trace.lacked[slot];
          return lacked === undefined ? [] : [{ ...catalogue.places[number], lacked }];
        })
        .sort((left, right) => inOrder(left.place, right.place)),
  };
}

/** What was on hand and under way at the start. */
function begin(trace: Trace, run: OneRun, twin: OneRun): void {
  const { network } = trace.model;
  const { stock, way } = trace.pools;
  const starts = [twin, run].map(({ run: { parameters }, lane = 0 }) => (name: StartName, place: number) => {
    return parameters[name][place * parameters.lanes + lane];
  });
  for (let j = 0; j < network.stockpiles; j++) {
    const [theirs, ours] = starts.map((start) => start('initialOnHand', j));
    if (theirs !== ours) put(stock, j, slotOf(trace, 'start', 'stockpiles', j, 0), theirs - ours);
  }
  for (let f = 0; f < network.flows; f++) {
    const leads = starts.map((start) => start('initialLead', f));
    for (let s = 0; s < Math.max(...leads); s++) {
      const [theirs, ours] = starts.map((start, n) => (s < leads[n] ? start('initialFlow', f) : 0));
      if (theirs !== ours) put(way, wayTo(trace, f, s), slotOf(trace, 'start', 'flows', f, 0), theirs - ours);
    }
  }
}

/** Adds to what lacks, or where less than 0 to what is there beyond. */
function put(pools: Pools, pool: number, slot: number, lacks: number): void {
  addTo(pools, lacks > 0 ? less(pool) : more(pool), slot, Math.abs(lacks));
}

/** 1. What is under way arrives at its stockpile and, b times, at those of its by-products. */
function arrive(trace: Trace, t: number): void {
  const { mine, twin } = trace;
  const { flows, to, byproducts } = trace.model.network;
  const { stock } = trace.pools;
  for (let f = 0; f < flows; f++) {
    const arriving = wayTo(trace, f, t);
    trace.handled[to[f]] += mine.received[f] + twin.received[f];
    unload(trace, f, less(arriving), less);
    unload(trace, f, more(arriving), more);
    for (let i = byproducts.start[f]; i < byproducts.start[f + 1]; i++) {
      const lacks = (twin.byproductPerUnit[i] - mine.byproductPerUnit[i]) * twin.received[f];
      if (lacks !== 0) put(stock, byproducts.items[i], slotOf(trace, 'recipe', 'flows', f, t), lacks);
    }
  }
}

/** What lies in a row of what flow f has under way goes to the same side of where it arrives. */
function unload({ mine, model, pools }: Trace, f: number, row: number, side: (pool: number) => number): void {
  const { stock, way } = pools;
  if (way.end[row] === 0) return;
  const { to, byproducts } = model.network;
  pour(way, row, stock, side(to[f]), 1);
  for (let i = byproducts.start[f]; i < byproducts.start[f + 1]; i++) {
    pour(way, row, stock, side(byproducts.items[i]), mine.byproductPerUnit[i]);
  }
  scale(way, row, 0);
}

/** 2. Flows that ship less lose by rules and claim the rest of their inputs; those that ship more make theirs lack. */
function flows(trace: Trace, t: number): void {
  const { mine, twin, claims } = trace;
  const { network, plan } = trace.model;
  const { stock, way } = trace.pools;
  const { start, items } = network.inputs;
  claims.ofInputs.fill(0);
  for (let f = 0; f < network.flows; f++) {
    const x = mine.shipped[f];
    const theirs = twin.shipped[f];
    const arrival = t + mine.scheduled.lead[f];
    const theirArrival = t + twin.scheduled.lead[f];
    const both = Math.min(x, theirs);
    const rounding = ROUNDING * Math.max(x, theirs) + NOTHING;
    if (arrival !== theirArrival && both > 0) {
      const late = slotOf(trace, 'lead', 'flows', f, t, plan.layout.lead + f);
      addTo(way, less(wayTo(trace, f, theirArrival)), late, both);
      addTo(way, more(wayTo(trace, f, arrival)), late, both);
    }
    for (let i = start[f]; i < start[f + 1]; i++) {
      const extra = (mine.scheduled.inputPerUnit[i] - twin.scheduled.inputPerUnit[i]) * theirs;
      if (extra > 0) addTo(stock, less(items[i]), recipeSlot(trace, f, i, t), extra);
    }
    if (theirs - x > rounding) {
      const dry = heldBack(network, mine, f, theirs, trace.lost);
      for (let n = 0; n < RULES.length; n++) if (trace.lost[n] > 0) lose(trace, f, t, RULES[n], trace.lost[n]);
      if (dry > rounding) claimOfInputs(trace, f, dry);
    } else if (x - theirs > rounding) {
      const taken = slotOf(trace, 'taken', 'flows', f, t);
      for (let i = start[f]; i < start[f + 1]; i++) {
        addTo(stock, less(items[i]), taken, mine.scheduled.inputPerUnit[i] * (x - theirs));
      }
      addTo(way, more(wayTo(trace, f, arrival)), taken, x - theirs);
    }
  }
}

function recipeSlot(trace: Trace, f: number, input: number, t: number): number {
  return slotOf(trace, 'recipe', 'flows', f, t, trace.model.plan.layout.inputPerUnit + input);
}

/** Adds to what flow f ships less. What was not ordered is due to that by which there is too much, where there is. */
function lose(trace: Trace, f: number, t: number, rule: Rule, amount: number): void {
  const { stock, unshipped } = trace.pools;
  const j = trace.model.network.to[f];
  const beyond = rule === 'ordering' ? total(stock, more(j)) : 0;
  if (beyond > ALIKE * amount) pour(stock, more(j), unshipped, less(f), amount / beyond);
  else addTo(unshipped, less(f), slotOfRule(trace, rule, f, t), amount);
}

function slotOfRule(trace: Trace, rule: Rule, f: number, t: number): number {
  const { network, plan, start, stepDays } = trace.model;
  const { layout } = plan;
  const l = network.licenceOf[f];
  switch (rule) {
    case 'ordering':
      return slotOf(trace, rule, 'flows', f, t);
    case 'capacity':
      return slotOf(trace, rule, 'flows', f, t, layout.capacity + f);
    case 'allow':
    case 'review':
      return slotOf(trace, rule, 'licences', l, t, layout[rule] + l);
    case 'limit': {
      const { licences } = trace.rules(layout.limit + l).scenario;
      const phase = licences[l].phases.findLast(({ from }) => from <= start + t * stepDays);
      return slotOf(trace, phase?.per === undefined ? rule : 'quota', 'licences', l, t, layout.limit + l);
    }
  }
}

/** What flow f ships less for want of its inputs, claimed of that which limits it: the one with the least left, alike in equal parts. */
function claimOfInputs({ mine, claims, model: { network } }: Trace, f: number, dry: number): void {
  const { start, items } = network.inputs;
  // What an input gave beyond what the scarcest allowed stays there.
  const left = (i: number) =>
    Math.max(0, mine.onHand[items[i]] - mine.floors[network.tierOfInput[i]]) / mine.scheduled.inputPerUnit[i];
  let least = Number.POSITIVE_INFINITY;
  for (let i = start[f]; i < start[f + 1]; i++) least = Math.min(least, left(i));
  const isLeast = (i: number) => left(i) <= least + ALIKE * dry;
  let alike = 0;
  for (let i = start[f]; i < start[f + 1]; i++) if (isLeast(i)) alike++;
  for (let i = start[f]; i < start[f + 1]; i++) {
    if (isLeast(i)) claims.ofInputs[i] = (mine.scheduled.inputPerUnit[i] * dry) / alike;
  }
}

/** 2. Users that need more, lack less or catch up make their stockpile lack; others claim of it. */
function users(trace: Trace, t: number): void {
  const { mine, twin, claims } = trace;
  const { demands, drawsFrom, isBackordered } = trace.model.network;
  const { stock, owed } = trace.pools;
  claims.ofDemands.fill(0);
  for (let k = 0; k < demands; k++) {
    const j = drawsFrom[k];
    const due = mine.demand[k] - twin.demand[k];
    const lacks = twin.served[k] - mine.served[k] + due;
    const rounding = ROUNDING * (mine.demand[k] + mine.served[k] + twin.served[k]) + NOTHING;
    if (due > rounding) addTo(stock, less(j), slotOf(trace, 'needed', 'demands', k, t), due);
    if (-due > rounding) addTo(stock, more(j), slotOf(trace, 'forgone', 'demands', k, t), -due);
    if (lacks > rounding) claims.ofDemands[k] = lacks;
    if (-lacks <= rounding) continue;
    const behind = isBackordered[k] ? total(owed, less(k)) : 0;
    const caughtUp = Math.min(behind, -lacks);
    if (caughtUp > 0) {
      pour(owed, less(k), stock, less(j), caughtUp / behind);
      scale(owed, less(k), 1 - caughtUp / behind);
    }
    const beyond = -lacks - caughtUp;
    if (beyond <= rounding) continue;
    const taken = slotOf(trace, 'taken', 'demands', k, t);
    addTo(stock, less(j), taken, beyond);
    if (isBackordered[k]) addTo(owed, more(k), taken, beyond);
  }
}

/** 4. What flows ship less goes under way, and is left at their inputs as far as these did not lack it. */
function depart(trace: Trace, t: number): void {
  const { mine, twin } = trace;
  const { network } = trace.model;
  const { stock, way, unshipped } = trace.pools;
  const { start, items } = network.inputs;
  for (let f = 0; f < network.flows; f++) {
    for (let i = start[f]; i < start[f + 1]; i++) {
      const spared = (twin.scheduled.inputPerUnit[i] - mine.scheduled.inputPerUnit[i]) * twin.shipped[f];
      if (spared > 0) addTo(stock, more(items[i]), recipeSlot(trace, f, i, t), spared);
      if (trace.claims.ofInputs[i] === 0) continue;
      const dry = () => slotOf(trace, 'dry', 'stockpiles', items[i], t);
      lackFor(trace, claimOfInput(trace, i), unshipped, less(f), t, mine.scheduled.inputPerUnit[i], dry);
    }
    if (unshipped.end[less(f)] === 0) continue;
    pour(unshipped, less(f), way, less(wayTo(trace, f, t + twin.scheduled.lead[f])), 1);
    for (let i = start[f]; i < start[f + 1]; i++) {
      leave(trace, claimOfInput(trace, i), unshipped, less(f), mine.scheduled.inputPerUnit[i]);
    }
    scale(unshipped, less(f), 0);
  }
}

function claimOfInput({ claims, model: { network } }: Trace, i: number): Claim {
  return { j: network.inputs.items[i], tier: network.tierOfInput[i], quantity: claims.ofInputs[i] };
}

/** 4. What users lack, or fall behind by: as in the twin first, the rest because of what their stockpile lacks. */
function serve(trace: Trace, t: number): void {
  const { mine, twin, claims } = trace;
  const { demands, drawsFrom, tierOfDemand, isBackordered } = trace.model.network;
  const { unserved, owed } = trace.pools;
  for (let k = 0; k < demands; k++) {
    const quantity = claims.ofDemands[k];
    const all = lacking(mine, k, isBackordered);
    if (all === 0 && quantity === 0) continue;
    const theirs = lacking(twin, k, isBackordered);
    const caused = all > 0 && quantity > 0 ? Math.min(all, quantity, Math.max(0, all - theirs)) : 0;
    if (all > caused) lack(trace, slotOf(trace, 'twin', 'demands', k, t), k, t, all - caused);
    if (quantity === 0) continue;
    const claim = { j: drawsFrom[k], tier: tierOfDemand[k], quantity };
    const ownReason = () =>
      mine.conserve[k] > 0
        ? slotOf(trace, 'conserve', 'demands', k, t)
        : slotOf(trace, 'dry', 'stockpiles', claim.j, t);
    lackFor(trace, claim, unserved, less(k), t, 1, ownReason);
    leave(trace, claim, unserved, less(k), 1);
    for (let slot = unserved.begin[less(k)]; caused > 0 && slot < unserved.end[less(k)]; slot++) {
      lack(trace, slot, k, t, (unserved.values[less(k) * unserved.width + slot] * caused) / quantity);
    }
    if (isBackordered[k]) {
      pour(unserved, less(k), owed, less(k), 1);
      net(owed, k);
    }
    scale(unserved, less(k), 0);
  }
}

/** What a user lacks, or falls behind by. */
function lacking({ shortfall, backlog, backlogBefore }: Row, k: number, isBackordered: Uint8Array): number {
  return isBackordered[k] ? Math.max(0, backlog[k] - backlogBefore[k]) : shortfall[k];
}

function lack({ lacked, model: { network, steps } }: Trace, slot: number, k: number, t: number, amount: number): void {
  if (!(amount > 0)) return;
  lacked[slot] ??= new Float64Array(steps * network.demands);
  lacked[slot][t * network.demands + k] += amount;
}

/** Nets all stockpiles, and holds that what lacks is what the twin has more on hand. */
function balance({ model, mine, twin, handled, pools: { stock } }: Trace, t: number): void {
  for (let j = 0; j < model.network.stockpiles; j++) {
    net(stock, j);
    const lacks = total(stock, less(j)) - total(stock, more(j));
    const found = twin.onHand[j] - mine.onHand[j];
    handled[j] += twin.onHand[j] + mine.onHand[j] + twin.forecast[j] + mine.forecast[j];
    if (Math.abs(lacks - found) <= IMBALANCE * handled[j] + NOTHING) continue;
    const id = model.scenario.stockpiles[j].id;
    throw new Error(`losses of stockpiles.${id} at step ${t} come to ${lacks}, where the runs differ by ${found}`);
  }
}
