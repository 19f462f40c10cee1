/** Single runs put together to a block. */
import type { Run } from '../record.ts';

/** Writes a run by itself into its lane of a block's record. */
export function fillLane(block: Run, lane: number, single: Run): void {
  for (const name of Object.keys(single) as (keyof Run)[]) {
    const from = single[name];
    const into = block[name];
    if (name === 'cost' || !(from instanceof Float64Array) || !(into instanceof Float64Array)) continue;
    for (let e = 0; e < from.length; e++) into[e * block.lanes + lane] = from[e];
  }
}
