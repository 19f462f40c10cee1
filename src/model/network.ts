/**
 * The model: a scenario with positions instead of names, and no units and no dates. What never changes between runs
 * is here; what the assumptions set is in Parameters. Positions follow ids in ascending order, so the order of
 * entities in a file changes nothing.
 */
import type { Day } from '../quantity/calendar.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Layout } from './layout.ts';
import type { Plan } from './plan.ts';

export type { Assumption, Expectation, Observation, Scenario } from '../scenario/scenario.ts';
export type { Tolerances } from '../scenario/schema/tolerance-schema.ts';

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
  /** Stockpile each flow delivers to. */
  readonly to: Int32Array;
  /** Inputs of each flow: stockpiles. The index of an item is the index of its coefficient in `Parameters.taken`. */
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
  /** Ids of the assumptions that differ between replicates: those with a distribution, and those that use them. */
  readonly uncertain: ReadonlySet<string>;
}

/**
 * Scheduled values at every step. A row has one value per slot of the layout and lane: capacity (per step; Infinity where
 * unbounded), share, allow, limit (per step), review (steps; 0: none), approve, valid (steps; Infinity: for ever),
 * demand (amount per step), uses (amount per thing; NaN: none), cover (steps; NaN where a target is kept),
 * target (amount; NaN where none). `first` is the row of step 0, with the value of a slot in a lane at
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
export interface Parameters {
  readonly lanes: number;
  readonly schedule: Tabulated;
  /** Whether no share of any flow changes over time. */
  readonly sharesAreConstant: boolean;
  /** a[f,j] by input. */
  readonly inputPerUnit: Float64Array;
  /** b[f,j] by by-product. */
  readonly byproductPerUnit: Float64Array;
  /** Whole steps, by flow. */
  readonly lead: Int32Array;
  /** Per unit shipped, by flow. */
  readonly cost: Float64Array;
  /** β in steps by flow; NaN for ordinary flows. */
  readonly releaseBelow: Float64Array;
  /** Steps, by stockpile; both at least 1. */
  readonly adjust: Float64Array;
  readonly forecast: Float64Array;
  readonly switchable: Float64Array;
  /** Coefficient of variation and threshold in steps (0: never), by demand. */
  readonly noise: Float64Array;
  readonly conserve: Float64Array;
  /**
   * Ordinary inflows of each stockpile by ascending cost, ties by id: whom a blocked order turns to. Costs may
   * differ between lanes: item n of lane l is at `items[n · lanes + l]`, here and in `releaseOrder`.
   */
  readonly switchOrder: Table;
  /** Releases by stockpile they deliver to, by ascending cost, ties by id. */
  readonly releaseOrder: Table;
  /** The undisturbed start: on-hand inventory, forecast per step, and what each flow has under way per step. */
  readonly initialOnHand: Float64Array;
  readonly initialForecast: Float64Array;
  readonly initialFlow: Float64Array;
}
