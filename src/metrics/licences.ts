/** What became of licence applications. */
import type { Run } from '../simulation/record.ts';
import { sumColumn } from './column.ts';

/**
 * Applications over all flows of the licence at position l (tonnes or pieces), and the shares of them that were
 * granted, used for shipments, and lapsed (expired or void); null where nobody applied.
 */
export function licenceMetrics(run: Run, l: number) {
  const { gatedBy, flows } = run.model.network;
  const total = (array: Float64Array) => {
    let sum = 0;
    for (let i = gatedBy.start[l]; i < gatedBy.start[l + 1]; i++) sum += sumColumn(array, flows, gatedBy.items[i]);
    return sum;
  };
  const applied = total(run.applied);
  const share = (array: Float64Array) => (applied === 0 ? null : total(array) / applied);
  return { applied, granted: share(run.granted), used: share(run.licensed), lapsed: share(run.lapsed) };
}
