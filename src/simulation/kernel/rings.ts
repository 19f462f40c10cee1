/** Places the pipelines of a block: rings of slots, with what is under way at the start. */
import type { Parameters } from '../../model/network.ts';
import { type Placed, placeList } from './network.ts';
import { areAll } from './rows.ts';

/** Bytes of an entry of `rings`. */
const RING = 16;

/**
 * A ring for each flow, as long as the longest lead of its lanes; slots that a lane has no use for stay 0. Where
 * lanes differ, each goes round by itself, and what comes and goes is set side by side in a slot that stands apart.
 */
export function placeRings({ arena, address, network, width }: Placed, { lead, initialFlow, lanes }: Parameters): void {
  const { flows } = network;
  const { row } = address;
  const uneven: number[] = [];
  for (let f = 0; f < flows; f++) if (!areAll(lead, f, lanes)) uneven.push(f);
  // These come first: none may begin where a ring ends, or it would be taken to have gone round.
  let apart = arena.take(uneven.length * row);
  const unevenSlots: number[] = [];
  for (let f = 0; f < flows; f++) {
    const from = f * lanes;
    let longest = 0;
    for (let i = 0; i < lanes; i++) longest = Math.max(longest, lead[from + i]);
    const begin = arena.take(longest * row);
    const ring = (address.rings + f * RING) / 4;
    arena.i32[ring] = begin;
    arena.i32[ring + 1] = begin + longest * row;
    arena.i32[ring + 2] = begin;
    arena.i32[ring + 3] = row;
    for (let slot = 0; slot < longest; slot++) {
      for (let i = 0; i < width; i++) {
        const place = from + Math.min(i, lanes - 1);
        arena.f64[begin / 8 + slot * width + i] = slot < lead[place] ? initialFlow[place] : 0;
      }
    }
    if (areAll(lead, f, lanes)) continue;
    arena.i32[ring + 2] = apart;
    arena.i32[ring + 3] = 0;
    apart += row;
    for (let i = 0; i < width; i++) {
      unevenSlots.push(begin + 8 * i, begin + 8 * i + lead[from + Math.min(i, lanes - 1)] * row);
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
