/** Where tables named by a schedule are read from, and when the scenario begins and ends, in what steps. */

import type { Path } from '../../issue.ts';
import type { Day } from '../../quantity/calendar.ts';
import type { TableReader } from '../files/csv.ts';

export interface Surroundings {
  readonly tables: TableReader;
  readonly fileOf: (path: Path) => string;
  readonly start: Day;
  readonly end: Day;
  readonly stepDays: number;
}
