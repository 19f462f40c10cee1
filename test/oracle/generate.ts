// Random scenarios for fast-check, alive and often in trouble, with every feature of the model in them.
// A plan of small numbers is drawn and made into a scenario; amounts are factors of undisturbed use, so that numbers fit one another.

import fc from 'fast-check';
import {
  type DemandInput,
  dateOf,
  dayOf,
  type EventInput,
  type FlowInput,
  type OracleScenario,
  type PhaseInput,
  type Quantity,
  read,
  type Schedule,
  type StockpileInput,
} from './read.ts';
import { undisturbedNeed, undisturbedShares } from './start.ts';

/** How large the scenarios get. */
export interface GeneratorOptions {
  minSteps?: number;
  maxSteps?: number;
  maxStockpiles?: number;
}

/** A network of one stockpile in which more stock must never hurt, and the same with more stock. */
export interface SimpleReserve {
  scenario: OracleScenario;
  more: OracleScenario;
}

/** Scenarios with every feature of the model. */
export function scenarioArbitrary(options: GeneratorOptions = {}): fc.Arbitrary<OracleScenario> {
  return plan(options, EVERYTHING).map((drawn) => build(drawn, EVERYTHING));
}

/** Scenarios in which nothing is ever short and nothing moves (law 3: no shortage without cause). */
export function undisturbedArbitrary(options: GeneratorOptions = {}): fc.Arbitrary<OracleScenario> {
  return plan(options, UNDISTURBED).map((drawn) => build(drawn, UNDISTURBED));
}

/**
 * Pairs of scenarios for law 6: mines, one stockpile, demands of one tier that do not conserve; the second has more in
 * stock. What is unmet is lost: with a backlog the law is false (test/laws/invariants.test.ts has the case).
 */
export function simpleReserveArbitrary(options: GeneratorOptions = {}): fc.Arbitrary<SimpleReserve> {
  return fc
    .record({ drawn: plan({ ...options, maxStockpiles: 1 }, ONE_STOCKPILE), more: fc.integer({ min: 1, max: 300 }) })
    .map(({ drawn, more }) => {
      const scenario = withoutBacklog(build(drawn, ONE_STOCKPILE));
      const [id, stockpile] = Object.entries(scenario.stockpiles)[0] as [string, StockpileInput];
      const tonnes = Number.parseFloat(`${stockpile.initial}`);
      const richer: StockpileInput = { ...stockpile, initial: `${ordinary(tonnes + more / 10)} t` };
      return { scenario, more: { ...scenario, stockpiles: { [id]: richer } } };
    });
}

/** The scenario with all unmet demand lost. */
function withoutBacklog(scenario: OracleScenario): OracleScenario {
  const lost = Object.entries(scenario.demands ?? {}).map(([id, demand]) => [id, { ...demand, unmet: 'lost' }]);
  return { ...scenario, demands: Object.fromEntries(lost) };
}

/** Which features a family of scenarios has. */
interface Features {
  dated: boolean;
  events: number;
  licences: number;
  byproducts: boolean;
  shortage: boolean;
  reserves: number;
  tiers: boolean;
  massInTonnes: boolean;
  explicitCovers: boolean;
}

const EVERYTHING: Features = {
  dated: true,
  events: 5,
  licences: 3,
  byproducts: true,
  shortage: true,
  reserves: 3,
  tiers: true,
  massInTonnes: false,
  explicitCovers: true,
};
const UNDISTURBED: Features = {
  dated: false,
  events: 0,
  licences: 0,
  byproducts: false,
  shortage: false,
  reserves: 2,
  tiers: true,
  massInTonnes: false,
  explicitCovers: false,
};
const ONE_STOCKPILE: Features = {
  dated: true,
  events: 3,
  licences: 0,
  byproducts: false,
  shortage: true,
  reserves: 0,
  tiers: false,
  massInTonnes: true,
  explicitCovers: true,
};

// Plans ------------------------------------------------------------------------------------------------------------

/** A value from the start on, and later ones by positions in the pool of dates. */
interface SchedulePlan<T> {
  first: T;
  since: number;
  changes: Change<T>[];
}

