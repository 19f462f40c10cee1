/** One lane of a run as it was in each step: what was recorded, and what schedules then said. */
import { laneOf } from '../../model/lane.ts';
import type { Model, Network } from '../../model/network.ts';
import { floors } from '../../simulation/floors.ts';
import { shares } from '../../simulation/orders.ts';
import type { Run } from '../../simulation/record.ts';
import { limitBounds } from '../../simulation/split.ts';
import { type Scheduled, scheduledViews } from '../../simulation/state.ts';

/** What is read of a record, by what it is of. */
const READ = {
  stockpiles: ['onHand', 'forecast', 'order'],
  flows: ['ordered', 'wanted', 'shipped', 'received', 'waiting', 'held', 'capacity'],
  licences: ['quotaLeft'],
  demands: ['demand', 'served', 'shortfall', 'backlog', 'forgone'],
} as const satisfies Partial<Record<keyof Network['counts'], readonly (keyof Run)[]>>;

type Name = (typeof READ)[keyof typeof READ][number];

/** A step: of each variable the values of all entities, until the next step is read. */
export interface Row extends Readonly<Record<Name, Float64Array>> {
  readonly scheduled: Scheduled;
  /** σ_f; W_f at the start of the step; B_k at its start. */
  readonly sigma: Float64Array;
  readonly waitingBefore: Float64Array;
  readonly backlogBefore: Float64Array;
  /** F°_j, what would be forecast at a price of 1. */
  readonly unpriced: Float64Array;
  /** The floor of each tier. */
  readonly floors: Float64Array;
  /** b[f,j], by by-product, and what users stretch from, by demand: at all times. */
  readonly byproductPerUnit: Float64Array;
  readonly conserve: Float64Array;
  /** Reads step t; steps in order, again as often as one likes. */
  read(t: number): void;
  /** q_f: what its licence's quota leaves a flow of what it is asked for. */
  limitBound(f: number): number;
}

/** A run, in which its model and parameters stand too, and the lane of it that is meant (default 0). */
export interface OneRun {
  readonly run: Run;
  readonly lane?: number;
  /** By whose plan a scheduled value is in force, by its slot in the row (default: the model's that is traced). */
  readonly rules?: (slot: number) => Model;
  /** Its steps, where several tracers that go on together read them. */
  readonly row?: Row;
}

/** The steps of one lane of a run. A record may hold fewer rows than there are steps: each is read when it stands there. */
export function rowOf({ run, lane = 0 }: OneRun): Row {
  const { model, parameters, lanes } = run;
  const { network } = model;
  const { changing, values } = parameters.schedule;
  const scheduled = scheduledViews(parameters, network, lane);
  const copies = Object.entries(READ).flatMap(([kind, names]) =>
    names.map((name) => ({ name, from: run[name], into: new Float64Array(network.counts[kind as keyof typeof READ]) })),
  );
  const now = Object.fromEntries(copies.map(({ name, into }) => [name, into])) as Record<Name, Float64Array>;
  const sigma = new Float64Array(network.flows);
  const waitingBefore = new Float64Array(network.flows);
  const backlogBefore = new Float64Array(network.demands);
  const dearer = new Float64Array(network.stockpiles);
  const unpriced = network.markets > 0 ? new Float64Array(network.stockpiles) : now.forecast;
  const limitBound = new Float64Array(network.flows);
  const quota = new Float64Array(network.licences);
  const amounts = new Float64Array(network.tiers.items.length);
  let boundsAreOf = -1;
  let step = -1;
  return {
    ...now,
    ...{ scheduled, sigma, waitingBefore, backlogBefore, unpriced, floors: amounts },
    byproductPerUnit: laneOf(parameters.byproductPerUnit, lane, lanes),
    conserve: laneOf(parameters.conserve, lane, lanes),
    read(t) {
      if (t === step) return;
      step = t;
      waitingBefore.set(now.waiting);
      backlogBefore.set(now.backlog);
      if (network.markets > 0) follow(run, lane, now, dearer);
      for (const { from, into } of copies) {
        const first = (t % run.steps) * into.length;
        for (let i = 0; i < into.length; i++) into[i] = from[(first + i) * lanes + lane];
      }
      for (let n = 0; n < changing.length; n++) {
        scheduled.row[changing[n]] = values[(t * changing.length + n) * lanes + lane];
      }
      for (let f = 0; f < network.flows; f++) {
        const l = network.licenceOf[f];
        if (l >= 0 && (scheduled.allow[l] < 1 || scheduled.review[l] > 0)) waitingBefore[f] = 0;
      }
      if (t === 0 || !parameters.sharesAreConstant) shares(model, { scheduled, sigma });
      if (network.markets > 0) for (let j = 0; j < dearer.length; j++) unpriced[j] = now.forecast[j] + dearer[j];
      if (network.floorsFrom.items.length > 0) floors(model, { scheduled, forecast: now.forecast, floors: amounts });
    },
    limitBound(f) {
      if (boundsAreOf !== step) {
        boundsAreOf = step;
        const { start, items } = network.gatedBy;
        for (let l = 0; l < network.licences; l++) {
          quota[l] = now.quotaLeft[l];
          for (let i = start[l]; i < start[l + 1]; i++) quota[l] += now.shipped[items[i]];
        }
        limitBounds(model, { scheduled, sigma, limitBound, forecast: now.forecast }, now.order, { limit: quota });
      }
      return limitBound[f];
    },
  };
}

/** F° − F goes to what was forgone, as forecasts go to need: F°_j += (N°_j − F°_j)/forecast_j, and F_j so with N_j. */
function follow(
  { model: { network }, parameters }: Run,
  lane: number,
  { forgone }: Record<Name, Float64Array>,
  dearer: Float64Array,
): void {
  const { start, items } = network.demandsOn;
  for (let j = 0; j < network.stockpiles; j++) {
    let less = 0;
    for (let i = start[j]; i < start[j + 1]; i++) less += forgone[items[i]];
    dearer[j] += (less - dearer[j]) / parameters.forecastSteps[j * parameters.lanes + lane];
  }
}
