/** What a sensitivity found, in sentences: the headlines of its charts, and what the terminal says. */
import type { Sensitivity } from '../../metrics/sensitivity/sensitivity.ts';
import type { Swing, Tornado } from '../../metrics/sensitivity/tornado.ts';
import { hasNoise } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import type { ChartText } from '../text/en-charts.ts';
import { EN_CHARTS } from '../text/en-charts.ts';
import { assumptionWords } from './assumption-words.ts';
import type { MetricWords } from './metric-words.ts';

/** A share of the variance that is worth a word. */
const NOTABLE = 0.05;

/** What moves the metric furthest, alone. */
export function tornadoFinding(
  { tornado: { swings, centre } }: { readonly tornado: Tornado },
  words: MetricWords,
  { sensitivity }: ChartText = EN_CHARTS,
): string {
  const [first] = swings;
  if (first === undefined || first.swing === 0) return sensitivity.unmoved(words.name);
  const values = [centre, ...first.tried.map(({ metric }) => metric)];
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  return sensitivity.tornado({
    ...{ assumption: words.assumption(first.assumption), metric: words.name },
    ...{ least: words.value(least), greatest: words.value(greatest) },
    share: shareMoved(least, greatest, words),
    isOneSided: isOneSided(first, centre),
  });
}

/** The distance between two values as a share of the larger: 1 where one never comes; undefined between dates. */
function shareMoved(least: number, greatest: number, { axis }: MetricWords): number | undefined {
  if (greatest === Number.POSITIVE_INFINITY) return 1;
  if (axis(greatest).isDate) return undefined;
  const larger = Math.max(Math.abs(least), Math.abs(greatest));
  return larger > 0 ? Math.min(1, (greatest - least) / larger) : 0;
}

/** Whether several values of an assumption move the metric, all to one side of the central run. */
export function isOneSided({ tried, central }: Swing, centre: number): boolean {
  const moved = tried.filter(({ value, metric }) => value !== central && metric !== centre);
  return moved.length > 1 && new Set(moved.map(({ metric }) => metric > centre)).size === 1;
}

/** What the metric rises or falls with, over the ensemble. */
export function ranksFinding(
  { ranks, varies, runs }: Sensitivity,
  words: MetricWords,
  { sensitivity }: ChartText = EN_CHARTS,
): string {
  if (!varies) return sensitivity.same(words.name, runs);
  const [first] = ranks;
  const correlation = first?.correlation;
  if (correlation === undefined || (correlation.low <= 0 && correlation.high >= 0))
    return sensitivity.noRank(words.name);
  return sensitivity.rank(words.name, words.assumption(first.assumption), correlation.value);
}

/** How much of the variance the leading assumption explains, alone and with others. */
export function sobolFinding(
  { indices, varies, runs }: Sensitivity,
  words: MetricWords,
  { sensitivity }: ChartText = EN_CHARTS,
): string {
  const [leading] = indices ?? [];
  if (!varies || leading === undefined) return sensitivity.same(words.name, runs);
  const { assumption, first, total } = leading;
  const name = words.assumption(assumption);
  if (first.low <= 0) return sensitivity.part(name, words.name, within(total.value));
  const others = total.value - first.value > NOTABLE ? total.value : first.value;
  return sensitivity.explains(name, words.name, within(first.value), within(others));
}

/** What the first-order indices come to together, and what that means; undefined where there are none. */
export function sumFinding({ firstSum }: Sensitivity, { sensitivity }: ChartText = EN_CHARTS): string | undefined {
  if (firstSum === undefined) return undefined;
  const whole = (part: number) => Math.round(100 * part);
  const means = firstSum.high < 1 ? 'less' : firstSum.value > 1 + NOTABLE ? 'more' : 'all';
  return sensitivity.sum(whole(firstSum.value), whole(firstSum.low), whole(firstSum.high), means);
}

/** That ranks are over draws of which some go together; undefined where the file says of none that they do. */
export function ranksNote(model: Model, text: ChartText = EN_CHARTS): string | undefined {
  const names = togetherNames(model, text);
  return names.length === 0 ? undefined : text.sensitivity.together(names);
}

/** That Sobol indices are not; undefined where nothing goes together. */
export function sobolNote(model: Model, text: ChartText = EN_CHARTS): string | undefined {
  const names = togetherNames(model, text);
  return names.length === 0 ? undefined : text.sensitivity.independent(names);
}

/** Which runs have noise; undefined where none has. */
export function noiseNote(model: Model, { sensitivity }: ChartText = EN_CHARTS): string | undefined {
  return hasNoise(model) ? sensitivity.noise : undefined;
}

function togetherNames(model: Model, text: ChartText): string[] {
  const { together } = model.scenario;
  return [...new Set(together.flatMap(({ a, b }) => [a, b]))].map(assumptionWords(model, text).name);
}

/** An estimated share may lie a little beyond 0 and 1. */
const within = (value: number) => Math.max(0, Math.min(1, value));

/** An estimated share as whole percents. */
export function share(value: number): string {
  return EN_CHARTS.quantities.percent(within(value));
}

/** A correlation with its sign: `0.62`, `−0.35`. */
export function signed(value: number): string {
  const size = Math.abs(value).toFixed(2);
  return value < 0 && Number(size) > 0 ? `−${size}` : size;
}
