/** What became of licence applications. */
import type { Model } from '../model/network.ts';
import { type Metering, perLane, placeOf } from './column.ts';

/** By lane: applications over all flows of a licence (tonnes or pieces), and the shares of them that were granted … */
export interface LicenceMetrics {
  readonly applied: Float64Array;
  readonly granted: Float64Array;
  /** … used for shipments, and lapsed (expired or void); NaN where nobody applied. */
  readonly used: Float64Array;
  readonly lapsed: Float64Array;
}

const COLUMNS = ['applied', 'granted', 'licensed', 'lapsed'] as const;

/** By licence. */
export function licenceMetrics({ network }: Model, lanes: number): Metering<readonly LicenceMetrics[]> {
  const { gatedBy, flows, licences } = network;
  /** Σ over steps, by place in the lists of gated flows, then lane. */
  const sums = COLUMNS.map(() => new Float64Array(gatedBy.items.length * lanes));
  const addGated = (sum: Float64Array, values: Float64Array, row: number) => {
    for (let n = 0; n < gatedBy.items.length; n++) {
      const [into, from] = [n * lanes, row + gatedBy.items[n] * lanes];
      for (let lane = 0; lane < lanes; lane++) sum[into + lane] += values[from + lane];
    }
  };
  return {
    begin() {
      for (const sum of sums) sum.fill(0);
    },
    add(run, t) {
      for (const [c, column] of COLUMNS.entries()) {
        addGated(sums[c], run[column], placeOf(run, flows, t));
      }
    },
    result: () =>
      Array.from({ length: licences }, (_, l) => {
        const [applied, granted, used, lapsed] = sums.map((sum) =>
          perLane(lanes, (lane) => {
            let total = 0;
            for (let n = gatedBy.start[l]; n < gatedBy.start[l + 1]; n++) total += sum[n * lanes + lane];
            return total;
          }),
        );
        const share = (part: Float64Array) =>
          part.map((amount, lane) => (applied[lane] === 0 ? Number.NaN : amount / applied[lane]));
        return { applied, granted: share(granted), used: share(used), lapsed: share(lapsed) };
      }),
  };
}
