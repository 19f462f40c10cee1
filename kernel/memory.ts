/**
 * How memory is laid out. An array has one row per entity, a row one f64 per lane (a lane is a replicate), lanes
 * innermost: the value of entity e in lane i of `onHand` stands at `onHand + e · row + 8 · i`, where `row` is the
 * bytes of a row. Lanes are even: vectors take a *pair* of them, named by its offset in the row (0, 16, 32 …). A mask
 * is a row whose lanes are all ones or all zeros.
 *
 * Arrays bear the names of State and Parameters; src/simulation/kernel/ places them and sets the addresses here before
 * a block. Entries of lists are i32 and hold, instead of positions, the offset of an entity's row from the beginning
 * of any array of its kind, or the address of a row of a certain array. `xStart` is the list of the addresses at which
 * each owner's entries begin, and of the end.
 */

export let row: usize = 0;
export let stockpiles: usize = 0;
export let flows: usize = 0;
export let licences: usize = 0;
export let demands: usize = 0;
export let markets: usize = 0;

// What the network or the block asks for at all: 1, or 0. ----------------------------------------------------------
export let hasQuotas: usize = 0;
export let hasFloors: usize = 0;
export let hasWaiting: usize = 0;
export let hasOpenings: usize = 0;

// By stockpile. ---------------------------------------------------------------------------------------------------
export let onHand: usize = 0;
export let forecast: usize = 0;
export let forecastUsed: usize = 0;
export let byproductArrivals: usize = 0;
/** What would be forecast at a price of 1: the row of `forecast` where there are no markets. */
export let unpriced: usize = 0;
/** What is split for a price, where there are several markets. */
export let pricedNeed: usize = 0;
export let orderUpTo: usize = 0;
export let order: usize = 0;
/** A mask: who orders nothing because he has to release. */
export let isReleasing: usize = 0;
export let adjust: usize = 0;
export let forecastSteps: usize = 0;
export let switchable: usize = 0;
/** What all lanes of a stockpile have in common: bits of an i32 (words.ts). */
export let traits: usize = 0;

// By flow. --------------------------------------------------------------------------------------------------------
export let received: usize = 0;
export let inTransit: usize = 0;
export let trusted: usize = 0;
export let sigma: usize = 0;
export let regular: usize = 0;
export let ordered: usize = 0;
export let wanted: usize = 0;
export let asked: usize = 0;
export let shipped: usize = 0;
export let lead: usize = 0;
export let releaseBelow: usize = 0;
/** Where orders wait: τ_f of the orders at hand, W_f, and the most that may wait. */
export let switched: usize = 0;
export let waiting: usize = 0;
export let mostWaiting: usize = 0;
/** Where there are markets: v_f of the step before, the lesser of both, p_f + τ_f and e_f + τ_f that prices go by. */
export let trustedBefore: usize = 0;
export let lesserTrust: usize = 0;
export let priced: usize = 0;
export let coming: usize = 0;
/** Where prices open capacity. */
export let opened: usize = 0;
export let opensFrom: usize = 0;
export let opensFully: usize = 0;
export let opensWithin: usize = 0;
/** Sums over the steps so far (sums.ts): x and cap over steps with a capacity in `used` and `available`. */
export let shippedSum: usize = 0;
export let receivedSum: usize = 0;
export let used: usize = 0;
export let available: usize = 0;
// Of these only the rows of flows with a licence are ever written.
export let limitBound: usize = 0;
export let pending: usize = 0;
export let held: usize = 0;
export let unused: usize = 0;
export let applied: usize = 0;
export let granted: usize = 0;
export let lapsed: usize = 0;
export let licensed: usize = 0;
export let appliedSum: usize = 0;
export let grantedSum: usize = 0;
export let licensedSum: usize = 0;
export let lapsedSum: usize = 0;

// By licence: the terms of its flows in this step. ---------------------------------------------------------------
/** A mask. */
export let underReview: usize = 0;
/** A mask: not under review, without a limit, allowed whole. */
export let isOpen: usize = 0;
/** review(t) and approve(t) under review; 0 and 1 else. */
export let reviewDelay: usize = 0;
export let approval: usize = 0;
/** Z_l, and the L that prices go by. */
export let quota: usize = 0;
export let outlookLimit: usize = 0;
/** By step and licence, where there are quotas: an f64 each of when periods begin and end (quotas.ts). */
export let periods: usize = 0;

// By demand. ------------------------------------------------------------------------------------------------------
export let backlog: usize = 0;
export let demand: usize = 0;
export let demandRequest: usize = 0;
export let demandRegular: usize = 0;
export let served: usize = 0;
export let shortfall: usize = 0;
export let noise: usize = 0;
export let conserve: usize = 0;
/** D°_k and D°_k − D_k, ρ_k and how it answers: of demands whose stockpile buys in a market. */
export let fullDemand: usize = 0;
export let forgone: usize = 0;
export let takenInPrice: usize = 0;
export let elasticity: usize = 0;
export let answers: usize = 0;
export let least: usize = 0;

// By market. ------------------------------------------------------------------------------------------------------
export let price: usize = 0;
export let scarcity: usize = 0;
export let outlook: usize = 0;
export let ceiling: usize = 0;
export let priceAdjust: usize = 0;

