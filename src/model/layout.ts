/** Where each scheduled value stands in the flat row of a step. */

/**
 * Where each schedule stands in the flat row of scheduled values of a step: so many per flow, licence, demand or
 * stockpile, one kind after the other.
 */
export interface Layout {
  readonly capacity: number;
  readonly share: number;
  readonly allow: number;
  readonly limit: number;
  readonly review: number;
  readonly approve: number;
  readonly valid: number;
  readonly demand: number;
  readonly uses: number;
  readonly cover: number;
  readonly target: number;
  readonly length: number;
}

/** The layout of the schedules of so many entities. */
export function layoutOf(counts: Record<'flows' | 'licences' | 'demands' | 'stockpiles', number>): Layout {
  const { flows, licences, demands, stockpiles } = counts;
  let next = 0;
  const take = (count: number) => {
    next += count;
    return next - count;
  };
  return {
    capacity: take(flows),
    share: take(flows),
    allow: take(licences),
    limit: take(licences),
    review: take(licences),
    approve: take(licences),
    valid: take(licences),
    demand: take(demands),
    uses: take(demands),
    cover: take(stockpiles),
    target: take(stockpiles),
    length: next,
  };
}
