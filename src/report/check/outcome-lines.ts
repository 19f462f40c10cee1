/** What became of the subject of a scenario, in words: `US car makers, shortage: 259 → 3,474 t (+1,240 %)`. */
import type { SubjectOutcome } from '../../findings/check.ts';
import { EN_QUANTITIES as Q, sharedUnit } from '../text/quantities.ts';
import { percentOfOld } from './difference-lines.ts';

const NAMES: Readonly<Record<SubjectOutcome['name'], string>> = {
  shortage: 'shortage',
  want: 'share of its need that it goes without',
  time_to_survive: 'time to survive',
};

const STATISTICS: Readonly<Record<SubjectOutcome['statistic'], string>> = {
  central: 'central run',
  mean: 'mean',
  median: 'median',
};

/** Numbers that differ by less than this share are the same to a reader. */
const ALIKE = 1e-9;

/** A line an outcome; what has not moved is told, too. */
export function outcomeLine(outcome: SubjectOutcome): string {
  const { who, name, statistic, old, now } = outcome;
  const head = `${who}, ${NAMES[name]} (${STATISTICS[statistic]})`;
  const say = (value: number) => told(value, outcome);
  if (old === undefined) return `${head}: ${say(now)}; the baseline has none`;
  if (old === now || Math.abs(now - old) <= ALIKE * Math.abs(old)) return `${head}: ${say(now)}, as before`;
  if (say(old) === say(now)) return `${head}: ${say(now)}, hardly moved`;
  const by = name === 'want' ? '' : percentOfOld(old, now);
  return `${head}: ${sharedUnit(say(old), say(now), ' → ')}${by === '' ? '' : ` (${by})`}`;
}

function told(value: number, { name, unit }: SubjectOutcome): string {
  switch (name) {
    case 'shortage':
      return Q.amount(value, unit);
    case 'want':
      return Q.share(value);
    case 'time_to_survive':
      return value === Number.POSITIVE_INFINITY ? 'never short' : Q.exactDuration(value);
  }
}
