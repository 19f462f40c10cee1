// Reads a scenario object, as YAML would parse it, into a network of plain objects.
// Written from design/model.md and design/scenario-format.md alone, so that it can disagree with src/.

import { dimensionOf, type Formula, type Moment, parse } from './formula.ts';
import type {
  DemandInput,
  FlowInput,
  MarketInput,
  OracleScenario,
  PhaseInput,
  ProjectInput,
  Quantity,
  Schedule,
  StockpileInput,
} from './input.ts';
import {
  type Demand,
  dayOf,
  type Flow,
  type Licence,
  type Market,
  type Network,
  type Project,
  type Stockpile,
  sortedById,
  type Timeline,
} from './network.ts';
import { type Uniform, type World, worldOf } from './processes.ts';
import { refuseUnsound } from './refuse.ts';

const YEAR = 365.25;

/** Reads a scenario. Throws an Error where it is not sound. `uniform` draws the processes; without it they keep to their central path. */
export function read(scenario: OracleScenario, uniform?: Uniform): Network {
  const start = dayOf(scenario.start);
  const delta = scenario.step === undefined ? 7 : constant(scenario.step, 'time', []);
  const horizon =
    scenario.end === undefined
      ? constant(required(scenario.horizon, 'horizon'), 'time', [])
      : dayOf(scenario.end) - start;
  const reader = new Reader(scenario, start, delta, worldOf(scenario, start, delta, uniform));
  const licences = readAll(scenario.licences, (id, { phases }) => reader.licence(id, phases));
  const markets = readAll(scenario.markets, (id, input) => reader.market(id, input));
  const network: Network = {
    start,
    delta,
    steps: Math.ceil(horizon / delta - 1e-9),
    disruption: scenario.disruption === undefined ? start : dayOf(scenario.disruption),
    measure: {
      from: scenario.measure?.from === undefined ? Number.NEGATIVE_INFINITY : dayOf(scenario.measure.from),
      to: scenario.measure?.to === undefined ? Number.POSITIVE_INFINITY : dayOf(scenario.measure.to),
    },
    discount: constant(scenario.discount ?? 0, '', []),
    stockpiles: readAll(scenario.stockpiles, (id, input) => reader.stockpile(id, input)),
    flows: readAll(scenario.flows, (id, input) => reader.flow(id, input, licences, markets)),
    licences,
    demands: readAll(scenario.demands, (id, input) => reader.demand(id, input)),
    markets,
  };
  reader.refuseUnreadEvents();
  refuseUnsound(network);
  return network;
}

function readAll<I, T extends { id: string }>(
  inputs: Record<string, I> | undefined,
  one: (id: string, i: I) => T,
): T[] {
  return sortedById(Object.entries(inputs ?? {}).map(([id, input]) => one(id, input)));
}

/** A value from a date (days since 1970) on; undefined where there is no number. */
interface Entry {
  date: number;
  value: Formula | undefined;
}

/** A factor from a date until another. */
interface Scale {
  from: number;
  until: number;
  factor: Formula;
}

class Reader {
  private readonly sets: Map<string, { date: number; value: Quantity }[]> = new Map();
  private readonly scales: Map<string, Scale[]> = new Map();
  private readonly unread: Set<string> = new Set();
  private readonly things: string[];
  private readonly start: number;
  private readonly delta: number;
  private readonly world: World;

  constructor(scenario: OracleScenario, start: number, delta: number, world: World) {
    this.start = start;
    this.delta = delta;
    this.world = world;
    this.things = scenario.units ?? [];
    for (const event of scenario.events ?? []) {
      const date = dayOf(event.date);
      const until = event.until === undefined ? Number.POSITIVE_INFINITY : dayOf(event.until);
      if (until <= date) throw new Error(`an event of ${event.date} ends before it begins`);
      if (event.until !== undefined && event.set !== undefined) throw new Error('only scales may have an `until`');
      for (const [path, value] of Object.entries(event.set ?? {})) {
        this.unread.add(path);
        this.sets.set(path, [...(this.sets.get(path) ?? []), { date, value }]);
      }
      for (const [path, value] of Object.entries(event.scale ?? {})) {
        this.unread.add(path);
        const scale = { from: date, until, factor: this.formula(value, '') };
        this.scales.set(path, [...(this.scales.get(path) ?? []), scale]);
      }
    }
  }

