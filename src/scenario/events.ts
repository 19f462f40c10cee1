/** Events: dated changes put into the schedules that they name. */
import { constant } from '../expression.ts';
import { type Path, suggestion } from '../issue.ts';
import { combine, type Dimension, MASS, PLAIN, TIME } from '../units.ts';
import type { Desk, Wanted } from './desk.ts';
import type { Entities } from './entities.ts';
import { parsePath } from './extend.ts';
import type { Change, Schedule } from './scenario.ts';
import { type Surroundings, withEvent } from './schedules.ts';
import type { ScenarioFile } from './schema.ts';

/** The schedules that an event may set, by section. */
const SETTABLE: Readonly<Record<string, readonly string[]>> = {
  stockpiles: ['cover', 'target'],
  flows: ['capacity', 'share'],
  licences: ['allow', 'limit', 'review', 'approve', 'valid'],
  demands: ['rate', 'uses'],
};

/** The entities with the events of the file put into their schedules, in file order. */
export function applyEvents(desk: Desk, file: ScenarioFile, entities: Entities, around: Surroundings): Entities {
  const changed = new Map<string, Schedule>();
  const schedules = schedulesByPath(entities);
  for (const [position, event] of (file.events ?? []).entries()) {
    const at: Path = ['events', position];
    const from = desk.date([...at, 'date'], event.date);
    desk.withinHorizon([...at, 'date'], from, around.end);
    for (const [target, written] of Object.entries(event.set ?? {})) {
      const path = [...at, 'set', target];
      const key = parsePath(target).join('.');
      const schedule = changed.get(key) ?? schedules.get(key);
      if (schedule === undefined) {
        const remedy = suggestion(
          key,
          schedules.keys(),
          'An event sets capacity, share, allow, limit, review, approve, valid, rate, uses, cover or target.',
        );
        desk.fault('unknown-reference', path, 'the path of a schedule', target, remedy);
        continue;
      }
      const value = desk.timed(path, written, wantedAt(key, schedule, entities)) ?? constant(Number.NaN);
      changed.set(key, withEvent(schedule, { from, by: 'event', value, path } satisfies Change));
    }
  }
  if (changed.size === 0) return entities;
  const put = <T extends { readonly id: string }>(section: string, list: readonly T[]): T[] =>
    list.map((entity) => {
      const fields = (SETTABLE[section] ?? []).map(
        (field) => [field, changed.get(`${section}.${entity.id}.${field}`)] as const,
      );
      return { ...entity, ...Object.fromEntries(fields.filter(([, schedule]) => schedule !== undefined)) };
    });
  return {
    stockpiles: put('stockpiles', entities.stockpiles),
    flows: put('flows', entities.flows),
    licences: put('licences', entities.licences),
    demands: put('demands', entities.demands),
  };
}

/** Every schedule that there is; a stockpile with a target has no cover to set, one without has no target. */
function schedulesByPath(entities: Entities): Map<string, Schedule> {
  const found = new Map<string, Schedule>();
  for (const [section, fields] of Object.entries(SETTABLE)) {
    for (const entity of entities[section as keyof Entities]) {
      for (const field of fields) {
        const schedule = (entity as unknown as Record<string, Schedule | undefined>)[field];
        const idle = field === 'cover' && 'target' in entity && entity.target !== undefined;
        if (schedule !== undefined && !idle) found.set(`${section}.${entity.id}.${field}`, schedule);
      }
    }
  }
  return found;
}

function wantedAt(key: string, schedule: Schedule, entities: Entities): Wanted {
  const [, id, field] = key.split('.');
  const unitOf = (stockpile: string | undefined): Dimension =>
    entities.stockpiles.find((one) => one.id === stockpile)?.unit.dimension ?? MASS;
  switch (field) {
    case 'cover':
    case 'review':
    case 'valid':
      return { dimensions: [TIME] };
    case 'allow':
    case 'approve':
      return { dimensions: [PLAIN], most: 1 };
    case 'share':
      return { dimensions: [PLAIN] };
    case 'target':
      return { dimensions: [unitOf(id)] };
    case 'capacity':
      return { dimensions: [combine(unitOf(entities.flows.find((flow) => flow.id === id)?.to), TIME, -1)] };
    case 'limit':
      return { dimensions: [combine(unitOf(entities.flows.find((flow) => flow.licence === id)?.to), TIME, -1)] };
    default: {
      const known = schedule.map(({ value }) => value?.dimension).find((dimension) => dimension !== undefined);
      return { dimensions: known ? [known] : [] };
    }
  }
}
