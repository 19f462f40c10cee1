/** What became of licence applications. */
import type { Run } from '../simulation/record.ts';
import { perLane, sumSteps } from './column.ts';

/**
 * By licence, then lane: applications over all its flows (tonnes or pieces), and the shares of them that were granted,
 * used for shipments, and lapsed (expired or void); NaN where nobody applied.
 */
export function licenceMetrics(run: Run) {
  const { gatedBy, flows, licences } = run.model.network;
  const { lanes } = run;
  const [applied, granted, licensed, lapsed] = [run.applied, run.granted, run.licensed, run.lapsed].map((array) =>
    sumSteps(run, array, flows, gatedBy.items),
  );
  return Array.from({ length: licences }, (_, l) => {
    const total = (sums: Float64Array) =>
      perLane(lanes, (lane) => {
        let sum = 0;
        for (let i = gatedBy.start[l]; i < gatedBy.start[l + 1]; i++) sum += sums[gatedBy.items[i] * lanes + lane];
        return sum;
      });
    const whole = total(applied);
    const share = (sums: Float64Array) =>
      total(sums).map((part, lane) => (whole[lane] === 0 ? Number.NaN : part / whole[lane]));
    return { applied: whole, granted: share(granted), used: share(licensed), lapsed: share(lapsed) };
  });
}
