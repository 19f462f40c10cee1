/** How many runs are best stepped together, and single runs put together to a block. */
import type { Model } from '../../model/network.ts';
import type { Run } from '../record.ts';

/** Bytes that the caches near a core are taken to hold, and that the record of a block may take. */
const NEAR = 4.5e6;
const RECORD = 256e6;

/**
 * The lanes of a block in which a model runs fastest: as many as share the cost of finding one's way about its
 * network, while the numbers of a step stay in the processor's caches and the record within a quarter of a gigabyte.
 * Even, from 2 to 16.
 */
export function lanesFor({ network: { flows, stockpiles, demands }, steps }: Model): number {
  const step = 8 * (20 * flows + 10 * stockpiles);
  const record = 8 * steps * (11 * flows + 2 * stockpiles + 5 * demands);
  const most = Math.min(NEAR / step, RECORD / record);
  return Math.max(2, Math.min(16, 2 * Math.floor(most / 2)));
}

/** Writes a run by itself into its lane of a block's record. */
export function fillLane(block: Run, lane: number, single: Run): void {
  for (const name of Object.keys(single) as (keyof Run)[]) {
    const from = single[name];
    const into = block[name];
    if (name === 'cost' || !(from instanceof Float64Array) || !(into instanceof Float64Array)) continue;
    for (let e = 0; e < from.length; e++) into[e * block.lanes + lane] = from[e];
  }
}
