/** A series in one line of text. */

const LEVELS = ' ▁▂▃▄▅▆▇█';

/** `values` from 0 to 1 as at most `width` blocks, each the largest of its stretch; anything above 0 is visible. */
export function sparkline(values: ArrayLike<number>, width = 40): string {
  const columns = Math.min(width, values.length);
  let text = '';
  for (let column = 0; column < columns; column++) {
    let most = 0;
    const from = Math.floor((column * values.length) / columns);
    const end = Math.floor(((column + 1) * values.length) / columns);
    for (let place = from; place < end; place++) most = Math.max(most, values[place] as number);
    text += LEVELS[Math.min(8, Math.ceil(most * 8 - 1e-9))];
  }
  return text;
}
