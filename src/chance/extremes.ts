/** The least and the greatest of many numbers: a call takes no more than some hundred thousand arguments. */

/** The greatest of the values, `otherwise` where none is greater; NaN where one is. */
export function greatest(values: ArrayLike<number>, otherwise = Number.NEGATIVE_INFINITY): number {
  let found = otherwise;
  for (let place = 0; place < values.length; place++) found = Math.max(found, values[place] as number);
  return found;
}

/** The least of the values, `otherwise` where none is less; NaN where one is. */
export function least(values: ArrayLike<number>, otherwise = Number.POSITIVE_INFINITY): number {
  let found = otherwise;
  for (let place = 0; place < values.length; place++) found = Math.min(found, values[place] as number);
  return found;
}
