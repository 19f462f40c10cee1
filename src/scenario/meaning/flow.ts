/** A flow as written, read at the desk. */

import { type Path, quote } from '../../issue.ts';
import { sameDimension, TIME } from '../../quantity/dimension.ts';
import { constant } from '../../quantity/expression.ts';
import type { QuantityFile, ScenarioFile, ScheduleFile } from '../schema/schema.ts';
import type { Byproduct, Flow, Input, Project, ShownUnit } from '../supply-network.ts';
import type { Schedule } from '../values.ts';
import { costPer, DURATION, LENGTH, MONEY_AMOUNT, perUnitOf, rateOf, WEIGHT } from './expected-quantities.ts';
import type { FieldReader, Wanted } from './field-reader.ts';
import { warnOfLengths } from './grid.ts';
import { inWords } from './humanise-id.ts';
import { readOpening } from './opening.ts';
import type { Surroundings } from './read-context.ts';
import { constantSchedule, defaultSchedule, readSchedule } from './schedules.ts';

type FlowFile = NonNullable<ScenarioFile['flows']>[string];
/** The units of the stockpiles by id. */
export type Units = ReadonlyMap<string, ShownUnit>;

/** Reads one flow, `markets` giving the market of each stockpile; none where it delivers to a stockpile that does not exist, which has been told. */
export function readFlow(
  desk: FieldReader,
  id: string,
  written: FlowFile,
  units: Units,
  markets: ReadonlyMap<string, string>,
  around: Surroundings,
): Flow[] {
  const path = ['flows', id];
  const unit = units.get(written.to);
  if (unit === undefined) return [];
  const schedule = (key: 'capacity' | 'share' | 'lead' | 'cost', wanted: Wanted): Schedule =>
    written[key] === undefined
      ? defaultSchedule([...path, key])
      : readSchedule(desk, [...path, key], written[key], wanted, around);
  const { release, byproducts } = written;
  if (written.projects !== undefined && written.capacity === undefined) {
    const remedy = 'Add capacity; 0 t/year where there is none yet.';
    desk.fault('missing-key', [...path, 'capacity'], 'the capacity that the projects add to', 'nothing', remedy);
  }
  if (release !== undefined && written.from === undefined) {
    desk.fault('missing-key', [...path, 'from'], 'the reserve that it releases from', 'nothing', 'Add from.');
  }
  checkItself(desk, path, written);
  const lead = schedule('lead', LENGTH);
  if (written.lead !== undefined) warnOfLengths(desk, written.lead, lead, around.stepDays);
  return [
    {
      id,
      title: written.title ?? inWords(id),
      from: readInputs(desk, [...path, 'from'], written, unit, units, around),
      to: written.to,
      byproducts: readByproducts(desk, [...path, 'byproducts'], byproducts, unit, units),
      lead,
      capacity: schedule('capacity', rateOf(unit)),
      share: schedule('share', WEIGHT),
      cost: schedule('cost', costPer(unit)),
      priority: written.priority ?? 1,
      licence: written.licence,
      projects: readProjects(desk, [...path, 'projects'], written, unit),
      releaseBelow: release && desk.number([...path, 'release', 'below'], release.below, DURATION),
      waits: written.waits ?? false,
      ...readOpening(desk, id, written, unit, markets),
    },
  ];
}

/** A flow moves: it does not deliver to what it takes from, nor by-products to either end of it. */
function checkItself(desk: FieldReader, path: Path, { from, to, byproducts = {} }: FlowFile): void {
  const isInput = typeof from === 'object' ? Object.hasOwn(from, to) : from === to;
  if (isInput) {
    const remedy = 'Name another; what is used up on the way is a demand.';
    desk.fault('conflict', [...path, 'to'], 'another stockpile than it takes from', to, remedy);
  }
  if (Object.hasOwn(byproducts, to)) {
    const remedy = 'Leave it out: it is what the flow delivers.';
    desk.fault('conflict', [...path, 'byproducts', to], 'another stockpile than it delivers to', to, remedy);
  }
  const inputs = typeof from === 'object' ? Object.keys(from) : from === undefined ? [] : [from];
  for (const input of inputs.filter((one) => Object.hasOwn(byproducts, one))) {
    const remedy = 'Give back what comes back through a stockpile of its own, such as scrap.';
    desk.fault('conflict', [...path, 'byproducts', input], 'another stockpile than it takes from', input, remedy);
  }
}

function readInputs(
  desk: FieldReader,
  path: Path,
  { from, to }: FlowFile,
  unit: ShownUnit,
  units: Units,
  around: Surroundings,
): Input[] {
  if (from === undefined) return [];
  if (typeof from !== 'string') {
    if (Object.keys(from).length === 0 && !desk.faults.isBroken(path)) {
      desk.fault('missing-key', path, 'at least one stockpile', 'none', 'Name what it takes, or leave from out.');
    }
    return byStockpile(from, units).map(([stockpile, written, other]) => {
      const at = [...path, stockpile];
      const perUnit = readSchedule(desk, at, written, perUnitOf(other, unit), around);
      for (const { value, path: place } of perUnit) {
        if (value === undefined || value.timed || desk.valueOf(value) !== 0) continue;
        const found = quote(typeof written === 'object' ? 0 : written);
        desk.fault('out-of-range', place, 'more than 0', found, 'Leave out what it does not take.');
      }
      return { stockpile, perUnit };
    });
  }
  const input = units.get(from);
  if (input === undefined) return [];
  if (!sameDimension(input.dimension, unit.dimension)) {
    const counts = `${from} is counted in ${input.base} and ${to} in ${unit.base}`;
    const expected = `{${from}: ${input.base} per ${unit.base}}, as ${counts}`;
    desk.fault('wrong-dimension', path, expected, from, 'Say how much one takes of the other.');
  }
  return [{ stockpile: from, perUnit: constantSchedule([...path, from], constant(1)) }];
}

function readByproducts(
  desk: FieldReader,
  path: Path,
  parts: Readonly<Record<string, QuantityFile>> = {},
  unit: ShownUnit,
  units: Units,
): Byproduct[] {
  return byStockpile(parts, units).map(([stockpile, written, other]) => {
    return { stockpile, perUnit: desk.number([...path, stockpile], written, perUnitOf(other, unit)) };
  });
}

/** The parts of a recipe by the id of their stockpile; what names none has been told. */
function byStockpile<T extends QuantityFile | ScheduleFile>(
  parts: Readonly<Record<string, T>>,
  units: Units,
): [string, T, ShownUnit][] {
  return Object.entries(parts)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([stockpile, written]): [string, T, ShownUnit][] => {
      const unit = units.get(stockpile);
      return unit === undefined ? [] : [[stockpile, written, unit]];
    });
}

function readProjects(desk: FieldReader, path: Path, { projects = [] }: FlowFile, unit: ShownUnit): Project[] {
  return projects.map(({ title, adds, decided, takes, ramp, costs }, position) => {
    const at = [...path, position];
    return {
      title: title ?? inWords(String(path[1])),
      adds: desk.number([...at, 'adds'], adds, rateOf(unit)),
      decided: desk.date([...at, 'decided'], decided),
      takes: desk.number([...at, 'takes'], takes, DURATION),
      costs: costs === undefined ? undefined : desk.number([...at, 'costs'], costs, MONEY_AMOUNT),
      ramp: ramp === undefined ? constant(0, TIME) : desk.number([...at, 'ramp'], ramp, DURATION),
    };
  });
}
