/** What a study found, in a few sentences made from its numbers. */
import { isEqual } from '../../metrics/study/dominance.ts';
import type { StudyResult, VariantResult } from '../../metrics/study/result.ts';
import { list, roundNumber } from '../text/quantities.ts';
import { comparedOf, signed, totalShortage, withInterval } from './numbers.ts';

/** The answer of a study: what helps most and by how much, what it costs, and whether that survives the rivals. */
export function studySentences(result: StudyResult): string[] {
  return [whatHelps(result), ...whatItIsWorth(result), ...whatNot(result), ...whatSurvives(result)];
}

/** The variant with the least mean shortage in all, if it is less than that of the base. */
export function bestVariant({ variants }: StudyResult): VariantResult | undefined {
  const [base, ...others] = variants;
  const best = others.toSorted((left, right) => totalShortage(left) - totalShortage(right))[0];
  return best && totalShortage(best) < totalShortage(base) ? best : undefined;
}

/** How many other variants have the same mean shortage in all. */
export function asGood(variant: VariantResult, { variants }: StudyResult): number {
  return variants.filter((one) => one !== variant && isEqual(totalShortage(one), totalShortage(variant))).length;
}

function whatHelps(result: StudyResult): string {
  const [base] = result.variants;
  const of = `${roundNumber(totalShortage(base))} t in the ${quoted(base)}`;
  const best = bestVariant(result);
  const total = best && comparedOf(best, 'total_shortage')?.paired;
  if (best === undefined || !total) {
    return totalShortage(base) === 0
      ? 'Nobody runs short of a mass in the base.'
      : `No variant has less shortage than the ${of}.`;
  }
  const isOpen = total.high !== null && total.high >= 0 ? '; that may be chance, as the interval holds 0' : '';
  const alike = asGood(best, result);
  const others = alike === 0 ? '' : `, and ${alike} other${alike === 1 ? '' : 's'} as much`;
  return `What helps most is ${quoted(best)}${others}: ${withInterval(total, 't', -1)} less shortage in all, of ${of}${isOpen}${atWhatCost(best, result)}.`;
}

function atWhatCost(variant: VariantResult, { currency }: StudyResult): string {
  const difference = comparedOf(variant, 'cost')?.paired?.difference;
  if (difference === undefined) return '';
  const unit = currency === '' ? '(relative)' : currency;
  if (difference === 0) return ', at the same cost';
  const amount = `${roundNumber(Math.abs(difference))} ${unit} ${difference > 0 ? 'more' : 'less'}`;
  const each = variant.costPerTonneAvoided;
  const per = each !== null && each > 0 ? `, ${roundNumber(each)} for each tonne of shortage avoided` : '';
  return `; it costs ${amount}${per}`;
}

/** Cost and loss together of what helps most, where the scenario gives both. */
function whatItIsWorth(result: StudyResult): string[] {
  const best = bestVariant(result);
  const both = best && comparedOf(best, 'cost_and_loss')?.paired;
  if (best === undefined || !both || both.difference === 0) return [];
  const isLess = both.difference < 0;
  const unit = result.currency === '' ? '(relative)' : result.currency;
  const each = best.lossAvoidedPerCost;
  const ratio = each === null ? '' : `: each unit of cost avoids ${signed(each)} of loss`;
  return [
    `Cost and loss together are then ${withInterval(both, unit, isLess ? -1 : 1)} ${isLess ? 'less' : 'more'}${ratio.replace('+', '')}.`,
  ];
}

function whatNot({ variants }: StudyResult): string[] {
  const titles = new Map(variants.map((variant) => [variant.id, quoted(variant)]));
  const dominated = variants.slice(1).filter(({ dominatedBy }) => dominatedBy.length > 0);
  if (dominated.length === 0 || dominated.length > 3) return [];
  const one = ({ id, dominatedBy }: VariantResult) =>
    `${titles.get(id)} (by ${list(
      dominatedBy.map((other) => titles.get(other) ?? other),
      2,
    )})`;
  return [`Dominated, no better for anyone and no cheaper: ${list(dominated.map(one))}.`];
}

function whatSurvives({ worlds: found, variants }: StudyResult): string[] {
  if (found === undefined) return [];
  const title = (id: string) => quoted(variants.find((variant) => variant.id === id) as VariantResult);
  const { worlds, regrets } = found;
  const others = worlds.filter(({ keepsRanking }) => !keepsRanking);
  const [asWritten] = worlds;
  const leader = (ranking: readonly (readonly string[])[]) => list(ranking[0].map(title));
  const leaders = new Map<string, string[]>();
  for (const world of others) {
    const first = leader(world.ranking);
    if (first !== leader(asWritten.ranking)) leaders.set(first, [...(leaders.get(first) ?? []), world.title]);
  }
  const changed = [...leaders].map(([first, where]) => `${first} with ${list(where)}`);
  const ranking =
    worlds.length === 1
      ? 'No figure that the base rests on has a rival with a number.'
      : others.length === 0
        ? `The ranking survives in all ${worlds.length} worlds: ${leader(asWritten.ranking)} leads whichever document is believed.`
        : leaders.size === 0
          ? `${leader(asWritten.ranking)} leads in all ${worlds.length} worlds, but the order behind changes with ${list(others.map((world) => world.title))}.`
          : `The ranking does not survive: ${leader(asWritten.ranking)} leads as written, ${list(changed)}.`;
  const least = regrets.toSorted((left, right) => left.greatest - right.greatest)[0];
  const where = worlds.find(({ id }) => id === least.world)?.title;
  const regret =
    least.greatest === 0
      ? `${title(least.variant)} is never behind another.`
      : `The least to regret is ${title(least.variant)}: at most ${roundNumber(least.greatest)} t more shortage than the best, ${where === 'as written' ? where : `with ${where}`}.`;
  return worlds.length === 1 ? [ranking] : [ranking, regret];
}

/** A policy within a sentence: as its title says, without an article of ours. */
function quoted({ title }: VariantResult): string {
  return `“${title}”`;
}
