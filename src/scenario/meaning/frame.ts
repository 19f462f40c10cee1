/** The frame of a scenario: when it starts, how long it runs, in which steps. */

import { quote } from '../../issue.ts';
import { type Day, formatDate, parseDate, stepsCovering } from '../../quantity/calendar.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import { DURATION } from './expected-quantities.ts';
import type { FieldReader } from './field-reader.ts';
import { warnOfEnd } from './grid.ts';

/** More steps than this are refused: a grid so fine is a slip of a unit. */
export const MOST_STEPS = 100_000;

export interface Frame {
  readonly start: Day;
  readonly stepDays: number;
  readonly steps: number;
  readonly disruption: Day;
}

/** Nothing is dated later: years have four digits. */
const LAST_DAY = parseDate('9999-12-31') as Day;

/** Reads start, horizon or end, step and disruption; faults go to the desk. What can't be known is NaN. */
export function readFrame(desk: FieldReader, file: ScenarioFile): Frame {
  const start = desk.date(['start'], file.start);
  const stepDays = file.step === undefined ? 7 : readStep(desk, file.step);
  const days = readDays(desk, file, start);
  const steps = countSteps(desk, file, days, start, stepDays);
  const end = start + steps * stepDays;
  warnOfEnd(
    desk,
    [file.end === undefined ? 'horizon' : 'end'],
    quote(file.end ?? file.horizon),
    start + days,
    end,
    stepDays,
  );
  const disruption = file.disruption === undefined ? start : desk.date(['disruption'], file.disruption);
  if (disruption < start || disruption >= end) {
    // Where the end is not known, a fault of its own says why.
    const last = Number.isNaN(end) ? '' : ` to before ${formatDate(end)}`;
    const expected = `a date from ${formatDate(start)}${last}`;
    desk.fault(
      'outside-horizon',
      ['disruption'],
      expected,
      formatDate(disruption),
      'Count from a date within the run.',
    );
  }
  return { start, stepDays, steps, disruption };
}

function readStep(desk: FieldReader, written: string | number): number {
  const days = desk.valueOf(desk.number(['step'], written, DURATION));
  if (Number.isInteger(days) && days >= 1) return days;
  if (!Number.isNaN(days)) {
    const found = /days?\b/.test(String(written)) ? quote(written) : `${quote(written)}, which is ${days} days`;
    desk.fault('out-of-range', ['step'], 'whole days, at least one', found, 'Write a step such as 1 day or 7 days.');
  }
  return Number.NaN;
}

/** From the start to the end, in days; NaN where that can't be known. */
function readDays(desk: FieldReader, { horizon, end }: ScenarioFile, start: Day): number {
  if (horizon !== undefined && end !== undefined) {
    desk.fault('conflict', ['end'], 'either horizon or end', 'both', 'Keep one.');
    return Number.NaN;
  }
  if (end !== undefined) {
    const days = desk.date(['end'], end) - start;
    if (days > 0 || Number.isNaN(days)) return days;
    desk.fault('out-of-order', ['end'], `a date after the start, ${formatDate(start)}`, quote(end), 'End later.');
    return Number.NaN;
  }
  if (horizon === undefined) {
    desk.fault('missing-key', ['horizon'], 'horizon, a duration such as 2 years, or end', 'neither', 'Add horizon.');
    return Number.NaN;
  }
  const days = desk.valueOf(desk.number(['horizon'], horizon, DURATION));
  if (days === 0) desk.fault('out-of-range', ['horizon'], 'a duration above 0', quote(horizon), 'Run longer.');
  return days > 0 ? days : Number.NaN;
}

function countSteps(desk: FieldReader, { end }: ScenarioFile, days: number, start: Day, stepDays: number): number {
  const path = [end === undefined ? 'horizon' : 'end'];
  const steps = Math.max(1, stepsCovering(days, stepDays));
  const remedy = 'Shorten the horizon or lengthen the step.';
  if (steps > MOST_STEPS) {
    const found = `${steps} steps of ${stepDays} ${stepDays === 1 ? 'day' : 'days'}`;
    desk.fault('too-large', path, `at most ${MOST_STEPS} steps`, found, remedy);
    return Number.NaN;
  }
  if (start + steps * stepDays > LAST_DAY) {
    desk.fault('outside-horizon', path, `an end before ${formatDate(LAST_DAY)}`, 'a later one', remedy);
    return Number.NaN;
  }
  return steps;
}
