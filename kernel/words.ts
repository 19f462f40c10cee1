/** Fixed numbers of the lists: what stands for nothing, sizes of entries in bytes, bits. */

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
