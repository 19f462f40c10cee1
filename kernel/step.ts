/**
 * One step of a block of runs, the model of src/simulation/step.ts: the same phases, and in every lane the same
 * operations on the same numbers in the same order, so that the results are the same to the last bit.
 *
 *   1 arrivals   2 decisions   3 orders   4 licence   5 requests   6 rationing   7 starts and service   8 forecast
 */
import { decisions } from './decisions';
import { fillFloors } from './floors';
import { licence } from './licence';
import {
  changes, changing, changingEnd, gated, gatedEnd, hasFloors, hasOpenings, hasWaiting, markets, row, stockpiles,
} from './memory';
import { orders } from './orders';
import { gatherUneven, moveOn, scatterUneven } from './pipelines';
import { capacities, openings, prices } from './prices';
import { renewQuotas, useQuotas } from './quotas';
import { rationing } from './rationing';
import { requests } from './requests';
import { forecasts, service, unpricedForecasts } from './service';
import { shares } from './shares';
import { starts, useGrants } from './starts';
import { sumUp } from './sums';
import { at, put } from './vector';
import { cancelWaiting, wait } from './waiting';

export * from './memory';

/** Advances all lanes by step t. */
export function step(t: i32, sharesChange: bool): void {
  schedules();
  if (hasOpenings) capacities();
  gatherUneven();
  decisions(t);
  if (hasWaiting) cancelWaiting();
  renewQuotas(t);
  if (t == 0 || sharesChange) shares();
  if (hasFloors) fillFloors();
  orders();
  if (markets > 0) prices(t);
  licence(t);
  requests();
  rationing();
  if (hasWaiting) wait();
  for (let j: usize = 0; j < stockpiles; j++) {
    starts(j);
    service(j);
    forecasts(j);
  }
  if (markets > 0) for (let j: usize = 0; j < stockpiles; j++) unpricedForecasts(j);
  useQuotas();
  if (hasOpenings) openings();
  scatterUneven();
  moveOn();
  for (let entry = gated; entry < gatedEnd; entry += 16) {
    useGrants(load<usize>(entry), load<usize>(entry, 4), load<usize>(entry, 12));
  }
  sumUp();
}

/** Schedules take their values at the date of the step. */
function schedules(): void {
  let from = changes;
  for (let entry = changing; entry < changingEnd; entry += 4, from += row) {
    for (let pair: usize = 0; pair < row; pair += 16) put(load<usize>(entry) + pair, at(from + pair));
  }
}
