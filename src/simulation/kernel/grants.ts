/** Places what flows under a licence keep from step to step: applications still to be decided, and lots held. */
import type { Parameters } from '../../model/network.ts';
import { lotsAtOnce, mostSteps } from '../state.ts';
import { type Placed, placeList } from './network.ts';

/** Bytes of an entry of `gated`, and of a lot and what stands before a lane's lots. */
const GATED = 16;
const LOT = 16;

/** Empty rings of applications and empty lots, as large as any lane needs them. */
export function placeGrants({ arena, address, network, width }: Placed, parameters: Parameters, steps: number): void {
  const { licences } = network;
  const { lanes, schedule } = parameters;
  // Sums go round a ring from its first place: each lane's must be as long as that of its run by itself.
  const reviews = mostSteps(parameters, schedule.layout.review, licences);
  const spans = Array.from({ length: width }, (_, i) => 1 + reviews[Math.min(i, lanes - 1)]);
  placeList(arena, address, 'applicationSpan', spans);
  address.applicationRows = Math.max(...spans);
  // One lot joins in a step, however long it is valid.
  address.lotSpan = Math.min(Math.max(...lotsAtOnce(parameters, licences)), steps + 1);
  address.lotBytes = LOT + LOT * address.lotSpan;
  for (let entry = address.gated; entry < address.gatedEnd; entry += GATED) {
    const applications = arena.take(address.applicationRows * address.row);
    const lots = arena.take(width * address.lotBytes);
    arena.i32.set([applications, lots], entry / 4 + 2);
    arena.f64.fill(0, applications / 8, arena.next / 8);
  }
}
