// Reads a scenario object, as YAML would parse it, into a network of plain objects.
// Written from design/model.md and design/scenario-format.md alone, so that it can disagree with src/.

/** A plain number, or a text such as `'12.5 t/week'`, `'3 kg/vehicle'`, `'25%'`. */
export type Quantity = number | string;

/** One quantity for ever, or quantities by the ISO date from which they hold. */
export type Schedule = Quantity | Record<string, Quantity>;

/** The part of the scenario file that the oracle reads. */
export interface OracleScenario {
  version?: number;
  title?: string;
  start: string;
  horizon?: Quantity;
  end?: string;
  step?: Quantity;
  disruption?: string;
  seed?: string;
  units?: string[];
  stockpiles: Record<string, StockpileInput>;
  flows?: Record<string, FlowInput>;
  licences?: Record<string, { phases: PhaseInput[] }>;
  demands?: Record<string, DemandInput>;
  events?: EventInput[];
}

/** A stockpile as the file has it. */
export interface StockpileInput {
  material?: string;
  place?: string;
  initial?: Quantity;
  cover?: Schedule;
  target?: Schedule;
  adjust?: Quantity;
  forecast?: Quantity;
  switchable?: Quantity;
  unit?: string;
}

/** A flow as the file has it. */
export interface FlowInput {
  from?: string | Record<string, Quantity>;
  to: string;
  lead?: Quantity;
  capacity?: Schedule;
  share?: Schedule;
  cost?: number;
  priority?: number;
  licence?: string;
  byproducts?: Record<string, Quantity>;
  projects?: ProjectInput[];
  release?: { below: Quantity };
}

/** Capacity being built. */
export interface ProjectInput {
  title?: string;
  adds: Quantity;
  decided: string;
  takes: Quantity;
  ramp?: Quantity;
}

/** A licence phase as the file has it. */
export interface PhaseInput {
  from: string;
  title?: string;
  allow?: Quantity;
  limit?: Quantity;
  review?: Quantity;
  approve?: Quantity;
  valid?: Quantity;
}

/** A demand as the file has it. */
export interface DemandInput {
  from: string;
  rate: Schedule;
  uses?: Schedule;
  priority?: number;
  unmet?: 'lost' | 'backordered';
  noise?: Quantity;
  conserve?: Quantity;
}

/** A dated change of schedules. */
export interface EventInput {
  date: string;
  title?: string;
  set: Record<string, Quantity>;
}

/** A schedule, evaluated at the date of a step; `undisturbed` is its value at step 0 with events left out. */
export interface Timeline<T> {
  at(t: number): T;
  undisturbed: T;
}

/** A stockpile; masses in tonnes, durations in steps. */
export interface Stockpile {
  id: string;
  initial: { mass: number } | { steps: number } | undefined;
  cover: Timeline<number | undefined>;
  target: Timeline<number> | undefined;
  adjust: number;
  forecast: number;
  switchable: number;
}

/** A flow; `takes` maps stockpile to units taken per unit shipped, `below` is the trigger of a release in steps. */
export interface Flow {
  id: string;
  to: string;
  takes: Map<string, number>;
  lead: number;
  capacity: Timeline<number | undefined>;
  projects: { online: number; ramp: number; adds: number }[];
  share: Timeline<number>;
  cost: number;
  priority: number;
  licence: Licence | undefined;
  byproducts: Map<string, number>;
  below: number | undefined;
}

/** A licence; `limit` in tonnes per day, `review` and `valid` in whole steps. */
export interface Licence {
  id: string;
  allow: Timeline<number>;
  limit: Timeline<number | undefined>;
  review: Timeline<number | undefined>;
  approve: Timeline<number>;
  valid: Timeline<number | undefined>;
  allowDayBeforeStart: number;
}

/** A demand; `rate` times `uses` is in tonnes per day, `conserve` in steps. */
export interface Demand {
  id: string;
  from: string;
  rate: Timeline<number>;
  uses: Timeline<number> | undefined;
  priority: number;
  backordered: boolean;
  conserve: number | undefined;
}

