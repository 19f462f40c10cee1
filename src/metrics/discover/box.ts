/** Boxes in the space of uncertain inputs: limits on some of them, and how well what is inside is told from the rest. */

/** One input of a table of rows: amounts, or categories that have no order. */
export interface Input {
  readonly name: string;
  readonly kind: 'amount' | 'category';
  readonly values: Float64Array;
}

/** Rows, and which of them are cases of interest. */
export interface Cases {
  readonly inputs: readonly Input[];
  /** 1 for a case of interest. */
  readonly isCase: Uint8Array;
}

/** What an input may be inside a box: from `low` to `high` (infinite where open), or one of some values. */
export type Limit =
  | { readonly kind: 'amount'; readonly low: number; readonly high: number }
  | { readonly kind: 'category'; readonly values: readonly number[] };

/** A box: a limit or none for each input, in their order, and the rows inside. */
export interface Box {
  readonly limits: readonly (Limit | undefined)[];
  readonly rows: Int32Array;
  /** Cases of interest inside. */
  readonly cases: number;
  /** The share of all cases that are inside, and the share of what is inside that are cases. */
  readonly coverage: number;
  readonly density: number;
}

/** Whether a value keeps a limit. */
export function isWithin(value: number, limit: Limit | undefined): boolean {
  if (limit === undefined) return true;
  return limit.kind === 'amount' ? value >= limit.low && value <= limit.high : limit.values.includes(value);
}

/** The box of these limits, of given rows or of all. */
export function boxOf(
  { inputs, isCase }: Cases,
  limits: readonly (Limit | undefined)[],
  among: Int32Array = Int32Array.from(isCase.keys()),
): Box {
  const restricted = inputs.flatMap(({ values }, n) => (limits[n] === undefined ? [] : [{ values, limit: limits[n] }]));
  return boxOfRows(
    isCase,
    limits,
    among.filter((row) => restricted.every(({ values, limit }) => isWithin(values[row], limit))),
  );
}

/** The box of these limits, whose rows are known. */
export function boxOfRows(isCase: Uint8Array, limits: Box['limits'], rows: Int32Array): Box {
  let cases = 0;
  for (const row of rows) cases += isCase[row];
  const all = isCase.reduce((sum, one) => sum + one, 0);
  return {
    ...{ limits, rows, cases, coverage: all === 0 ? 0 : cases / all },
    density: rows.length === 0 ? 0 : cases / rows.length,
  };
}

/** How many inputs a box restricts. */
export function restrictedIn({ limits }: Pick<Box, 'limits'>): number {
  return limits.filter((limit) => limit !== undefined).length;
}

/** The limits of a box with that of one input replaced. */
export function withLimit(limits: Box['limits'], input: number, limit: Limit | undefined): (Limit | undefined)[] {
  return limits.map((one, n) => (n === input ? limit : one));
}
