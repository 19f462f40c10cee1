/** What the schedules of a run say at each step: capacities, licence terms, and what stocks are kept at. */
import type { Layout } from './layout.ts';
import type { Model, Parameters } from './network.ts';
import { centralValues, parametersOf } from './parameters.ts';

type Kept = Exclude<keyof Layout, 'length'>;

/** Parameters of a run of one lane, and the value at step t of the entity at a position. */
export interface Scheduled {
  readonly parameters: Parameters;
  at(what: Kept, position: number, t: number): number;
}

export function scheduledOf(parameters: Parameters): Scheduled {
  if (parameters.lanes !== 1) throw new Error(`schedules of one run are read, not of ${parameters.lanes}`);
  const { layout, first, changing, values } = parameters.schedule;
  const columns = new Map(Array.from(changing, (slot, column) => [slot, column]));
  return {
    parameters,
    at: (what, position, t) => {
      const slot = layout[what] + position;
      const column = columns.get(slot);
      return (column === undefined ? first[slot] : values[t * changing.length + column]) as number;
    },
  };
}

/** Those of the central run; throws where the model has none. */
export function centralSchedules(model: Model): Scheduled {
  const found = parametersOf(model, centralValues(model));
  if (!found.ok) throw new Error('schedules of a model that cannot run');
  return scheduledOf(found.value);
}
