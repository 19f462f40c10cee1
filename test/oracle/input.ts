// The part of a scenario file that the oracle reads, as YAML parses it (design/scenario-format.md).

/** A plain number, or a text such as `'12.5 t/week'`, `'25%'`, `'10 t/week * is(war, calm)'`. */
export type Quantity = number | string;

/** One quantity for ever, or quantities by the ISO date from which they hold. */
export type Schedule = Quantity | Record<string, Quantity>;

/** A scenario file. */
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
  measure?: { from?: string; to?: string };
  discount?: Quantity;
  stockpiles: Record<string, StockpileInput>;
  flows?: Record<string, FlowInput>;
  licences?: Record<string, { phases: PhaseInput[] }>;
  demands?: Record<string, DemandInput>;
  markets?: Record<string, MarketInput>;
  processes?: Record<string, ProcessInput>;
  events?: EventInput[];
}

/** A stockpile. */
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
  floors?: Record<string, Schedule>;
  price?: Quantity;
  holding?: Quantity;
}

/** A flow. */
export interface FlowInput {
  from?: string | Record<string, Schedule>;
  to: string;
  lead?: Schedule;
  capacity?: Schedule;
  share?: Schedule;
  cost?: Schedule;
  standby?: Quantity;
  priority?: number;
  licence?: string;
  waits?: boolean;
  opens?: { from: Quantity; fully: Quantity; within?: Quantity; market?: string };
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
  costs?: Quantity;
}

/** A licence phase. */
export interface PhaseInput {
  from: string;
  title?: string;
  allow?: Quantity;
  limit?: Quantity;
  per?: Quantity;
  carry?: Quantity;
  review?: Quantity;
  approve?: Quantity;
  valid?: Quantity;
}

/** A demand. */
export interface DemandInput {
  from: string;
  rate: Schedule;
  uses?: Schedule;
  priority?: number;
  unmet?: 'lost' | 'backordered';
  noise?: Quantity;
  conserve?: Quantity;
  elasticity?: Quantity;
  answers?: Quantity;
  least?: Quantity;
  worth?: Quantity;
}

/** One price for some stockpiles. */
export interface MarketInput {
  title?: string;
  of: string[];
  elasticity: Quantity;
  outlook?: Quantity;
  adjust?: Quantity;
  ceiling?: Quantity;
}

/** Where a process may go from one of its states. */
export type MovesInput = Record<string, Quantity> | { stays: Quantity; to: Record<string, Quantity> };

/** A state of the world that changes by chance. */
export interface ProcessInput {
  title?: string;
  states: string[];
  begins: string;
  from?: string;
  every?: Quantity;
  moves: Record<string, MovesInput>;
  central?: Record<string, string>;
}

/** A dated change of schedules. */
export interface EventInput {
  date: string;
  until?: string;
  title?: string;
  set?: Record<string, Quantity>;
  scale?: Record<string, Quantity>;
}
