/**
 * Causes by places: with the labels of tonnes (places.ts) as payoffs, what is lost at each place is shared among causes as
 * what is lacked is. Rows sum to the Shapley values of causes, columns to what each place lost.
 */
import { type Outcome, outcome } from '../../issue.ts';
import type { Model } from '../../model/network.ts';
import type { Paths } from '../../model/processes.ts';
import type { Run } from '../../simulation/record.ts';
import type { Coalitions } from './coalitions.ts';
import type { ByStep } from './payoffs.ts';
import type { Place } from './place.ts';
import { type PlaceOfLoss, type Tracer, tracersOf } from './places.ts';
import { rowOf } from './rows.ts';
import type { Weighted } from './shapley.ts';
import { coalitionOf, type Game, type Why, weightsOf } from './why.ts';

/** So few runs side by side that what is followed of them stays in a cache. */
const LANES = 4;

/** What one place lost, and what of it each cause added. */
export interface CrossedPlace {
  readonly key: string;
  readonly place: Place;
  readonly lacked: ByStep;
  /** Without any cause. */
  readonly base: ByStep;
  /** By cause, in the order of the shares. */
  readonly shares: readonly ByStep[];
}

/**
 * Causes by places, by key; with `isWhole` the places of the whole run alone, without what each cause added. `paths` are
 * those of the processes.
 */
export function crossedOf(
  model: Model,
  game: Game,
  why: Why,
  isWhole: boolean,
  paths?: Paths,
): Outcome<CrossedPlace[]> {
  const { coalitions, causes } = game;
  const n = causes.length;
  const isNeed = (touches: readonly string[]) => touches.length > 0 && touches.every((path) => /^demands\./.test(path));
  const needs = [...causes.keys()].filter((i) => isNeed(causes[i].touches));
  const [twin, whole] = [coalitionOf(n, needs), coalitionOf(n, causes.keys())];
  const undisturbed = runOf(model, coalitions, twin);
  if (!undisturbed.ok) return undisturbed;
  const roles = causes.map((cause) => why.shares.find((share) => share.cause === cause)?.role ?? 'harm');
  // Results n and n + 1 are what there is without any cause, and in all.
  const weights = weightsOf(game, roles, why.question);
  if (isWhole) weights.clear();
  weights.add(whole, n + 1, 1);
  const weighted = weights.all();
  const found = new Map<string, { place: Place; values: Float64Array[] }>();
  const trace = tracersOf(model, paths && { paths });
  let tracers: Tracer[] = [];
  const done = coalitions.run(
    weighted.map(({ coalition }) => coalition),
    (t, run, of) => {
      if (t === 0) {
        const theirs = { run: undisturbed.value, row: rowOf({ run: undisturbed.value }) };
        tracers = of.map((at, lane) => {
          return trace({ run, lane, rules: coalitions.rulesOf(weighted[at].coalition) }, theirs);
        });
      }
      for (const [lane, at] of of.entries()) {
        tracers[lane].advance(t);
        if (t + 1 < model.steps) continue;
        for (const loss of tracers[lane].losses()) addLoss(found, loss, weighted[at], n + 2);
      }
    },
    { lanes: LANES },
  );
  if (!done.ok) return done;
  const order = why.shares.map(({ cause }) => causes.indexOf(cause));
  const places = Array.from(
    found,
    ([key, { place, values }]): CrossedPlace => ({
      ...{ key, place, base: values[n], lacked: values[n + 1], shares: isWhole ? [] : order.map((i) => values[i]) },
    }),
  );
  return outcome(
    places.sort((a, b) => (a.key < b.key ? -1 : 1)),
    [],
  );
}

/** Adds what a place lost in one coalition to what each result has of it. */
function addLoss(
  found: Map<string, { place: Place; values: Float64Array[] }>,
  { key, place, lacked }: PlaceOfLoss,
  { weights }: Weighted,
  results: number,
): void {
  const own = found.get(key) ?? {
    place,
    values: Array.from({ length: results }, () => new Float64Array(lacked.length)),
  };
  found.set(key, own);
  // Most places touch few users, and these not always.
  let touched = 0;
  const at = new Int32Array(lacked.length);
  for (let place = 0; place < lacked.length; place++) if (lacked[place] !== 0) at[touched++] = place;
  for (const { result, weight } of weights) {
    const values = own.values[result];
    for (let n = 0; n < touched; n++) values[at[n]] += weight * lacked[at[n]];
  }
}

/** The run of one coalition, of all its steps. */
export function runOf(model: Model, coalitions: Coalitions, coalition: Uint8Array): Outcome<Run> {
  let found: Run | undefined;
  const done = coalitions.run(
    [coalition],
    (_, run) => {
      found = run;
    },
    { rows: model.steps },
  );
  if (!done.ok) return done;
  return outcome(found, []);
}
