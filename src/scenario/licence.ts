/** A licence as written, read at the desk: its phases joined to one schedule for each of its terms. */
import { quote } from '../issue.ts';
import type { Desk, Wanted } from './desk.ts';
import type { Licence, Schedule, ShownUnit } from './scenario.ts';
import { joinPhases, readSchedule } from './schedules.ts';
import type { ScenarioFile, ScheduleFile } from './schema.ts';
import type { Surroundings } from './surroundings.ts';
import { DURATION, rateOf, SHARE } from './wants.ts';
import { inWords } from './words.ts';

type LicenceFile = NonNullable<ScenarioFile['licences']>[string];

/** Reads one licence; its flows deliver in `unit`. */
export function readLicence(
  desk: Desk,
  id: string,
  written: LicenceFile,
  unit: ShownUnit,
  around: Surroundings,
): Licence {
  const path = ['licences', id, 'phases'];
  const wanted = {
    allow: SHARE,
    limit: rateOf(unit),
    review: DURATION,
    approve: SHARE,
    valid: DURATION,
  } satisfies Record<string, Wanted>;
  const phases = written.phases.map((phase, position) => {
    const at = [...path, position];
    const from = desk.date([...at, 'from'], phase.from);
    desk.withinHorizon([...at, 'from'], from, around.end);
    return { phase, at, from };
  });
  for (const [position, { at, from, phase }] of phases.entries()) {
    const before = phases[position - 1];
    if (before === undefined || !(from <= before.from)) continue;
    const expected = `a date after that of the phase before, ${quote(before.phase.from)}`;
    const remedy = from === before.from ? 'Keep one phase for each date.' : 'Order the phases by date.';
    desk.fault('out-of-order', [...at, 'from'], expected, quote(phase.from), remedy);
  }
  const read = (key: keyof typeof wanted): Schedule =>
    joinPhases(
      path,
      phases.map(({ phase, at, from }) => {
        const value: ScheduleFile | undefined = phase[key];
        const schedule = value === undefined ? undefined : readSchedule(desk, [...at, key], value, wanted[key], around);
        return { from, schedule };
      }),
    );
  return {
    id,
    title: written.title ?? inWords(id),
    phases: phases.map(({ phase, from }) => ({ from, title: phase.title })),
    allow: read('allow'),
    limit: read('limit'),
    review: read('review'),
    approve: read('approve'),
    valid: read('valid'),
  };
}
