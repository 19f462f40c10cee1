// Plans: small numbers drawn by fast-check, from which a scenario is made. Positions are taken modulo what there is.

import fc from 'fast-check';
import type { Features, GeneratorOptions } from './features.ts';

/** A value from the start on, and later ones by positions in the pool of dates. */
export interface SchedulePlan<T> {
  first: T;
  since: number;
  changes: Change<T>[];
}

type Change<T> = { date: number; value: T };
type FromArbitrary<A> = A extends fc.Arbitrary<infer T> ? T : never;
export type CalendarPlan = FromArbitrary<ReturnType<typeof calendarPlan>>;
export type FlowPlan = FromArbitrary<ReturnType<typeof flowPlan>>;
export type StockpilePlan = FromArbitrary<ReturnType<typeof stockpilePlan>>;
export type ReservePlan = FromArbitrary<ReturnType<typeof reservePlan>>;
export type DemandPlan = FromArbitrary<ReturnType<typeof demandPlan>>;
export type PhasePlan = FromArbitrary<ReturnType<typeof phasePlan>>;
export type EventPlan = FromArbitrary<ReturnType<typeof eventPlan>>;
export type ScalePlan = FromArbitrary<ReturnType<typeof scalePlan>>;
export type ProcessPlan = FromArbitrary<ReturnType<typeof processPlan>>;
export type GatePlan = FromArbitrary<ReturnType<typeof gatePlan>>;
export type Plan = FromArbitrary<ReturnType<typeof plan>>;

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
  dated: boolean,
  value: fc.Arbitrary<T>,
  first: fc.Arbitrary<T> = value,
): fc.Arbitrary<SchedulePlan<T>> {
  const change: fc.Arbitrary<Change<T>> = fc.tuple(index(), value).map(([date, to]) => ({ date, value: to }));
  const changes: fc.Arbitrary<Change<T>[]> = fc.array(change, { maxLength: dated ? 3 : 0 });
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
  const share = features.shortage ? oneOf(1, 2, 0.5, 0.2, 3, 1, 2, 0) : oneOf(1, 2, 0.5, 0.2, 3);
  return fc.record({
    lead: maybe(85, schedulePlan(features.changingLanes, tenths(2, 90))),
    capacity: maybe(features.shortage ? 45 : 40, schedulePlan(features.dated, factor, firstFactor)),
    share: maybe(50, schedulePlan(features.dated, oneOf(1, 2, 0.5, 3, 0), share)),
    cost: maybe(60, schedulePlan(features.changingLanes, oneOf(1, 1, 2, 3.5))),
    recipeChanges: schedulePlan(features.changingLanes, oneOf(1, 0.8, 1.5, 0.4), oneOf(1)),
    priority: maybe(features.tiers ? 35 : 0, fc.constantFrom(1, 2, 3)),
    licence: maybe(features.licences > 0 ? 45 : 0, index()),
    waits: maybe(features.waits, fc.constantFrom(true, true, true, false)),
    opens: maybe(
      features.markets > 0 ? 25 : 0,
      fc.record({
        market: index(),
        from: fc.constantFrom(1, 1.1, 1.3, 0.5),
        more: fc.constantFrom(0.2, 0.7, 2),
        within: maybe(60, tenths(5, 200)),
        closedShare: fc.boolean(),
      }),
    ),
    standby: maybe(features.money ? 25 : 0, oneOf(0.3, 2)),
    projects: fc.array(
      fc.record({
        adds: fc.constantFrom(0.5, 1, 0.2, 2),
        decided: index(),
        takes: tenths(0, 200),
        ramp: maybe(60, tenths(5, 150)),
        costs: maybe(features.money ? 50 : 0, oneOf(1, 10)),
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
    cover: maybe(features.explicitCovers ? 45 : 0, schedulePlan(features.dated, tenths(0, 100))),
    asTarget: fc.constantFrom(false, false, false, true),
    adjust: maybe(75, tenths(3, 90)),
    forecast: maybe(75, tenths(3, 90)),
    switchable: fc.constantFrom(undefined, 0, 0, 0.3, 0.5, 1),
    floors: maybe(
      features.floors,
      fc.array(
        fc.record({
          tier: fc.constantFrom(2, 3, 2, 1),
          asMass: fc.boolean(),
          value: schedulePlan(features.dated, tenths(0, 40)),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    ),
    price: maybe(features.money ? 60 : 0, oneOf(5, 60, 1.5)),
    holding: maybe(features.money ? 60 : 0, fc.constantFrom('10%/year', '2%/month')),
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
    rate: schedulePlan(features.dated, factor, oneOf(1, 1, 1, 1, 1, 1, 1, 0)),
    season: maybe(features.processes > 0 ? 15 : 0, oneOf(0.1, 0.4)),
    uses: maybe(40, schedulePlan(features.dated, oneOf(1, 0.8, 0.5, 1.2), oneOf(1))),
    kilograms: fc.constantFrom(1, 2.3, 40, 0.4),
    priority: maybe(features.tiers ? 50 : 0, fc.constantFrom(1, 2, 3)),
    unmet: fc.constantFrom(undefined, 'backordered' as const, 'lost' as const),
    noise: fc.constantFrom(undefined, undefined, undefined, '10%'),
    conserve: maybe(features.tiers ? 20 : 0, tenths(2, 80)),
    elasticity: maybe(features.markets > 0 ? 65 : 0, oneOf(0, 0.1, 0.4, 1.5)),
    answers: maybe(60, tenths(3, 150)),
    least: maybe(40, fc.constantFrom('60%', 0.3, 0)),
    worth: maybe(features.money ? 50 : 0, oneOf(9000, 3)),
    style: index(),
  });
}

function phasePlan() {
  return fc.record({
    date: index(),
    allow: fc.constantFrom(undefined, undefined, undefined, undefined, 0, 0.5, 1, '30%'),
    limit: maybe(30, fc.constantFrom(1, 0.5, 0.8, 1.5, 0.2, 0.05)),
    per: maybe(60, fc.constantFrom(1, 1.5, 3, 8, 26)),
    carry: maybe(40, fc.constantFrom('50%', 1, 0)),
    review: maybe(55, tenths(3, 50)),
    approve: fc.constantFrom(undefined, '50%', '25%', 0.9, 1),
    valid: maybe(60, tenths(3, 150)),
    style: index(),
  });
}

function eventPlan(features: Features) {
  const FIRST = ['capacity', 'rate', 'share', 'allow', 'limit', 'review', 'approve', 'valid', 'uses', 'cover'] as const;
  const MORE = ['target', 'capacity', 'rate', 'allow'] as const;
  const SECOND = ['lead', 'cost', 'recipe', 'floor'] as const;
  return fc.record({
    date: index(),
    sets: fc.array(
      fc.record({
        what: fc.constantFrom(...FIRST, ...MORE, ...(features.changingLanes ? SECOND : [])),
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

function scalePlan() {
  return fc.record({
    date: index(),
    lasts: maybe(75, tenths(3, 200)),
    what: fc.constantFrom(
      ...(['capacity', 'capacity', 'rate', 'uses', 'share', 'cover', 'target', 'lead', 'cost', 'recipe'] as const),
      ...(['floor', 'allow', 'approve', 'limit', 'review', 'valid'] as const),
    ),
    which: index(),
    factor: fc.constantFrom(0.5, '60%', 0, 1.3, 2, 1),
  });
}

function marketPlan() {
  return fc.record({
    of: fc.array(index(), { minLength: 1, maxLength: 3 }),
    elasticity: oneOf(0.45, 0.2, 1, 2),
    outlook: maybe(70, tenths(3, 300)),
    adjust: maybe(60, tenths(3, 80)),
    ceiling: maybe(50, oneOf(10, 3, 50)),
  });
}

function processPlan() {
  const chance = fc.constantFrom('5%', 0.2, '60%', 0);
  return fc.record({
    states: fc.constantFrom<string[]>(['open', 'shut'], ['open', 'trickle', 'shut'], ['calm', 'war']),
    begins: index(),
    from: maybe(50, index()),
    every: maybe(70, fc.constantFrom('1 week', '10 days', '1 month', '3 months')),
    stays: fc.array(maybe(35, tenths(40, 300)), { minLength: 3, maxLength: 3 }),
    odds: fc.array(fc.array(maybe(70, chance), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
    central: fc.array(fc.record({ date: index(), state: index() }), { maxLength: 3 }),
  });
}

/** A schedule that asks what state a process is in. */
function gatePlan() {
  return fc.record({
    process: index(),
    state: index(),
    what: fc.constantFrom('capacity', 'capacity', 'allow', 'allow', 'rate'),
    which: index(),
    cut: oneOf(1, 0.7, 0.4),
  });
}

/** A whole scenario. */
export function plan(options: GeneratorOptions, features: Features) {
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
    quotas: fc.constant(features.markets > 0 || features.scales > 0),
    events: fc.array(eventPlan(features), { maxLength: features.events, size: 'max' }),
    scales: fc.array(scalePlan(), { maxLength: features.scales, size: 'max' }),
    markets: fc.array(marketPlan(), { maxLength: features.markets, size: 'max' }),
    processes: fc.array(processPlan(), { maxLength: features.processes, size: 'max' }),
    gates: fc.array(gatePlan(), { minLength: Math.min(1, features.processes), maxLength: 2 * features.processes }),
    measure: maybe(features.money ? 25 : 0, fc.record({ from: index(), to: maybe(50, index()) })),
    discount: maybe(features.money ? 40 : 0, fc.constantFrom('3%', 0.1)),
    currency: fc.constantFrom(true, true, false),
    names: fc.shuffledSubarray(SUFFIXES, { minLength: SUFFIXES.length, maxLength: SUFFIXES.length }),
  });
}

// In code-unit order `_` comes after the digits and before the letters, which no other collation agrees with.
const SUFFIXES =
  '1 2 10 9 11 _a _b _1 _z a b z a1 a_1 ab b2 b10 c d e f g h _c _d _e c1 c2 d_1 e9 x y w v u r q p o n'.split(' ');
