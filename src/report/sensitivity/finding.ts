/** What a sensitivity found, in sentences: the titles of its charts, and what the terminal says. */
import type { Sensitivity } from '../../metrics/sensitivity/sensitivity.ts';
import type { Swing } from '../../metrics/sensitivity/tornado.ts';
import { hasNoise } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import { formatNumber } from '../text/format.ts';
import { capital, list, percent } from '../text/quantities.ts';
import { assumptionName } from './assumption-words.ts';
import type { MetricWords } from './metric-words.ts';

/** One that moves the metric at least so many times as far as the next decides. */
const DECISIVE = 2;

/** A share of the variance that is worth a word. */
const NOTABLE = 0.05;

/** What moves the metric furthest, alone. */
export function tornadoFinding(
  { tornado: { swings, centre } }: Pick<Sensitivity, 'tornado'>,
  words: MetricWords,
): string {
  const [first, second] = swings;
  if (first === undefined || first.swing === 0) return `No assumption, moved alone, changes the ${words.name}`;
  const name = capital(assumptionName(first.assumption));
  const isDecisive = second === undefined || first.swing >= DECISIVE * second.swing;
  const decides = `${name} ${isDecisive && first.swing > second?.swing ? 'decides' : 'matters most'}`;
  return `${decides}: it moves the ${words.name} ${movement(first, centre, words)}`;
}

/** `by 300 t`, or where a time never comes `from 11 weeks to never`. */
export function movement({ swing, tried }: Swing, centre: number, words: MetricWords): string {
  if (Number.isFinite(swing)) return `by ${words.difference(swing)}`;
  const least = Math.min(centre, ...tried.map(({ metric }) => metric));
  return `from ${words.value(least)} to never`;
}

/** What the metric rises or falls with, over the ensemble. */
export function ranksFinding({ ranks, varies, runs }: Sensitivity, words: MetricWords): string {
  if (!varies) return `The ${words.name} is the same in all ${formatNumber(runs)} runs`;
  const [first] = ranks;
  const correlation = first?.correlation;
  if (correlation === undefined || (correlation.low <= 0 && correlation.high >= 0)) {
    return `The ${words.name} clearly rises or falls with none of the assumptions`;
  }
  const direction = correlation.value > 0 ? 'rises' : 'falls';
  const number = signed(correlation.value);
  return `The ${words.name} ${direction} most clearly with ${assumptionName(first.assumption)} (rank correlation ${number})`;
}

/** How much of the variance the leading assumption explains, alone and with others. */
export function sobolFinding({ indices, varies, runs }: Sensitivity, words: MetricWords): string {
  const [leading] = indices ?? [];
  if (!varies || leading === undefined) return `The ${words.name} is the same in all ${formatNumber(runs)} runs`;
  const { assumption, first, total } = leading;
  const name = capital(assumptionName(assumption));
  const ofAll = `of the variance of the ${words.name}`;
  if (first.low <= 0) return `${name} has a part in ${share(total.value)} ${ofAll}`;
  const part = `${name} explains ${share(first.value)} ${ofAll}`;
  return total.value - first.value > NOTABLE ? `${part} alone, ${share(total.value)} with the others` : part;
}

/** What the first-order indices come to together, and what that means; undefined where there are none. */
export function sumFinding({ firstSum }: Sensitivity): string | undefined {
  if (firstSum === undefined) return undefined;
  const whole = (part: number) => Math.round(100 * part);
  const sum = `First orders sum to ${whole(firstSum.value)} % (${whole(firstSum.low)} to ${whole(firstSum.high)})`;
  if (firstSum.high < 1) return `${sum}; the rest is due to assumptions that act together`;
  return firstSum.value > 1 + NOTABLE ? `${sum}; what exceeds 100 % is sampling error, which more runs lessen` : sum;
}

/** That ranks are over draws of which some go together; undefined where the file says of none that they do. */
export function ranksNote(model: Model): string | undefined {
  const names = togetherNames(model);
  return names && `Rank correlations are over draws in which ${names} go together: one may stand for another`;
}

/** That Sobol indices are not; undefined where nothing goes together. */
export function sobolNote(model: Model): string | undefined {
  const names = togetherNames(model);
  return names && `Sobol indices presuppose independence: for them ${names} are drawn apart`;
}

/** Which runs have noise; undefined where none has. */
export function noiseNote(model: Model): string | undefined {
  if (!hasNoise(model)) return undefined;
  return 'The replicates that are ranked have noise of demand; in all other runs demand is as scheduled';
}

function togetherNames({ scenario: { together } }: Model): string | undefined {
  const ids = new Set(together.flatMap(({ a, b }) => [a, b]));
  return ids.size === 0 ? undefined : list([...ids].map(assumptionName));
}

/** An estimated share as whole percents; an estimate may lie a little beyond 0 and 1. */
export function share(value: number): string {
  return percent(Math.max(0, Math.min(1, value)));
}

/** A correlation with its sign: `0.62`, `−0.35`. */
export function signed(value: number): string {
  const size = Math.abs(value).toFixed(2);
  return value < 0 && Number(size) > 0 ? `−${size}` : size;
}
