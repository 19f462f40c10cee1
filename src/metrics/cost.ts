/** What supply, stocks and capacity cost (model.md, Money). */
import type { Model, Tabulated } from '../model/network.ts';
import type { Run } from '../simulation/record.ts';
import { ofEntity, placeOf, positionsOf } from './column.ts';
import type { DiscountedMetering } from './discount.ts';

/** By lane, discounted; undefined where a file gives no means for it. */
export interface CostMetrics {
  /** Σδ·Σ cost_f·x_f. */
  readonly supplyCost: Float64Array | undefined;
  /** Σδ·Σ holding_j·price_j·I_j. */
  readonly holdingCost: Float64Array | undefined;
  /** Costs of projects, spent evenly while they are built, and of capacity that is kept ready. */
  readonly capitalCost: Float64Array | undefined;
  /** Σ price_j·(S_j(0) − δ(N)·S_j(N)), S being what is on hand and under way. */
  readonly stockCost: Float64Array | undefined;
}

export function costMetrics(model: Model, lanes: number): DiscountedMetering<CostMetrics> {
  const parts = [supply(model, lanes), holding(model, lanes), building(model, lanes), standby(model, lanes)];
  const stock = stockCost(model, lanes);
  const present = [...parts, stock].filter((one) => one !== undefined);
  return {
    begin() {
      for (const { spent } of present) spent.fill(0);
    },
    add(run, t, factors) {
      for (const one of present) one.add(run, t, factors);
    },
    end: (run, atEnd) => stock?.end(run, atEnd),
    result() {
      const [supplied, held, built, kept] = parts.map((one) => one?.spent.slice());
      return {
        ...{ supplyCost: supplied, holdingCost: held, stockCost: stock?.spent.slice() },
        capitalCost: built && kept ? built.map((amount, lane) => amount + kept[lane]) : (built ?? kept),
      };
    },
  };
}

/** One kind of cost: the sum of its steps, by lane. */
interface Spending {
  readonly spent: Float64Array;
  add(run: Run, t: number, factors: Float64Array): void;
}

function supply({ network, scenario }: Model, lanes: number): Spending | undefined {
  const paid = positionsOf(scenario.flows, hasCost);
  if (paid.length === 0) return undefined;
  const spent = new Float64Array(lanes);
  return {
    spent,
    add(run, t, factors) {
      const { cost, shipped } = run;
      for (const f of paid) {
        const from = placeOf(run, network.flows, t, f);
        for (let lane = 0; lane < lanes; lane++)
          spent[lane] += factors[lane] * cost[from + lane] * shipped[from + lane];
      }
    },
  };
}

/** Whether a flow ever costs anything. */
export function hasCost({ cost }: Model['scenario']['flows'][number]): boolean {
  return cost.some(({ value }) => value !== undefined);
}

function holding({ network, scenario }: Model, lanes: number): Spending | undefined {
  const held = positionsOf(scenario.stockpiles, (one) => one.holding !== undefined);
  if (held.length === 0) return undefined;
  const spent = new Float64Array(lanes);
  return {
    spent,
    add(run, t, factors) {
      const { money } = run.parameters;
      for (const j of held) {
        const from = placeOf(run, network.stockpiles, t, j);
        const [share, price] = [ofEntity(lanes, money.holding, j), ofEntity(lanes, money.price, j)];
        for (let lane = 0; lane < lanes; lane++) {
          spent[lane] += factors[lane] * share[lane] * price[lane] * run.onHand[from + lane];
        }
      }
    },
  };
}

