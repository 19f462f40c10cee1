// Step 3 of the model: how quantities are split among inflows, what stockpiles order, and what releases are ordered.

import { type Flow, get, type Licence, marketOf, type Network, type Stockpile, sum } from './network.ts';
import { cheapestFirst, ordinaryInflows, type State, shares } from './start.ts';
import { floorOf, held, inTransit, pending, type Step } from './step.ts';

/** p, q, e and τ of the model for each ordinary flow. */
export interface Split {
  passes: Map<string, number>;
  quotaPart: Map<string, number>;
  expected: Map<string, number>;
  switched: Map<string, number>;
}

/** What a split is made of: a quantity by stockpile, L by licence with a limit, and trust by flow. */
export interface Splitting {
  quantity: (stockpile: string) => number;
  limit: (licence: Licence) => number | undefined;
  trust: (f: Flow) => number;
}

/** Orders of all stockpiles, and of releases. */
export function orders(network: Network, state: State, now: Step): void {
  for (const j of network.stockpiles) {
    for (const [f, share] of shares(ordinaryInflows(network, j.id), (g) => g.share.at(now.t)))
      get(now.flows, f).share = share;
  }
  const limit = (licence: Licence) => state.quota.get(licence.id);
  const trust = (f: Flow) => get(state.flows, f.id).trust;
  const regular = split(network, state, now, {
    quantity: (j) => get(now.stockpiles, j).forecast,
    limit,
    trust,
  });
  for (const j of network.stockpiles) expectSupplies(network, now, j, regular);
  for (const j of network.stockpiles) order(network, state, now, j);
  orderReleases(network, state, now);
  const ordered = split(network, state, now, { quantity: (j) => get(now.stockpiles, j).order, limit, trust });
  for (const j of network.stockpiles) {
    for (const f of ordinaryInflows(network, j.id)) {
      const mine = get(now.flows, f.id);
      mine.ordered = mine.waits
        ? orderThatWaits(network, now, f, ordered)
        : get(ordered.passes, f.id) + get(ordered.switched, f.id);
    }
  }
}

/** Splits a quantity at every stockpile among its ordinary inflows. */
export function split(network: Network, state: State, now: Step, splitting: Splitting): Split {
  const result: Split = { passes: new Map(), quotaPart: new Map(), expected: new Map(), switched: new Map() };
  for (const j of network.stockpiles) {
    const inflows = ordinaryInflows(network, j.id);
    const quantity = splitting.quantity(j.id);
    for (const f of inflows) {
      const mine = get(now.flows, f.id);
      const quotaPart = partOfLimit(network, now, f, splitting);
      let passes = Math.min(mine.share * quantity, mine.capacity, quotaPart);
      if (mine.allow < 1) {
        const base = j.target === undefined ? regularNeed(network, state, j) : quantity;
        passes = Math.min(passes, mine.allow * mine.share * base);
      }
      result.passes.set(f.id, passes);
      result.quotaPart.set(f.id, quotaPart);
      const approved = mine.underReview ? passes * mine.approve : passes;
      result.expected.set(f.id, Math.min(approved, splitting.trust(f)));
      result.switched.set(f.id, 0);
    }
    let offered = sum(inflows.map((f) => get(now.flows, f.id).share * quantity - get(result.expected, f.id)));
    offered *= j.switchable;
    const open = inflows.filter((f) => {
      const mine = get(now.flows, f.id);
      return mine.allow === 1 && !mine.underReview && f.licence?.limit.at(now.t) === undefined;
    });
    for (const f of cheapestFirst(open, now.t)) {
      const trusted = Math.min(get(now.flows, f.id).capacity, splitting.trust(f));
      const headroom = Math.max(0, trusted - get(result.passes, f.id));
      const taken = Math.min(offered, headroom);
      result.switched.set(f.id, taken);
      offered -= taken;
    }
  }
  return result;
}

// F, or F° for a member of a market.
function regularNeed(network: Network, state: State, j: Stockpile): number {
  const { forecast, forecastAtOldPrice } = get(state.stockpiles, j.id);
  return marketOf(network, j.id) === undefined ? forecast : forecastAtOldPrice;
}

// q of the model.
function partOfLimit(network: Network, now: Step, f: Flow, { quantity, limit }: Splitting): number {
  const whole = f.licence === undefined ? undefined : limit(f.licence);
  if (whole === undefined || get(now.flows, f.id).underReview) return Number.POSITIVE_INFINITY;
  const licensed = network.flows.filter((g) => g.licence === f.licence && g.below === undefined);
  const assigned = (g: Flow) => get(now.flows, g.id).share * quantity(g.to);
  const regular = (g: Flow) => get(now.flows, g.id).share * get(now.stockpiles, g.to).forecast;
  if (sum(licensed.map(assigned)) <= whole) return Number.POSITIVE_INFINITY;
  const allRegular = sum(licensed.map(regular));
  const first = (g: Flow) => (allRegular === 0 ? 0 : Math.min(assigned(g), (whole * regular(g)) / allRegular));
  const left = Math.max(0, whole - sum(licensed.map(first)));
  const allRest = sum(licensed.map((g) => assigned(g) - first(g)));
  return first(f) + (allRest > 0 ? (left * (assigned(f) - first(f))) / allRest : 0);
}

