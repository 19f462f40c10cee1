/** Words of the lists: what stands for nothing, sizes of entries in bytes, bits, and where an owner's entries are. */

/** In place of the row of a licence. */
export const NONE: usize = -1;
/** In place of the row of a coefficient: 1 in all lanes. */
export const ONE: usize = 0;

export const RING: usize = 16;
export const CLAIM: usize = 20;
export const DRAW: usize = 12;

// Traits of a stockpile that all lanes share.
export const ADJUST_IS_ONE: i32 = 1;
export const FORECAST_IS_ONE: i32 = 2;
export const SWITCH_ORDER_IS_SHARED: i32 = 4;

/** The address of an owner's first entry, where `start` is the list of these. */
@inline
export function firstOf(start: usize, owner: usize): usize {
  return load<usize>(start + (owner << 2));
}

/** The address at which an owner's entries end. */
@inline
export function endOf(start: usize, owner: usize): usize {
  return load<usize>(start + (owner << 2), 4);
}
