/**
 * The bound: what no allocation could avoid of what demands missed, and what one who knew all that was to come could
 * have saved. Each part of a network, and each unit in it, is bounded by itself.
 */
import type { Day } from '../../quantity/calendar.ts';
import { type Certificate, certify, infeasibilityOf, isProven, reducedCosts } from './certificate.ts';
import { type Component, componentsOf } from './components.ts';
import type { LinearProgramme, Solution, Solver, Term } from './linear-programme.ts';
import type { Reference } from './reference.ts';
import { type Liberties, missed, type Relaxation, relaxationOf, sizeOfRelaxation } from './relaxation.ts';

/** Whose tonnes count: all alike, those of the first priority before any other, or of one demand alone. */
export type Weights = 'tonne' | 'priority' | { readonly demand: string };

/** What a bound is asked to do. */
export interface BoundQuestion extends Liberties {
  readonly weights: Weights;
  readonly hasPrices: boolean;
}

/** A demand of a part: what it missed in the simulation, and in the plan; tonnes or pieces. */
export interface BoundedDemand {
  readonly demand: string;
  readonly simulated: number;
  readonly planned: number;
}

/** What a flow ships in all from `begin` on; tonnes or pieces. */
export interface Reshipped {
  readonly flow: string;
  readonly simulated: number;
  readonly planned: number;
}

/** What a tonne more of something in one step would save of what is missed, at most. */
export interface Price {
  readonly day: Day;
  readonly kind: 'stockpile' | 'flow' | 'limit' | 'grant';
  readonly id: string;
  readonly price: number;
}

/** One part of a network, in one unit. */
export interface BoundPart {
  /** t, or the thing counted. */
  readonly unit: string;
  /** Missed in the simulation over the whole run, and the least that anybody could have missed. */
  readonly simulated: number;
  readonly bound: number;
  /** By priority, where tiers are bounded one after the other; else none. */
  readonly tiers: readonly { readonly priority: number; readonly simulated: number; readonly bound: number }[];
  /** The least where no demand may miss more than in the simulation. */
  readonly withoutWorse: number;
  /** Of the plan in which none does, and which ships most as the simulation did. */
  readonly demands: readonly BoundedDemand[];
  /** The largest differences of that plan first. */
  readonly reshipped: readonly Reshipped[];
  readonly plan: BoundPlan;
  readonly prices: readonly Price[];
  readonly certificate: Certificate;
  readonly size: { readonly columns: number; readonly rows: number; readonly entries: number };
}

/** A plan by entity and step from `begin` on, tonnes or pieces. */
export interface BoundPlan {
  readonly begin: number;
  readonly shipped: readonly { readonly id: string; readonly values: Float64Array }[];
  readonly onHand: readonly { readonly id: string; readonly values: Float64Array }[];
  readonly short: readonly { readonly id: string; readonly values: Float64Array }[];
}

/** How many columns and rows the largest programme has at most, of all parts in which anything was missed. */
export function sizeOfBound(reference: Reference, question: BoundQuestion): { columns: number; rows: number } {
  let [columns, rows] = [0, 0];
  for (const { component } of partsOf(reference, question)) {
    const size = sizeOfRelaxation(reference, component, question);
    // The plan that changes least has two columns more for each shipment, and a row.
    const shipments = component.flows.length * (reference.model.steps - question.begin);
    columns = Math.max(columns, size.columns + shipments);
    rows = Math.max(rows, size.rows + 2 * shipments);
  }
  return { columns, rows };
}

/** The parts in which anything was missed; of a demand that is bounded alone, its own. */
function partsOf(reference: Reference, { weights }: Pick<BoundQuestion, 'weights'>) {
  const { scenario, network } = reference.model;
  const unitOf = (k: number) => scenario.stockpiles[network.drawsFrom[k]].unit.base;
  return componentsOf(reference.model).flatMap((component) =>
    [...new Set(component.demands.map(unitOf))].flatMap((unit) => {
      const counted = component.demands.filter(
        (k) => unitOf(k) === unit && (typeof weights === 'string' || scenario.demands[k].id === weights.demand),
      );
      return counted.some((k) => missedBy(reference, k) > 0) ? [{ component, unit, counted }] : [];
    }),
  );
}