// By tier, where there are floors: what is kept from it. ------------------------------------------------------------
export let floors: usize = 0;

// The row of scheduled values, and what changes in it: rows in `changes`, destinations in `changing`. --------------
export let changes: usize = 0;
export let changing: usize = 0;
export let changingEnd: usize = 0;
/** What a price has opened of the scheduled capacity; the same row where none opens any. */
export let capacity: usize = 0;
export let scheduledCapacity: usize = 0;
export let share: usize = 0;
export let allow: usize = 0;
export let limit: usize = 0;
export let review: usize = 0;
export let approve: usize = 0;
export let valid: usize = 0;
export let carry: usize = 0;
export let scheduledDemand: usize = 0;
export let cover: usize = 0;
export let target: usize = 0;

// Pipelines: by flow the first address, the end, the slot of this step, and how far that moves in a step (0 where
// lanes differ in lead: the slot then stands apart, and each lane has its own in the ring). ------------------------
export let rings: usize = 0;
/** Flows whose lanes differ: the ring; then by lane the address of its present slot and of its end. */
export let uneven: usize = 0;
export let unevenEnd: usize = 0;
export let unevenSlots: usize = 0;

// Lists. ----------------------------------------------------------------------------------------------------------
/** What arrives at a stockpile, in the order of flows: ring, coefficient or ONE. */
export let arrivalsStart: usize = 0;
/** Ordinary inflows: flow, licence or NONE. */
export let inflowsStart: usize = 0;
/** By stockpile, an i32 per inflow and lane: the lane's inflows by ascending cost, counted from the first. */
export let switchOrderStart: usize = 0;
/** All inflows: flow, licence or NONE, ring, address of what starts of it. */
export let deliveriesStart: usize = 0;
/** Demands on a stockpile: demand, 1 where what is unmet is owed. */
export let demandsOnStart: usize = 0;
/** Tiers: first claim, end. Claims: rows asked, regular, coefficient or ONE, bound (at most this is got), got. */
export let tiersStart: usize = 0;
/** All that is drawn, inputs of flows before demands: rows of the amount, of what is regular, coefficient or ONE. */
export let drawsStart: usize = 0;
/** Flows of several inputs: flow, first input, end. Inputs: stockpile, row of the coefficient. */
export let combining: usize = 0;
export let combiningEnd: usize = 0;
/** Ordinary flows and all flows of a licence: flow, stockpile it delivers to. */
export let ordinaryOfStart: usize = 0;
export let gatedByStart: usize = 0;
/** Releases into a stockpile: flow, licence or NONE, first input, end; and, by lane, their order as above. */
export let releasesStart: usize = 0;
export let releaseOrderStart: usize = 0;
/** By stockpile, the inflows whose orders wait: the row of W_f. And who waits at it: the row of W_f, of a[f,j]. */
export let waitingForStart: usize = 0;
export let waitingAtStart: usize = 0;
/** By stockpile, the ordinary inflows whose orders wait: flow, licence or NONE, row of what starts, place in `expected`. */
export let keepersStart: usize = 0;
/** Flows whose orders wait: flow, licence or NONE, 1 for a release, row of what starts. */
export let waiters: usize = 0;
export let waitersEnd: usize = 0;
/** By tier, the floors that begin with it: their row, and the forecast of the stockpile where they are steps of it, or ONE. */
export let floorsFromStart: usize = 0;
/** The tiers of all stockpiles; the floor of the tier of each input, and of each entry of `demandsOn`. */
export let tiers: usize = 0;
export let inputs: usize = 0;
export let floorOfInput: usize = 0;
export let demandsOn: usize = 0;
export let floorOfDemand: usize = 0;
/** By stockpile, the row of its market's price, or NONE. */
export let marketOf: usize = 0;
/** By market, its stockpiles, and those that are split for its price: their positions. */
export let membersStart: usize = 0;
export let pricedAtStart: usize = 0;
/** Flows into these. */
export let pricedFlows: usize = 0;
export let pricedFlowsEnd: usize = 0;
/** By stockpile, who brings it as a by-product, but for releases: flow, coefficient. */
export let bringersStart: usize = 0;
/** Flows that a price opens: flow, row of the price. */
export let opening: usize = 0;
export let openingEnd: usize = 0;
/** Stockpiles that releases draw on. */
export let reserves: usize = 0;
export let reservesEnd: usize = 0;
/** Flows with a licence: flow, licence, applications, lots (below). */
export let gated: usize = 0;
export let gatedEnd: usize = 0;

// Grants. ---------------------------------------------------------------------------------------------------------
/** Rows of a flow's ring of applications, and how many of them each lane uses (i32 by lane). */
export let applicationRows: usize = 0;
export let applicationSpan: usize = 0;
/** Places for lots, and bytes of them in a lane of a flow (lots.ts). */
export let lotSpan: usize = 0;
export let lotBytes: usize = 0;

/** 16 bytes for each inflow of the stockpile at hand: e + τ of a pair of lanes. */
export let scratch: usize = 0;
/** And e alone, where orders may wait. */
export let expected: usize = 0;
/** A row of Infinity. */
export let unbounded: usize = 0;
