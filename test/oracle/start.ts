// The undisturbed start: what every stockpile is regularly asked for, by dense elimination, and what is under way.

import { type Flow, type Network, type Stockpile, sortedById } from './read.ts';

/** An approved allowance: how much may still be shipped, and the step at which it expires. */
export interface Lot {
  quantity: number;
  expiry: number;
}

/** What a flow carries from one step to the next: P, A, H, K, v of the model. */
export interface FlowState {
  pipeline: Map<number, number>;
  applications: Map<number, number>;
  lots: Lot[];
  unusedAllowance: number;
  trust: number;
}

/** What a stockpile carries from one step to the next: I and F; `defaultCover` is what its opening stock amounts to, in steps. */
export interface StockpileState {
  onHand: number;
  forecast: number;
  defaultCover: number;
}

/** All that a run carries from one step to the next. */
export interface State {
  stockpiles: Map<string, StockpileState>;
  flows: Map<string, FlowState>;
  backlog: Map<string, number>;
}

/** The entry of a map that must be there. */
export function get<K, V>(map: Map<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`nothing under ${String(key)}`);
  return value;
}

/** The sum of some numbers. */
export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** The ordinary inflows of a stockpile: those that are not releases. */
export function ordinaryInflows(network: Network, stockpile: string): Flow[] {
  return network.flows.filter((f) => f.to === stockpile && f.below === undefined);
}

/** Shares of the ordinary inflows of a stockpile, from weights; all 0 if the weights are. */
export function shares(flows: Flow[], weight: (f: Flow) => number): Map<string, number> {
  const total = sum(flows.map(weight));
  return new Map(flows.map((f) => [f.id, total > 0 ? weight(f) / total : 0]));
}

/** Capacity in tonnes per step: the schedule's value (tonnes per day) and what the projects have added by the day. */
export function capacityPerStep(network: Network, f: Flow, capacity: number | undefined, t: number): number {
  if (capacity === undefined) return Number.POSITIVE_INFINITY;
  const day = network.start + t * network.delta;
  let total = capacity * network.delta;
  for (const project of f.projects) {
    const since = day - project.online;
    const built = since < 0 ? 0 : project.ramp === 0 ? 1 : Math.min(1, since / project.ramp);
    total += project.adds * network.delta * built;
  }
  return total;
}

/** F(0) of every stockpile, in tonnes per step. Throws where a loop gives back as much as it takes, or more. */
export function undisturbedNeed(network: Network): Map<string, number> {
  const ids = network.stockpiles.map((j) => j.id);
  const matrix = ids.map((row) => ids.map((column): number => (row === column ? 1 : 0)));
  const need = ids.map((id) =>
    sum(
      network.demands
        .filter((k) => k.from === id)
        .map((k) => k.rate.undisturbed * (k.uses === undefined ? 1 : k.uses.undisturbed) * network.delta),
    ),
  );
  const share = undisturbedShares(network);
  for (const f of network.flows) {
    if (f.below !== undefined) continue;
    for (const [from, a] of f.takes) {
      const row = matrix[ids.indexOf(from)] as number[];
      const column = ids.indexOf(f.to);
      row[column] = (row[column] as number) - a * get(share, f.id);
    }
  }
  const solution = eliminate(matrix, need);
  return new Map(ids.map((id, i) => [id, solution[i] as number]));
}

/** The state before step 0. */
export function startState(network: Network): State {
  const need = undisturbedNeed(network);
  const share = undisturbedShares(network);
  const state: State = { stockpiles: new Map(), flows: new Map(), backlog: new Map() };
  for (const j of network.stockpiles) {
    const forecast = get(need, j.id);
    const onHand = openingStock(j, forecast);
    state.stockpiles.set(j.id, { onHand, forecast, defaultCover: forecast > 0 ? onHand / forecast : 0 });
  }
  for (const f of network.flows) {
    const undisturbed = f.below === undefined ? get(share, f.id) * get(need, f.to) : 0;
    const forbidden = f.licence !== undefined && f.licence.allowDayBeforeStart === 0;
    const underWay = forbidden ? 0 : Math.min(undisturbed, capacityPerStep(network, f, f.capacity.undisturbed, 0));
    const pipeline = new Map<number, number>();
    for (let s = 0; s < f.lead; s++) pipeline.set(s, underWay);
    state.flows.set(f.id, {
      pipeline,
      applications: new Map(),
      lots: [],
      unusedAllowance: 0,
      trust: Number.POSITIVE_INFINITY,
    });
  }
  for (const k of network.demands) state.backlog.set(k.id, 0);
  return state;
}

/** Shares σ of all ordinary flows at step 0, events left out. */
export function undisturbedShares(network: Network): Map<string, number> {
  const all = network.stockpiles.flatMap((j) => [
    ...shares(ordinaryInflows(network, j.id), (f) => f.share.undisturbed),
  ]);
  return new Map(all);
}

function openingStock(j: Stockpile, forecast: number): number {
  if (j.initial !== undefined && 'mass' in j.initial) return j.initial.mass;
  if (j.initial !== undefined) {
    if (forecast <= 0) throw new Error(`${j.id}: an initial duration, but nothing draws on it`);
    return j.initial.steps * forecast;
  }
  if (j.target !== undefined) return j.target.undisturbed;
  if (j.cover.undisturbed !== undefined) return j.cover.undisturbed * forecast;
  return 0;
}

// Without row exchanges on purpose: all pivots of 1 − M are positive exactly where every loop gives back less than it takes.
function eliminate(matrix: number[][], right: number[]): number[] {
  const a = matrix.map((row) => [...row]);
  const b = [...right];
  const n = b.length;
  const at = (i: number, j: number) => (a[i] as number[])[j] as number;
  for (let p = 0; p < n; p++) {
    if (at(p, p) <= 1e-12) throw new Error('a loop gives back as much as it takes, or more');
    for (let i = p + 1; i < n; i++) {
      const factor = at(i, p) / at(p, p);
      if (factor === 0) continue;
      const row = a[i] as number[];
      for (let j = p; j < n; j++) row[j] = at(i, j) - factor * at(p, j);
      b[i] = (b[i] as number) - factor * (b[p] as number);
    }
  }
  const x = b.map(() => 0);
  for (let i = n - 1; i >= 0; i--) {
    let rest = b[i] as number;
    for (let j = i + 1; j < n; j++) rest -= at(i, j) * (x[j] as number);
    x[i] = rest / at(i, i);
  }
  return x;
}

/** Flows in ascending cost, ties by id. */
export function cheapestFirst(flows: Flow[]): Flow[] {
  return sortedById(flows).sort((a, b) => a.cost - b.cost);
}
