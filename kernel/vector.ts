/** Words for two lanes at a time: a vector is a pair of f64, a mask has all bits of a lane set where it is true. */

@inline export function at(address: usize): v128 { return v128.load(address); }
@inline export function put(address: usize, value: v128): void { v128.store(address, value); }

@inline export function both(value: f64): v128 { return f64x2.splat(value); }
@inline export function add(left: v128, right: v128): v128 { return f64x2.add(left, right); }
@inline export function subtract(left: v128, right: v128): v128 { return f64x2.sub(left, right); }
@inline export function multiply(left: v128, right: v128): v128 { return f64x2.mul(left, right); }
@inline export function divide(left: v128, right: v128): v128 { return f64x2.div(left, right); }

/** The lesser; where the two are equal, or one is no number, the first. One instruction, unlike `f64x2.min`. */
@inline export function lesser(left: v128, right: v128): v128 { return f64x2.pmin(left, right); }
/** The greater; where the two are equal, or one is no number, the first: max(0, −0) is 0. */
@inline export function greater(left: v128, right: v128): v128 { return f64x2.pmax(left, right); }
/** max(0, x). */
@inline export function positive(value: v128): v128 { return f64x2.pmax(f64x2.splat(0), value); }

@inline export function isBelow(left: v128, right: v128): v128 { return f64x2.lt(left, right); }
@inline export function isAtMost(left: v128, right: v128): v128 { return f64x2.le(left, right); }
@inline export function isEqual(left: v128, right: v128): v128 { return f64x2.eq(left, right); }
@inline export function and(left: v128, right: v128): v128 { return v128.and(left, right); }
@inline export function or(left: v128, right: v128): v128 { return v128.or(left, right); }
@inline export function andNot(left: v128, right: v128): v128 { return v128.andnot(left, right); }
/** `yes` in the lanes of the mask, `no` in the others. */
@inline export function where(mask: v128, yes: v128, no: v128): v128 { return v128.bitselect(yes, no, mask); }
@inline export function any(mask: v128): bool { return v128.any_true(mask); }
@inline export function all(mask: v128): bool { return i64x2.all_true(mask); }
