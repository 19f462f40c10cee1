/** What reserves release, lane by lane: reserves are few, and lanes may differ in their order. */
import {
  allow, approve, capacity, floorOfInput, forecast, hasFloors, held, inputs, inTransit, isReleasing, onHand, ordered,
  pending, releaseBelow, releaseOrderStart, releasesStart, reserves, reservesEnd, row, stockpiles, unused, waiting,
} from './memory';
import { endOf, firstOf, NONE } from './words';

/** Rounding must not make who has enough order nothing, nor who has been drawn down to a floor seem to lie above it. */
const CALM: f64 = 1 - 1e-9;

/** o_f = allow_f·min(cap_f, max(0, β_f·F_j − I_j − U_j)) of releases, and who therefore orders nothing himself. */
export function releases(): void {
  for (let entry = reserves; entry < reservesEnd; entry += 4) memory.fill(isReleasing + load<usize>(entry), 0, row);
  for (let j: usize = 0; j < stockpiles; j++) {
    if (firstOf(releasesStart, j) == endOf(releasesStart, j)) continue;
    for (let lane: usize = 0; lane < row; lane += 8) releaseInto(j, lane);
  }
}

/** Whether a floor keeps all that the reserve has from an input's tier. */
@inline
function isBarred(input: usize, reserve: usize, lane: usize): bool {
  if (!hasFloors) return false;
  const floor = load<f64>(load<usize>(floorOfInput + ((input - inputs) >> 1)) + lane);
  return floor != 0 && floor >= load<f64>(onHand + reserve) * CALM;
}

/** The releases into stockpile j in one lane, the cheapest first. */
function releaseInto(j: usize, lane: usize): void {
  const first = firstOf(releasesStart, j);
  const end = endOf(releaseOrderStart, j);
  const there = load<f64>(onHand + j * row + lane);
  const need = load<f64>(forecast + j * row + lane);
  let coming: f64 = 0;
  for (let next = firstOf(releaseOrderStart, j); next < end; next += row >> 1) {
    const entry = first + (load<usize>(next + (lane >> 1)) << 4);
    const f = load<usize>(entry) + lane;
    const licence = load<usize>(entry, 4);
    let flowComing = load<f64>(inTransit + f);
    if (licence != NONE) {
      flowComing = flowComing + load<f64>(approve + licence + lane) * load<f64>(pending + f);
      flowComing = flowComing + load<f64>(held + f) - load<f64>(unused + f);
    }
    coming += flowComing + load<f64>(waiting + f);
  }
  for (let next = firstOf(releaseOrderStart, j); next < end; next += row >> 1) {
    const entry = first + (load<usize>(next + (lane >> 1)) << 4);
    const f = load<usize>(entry) + lane;
    const licence = load<usize>(entry, 4);
    const allowed = licence == NONE ? 1 : load<f64>(allow + licence + lane);
    const trigger = load<f64>(releaseBelow + f);
    const gap = max<f64>(0, trigger * need - there - coming);
    const released = allowed * min<f64>(load<f64>(capacity + f), gap);
    store<f64>(ordered + f, released);
    if (there + coming < (trigger + 1) * need * CALM) {
      const inputsEnd = load<usize>(entry, 12);
      for (let input = load<usize>(entry, 8); input < inputsEnd; input += 8) {
        const reserve = load<usize>(input) + lane;
        if (!isBarred(input, reserve, lane)) store<i64>(isReleasing + reserve, -1);
      }
    }
    coming += released;
  }
}
