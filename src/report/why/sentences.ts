/** Why users lack something, in sentences: how much, what each cause did, and where it was lost. */
import type { WhyFound } from '../../metrics/why/explain.ts';
import { sumOf } from '../../metrics/why/payoffs.ts';
import { modelIn } from '../../model/in-language.ts';
import { type Language, wordsOf } from '../text/languages.ts';
import { type Told, whyWords } from '../text/why.ts';
import { type Account, accountOf, forgoneOf, type Item } from './account.ts';
import { nameOfPlace, namesOfCauses } from './names.ts';

/** Causes, and places, that are named one by one. */
const MOST = 5;
/** A place with less than this share of what is lacked is not named. */
const NOTABLE = 0.005;

/** What there is to say of demand k: two sentences, or three, and one of what it forgoes for a price. */
export function whySentences(found: WhyFound, k: number, language: Language, said = saidOf(found, language)): string[] {
  const account = accountOf(found, k);
  const [lacked, ...others] = [
    said.lacked(account),
    ...said.causes(account),
    ...said.fields(account),
    ...said.places(account),
    ...said.forgone(account),
  ];
  return [found.ensemble ? whyWords(language).report.central(lacked) : lacked, ...others];
}

/** What demand k lacks over the replicates: the mean, and what nine of ten lie within; undefined where there are none. */
export function meanSentence({ why, ensemble }: WhyFound, k: number, language: Language): string | undefined {
  if (ensemble === undefined) return undefined;
  const { quantities: q } = wordsOf(language);
  const { scenario, network } = modelIn(why.model, language);
  const { mean, p05, p95 } = ensemble.lacked.demands[k];
  const text = (value: number) => q.amount(value, scenario.stockpiles[network.drawsFrom[k]].unit);
  const range = q.range(text(p05), text(p95));
  return whyWords(language).mean(
    scenario.demands[k].title,
    text(mean),
    range,
    ensemble.runs,
    network.isBackordered[k] === 1,
  );
}

/** Sentences about one account, in a language. */
export interface Said {
  lacked(account: Account): string;
  causes(account: Account): string[];
  /** What the terms of a phase share of what it adds, where that was asked for. */
  fields(account: Account): string[];
  places(account: Account): string[];
  /** What a price makes the same user forgo, which is no part of what it lacks. */
  forgone(account: Account): string[];
}