  stockpile(id: string, input: StockpileInput): Stockpile {
    if (input.cover !== undefined && input.target !== undefined) throw new Error(`${id}: both cover and target`);
    if (input.holding !== undefined && input.price === undefined) throw new Error(`${id}: holding without a price`);
    const path = `stockpiles.${id}`;
    const cover = this.schedule(`${path}.cover`, input.cover, undefined, ['time'], { scalesNothing: true });
    return {
      id,
      initial: this.initial(input.initial),
      cover: map(cover, (days) => (days === undefined ? undefined : days / this.delta)),
      coverScale: (t) => this.scaleAt(`${path}.cover`, t),
      target: input.target === undefined ? undefined : this.numbers(`${path}.target`, input.target, 0, ['mass']),
      adjust: Math.max(1, this.steps(input.adjust ?? '8 weeks')),
      forecast: Math.max(1, this.steps(input.forecast ?? '8 weeks')),
      switchable: this.constant(input.switchable ?? 1, ''),
      floors: Object.entries(input.floors ?? {})
        .map(([tier, floor]) => this.floor(`${path}.floors.${tier}`, Number(tier), floor))
        .sort((a, b) => a.tier - b.tier),
      price: this.money(input.price, 'money/mass'),
      holding: input.holding === undefined ? undefined : this.constant(input.holding, '1/time') * YEAR,
    };
  }

  private floor(path: string, tier: number, floor: Schedule): Stockpile['floors'][number] {
    const inTime = quantitiesOf(floor).some((q) => parse(q, this.things).dimension === dimensionOf('time'));
    const timeline = this.numbers(path, floor, 0, [inTime ? 'time' : 'mass']);
    return inTime
      ? { tier, of: 'steps', value: map(timeline, (days) => days / this.delta) }
      : { tier, of: 'mass', value: timeline };
  }

  flow(id: string, input: FlowInput, licences: Licence[], markets: Market[]): Flow {
    const licence = licences.find((l) => l.id === input.licence);
    if (input.licence !== undefined && licence === undefined) throw new Error(`${id}: no licence ${input.licence}`);
    if ((input.projects ?? input.opens) !== undefined && input.capacity === undefined)
      throw new Error(`${id}: projects, and what opens, need a capacity`);
    const path = `flows.${id}`;
    const lead = this.numbers(`${path}.lead`, input.lead, this.delta, ['time']);
    return {
      id,
      to: input.to,
      takes: this.recipe(path, input.from),
      lead: map(lead, (days) => this.wholeSteps(days)),
      capacity: this.schedule(`${path}.capacity`, input.capacity, undefined, ['mass/time']),
      projects: (input.projects ?? []).map((project) => this.project(project)),
      share: this.numbers(`${path}.share`, input.share, 1, ['']),
      cost: this.numbers(`${path}.cost`, input.cost, 0, ['', 'money/mass']),
      standby: this.money(input.standby, 'money/mass'),
      priority: input.priority ?? 1,
      licence,
      waits: input.waits ?? false,
      opens: this.opens(id, input, markets),
      byproducts: new Map(Object.entries(input.byproducts ?? {}).map(([j, q]) => [j, this.constant(q, '')])),
      below: input.release === undefined ? undefined : this.steps(input.release.below),
    };
  }

  private project(project: ProjectInput): Project {
    return {
      decided: dayOf(project.decided),
      takes: this.constant(project.takes, 'time'),
      ramp: this.constant(project.ramp ?? 0, 'time'),
      adds: this.constant(project.adds, 'mass/time'),
      costs: this.money(project.costs, 'money'),
    };
  }

  private opens(id: string, { opens, to }: FlowInput, markets: Market[]): Flow['opens'] {
    if (opens === undefined) return undefined;
    const market = markets.find((m) => (opens.market === undefined ? m.of.includes(to) : m.id === opens.market));
    if (market === undefined) throw new Error(`${id}: opens at the price of no market`);
    const [from, fully] = [this.constant(opens.from, ''), this.constant(opens.fully, '')];
    if (fully <= from) throw new Error(`${id}: opens fully at no more than it opens from`);
    return { from, fully, within: Math.max(1, this.steps(opens.within ?? '26 weeks')), market: market.id };
  }

  private recipe(path: string, from: FlowInput['from']): Flow['takes'] {
    const inputs = from === undefined ? {} : typeof from === 'string' ? { [from]: 1 } : from;
    return new Map(
      Object.entries(inputs).map(([j, takes]) => {
        const timeline = this.numbers(`${path}.from.${j}`, takes, 1, ['']);
        return [j, map(timeline, (a) => (a > 0 ? a : refuse(`${path}: takes nothing of ${j}`)))];
      }),
    );
  }

