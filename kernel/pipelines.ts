/** Pipelines, and phase 1 of a step: rings of slots, one of which is the present step's. */
import {
  arrivalsStart, byproductArrivals, deliveriesStart, flows, inTransit, lead, onHand, received, rings, row, uneven,
  unevenEnd, unevenSlots,
} from './memory';
import { add, at, both, multiply, put } from './vector';
import { endOf, firstOf, ONE, RING } from './words';

/** What arrives at stockpile j, and what the flows to it have on the way besides. */
@inline
export function arrivals(j: usize): void {
  const first = firstOf(arrivalsStart, j);
  const end = endOf(arrivalsStart, j);
  for (let pair: usize = 0; pair < row; pair += 16) {
    const place = j * row + pair;
    let here = at(onHand + place);
    let byproducts = both(0);
    for (let entry = first; entry < end; entry += 8) {
      const arriving = at(load<usize>(load<usize>(entry), 8) + pair);
      const given = load<usize>(entry, 4);
      if (given == ONE) {
        here = add(here, arriving);
      } else {
        const quantity = multiply(at(given + pair), arriving);
        here = add(here, quantity);
        byproducts = add(byproducts, quantity);
      }
    }
    put(onHand + place, here);
    put(byproductArrivals + place, byproducts);
  }
  const deliveriesEnd = endOf(deliveriesStart, j);
  for (let entry = firstOf(deliveriesStart, j); entry < deliveriesEnd; entry += 16) {
    const flow = load<usize>(entry);
    const ring = load<usize>(entry, 8);
    const begin = load<usize>(ring);
    const end = load<usize>(ring, 4);
    const now = load<usize>(ring, 8);
    // What arrives now is no longer on the way; where it stands apart, this leaves out nothing.
    const before = now - begin < end - begin ? now : begin;
    const after = now - begin < end - begin ? now + row : begin;
    for (let pair: usize = 0; pair < row; pair += 16) {
      put(received + flow + pair, at(now + pair));
      let coming = both(0);
      for (let slot = begin + pair; slot < before; slot += row) coming = add(coming, at(slot));
      for (let slot = after + pair; slot < end; slot += row) coming = add(coming, at(slot));
      put(inTransit + flow + pair, coming);
    }
  }
}

/** Where lanes differ in lead, what arrives is taken out of each lane's slot of the ring and set side by side. */
export function gatherUneven(): void {
  let place = unevenSlots;
  for (let entry = uneven; entry < unevenEnd; entry += 4) {
    const now = load<usize>(load<usize>(entry), 8);
    for (let lane: usize = 0; lane < row; lane += 8, place += 8) {
      const slot = load<usize>(place);
      store<f64>(now + lane, load<f64>(slot));
      store<f64>(slot, 0);
    }
  }
}

/** Where lanes differ in lead, what starts is added a lead from each lane's slot of the ring, and the slots move on. */
export function scatterUneven(): void {
  let place = unevenSlots;
  for (let entry = uneven; entry < unevenEnd; entry += 4) {
    const ring = load<usize>(entry);
    const now = load<usize>(ring, 8);
    const flow = ((ring - rings) >> 4) * row;
    for (let lane: usize = 0; lane < row; lane += 8, place += 8) {
      const slot = load<usize>(place);
      const end = load<usize>(place, 4);
      const begin = load<usize>(ring) + lane;
      const due = slot + <usize>load<f64>(lead + flow + lane) * row;
      const into = due < end ? due : due - (end - begin);
      store<f64>(into, load<f64>(into) + load<f64>(now + lane));
      store<usize>(place, slot + row == end ? begin : slot + row);
    }
  }
}

/** Every pipeline's present slot is the next. */
export function moveOn(): void {
  for (let ring = rings; ring < rings + flows * RING; ring += RING) {
    const next = load<usize>(ring, 8) + load<usize>(ring, 12);
    store<usize>(ring, next == load<usize>(ring, 4) ? load<usize>(ring) : next, 8);
  }
}
