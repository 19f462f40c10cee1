/** What became of licence applications. */
import type { Model } from '../model/network.ts';
import type { FlowSums } from '../simulation/record.ts';
import { perLane } from './column.ts';

/** By lane: applications over all flows of a licence (tonnes or pieces), and the shares of them that were granted … */
export interface LicenceMetrics {
  readonly applied: Float64Array;
  readonly granted: Float64Array;
  /** … used for shipments, and lapsed (expired or void); NaN where nobody applied. */
  readonly used: Float64Array;
  readonly lapsed: Float64Array;
}

/** By licence. */
export function licenceMetrics({ network }: Model, lanes: number, sums: FlowSums): LicenceMetrics[] {
  const { gatedBy, licences } = network;
  return Array.from({ length: licences }, (_, l) => {
    const [applied, granted, used, lapsed] = [sums.applied, sums.granted, sums.licensed, sums.lapsed].map((sum) =>
      perLane(lanes, (lane) => {
        let total = 0;
        for (let n = gatedBy.start[l]; n < gatedBy.start[l + 1]; n++) total += sum[gatedBy.items[n] * lanes + lane];
        return total;
      }),
    );
    const share = (part: Float64Array) =>
      part.map((amount, lane) => (applied[lane] === 0 ? Number.NaN : amount / applied[lane]));
    return { applied, granted: share(granted), used: share(used), lapsed: share(lapsed) };
  });
}
