/** The floors of a stockpile as written: what the less urgent leave. */
import { type Path, quote } from '../../issue.ts';
import { sameDimension, TIME } from '../../quantity/dimension.ts';
import { expectation } from '../schema/quantity-schema.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import type { Floor, ShownUnit } from '../supply-network.ts';
import type { FieldReader } from './field-reader.ts';
import type { Surroundings } from './read-context.ts';
import { readSchedule } from './schedules.ts';

/** Reads the floors by tier, ascending; each is an amount at all times, or a duration at all times. */
export function readFloors(
  desk: FieldReader,
  path: Path,
  written: ScenarioFile['stockpiles'][string]['floors'],
  unit: ShownUnit,
  around: Surroundings,
): Floor[] {
  return Object.entries(written ?? {})
    .map(([tier, one]): Floor => {
      const wanted = { dimensions: [unit.dimension, TIME], words: expectation('amount or duration') };
      const value = readSchedule(desk, [...path, tier], one, wanted, around);
      const kinds = value.flatMap((change) => change.value?.dimension ?? []);
      const [first] = kinds;
      const other = kinds.findIndex((dimension) => first !== undefined && !sameDimension(dimension, first));
      if (other >= 0) {
        const remedy = 'Write it as one of the two at all times.';
        desk.fault('wrong-dimension', [...path, tier], 'amounts or durations', `${quote(one)} with both`, remedy);
      }
      const of = first !== undefined && sameDimension(first, TIME) ? 'duration' : 'amount';
      return { tier: Number(tier), of, value };
    })
    .sort((one, two) => one.tier - two.tier);
}
