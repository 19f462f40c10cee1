/** What became of licence applications. */
import type { Run } from '../simulation/record.ts';
import { perLane, sumColumn } from './column.ts';

/**
 * By lane: applications over all flows of the licence at position l (tonnes or pieces), and the shares of them that
 * were granted, used for shipments, and lapsed (expired or void); NaN where nobody applied.
 */
export function licenceMetrics(run: Run, l: number) {
  const { gatedBy, flows } = run.model.network;
  const total = (array: Float64Array) => {
    const sums = new Float64Array(run.lanes);
    for (let i = gatedBy.start[l]; i < gatedBy.start[l + 1]; i++) {
      const sum = sumColumn(run, array, flows, gatedBy.items[i]);
      for (let lane = 0; lane < run.lanes; lane++) sums[lane] += sum[lane];
    }
    return sums;
  };
  const applied = total(run.applied);
  const share = (array: Float64Array) => {
    const part = total(array);
    return perLane(run.lanes, (lane) => (applied[lane] === 0 ? Number.NaN : part[lane] / applied[lane]));
  };
  return { applied, granted: share(run.granted), used: share(run.licensed), lapsed: share(run.lapsed) };
}