/** All that a run needs. `start` and `disruption` are days since 1970, `delta` the days of a step. */
export interface Network {
  start: number;
  delta: number;
  steps: number;
  disruption: number;
  stockpiles: Stockpile[];
  flows: Flow[];
  licences: Licence[];
  demands: Demand[];
}

const DAYS: Record<string, number> = { day: 1, week: 7, month: 365.25 / 12, year: 365.25 };
const TONNES: Record<string, number> = { t: 1, kg: 0.001, kt: 1000 };

/** Days since 1970-01-01 of an ISO date. */
export function dayOf(date: string): number {
  const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000;
  if (!Number.isInteger(day)) throw new Error(`not a date: ${date}`);
  return day;
}

/** ISO date of a day counted from 1970-01-01. */
export function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Items in plain code-unit order of their ids. */
export function sortedById<T extends { id: string }>(items: T[]): T[] {
  return [...items].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Reads a scenario. Throws an Error where it is not sound. */
export function read(scenario: OracleScenario): Network {
  const start = dayOf(scenario.start);
  const delta = scenario.step === undefined ? 7 : quantity(scenario.step, 'time', []);
  const horizon =
    scenario.end === undefined
      ? quantity(required(scenario.horizon, 'horizon'), 'time', [])
      : dayOf(scenario.end) - start;
  const reader = new Reader(scenario, start, delta);
  const licences = sortedById(
    Object.entries(scenario.licences ?? {}).map(([id, { phases }]) => reader.licence(id, phases)),
  );
  const network: Network = {
    start,
    delta,
    steps: Math.ceil(horizon / delta - 1e-9),
    disruption: scenario.disruption === undefined ? start : dayOf(scenario.disruption),
    stockpiles: sortedById(Object.entries(scenario.stockpiles).map(([id, input]) => reader.stockpile(id, input))),
    flows: sortedById(Object.entries(scenario.flows ?? {}).map(([id, input]) => reader.flow(id, input, licences))),
    licences,
    demands: sortedById(Object.entries(scenario.demands ?? {}).map(([id, input]) => reader.demand(id, input))),
  };
  reader.refuseUnreadEvents();
  refuseUnknownStockpiles(network);
  return network;
}

class Reader {
  private readonly eventsLeft: Map<string, { date: number; value: Quantity }[]> = new Map();
  private readonly things: string[];
  private readonly start: number;
  private readonly delta: number;

  constructor(scenario: OracleScenario, start: number, delta: number) {
    this.start = start;
    this.delta = delta;
    this.things = scenario.units ?? [];
    for (const event of scenario.events ?? []) {
      for (const [path, value] of Object.entries(event.set)) {
        const list = this.eventsLeft.get(path) ?? [];
        list.push({ date: dayOf(event.date), value });
        this.eventsLeft.set(path, list);
      }
    }
  }

  stockpile(id: string, input: StockpileInput): Stockpile {
    if (input.cover !== undefined && input.target !== undefined) throw new Error(`${id}: both cover and target`);
    return {
      id,
      initial: this.initial(input.initial),
      cover: this.timeline<number | undefined>(`stockpiles.${id}.cover`, input.cover, undefined, (q) => this.steps(q)),
      target:
        input.target === undefined
          ? undefined
          : this.timeline(`stockpiles.${id}.target`, input.target, 0, (q) => this.read(q, 'mass')),
      adjust: Math.max(1, this.steps(input.adjust ?? '8 weeks')),
      forecast: Math.max(1, this.steps(input.forecast ?? '8 weeks')),
      switchable: this.read(input.switchable ?? 1, 'ratio'),
    };
  }

  flow(id: string, input: FlowInput, licences: Licence[]): Flow {
    const licence = licences.find((l) => l.id === input.licence);
    if (input.licence !== undefined && licence === undefined) throw new Error(`${id}: no licence ${input.licence}`);
    if (input.projects !== undefined && input.capacity === undefined)
      throw new Error(`${id}: projects need a capacity`);
    return {
      id,
      to: input.to,
      takes: this.recipe(input.from),
      lead: input.lead === undefined ? 1 : this.wholeSteps(input.lead),
      capacity: this.timeline<number | undefined>(`flows.${id}.capacity`, input.capacity, undefined, (q) =>
        this.read(q, 'mass/time'),
      ),
      projects: (input.projects ?? []).map((project) => ({
        online: dayOf(project.decided) + this.read(project.takes, 'time'),
        ramp: this.read(project.ramp ?? 0, 'time'),
        adds: this.read(project.adds, 'mass/time'),
      })),
      share: this.timeline(`flows.${id}.share`, input.share, 1, (q) => this.read(q, 'ratio')),
      cost: input.cost ?? 0,
      priority: input.priority ?? 1,
      licence,
      byproducts: new Map(Object.entries(input.byproducts ?? {}).map(([j, q]) => [j, this.read(q, 'ratio')])),
      below: input.release === undefined ? undefined : this.steps(input.release.below),
    };
  }

  licence(id: string, phases: PhaseInput[]): Licence {
    const sorted = [...phases].sort((a, b) => dayOf(a.from) - dayOf(b.from));
    const before = sorted.filter((phase) => dayOf(phase.from) <= this.start - 1).at(-1);
    const field = <T>(name: 'allow' | 'limit' | 'review' | 'approve' | 'valid', none: T, convert: (q: Quantity) => T) =>
      this.merge(
        [
          { date: Number.NEGATIVE_INFINITY, value: none },
          ...sorted.map((phase) => {
            const said = phase[name];
            return { date: dayOf(phase.from), value: said === undefined ? none : convert(said) };
          }),
        ],
        this.events(`licences.${id}.${name}`, convert),
      );
    return {
      id,
      allow: field('allow', 1, (q) => this.read(q, 'ratio')),
      limit: field<number | undefined>('limit', undefined, (q) => this.read(q, 'mass/time')),
      review: field<number | undefined>('review', undefined, (q) => this.wholeSteps(q)),
      approve: field('approve', 1, (q) => this.read(q, 'ratio')),
      valid: field<number | undefined>('valid', undefined, (q) => this.wholeSteps(q)),
      allowDayBeforeStart: this.read(before?.allow ?? 1, 'ratio'),
    };
  }

  demand(id: string, input: DemandInput): Demand {
    const thing =
      input.uses === undefined
        ? undefined
        : this.things.find((name) => allQuantities(input.rate).some((q) => `${q}`.includes(name)));
    if (input.uses !== undefined && thing === undefined) throw new Error(`${id}: uses wants a rate in counted things`);
    return {
      id,
      from: input.from,
      rate: this.timeline(`demands.${id}.rate`, input.rate, 0, (q) =>
        this.read(q, thing === undefined ? 'mass/time' : `${thing}/time`),
      ),
      uses:
        input.uses === undefined
          ? undefined
          : this.timeline(`demands.${id}.uses`, input.uses, 0, (q) => this.read(q, `mass/${thing}`)),
      priority: input.priority ?? 1,
      backordered: input.unmet === 'backordered',
      conserve: input.conserve === undefined ? undefined : this.steps(input.conserve),
    };
  }

  refuseUnreadEvents(): void {
    for (const path of this.eventsLeft.keys()) throw new Error(`an event sets ${path}, which is no schedule here`);
  }

  private initial(input: Quantity | undefined): Stockpile['initial'] {
    if (input === undefined) return undefined;
    const { value, dimension } = parse(input, this.things);
    if (value < 0) throw new Error(`initial below 0: ${input}`);
    if (dimension === 'mass' || value === 0) return { mass: value };
    if (dimension === 'time') return { steps: value / this.delta };
    throw new Error(`initial wants a mass or a duration, got ${input}`);
  }

  private recipe(from: FlowInput['from']): Map<string, number> {
    if (from === undefined) return new Map();
    if (typeof from === 'string') return new Map([[from, 1]]);
    return new Map(Object.entries(from).map(([j, q]) => [j, this.read(q, 'ratio')]));
  }

  private timeline<T>(path: string, schedule: Schedule | undefined, none: T, convert: (q: Quantity) => T): Timeline<T> {
    const base =
      schedule === undefined || typeof schedule !== 'object'
        ? [{ date: Number.NEGATIVE_INFINITY, value: schedule === undefined ? none : convert(schedule) }]
        : Object.entries(schedule).map(([date, q]) => ({ date: dayOf(date), value: convert(q) }));
    if (!base.some((entry) => entry.date <= this.start)) throw new Error(`${path}: no value on or before the start`);
    return this.merge(base, this.events(path, convert));
  }

  private events<T>(path: string, convert: (q: Quantity) => T): { date: number; value: T }[] {
    const events = this.eventsLeft.get(path) ?? [];
    this.eventsLeft.delete(path);
    return events.map(({ date, value }) => ({ date, value: convert(value) }));
  }

  private merge<T>(base: { date: number; value: T }[], events: { date: number; value: T }[]): Timeline<T> {
    const dayOfStep = (t: number) => this.start + t * this.delta;
    return {
      at(t) {
        const own = latest(base, dayOfStep(t));
        const event = latest(events, dayOfStep(t));
        if (event !== undefined && (own === undefined || event.date >= own.date)) return event.value;
        return required(own, 'a value at this date').value;
      },
      undisturbed: required(latest(base, this.start), 'a value at the start').value,
    };
  }

  private read(q: Quantity, dimension: string): number {
    return quantity(q, dimension, this.things);
  }

  private steps(q: Quantity): number {
    return this.read(q, 'time') / this.delta;
  }

  private wholeSteps(q: Quantity): number {
    return Math.max(1, Math.floor(this.steps(q) + 0.5));
  }
}

function latest<T>(entries: { date: number; value: T }[], day: number): { date: number; value: T } | undefined {
  let found: { date: number; value: T } | undefined;
  for (const entry of entries) {
    if (entry.date <= day && (found === undefined || entry.date >= found.date)) found = entry;
  }
  return found;
}

function quantity(q: Quantity, dimension: string, things: string[]): number {
  const parsed = parse(q, things);
  if (parsed.value < 0) throw new Error(`below 0: ${q}`);
  if (parsed.dimension !== dimension && parsed.value !== 0) throw new Error(`expected ${dimension}, got ${q}`);
  return parsed.value;
}

function parse(q: Quantity, things: string[]): { value: number; dimension: string } {
  if (typeof q === 'number') return { value: q, dimension: 'ratio' };
  const match = /^\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\s*(%|[a-z_]+)?(?:\s*\/\s*([a-z_]+))?\s*$/.exec(q);
  if (match === null) throw new Error(`not a quantity: ${q}`);
  const number = Number(match[1]);
  if (match[2] === undefined) return { value: number, dimension: 'ratio' };
  if (match[2] === '%') return { value: number / 100, dimension: 'ratio' };
  const above = unit(match[2], things);
  if (match[3] === undefined) return { value: number * above.factor, dimension: above.dimension };
  const below = unit(match[3], things);
  return { value: (number * above.factor) / below.factor, dimension: `${above.dimension}/${below.dimension}` };
}

function unit(name: string, things: string[]): { factor: number; dimension: string } {
  if (things.includes(name)) return { factor: 1, dimension: name };
  const mass = TONNES[name];
  if (mass !== undefined) return { factor: mass, dimension: 'mass' };
  const days = DAYS[name.replace(/s$/, '')];
  if (days !== undefined) return { factor: days, dimension: 'time' };
  throw new Error(`no such unit: ${name}`);
}

function allQuantities(schedule: Schedule): Quantity[] {
  return typeof schedule === 'object' ? Object.values(schedule) : [schedule];
}

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`wanted: ${what}`);
  return value;
}

function refuseUnknownStockpiles(network: Network): void {
  const known = new Set(network.stockpiles.map((j) => j.id));
  const named = [
    ...network.flows.flatMap((f) => [f.to, ...f.takes.keys(), ...f.byproducts.keys()]),
    ...network.demands.map((k) => k.from),
  ];
  for (const id of named) if (!known.has(id)) throw new Error(`no stockpile ${id}`);
}
