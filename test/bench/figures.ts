/** The figures that the program is held to, each beside its limit. */

export interface Figure {
  readonly name: string;
  readonly value: number;
  /** At most this. */
  readonly most: number;
  /** At least this, of what may neither grow nor shrink. */
  readonly least?: number;
}

/** Prints a row a figure, and how many are above their limits. */
export function printFigures(figures: readonly Figure[]): void {
  console.log(`\n${'figure'.padEnd(64)}${'measured'.padStart(9)}${'at most'.padStart(9)}`);
  for (const figure of figures) {
    const { name, value, most } = figure;
    const cells = [value, most].map((number) => number.toFixed(number < 100 ? 2 : 0).padStart(9));
    console.log(`${name.padEnd(64)}${cells.join('')}${isWithin(figure) ? '' : '  above'}`);
  }
  console.log(`${figures.filter(isWithin).length} of ${figures.length} are within their limits`);
}

function isWithin({ value, most, least = 0 }: Figure): boolean {
  return value <= most && value >= least;
}
