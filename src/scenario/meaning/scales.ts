/** Scales: what events multiply schedules by, from their date until another. */
import { type Path, parsePath, quote } from '../../issue.ts';
import { type Day, formatDate, parseDate } from '../../quantity/calendar.ts';
import { constant } from '../../quantity/expression.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import type { Scale } from '../values.ts';
import type { Entities } from './entities.ts';
import { isLeftOut, refusePath, schedulesByPath } from './events.ts';
import { MULTIPLE } from './expected-quantities.ts';
import type { FieldReader } from './field-reader.ts';
import { offGrid, warnOfDate } from './grid.ts';
import type { Surroundings } from './read-context.ts';

type EventFile = NonNullable<ScenarioFile['events']>[number];

/** Terms without a default: where a file gives them no number there is none to scale. */
const WITHOUT_DEFAULT: ReadonlySet<string> = new Set(['capacity', 'limit', 'review', 'valid']);

/** Every scale of the file, over schedules in which events have been put, in file order. */
export function readScales(desk: FieldReader, file: ScenarioFile, entities: Entities, around: Surroundings): Scale[] {
  const schedules = schedulesByPath(entities);
  return (file.events ?? []).flatMap((event, position) => {
    const at: Path = ['events', position];
    const [from, until] = readTimes(desk, at, event, around);
    return Object.entries(event.scale ?? {}).flatMap(([target, written]): Scale[] => {
      const path = [...at, 'scale', target];
      const of = parsePath(target).join('.');
      const schedule = schedules.get(of);
      if (schedule === undefined) {
        if (!isLeftOut(desk, parsePath(target), file, entities)) refusePath(desk, path, of, schedules);
        return [];
      }
      if (WITHOUT_DEFAULT.has(of.split('.')[2] ?? '') && schedule.every(({ value }) => value === undefined)) {
        const remedy = 'Give it one, or set it by `set`.';
        desk.fault('conflict', path, 'a number that can be scaled', `${target} without one`, remedy);
      }
      return [{ of, from, until, by: desk.timed(path, written, MULTIPLE) ?? constant(Number.NaN), path }];
    });
  });
}

/** When the scale of an event begins and ends; that of its end must come after. */
function readTimes(
  desk: FieldReader,
  at: Path,
  { date, until: written, scale, set }: EventFile,
  around: Surroundings,
): [from: Day, until: Day | undefined] {
  const from = parseDate(date) ?? Number.NaN;
  const begins = { from, path: [...at, 'date'] };
  const warn = (...dates: { from: Day; path: Path }[]) => {
    const [off] = offGrid(dates, around);
    if (scale !== undefined && off !== undefined) warnOfDate(desk, off.dated.path, off, around.stepDays);
  };
  if (written === undefined) {
    warn(begins);
    return [from, undefined];
  }
  const path = [...at, 'until'];
  const until = desk.date(path, written);
  if (scale === undefined) {
    const found = set === undefined ? 'nothing' : 'set, which holds until the next change of its schedule';
    const remedy = 'Write scale, or a second event that sets it back.';
    desk.fault('missing-key', [...at, 'scale'], 'what is scaled until then', found, remedy);
  }
  if (until <= from) {
    const expected = `a date after that of the event, ${formatDate(from)}`;
    desk.fault('out-of-order', path, expected, quote(written), 'End it later, or leave until out.');
  }
  warn(begins, { from: until, path });
  return [from, until];
}
