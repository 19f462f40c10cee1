/** Stockpiles, flows, licences and demands: each number read at the desk with the dimension that its place asks for. */

import type { ScenarioFile } from '../schema/schema.ts';
import type { Demand, Flow, Licence, Stockpile } from '../supply-network.ts';
import { byId } from './by-id.ts';
import { readDemand } from './demand.ts';
import type { FieldReader } from './field-reader.ts';
import { readFlow } from './flow.ts';
import { readLicence } from './licence.ts';
import { marketsOf } from './market.ts';
import type { Surroundings } from './read-context.ts';
import { readStockpile, TONNE } from './stockpile.ts';

/** All entities, sorted by id. */
export interface Entities {
  readonly stockpiles: readonly Stockpile[];
  readonly flows: readonly Flow[];
  readonly licences: readonly Licence[];
  readonly demands: readonly Demand[];
}

/** Reads every entity; those that name what does not exist are left out, having been reported. */
export function readEntities(desk: FieldReader, file: ScenarioFile, around: Surroundings): Entities {
  const stockpiles = byId(file.stockpiles).map(([id, written]) => readStockpile(desk, id, written, around));
  const units = new Map(stockpiles.map(({ id, unit }) => [id, unit]));
  const flows = byId(file.flows);
  const markets = marketsOf(file.markets);
  // From the last to the first, so that the first flow of a licence has the last word on its unit.
  const licensed = new Map(flows.map(([, { licence, to }]) => [licence, units.get(to)] as const).reverse());
  return {
    stockpiles,
    licences: byId(file.licences).map(([id, written]) =>
      readLicence(desk, id, written, licensed.get(id) ?? TONNE, around),
    ),
    flows: flows.flatMap(([id, written]) => readFlow(desk, id, written, units, markets, around)),
    demands: byId(file.demands).flatMap(([id, written]) => readDemand(desk, id, written, units, markets, around)),
  };
}
