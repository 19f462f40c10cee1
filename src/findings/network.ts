/** Who supplies whom, by place and stage, and where it binds: the network behind the subject, from the central run. */

import type { Answer } from '../metrics/answer.ts';
import { type DeliveryState, stateOfDelivery } from '../metrics/delivery-state.ts';
import { longestWays } from '../model/groups.ts';
import type { Model, Table } from '../model/network.ts';
import { type Scheduled, scheduledOf } from '../model/scheduled.ts';
import type { Results } from './results.ts';
import { type User, usersOf } from './users.ts';

type Run = Answer['run'];
type Unit = Results['model']['scenario']['stockpiles'][number]['unit'];

/** A stock, a user with the stock that nobody else draws on, or a source from outside of the network. */
export interface NetworkNode {
  readonly kind: 'stock' | 'user' | 'source';
  readonly title: string;
  /** Where, as the file says; of a source where it delivers to. Undefined where the file does not say. */
  readonly place: string | undefined;
  /** How many stocks there are before it, by the longest way from a source; stocks that supply each other are side by side. */
  readonly stage: number;
  readonly user: User | undefined;
  /** The share of its need that a user goes without in these steps of the central run; 0 of all else. */
  readonly want: number;
}

/** What goes from one node to another by a flow, or to a user. */
export interface NetworkLink {
  /** Positions among the nodes. */
  readonly from: number;
  readonly to: number;
  /** Of its flow; of what a user draws the user's. */
  readonly title: string;
  /** Tonnes or pieces that left `from` over these steps, in the unit of that; of a source in the unit of what it delivers to. */
  readonly amount: number;
  readonly unit: Unit;
  /** What of: amounts of one material, or else of one unit, can be compared. */
  readonly material: string;
  /** What held it in most of the steps; undefined of what a user draws. */
  readonly state: DeliveryState | undefined;
}

export interface NetworkFinding {
  readonly nodes: readonly NetworkNode[];
  readonly links: readonly NetworkLink[];
  /** Whether it is of the steps in which the subject is short; else of all from the disruption on. */
  readonly isWhileShort: boolean;
  /** The days of these steps. */
  readonly days: number;
  /** Whether it is the part that supplies the subjects alone. */
  readonly isPart: boolean;
  /** How many users have no room, the last in their order. */
  readonly leftOut: number;
  readonly subject: User;
  /**
   * What holds back those who supply the subject: of flows into its stock, and where these lack material, of those before
   * them: the nearest first.
   */
  readonly bottlenecks: readonly { readonly title: string; readonly state: 'licence' | 'capacity' }[];
  /** The flow that brings the most into the subject's stock, and its share of all; undefined where nothing comes. */
  readonly largest: { readonly title: string; readonly share: number } | undefined;
}

/** More stockpiles than this are too many to look at: what does not supply a subject is then left out. */
const LARGE = 10;
/** So many flows are drawn, or hardly more: those nearest to the subjects. */
const MOST_FLOWS = 60;
/** More users than this are too many to look at: of 1,000 a picture takes half a minute. */
const MOST_USERS = 24;
/** A step is short if its shortfall exceeds this share of demand. */
const SHORT = 1e-6;

/** The network; undefined where nothing is demanded. */
export function networkOf(run: Run, results: Results): NetworkFinding | undefined {
  const { model } = run;
  const { scenario, network, stepDays } = model;
  const users = usersOf(results);
  const [subject] = users;
  if (subject === undefined) return undefined;
  const positionOf = ({ id }: User) => scenario.demands.findIndex((one) => one.id === id);
  const k = positionOf(subject);
  const whole = Array.from({ length: run.steps }, (_, t) => t);
  const short = whole.filter((t) => {
    const at = t * network.demands + k;
    return run.shortfall[at] > SHORT * run.demand[at];
  });
  const after = whole.filter((t) => model.start + (t + 1) * stepDays > scenario.disruption);
  const steps = short.length > 0 ? short : after.length > 0 ? after : whole;
  const scheduled = scheduledOf(run.parameters);
  const isPart = network.stockpiles > LARGE;
  const wanted = isPart ? users.filter((one) => one.isSubject || one === subject) : users;
  const shown = wanted.slice(0, MOST_USERS);
  const all = Array.from({ length: network.flows }, (_, f) => flowOver(run, scheduled, f, steps)).filter(
    (one) => one !== undefined,
  );
  const flows = isPart
    ? upstreamOf(
        model,
        all,
        shown.map((user) => network.drawsFrom[positionOf(user)]),
      )
    : all;
  return {
    ...graphOf(run, scheduled, flows, shown, steps),
    ...{ isWhileShort: short.length > 0, days: steps.length * stepDays, isPart, subject },
    leftOut: wanted.length - shown.length,
    bottlenecks: bottlenecksOf(model, flows, network.drawsFrom[k]),
    largest: largestOf(model, flows, network.drawsFrom[k]),
  };
}