/** What demand k missed over the whole run. */
function missedBy(reference: Reference, k: number, from = 0): number {
  let sum = 0;
  for (let t = from; t < reference.model.steps; t++) sum += missed(reference, k, t);
  return sum;
}

/** Bounds every part in which anything was missed; none where nothing was. Throws an Unproven where the solver gives no solution that can be proven. */
export function boundsOf(reference: Reference, question: BoundQuestion, solver: Solver): BoundPart[] {
  return partsOf(reference, question).map((part) => boundOf(reference, question, part, solver));
}

/** What was missed of a part, and the least that could have been; tonnes or pieces. */
export type LeastMissed = Pick<BoundPart, 'unit' | 'simulated' | 'bound'>;

/** The least that could have been missed, by part; the first solve of each alone. */
export function leastMissed(reference: Reference, question: BoundQuestion, solver: Solver): LeastMissed[] {
  return partsOf(reference, question).map(({ component, unit, counted }) => {
    const { value } = least(reference, question, component, counted, solver);
    const simulated = sum(counted.map((k) => missedBy(reference, k)));
    return { unit, simulated, bound: Math.min(simulated, missedBefore(reference, question, counted) + value) };
  });
}

function missedBefore(reference: Reference, { begin }: Liberties, counted: readonly number[]): number {
  return sum(counted.map((k) => missedBy(reference, k) - missedBy(reference, k, begin)));
}

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);

/** What a solve came to. */
interface Solved {
  readonly relaxation: Relaxation;
  readonly programme: LinearProgramme;
  readonly solution: Solution;
  readonly certificate: Certificate;
  /** The cost in tonnes or pieces. */
  readonly value: number;
}

/** What some demands miss together is at most so much, tonnes or pieces. */
interface Held {
  readonly demands: readonly number[];
  readonly most: number;
}

/** The share by which what is held may be passed, so that rounding does not make a programme infeasible. */
const SLACK = 1e-9;

/** Minimises what `counted` demands miss, from `begin` on; `held` demands miss no more than so much. */
function least(
  reference: Reference,
  question: Liberties,
  component: Component,
  counted: readonly number[],
  solver: Solver,
  held: readonly Held[] = [],
): Solved {
  const relaxation = relaxationOf(reference, component, question);
  for (const k of counted)
    for (const column of shortColumns(reference, relaxation, question, k)) {
      relaxation.builder.setCost(column, 1);
    }
  for (const one of held) hold(reference, relaxation, question, one);
  return solved(relaxation, solver);
}

function shortColumns({ model: { steps } }: Reference, relaxation: Relaxation, { begin }: Liberties, k: number) {
  const place = relaxation.component.demands.indexOf(k);
  return relaxation.columns.short.subarray(place * (steps - begin), (place + 1) * (steps - begin));
}

function hold(reference: Reference, relaxation: Relaxation, liberties: Liberties, { demands, most }: Held): void {
  const terms = demands.flatMap((k) =>
    Array.from(shortColumns(reference, relaxation, liberties, k), (column): Term => [column, 1]),
  );
  const bound = (most / relaxation.scale) * (1 + SLACK) + SLACK;
  relaxation.builder.row(Number.NEGATIVE_INFINITY, bound, terms);
}

/** A solver gave no solution that can be proven: a fault of the program, or of the solver, with what was to be solved. */
export class Unproven extends Error {
  readonly programme: LinearProgramme;
  constructor(reason: string, programme: LinearProgramme) {
    super(reason);
    this.name = 'Unproven';
    this.programme = programme;
  }
}

