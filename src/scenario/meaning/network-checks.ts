/** What can be seen of the network before it runs: its size, units within a licence, shares, neighbours without a bound. */
import { formatDate, LONGEST, wholeSteps } from '../../quantity/calendar.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import type { Flow } from '../supply-network.ts';
import type { Schedule } from '../values.ts';
import type { Entities } from './entities.ts';
import type { FieldReader } from './field-reader.ts';
import { warnOfShut } from './opening.ts';
import type { Surroundings } from './read-context.ts';

/** A run may take this much memory for its record and its schedules; a browser tab can give it. */
export const MOST_BYTES = 1024 * 1024 * 1024;
const MEBIBYTE = 1024 * 1024;
/** More are refused however few steps they take: what is told of each has to find room in memory, too. */
export const MOST_ENTITIES = 50_000;

/** When a run begins and ends, in what steps. */
type Frame = Pick<Surroundings, 'start' | 'end' | 'stepDays'>;

/** Checks that need more than one entity at once; faults and warnings go to the desk. */
export function checkNetwork(desk: FieldReader, file: ScenarioFile, entities: Entities, frame: Frame): void {
  checkSize(desk, file, entities, frame);
  checkLicences(desk, entities);
  const inflows = new Map<string, Flow[]>(entities.stockpiles.map(({ id }) => [id, []]));
  for (const flow of entities.flows) if (flow.releaseBelow === undefined) inflows.get(flow.to)?.push(flow);
  const isComplete = entities.flows.length === Object.keys(file.flows ?? {}).length;
  for (const [id, flows] of inflows) {
    if (isComplete) checkShares(desk, id, flows, frame);
    warnOfUnbounded(desk, flows);
    warnOfShut(desk, flows);
  }
}

/**
 * The record has a row a step; what is under way has a place for each step of its lead, what waits or is held one for
 * each step of the longest review or validity of all, by flow, at central values.
 */
function checkSize(
  desk: FieldReader,
  { end: written, markets = {}, processes = {} }: ScenarioFile,
  { stockpiles, flows, licences, demands }: Entities,
  { start, end, stepDays }: Frame,
): void {
  const others = Object.keys(markets).length + Object.keys(processes).length;
  const count = stockpiles.length + flows.length + licences.length + demands.length + others;
  if (count > MOST_ENTITIES) {
    const expected = `at most ${MOST_ENTITIES} stockpiles, flows, licences, demands, markets and processes together`;
    desk.fault('too-large', ['flows'], expected, String(count), 'Join what is alike, or split the network.');
  }
  const steps = (end - start) / stepDays;
  const stepsOf = (days: number) => (days > 0 ? wholeSteps(Math.min(days, LONGEST), stepDays) : 0);
  const longest = (term: 'review' | 'valid') =>
    licences.reduce((most, licence) => Math.max(most, longestOf(desk, licence[term])), 0);
  const perStep = 4 * stockpiles.length + 13 * flows.length + 5 * licences.length + 7 * demands.length;
  const underWay = flows.reduce((sum, { lead }) => sum + Math.max(1, stepsOf(longestOf(desk, lead))), 0);
  const waiting = flows.length * (stepsOf(longest('review')) + 2 * stepsOf(longest('valid')));
  const bytes = (perStep * steps + underWay + waiting) * 8;
  if (!(bytes > MOST_BYTES)) return;
  const found = `${Math.ceil(bytes / MEBIBYTE)} MiB for ${steps} steps`;
  const remedy = 'Shorten the horizon, leads, reviews or validities, lengthen the step or split the network.';
  const path = [written === undefined ? 'horizon' : 'end'];
  desk.fault('too-large', path, `a run of at most ${MOST_BYTES / MEBIBYTE} MiB`, found, remedy);
}

function longestOf(desk: FieldReader, schedule: Schedule): number {
  return schedule.reduce((most, { value }) => {
    const days = value === undefined || value.timed ? 0 : desk.valueOf(value);
    return days > most ? days : most;
  }, 0);
}

/** A limit holds over all flows of a licence together: they must be counted alike. */
function checkLicences(desk: FieldReader, { stockpiles, flows, licences }: Entities): void {
  const unitOf = new Map(stockpiles.map(({ id, unit }) => [id, unit.base]));
  const unitsOf = new Map(licences.map(({ id }) => [id, new Set<string | undefined>()]));
  for (const { licence, to } of flows) if (licence !== undefined) unitsOf.get(licence)?.add(unitOf.get(to));
  for (const [id, units] of unitsOf) {
    if (units.size < 2) continue;
    const remedy = 'Give each unit a licence of its own.';
    const found = [...units].join(' and ');
    desk.fault('wrong-dimension', ['licences', id], 'flows that deliver the same unit', found, remedy);
  }
}

/** Warns of a day within the run on which the shares into a stockpile sum to 0; uncertain ones are taken at their central values. */
function checkShares(desk: FieldReader, id: string, flows: readonly Flow[], { start, end }: Frame): void {
  const changes = flows.flatMap(({ share }, flow) => share.map(({ from, value }) => ({ flow, from, value })));
  changes.sort((left, right) => left.from - right.from);
  const shares = flows.map(() => 1);
  const [first] = flows;
  for (const [place, { flow, from, value }] of changes.entries()) {
    shares[flow] = value === undefined || value.timed ? 1 : desk.valueOf(value);
    const until = changes[place + 1]?.from ?? end;
    if (first === undefined || from >= end || until <= Math.max(from, start) || shares.some((one) => one !== 0))
      continue;
    const since = from > start ? ` from ${formatDate(from)} on` : '';
    const remedy = `${id} then orders nothing. Give one of its flows a share above 0.`;
    const expected = `shares into ${id} that sum to more than 0`;
    desk.warn('out-of-range', ['flows', (flows[flow] ?? first).id, 'share'], expected, `0${since}`, remedy);
    return;
  }
}

function warnOfUnbounded(desk: FieldReader, flows: readonly Flow[]): void {
  const licensed = flows.find(({ licence }) => licence !== undefined);
  if (licensed === undefined) return;
  for (const { id, licence, capacity } of flows) {
    if (licence !== undefined || capacity.some(({ value }) => value !== undefined)) continue;
    const expected = `a capacity, as ${licensed.id} into the same stockpile is licensed`;
    const why = 'Buyers restock from whom they can: when the licence bites they ask this flow for more than its share.';
    desk.warn(
      'unbounded-neighbour',
      ['flows', id],
      expected,
      'none',
      `${why} Give it the capacity that really bounds it.`,
    );
  }
}
