/** A stockpile as written, read at the desk. */

import { type Path, quote } from '../../issue.ts';
import { MASS, sameDimension, TIME } from '../../quantity/dimension.ts';
import { constant, type Expression } from '../../quantity/expression.ts';
import { findUnit } from '../../quantity/units.ts';
import { expectation } from '../schema/quantity-schema.ts';
import type { QuantityFile, ScenarioFile } from '../schema/schema.ts';
import type { ShownUnit, Stockpile } from '../supply-network.ts';
import { amountOf, costPer, DURATION, SHARE, SHARE_A_TIME } from './expected-quantities.ts';
import type { FieldReader, Wanted } from './field-reader.ts';
import { readFloors } from './floors.ts';
import { inWords } from './humanise-id.ts';
import type { Surroundings } from './read-context.ts';
import { defaultSchedule, readSchedule } from './schedules.ts';

export const TONNE: ShownUnit = { name: 't', scale: 1, base: 't', dimension: MASS };
/** Gaps and forecasts close over eight weeks unless a stockpile says otherwise. */
const EIGHT_WEEKS = constant(56, TIME);

/** Reads one stockpile; faults go to the desk. */
export function readStockpile(
  desk: FieldReader,
  id: string,
  written: ScenarioFile['stockpiles'][string],
  around: Surroundings,
): Stockpile {
  const path = ['stockpiles', id];
  const unit = written.unit === undefined ? TONNE : readUnit(desk, [...path, 'unit'], written.unit);
  const number = (key: 'adjust' | 'forecast' | 'switchable', wanted: Wanted, otherwise: Expression) =>
    written[key] === undefined ? otherwise : desk.number([...path, key], written[key], wanted);
  const { initial, cover, target } = written;
  if (cover !== undefined && target !== undefined) {
    const remedy = 'Keep one; in an extending file, remove the other with null.';
    desk.fault('conflict', [...path, 'target'], 'either cover or target', 'both', remedy);
  }
  return {
    id,
    title: written.title ?? inWords(id),
    material: written.material,
    place: written.place,
    unit,
    initial: initial === undefined ? undefined : readInitial(desk, [...path, 'initial'], initial, unit),
    cover:
      cover === undefined
        ? defaultSchedule([...path, 'cover'])
        : readSchedule(desk, [...path, 'cover'], cover, DURATION, around),
    target: target === undefined ? undefined : readSchedule(desk, [...path, 'target'], target, amountOf(unit), around),
    adjust: number('adjust', DURATION, EIGHT_WEEKS),
    forecast: number('forecast', DURATION, EIGHT_WEEKS),
    switchable: number('switchable', SHARE, constant(1)),
    floors: readFloors(desk, [...path, 'floors'], written.floors, unit, around),
    ...readPrice(desk, path, written, unit),
  };
}

/** What a unit is worth, and the share of it that holding it costs a day. */
function readPrice(
  desk: FieldReader,
  path: Path,
  { price, holding }: ScenarioFile['stockpiles'][string],
  unit: ShownUnit,
): Pick<Stockpile, 'price' | 'holding'> {
  if (holding !== undefined && price === undefined) {
    const remedy = 'Add price, such as 60 USD/kg: holding is a share of it.';
    desk.fault('missing-key', [...path, 'price'], 'the price that holding is a share of', 'nothing', remedy);
  }
  return {
    price: price === undefined ? undefined : desk.number([...path, 'price'], price, costPer(unit)),
    holding: holding === undefined ? undefined : desk.number([...path, 'holding'], holding, SHARE_A_TIME),
  };
}

function readUnit(desk: FieldReader, path: Path, name: string): ShownUnit {
  const { things } = desk.vocabulary;
  const unit = findUnit(name, things);
  const [base = ''] = unit?.dimension.keys() ?? [];
  if (unit !== undefined && things.has(base)) return { name: base, scale: 1, base, dimension: unit.dimension };
  if (unit !== undefined && sameDimension(unit.dimension, MASS))
    return { name, scale: unit.scale, base: 't', dimension: MASS };
  if (desk.faults.isBroken(['units'])) return TONNE;
  const expected = 'a unit of mass such as t or kg, or a thing listed under units';
  desk.fault('wrong-dimension', path, expected, quote(name), 'Write t, or list the thing under units.');
  return TONNE;
}

function readInitial(
  desk: FieldReader,
  path: Path,
  written: QuantityFile,
  unit: ShownUnit,
): NonNullable<Stockpile['initial']> {
  const isMass = sameDimension(unit.dimension, MASS);
  const words = isMass ? { words: expectation('amount or duration') } : {};
  const value = desk.number(path, written, { dimensions: [unit.dimension, TIME], ...words });
  const isDuration = value.dimension !== undefined && sameDimension(value.dimension, TIME);
  return { of: isDuration ? 'duration' : 'amount', value };
}
