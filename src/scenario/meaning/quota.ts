/** A limit that holds for longer than a step: its period and what is carried into the next, as written in a phase. */
import { type Path, quote } from '../../issue.ts';
import { formatDate } from '../../quantity/calendar.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import type { Licence } from '../supply-network.ts';
import { DURATION, SHARE } from './expected-quantities.ts';
import type { FieldReader } from './field-reader.ts';
import type { Surroundings } from './read-context.ts';

type PhaseFile = NonNullable<ScenarioFile['licences']>[string]['phases'][number];

/** Reads `per` and `carry` of a phase. */
export function readQuota(
  desk: FieldReader,
  path: Path,
  { limit, per, carry }: PhaseFile,
  stepDays: number,
): Pick<Licence['phases'][number], 'per' | 'carry'> {
  if (per !== undefined && limit === undefined) {
    const remedy = 'Add limit, such as 2600 t/year: it times `per` is the quota.';
    desk.fault('missing-key', [...path, 'limit'], 'the limit that is renewed', 'nothing', remedy);
  }
  if (carry !== undefined && per === undefined) {
    const remedy = 'Add per, such as 6 months: it says how long a quota holds.';
    desk.fault('missing-key', [...path, 'per'], 'the period from which it is carried', 'nothing', remedy);
  }
  const days = per === undefined ? undefined : desk.certain([...path, 'per'], per, DURATION);
  if (days !== undefined && days < stepDays) {
    const expected = `a period of at least a step, ${stepDays} day${stepDays === 1 ? '' : 's'}`;
    const remedy = 'Lengthen it or shorten the step; without `per` a limit is renewed each step.';
    desk.fault('out-of-range', [...path, 'per'], expected, quote(per), remedy);
  }
  return { per: days, carry: carry === undefined ? undefined : desk.number([...path, 'carry'], carry, SHARE) };
}

/** Warns of a quota in force when the run begins within one of its periods: it then has the whole of it before it. */
export function warnOfRunningQuota(
  desk: FieldReader,
  path: Path,
  phases: Licence['phases'],
  { start }: Pick<Surroundings, 'start'>,
): void {
  const position = phases.findLastIndex(({ from }) => from <= start);
  const { from, per } = phases[position] ?? {};
  if (from === undefined || per === undefined || !(per > 0)) return;
  const begun = from + Math.floor((start - from) / per) * per;
  if (start - begun < 1) return;
  const expected = `a quota that begins with the run, ${formatDate(start)}, or after it`;
  const found = `one whose period began on ${formatDate(begun)}, run with the whole of it left`;
  const remedy = 'Start the run with that period, or begin with a phase of what is left of the quota.';
  desk.warn('out-of-range', [...path, position, 'per'], expected, found, remedy);
}
