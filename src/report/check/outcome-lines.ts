/** What became of the subject of a scenario, in words: `US car makers, shortage: 259 → 3,474 t (+1,240 %)`. */
import type { SubjectOutcome } from '../../findings/check.ts';
import { checkWords } from '../text/apart.ts';
import type { Words } from '../text/en.ts';
import { sharedUnit } from '../text/quantities.ts';
import { percentOfOld } from './difference-lines.ts';

/** Numbers that differ by less than this share are the same to a reader. */
const ALIKE = 1e-9;

/** A line an outcome; what has not moved is told, too. */
export function outcomeLine(outcome: SubjectOutcome, words: Words): string {
  const { who, name, statistic } = outcome;
  const { of, names, statistics } = checkWords(words).outcomes;
  return of(who, names[name], statistics[statistic], comesTo(outcome, words));
}

function comesTo({ name, unit, old, now }: SubjectOutcome, words: Words): string {
  const { outcomes } = checkWords(words);
  const { quantities: q } = words;
  const say = (value: number) => {
    switch (name) {
      case 'shortage':
        return q.amount(value, unit);
      case 'want':
        return q.share(value);
      case 'time_to_survive':
        return value === Number.POSITIVE_INFINITY ? outcomes.neverShort : q.exactDuration(value);
    }
  };
  if (old === undefined) return outcomes.isNew(say(now));
  if (old === now || Math.abs(now - old) <= ALIKE * Math.abs(old)) return outcomes.asBefore(say(now));
  if (say(old) === say(now)) return outcomes.hardly(say(now));
  return outcomes.by(sharedUnit(say(old), say(now), ' → '), name === 'want' ? '' : percentOfOld(old, now));
}
