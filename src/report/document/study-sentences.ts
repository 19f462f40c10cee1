/** The answer of a study in sentences: how the base fares, what helps most, and whether that survives the rivals. */

import {
  AS_GOOD,
  asGoodAs,
  bestChoice,
  choicesOf,
  comparedOf,
  gridFinding,
  shortDemands,
  summedAlone,
  totalShortage,
} from '../../findings/study.ts';
import type { StudyResult, VariantResult } from '../../metrics/study/result.ts';
import { studyWords } from '../text/apart.ts';
import type { Words } from '../text/en.ts';
import { roundNumber } from '../text/quantities.ts';
import { summedAmount } from '../text/summed.ts';

/** More policies than this are not told one by one: their table is. */
const MOST_POLICIES = 8;

/**
 * Three sentences, one more where materials are several, and where a scenario gives costs and losses one on both together, and one on each of a few policies; of a grid over what the world brings,
 * the table that it is stands for what helps most.
 */
export function studyAnswer(result: StudyResult, words: Words): string[] {
  const isGrid = gridFinding(result) !== undefined;
  const each = isGrid ? undefined : eachPolicy(result, words);
  const hasWorlds = (result.worlds?.worlds.length ?? 0) > 1;
  const survives = hasWorlds || (!isGrid && each === undefined) ? [whatSurvives(result, words)] : [];
  const answer = [...ofBase(result, words), whatHelps(result, words), ...costAndLoss(result, words)];
  return [...answer, ...(each === undefined ? [] : [each]), ...survives];
}

/** What each of a few policies comes to against the base: cost and loss together, or without money the shortage in all. */
function eachPolicy(result: StudyResult, words: Words): string | undefined {
  const { variants, axes, currency, for: chooser } = result;
  const [, ...policies] = variants;
  if (axes.length > 0 || policies.length < 2 || policies.length > MOST_POLICIES) return undefined;
  const isMoney = policies.some((variant) => comparedOf(variant, 'cost_and_loss')?.paired);
  const told = (variant: VariantResult) => {
    const by = comparedOf(variant, isMoney ? 'cost_and_loss' : 'total_shortage')?.paired?.difference ?? 0;
    const size = Math.abs(by);
    const amount = isMoney ? amountOf(size, currency, words) : summedAmount(size, result, words);
    return { title: variant.title, amount: by === 0 ? undefined : amount, isMore: by > 0 };
  };
  const choices = choicesOf(result);
  const own = choices.length > 0 ? choices : policies;
  const others = policies.filter((one) => !own.includes(one));
  return studyWords(words).each(choices.length > 0 ? chooser : undefined, isMoney, own.map(told), others.map(told));
}

function ofBase(result: StudyResult, words: Words): string[] {
  const [base] = result.variants;
  const isShort = (demand: string) => (comparedOf(base, 'ever_short', demand)?.base.mean ?? 0) > 0;
  const short = shortDemands(result).filter(({ id }) => isShort(id));
  const total = totalShortage(base);
  const names = short.map(({ title }) => title);
  const amount = summedAmount(total, result, words);
  const alone = summedAlone(result);
  const inAll = total > 0 && alone.length === 0 ? amount : '';
  return [
    studyWords(words).base(base.title, names, inAll),
    ...(alone.length === 0 ? [] : [studyWords(words).oneMaterial(alone, amount)]),
  ];
}

function whatHelps(result: StudyResult, words: Words): string {
  const grid = gridFinding(result);
  if (grid !== undefined)
    return studyWords(words).carries(grid, summedAmount(grid.within, result, words), words.quantities.share(AS_GOOD));
  const best = bestChoice(result);
  const total = best && comparedOf(best, 'total_shortage')?.paired;
  if (best === undefined || !total) return studyWords(words).noHelp;
  const { difference, low, high } = total;
  const amount = (value: number) => summedAmount(value, result, words);
  const hasInterval = low !== null && high !== null;
  const interval = hasInterval ? studyWords(words).interval(amount(-high), amount(-low)) : '';
  const chance = hasInterval && high >= 0 ? studyWords(words).byChance : '';
  return studyWords(words).helps(
    result.for,
    best.title,
    asGoodAs(best, result),
    amount(-difference),
    interval,
    chance + costOf(best, result, words),
  );
}

/** What a variant costs more; nothing is said where the model has no money in it. */
function costOf(variant: VariantResult, { currency, summed }: StudyResult, words: Words): string {
  const difference = comparedOf(variant, 'cost')?.paired?.difference;
  if (difference === undefined) return '';
  if (difference === 0) return studyWords(words).sameCost;
  const money = (value: number) => amountOf(value, currency, words);
  const each = variant.costPerTonneAvoided;
  return studyWords(words).costs(
    money(Math.abs(difference)),
    difference > 0,
    each !== null && each > 0 ? money(each) : undefined,
    summed.unit,
  );
}

/** An amount of money, with a minus where it is below 0. */
function amountOf(value: number, currency: string, words: Words): string {
  const sign = value < 0 ? '−' : '';
  return `${sign}${words.quantities.round(Math.abs(value))} ${currency}`;
}

/** Cost and loss together of what helps most. */
function costAndLoss(result: StudyResult, words: Words): string[] {
  const best = gridFinding(result) === undefined ? bestChoice(result) : undefined;
  const both = best && comparedOf(best, 'cost_and_loss')?.paired;
  if (best === undefined || !both || both.difference === 0) return [];
  const { difference, low, high } = both;
  const isMore = difference > 0;
  const money = (value: number) => amountOf(isMore ? value : -value, result.currency, words);
  const [least, most] = isMore ? [low, high] : [high, low];
  const interval = least === null || most === null ? '' : studyWords(words).interval(money(least), money(most));
  const each = best.lossAvoidedPerCost;
  return [
    studyWords(words).costAndLoss(money(difference), isMore, interval, each === null ? undefined : roundNumber(each)),
  ];
}

function whatSurvives(result: StudyResult, words: Words): string {
  const { variants, worlds: found } = result;
  if (found === undefined || found.worlds.length < 2) {
    const [base] = variants;
    const choices = choicesOf(result);
    const all = choices.length > 0 ? choices : variants.slice(1);
    const better = all.filter((variant) => totalShortage(variant) < totalShortage(base)).length;
    return studyWords(words).better(choices.length > 0 ? result.for : undefined, better, all.length);
  }
  const { worlds } = found;
  const span = words.quantities.duration(result.steps * result.stepDays);
  const leader = ({ ranking }: (typeof worlds)[number]) => ranking[0].map((id) => titleOf(result, id));
  const [asWritten, ...rivals] = worlds;
  const changed = rivals.filter(({ keepsRanking }) => !keepsRanking);
  if (changed.length === 0) return studyWords(words).survives(worlds.length, span);
  const led = leader(asWritten).join();
  const overtaken = changed.filter((world) => leader(world).join() !== led);
  if (overtaken.length === 0)
    return studyWords(words).leads(words.quantities.list(leader(asWritten)), worlds.length, changed.length, span);
  const leaders = [...new Set(overtaken.flatMap(leader))];
  return studyWords(words).fails(overtaken.length, worlds.length, leaders, span);
}

/** The title of a variant. */
export function titleOf({ variants }: StudyResult, id: string): string {
  return variants.find((variant) => variant.id === id)?.title ?? id;
}
