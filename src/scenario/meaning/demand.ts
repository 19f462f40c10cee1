/** A demand as written, read at the desk. */

import { type Path, quote } from '../../issue.ts';
import {
  combine,
  type Dimension,
  describeDimension,
  MASS,
  MONEY,
  nameDimension,
  PLAIN,
  sameDimension,
  TIME,
} from '../../quantity/dimension.ts';
import { constant } from '../../quantity/expression.ts';
import { expectation } from '../schema/quantity-schema.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import type { Demand, ShownUnit } from '../supply-network.ts';
import type { Schedule } from '../values.ts';
import { costPer, DURATION, rateOf, SHARE, WEIGHT, weeks } from './expected-quantities.ts';
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
  markets: ReadonlyMap<string, string>,
  around: Surroundings,
): Demand[] {
  const path = ['demands', id];
  const unit = units.get(written.from);
  if (unit === undefined) return [];
  const { noise, conserve, worth, uses: perThing } = written;
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
      ...readAnswer(desk, id, written, markets),
      worth: worth === undefined ? undefined : desk.number([...path, 'worth'], worth, worthOf(unit, uses, counts)),
    },
  ];
}

/** How a demand answers to the price of the market that its stockpile is in. */
function readAnswer(
  desk: FieldReader,
  id: string,
  { from, elasticity, answers, least }: DemandFile,
  markets: ReadonlyMap<string, string>,
): Pick<Demand, 'elasticity' | 'answers' | 'least'> {
  const path = ['demands', id];
  if (elasticity !== undefined && !markets.has(from) && !desk.faults.isBroken(['markets'])) {
    const remedy = `Put ${from} under \`of\` of a market, or take the elasticity out.`;
    desk.fault('conflict', [...path, 'elasticity'], `a market that ${from} buys in`, 'none', remedy);
  }
  const idle = answers !== undefined ? 'answers' : least !== undefined ? 'least' : undefined;
  if (elasticity === undefined && idle !== undefined) {
    const remedy = `Add elasticity, such as 0.1, or take ${idle} out.`;
    desk.fault('missing-key', [...path, 'elasticity'], `the elasticity that ${idle} belongs to`, 'nothing', remedy);
  }
  return {
    elasticity: elasticity === undefined ? undefined : desk.number([...path, 'elasticity'], elasticity, WEIGHT),
    answers: answers === undefined ? weeks(26) : desk.number([...path, 'answers'], answers, DURATION),
    least: least === undefined ? constant(0) : desk.number([...path, 'least'], least, SHARE),
  };
}

/** Money per thing where a demand counts things, else per unit of its stockpile; or a plain number. */
function worthOf(unit: ShownUnit, uses: Schedule | undefined, rate: Dimension | undefined): Wanted {
  const words = expectation('money per thing');
  if (uses === undefined) return { ...costPer(unit), words };
  return { dimensions: rate === undefined ? [] : [PLAIN, combine(MONEY, combine(rate, TIME), -1)], words };
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