  licence(id: string, phases: PhaseInput[]): Licence {
    const sorted = [...phases].sort((a, b) => dayOf(a.from) - dayOf(b.from));
    const before = sorted.filter((phase) => dayOf(phase.from) <= this.start - 1).at(-1);
    const entries = (
      name: 'allow' | 'limit' | 'review' | 'approve' | 'valid',
      none: number | undefined,
      unit: string,
    ) =>
      [{ date: Number.NEGATIVE_INFINITY, value: none === undefined ? undefined : () => none } as Entry].concat(
        sorted.map((phase) => {
          const said = phase[name] ?? none;
          return { date: dayOf(phase.from), value: said === undefined ? undefined : this.formula(said, unit) };
        }),
      );
    const share = (name: 'allow' | 'approve') => {
      const timeline = defined(this.merge(`licences.${id}.${name}`, entries(name, 1, ''), ['']));
      return map(timeline, (x) => (x <= 1 ? x : refuse(`${id}: ${name} is above 1`)));
    };
    const span = (name: 'review' | 'valid') => {
      const timeline = this.merge(`licences.${id}.${name}`, entries(name, undefined, 'time'), ['time']);
      return map(timeline, (days) => (days === undefined ? undefined : this.wholeSteps(days)));
    };
    return {
      id,
      allow: share('allow'),
      limit: this.merge(`licences.${id}.limit`, entries('limit', undefined, 'mass/time'), ['mass/time']),
      review: span('review'),
      approve: share('approve'),
      valid: span('valid'),
      allowDayBeforeStart: this.formula(before?.allow ?? 1, '')(this.world.undisturbed),
      phases: sorted.map((phase) => this.phase(id, phase)),
    };
  }

  private phase(id: string, { from, per, carry, limit }: PhaseInput): Licence['phases'][number] {
    if (per === undefined) return { from: dayOf(from), per: undefined, carry: 0 };
    const days = this.constant(per, 'time');
    if (limit === undefined || days < this.delta) throw new Error(`${id}: per without a limit, or below a step`);
    return { from: dayOf(from), per: days, carry: this.constant(carry ?? 0, '') };
  }

  demand(id: string, input: DemandInput): Demand {
    const thing =
      input.uses === undefined
        ? undefined
        : this.things.find((name) => quantitiesOf(input.rate).some((q) => `${q}`.includes(name)));
    if (input.uses !== undefined && thing === undefined) throw new Error(`${id}: uses wants a rate in counted things`);
    const path = `demands.${id}`;
    return {
      id,
      from: input.from,
      rate: this.numbers(`${path}.rate`, input.rate, 0, [thing === undefined ? 'mass/time' : `${thing}/time`]),
      uses: input.uses === undefined ? undefined : this.numbers(`${path}.uses`, input.uses, 0, [`mass/${thing}`]),
      priority: input.priority ?? 1,
      backordered: input.unmet === 'backordered',
      conserve: input.conserve === undefined ? undefined : this.steps(input.conserve),
      elasticity: input.elasticity === undefined ? undefined : this.constant(input.elasticity, ''),
      answers: Math.max(1, this.steps(input.answers ?? '26 weeks')),
      least: this.constant(input.least ?? 0, ''),
      worth: this.money(input.worth, `money/${thing ?? 'mass'}`),
    };
  }

  market(id: string, input: MarketInput): Market {
    const elasticity = this.constant(input.elasticity, '');
    if (elasticity <= 0) throw new Error(`${id}: an elasticity above 0 is wanted`);
    return {
      id,
      of: [...input.of].sort((a, b) => (a < b ? -1 : 1)),
      elasticity,
      outlook: this.steps(input.outlook ?? '26 weeks'),
      adjust: Math.max(1, this.steps(input.adjust ?? '4 weeks')),
      ceiling: this.constant(input.ceiling ?? 10, ''),
    };
  }

  refuseUnreadEvents(): void {
    for (const path of this.unread) throw new Error(`an event changes ${path}, which is no schedule here`);
  }

  private initial(input: Quantity | undefined): Stockpile['initial'] {
    if (input === undefined) return undefined;
    const { dimension, zero } = parse(input, this.things);
    if (dimension === dimensionOf('mass') || zero) return { mass: this.constant(input, 'mass') };
    return { steps: this.steps(input) };
  }

