/** Which change of a schedule holds on a day. */

import { pathText } from '../issue.ts';
import { type Day, formatDate } from '../quantity/calendar.ts';
import type { Change, Schedule } from '../scenario/scenario.ts';

/** The last change on or before a day; with `undisturbed`, as if there were no events. */
export function activeChange(schedule: Schedule, day: Day, undisturbed = false): Change {
  const change = schedule.findLast(({ from, by }) => from <= day && !(undisturbed && by === 'event'));
  if (change === undefined)
    throw new Error(`no value in force on ${formatDate(day)}: ${pathText(schedule[0]?.path ?? [])}`);
  return change;
}
