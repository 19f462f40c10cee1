/** The frame of a scenario: when it starts, how long it runs, in which steps. */
import { type Day, formatDate, stepsCovering } from '../calendar.ts';
import { quote } from '../issue.ts';
import { TIME } from '../units.ts';
import type { Desk } from './desk.ts';
import { expectation, type ScenarioFile } from './schema.ts';

/** More steps than this are refused: a grid so fine is a slip of a unit. */
export const MOST_STEPS = 100_000;

const WHOLE_DAYS = /^\s*\d+(\.\d+)?\s*[a-z]+\s*$/i;

export interface Frame {
  readonly start: Day;
  readonly stepDays: number;
  readonly steps: number;
  readonly disruption: Day;
}

/** Reads start, horizon or end, step and disruption; faults go to the desk. */
export function readFrame(desk: Desk, file: ScenarioFile): Frame {
  const start = desk.date(['start'], file.start);
  const duration = { dimensions: [TIME], words: expectation('duration') };
  let stepDays = 7;
  if (file.step !== undefined) {
    const value = desk.number(['step'], file.step, duration).at({ elapsed: 0, values: [] });
    if (Number.isInteger(value) && value >= 1) stepDays = value;
    else if (!Number.isNaN(value)) {
      const found = WHOLE_DAYS.test(String(file.step)) ? quote(file.step) : `${quote(file.step)}, ${value} days`;
      desk.fault('out-of-range', ['step'], 'whole days, at least one', found, 'Write a step such as 1 day or 7 days.');
    }
  }
  let days = stepDays;
  if (file.horizon !== undefined && file.end !== undefined) {
    desk.fault('conflict', ['end'], 'either horizon or end', 'both', 'Keep one.');
  } else if (file.end !== undefined) {
    days = desk.date(['end'], file.end) - start;
    if (days <= 0)
      desk.fault(
        'out-of-order',
        ['end'],
        `a date after the start, ${formatDate(start)}`,
        quote(file.end),
        'End later.',
      );
  } else if (file.horizon !== undefined) {
    const value = desk.number(['horizon'], file.horizon, duration).at({ elapsed: 0, values: [] });
    if (value > 0) days = value;
    else if (!Number.isNaN(value))
      desk.fault('out-of-range', ['horizon'], 'a duration above 0', quote(file.horizon), 'Run longer.');
  } else {
    desk.fault('missing-key', ['horizon'], 'horizon, a duration such as 2 years, or end', 'neither', 'Add horizon.');
  }
  let steps = Math.max(1, stepsCovering(days, stepDays));
  if (steps > MOST_STEPS) {
    desk.fault(
      'too-large',
      [file.end === undefined ? 'horizon' : 'end'],
      `at most ${MOST_STEPS} steps`,
      `${steps} steps of ${stepDays} days`,
      'Shorten the horizon or lengthen the step.',
    );
    steps = 1;
  }
  const disruption = file.disruption === undefined ? start : desk.date(['disruption'], file.disruption);
  if (disruption < start || disruption >= start + steps * stepDays) {
    desk.fault(
      'outside-horizon',
      ['disruption'],
      `a date from ${formatDate(start)} to before ${formatDate(start + steps * stepDays)}`,
      formatDate(disruption),
      'Count from a date within the run.',
    );
  }
  return { start, stepDays, steps, disruption };
}
