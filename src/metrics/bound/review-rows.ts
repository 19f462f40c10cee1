/**
 * What a flow under review may ship: what has been granted to it in an unbroken spell of review, oldest lots first, less
 * what has lapsed. U is what it has used so far in the spell, E what has lapsed, G what was granted, X what of that has
 * expired: U(t) + E(t) ≤ G(t), U(t − 1) + E(t) ≥ X(t). This is exact for lots that are used oldest first.
 */
import type { Builder, Term } from './linear-programme.ts';
import type { Reference } from './reference.ts';

/** Where the rows go. */
export interface ReviewOf {
  readonly builder: Builder;
  scaled(amount: number): number;
  /** The column of what flow f ships at step t. */
  x(f: number, t: number): number;
}

interface Spell {
  readonly from: number;
  /** The last step of the spell. */
  readonly to: number;
}

/** Something that is partly known and partly in columns. */
interface Amounts {
  readonly terms: readonly Term[];
  readonly known: number;
}

/** A sum so far: a column, where any of it is not known, and what is known of it. */
interface Sum {
  readonly column: number | undefined;
  readonly known: number;
}

const NOTHING: Sum = { column: undefined, known: 0 };

/** Rows of a spell, by step from `from` on: what is granted, and what has expired (−1: none does in the spell). */
export interface ReviewRows {
  readonly flow: number;
  readonly from: number;
  readonly granted: readonly number[];
  readonly expired: readonly number[];
}

/** Adds the rows of each spell that reaches beyond `begin`, and returns them. */
export function reviewRows(
  reference: Reference,
  flow: number,
  { begin, licences }: { readonly begin: number; readonly licences: 'granted' | 'asked' },
  into: ReviewOf,
): ReviewRows[] {
  return spellsOf(reference, flow)
    .filter(({ to }) => to >= begin)
    .map((spell) => {
      const grants =
        licences === 'asked'
          ? askedGrants(reference, flow, spell, begin, into)
          : simulatedGrants(reference, flow, into);
      return spellRows(reference, flow, spell, begin, grants, into);
    });
}

function spellsOf(reference: Reference, f: number): Spell[] {
  const { steps } = reference.model;
  const spells: Spell[] = [];
  for (let t = 0; t < steps; t++) {
    if (!reference.isUnderReview(f, t)) continue;
    const from = t;
    while (t + 1 < steps && reference.isUnderReview(f, t + 1)) t++;
    spells.push({ from, to: t });
  }
  return spells;
}

/** What is granted at a step. */
type Grants = (t: number) => Amounts;

function simulatedGrants({ model: { network }, run }: Reference, f: number, { scaled }: ReviewOf): Grants {
  return (t) => ({ terms: [], known: scaled(run.granted[t * network.flows + f]) });
}

/**
 * What is granted where an allocator may apply anew, from `begin` on, for at most what the simulation applied for or
 * its regular need, whichever is more. What would be decided after the spell is void.
 */
function askedGrants(
  reference: Reference,
  f: number,
  { from, to }: Spell,
  begin: number,
  { builder, scaled }: ReviewOf,
): Grants {
  const { model, run } = reference;
  const { network } = model;
  const l = network.licenceOf[f];
  const granted = new Map<number, { terms: Term[]; known: number }>();
  for (let s = from; s <= to; s++) {
    const decided = s + reference.review(l, s);
    if (decided > to) continue;
    const approved = reference.approve(l, decided);
    const applied = scaled(run.applied[s * network.flows + f]);
    const own = granted.get(decided) ?? { terms: [], known: 0 };
    granted.set(decided, own);
    if (s < begin) own.known += approved * applied;
    else
      own.terms.push([builder.column(0, Math.max(applied, scaled(reference.assignedNeed(f, s))), applied), approved]);
  }
  return (t) => granted.get(t) ?? { terms: [], known: 0 };
}

/** The rows of one spell, before which U, G, E and X are 0. */
function spellRows(
  reference: Reference,
  flow: number,
  { from, to }: Spell,
  begin: number,
  grants: Grants,
  { builder, scaled, x }: ReviewOf,
): ReviewRows {
  const { model, run } = reference;
  const at = (t: number) => t * model.network.flows + flow;
  const add = (sum: Sum, { terms, known }: Amounts): Sum => addTo(builder, sum, terms, known);
  const expiring = expiries(reference, flow, { from, to }, grants);
  let [granted, expired, used, lapsed] = [NOTHING, NOTHING, NOTHING, NOTHING];
  let lapsedAsSimulated = 0;
  const rows = { flow, from: Math.max(from, begin), granted: [] as number[], expired: [] as number[] };
  for (let t = from; t <= to; t++) {
    granted = add(granted, grants(t));
    for (const lot of expiring.get(t) ?? []) expired = add(expired, lot);
    lapsedAsSimulated += scaled(run.lapsed[at(t)]);
    if (t < begin) {
      used = { column: undefined, known: used.known + scaled(run.shipped[at(t)]) };
      lapsed = { column: undefined, known: lapsedAsSimulated };
      continue;
    }
    let expiredRow = -1;
    if (expiring.size > 0) {
      const column = builder.column(0, Number.POSITIVE_INFINITY, lapsedAsSimulated);
      const own: Sum = { column, known: 0 };
      atLeast(builder, [
        [1, own],
        [-1, lapsed],
      ]);
      expiredRow = atLeast(builder, [
        [1, used],
        [1, own],
        [-1, expired],
      ]);
      lapsed = own;
    }
    used = add(used, { terms: [[x(flow, t), 1]], known: 0 });
    rows.expired.push(expiredRow);
    rows.granted.push(
      atLeast(builder, [
        [1, granted],
        [-1, used],
        [-1, lapsed],
      ]),
    );
  }
  return rows;
}

/** Lots by the step at which they expire, within the spell. */
function expiries(reference: Reference, f: number, { from, to }: Spell, grants: Grants): Map<number, Amounts[]> {
  const l = reference.model.network.licenceOf[f];
  const lots = new Map<number, Amounts[]>();
  for (let t = from; t <= to; t++) {
    const lot = grants(t);
    const expiry = t + reference.valid(l, t);
    if (expiry > to || (lot.known === 0 && lot.terms.length === 0)) continue;
    lots.set(expiry, [...(lots.get(expiry) ?? []), lot]);
  }
  return lots;
}

/** The sum with more in it: a column of its own where any of that is in columns. */
function addTo(builder: Builder, { column, known }: Sum, terms: readonly Term[], more: number): Sum {
  if (terms.length === 0) return { column, known: known + more };
  const before: Term[] = column === undefined ? [] : [[column, 1]];
  const all = [...before, ...terms];
  const value = all.reduce((sum, [one, coefficient]) => sum + coefficient * builder.knownOf(one), 0);
  const whole = builder.column(0, Number.POSITIVE_INFINITY, value);
  builder.row(0, 0, [[whole, 1], ...all.map(([one, coefficient]): Term => [one, -coefficient])]);
  return { column: whole, known: known + more };
}

/** A row: so many times each sum, together at least 0. */
function atLeast(builder: Builder, sums: readonly (readonly [sign: number, sum: Sum])[]): number {
  const known = sums.reduce((total, [sign, sum]) => total + sign * sum.known, 0);
  const terms = sums.flatMap(([sign, { column }]): Term[] => (column === undefined ? [] : [[column, sign]]));
  return builder.row(-known, Number.POSITIVE_INFINITY, terms);
}
