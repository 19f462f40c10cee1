/** What the schedules say at each step under central values: capacities, licence terms, and what stocks are kept at. */
import type { Layout } from './layout.ts';
import type { Model, Parameters } from './network.ts';
import { centralValues, parametersOf } from './parameters.ts';

type Kept = Exclude<keyof Layout, 'length'>;

/** Parameters of the central run, and the value at step t of the entity at a position. */
export interface Scheduled {
  readonly parameters: Parameters;
  at(what: Kept, position: number, t: number): number;
}

/** Throws where the model has no central run. */
export function scheduledOf(model: Model): Scheduled {
  const found = parametersOf(model, centralValues(model));
  if (!found.ok) throw new Error('schedules of a model that cannot run');
  const { layout, first, changing, values } = found.value.schedule;
  const columns = new Map(Array.from(changing, (slot, column) => [slot, column]));
  return {
    parameters: found.value,
    at: (what, position, t) => {
      const slot = layout[what] + position;
      const column = columns.get(slot);
      return (column === undefined ? first[slot] : values[t * changing.length + column]) as number;
    },
  };
}
