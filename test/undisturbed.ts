/** A scenario as it would have been: no change after the start but those of need. */
import type { EventInput, OracleScenario, Quantity, Schedule } from './oracle/input.ts';

const isNeed = (path: string) => /^demands\.\w+\.(rate|uses)$/.test(path);

function needAlone({ set, scale, ...event }: EventInput): EventInput {
  const kept = (changes: Record<string, Quantity> | undefined) =>
    Object.fromEntries(Object.entries(changes ?? {}).filter(([path]) => isNeed(path)));
  return { ...event, set: kept(set), ...(event.until !== undefined && { scale: kept(scale) }) };
}

/** The same entities, every dated value as at the start, licences as on the day before it, no project, no reserve operated. */
export function undisturbed(scenario: OracleScenario): OracleScenario {
  const { start } = scenario;
  const held = (schedule: Schedule): Schedule => {
    if (typeof schedule !== 'object') return schedule;
    const dates = Object.keys(schedule).sort();
    return schedule[dates.findLast((date) => date <= start) ?? (dates[0] as string)] as Quantity;
  };
  const of = <T extends object>(entities: Record<string, T> | undefined, change: (entity: T) => T) =>
    Object.fromEntries(Object.entries(entities ?? {}).map(([id, entity]) => [id, change(entity)]));
  const inForce = <T extends object>(entity: T, keys: readonly (keyof T)[]): T => {
    const found = keys.flatMap((key) => (entity[key] === undefined ? [] : [[key, held(entity[key] as Schedule)]]));
    return { ...entity, ...Object.fromEntries(found) };
  };
  const events = (scenario.events ?? []).map(needAlone).filter(({ set, scale }) => {
    return Object.keys({ ...set, ...scale }).length > 0;
  });
  const { events: _, ...rest } = scenario;
  return {
    ...rest,
    stockpiles: of(scenario.stockpiles, (one) => ({
      ...inForce(one, ['cover', 'target']),
      ...(one.floors && { floors: Object.fromEntries(Object.entries(one.floors).map(([tier, floor]) => [tier, held(floor)])) }),
    })),
    flows: of(scenario.flows, ({ projects: __, ...one }) => ({
      ...inForce(one, ['lead', 'capacity', 'share', 'cost']),
      ...(typeof one.from === 'object' && {
        from: Object.fromEntries(Object.entries(one.from).map(([id, recipe]) => [id, held(recipe)])),
      }),
      ...(one.release && { capacity: 0 }),
    })),
    licences: of(scenario.licences, ({ phases }) => ({
      phases: [phases.findLast(({ from }) => from < start) ?? { from: phases[0]?.from as string }],
    })),
    ...(events.length > 0 && { events }),
  };
}