type FlowPlan = FromArbitrary<ReturnType<typeof flowPlan>>;
type StockpilePlan = FromArbitrary<ReturnType<typeof stockpilePlan>>;
type Change<T> = { date: number; value: T };
type ReservePlan = FromArbitrary<ReturnType<typeof reservePlan>>;
type DemandPlan = FromArbitrary<ReturnType<typeof demandPlan>>;
type PhasePlan = FromArbitrary<ReturnType<typeof phasePlan>>;
type EventPlan = FromArbitrary<ReturnType<typeof eventPlan>>;
type Plan = FromArbitrary<ReturnType<typeof plan>>;
type FromArbitrary<A> = A extends fc.Arbitrary<infer T> ? T : never;

const index = () => fc.nat(23);
const maybe = <T>(often: number, arbitrary: fc.Arbitrary<T>) =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 100 - often, arbitrary: fc.constant(undefined) },
    { weight: often, arbitrary },
  );
const oneOf = (...values: number[]): fc.Arbitrary<number> => fc.constantFrom(...values);
const tenths = (min: number, max: number) => fc.integer({ min, max }).map((n) => n / 10);

function schedulePlan<T>(
  features: Features,
  value: fc.Arbitrary<T>,
  first: fc.Arbitrary<T> = value,
): fc.Arbitrary<SchedulePlan<T>> {
  const change: fc.Arbitrary<Change<T>> = fc.tuple(index(), value).map(([date, to]) => ({ date, value: to }));
  const changes: fc.Arbitrary<Change<T>[]> = fc.array(change, { maxLength: features.dated ? 3 : 0 });
  const none: fc.Arbitrary<Change<T>[]> = fc.constant([]);
  return fc
    .tuple(
      first,
      fc.constantFrom(0, 0, 30, 365),
      fc.oneof({ weight: 3, arbitrary: none }, { weight: 2, arbitrary: changes }),
    )
    .map(([opening, since, later]) => ({ first: opening, since, changes: later }));
}

function calendarPlan(options: GeneratorOptions) {
  return fc.record({
    start: fc.constantFrom('2025-01-06', '2024-02-26', '2025-04-04'),
    delta: fc.constantFrom(7, 7, 7, 1, 10, 30),
    steps: fc.integer({ min: options.minSteps ?? 20, max: options.maxSteps ?? 120 }),
    unfinished: fc.constantFrom(0, 0, 1, 3, 6),
    horizonAs: fc.constantFrom('days', 'end', 'weeks'),
    disruption: maybe(30, fc.record({ permille: fc.integer({ min: 0, max: 700 }), days: fc.constantFrom(0, 0, 2) })),
    dates: fc.array(fc.record({ permille: fc.integer({ min: -60, max: 800 }), days: fc.constantFrom(0, 0, 1, 4) }), {
      minLength: 2,
      maxLength: 6,
    }),
  });
}

function flowPlan(features: Features) {
  const factor = features.shortage ? oneOf(1, 1.2, 1.5, 3, 0.8, 0.5, 0.2, 0) : oneOf(1.1, 1.5, 3);
  const firstFactor = features.shortage ? oneOf(1, 1.2, 1.1, 1.5, 2, 0.9, 0.6, 0.3, 0) : factor;
  return fc.record({
    lead: maybe(85, tenths(2, 90)),
    capacity: maybe(features.shortage ? 45 : 40, schedulePlan(features, factor, firstFactor)),
    share: maybe(
      50,
      schedulePlan(
        features,
        oneOf(1, 2, 0.5, 3, 0),
        features.shortage ? oneOf(1, 2, 0.5, 0.2, 3, 1, 2, 0) : oneOf(1, 2, 0.5, 0.2, 3),
      ),
    ),
    cost: maybe(60, fc.constantFrom(1, 1, 2, 3.5)),
    priority: maybe(features.tiers ? 35 : 0, fc.constantFrom(1, 2, 3)),
    licence: maybe(features.licences > 0 ? 45 : 0, index()),
    projects: fc.array(
      fc.record({
        adds: fc.constantFrom(0.5, 1, 0.2, 2),
        decided: index(),
        takes: tenths(0, 200),
        ramp: maybe(60, tenths(5, 150)),
      }),
      { maxLength: features.shortage ? 2 : 1 },
    ),
    byproduct: maybe(
      features.byproducts ? 18 : 0,
      fc.record({ into: index(), yield: fc.constantFrom(0.1, 0.02, 0.3, 0.6) }),
    ),
    style: index(),
  });
}

