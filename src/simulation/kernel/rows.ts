/**
 * Rows of lanes, as wide as a record or as wide as memory has them: an odd number of lanes is made even there, and
 * the last of them then has a twin.
 */

/** Copies rows of `lanes` into rows of `width`, from a place on. */
export function widen(
  into: Float64Array | Int32Array,
  place: number,
  from: ArrayLike<number>,
  lanes: number,
  width: number,
): void {
  if (lanes === width) {
    into.set(from, place);
    return;
  }
  for (let entity = 0; entity * lanes < from.length; entity++) {
    for (let i = 0; i < width; i++) into[place + entity * width + i] = from[entity * lanes + Math.min(i, lanes - 1)];
  }
}

/** Copies rows of `width` into rows of `lanes`, from a place on. */
export function narrow(into: Float64Array, place: number, from: Float64Array, lanes: number, width: number): void {
  if (lanes === width) {
    into.set(from, place);
    return;
  }
  for (let entity = 0; entity * width < from.length; entity++) {
    for (let i = 0; i < lanes; i++) into[place + entity * lanes + i] = from[entity * width + i];
  }
}

/** Whether all lanes of an entity have this value; without one, whether they have the same. */
export function areAll(
  values: ArrayLike<number>,
  entity: number,
  lanes: number,
  value = values[entity * lanes],
): boolean {
  for (let i = entity * lanes; i < (entity + 1) * lanes; i++) if (values[i] !== value) return false;
  return true;
}
