/** Sums over one entity's column of a record: all metrics are made of these. */

/** Σ over steps of f(value at step), the value being that of `entity` among `entities`. */
export function sumColumn(array: Float64Array, entities: number, entity: number): number {
  let sum = 0;
  for (let place = entity; place < array.length; place += entities) sum += array[place];
  return sum;
}
