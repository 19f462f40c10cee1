/** What can be seen of the network before it runs: units within a licence, shares, and neighbours without a bound. */
import type { Desk } from './desk.ts';
import type { Entities } from './entities.ts';

/** Checks that need more than one entity at once; faults and warnings go to the desk. */
export function checkNetwork(desk: Desk, { stockpiles, flows, licences }: Entities): void {
  const unitOf = new Map(stockpiles.map(({ id, unit }) => [id, unit.base]));
  for (const { id } of licences) {
    const units = [...new Set(flows.filter(({ licence }) => licence === id).map(({ to }) => unitOf.get(to)))];
    if (units.length > 1) {
      desk.fault(
        'wrong-dimension',
        ['licences', id],
        'flows that deliver the same unit',
        units.join(' and '),
        'Give each unit a licence of its own.',
      );
    }
  }
  for (const { id } of stockpiles) {
    const inflows = flows.filter((flow) => flow.to === id && flow.releaseBelow === undefined);
    const neverShared =
      inflows.length > 0 &&
      inflows.every(({ share }) =>
        share.every(
          ({ value }) =>
            value !== undefined && !value.timed && value.uses.size === 0 && value.at({ elapsed: 0, values: [] }) === 0,
        ),
      );
    if (neverShared) {
      const path = ['flows', (inflows[0] as { id: string }).id, 'share'];
      desk.fault(
        'out-of-range',
        path,
        `shares into ${id} that sum to more than 0`,
        '0',
        'Give one of its flows a share above 0.',
      );
    }
    const licensed = inflows.find(({ licence }) => licence !== undefined);
    if (licensed === undefined) continue;
    for (const open of inflows) {
      if (open.licence === undefined && open.capacity.every(({ value }) => value === undefined)) {
        const path = ['flows', open.id];
        desk.warn(
          'unbounded-neighbour',
          path,
          `a capacity, as ${licensed.id} into the same stockpile is licensed`,
          'none',
          'Buyers restock from whom they can: when the licence bites they ask this flow for more than its share. Give it the capacity that really bounds it.',
        );
      }
    }
  }
}
