/** Where files named by a schedule are read from, and when the scenario begins and ends, in what steps. */
import type { Day } from '../calendar.ts';
import type { Path } from '../issue.ts';
import type { Reader } from './extend.ts';

export interface Surroundings {
  readonly read: Reader;
  readonly fileOf: (path: Path) => string;
  readonly start: Day;
  readonly end: Day;
  readonly stepDays: number;
}
