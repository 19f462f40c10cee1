/** Places the pipelines of a block: rings of slots, with what is under way at the start. */
import type { Parameters } from '../../model/network.ts';
import { pipelineSpans } from '../state.ts';
import { type Placed, placeList } from './network.ts';
import { areAll } from './rows.ts';

/** Bytes of an entry of `rings`. */
const RING = 16;

/**
 * A ring for each flow, as long as the longest lead of its lanes; slots that a lane has no use for stay 0. Where
 * lanes differ, or a lead changes over time, each lane goes round by itself, and what comes and goes is set side by side
 * in a slot that stands apart.
 */
export function placeRings({ arena, address, network, width }: Placed, parameters: Parameters): void {
  const { flows } = network;
  const { row } = address;
  const { initialFlow, initialLead, lanes, schedule } = parameters;
  const spans = pipelineSpans(parameters, flows);
  const isChanging = new Set(schedule.changing);
  const isEven = (f: number) => {
    const slot = schedule.layout.lead + f;
    return !isChanging.has(slot) && areAll(spans, f, lanes) && areAll(schedule.first, slot, lanes, spans[f * lanes]);
  };
  const uneven: number[] = [];
  for (let f = 0; f < flows; f++) if (!isEven(f)) uneven.push(f);
  // These come first: none may begin where a ring ends, or it would be taken to have gone round.
  let apart = arena.take(uneven.length * row);
  const isUneven = new Set(uneven);
  const unevenSlots: number[] = [];
  for (let f = 0; f < flows; f++) {
    const longest = Math.max(...spans.subarray(f * lanes, (f + 1) * lanes));
    const begin = arena.take(longest * row);
    const ring = (address.rings + f * RING) / 4;
    arena.i32[ring] = begin;
    arena.i32[ring + 1] = begin + longest * row;
    arena.i32[ring + 2] = begin;
    arena.i32[ring + 3] = row;
    for (let slot = 0; slot < longest; slot++) {
      for (let i = 0; i < width; i++) {
        const place = f * lanes + Math.min(i, lanes - 1);
        arena.f64[begin / 8 + slot * width + i] = slot < initialLead[place] ? initialFlow[place] : 0;
      }
    }
    if (!isUneven.has(f)) continue;
    arena.i32[ring + 2] = apart;
    arena.i32[ring + 3] = 0;
    apart += row;
    for (let i = 0; i < width; i++) {
      unevenSlots.push(begin + 8 * i, begin + 8 * i + spans[f * lanes + Math.min(i, lanes - 1)] * row);
    }
  }
  placeList(
    arena,
    address,
    'uneven',
    uneven.map((f) => address.rings + f * RING),
  );
  placeList(arena, address, 'unevenSlots', unevenSlots);
}
