/**
 * The patient rule induction method: from a box of all rows a thin slice is peeled off, again and again, at whichever
 * side of whichever input makes cases of interest most frequent in what is left. Friedman and Fisher, Statistics and
 * Computing 9 (1999), 123–143; Bryant and Lempert, Technological Forecasting & Social Change 77 (2010), 34–49.
 */
import { type Box, boxOf, boxOfRows, type Cases, type Limit, restrictedIn, withLimit } from './box.ts';

/** How patiently. */
export interface Patience {
  /** The share of the rows in a box that a slice has. */
  readonly alpha: number;
  /** The share of all rows that a box has at least. */
  readonly least: number;
}

/** The boxes from that of all rows on, each within the one before; the last where no slice is left, or all are cases. */
export function peel(cases: Cases, { alpha, least }: Patience): Box[] {
  const { inputs, isCase } = cases;
  let box = boxOf(
    cases,
    inputs.map(() => undefined),
  );
  const boxes = [box];
  for (;;) {
    const next = box.density < 1 ? bestSlice(cases, box, alpha, least * isCase.length) : undefined;
    if (next === undefined) return boxes;
    box = next;
    boxes.push(box);
  }
}

/** What is left when the best slice is off: the greatest gain of density for each row; ties to fewer restrictions. */
function bestSlice(cases: Cases, box: Box, alpha: number, least: number): Box | undefined {
  const { inputs, isCase } = cases;
  let best: { readonly box: Box; readonly gain: number } | undefined;
  for (const [n, { kind, values }] of inputs.entries()) {
    const own = Float64Array.from(box.rows, (row) => values[row]);
    const slices = kind === 'amount' ? amountSlices(own, alpha, box.limits[n]) : categorySlices(own);
    for (const { keeps, limit } of slices) {
      const rows = box.rows.filter((_, place) => keeps(own[place]));
      if (rows.length < least || rows.length === 0 || rows.length === box.rows.length) continue;
      const left = boxOfRows(isCase, withLimit(box.limits, n, limit), rows);
      const gain = (left.density - box.density) / (box.rows.length - rows.length);
      if (
        best === undefined ||
        gain > best.gain ||
        (gain === best.gain && restrictedIn(left) < restrictedIn(best.box))
      ) {
        best = { box: left, gain };
      }
    }
  }
  return best?.box;
}

interface Slice {
  keeps(value: number): boolean;
  readonly limit: Limit;
}

/** Off the low end and off the high one; of equal values none is parted from another. */
function amountSlices(values: Float64Array, alpha: number, limit: Limit | undefined): Slice[] {
  const sorted = values.toSorted();
  const { low, high } =
    limit?.kind === 'amount' ? limit : { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const [from, to] = [lowCut(sorted, alpha), highCut(sorted, alpha)];
  return [
    ...(from === undefined
      ? []
      : [{ keeps: (value: number) => value >= from, limit: { kind: 'amount', low: from, high } as const }]),
    ...(to === undefined
      ? []
      : [{ keeps: (value: number) => value <= to, limit: { kind: 'amount', low, high: to } as const }]),
  ];
}

/** The α quantile as the middle between two values that differ, the further one moved up as far as it must. */
function lowCut(sorted: Float64Array, alpha: number): number | undefined {
  const place = (sorted.length - 1) * alpha;
  const below = Math.floor(place);
  let above = Math.ceil(place);
  while (above < sorted.length - 1 && sorted[above] === sorted[below]) above++;
  return sorted[above] === sorted[below] ? undefined : (sorted[below] + sorted[above]) / 2;
}

/** The same from the high end. */
function highCut(sorted: Float64Array, alpha: number): number | undefined {
  const place = (sorted.length - 1) * (1 - alpha);
  let below = Math.floor(place);
  const above = Math.ceil(place);
  while (below > 0 && sorted[above] === sorted[below]) below--;
  return sorted[above] === sorted[below] ? undefined : (sorted[below] + sorted[above]) / 2;
}

/** Each value that there is, off by itself. */
function categorySlices(values: Float64Array): Slice[] {
  const there = [...new Set(values)].sort((one, other) => one - other);
  if (there.length < 2) return [];
  return there.map((off) => ({
    keeps: (value) => value !== off,
    limit: { kind: 'category', values: there.filter((value) => value !== off) },
  }));
}

/**
 * The box made wider again, side by side, as long as cases do not become less frequent in it: peeling takes slices off
 * in an order that later ones may make needless.
 */
export function paste(cases: Cases, box: Box, { alpha }: Patience): Box {
  const { inputs } = cases;
  let wider = box;
  for (;;) {
    let best: Box | undefined;
    for (const [n, { values }] of inputs.entries()) {
      const limit = wider.limits[n];
      if (limit === undefined) continue;
      const around = boxOf(cases, withLimit(wider.limits, n, undefined));
      for (const one of widened(
        limit,
        Float64Array.from(around.rows, (row) => values[row]),
        alpha * wider.rows.length,
      )) {
        const tried = boxOf(cases, withLimit(wider.limits, n, one), around.rows);
        const isWider = tried.rows.length > wider.rows.length && tried.density >= wider.density;
        if (isWider && (best === undefined || tried.density > best.density)) best = tried;
      }
    }
    if (best === undefined) return wider;
    wider = best;
  }
}

/** A limit widened by at least so many of the values around it, on either side; of categories by one. */
function widened(limit: Limit, around: Float64Array, many: number): (Limit | undefined)[] {
  if (limit.kind === 'category') {
    const off = [...new Set(around)].filter((value) => !limit.values.includes(value));
    return off.length === 1
      ? [undefined]
      : off.map((value) => ({ ...limit, values: [...limit.values, value].sort((a, b) => a - b) }));
  }
  const { low, high } = limit;
  const sorted = around.toSorted();
  const below = sorted.filter((value) => value < low);
  const above = sorted.filter((value) => value > high);
  const count = Math.max(1, Math.ceil(many));
  const from = below.length <= count ? Number.NEGATIVE_INFINITY : middle(below, below.length - count);
  const to = above.length <= count ? Number.POSITIVE_INFINITY : middle(above, count);
  const open = (one: Limit & { kind: 'amount' }) =>
    Number.isFinite(one.low) || Number.isFinite(one.high) ? one : undefined;
  return [
    ...(below.length > 0 ? [open({ kind: 'amount', low: from, high })] : []),
    ...(above.length > 0 ? [open({ kind: 'amount', low, high: to })] : []),
  ];
}

function middle(sorted: Float64Array, at: number): number {
  return (sorted[at - 1] + sorted[at]) / 2;
}
