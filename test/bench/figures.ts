/** The figures that the program is held to, each beside its limit. */

interface Limit {
  readonly name: string;
  /** At most this. */
  readonly most: number;
  /** At least this, of what may neither grow nor shrink. */
  readonly least?: number;
}

export interface Figure extends Limit {
  readonly value: number;
}

/** A figure that is still to be measured. */
export interface Unmeasured extends Limit {
  measure(): number | Promise<number>;
}

/** Measures one after the other, and prints a row of each as it is there. */
export async function measureFigures(all: readonly Unmeasured[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { measure, ...limit } of all) {
    const figure = { ...limit, value: await measure() };
    printFigure(figure);
    figures.push(figure);
  }
  return figures;
}

/** Prints a figure beside its limit. */
export function printFigure(figure: Figure): void {
  const { name, value, most } = figure;
  const [measured, limit] = [value, most].map((number) => number.toFixed(number < 100 ? 2 : 0).padStart(8));
  console.log(`${name.padEnd(72)}${measured}, at most${limit}${isWithin(figure) ? '' : ': above'}`);
}

/** Prints how many are within their limits, and those that are not once more. */
export function printSummary(figures: readonly Figure[]): void {
  console.log(`\n${figures.filter(isWithin).length} of ${figures.length} figures are within their limits`);
  for (const figure of figures) if (!isWithin(figure)) printFigure(figure);
}

function isWithin({ value, most, least = 0 }: Figure): boolean {
  return value <= most && value >= least;
}
