/** Where files named by a schedule are read from, and when the scenario begins and ends, in what steps. */

import type { Path } from '../../issue.ts';
import type { Day } from '../../quantity/calendar.ts';
import type { Reader } from '../files/extend.ts';

export interface Surroundings {
  readonly read: Reader;
  readonly fileOf: (path: Path) => string;
  /** Notes what a table said at a path, as one would write it there in its place. */
  readonly inline: (path: Path, written: object, insteadOf?: readonly string[]) => void;
  readonly start: Day;
  readonly end: Day;
  readonly stepDays: number;
}
