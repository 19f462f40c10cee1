/** What is to be said of one user: what it lacks, what each cause added, and what each place lost. */

import type { WhyFound } from '../../metrics/why/explain.ts';
import { sumOf, sumsOf } from '../../metrics/why/payoffs.ts';
import type { Place } from '../../metrics/why/place.ts';
import type { SharedSpreads } from '../../metrics/why/replicates.ts';
import type { Share, Shared } from '../../metrics/why/why.ts';

/** A cause, in tonnes or pieces. */
export interface Item {
  readonly share: Share;
  readonly amount: number;
  /** What is lacked less what would be without it alone. */
  readonly alone: number;
  /** Of all harms; undefined where shares mean nothing. */
  readonly part: number | undefined;
}

/** Amounts in tonnes or pieces. */
export interface Account {
  /** The position of the demand. */
  readonly demand: number;
  readonly lacked: number;
  readonly base: number;
  /** Without any relief. */
  readonly would: number;
  /** Greatest first. */
  readonly harms: readonly Item[];
  readonly reliefs: readonly Item[];
  /** Greatest first. */
  readonly places: readonly { readonly place: Place; readonly key: string; readonly amount: number }[];
  /** Of a backordered demand: how many days the longest wait is, and what waits at the end. */
  readonly late: { readonly days: number; readonly waiting: number } | undefined;
  /** Whether anything is worth a word. */
  readonly isShort: boolean;
  /** What is less than this is not worth a word. */
  readonly least: number;
}

/** Less than half a tonne, or than a millionth of need, is nothing. */
const LEAST = 0.5;
const LEAST_SHARE = 1e-6;

/** The account of demand k. */
export function accountOf({ why, run, places, policies }: WhyFound, k: number): Account {
  const { model } = why;
  const { demands, isBackordered } = model.network;
  let need = 0;
  for (let t = 0; t < model.steps; t++) need += run.demand[t * demands + k];
  const unit = model.scenario.stockpiles[model.network.drawsFrom[k]].unit;
  const own = (values: Share['value']) => sumOf(model, values, k);
  const lacked = own(why.lacked);
  // Half a tonne, or of what is shown in smaller units half of one of these.
  const least = Math.min(unit.base === 't' ? LEAST * Math.min(1, unit.scale) : LEAST, LEAST);
  const isShort = lacked >= Math.max(least, LEAST_SHARE * need);
  const of = (role: Share['role']): Omit<Item, 'part'>[] =>
    why.shares
      .filter((share) => share.role === role)
      .map((share) => ({ share, amount: own(share.value), alone: own(share.alone) }));
  const harms = of('harm');
  const total = harms.reduce((sum, { amount }) => sum + amount, 0);
  const size = harms.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  // What is too little to be told spoils no shares.
  const untold = Math.max(least / 10, LEAST_SHARE * size);
  const hasParts = policies === undefined && isShort && total > 0 && harms.every(({ amount }) => amount > -untold);
  const greatest = (a: { amount: number }, b: { amount: number }) => Math.abs(b.amount) - Math.abs(a.amount);
  const base = own(why.base);
  return {
    ...{ demand: k, lacked, base, would: base + total, isShort, least },
    harms: harms
      .map((one) => ({ ...one, part: hasParts && one.amount >= 0 ? one.amount / total : undefined }))
      .sort(greatest),
    reliefs: of('relief')
      .map((one) => ({ ...one, part: undefined }))
      .sort(greatest),
    places: (places ?? [])
      .map(({ place, key, lacked: values }) => ({ place, key, amount: own(values) }))
      .filter(({ amount }) => amount > 0)
      .sort(greatest),
    late: isBackordered[k] ? lateOf(run, k) : undefined,
  };
}

/** The same of what prices make users forgo, in place of what they lack; undefined where there is no market. */
export function ofForgone(found: WhyFound): WhyFound | undefined {
  const { why, ensemble } = found;
  if (why.forgone === undefined) return undefined;
  return {
    ...{ ...found, why: { ...why, ...why.forgone }, places: undefined },
    ...(ensemble && { ensemble: { ...ensemble, ...ensemble.forgone } }),
  };
}

/** The account of what a price makes demand k forgo; undefined where that is not worth a word, and would not be. */
export function forgoneOf(found: WhyFound, k: number): Account | undefined {
  const view = ofForgone(found);
  const account = view && accountOf(view, k);
  if (account === undefined) return undefined;
  const { lacked, base, would, least } = account;
  return Math.max(lacked, base, would) >= least ? account : undefined;
}

/** What was found in the mean over the replicates, where there are any, as if it were one run; places are of the central run alone. */
export function inTheMean(found: WhyFound): WhyFound {
  const { why, ensemble } = found;
  if (ensemble === undefined) return found;
  const none = new Float64Array(why.lacked.length);
  const means = ({ lacked, base, causes }: SharedSpreads, { shares }: Shared): Shared => ({
    ...{ lacked: lacked.mean, base: base.mean },
    shares: causes.map(({ cause, role, mean }): Share => {
      const known = shares.find((one) => one.cause === cause);
      return { cause, role, first: known?.first, value: mean, alone: known?.alone ?? none };
    }),
  });
  const forgone = why.forgone && ensemble.forgone && means(ensemble.forgone, why.forgone);
  return { ...found, why: { ...why, ...means(ensemble, why), idle: [], forgone }, places: undefined };
}

/** How long the oldest order ever waits, whoever is served first being who has waited longest; and what waits at the end. */
function lateOf({ model, demand, served, backlog }: WhyFound['run'], k: number): { days: number; waiting: number } {
  const { steps, stepDays, network } = model;
  const at = (t: number) => t * network.demands + k;
  let [needed, given, oldest, longest] = [0, 0, 0, 0];
  const due: number[] = [];
  for (let t = 0; t < steps; t++) {
    needed += demand[at(t)];
    given += served[at(t)];
    due.push(needed);
    while (oldest <= t && due[oldest] <= given + 1e-9 * needed) oldest++;
    longest = Math.max(longest, t - oldest + 1);
  }
  return { days: longest * stepDays, waiting: backlog[at(steps - 1)] };
}

/** The demands that are told of: those asked for, else those in focus, else all that lack or forgo something; where none does, all. */
export function toldDemands(found: WhyFound, asked: readonly string[]): number[] {
  const { demands, focus } = found.why.model.scenario;
  const named = asked.length > 0 ? asked : focus;
  if (named.length > 0) return named.map((id) => demands.findIndex((one) => one.id === id)).filter((k) => k >= 0);
  const { model } = found.why;
  const all = [found.why, inTheMean(found).why].flatMap((why) => [why.lacked, why.forgone?.lacked ?? why.lacked]);
  const sums = all.map((one) => sumsOf(model, one));
  const short = [...demands.keys()].filter((k) => sums.some((one) => one[k] > 0));
  return short.length > 0 ? short : [...demands.keys()];
}
