// The network of a scenario in the making: who feeds whom. Amounts come later, when undisturbed use is known.

import type { FlowInput, OracleScenario, Quantity, StockpileInput } from '../input.ts';
import { read } from '../read.ts';
import { undisturbedNeed, undisturbedShares } from '../start.ts';
import type { Features } from './features.ts';
import type { FlowPlan, Plan, ReservePlan, StockpilePlan } from './plans.ts';
import { Writer } from './writer.ts';

/** A flow in the making: the file's shape, and the plan its amounts come from; `below` in steps. */
export interface FlowDraft {
  id: string;
  input: FlowInput;
  plan: FlowPlan;
  below: number | undefined;
}

/** A stockpile in the making; `reserveStock` is its stock in steps of all demand, where it is a reserve. */
export interface StockpileDraft {
  id: string;
  input: StockpileInput;
  plan: StockpilePlan;
  reserveStock: number | undefined;
}

export class Drafts {
  readonly drawn: Plan;
  readonly features: Features;
  readonly writer: Writer;
  readonly stockpiles: StockpileDraft[] = [];
  readonly flows: FlowDraft[] = [];
  private readonly loopIds: Set<string> = new Set();
  private need: Map<string, number> = new Map();
  private share: Map<string, number> = new Map();

  constructor(drawn: Plan, features: Features) {
    this.drawn = drawn;
    this.features = features;
    this.writer = new Writer(drawn.calendar);
    this.addTree();
    this.addLanes();
    this.addLoops();
    for (const reserve of drawn.reserves) this.addReserve(reserve);
  }

  name(position: number): string {
    return this.drawn.names[position % this.drawn.names.length] as string;
  }

  /** A stockpile by its position. */
  at(position: number): StockpileDraft {
    return this.stockpiles[position % this.stockpiles.length] as StockpileDraft;
  }

  /** What is needed of a stockpile in a step when nothing is wrong. */
  needOf(stockpile: string): number {
    return this.need.get(stockpile) ?? 0;
  }

  /** What all demand amounts to in a step, or nearly. */
  wholeDemand(): number {
    const ofFirst = this.needOf(this.at(0).id);
    return ofFirst > 0 ? ofFirst : 10;
  }

  /** What x of the flow amounts to in a day when nothing is wrong; of one that then stands still, in proportion to what it serves. */
  daily(f: FlowDraft): number {
    const need = this.needOf(f.input.to);
    const perStep = f.below === undefined ? (this.share.get(f.id) ?? 0) * need : 0.5 * need;
    return (perStep > 0 ? perStep : this.wholeDemand() / 4) / this.writer.delta;
  }

  /** An amount of money, or a plain one: all of a scenario are of one kind. `per` is what it is paid for. */
  money(amount: number, per?: string): Quantity {
    if (!this.drawn.currency) return amount;
    return per === undefined ? `${amount} USD` : `${amount} USD/${per}`;
  }

  /** Solves for undisturbed use, of a scenario that has its demands and shares. */
  solve(scenario: OracleScenario): void {
    try {
      undisturbedNeed(read(scenario));
    } catch {
      for (const id of this.loopIds) {
        delete scenario.flows?.[id];
        this.flows.splice(
          this.flows.findIndex((f) => f.id === id),
          1,
        );
      }
    }
    const network = read(scenario);
    this.need = undisturbedNeed(network);
    this.share = undisturbedShares(network);
  }

  // Stockpile 0 is the last in the chain; every other feeds one before it, alone or as one more input of a plant.
  private addTree(): void {
    for (const plan of this.drawn.stockpiles) this.addStockpile(plan, undefined);
    for (const [i, j] of this.stockpiles.entries()) {
      if (i === 0) continue;
      const parent = this.at(j.plan.parent % i);
      const plant = this.flows.find((f) => f.input.to === parent.id);
      if (plant !== undefined && j.plan.joins) addInput(plant, j.id, j.plan.recipe);
      else this.addFlow({ to: parent.id, from: fromOf(j.id, j.plan.recipe) }, j.plan.link);
    }
    for (const j of this.stockpiles) {
      const fed = this.flows.some((f) => f.input.to === j.id);
      const mines = fed ? j.plan.mines.slice(1) : j.plan.hasMine || !this.features.shortage ? j.plan.mines : [];
      for (const mine of mines) this.addFlow({ to: j.id }, mine);
    }
  }

  private addLanes(): void {
    for (const lane of this.drawn.lanes) {
      const a = lane.from % this.stockpiles.length;
      const b = lane.to % this.stockpiles.length;
      if (a === b) continue;
      const [from, to] = [this.at(Math.max(a, b)), this.at(Math.min(a, b))];
      this.addFlow({ from: fromOf(from.id, lane.recipe), to: to.id }, lane.flow, lane.below);
    }
  }

  // Back from a stockpile to one that feeds it, some rungs up the tree.
  private addLoops(): void {
    for (const loop of this.drawn.loops) {
      if (this.stockpiles.length < 2) continue;
      let down = 1 + (loop.up % (this.stockpiles.length - 1));
      const to = this.at(down);
      for (let rung = 0; rung <= loop.rungs && down > 0; rung++) down = this.at(down).plan.parent % down;
      const from = this.at(down);
      const plan = { ...loop.flow, share: { first: loop.weight, since: 0, changes: [] } };
      const draft = this.addFlow({ from: fromOf(from.id, loop.recipe), to: to.id }, plan);
      this.loopIds.add(draft.id);
    }
  }

  private addReserve(reserve: ReservePlan): void {
    const fed = [...this.stockpiles];
    const draft = this.addStockpile(reserve.stockpile, reserve.stock);
    const source = fed[reserve.refillFrom % fed.length] as StockpileDraft;
    const lane = reserve.refill === 'lane' && source.reserveStock === undefined;
    if (lane) this.addFlow({ from: source.id, to: draft.id }, reserve.refillFlow);
    else if (reserve.refill !== 'none') this.addFlow({ to: draft.id }, reserve.refillFlow);
    for (const release of reserve.releases) {
      const to = fed[release.to % fed.length] as StockpileDraft;
      this.addFlow({ from: draft.id, to: to.id }, release.flow, release.below);
    }
  }

  private addStockpile(plan: StockpilePlan, reserveStock: number | undefined): StockpileDraft {
    const draft: StockpileDraft = { id: `j${this.name(this.stockpiles.length)}`, input: {}, plan, reserveStock };
    if (plan.unit !== undefined) draft.input.unit = plan.unit;
    this.stockpiles.push(draft);
    return draft;
  }

  private addFlow(ends: Pick<FlowInput, 'from' | 'to'>, plan: FlowPlan, below?: number): FlowDraft {
    const input: FlowInput = { ...ends };
    if (input.from === undefined) delete input.from;
    const draft: FlowDraft = { id: `f${this.name(this.flows.length)}`, input, plan, below };
    if (below !== undefined) input.release = { below: this.writer.duration(below, plan.style) };
    this.flows.push(draft);
    return draft;
  }
}

/** The stockpiles that a flow takes from. */
export function keysOf(from: FlowInput['from']): string[] {
  return from === undefined ? [] : typeof from === 'string' ? [from] : Object.keys(from);
}

function addInput(plant: FlowDraft, stockpile: string, recipe: number): void {
  const { from } = plant.input;
  const inputs = typeof from === 'string' ? { [from]: 1 } : from;
  plant.input.from = { ...inputs, [stockpile]: recipe };
}

function fromOf(stockpile: string, recipe: number): string | Record<string, Quantity> {
  return recipe === 1 ? stockpile : { [stockpile]: recipe };
}
