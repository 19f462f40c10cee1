/** What a stress test found, in sentences. */
import type { Exposure, Stressed, StressFound } from '../../metrics/stress/stress.ts';
import { type Language, wordsOf } from '../text/languages.ts';
import { stressWords } from '../text/stress.ts';

/** A want above that of the base by no more than this is none of the loss's. */
const NOTABLE = 1e-6;
/** Users who have a sentence of their own. */
const MOST_USERS = 3;

/** How a loss hurts one user. */
export interface Hurt {
  readonly stressed: Stressed;
  /** The shortest duration, as its position among the weeks, by which the user misses more than with nothing lost. */
  readonly first: number;
  /** The gravest duration. */
  readonly worst: number;
  /** Days to the first short step, of the soonest duration. */
  readonly survives: number;
}

/** The losses that hurt user k, those first that do so soonest; ties by how gravely. */
export function hurting({ losses, base }: Pick<StressFound, 'losses' | 'base'>, k: number): Hurt[] {
  const wants = (one: Stressed) => one.byWeeks.map((users) => users[k].want);
  return losses
    .flatMap((stressed): Hurt[] => {
      const all = wants(stressed);
      const first = all.findIndex((want) => want > base[k].want + NOTABLE);
      if (first < 0) return [];
      const worst = all.indexOf(Math.max(...all));
      const days = stressed.byWeeks.map((users) => users[k].timeToSurvive).filter((one) => !Number.isNaN(one));
      return [{ stressed, first, worst, survives: Math.min(...days) }];
    })
    .sort(
      (a, b) => a.survives - b.survives || a.first - b.first || wants(b.stressed)[b.worst] - wants(a.stressed)[a.worst],
    );
}

/** Names of what a stress test speaks of, in a language. */
export function namesOf({ model, question }: Pick<StressFound, 'model' | 'question'>, language: Language) {
  const [words, { duration }] = [stressWords(language), wordsOf(language).quantities];
  return {
    lost: ({ kind, id }: Stressed['loss']) =>
      words.lost(kind, kind === 'places' ? words.label(id) : titleAmong(model.scenario[kind], id)),
    supplier: ({ of, id }: StressFound['concentration'][number]['suppliers'][number]) =>
      of === 'place' ? words.label(id) : titleAmong(model.scenario.flows, id),
    weeks: (n: number) => words.weeks([question.weeks[n]]),
    most: words.weeks(question.weeks.slice(-1)),
    user: (k: number) => model.scenario.demands[k].title,
    after: (days: number) => duration(days),
  };
}

function titleAmong(all: readonly { readonly id: string; readonly title: string }[], id: string): string {
  return all.find((one) => one.id === id)?.title ?? id;
}

/** Whether a loss makes one of some users miss more than with nothing lost. */
export function isHurting({ byWeeks }: Stressed, base: readonly Exposure[], users: readonly number[]): boolean {
  return byWeeks.some((all) => users.some((k) => all[k].want > base[k].want + NOTABLE));
}

/** The answer: a sentence about each of the first users, what is gravest, and the stage that is most concentrated. */
export function stressSentences(found: StressFound, language: Language): string[] {
  const words = stressWords(language);
  const { percent, amount, round } = wordsOf(language).quantities;
  const { ranked, base, losses, concentration, model } = found;
  const names = namesOf(found, language);
  const ofUser = (k: number): string => {
    const [first, next, ...others] = hurting(found, k);
    if (first === undefined) return words.nothing(names.user(k), names.most);
    const lost = names.lost(first.stressed.loss);
    if (!Number.isNaN(base[k].timeToSurvive)) {
      const gravest = hurting(found, k).reduce((most, one) => (wantOf(one, k) > wantOf(most, k) ? one : most));
      const survives = names.after(base[k].timeToSurvive);
      const [own, before] = [percent(wantOf(gravest, k)), percent(base[k].want)];
      return words.already(
        names.user(k),
        survives,
        names.lost(gravest.stressed.loss),
        names.weeks(gravest.worst),
        own,
        before,
      );
    }
    const how = { lost, weeks: names.weeks(first.first), user: names.user(k), survives: names.after(first.survives) };
    const rest =
      next === undefined
        ? words.alone(names.most)
        : words.others(others.length + 1, names.lost(next.stressed.loss), names.after(next.survives), names.most);
    return words.short(how) + rest;
  };
  // What hurts several users first is said of the first of them.
  const firstOf = (k: number) => hurting(found, k)[0]?.stressed;
  const told = ranked
    .filter((k, n) => ranked.findIndex((one) => firstOf(one) === firstOf(k)) === n)
    .slice(0, MOST_USERS);
  const [worst] = losses;
  const at = worst && gravestOf(worst, ranked);
  const [stage] = concentration.filter(({ suppliers }) => suppliers.length > 1).sort((a, b) => b.index - a.index);
  // Where who is hurt most has no worth, what others lose is no measure of it.
  const money = at && worst.byWeeks[at.n][at.k].loss !== undefined ? lossOf(worst.byWeeks[at.n]) : undefined;
  const { currency = '' } = model.scenario;
  return [
    ...told.map(ofUser),
    ...(at && isHurting(worst, base, ranked)
      ? [
          words.worst(
            ...([names.lost(worst.loss), names.weeks(at.n), names.user(at.k), percent(worst.index)] as const),
            money === undefined ? undefined : amount(money, { name: currency, scale: 1, base: 't' }),
          ),
        ]
      : []),
    ...(stage
      ? [
          words.stage(
            words.label(stage.material),
            names.supplier(stage.suppliers[0]),
            percent(stage.suppliers[0].share),
            round(stage.index),
          ),
        ]
      : []),
  ];
}

const wantOf = ({ stressed, worst }: Hurt, k: number) => stressed.byWeeks[worst][k].want;

/** The duration, by its position, and the user of the greatest want. */
export function gravestOf(
  { byWeeks, index }: Stressed,
  users: readonly number[],
): { n: number; k: number } | undefined {
  for (const [n, all] of byWeeks.entries()) for (const k of users) if (all[k].want === index) return { n, k };
  return undefined;
}

/** Money that all users lose together; undefined where no worth is given. */
export function lossOf(users: readonly Exposure[]): number | undefined {
  const all = users.flatMap(({ loss }) => loss ?? []);
  return all.length === 0 ? undefined : all.reduce((sum, one) => sum + one, 0);
}
