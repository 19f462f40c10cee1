/** Claims of the ledger as text: amounts in the units people compare them in, and by what factor they differ. */
import { DAYS_PER_YEAR } from '../quantity/calendar.ts';
import { combine, type Dimension, MASS, PLAIN, sameDimension, TIME } from '../quantity/dimension.ts';
import { formatNumber, formatShare } from './text/format.ts';

/** A claimed number or range in tonnes, days or plain numbers, and on which side of it the truth is claimed to lie. */
export interface Claim {
  readonly low: number;
  readonly high: number;
  readonly dimension: Dimension;
  readonly bound: 'above' | 'below' | undefined;
}

const RATE = combine(MASS, TIME, -1);

/** A claim in t/year, years, t, or percent; undefined where its dimension is none of these. */
export function formatClaim({ low, high, dimension, bound }: Claim): string | undefined {
  const units: [Dimension, (value: number) => string][] = [
    [RATE, (value) => `${formatNumber(value * DAYS_PER_YEAR)} t/year`],
    [TIME, (value) => `${formatNumber(value / DAYS_PER_YEAR)} years`],
    [MASS, (value) => `${formatNumber(value)} t`],
    [PLAIN, formatShare],
  ];
  const show = units.find(([unit]) => sameDimension(unit, dimension))?.[1];
  if (show === undefined) return undefined;
  const sign = bound === undefined ? '' : bound === 'above' ? '> ' : '< ';
  return low === high ? `${sign}${show(low)}` : `${show(low)} to ${show(high)}`;
}

/** How many times the least of the claims each is, at its middle; undefined for those that can't be compared. */
export function claimRatios(claims: readonly (Claim | undefined)[]): (number | undefined)[] {
  const known = claims.filter((claim) => claim !== undefined);
  const comparable =
    known.length > 1 && known.every(({ dimension }) => sameDimension(dimension, (known[0] as Claim).dimension));
  const middle = ({ low, high }: Claim) => (low + high) / 2;
  const least = Math.min(...known.map(middle).filter((value) => value > 0));
  return claims.map((claim) => (comparable && claim && middle(claim) > 0 ? middle(claim) / least : undefined));
}
