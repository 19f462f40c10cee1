/**
 * Where each tonne that users lack was lost: tonnes that a run is short of, against the same run undisturbed (its twin),
 * are labelled by the rule that held them back, and carried through stocks, plants and lead times to who lacks them.
 */
import type { Paths } from '../../model/processes.ts';
import type { Run } from '../../simulation/record.ts';
import type { Place } from './place.ts';

/** What users lack because of one place, in tonnes or pieces: that of demand k in step t at `t · demands + k`. */
export interface PlaceOfLoss {
  /** As `placeKey` writes it. */
  readonly key: string;
  readonly place: Place;
  readonly lacked: Float64Array;
}

/** A run of all steps, in which its model and parameters stand too, and the lane of it that is meant (default 0). */
export interface OneRun {
  readonly run: Run;
  readonly lane?: number;
}

/**
 * Labels what every demand lacks in each step of `run`: its shortfall, or where unmet demand is backordered what it fell
 * behind by, max(0, B(t) − B(t − 1)). `twin` is the same scenario without any change but those of need (rate, uses),
 * under the same draws and noise, begun in its own state. Amounts are at least 0 and sum over places to what is lacked;
 * places by which nobody lacks anything are left out. In the order of TERMS, then of the scenario. `paths`: those of the processes (default: of the
 * central run), which tell in which state a rule was. `dated`: losses at one place in two steps are two places.
 */
export type PlacesOfLoss = (
  run: OneRun,
  twin: OneRun,
  options?: { readonly paths?: Paths; readonly dated?: boolean },
) => PlaceOfLoss[];
