/** A demand as written, read at the desk. */

import { type Path, quote } from '../../issue.ts';
import {
  combine,
  type Dimension,
  describeDimension,
  MASS,
  nameDimension,
  PLAIN,
  sameDimension,
  TIME,
} from '../../quantity/dimension.ts';
import { constant } from '../../quantity/expression.ts';
import type { Demand, Schedule } from '../scenario.ts';
import { expectation, type ScenarioFile } from '../schema/schema.ts';
import { DURATION, rateOf } from './expected-quantities.ts';
import type { FieldReader, Wanted } from './field-reader.ts';
import type { Units } from './flow.ts';
import { inWords } from './humanise-id.ts';
import type { Surroundings } from './read-context.ts';
import { readSchedule } from './schedules.ts';

type DemandFile = NonNullable<ScenarioFile['demands']>[string];

/** Reads one demand; none where it draws from a stockpile that does not exist, which has been told. */
export function readDemand(
  desk: FieldReader,
  id: string,
  written: DemandFile,
  units: Units,
  around: Surroundings,
): Demand[] {
  const path = ['demands', id];
  const unit = units.get(written.from);
  if (unit === undefined) return [];
  const { noise, conserve, uses: perThing } = written;
  const amounts: Wanted = { ...rateOf(unit), words: expectation('rate of things or amounts') };
  const wanted = perThing === undefined ? amounts : { dimensions: [], words: 'a rate such as 1200000 vehicle/year' };
  const rate = readSchedule(desk, [...path, 'rate'], written.rate, wanted, around);
  const counts = dimensionOf(rate);
  if (perThing !== undefined) checkRate(desk, [...path, 'rate'], rate);
  const material = rateOf(unit).dimensions[0] as Dimension;
  const usesWanted: Wanted = {
    dimensions: counts === undefined ? [] : [combine(material, counts, -1)],
    ...(counts === undefined && { words: expectation('amount per thing') }),
  };
  const uses = perThing === undefined ? undefined : readSchedule(desk, [...path, 'uses'], perThing, usesWanted, around);
  return [
    {
      id,
      title: written.title ?? inWords(id),
      from: written.from,
      rate,
      uses,
      product: uses && productOf(counts ?? PLAIN),
      priority: written.priority ?? 1,
      backordered: written.unmet === 'backordered',
      noise:
        noise === undefined
          ? constant(0)
          : desk.number([...path, 'noise'], noise, { dimensions: [PLAIN], words: expectation('weight') }),
      conserve: conserve === undefined ? undefined : desk.number([...path, 'conserve'], conserve, DURATION),
      elasticity: undefined,
      answers: constant(182.625, TIME),
      least: constant(0),
      worth: undefined,
    },
  ];
}

/** The dimension of the values of a schedule; undefined where all are a plain 0. */
export function dimensionOf(schedule: Schedule): Dimension | undefined {
  return schedule.map(({ value }) => value?.dimension).find((dimension) => dimension !== undefined);
}

/** A rate of things is per time, and of the same things at all times. */
function checkRate(desk: FieldReader, path: Path, rate: Schedule): void {
  const [first] = rate.filter(({ value }) => value?.dimension !== undefined);
  for (const { value, path: at } of rate) {
    const { dimension } = value ?? {};
    if (dimension === undefined || desk.faults.isUnreadable(path)) continue;
    const common = first?.value?.dimension ?? PLAIN;
    const isSame = sameDimension(dimension, common);
    if (isSame && dimension.get('time') === -1) continue;
    const expected = isSame ? 'a rate such as 1200000 vehicle/year' : describeDimension(common);
    const remedy = isSame ? 'Say per which time.' : 'Count the same things at all times.';
    desk.fault('wrong-dimension', at, expected, quote(nameDimension(dimension)), remedy);
  }
}

/** What a rate counts: a thing, t, or 1 where it is something else. */
function productOf(rate: Dimension): string {
  const counts = combine(rate, TIME);
  if (sameDimension(counts, MASS)) return 't';
  const [base, second] = counts.keys();
  return base !== undefined && second === undefined ? base : '1';
}
