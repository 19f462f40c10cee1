/** What can be seen of the network before it runs: its size, units within a licence, shares, neighbours without a bound. */
import { fixedValueOf } from '../evaluate.ts';
import type { Desk } from './desk.ts';
import type { Entities } from './entities.ts';
import type { Flow } from './scenario.ts';
import type { ScenarioFile } from './schema.ts';

/** A run may take this much memory for its record and its schedules; a browser tab can give it. */
export const MOST_BYTES = 1024 * 1024 * 1024;
const MEBIBYTE = 1024 * 1024;
/** More are refused however few steps they take: what is told of each has to find room in memory, too. */
export const MOST_ENTITIES = 50_000;

/** Checks that need more than one entity at once; faults and warnings go to the desk. */
export function checkNetwork(desk: Desk, file: ScenarioFile, entities: Entities, steps: number): void {
  checkSize(desk, file, entities, steps);
  checkLicences(desk, entities);
  const inflows = new Map<string, Flow[]>(entities.stockpiles.map(({ id }) => [id, []]));
  for (const flow of entities.flows) if (flow.releaseBelow === undefined) inflows.get(flow.to)?.push(flow);
  const isComplete = entities.flows.length === Object.keys(file.flows ?? {}).length;
  for (const [id, flows] of inflows) {
    if (isComplete) checkShares(desk, id, flows);
    warnOfUnbounded(desk, flows);
  }
}

function checkSize(
  desk: Desk,
  { end }: ScenarioFile,
  { stockpiles, flows, licences, demands }: Entities,
  steps: number,
): void {
  const count = stockpiles.length + flows.length + licences.length + demands.length;
  if (count > MOST_ENTITIES) {
    const expected = `at most ${MOST_ENTITIES} stockpiles, flows, licences and demands together`;
    desk.fault('too-large', ['flows'], expected, String(count), 'Join what is alike, or split the network.');
  }
  const perStep = 4 * stockpiles.length + 13 * flows.length + 5 * licences.length + 7 * demands.length;
  const bytes = perStep * steps * 8;
  if (!(bytes > MOST_BYTES)) return;
  const found = `${Math.ceil(bytes / MEBIBYTE)} MiB for ${steps} steps`;
  const remedy = 'Shorten the horizon, lengthen the step or split the network.';
  const path = [end === undefined ? 'horizon' : 'end'];
  desk.fault('too-large', path, `a run of at most ${MOST_BYTES / MEBIBYTE} MiB`, found, remedy);
}

/** A limit holds over all flows of a licence together: they must be counted alike. */
function checkLicences(desk: Desk, { stockpiles, flows, licences }: Entities): void {
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

function checkShares(desk: Desk, id: string, flows: readonly Flow[]): void {
  const [first] = flows;
  if (first === undefined || !flows.every(neverShares)) return;
  const remedy = 'Give one of its flows a share above 0.';
  desk.fault('out-of-range', ['flows', first.id, 'share'], `shares into ${id} that sum to more than 0`, '0', remedy);
}

/** Whether the share of a flow is the number 0, whatever the date and the assumptions. */
function neverShares({ share }: Flow): boolean {
  return share.every(
    ({ value }) => value !== undefined && !value.timed && value.uses.size === 0 && fixedValueOf(value) === 0,
  );
}

function warnOfUnbounded(desk: Desk, flows: readonly Flow[]): void {
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
