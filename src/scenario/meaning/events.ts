/** Events: dated changes put into the schedules that they name. */

import { nearest, type Path, parsePath, quote, suggestion } from '../../issue.ts';
import { formatDate } from '../../quantity/calendar.ts';
import { combine, type Dimension } from '../../quantity/dimension.ts';
import { constant } from '../../quantity/expression.ts';
import { expectation } from '../schema/quantity-schema.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import type { Schedule } from '../values.ts';
import { dimensionOf } from './demand.ts';
import type { Entities } from './entities.ts';
import {
  amountOf,
  costPer,
  DURATION,
  LENGTH,
  perUnitOf,
  rateOf,
  SHARE,
  VALIDITY,
  WEIGHT,
} from './expected-quantities.ts';
import type { FieldReader, Wanted } from './field-reader.ts';
import { offGrid, warnOfDate, warnOfLength } from './grid.ts';
import { isLength } from './licence.ts';
import type { Surroundings } from './read-context.ts';
import { withEvent } from './schedules.ts';
import { TONNE } from './stockpile.ts';

/** The schedules that an event may set, by section. */
const SETTABLE: Readonly<Record<keyof Entities, readonly string[]>> = {
  stockpiles: ['cover', 'target'],
  flows: ['capacity', 'share', 'lead', 'cost'],
  licences: ['allow', 'limit', 'review', 'approve', 'valid'],
  demands: ['rate', 'uses'],
};
/** All of them, with those that have a name of their own. */
const EVERY = [...Object.values(SETTABLE).flat(), 'from.<stockpile>', 'floors.<tier>'];
const SECTIONS = Object.keys(SETTABLE) as readonly (keyof Entities)[];

/** The entities with the events of the file put into their schedules, in file order. */
export function applyEvents(desk: FieldReader, file: ScenarioFile, entities: Entities, around: Surroundings): Entities {
  const schedules = schedulesByPath(entities);
  const changed = new Map<string, Schedule>();
  for (const [position, event] of (file.events ?? []).entries()) {
    const at: Path = ['events', position];
    const from = desk.date([...at, 'date'], event.date);
    desk.withinHorizon([...at, 'date'], from, around.end);
    if (from < around.start) {
      const remedy = 'It holds from the start on; write it into the schedule, or date it within the run.';
      const expected = `a date from the start, ${formatDate(around.start)}, on`;
      desk.warn('outside-horizon', [...at, 'date'], expected, formatDate(from), remedy);
    }
    for (const [target, written] of Object.entries(event.set ?? {})) {
      const path = [...at, 'set', target];
      const key = parsePath(target).join('.');
      const schedule = changed.get(key) ?? schedules.get(key);
      if (schedule === undefined) {
        if (!isLeftOut(desk, parsePath(target), file, entities)) refusePath(desk, path, key, schedules);
        continue;
      }
      const value = desk.timed(path, written, wantedAt(parsePath(target), entities)) ?? constant(Number.NaN);
      if (isLength(key.split('.')[2] ?? '')) warnOfLength(desk, path, written, value, around.stepDays);
      changed.set(key, withEvent(schedule, { from, by: 'event', value, path }));
    }
  }
  warnOfEventDates(desk, changed.values(), around);
  if (changed.size === 0) return entities;
  const put = <T extends { readonly id: string }>(section: keyof Entities, list: readonly T[]): T[] =>
    list.map((entity) => {
      const fields = SETTABLE[section].map(
        (field) => [field, changed.get(`${section}.${entity.id}.${field}`)] as const,
      );
      return { ...entity, ...Object.fromEntries(fields.filter(([, schedule]) => schedule !== undefined)) };
    });
  return {
    stockpiles: put('stockpiles', entities.stockpiles).map((stockpile) => ({
      ...stockpile,
      floors: stockpile.floors.map((floor) => ({
        ...floor,
        value: changed.get(floorPath(stockpile.id, floor.tier)) ?? floor.value,
      })),
    })),
    flows: put('flows', entities.flows).map((flow) => ({
      ...flow,
      from: flow.from.map((input) => ({
        ...input,
        perUnit: changed.get(recipePath(flow.id, input.stockpile)) ?? input.perUnit,
      })),
    })),
    licences: put('licences', entities.licences),
    demands: put('demands', entities.demands),
  };
}

/** Warns of each event whose date, or whose time until the next change, the grid can't keep. */
function warnOfEventDates(desk: FieldReader, changed: Iterable<Schedule>, around: Surroundings): void {
  const told = new Set<Path[number] | undefined>();
  for (const schedule of changed) {
    for (const off of offGrid(schedule, around)) {
      const [section, position = ''] = off.dated.path;
      if (off.dated.by !== 'event' || told.has(position)) continue;
      told.add(position);
      warnOfDate(desk, [section as string, position, 'date'], off, around.stepDays);
    }
  }
}

