/**
 * Where each tonne that users lack was lost: tonnes that a run is short of, against the same run undisturbed (its twin),
 * are labelled by the rule that held them back, and carried through stocks, plants and lead times to who lacks them.
 */
import type { Model } from '../../model/network.ts';
import { centralPaths, type Paths } from '../../model/processes.ts';
import { catalogueOf } from './catalogue.ts';
import type { OneRun } from './rows.ts';
import { type PlaceOfLoss, type Tracer, tracerOf } from './tracer.ts';

export type { OneRun } from './rows.ts';
export type { PlaceOfLoss, Tracer } from './tracer.ts';

/**
 * Labels what every demand lacks in each step of `run`: its shortfall, or where unmet demand is backordered what it fell
 * behind by, max(0, B(t) − B(t − 1)). `twin` is the same scenario without any change but those of need (rate, uses),
 * under the same draws and noise, begun in its own state. Amounts are at least 0 and sum over places to what is lacked;
 * places by which nobody lacks anything are left out. Both records hold all steps; where they hold fewer, a tracer
 * follows them. `paths`: those of the processes (default: of the central run), which tell in which state a rule was.
 * `dated`: losses at one place in two steps are two places.
 */
export function placesOfLoss(
  run: OneRun,
  twin: OneRun,
  options: { readonly paths?: Paths; readonly dated?: boolean } = {},
): PlaceOfLoss[] {
  const { model } = run.run;
  const tracer = tracersOf(model, options)(run, twin);
  for (let t = 0; t < model.steps; t++) tracer.advance(t);
  return tracer.losses();
}

/** The same for many runs of a model, step by step: what is found of its places once serves them all. */
export function tracersOf(
  model: Model,
  { paths = centralPaths(model, 1), dated = false }: { readonly paths?: Paths; readonly dated?: boolean } = {},
): (run: OneRun, twin: OneRun) => Tracer {
  const catalogue = catalogueOf(model, paths, dated);
  return (run, twin) => tracerOf(model, catalogue, run, twin);
}