/** A flow over some steps: what it shipped, and what held it in most of them. */
interface FlowOver {
  readonly flow: number;
  readonly shipped: number;
  readonly state: DeliveryState;
}

/** Undefined of one that ships nothing, and that nothing holds back. */
function flowOver(run: Run, scheduled: Scheduled, flow: number, steps: readonly number[]): FlowOver | undefined {
  const counts = { licence: 0, capacity: 0, material: 0, enough: 0 };
  let shipped = 0;
  for (const t of steps) {
    counts[stateOfDelivery(run, scheduled, flow, t)] += 1;
    shipped += run.shipped[t * run.model.network.flows + flow];
  }
  const states = Object.keys(counts) as DeliveryState[];
  const state = states.reduce((most, one) => (counts[one] > counts[most] ? one : most));
  return shipped > 0 || state === 'licence' || state === 'material' ? { flow, shipped, state } : undefined;
}

/** Those of the flows that lead to some stocks, by way of whatever stocks; of very many the nearest. */
function upstreamOf({ network }: Model, flows: readonly FlowOver[], stocks: readonly number[]): FlowOver[] {
  const { to, inputs, byproducts } = network;
  const list = ({ start, items }: Table, f: number) => Array.from(items.subarray(start[f], start[f + 1]));
  const seen = new Set(stocks);
  const found = new Set<FlowOver>();
  for (const j of seen) {
    if (found.size >= MOST_FLOWS) break;
    for (const one of flows.filter(({ flow }) => to[flow] === j || list(byproducts, flow).includes(j))) {
      found.add(one);
      for (const input of list(inputs, one.flow)) seen.add(input);
    }
  }
  return flows.filter((one) => found.has(one));
}

