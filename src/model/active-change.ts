/** Which change of a schedule holds on a day, and which scales multiply it then. */

import { pathText } from '../issue.ts';
import { type Day, formatDate } from '../quantity/calendar.ts';
import type { Change, Scale, Schedule } from '../scenario/values.ts';

/** The last change on or before a day; with `undisturbed`, as if there were no events. */
export function activeChange(schedule: Schedule, day: Day, undisturbed = false): Change {
  const change = schedule.findLast(({ from, by }) => from <= day && !(undisturbed && by === 'event'));
  if (change === undefined)
    throw new Error(`no value in force on ${formatDate(day)}: ${pathText(schedule[0]?.path ?? [])}`);
  return change;
}

/** The scales that hold on a day: from their date until, and not on, that of their end. */
export function activeScales(scales: readonly Scale[], day: Day): readonly Scale[] {
  return scales.filter(({ from, until }) => from <= day && (until === undefined || day < until));
}
