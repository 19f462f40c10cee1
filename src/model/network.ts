/**
 * The model: a scenario with positions instead of names, and no units and no dates. What never changes between runs
 * is here; what the assumptions set is in Parameters. Positions follow ids in ascending order, so the order of
 * entities in a file changes nothing.
 */
import type { Day } from '../quantity/calendar.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ConstantName, Counts, Layout, MoneyName, StartName } from './layout.ts';
import type { Plan } from './plan.ts';
import type { Quotas } from './quotas.ts';

export type { Claim, Expectation, Finding, Observation, Scenario } from '../scenario/scenario.ts';
export type { Tolerances } from '../scenario/schema/tolerance-schema.ts';
export type { Assumption, Figure } from '../scenario/values.ts';

/** Lists of integers by owner, flat: those of owner i are `items[start[i]] … items[start[i + 1] − 1]`. */
export interface Table {
  readonly start: Int32Array;
  readonly items: Int32Array;
}

/** Who is connected to whom; all positions. */
export interface Network {
  readonly stockpiles: number;
  readonly flows: number;
  readonly licences: number;
  readonly demands: number;
  readonly markets: number;
  /** How many there are of each kind of which a run has numbers. */
  readonly counts: Counts;
  /** Stockpile each flow delivers to. */
  readonly to: Int32Array;
  /** Inputs of each flow: stockpiles. The index of an item is that of its coefficient among the scheduled `taken`. */
  readonly inputs: Table;
  /** By-products of each flow: stockpiles; the index of an item is that of its coefficient in `Parameters.given`. */
  readonly byproducts: Table;
  /** Licence of each flow, or −1. */
  readonly licenceOf: Int32Array;
  /** 1 for a release from a reserve. */
  readonly isRelease: Uint8Array;
  /** Ordinary inflows (not releases) of each stockpile: flows. */
  readonly inflows: Table;
  /** All flows into each stockpile, releases included. */
  readonly deliveries: Table;
  /** Releases into each stockpile: flows. */
  readonly releasesInto: Table;
  /** Ordinary flows of each licence. */
  readonly ordinaryOf: Table;
  /** All flows of each licence. */
  readonly gatedBy: Table;
  /** Demands on each stockpile. */
  readonly demandsOn: Table;
  /** Stockpile each demand draws from. */
  readonly drawsFrom: Int32Array;
  /** 1 where unmet demand is backordered. */
  readonly isBackordered: Uint8Array;
  /**
   * Claims on each stockpile, tier by tier: an input of a flow as its index in `inputs.items`, a demand as
   * −1 − position. `tiers` gives, by stockpile, the indices in `claims.items` at which its tiers end.
   */
  readonly claims: Table;
  readonly tiers: Table;
  /** By tier (an index in `tiers.items`), the floors that begin with it; and which floors are steps of forecast use. */
  readonly floorsFrom: Table;
  readonly floorIsDuration: Uint8Array;
  /** The tier of each input in `inputs.items`, and of each demand. */
  readonly tierOfInput: Int32Array;
  readonly tierOfDemand: Int32Array;
  /** 1 where orders that the source can't serve stay. */
  readonly waits: Uint8Array;
  /** The market whose price opens each flow, or −1; and the market that each stockpile buys in, or −1. */
  readonly opensIn: Int32Array;
  readonly marketOf: Int32Array;
  /** Stockpiles that buy in each market; and those whose inflows its price goes by: those that bring by-products too. */
  readonly members: Table;
  readonly pricedAt: Table;
  /** By stockpile, which by-products (indices in `byproducts.items`) come into it; and the flow of each. */
  readonly bringers: Table;
  readonly byproductOwner: Int32Array;
  /** The flow that each input in `inputs.items` belongs to. */
  readonly inputOwner: Int32Array;
  /** Who takes from each stockpile: indices in `inputs.items`. */
  readonly takers: Table;
  /** Stockpiles in the order in which the undisturbed start is solved: strongly connected groups, users first. */
  readonly groups: Table;
}

/** Everything about a scenario that all its runs share. */
export interface Model {
  readonly scenario: Scenario;
  readonly network: Network;
  readonly steps: number;
  readonly stepDays: number;
  readonly start: Day;
  readonly plan: Plan;
  /** When the quotas of licences are renewed; undefined where all limits renew each step. */
  readonly quotas: Quotas | undefined;
  /** Ids of the assumptions that differ between replicates: those with a distribution, and those that use them. */
  readonly uncertain: ReadonlySet<string>;
}

/**
 * Scheduled values at every step. A row has one value per slot of the layout and lane: capacity (per step; Infinity where
 * unbounded), share, lead (whole steps), cost (per unit), taken (a[f,j]), allow, limit (per step), review (steps; 0: none),
 * approve, valid (steps; Infinity: for ever), carry (share), demand (amount per step), uses (amount per thing; NaN: none),
 * cover (steps; NaN where a target is kept), target (amount; NaN where none), floor (steps or amount). `first` is the row of step 0, with the value of a slot in a lane at
 * `slot · lanes + lane`; slots that ever change are listed in `changing`, with their values of step t at
 * `(t · changing.length + place in changing) · lanes + lane`.
 */
export interface Tabulated {
  readonly layout: Layout;
  readonly first: Float64Array;
  readonly changing: Int32Array;
  readonly values: Float64Array;
}

/**
 * What runs compute with: the numbers that the assumptions set, in tonnes (or pieces) and steps. Runs lie side by
 * side: the number of entity i in lane l is at `i · lanes + l`. A single run has one lane.
 */
export interface Parameters extends Constants, Start {
  readonly lanes: number;
  readonly schedule: Tabulated;
  readonly money: Money;
  /** Whether no share, no cost, of any flow changes over time. */
  readonly sharesAreConstant: boolean;
  readonly costsAreConstant: boolean;
  /**
   * Ordinary inflows of each stockpile by ascending cost at step 0, ties by id: whom a blocked order turns to. Costs may
   * differ between lanes: item n of lane l is at `items[n · lanes + l]`, here and in `releaseOrder`.
   */
  readonly switchOrder: Table;
  /** Releases by stockpile they deliver to, by ascending cost, ties by id. */
  readonly releaseOrder: Table;
}

/**
 * Numbers that hold at all times. `given`: b[f,j] by by-product. By flow: `releaseBelow`, β in steps, NaN for ordinary
 * flows; `opensFrom` and `opensFully`, the price indices at which none and all of its capacity is there, NaN where no
 * price opens it, and `opensWithin` steps. By stockpile: `adjust` and `forecastSteps`, steps of at least 1; `switchable`, a
 * share. By demand: `variation`, the coefficient of its noise; `conserve`, steps, 0: never; `elasticity`, NaN without;
 * `answers`, steps of at least 1; `least`, a share. By market: `scarcity`, its elasticity; `outlook`, steps; `ceiling`;
 * `priceAdjust`, steps of at least 1.
 */
export type Constants = Readonly<Record<ConstantName, Float64Array>>;

/**
 * Money, of which metrics alone are made; 0 where a file says nothing. By stockpile: `price` per unit, `holding` a share of
 * it a step. By flow: `standby`, what a unit a step of capacity costs a step. By demand: `worth` of each thing not made, or
 * of each unit. By project, flow by flow: `projectTakes`, days, and `projectCosts`. And `discount`, a share a year.
 */
export type Money = Readonly<Record<MoneyName, Float64Array>>;

/** The undisturbed start: on-hand inventory, forecast per step, what each flow has under way per step, for how many. */
export type Start = Readonly<Record<StartName, Float64Array>>;