function expectSupplies(network: Network, now: Step, j: Stockpile, regular: Split): void {
  const inflows = ordinaryInflows(network, j.id);
  const supply = (f: Flow) => get(regular.expected, f.id) + get(regular.switched, f.id);
  const total = sum(inflows.map(supply));
  for (const f of inflows) {
    const mine = get(now.flows, f.id);
    mine.regularNeed = get(regular.passes, f.id) + get(regular.switched, f.id);
    mine.expectedShare = total <= 1e-9 * get(now.stockpiles, j.id).forecast ? mine.share : supply(f) / total;
  }
}

// What capacity or trust keeps back waits at the source, unless others take it over.
function orderThatWaits(network: Network, now: Step, f: Flow, ordered: Split): number {
  const quantity = get(now.stockpiles, f.to).order;
  const inflows = ordinaryInflows(network, f.to);
  const assigned = (g: Flow) => get(now.flows, g.id).share * quantity;
  const spill = sum(inflows.map((g) => assigned(g) - get(ordered.expected, g.id)));
  const takenOver = sum(inflows.map((g) => get(ordered.switched, g.id)));
  const part = spill > 0 ? takenOver / spill : 0;
  const expected = get(ordered.expected, f.id);
  const kept = Math.min(assigned(f), get(ordered.quotaPart, f.id)) - expected;
  return expected + get(ordered.switched, f.id) + (1 - part) * kept;
}

/** IP of the model: on hand, under way and waiting, less what is owed. */
export function position(network: Network, state: State, now: Step, j: string): number {
  return (
    get(state.stockpiles, j).onHand +
    sum(network.flows.filter((f) => f.to === j).map((f) => underWay(state, now, f))) -
    backlogOn(network, state, j) -
    waitingAt(network, state, now, j)
  );
}

/** Backlog of all demands on a stockpile. */
export function backlogOn(network: Network, state: State, j: string): number {
  return sum(network.demands.filter((k) => k.from === j).map((k) => get(state.backlog, k.id)));
}

/** What orders that wait at a stockpile will take of it. */
export function waitingAt(network: Network, state: State, now: Step, j: string): number {
  return sum(network.flows.map((f) => (get(now.flows, f.id).takes.get(j) ?? 0) * get(state.flows, f.id).waiting));
}

function order(network: Network, state: State, now: Step, j: Stockpile): void {
  const mine = get(now.stockpiles, j.id);
  const { forecast } = mine;
  const onTheWay = sum(
    ordinaryInflows(network, j.id).map((f) => {
      const { expectedShare, lead, review } = get(now.flows, f.id);
      return expectedShare * (lead + review);
    }),
  );
  const cover = j.cover.at(now.t) ?? get(state.stockpiles, j.id).defaultCover * j.coverScale(now.t);
  const stock = j.target === undefined ? forecast * cover : j.target.at(now.t);
  mine.target = stock + forecast * onTheWay;
  const byproducts = sum(network.flows.map((f) => (f.byproducts.get(j.id) ?? 0) * get(now.flows, f.id).received));
  mine.order = Math.max(0, forecast - byproducts + (mine.target - position(network, state, now, j.id)) / j.adjust);
}

function underWay(state: State, now: Step, f: Flow): number {
  return (
    inTransit(state, f, now.t) +
    get(state.flows, f.id).waiting +
    get(now.flows, f.id).approve * pending(state, f, now.t) +
    held(state, f) -
    get(state.flows, f.id).unusedAllowance
  );
}

function orderReleases(network: Network, state: State, now: Step): void {
  for (const j of network.stockpiles) {
    const releases = cheapestFirst(
      network.flows.filter((f) => f.to === j.id && f.below !== undefined),
      now.t,
    );
    const forecast = get(now.stockpiles, j.id).forecast;
    const onHand = get(state.stockpiles, j.id).onHand;
    let released = sum(releases.map((g) => underWay(state, now, g)));
    for (const f of releases) {
      const below = f.below as number;
      const mine = get(now.flows, f.id);
      mine.ordered = mine.allow * Math.min(mine.capacity, Math.max(0, below * forecast - onHand - released));
      if (onHand + released < (below + 1) * forecast * (1 - 1e-9)) {
        for (const reserve of f.takes.keys()) {
          const floor = floorOf(network, now, reserve, f.priority);
          // To nine digits: what has been released down to its floor stands on it but for the last one.
          const barred = floor > 0 && floor >= get(state.stockpiles, reserve).onHand * (1 - 1e-9);
          if (!barred) get(now.stockpiles, reserve).order = 0;
        }
      }
      released += mine.ordered;
    }
  }
}
