/**
 * Under which assumptions do cases of interest come about? A box in the space of the assumptions is sought, in which
 * they are frequent (density) and which holds most of them (coverage).
 */
import { stream } from '../../chance/random.ts';
import { exp, log } from '../../quantity/exp-log.ts';
import { type Box, boxOf, type Cases, type Limit, restrictedIn, withLimit } from './box.ts';
import { type Patience, paste, peel } from './peel.ts';

/** How a box is sought. */
export interface DiscoverOptions extends Patience {
  /** The least coverage of the box that is chosen. */
  readonly coverage: number;
  readonly isPasted: boolean;
  readonly seed: string;
}

/** What restricting one input does. */
export interface Restriction {
  readonly input: string;
  readonly limit: Limit;
  /**
   * The probability that a box of as many rows drawn from the one without this restriction has as many cases: near 0
   * for one that chance does not explain (quasi-p of Bryant and Lempert, one-sided binomial).
   */
  readonly quasiP: number;
  /** Of the box without it. */
  readonly coverageWithout: number;
  readonly densityWithout: number;
  /** In how many of the half-samples the input is restricted. */
  readonly halves: number;
}

/** What half-samples say of the box: means of the coverage and the density that their boxes have in the other half. */
export interface Stability {
  readonly halves: number;
  readonly coverage: number;
  readonly density: number;
  /** Inputs that the box leaves alone, and some half-samples restrict. */
  readonly others: readonly { readonly input: string; readonly halves: number }[];
}

/** Boxes by peeling, and the one that is chosen. */
export interface Discovery {
  readonly rows: number;
  readonly cases: number;
  readonly trajectory: readonly Box[];
  /** Its place in the trajectory, and the box, pasted where that was said, less what restricts nothing. */
  readonly chosen: number;
  readonly box: Box;
  readonly restrictions: readonly Restriction[];
  readonly stability: Stability;
}

const HALVES = 10;

/** Seeks a box; of rows of which some are cases and some are not. */
export function discover(cases: Cases, options: DiscoverOptions): Discovery {
  const { trajectory, chosen, box } = chooseBox(cases, options);
  const halves = Array.from({ length: HALVES }, (_, n) => halfSample(cases, options, n));
  const restrictedBy = (input: string) => halves.filter(({ inputs }) => inputs.includes(input)).length;
  const restrictions = cases.inputs.flatMap(({ name }, n): Restriction[] => {
    const limit = box.limits[n];
    if (limit === undefined) return [];
    const without = boxOf(cases, withLimit(box.limits, n, undefined));
    return [
      {
        ...{ input: name, limit, halves: restrictedBy(name) },
        quasiP: binomialTail(box.cases, box.rows.length, without.density),
        ...{ coverageWithout: without.coverage, densityWithout: without.density },
      },
    ];
  });
  const mean = (of: (half: (typeof halves)[number]) => number) =>
    halves.reduce((sum, half) => sum + of(half), 0) / halves.length;
  return {
    ...{ rows: cases.isCase.length, cases: trajectory[0].cases, trajectory, chosen, box },
    restrictions: restrictions.sort((one, other) => one.densityWithout - other.densityWithout),
    stability: {
      ...{ halves: HALVES, coverage: mean(({ coverage }) => coverage), density: mean(({ density }) => density) },
      others: cases.inputs
        .flatMap(({ name }, n) => (box.limits[n] === undefined ? [{ input: name, halves: restrictedBy(name) }] : []))
        .filter(({ halves: many }) => many > 0)
        .sort((one, other) => other.halves - one.halves),
    },
  };
}

/** Peels, and chooses the densest box of enough coverage; of as dense ones that with most coverage. */
function chooseBox(cases: Cases, options: DiscoverOptions) {
  const trajectory = peel(cases, options);
  let chosen = 0;
  for (const [n, { density, coverage }] of trajectory.entries()) {
    const best = trajectory[chosen];
    const isBetter = density > best.density || (density === best.density && coverage > best.coverage);
    if (coverage >= options.coverage && isBetter) chosen = n;
  }
  const found = options.isPasted ? paste(cases, trajectory[chosen], options) : trajectory[chosen];
  return { trajectory, chosen, box: withoutIdle(cases, found) };
}

/** The box less those restrictions that, one after the other, keep nothing out. */
function withoutIdle(cases: Cases, box: Box): Box {
  return box.limits.reduce<Box>((kept, limit, n) => {
    if (limit === undefined) return kept;
    const without = boxOf(cases, withLimit(kept.limits, n, undefined));
    return without.rows.length === kept.rows.length ? without : kept;
  }, box);
}

/** A box sought in a random half of the rows: which inputs it restricts, and what it is worth in the other half. */
function halfSample({ inputs, isCase }: Cases, options: DiscoverOptions, n: number) {
  const uniform = stream(options.seed, 'discover', 'half', n);
  const order = Int32Array.from(isCase.keys());
  for (let left = order.length; left > 1; left--) {
    const place = Math.floor(uniform() * left);
    [order[left - 1], order[place]] = [order[place], order[left - 1]];
  }
  const some = (rows: Int32Array): Cases => ({
    inputs: inputs.map((input) => ({ ...input, values: Float64Array.from(rows, (row) => input.values[row]) })),
    isCase: Uint8Array.from(rows, (row) => isCase[row]),
  });
  const middle = Math.ceil(order.length / 2);
  const { box } = chooseBox(some(order.subarray(0, middle)), options);
  const { coverage, density } = boxOf(some(order.subarray(middle)), box.limits);
  return { coverage, density, inputs: inputs.flatMap(({ name }, i) => (box.limits[i] === undefined ? [] : [name])) };
}

/** P(X ≥ many) of a binomial X of `all` draws with probability `share`, by logarithms of its terms. */
export function binomialTail(many: number, all: number, share: number): number {
  if (many <= 0 || share >= 1) return 1;
  if (share <= 0) return 0;
  // The term of `many`, then each from the one before.
  let logTerm = many * log(share) + (all - many) * log(1 - share);
  for (let n = 1; n <= many; n++) logTerm += log((all - many + n) / n);
  let sum = 0;
  for (let n = many; n <= all; n++) {
    sum += exp(logTerm);
    logTerm += log(((all - n) / (n + 1)) * (share / (1 - share)));
  }
  return Math.min(1, sum);
}

/** Whether one or more categories alone tell every case from every other row. */
export function isDecidedByCategories({ box }: Pick<Discovery, 'box'>): boolean {
  return (
    restrictedIn(box) > 0 &&
    box.coverage === 1 &&
    box.density === 1 &&
    box.limits.every((limit) => limit === undefined || limit.kind === 'category')
  );
}