/** Nodes and links; a stock that one user alone draws on, and no flow, is one node with that user. */
function graphOf(
  run: Run,
  scheduled: Scheduled,
  flows: readonly FlowOver[],
  users: readonly User[],
  steps: readonly number[],
): Pick<NetworkFinding, 'nodes' | 'links'> {
  const { scenario, network } = run.model;
  const { stockpiles, demands } = scenario;
  const { to, inputs, byproducts, drawsFrom } = network;
  const inputsOf = (f: number) =>
    Array.from({ length: inputs.start[f + 1] - inputs.start[f] }, (_, n) => inputs.start[f] + n);
  const madeBy = (f: number) => Array.from(byproducts.items.subarray(byproducts.start[f], byproducts.start[f + 1]));
  const before: number[][] = stockpiles.map(() => []);
  for (const { flow } of flows) {
    for (const j of [to[flow], ...madeBy(flow)]) before[j].push(...inputsOf(flow).map((i) => inputs.items[i]));
  }
  const ways = longestWays(before);
  const hasSources = flows.some(({ flow }) => inputsOf(flow).length === 0);
  const stageOf = (j: number) => ways[j] + (hasSources ? 1 : 0);
  const feeds = new Set(flows.flatMap(({ flow }) => inputsOf(flow).map((i) => inputs.items[i])));
  const drawing = users.map((user) => ({ user, j: drawsFrom[demands.findIndex(({ id }) => id === user.id)] }));
  const drawers = stockpiles.map((_, j) => drawsFrom.filter((one) => one === j).length);
  const isAlone = (j: number) => !feeds.has(j) && drawers[j] === 1 && drawing.some((one) => one.j === j);
  const nodes: NetworkNode[] = [];
  const links: NetworkLink[] = [];
  const stocks = new Map<number, number>();
  const add = (node: NetworkNode) => nodes.push(node) - 1;
  const used = new Set([
    ...flows.flatMap(({ flow }) => [to[flow], ...madeBy(flow), ...inputsOf(flow).map((i) => inputs.items[i])]),
    ...drawing.map(({ j }) => j),
  ]);
  for (const [j, { title, place }] of stockpiles.entries()) {
    if (used.has(j) && !isAlone(j))
      stocks.set(j, add({ kind: 'stock', title, place, stage: stageOf(j), user: undefined, want: 0 }));
  }
  const last = Math.max(...[...used].map(stageOf), ...drawing.map(({ j }) => stageOf(j) + (isAlone(j) ? 0 : 1)));
  for (const { user, j } of drawing) {
    const { place } = stockpiles[j];
    const k = demands.findIndex(({ id }) => id === user.id);
    const over = (values: Float64Array) => steps.reduce((sum, t) => sum + values[t * network.demands + k], 0);
    const missing = over(run.shortfall) + over(run.forgone);
    const want = missing > 0 ? missing / (over(run.demand) + over(run.forgone)) : 0;
    const node = add({ kind: 'user', title: user.title, place, stage: last, user, want });
    const from = stocks.get(j);
    if (from === undefined) stocks.set(j, node);
    else {
      links.push({
        from,
        to: node,
        title: user.title,
        amount: over(run.served),
        ...goods(stockpiles[j]),
        state: undefined,
      });
    }
  }
  const nodeOf = (j: number) => stocks.get(j) as number;
  for (const { flow, shipped, state } of flows) {
    const { title } = scenario.flows[flow];
    const goals = [to[flow], ...madeBy(flow)];
    const taken = inputsOf(flow).map((i) => {
      const amount = steps.reduce(
        (sum, t) => sum + run.shipped[t * network.flows + flow] * scheduled.at('inputPerUnit', i, t),
        0,
      );
      return { j: inputs.items[i], amount };
    });
    for (const j of goals) {
      const { place } = stockpiles[j];
      const link = { to: nodeOf(j), title, state };
      if (taken.length > 0)
        links.push(
          ...taken.map((one) => ({ ...link, from: nodeOf(one.j), amount: one.amount, ...goods(stockpiles[one.j]) })),
        );
      else {
        const stage = Math.max(0, nodes[nodeOf(j)].kind === 'user' ? stageOf(j) - 1 : nodes[nodeOf(j)].stage - 1);
        const from = add({ kind: 'source', title, place, stage, user: undefined, want: 0 });
        links.push({ ...link, from, amount: shipped, ...goods(stockpiles[j]) });
      }
    }
  }
  return { nodes, links };
}

function goods({
  unit,
  material,
}: Results['model']['scenario']['stockpiles'][number]): Pick<NetworkLink, 'unit' | 'material'> {
  return { unit, material: material ?? unit.base };
}

/** Upstream from a stock along what lacks material: the flows that a licence or their capacity holds. */
function bottlenecksOf(
  { scenario, network }: Model,
  flows: readonly FlowOver[],
  stock: number,
): NetworkFinding['bottlenecks'] {
  const { to, inputs } = network;
  const found = new Map<number, NetworkFinding['bottlenecks'][number]>();
  const stocks = new Set([stock]);
  for (const j of stocks) {
    for (const { flow, state } of flows.filter((one) => to[one.flow] === j)) {
      if (state === 'licence' || state === 'capacity') found.set(flow, { title: scenario.flows[flow].title, state });
      if (state === 'material')
        for (let i = inputs.start[flow]; i < inputs.start[flow + 1]; i++) stocks.add(inputs.items[i]);
    }
  }
  return [...found.values()];
}

function largestOf({ scenario, network }: Model, flows: readonly FlowOver[], stock: number): NetworkFinding['largest'] {
  const into = flows.filter(({ flow }) => network.to[flow] === stock).toSorted((a, b) => b.shipped - a.shipped);
  const sum = into.reduce((total, { shipped }) => total + shipped, 0);
  return sum > 0 ? { title: scenario.flows[into[0].flow].title, share: into[0].shipped / sum } : undefined;
}