  private schedule(
    path: string,
    schedule: Schedule | undefined,
    none: number | undefined,
    dimensions: string[],
    options: { scalesNothing?: boolean } = {},
  ): Timeline<number | undefined> {
    const entries =
      schedule === undefined
        ? [{ date: Number.NEGATIVE_INFINITY, value: none === undefined ? undefined : () => none }]
        : typeof schedule !== 'object'
          ? [{ date: Number.NEGATIVE_INFINITY, value: this.formula(schedule, ...dimensions) }]
          : Object.entries(schedule).map(([date, q]) => ({ date: dayOf(date), value: this.formula(q, ...dimensions) }));
    if (!entries.some((entry) => entry.date <= this.start)) throw new Error(`${path}: no value on or before the start`);
    return this.merge(path, entries, dimensions, options);
  }

  private numbers(path: string, schedule: Schedule | undefined, none: number, dimensions: string[]): Timeline<number> {
    return defined(this.schedule(path, schedule, none, dimensions));
  }

  // The plan, overtaken by events, and what it then says times all scales in force.
  private merge(
    path: string,
    plan: Entry[],
    dimensions: string[],
    { scalesNothing = false }: { scalesNothing?: boolean } = {},
  ): Timeline<number | undefined> {
    this.unread.delete(path);
    const events = (this.sets.get(path) ?? []).map(({ date, value }): Entry => {
      return { date, value: this.formula(value, ...dimensions) };
    });
    return {
      at: (t) => {
        const day = this.start + t * this.delta;
        const own = latest(plan, day);
        const event = latest(events, day);
        const holds = event !== undefined && (own === undefined || event.date >= own.date) ? event : own;
        const value = required(holds, 'a value at this date').value;
        const scaled = (this.scales.get(path) ?? []).some((scale) => inForce(scale, day));
        if (value === undefined && scaled && !scalesNothing) throw new Error(`${path}: a scale of no number`);
        return value === undefined ? undefined : notNegative(path, value(this.world.at(t)) * this.scaleAt(path, t));
      },
      undisturbed: asNumber(path, required(latest(plan, this.start), 'a value at the start'), this.world.undisturbed),
    };
  }

  private scaleAt(path: string, t: number): number {
    const day = this.start + t * this.delta;
    let product = 1;
    for (const scale of this.scales.get(path) ?? []) {
      if (inForce(scale, day)) product *= scale.factor(this.world.at(t));
    }
    return product;
  }

  private formula(q: Quantity, ...dimensions: string[]): Formula {
    return formula(q, dimensions, this.things);
  }

  private constant(q: Quantity, dimension: string): number {
    return constant(q, dimension, this.things);
  }

  // Money, or something relative, per what it is paid for.
  private money(q: Quantity | undefined, dimension: string): number | undefined {
    return q === undefined
      ? undefined
      : constant(q, parse(q, this.things).dimension === '' ? '' : dimension, this.things);
  }

  private steps(q: Quantity): number {
    return this.constant(q, 'time') / this.delta;
  }

  private wholeSteps(days: number): number {
    return Math.max(1, Math.floor(days / this.delta + 0.5));
  }
}

function map<A, B>(timeline: Timeline<A>, change: (value: A) => B): Timeline<B> {
  return { at: (t) => change(timeline.at(t)), undisturbed: change(timeline.undisturbed) };
}

function defined(timeline: Timeline<number | undefined>): Timeline<number> {
  return map(timeline, (value) => required(value, 'a number'));
}

function inForce(scale: Scale, day: number): boolean {
  return scale.from <= day && day < scale.until;
}

function latest(entries: Entry[], day: number): Entry | undefined {
  let found: Entry | undefined;
  for (const entry of entries) {
    if (entry.date <= day && (found === undefined || entry.date >= found.date)) found = entry;
  }
  return found;
}

function asNumber(path: string, { value }: Entry, moment: Moment): number | undefined {
  return value === undefined ? undefined : notNegative(path, value(moment));
}

function notNegative(path: string, value: number): number {
  return value >= 0 ? value : refuse(`${path}: below 0`);
}

function formula(q: Quantity, dimensions: string[], things: string[]): Formula {
  const { dimension, value, zero } = parse(q, things);
  const fits = zero || dimensions.some((wanted) => dimensionOf(wanted) === dimension);
  return fits ? value : refuse(`expected ${dimensions.join(' or ')}, got ${q}`);
}

function constant(q: Quantity, dimension: string, things: string[]): number {
  const value = formula(q, [dimension], things)({ elapsed: 0, states: new Map() });
  return notNegative(`${q}`, value);
}

function quantitiesOf(schedule: Schedule): Quantity[] {
  return typeof schedule === 'object' ? Object.values(schedule) : [schedule];
}

function required<T>(value: T | undefined, what: string): T {
  return value === undefined ? refuse(`wanted: ${what}`) : value;
}

function refuse(message: string): never {
  throw new Error(message);
}