function stockpilePlan(features: Features) {
  return fc.record({
    unit: maybe(features.massInTonnes ? 0 : 45, fc.constantFrom('kg', 't')),
    initial: features.shortage
      ? fc.constantFrom('duration', 'quantity', 'absent')
      : fc.constantFrom('duration', 'quantity'),
    // On an empty shelf that serves two tiers the last digit grows from step to step, so law 3 wants some stock.
    stock: features.shortage ? tenths(0, 90) : tenths(2, 90),
    cover: maybe(features.explicitCovers ? 45 : 0, schedulePlan(features, tenths(0, 100))),
    asTarget: fc.constantFrom(false, false, false, true),
    adjust: maybe(75, tenths(3, 90)),
    forecast: maybe(75, tenths(3, 90)),
    switchable: fc.constantFrom(undefined, 0, 0, 0.3, 0.5, 1),
    parent: index(),
    joins: fc.boolean(),
    recipe: fc.constantFrom(1, 0.5, 1.25, 0.3, 2),
    hasMine: fc.constantFrom(true, true, true, true, true, true, true, true, false),
    link: flowPlan(features),
    mines: fc.array(flowPlan(features), { minLength: 1, maxLength: 2 }),
    style: index(),
  });
}

function lanePlan(features: Features) {
  return fc.record({
    from: index(),
    to: index(),
    recipe: fc.constantFrom(1, 0.5, 1.25, 0.3),
    flow: flowPlan(features),
    below: maybe(features.reserves > 0 ? 15 : 0, trigger()),
  });
}

// Odd hundredths: where the trigger equals the cover exactly, whether the reserve refills hangs on the last digit.
function trigger() {
  return fc.integer({ min: 3, max: 90 }).map((n) => n / 10 + 0.037);
}

function loopPlan(features: Features) {
  return fc.record({
    up: index(),
    rungs: fc.nat(2),
    weight: fc.constantFrom(0.2, 0.1, 0.4),
    recipe: fc.constantFrom(1, 0.5, 0.8),
    flow: flowPlan(features),
  });
}