/** How accounts are put into sentences. */
export function saidOf(found: WhyFound, language: Language): Said {
  const { why, policies, fields } = found;
  const words = whyWords(language);
  const { quantities: q } = wordsOf(language);
  const { scenario, start, steps, stepDays } = modelIn(why.model, language);
  const names = namesOfCauses(scenario, why, words, q);
  const end = start + steps * stepDays;
  const textOf = ({ demand }: Pick<Account, 'demand'>) => {
    const { unit } = scenario.stockpiles[why.model.network.drawsFrom[demand]];
    return (value: number) => q.amount(Math.abs(value), unit);
  };
  /** What items that are worth a word did, greatest first. */
  const changesOf = ({ harms, reliefs, least, demand }: Account) =>
    [...harms, ...reliefs]
      .filter(({ amount }) => Math.abs(amount) >= least)
      .map(({ share, amount }) => {
        const name = names.get(share.cause.id) as string;
        return { name, amount: textOf({ demand })(amount), isMore: amount > 0 };
      });
  return {
    lacked: (account) => {
      const { title } = scenario.demands[account.demand];
      const text = textOf(account);
      if (policies !== undefined) {
        const [before, after] = [account.base, account.lacked].map((one) =>
          one < account.least ? undefined : text(one),
        );
        return words.policies(title, policies.from, policies.to, before, after);
      }
      if (!account.isShort) return words.none(title, end);
      const { late } = account;
      if (late === undefined) return words.short(title, text(account.lacked), end);
      const waiting = late.waiting < account.least ? undefined : text(late.waiting);
      return words.behind(title, text(account.lacked), end, q.duration(late.days), waiting);
    },
    causes: (account) => {
      const { least, lacked } = account;
      const text = textOf(account);
      const isNotable = ({ amount }: Item) => Math.abs(amount) >= Math.max(least, NOTABLE * lacked);
      const told = (items: readonly Item[]): Told[] => {
        const named = items.filter(isNotable).slice(0, MOST);
        const rest = items.filter((one) => !named.includes(one));
        const left = rest.reduce((sum, { amount }) => sum + amount, 0);
        // The share of all that there is says nothing.
        const share = (part: number | undefined) => (part === undefined || part > 0.995 ? undefined : q.percent(part));
        const isRest = named.length > 0 && Math.abs(left) >= least && Math.abs(left) >= NOTABLE * lacked;
        return [
          ...named.map(({ share: of, amount, part }) => {
            return { name: names.get(of.cause.id) as string, amount: text(amount), share: share(part) };
          }),
          ...(isRest ? [{ name: words.others(rest.length), amount: text(left), share: undefined }] : []),
        ];
      };
      if (policies !== undefined) {
        const changes = changesOf(account);
        return changes.length === 0 ? [] : [words.changes(changes)];
      }
      const isNeed = ({ share }: Item) => share.cause.touches.every((path) => path.startsWith('demands.'));
      const of = (items: readonly Item[], sign: 1 | -1, need = false) =>
        told(items.filter((item) => item.amount * sign > 0 && isNeed(item) === need));
      const all = [...account.harms, ...account.reliefs];
      const effects = {
        harms: of(account.harms, 1),
        needed: of(all, 1, true),
        notNeeded: of(all, -1, true),
        reliefs: of(account.reliefs, -1),
        freed: of(account.harms, -1),
        took: of(account.reliefs, 1),
        isRelieved: account.would - lacked >= Math.max(least, NOTABLE * lacked),
      };
      const { harms, needed, notNeeded, reliefs, freed, took } = effects;
      const isSaid = [harms, needed, notNeeded, reliefs, freed, took].some((items) => items.length > 0);
      return [
        ...(isSaid ? [words.effects(effects)] : []),
        ...(account.base >= least ? [words.base(text(account.base))] : []),
      ];
    },
    fields: (account) => {
      if (fields === undefined) return [];
      const text = textOf(account);
      const sums = fields.shares.map(({ term, value }) => ({ term, sum: sumOf(why.model, value, account.demand) }));
      const told = sums
        .filter(({ sum }) => Math.abs(sum) >= account.least)
        .map(({ term, sum }) => `${term} ${sum < 0 ? '−' : ''}${text(sum)}`);
      return told.length === 0 ? [] : [words.fields(names.get(fields.cause) as string, told)];
    },
    places: ({ places, lacked, isShort }) => {
      if (!isShort || places.length === 0) return [];
      const named = places.filter(({ amount }) => amount >= NOTABLE * lacked).slice(0, MOST);
      const isAll = named.length === 1 && named[0].amount > 0.995 * lacked;
      return [
        words.lost(
          named.map(({ place, amount }) => ({
            name: nameOfPlace(scenario, place, words),
            share: isAll ? undefined : q.percent(amount / lacked),
          })),
        ),
      ];
    },
    forgone: ({ demand }) => {
      const account = forgoneOf(found, demand);
      if (account === undefined) return [];
      const text = textOf(account);
      const amounts = {
        lacked: text(account.lacked),
        base: account.base >= account.least ? text(account.base) : undefined,
      };
      const { title } = scenario.demands[demand];
      return [words.forgone(title, amounts, policies, changesOf(account).slice(0, MOST))];
    },
  };
}

/** What a reader has to know of how values were found. */
export function whyNotes(
  { why, run, places, policies, ensemble }: WhyFound,
  demands: readonly number[],
  language: Language,
): string[] {
  const { notes } = whyWords(language);
  const { question, merge, sampled, shares, idle, model } = why;
  const merged = question.merge === undefined && merge !== 'change';
  const all = [...shares.map(({ cause }) => cause), ...idle];
  const changes = all.reduce((sum, { parts }) => sum + parts.length, 0);
  const common = [
    ...(merged ? [notes.merged(changes, merge)] : []),
    ...(sampled === undefined ? [] : [notes.sampled(sampled)]),
    ...(ensemble?.isSampled ? [notes.sampledEach] : []),
  ];
  if (policies !== undefined) return common;
  if (shares.length === 0 && idle.length === 0) return [notes.noChange];
  const isStretched = demands.some((k) => run.parameters.conserve[k] > 0);
  const isMixed = places !== undefined && places.length > 1;
  return [
    ...common,
    notes.without[question.without],
    ...(isStretched && model.network.demands > 0 ? [notes.stretched] : []),
    ...(isMixed ? [notes.labels] : []),
  ];
}
