// Money, the last section of design/model.md: metrics only, nothing in a run depends on it.

import { eliminate } from './linear.ts';
import { type Metrics, of, type Recorded } from './metrics.ts';
import { type Demand, type Flow, get, type Network, type Project, type Stockpile, sum } from './network.ts';

const YEAR = 365.25;

/** All metrics of money. What a file does not give the means for is absent. */
export function moneyOf(network: Network, run: Recorded): Metrics {
  const metrics: Metrics = {};
  const costs = unitCosts(network, run);
  for (const j of network.stockpiles) metrics[`stockpiles.${j.id}.unit_cost`] = get(costs, j.id);
  const losses: number[] = [];
  for (const k of network.demands) {
    const [loss, forgone] = [lossOf(network, run, k), forgoneValue(network, run, k)];
    if (loss !== undefined) metrics[`demands.${k.id}.loss`] = loss;
    if (forgone !== undefined) metrics[`demands.${k.id}.forgone_value`] = forgone;
    losses.push(loss ?? 0, forgone ?? 0);
  }
  const supply = supplyCost(network, run);
  const holding = sum(network.stockpiles.map((j) => holdingCost(network, run, j)));
  const capital = sum(network.flows.map((f) => capitalCost(network, run, f)));
  const stock = sum(network.stockpiles.map((j) => stockCost(network, run, j)));
  return {
    ...metrics,
    'total.supply_cost': supply,
    'total.holding_cost': holding,
    'total.capital_cost': capital,
    'total.stock_cost': stock,
    'total.loss': sum(losses),
    'total.cost_and_loss': supply + holding + capital + stock + sum(losses),
  };
}

// δ of the model.
function discount(network: Network, t: number): number {
  return (1 + network.discount) ** ((-t * network.delta) / YEAR);
}

/** The sum over all steps of what is paid in each, discounted. */
function discounted(network: Network, paid: (t: number) => number): number {
  return sum(Array.from({ length: network.steps }, (_, t) => discount(network, t) * paid(t)));
}

function supplyCost(network: Network, run: Recorded): number {
  return discounted(network, (t) =>
    sum(network.flows.map((f) => (of(run.flows, f.id).cost[t] as number) * (of(run.flows, f.id).shipped[t] as number))),
  );
}

function holdingCost(network: Network, run: Recorded, j: Stockpile): number {
  const { price, holding } = j;
  if (price === undefined || holding === undefined) return 0;
  const { onHand } = of(run.stockpiles, j.id);
  return discounted(network, (t) => (holding * price * (onHand[t] as number) * network.delta) / YEAR);
}

function capitalCost(network: Network, run: Recorded, f: Flow): number {
  const { wholeCapacity } = of(run.flows, f.id);
  const building = discounted(network, (t) => sum(f.projects.map((project) => spent(network, project, t))));
  const { standby } = f;
  if (standby === undefined) return building;
  return building + discounted(network, (t) => standby * (wholeCapacity[t] as number));
}

// Evenly over the steps from `decided` to `decided + takes`; where these are one and the same, in that step.
function spent(network: Network, { decided, takes, costs }: Project, t: number): number {
  if (costs === undefined) return 0;
  const stepOf = (day: number) => Math.ceil((day - network.start) / network.delta);
  const [first, end] = [stepOf(decided), stepOf(decided + takes)];
  const steps = Math.max(1, end - first);
  return first <= t && t < first + steps ? costs / steps : 0;
}

function stockCost(network: Network, run: Recorded, j: Stockpile): number {
  if (j.price === undefined) return 0;
  const under = (underWay: (f: Flow) => number) =>
    sum(network.flows.map((f) => ((f.to === j.id ? 1 : 0) + (f.byproducts.get(j.id) ?? 0)) * underWay(f)));
  const opening = of(run.opening.onHand, j.id) + under((f) => sum(of(run.opening.pipeline, f.id)));
  const closing =
    (of(run.stockpiles, j.id).onHand.at(-1) as number) + under((f) => of(run.flows, f.id).inTransit.at(-1) as number);
  return j.price * (opening - discount(network, network.steps) * closing);
}

function lossOf(network: Network, run: Recorded, k: Demand): number | undefined {
  const { worth } = k;
  if (worth === undefined) return undefined;
  const { shortfall, backlog } = of(run.demands, k.id);
  const made = (tonnes: number, t: number) => (tonnes === 0 ? 0 : tonnes / (k.uses === undefined ? 1 : k.uses.at(t)));
  if (!k.backordered) return discounted(network, (t) => worth * made(shortfall[t] as number, t));
  return discount(network, network.steps) * worth * made(backlog.at(-1) as number, network.steps - 1);
}

function forgoneValue(network: Network, run: Recorded, k: Demand): number | undefined {
  const price = network.stockpiles.find((j) => j.id === k.from)?.price;
  if (price === undefined || k.elasticity === undefined) return undefined;
  const { forgone, priceTakenIn } = of(run.demands, k.id);
  return discounted(network, (t) => ((price * (1 + (priceTakenIn[t] as number))) / 2) * (forgone[t] as number));
}

/** What a tonne of each stockpile costs, in all that went into it. */
function unitCosts(network: Network, run: Recorded): Map<string, number> {
  const received = (f: Flow) => sum(of(run.flows, f.id).received);
  // A mean over the steps, weighted by what is shipped.
  const mean = (f: Flow, at: (t: number) => number) => {
    const { shipped } = of(run.flows, f.id);
    const all = sum(shipped);
    return all === 0 ? at(0) : sum(shipped.map((x, t) => x * at(t))) / all;
  };
  const into = (j: Stockpile) => network.flows.filter((f) => f.to === j.id && received(f) > 0);

  // What nothing comes to has its price; what is fed from outside has a cost, whatever else feeds it.
  const fed = new Set<string>();
  const priced = new Set(network.stockpiles.filter((j) => into(j).length === 0).map((j) => j.id));
  const isFed = (f: Flow) => f.takes.size === 0 || [...f.takes.keys()].some((i) => fed.has(i) || priced.has(i));
  for (const _ of network.stockpiles) {
    for (const j of network.stockpiles) if (into(j).some(isFed)) fed.add(j.id);
  }

  const ids = network.stockpiles.map((j) => j.id);
  const matrix = ids.map((row) => ids.map((column): number => (row === column ? 1 : 0)));
  const right = network.stockpiles.map((j, row) => {
    if (!fed.has(j.id)) return j.price ?? 0;
    const all = sum(into(j).map(received));
    for (const f of into(j)) {
      for (const [i, a] of f.takes) {
        const weight = (received(f) / all) * mean(f, (t) => a.at(t));
        const line = matrix[row] as number[];
        line[ids.indexOf(i)] = (line[ids.indexOf(i)] as number) - weight;
      }
    }
    return sum(into(j).map((f) => (received(f) / all) * mean(f, (t) => f.cost.at(t))));
  });
  const solution = eliminate(matrix, right);
  return new Map(ids.map((id, i) => [id, solution[i] as number]));
}