function reservePlan(features: Features) {
  return fc.record({
    stockpile: stockpilePlan(features),
    stock: tenths(5, 150),
    refill: features.shortage ? fc.constantFrom('none', 'mine', 'lane') : fc.constantFrom('mine', 'lane'),
    refillFrom: index(),
    refillFlow: flowPlan(features),
    releases: fc.array(
      fc.record({
        to: index(),
        below: trigger(),
        flow: flowPlan(features),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  });
}

function demandPlan(features: Features) {
  const factor = oneOf(1, 1.2, 1.5, 0.7, 0.3, 2, 0);
  return fc.record({
    on: index(),
    weekly: fc.integer({ min: 10, max: 900 }).map((n) => n / 10),
    rate: schedulePlan(features, factor, oneOf(1, 1, 1, 1, 1, 1, 1, 0)),
    uses: maybe(40, schedulePlan(features, oneOf(1, 0.8, 0.5, 1.2), oneOf(1))),
    kilograms: fc.constantFrom(1, 2.3, 40, 0.4),
    priority: maybe(features.tiers ? 50 : 0, fc.constantFrom(1, 2, 3)),
    unmet: fc.constantFrom(undefined, 'backordered' as const, 'lost' as const),
    noise: fc.constantFrom(undefined, undefined, undefined, '10%'),
    conserve: maybe(features.tiers ? 20 : 0, tenths(2, 80)),
    style: index(),
  });
}

function phasePlan() {
  return fc.record({
    date: index(),
    allow: fc.constantFrom(undefined, undefined, undefined, undefined, 0, 0.5, 1, '30%'),
    limit: maybe(25, fc.constantFrom(1, 0.5, 0.8, 1.5, 0.2, 0.05)),
    review: maybe(55, tenths(3, 50)),
    approve: fc.constantFrom(undefined, '50%', '25%', 0.9, 1),
    valid: maybe(60, tenths(3, 150)),
    style: index(),
  });
}

function eventPlan() {
  return fc.record({
    date: index(),
    sets: fc.array(
      fc.record({
        what: fc.constantFrom(
          'capacity',
          'rate',
          'share',
          'allow',
          'limit',
          'review',
          'approve',
          'valid',
          'uses',
          'cover',
          'target',
          'capacity',
          'rate',
          'allow',
        ),
        which: index(),
        factor: fc.constantFrom(0.5, 1, 0, 1.3, 2),
        ratio: fc.constantFrom(0.5, 1, 0, 0.3, 0.8),
        steps: tenths(3, 100),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    style: index(),
  });
}

function plan(options: GeneratorOptions, features: Features) {
  const largest = options.maxStockpiles ?? 8;
  const single = largest === 1;
  return fc.record({
    calendar: calendarPlan(options),
    stockpiles: fc.array(stockpilePlan(features), { minLength: 1, maxLength: largest, size: 'max' }),
    lanes: fc.array(lanePlan(features), { maxLength: single ? 0 : 3, size: 'max' }),
    loops: fc.array(loopPlan(features), { maxLength: single ? 0 : 1, size: 'max' }),
    reserves: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      {
        weight: features.reserves > 0 ? 3 : 0,
        arbitrary: fc.array(reservePlan(features), {
          minLength: 1,
          maxLength: Math.max(1, features.reserves),
          size: 'max',
        }),
      },
    ),
    demands: fc.array(demandPlan(features), { minLength: 1, maxLength: 4, size: 'max' }),
    licences: fc.array(fc.array(phasePlan(), { minLength: 1, maxLength: 5, size: 'max' }), {
      minLength: Math.min(1, features.licences),
      maxLength: features.licences,
      size: 'max',
    }),
    events: fc.array(eventPlan(), { maxLength: features.events, size: 'max' }),
    names: fc.shuffledSubarray(SUFFIXES, { minLength: SUFFIXES.length, maxLength: SUFFIXES.length }),
  });
}

// In code-unit order `_` comes after the digits and before the letters, which no other collation agrees with.
const SUFFIXES =
  '1 2 10 9 11 _a _b _1 _z a b z a1 a_1 ab b2 b10 c d e f g h _c _d _e c1 c2 d_1 e9 x y w v u r q p o n'.split(' ');

// From plan to scenario --------------------------------------------------------------------------------------------

/** A flow in the making: the file's shape, and the plan its amounts come from. */
interface Draft {
  id: string;
  input: FlowInput;
  plan: FlowPlan;
  below: number | undefined;
}

/** A stockpile in the making; `reserveStock` is its stock in steps of all demand, where it is a reserve. */
interface StockpileDraft {
  id: string;
  input: StockpileInput;
  plan: StockpilePlan;
  reserveStock: number | undefined;
}

function build(drawn: Plan, features: Features): OracleScenario {
  const builder = new Builder(drawn, features);
  return builder.scenario();
}

class Builder {
  private readonly stockpiles: StockpileDraft[] = [];
  private readonly drawn: Plan;
  private readonly features: Features;
  private readonly flows: Draft[] = [];
  private readonly start: number;
  private readonly delta: number;
  private readonly days: number[];
  private need: Map<string, number> = new Map();
  private share: Map<string, number> = new Map();

  constructor(drawn: Plan, features: Features) {
    this.drawn = drawn;
    this.features = features;
    const { calendar } = drawn;
    this.start = dayOf(calendar.start);
    this.delta = calendar.delta;
    this.days = [
      0,
      -1,
      ...calendar.dates.map((date) => Math.floor((date.permille * calendar.steps) / 1000) * this.delta + date.days),
    ];
  }

  scenario(): OracleScenario {
    this.addTree();
    this.addLanes();
    this.addLoops();
    this.addReserves();
    const scenario: OracleScenario = {
      version: 2,
      title: 'generated',
      ...this.calendar(),
      stockpiles: {},
      flows: {},
      demands: this.demands(),
    };
    if (this.drawn.demands.some((demand) => demand.uses !== undefined)) scenario.units = ['vehicle'];
    for (const j of this.stockpiles) scenario.stockpiles[j.id] = j.input;
    for (const f of this.flows) (scenario.flows as Record<string, FlowInput>)[f.id] = f.input;
    for (const f of this.flows) this.shareOf(f);
    this.dropLoopsThatGiveBackTooMuch(scenario);
    const network = read(scenario);
    this.need = undisturbedNeed(network);
    this.share = undisturbedShares(network);
    for (const j of this.stockpiles) this.stock(j);
    for (const f of this.flows) this.amounts(f);
    const licences = this.licences(scenario);
    if (Object.keys(licences).length > 0) scenario.licences = licences;
    for (const k of Object.values(scenario.demands ?? {})) this.conserving(k);
    const events = this.drawn.events
      .map((event) => this.event(event, scenario))
      .filter((event) => Object.keys(event.set).length > 0);
    if (events.length > 0) scenario.events = events;
    return scenario;
  }

  // Stockpile 0 is the last in the chain; every other feeds one before it, alone or as one more input of a plant.
  private addTree(): void {
    for (const plan of this.drawn.stockpiles) this.addStockpile(plan, undefined);
    for (const [i, j] of this.stockpiles.entries()) {
      if (i === 0) continue;
      const parent = this.stockpiles[j.plan.parent % i] as StockpileDraft;
      const plant = this.flows.find((f) => f.input.to === parent.id);
      if (plant !== undefined && j.plan.joins) this.addInput(plant, j.id, j.plan.recipe);
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
      const from = this.stockpiles[Math.max(a, b)] as StockpileDraft;
      const to = this.stockpiles[Math.min(a, b)] as StockpileDraft;
      this.addFlow({ from: fromOf(from.id, lane.recipe), to: to.id }, lane.flow, lane.below);
    }
  }

  // Back from a stockpile to one that feeds it, some rungs up the tree.
  private addLoops(): void {
    for (const loop of this.drawn.loops) {
      if (this.stockpiles.length < 2) continue;
      let down = 1 + (loop.up % (this.stockpiles.length - 1));
      const to = this.stockpiles[down] as StockpileDraft;
      for (let rung = 0; rung <= loop.rungs && down > 0; rung++)
        down = (this.stockpiles[down] as StockpileDraft).plan.parent % down;
      const from = this.stockpiles[down] as StockpileDraft;
      const plan = { ...loop.flow, share: { first: loop.weight, since: 0, changes: [] } };
      const draft = this.addFlow({ from: fromOf(from.id, loop.recipe), to: to.id }, plan);
      this.loopIds.add(draft.id);
    }
  }

  private readonly loopIds: Set<string> = new Set();

  private addReserves(): void {
    for (const reserve of this.drawn.reserves) this.addReserve(reserve);
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

  private addFlow(ends: Pick<FlowInput, 'from' | 'to'>, plan: FlowPlan, below?: number): Draft {
    const input: FlowInput = { ...ends };
    if (input.from === undefined) delete input.from;
    const draft: Draft = { id: `f${this.name(this.flows.length)}`, input, plan, below };
    if (below !== undefined) input.release = { below: this.duration(below, plan.style) };
    this.flows.push(draft);
    return draft;
  }

  private addInput(plant: Draft, stockpile: string, recipe: number): void {
    const { from } = plant.input;
    const inputs = typeof from === 'string' ? { [from]: 1 } : from;
    plant.input.from = { ...inputs, [stockpile]: recipe };
  }

  private shareOf(f: Draft): void {
    if (f.plan.share !== undefined && f.below === undefined)
      f.input.share = this.schedule(f.plan.share, (share) => share);
  }

  private dropLoopsThatGiveBackTooMuch(scenario: OracleScenario): void {
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
  }

  private stock(j: StockpileDraft): void {
    const { plan, input, reserveStock } = j;
    const need = this.need.get(j.id) ?? 0;
    const scale = reserveStock === undefined ? need : this.wholeDemand();
    const steps = reserveStock ?? plan.stock;
    const asDuration =
      plan.initial === 'duration' && need > 0 && !this.features.massInTonnes && reserveStock === undefined;
    const isTarget = (plan.asTarget || reserveStock !== undefined) && plan.cover !== undefined && need + scale > 0;
    if (asDuration) input.initial = this.duration(steps, plan.style);
    else if (plan.initial !== 'absent' || reserveStock !== undefined || this.features.massInTonnes) {
      input.initial = this.mass(steps * scale, this.features.massInTonnes ? 0 : plan.style);
    }
    if (plan.cover !== undefined && isTarget) {
      input.target = this.schedule(plan.cover, (cover) => this.mass(cover * scale, plan.style + 1));
      if (reserveStock !== undefined && plan.initial === 'absent') delete input.initial;
    } else if (plan.cover !== undefined && reserveStock === undefined) {
      input.cover = this.schedule(plan.cover, (cover) => this.duration(cover, plan.style + 1));
    }
    if (!this.features.explicitCovers && plan.asTarget && reserveStock === undefined) {
      input.target = this.mass(steps * scale, plan.style);
      delete input.initial;
    }
    if (plan.adjust !== undefined) input.adjust = this.duration(plan.adjust, plan.style + 2);
    if (plan.forecast !== undefined) input.forecast = this.duration(plan.forecast, plan.style + 3);
    if (plan.switchable !== undefined)
      input.switchable = plan.style % 2 === 0 ? plan.switchable : `${plan.switchable * 100}%`;
  }

  private amounts(f: Draft): void {
    const { plan, input } = f;
    const daily = this.daily(f);
    if (plan.lead !== undefined) input.lead = this.duration(plan.lead, plan.style);
    if (plan.capacity !== undefined) {
      input.capacity = this.schedule(plan.capacity, (factor) => this.rate(factor * daily, plan.style));
      if (plan.projects.length > 0) {
        input.projects = plan.projects.map((project) => ({
          adds: this.rate(project.adds * daily, plan.style + 1),
          decided: this.date(project.decided),
          takes: this.duration(project.takes, plan.style),
          ...(project.ramp === undefined ? {} : { ramp: this.duration(project.ramp, plan.style + 1) }),
        }));
      }
    }
    if (plan.cost !== undefined) input.cost = plan.cost;
    if (plan.priority !== undefined) input.priority = plan.priority;
    if (f.below !== undefined) this.release(f);
    if (plan.byproduct !== undefined && f.below === undefined) {
      const into = this.stockpiles[plan.byproduct.into % this.stockpiles.length] as StockpileDraft;
      const inputs = typeof input.from === 'object' ? Object.keys(input.from) : [input.from];
      if (into.id !== input.to && !inputs.includes(into.id))
        input.byproducts = { [into.id]: `${plan.byproduct.yield * 100}%` };
    }
  }

  private release(f: Draft): void {
    if (this.features.shortage) return;
    // A stockpile that others draw upon too must not be kept from refilling by a trigger just above what is there.
    const drawnUpon = keysOf(f.input.from).some((from) => (this.need.get(from) ?? 0) > 0);
    const steps = this.openingSteps(f.input.to) + (drawnUpon ? -0.1 : 0.9);
    f.input.release = { below: `${ordinary(Math.max(0, Math.min(f.below as number, steps)) * this.delta)} days` };
  }

  // What x of the flow amounts to in a day when nothing is wrong; what is not used when nothing is wrong, in proportion to what it serves.
  private daily(f: Draft): number {
    const need = this.need.get(f.input.to) ?? 0;
    const perStep = f.below === undefined ? (this.share.get(f.id) ?? 0) * need : 0.5 * need;
    return (perStep > 0 ? perStep : this.wholeDemand() / 4) / this.delta;
  }

  private wholeDemand(): number {
    const ofFirst = this.need.get((this.stockpiles[0] as StockpileDraft).id) ?? 0;
    return ofFirst > 0 ? ofFirst : 10;
  }

  private openingSteps(id: string): number {
    const draft = this.stockpiles.find((j) => j.id === id) as StockpileDraft;
    const need = this.need.get(id) ?? 0;
    if (need <= 0) return 0;
    const { initial, target } = draft.input;
    const said = `${initial ?? target ?? 0}`;
    const number = Number.parseFloat(said);
    const unit = said.split(' ')[1] ?? 't';
    const factor = { t: 1 / need, kg: 0.001 / need, kt: 1000 / need }[unit];
    if (factor !== undefined) return number * factor;
    return (number * (DAYS_OF[unit] ?? 0)) / this.delta;
  }

  private licences(scenario: OracleScenario): Record<string, { phases: PhaseInput[] }> {
    const plans = this.drawn.licences;
    const made: Record<string, { phases: PhaseInput[] }> = {};
    for (const [i, phases] of plans.entries()) {
      const id = `l${this.name(i)}`;
      // Flows of one licence deliver the same unit.
      const candidates = this.flows.filter((f) => f.plan.licence !== undefined && f.plan.licence % plans.length === i);
      const unit = (f: Draft) => scenario.stockpiles[f.input.to]?.unit ?? 't';
      const licensed = candidates.filter((f) => unit(f) === unit(candidates[0] as Draft));
      for (const f of licensed) f.input.licence = id;
      const daily = licensed.reduce((total, f) => total + this.daily(f), 0);
      const byDate = new Map(phases.map((phase) => [this.date(phase.date), this.phase(phase, daily)]));
      made[id] = { phases: [...byDate.values()].sort((a, b) => dayOf(a.from) - dayOf(b.from)) };
    }
    return made;
  }

  private phase(plan: PhasePlan, daily: number): PhaseInput {
    const phase: PhaseInput = { from: this.date(plan.date) };
    if (plan.allow !== undefined) phase.allow = plan.allow;
    if (plan.limit !== undefined && daily > 0) phase.limit = this.rate(plan.limit * daily, plan.style);
    if (plan.review !== undefined) phase.review = this.duration(plan.review, plan.style);
    if (plan.approve !== undefined) phase.approve = plan.approve;
    if (plan.valid !== undefined) phase.valid = this.duration(plan.valid, plan.style + 1);
    return phase;
  }

  private demands(): Record<string, DemandInput> {
    return Object.fromEntries(this.drawn.demands.map((plan, i) => [`k${this.name(i)}`, this.demand(plan, i)]));
  }

  private demand(plan: DemandPlan, i: number): DemandInput {
    const from = (this.stockpiles[i === 0 ? 0 : plan.on % this.stockpiles.length] as StockpileDraft).id;
    const daily = plan.weekly / 7;
    const things = (daily * 1000) / plan.kilograms;
    const uses = plan.uses;
    const demand: DemandInput = {
      from,
      rate: this.schedule(plan.rate, (factor) =>
        uses === undefined
          ? this.rate(factor * daily, plan.style)
          : `${ordinary(factor * things * 365.25)} vehicle/year`,
      ),
    };
    if (uses !== undefined)
      demand.uses = this.schedule(uses, (factor) => `${ordinary(factor * plan.kilograms)} kg/vehicle`);
    if (plan.priority !== undefined) demand.priority = plan.priority;
    if (plan.unmet !== undefined) demand.unmet = plan.unmet;
    if (plan.noise !== undefined) demand.noise = plan.noise;
    if (plan.conserve !== undefined) demand.conserve = this.duration(plan.conserve, plan.style);
    return demand;
  }

  private conserving(demand: DemandInput): void {
    if (this.features.shortage || demand.conserve === undefined) return;
    const said = `${demand.conserve}`;
    const steps = (Number.parseFloat(said) * (DAYS_OF[said.split(' ')[1] ?? ''] ?? 0)) / this.delta;
    demand.conserve = `${ordinary(Math.min(steps, this.openingSteps(demand.from) + 0.9) * this.delta)} days`;
  }

  private event(plan: EventPlan, scenario: OracleScenario): EventInput {
    const event: EventInput = { date: this.date(plan.date), set: {} };
    for (const set of plan.sets) {
      const change = this.change(set, plan.style, scenario);
      if (change !== undefined) event.set[change[0]] = change[1];
    }
    return event;
  }

  private change(
    set: EventPlan['sets'][number],
    style: number,
    scenario: OracleScenario,
  ): [string, Quantity] | undefined {
    const pick = <T>(items: T[]): T | undefined => items[set.which % Math.max(1, items.length)];
    const licence = pick(Object.keys(scenario.licences ?? {}));
    const licensed = this.flows.filter((f) => f.input.licence === licence && licence !== undefined);
    switch (set.what) {
      case 'capacity': {
        const f = pick(this.flows);
        return f && [`flows.${f.id}.capacity`, this.rate(set.factor * this.daily(f), style)];
      }
      case 'share': {
        const f = pick(this.flows.filter((g) => g.below === undefined));
        return f && [`flows.${f.id}.share`, set.factor];
      }
      case 'allow':
      case 'approve':
        return licence === undefined ? undefined : [`licences.${licence}.${set.what}`, set.ratio];
      case 'limit': {
        const daily = licensed.reduce((total, f) => total + this.daily(f), 0);
        return licence === undefined ? undefined : [`licences.${licence}.limit`, this.rate(set.factor * daily, style)];
      }
      case 'review':
      case 'valid':
        return licence === undefined ? undefined : [`licences.${licence}.${set.what}`, this.duration(set.steps, style)];
      case 'rate': {
        const k = pick(Object.entries(scenario.demands ?? {}));
        if (k === undefined) return undefined;
        const plan = this.drawn.demands[Object.keys(scenario.demands ?? {}).indexOf(k[0])] as DemandPlan;
        const daily = (plan.weekly / 7) * set.factor;
        const things = (daily * 1000) / plan.kilograms;
        return [
          `demands.${k[0]}.rate`,
          k[1].uses === undefined ? this.rate(daily, style) : `${ordinary(things * 365.25)} vehicle/year`,
        ];
      }
      case 'uses': {
        const plans = Object.keys(scenario.demands ?? {}).map((id, i) => ({
          id,
          plan: this.drawn.demands[i] as DemandPlan,
        }));
        const k = pick(plans.filter(({ plan }) => plan.uses !== undefined));
        return k && [`demands.${k.id}.uses`, `${ordinary(set.factor * k.plan.kilograms)} kg/vehicle`];
      }
      case 'cover': {
        const j = pick(this.stockpiles.filter((stockpile) => stockpile.input.target === undefined));
        return j && [`stockpiles.${j.id}.cover`, this.duration(set.steps, style)];
      }
      case 'target': {
        const j = pick(this.stockpiles.filter((stockpile) => stockpile.input.target !== undefined));
        if (j === undefined) return undefined;
        const scale = j.reserveStock === undefined ? (this.need.get(j.id) ?? 0) : this.wholeDemand();
        return [`stockpiles.${j.id}.target`, this.mass(set.steps * scale, style)];
      }
    }
  }

  // Dates and quantities ---------------------------------------------------------------------------------------------

  private calendar(): Pick<OracleScenario, 'start' | 'horizon' | 'end' | 'step' | 'disruption'> {
    const { calendar } = this.drawn;
    const days = calendar.steps * this.delta - Math.min(calendar.unfinished, this.delta - 1);
    const made: Pick<OracleScenario, 'start' | 'horizon' | 'end' | 'step' | 'disruption'> = { start: calendar.start };
    if (calendar.horizonAs === 'end') made.end = dateOf(this.start + days);
    else made.horizon = calendar.horizonAs === 'weeks' && days % 7 === 0 ? `${days / 7} weeks` : `${days} days`;
    if (this.delta !== 7) made.step = `${this.delta} days`;
    if (calendar.disruption !== undefined) {
      const { permille, days: later } = calendar.disruption;
      made.disruption = dateOf(this.start + Math.floor((permille * calendar.steps) / 1000) * this.delta + later);
    }
    return made;
  }

  private date(position: number): string {
    return dateOf(this.start + (this.days[position % this.days.length] as number));
  }

  private schedule<T>(plan: SchedulePlan<T>, write: (value: T) => Quantity): Schedule {
    if (plan.changes.length === 0) return write(plan.first);
    const dated = new Map([[dateOf(this.start - plan.since), write(plan.first)]]);
    for (const change of plan.changes) dated.set(this.date(change.date), write(change.value));
    return Object.fromEntries([...dated].sort(([a], [b]) => dayOf(a) - dayOf(b)));
  }

  private duration(steps: number, style: number): string {
    const days = steps * this.delta;
    if (style % 4 === 1 && days >= 7) return `${ordinary(days / 7)} weeks`;
    if (style % 4 === 2 && days >= 30) return `${ordinary(days / (365.25 / 12))} months`;
    if (style % 4 === 3 && days >= 100) return `${ordinary(days / 365.25)} years`;
    return `${ordinary(days)} days`;
  }

  private mass(tonnes: number, style: number): string {
    if (style % 3 === 1 && tonnes < 1000) return `${ordinary(tonnes * 1000)} kg`;
    if (style % 3 === 2 && tonnes >= 10) return `${ordinary(tonnes / 1000)} kt`;
    return `${ordinary(tonnes)} t`;
  }

  private rate(tonnesPerDay: number, style: number): string {
    if (style % 5 === 1) return `${ordinary(tonnesPerDay * 1000)} kg/day`;
    if (style % 5 === 2) return `${ordinary(tonnesPerDay * 365.25)} t/year`;
    if (style % 5 === 3 && tonnesPerDay > 1) return `${ordinary(tonnesPerDay * 0.36525)} kt/year`;
    if (style % 5 === 4) return `${ordinary((tonnesPerDay * 365.25) / 12)} t/month`;
    return `${ordinary(tonnesPerDay * 7)} t/week`;
  }

  private name(position: number): string {
    return this.drawn.names[position % this.drawn.names.length] as string;
  }
}

const DAYS_OF: Record<string, number> = { days: 1, weeks: 7, months: 365.25 / 12, years: 365.25 };

function keysOf(from: FlowInput['from']): string[] {
  return from === undefined ? [] : typeof from === 'string' ? [from] : Object.keys(from);
}

function fromOf(stockpile: string, recipe: number): string | Record<string, Quantity> {
  return recipe === 1 ? stockpile : { [stockpile]: recipe };
}

// 3 significant digits, as people write numbers.
function ordinary(value: number): number {
  return Number(value.toPrecision(3));
}