/** The costs of projects, evenly over the steps from `decided` to `decided + takes`; of no such step, in that of `decided`. */
function building({ scenario, start, stepDays }: Model, lanes: number): Spending | undefined {
  const projects = scenario.flows.flatMap((flow) => flow.projects);
  const costly = positionsOf(projects, ({ costs }) => costs !== undefined);
  if (costly.length === 0) return undefined;
  const spent = new Float64Array(lanes);
  const stepFrom = (day: number) => Math.ceil((day - start) / stepDays);
  return {
    spent,
    add({ parameters: { money } }, t, factors) {
      for (const p of costly) {
        const { decided } = projects[p];
        const first = stepFrom(decided);
        for (let lane = 0; lane < lanes; lane++) {
          const steps = Math.max(1, stepFrom(decided + money.projectTakes[p * lanes + lane]) - first);
          if (t < first || t >= first + steps) continue;
          spent[lane] += (factors[lane] * money.projectCosts[p * lanes + lane]) / steps;
        }
      }
    },
  };
}

/** What keeping capacity ready costs, used or not, and whatever of it a price opens. */
function standby({ scenario, plan }: Model, lanes: number): Spending | undefined {
  const kept = positionsOf(scenario.flows, (one) => one.standby !== undefined);
  if (kept.length === 0) return undefined;
  const columns = new Map(Array.from(plan.changing, (slot, column) => [slot, column]));
  const capacityAt = ({ layout, first, changing, values }: Tabulated, f: number, t: number) => {
    const slot = layout.capacity + f;
    const column = columns.get(slot);
    return column === undefined ? ofEntity(lanes, first, slot) : ofEntity(lanes, values, t * changing.length + column);
  };
  const spent = new Float64Array(lanes);
  return {
    spent,
    add({ parameters: { money, schedule } }, t, factors) {
      for (const f of kept) {
        const capacity = capacityAt(schedule, f, t);
        const each = ofEntity(lanes, money.standby, f);
        for (let lane = 0; lane < lanes; lane++) spent[lane] += factors[lane] * each[lane] * capacity[lane];
      }
    },
  };
}

/** What stocks are worth at the start less what they are at the end. */
function stockCost(
  { network, scenario }: Model,
  lanes: number,
): (Spending & { end(run: Run, atEnd: Float64Array): void }) | undefined {
  const priced = positionsOf(scenario.stockpiles, ({ price }) => price !== undefined);
  if (priced.length === 0) return undefined;
  const isPriced = new Set(priced);
  const { byproducts, to } = network;
  const spent = new Float64Array(lanes);
  /** Adds the worth of what is on hand, and of what flows have under way, each times its factor. */
  const worth = (
    { money, byproductPerUnit }: Run['parameters'],
    onHand: (j: number, lane: number) => number,
    underWay: (f: number, lane: number) => number,
    factor: (lane: number) => number,
  ) => {
    const add = (j: number, amount: (lane: number) => number) => {
      if (!isPriced.has(j)) return;
      for (let lane = 0; lane < lanes; lane++) {
        spent[lane] += factor(lane) * money.price[j * lanes + lane] * amount(lane);
      }
    };
    for (const j of priced) add(j, (lane) => onHand(j, lane));
    for (let f = 0; f < network.flows; f++) {
      add(to[f], (lane) => underWay(f, lane));
      for (let b = byproducts.start[f]; b < byproducts.start[f + 1]; b++) {
        add(byproducts.items[b], (lane) => byproductPerUnit[b * lanes + lane] * underWay(f, lane));
      }
    }
  };
  return {
    spent,
    add({ parameters }, t) {
      if (t > 0) return;
      const { initialOnHand, initialFlow, initialLead } = parameters;
      worth(
        parameters,
        (j, lane) => initialOnHand[j * lanes + lane],
        (f, lane) => initialFlow[f * lanes + lane] * initialLead[f * lanes + lane],
        () => 1,
      );
    },
    end(run, atEnd) {
      const t = run.model.steps - 1;
      worth(
        run.parameters,
        (j, lane) => run.onHand[placeOf(run, network.stockpiles, t, j) + lane],
        (f, lane) => run.inTransit[placeOf(run, network.flows, t, f) + lane],
        (lane) => -atEnd[lane],
      );
    },
  };
}