function solved(relaxation: Relaxation, solver: Solver): Solved {
  const programme = relaxation.builder.build();
  const solution = solver.solve(programme);
  if (solution.status !== 'optimal') {
    throw new Unproven(
      `${solver.name} found no solution (${solution.status}), though the simulation is one`,
      programme,
    );
  }
  const certificate = certify(programme, solution);
  if (!isProven(certificate)) {
    const { primalInfeasibility, dualInfeasibility, gap } = certificate;
    const by = `rows by ${primalInfeasibility}, prices by ${dualInfeasibility}, optimum by ${gap}`;
    throw new Unproven(`what ${solver.name} found is no proven optimum: it misses ${by}`, programme);
  }
  return { relaxation, programme, solution, certificate, value: certificate.primal * relaxation.scale };
}

function boundOf(
  reference: Reference,
  question: BoundQuestion,
  { component, unit, counted }: { component: Component; unit: string; counted: readonly number[] },
  solver: Solver,
): BoundPart {
  const { scenario } = reference.model;
  const before = missedBefore(reference, question, counted);
  const from = (k: number) => missedBy(reference, k, question.begin);
  const simulated = before + sum(counted.map(from));
  const capped = (value: number) => Math.min(simulated, before + Math.max(0, value));
  const tiers = question.weights === 'priority' ? byPriority(reference, counted) : [{ priority: 0, demands: counted }];
  const held: Held[] = [];
  let first: Solved | undefined;
  for (const { demands } of tiers) {
    const found = least(reference, question, component, demands, solver, held);
    first ??= found;
    held.push({ demands, most: found.value });
  }
  if (first === undefined) throw new Error('a part without demands');
  const total = sum(held.map(({ most }) => most));
  const noWorse = component.demands.map((k): Held => ({ demands: [k], most: from(k) }));
  const fair = least(reference, question, component, counted, solver, noWorse);
  const calm = leastChange(reference, question, component, solver, [
    ...noWorse,
    { demands: counted, most: fair.value },
  ]);
  const plan = planOf(reference, question, calm);
  return {
    ...{ unit, simulated, bound: capped(total) },
    tiers:
      question.weights === 'priority'
        ? tiers.map(({ priority, demands }, n) => ({
            priority,
            simulated: sum(demands.map((k) => missedBy(reference, k))),
            bound: missedBefore(reference, question, demands) + held[n].most,
          }))
        : [],
    withoutWorse: capped(fair.value),
    demands: component.demands.map((k) => ({
      demand: scenario.demands[k].id,
      simulated: missedBy(reference, k),
      planned: Math.min(
        missedBy(reference, k),
        missedBefore(reference, question, [k]) + sumOf(plan.short, scenario.demands[k].id),
      ),
    })),
    reshipped: reshipped(reference, question, plan),
    plan,
    prices: question.hasPrices ? pricesOf(reference, question, first) : [],
    certificate: first.certificate,
    size: {
      columns: first.programme.columns,
      rows: first.programme.rows,
      entries: first.programme.values.length,
    },
  };
}

function sumOf(series: BoundPlan['short'], id: string): number {
  return series.find((one) => one.id === id)?.values.reduce((total, value) => total + value, 0) ?? 0;
}

/** Demands by priority, the first before the rest. */
function byPriority({ model: { scenario } }: Reference, demands: readonly number[]) {
  const priorities = [...new Set(demands.map((k) => scenario.demands[k].priority))].sort((a, b) => a - b);
  return priorities.map((priority) => ({
    priority,
    demands: demands.filter((k) => scenario.demands[k].priority === priority),
  }));
}

/** Of the plans that miss no more than is held, the one whose shipments differ least from the simulated. */
function leastChange(
  reference: Reference,
  question: Liberties,
  component: Component,
  solver: Solver,
  held: readonly Held[],
): Solved {
  const relaxation = relaxationOf(reference, component, question);
  const { builder, columns } = relaxation;
  for (const one of held) hold(reference, relaxation, question, one);
  for (const column of columns.shipped) {
    const known = builder.knownOf(column);
    const difference = builder.column(0, Number.POSITIVE_INFINITY, 0);
    builder.setCost(difference, 1);
    builder.row(known, Number.POSITIVE_INFINITY, [
      [column, 1],
      [difference, 1],
    ]);
    builder.row(Number.NEGATIVE_INFINITY, known, [
      [column, 1],
      [difference, -1],
    ]);
  }
  return solved(relaxation, solver);
}

