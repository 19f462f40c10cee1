/** A licence as written, read at the desk: its phases joined to one schedule for each of its terms. */
import { quote } from '../../issue.ts';
import type { ScenarioFile, ScheduleFile } from '../schema/schema.ts';
import type { Licence, ShownUnit } from '../supply-network.ts';
import type { Schedule } from '../values.ts';
import { LENGTH, rateOf, SHARE, VALIDITY } from './expected-quantities.ts';
import type { FieldReader, Wanted } from './field-reader.ts';
import { offGrid, warnOfDate, warnOfLengths } from './grid.ts';
import { inWords } from './humanise-id.ts';
import { readQuota, warnOfRunningQuota } from './quota.ts';
import type { Surroundings } from './read-context.ts';
import { joinPhases, readSchedule } from './schedules.ts';

type LicenceFile = NonNullable<ScenarioFile['licences']>[string];

/** Whether a term is counted in whole steps. */
export function isLength(term: string): boolean {
  return term === 'lead' || term === 'review' || term === 'valid';
}

/** Reads one licence; its flows deliver in `unit`. */
export function readLicence(
  desk: FieldReader,
  id: string,
  written: LicenceFile,
  unit: ShownUnit,
  around: Surroundings,
): Licence {
  const path = ['licences', id, 'phases'];
  const wanted = {
    allow: SHARE,
    limit: rateOf(unit),
    review: LENGTH,
    approve: SHARE,
    valid: VALIDITY,
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
  for (const one of offGrid(
    phases.map(({ from, at }) => ({ from, path: [...at, 'from'] })),
    around,
  )) {
    warnOfDate(desk, one.dated.path, one, around.stepDays);
  }
  const read = (key: keyof typeof wanted): Schedule =>
    joinPhases(
      path,
      phases.map(({ phase, at, from }) => {
        const value: ScheduleFile | undefined = phase[key];
        if (value === undefined) return { from, schedule: undefined };
        const schedule = readSchedule(desk, [...at, key], value, wanted[key], around);
        if (isLength(key)) warnOfLengths(desk, value, schedule, around.stepDays);
        return { from, schedule };
      }),
    );
  const quotas = phases.map(({ phase, at, from }) => {
    return { from, title: phase.title, ...readQuota(desk, at, phase, around.stepDays) };
  });
  warnOfRunningQuota(desk, path, quotas, around);
  return {
    id,
    title: written.title ?? inWords(id),
    phases: quotas,
    allow: read('allow'),
    limit: read('limit'),
    review: read('review'),
    approve: read('approve'),
    valid: read('valid'),
  };
}