/** Where a number of a recipe stands. */
function recipePath(flow: string, stockpile: string): string {
  return `flows.${flow}.from.${stockpile}`;
}

/** Where a floor stands. */
function floorPath(stockpile: string, tier: number): string {
  return `stockpiles.${stockpile}.floors.${tier}`;
}

/** Every schedule that there is; a stockpile with a target has no cover to set, one without has no target. */
export function schedulesByPath(entities: Entities): Map<string, Schedule> {
  const found = new Map<string, Schedule>();
  for (const section of SECTIONS) {
    for (const entity of entities[section]) {
      for (const field of SETTABLE[section]) {
        const schedule = (entity as unknown as Record<string, Schedule | undefined>)[field];
        const idle = field === 'cover' && 'target' in entity && entity.target !== undefined;
        if (schedule !== undefined && !idle) found.set(`${section}.${entity.id}.${field}`, schedule);
      }
    }
  }
  for (const { id, from } of entities.flows) {
    for (const { stockpile, perUnit } of from) found.set(recipePath(id, stockpile), perUnit);
  }
  for (const { id, floors } of entities.stockpiles) {
    for (const { tier, value } of floors) found.set(floorPath(id, tier), value);
  }
  return found;
}

/** Whether the entity is there but could not be read, which has been told. */
export function isLeftOut(desk: FieldReader, [section, id]: Path, file: ScenarioFile, entities: Entities): boolean {
  const name = SECTIONS.find((one) => one === section);
  if (name === undefined || id === undefined) return false;
  const written = file[name] ?? {};
  const isRead = entities[name].some((entity) => entity.id === id);
  return desk.faults.isUnreadable([name, id]) || (Object.hasOwn(written, id) && !isRead);
}

/** An event of this path sets nothing: what could be meant, as near to it as possible. */
export function refusePath(desk: FieldReader, path: Path, key: string, schedules: ReadonlyMap<string, Schedule>): void {
  const [section = '', id = '', field = ''] = key.split('.');
  const own = `${section}.${id}.`;
  const fields = [...schedules.keys()].filter((one) => one.startsWith(own)).map((one) => one.slice(own.length));
  const meant = nearest(field, fields);
  const remedy =
    fields.length === 0
      ? suggestion(key, schedules.keys(), `An event sets one of ${EVERY.join(', ')}.`)
      : meant === undefined
        ? `An event sets ${fields.join(' or ')} of ${id}.`
        : `Did you mean ${own}${meant}?`;
  desk.fault('unknown-reference', path, 'the path of a schedule', quote(String(path.at(-1))), remedy);
}

/** What the schedule at a path takes. */
function wantedAt([, id, field, part]: Path, { stockpiles, flows, demands }: Entities): Wanted {
  const unitOf = (stockpile: unknown) => stockpiles.find((one) => one.id === stockpile)?.unit ?? TONNE;
  const deliveredBy = () => unitOf(flows.find((flow) => flow.id === id)?.to);
  switch (field) {
    case 'allow':
    case 'approve':
      return SHARE;
    case 'share':
      return WEIGHT;
    case 'lead':
    case 'review':
      return LENGTH;
    case 'valid':
      return VALIDITY;
    case 'floors': {
      const floor = stockpiles.find((one) => one.id === id)?.floors.find(({ tier }) => tier === Number(part));
      return floor?.of === 'duration' ? DURATION : amountOf(unitOf(id));
    }
    case 'target':
      return amountOf(unitOf(id));
    case 'capacity':
      return rateOf(deliveredBy());
    case 'cost':
      return costPer(deliveredBy());
    case 'from':
      return perUnitOf(unitOf(part), deliveredBy());
    case 'limit':
      return rateOf(unitOf(flows.find((flow) => flow.licence === id)?.to));
    case 'rate':
    case 'uses': {
      const demand = demands.find((one) => one.id === id);
      const material = rateOf(unitOf(demand?.from)).dimensions[0] as Dimension;
      if (demand?.uses === undefined)
        return { dimensions: [material], words: expectation('rate of things or amounts') };
      const [rate, uses] = [dimensionOf(demand.rate), dimensionOf(demand.uses)];
      const own = field === 'rate' ? rate : uses;
      const other = field === 'rate' ? uses : rate;
      const dimension = own ?? (other && combine(material, other, -1));
      return { dimensions: dimension === undefined ? [] : [dimension] };
    }
    default:
      return DURATION;
  }
}