function planOf({ model }: Reference, { begin }: Liberties, { relaxation, solution }: Solved): BoundPlan {
  const { scenario, steps } = model;
  const span = steps - begin;
  const { component, columns, scale } = relaxation;
  const series = (entities: readonly number[], all: Int32Array, idOf: (entity: number) => string) =>
    entities.map((entity, n) => ({
      id: idOf(entity),
      values: Float64Array.from(
        all.subarray(n * span, (n + 1) * span),
        (column) => tidy(solution.values[column]) * scale,
      ),
    }));
  return {
    begin,
    shipped: series(component.flows, columns.shipped, (f) => scenario.flows[f].id),
    onHand: series(component.stockpiles, columns.onHand, (j) => scenario.stockpiles[j].id),
    short: series(component.demands, columns.short, (k) => scenario.demands[k].id),
  };
}

/** Amounts below what a solver can tell from nothing are nothing. */
function tidy(value: number): number {
  return value < 1e-7 ? 0 : value;
}

function reshipped({ model, run }: Reference, { begin }: Liberties, plan: BoundPlan): Reshipped[] {
  const { scenario, network, steps } = model;
  return plan.shipped
    .map(({ id, values }) => {
      const f = scenario.flows.findIndex((flow) => flow.id === id);
      let simulated = 0;
      for (let t = begin; t < steps; t++) simulated += run.shipped[t * network.flows + f];
      return { flow: id, simulated, planned: sum([...values]) };
    })
    .sort((one, other) => Math.abs(other.planned - other.simulated) - Math.abs(one.planned - one.simulated));
}

/** A price below this is rounding. */
const LEAST_PRICE = 1e-6;

/** What a tonne more would save at most: what the multipliers of the first solve say, those above nothing. */
function pricesOf(reference: Reference, { begin }: Liberties, { relaxation, programme, solution }: Solved): Price[] {
  const { scenario, network, steps, start, stepDays } = reference.model;
  const { rowDuals } = solution;
  const reduced = reducedCosts(programme, rowDuals);
  const prices: Price[] = [];
  const add = (t: number, kind: Price['kind'], id: string, price: number) => {
    if (price > LEAST_PRICE) prices.push({ day: start + t * stepDays, kind, id, price });
  };
  const span = steps - begin;
  for (let t = begin; t < steps; t++) {
    for (const j of relaxation.component.stockpiles) {
      add(t, 'stockpile', scenario.stockpiles[j].id, -rowDuals[relaxation.balanceRows[j * steps + t]]);
    }
    for (const [n, f] of relaxation.component.flows.entries()) {
      const column = relaxation.columns.shipped[n * span + t - begin];
      add(t, 'flow', scenario.flows[f].id, -reduced[column]);
    }
    for (const { licence, step, row } of relaxation.limitRows) {
      if (step === t) add(t, 'limit', scenario.licences[licence].id, -rowDuals[row]);
    }
  }
  for (const { flow, from, granted, expired } of relaxation.grantRows) {
    const l = network.licenceOf[flow];
    const after = (rows: readonly number[], t: number) =>
      sum(rows.slice(Math.max(0, t - from)).map((row) => (row < 0 ? 0 : rowDuals[row])));
    // A lot that is granted counts as granted from then on, and as expired from its expiry on.
    for (const n of granted.keys()) {
      const t = from + n;
      const price = after(granted, t) - after(expired, t + reference.valid(l, t));
      add(t, 'grant', scenario.flows[flow].id, price);
    }
  }
  return prices;
}

/** By how much the simulated run misses the rows of its own relaxation, as a share of its largest demand: rounding. */
export function simulatedInfeasibility(reference: Reference, liberties: Liberties): number {
  return Math.max(
    0,
    ...componentsOf(reference.model).map((component) => {
      const { builder } = relaxationOf(reference, component, liberties);
      return infeasibilityOf(builder.build(), builder.known());
    }),
  );
}
