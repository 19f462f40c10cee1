/** Flows closed for a time, each lane its own: cells of the table of schedules set to 0. */
import type { Model, Parameters } from '../../model/network.ts';

/** What a lane closes: flows by position, from step `from` to before step `to`. */
export interface Closing {
  readonly flows: readonly number[];
  readonly from: number;
  readonly to: number;
}

/**
 * The parameters with a capacity of 0 where a lane closes a flow, projects included: what it has shipped arrives, and its
 * orders turn elsewhere as they do from any flow without capacity. The undisturbed start is as it was. `closings` are by
 * lane; an undefined one closes nothing.
 */
export function withClosings(
  { steps }: Model,
  parameters: Parameters,
  closings: readonly (Closing | undefined)[],
): Parameters {
  const { lanes, schedule } = parameters;
  const { layout, first } = schedule;
  const closed = closings.flatMap((one) => (one?.flows ?? []).map((f) => layout.capacity + f));
  const changing = Int32Array.from(new Set([...schedule.changing, ...closed])).sort();
  const [before, width] = [schedule.changing.length * lanes, changing.length * lanes];
  const values = new Float64Array(steps * width);
  for (const [column, slot] of changing.entries()) {
    const own = schedule.changing.indexOf(slot);
    for (let t = 0; t < steps; t++) {
      const from = own < 0 ? slot * lanes : t * before + own * lanes;
      values.set((own < 0 ? first : schedule.values).subarray(from, from + lanes), t * width + column * lanes);
    }
  }
  for (const [lane, closing] of closings.entries()) {
    for (const f of closing?.flows ?? []) {
      const column = changing.indexOf(layout.capacity + f);
      for (let t = closing?.from ?? 0; t < (closing?.to ?? 0); t++) values[t * width + column * lanes + lane] = 0;
    }
  }
  return { ...parameters, schedule: { layout, first, changing, values } };
}
