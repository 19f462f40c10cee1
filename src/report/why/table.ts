/** Causes of what one user lacks, as rows: what each adds, its share, and what would be otherwise without it alone. */
import type { WhyFound } from '../../metrics/why/explain.ts';
import { sumOf } from '../../metrics/why/payoffs.ts';
import type { Spread } from '../../metrics/why/replicates.ts';
import { modelIn } from '../../model/in-language.ts';
import { type Language, wordsOf } from '../text/languages.ts';
import { whyWords } from '../text/why.ts';
import { accountOf, forgoneOf, type Item, ofForgone } from './account.ts';
import { nameOfPlace, namesOfCauses, signedIn } from './names.ts';

/** Cells as texts; numbers stand to the right in all but the first column. */
export interface WhyTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Tables about demand k. */
export interface WhyTables {
  /** Causes; without rows where it lacks and forgoes nothing, and would not. */
  causes(k: number): WhyTable;
  /** Causes by places: the greatest five, and the others together; undefined where there is none. */
  crossed(k: number): WhyTable | undefined;
  /** What causes add over the replicates of an ensemble; undefined where there is none. */
  spread(k: number): WhyTable | undefined;
}

/** Places that have a column of their own. */
const MOST_PLACES = 5;

/** The tables of what was found, in a language. */
export function whyTables(found: WhyFound, language: Language): WhyTables {
  const { why, places, policies, ensemble } = found;
  const words = whyWords(language);
  const { table } = words;
  const { quantities: q, none } = wordsOf(language);
  const { scenario, network } = modelIn(why.model, language);
  const names = namesOfCauses(scenario, why, words, q);
  const nameOf = ({ share }: Item) => names.get(share.cause.id) as string;
  const amountOf = (k: number) => signedIn(scenario.stockpiles[network.drawsFrom[k]].unit, q);
  const before = policies?.from ?? table.base;
  const after = (isPriced: boolean) => policies?.to ?? (isPriced ? table.all : table.lacked);
  return {
    causes(k) {
      const amount = amountOf(k);
      const { harms, reliefs, base, lacked, would, least } = accountOf(found, k);
      const priced = forgoneOf(found, k);
      const pricedOf = ({ share }: Item) =>
        [...(priced?.harms ?? []), ...(priced?.reliefs ?? [])].find((one) => one.share.cause === share.cause);
      const cells = (name: string, own: readonly string[], forgone: number | undefined) => [
        ...[name, ...own],
        ...(priced ? [amount(forgone ?? 0)] : []),
      ];
      const row = (item: Item) => {
        const { amount: value, part, alone } = item;
        // Between policies nothing is a harm by itself, of which there could be a share.
        const shares = policies === undefined ? [part === undefined ? none : q.percent(part)] : [];
        return cells(nameOf(item), [amount(value), ...shares, amount(alone)], pricedOf(item)?.amount);
      };
      const sum = (name: string, value: number, forgone: number | undefined) =>
        cells(name, [amount(value), ...(policies === undefined ? [none] : []), none], forgone);
      const isTold = (item: Item) =>
        [item, pricedOf(item)].some((one) => one && Math.max(Math.abs(one.amount), Math.abs(one.alone)) >= least / 10);
      if (Math.max(base, would, lacked) < least && priced === undefined) return { head: [], rows: [] };
      const shares = policies === undefined ? [table.share] : [];
      return {
        head: [table.cause, table.amount, ...shares, table.alone, ...(priced ? [table.forgone] : [])],
        rows: [
          ...(Math.max(base, priced?.base ?? 0) >= least ? [sum(before, base, priced?.base)] : []),
          ...harms.filter(isTold).map(row),
          ...(reliefs.some(isTold) ? [sum(table.would, would, priced?.would), ...reliefs.filter(isTold).map(row)] : []),
          sum(after(priced !== undefined), lacked, priced?.lacked),
        ],
      };
    },
    spread(k) {
      if (ensemble === undefined) return undefined;
      const amount = amountOf(k);
      const { least } = accountOf(found, k);
      const priced = ofForgone(found)?.ensemble;
      const isGreat = ({ p05, p95, mean }: Spread) => [p05, p95, mean].some((value) => Math.abs(value) >= least / 10);
      const isPriced = priced !== undefined && (isGreat(priced.lacked.demands[k]) || isGreat(priced.would[k]));
      const row = (name: string, ...spreads: (Spread | undefined)[]) => [
        name,
        ...(isPriced ? spreads : spreads.slice(0, 1)).flatMap((one) =>
          one ? [amount(one.mean), q.range(amount(one.p05), amount(one.p95))] : [none, none],
        ),
      ];
      const causes = ensemble.causes.map(({ cause, role, demands }, n) => ({
        ...{ role, name: names.get(cause.id) as string, own: demands[k], priced: priced?.causes[n]?.demands[k] },
      }));
      const of = (wanted: 'harm' | 'relief') =>
        causes
          .filter(({ role, own, priced: other }) => role === wanted && (isGreat(own) || (other && isGreat(other))))
          .sort((a, b) => Math.abs(b.own.mean) - Math.abs(a.own.mean))
          .map(({ name, own, priced: other }) => row(name, own, other));
      const base = [ensemble.base.demands[k], priced?.base.demands[k]] as const;
      const reliefs = of('relief');
      return {
        head: [table.cause, table.mean, table.range, ...(isPriced ? [table.forgone, table.range] : [])],
        rows: [
          ...(base.some((one) => one && isGreat(one)) ? [row(before, ...base)] : []),
          ...of('harm'),
          ...(reliefs.length > 0 ? [row(table.would, ensemble.would[k], priced?.would[k]), ...reliefs] : []),
          row(after(isPriced), ensemble.lacked.demands[k], priced?.lacked.demands[k]),
        ],
      };
    },
    crossed(k) {
      if (places === undefined || places.every(({ shares }) => shares.length === 0)) return undefined;
      const amount = amountOf(k);
      const sum = (values: Float64Array) => sumOf(why.model, values, k);
      const { harms, reliefs, base, lacked, least } = accountOf(found, k);
      const sized = places
        .map((place) => ({
          ...{ ...place, size: Math.max(sum(place.lacked), ...place.shares.map((one) => Math.abs(sum(one)))) },
        }))
        .filter(({ size }) => size >= least)
        .sort((a, b) => b.size - a.size);
      if (sized.length === 0) return undefined;
      const [shown, others] = [sized.slice(0, MOST_PLACES), sized.slice(MOST_PLACES)];
      const row = (name: string, all: number, of: (place: (typeof sized)[number]) => number) => [
        name,
        ...shown.map((place) => amount(of(place))),
        ...(others.length > 0 ? [amount(others.reduce((total, place) => total + of(place), 0))] : []),
        amount(all),
      ];
      const items = [...harms, ...reliefs].filter(({ amount: value }) => Math.abs(value) >= least / 10);
      return {
        head: [
          table.cause,
          ...shown.map(({ place }) => nameOfPlace(scenario, place, words)),
          ...(others.length > 0 ? [table.other] : []),
          table.all,
        ],
        rows: [
          ...(base >= least ? [row(table.base, base, (place) => sum(place.base))] : []),
          ...items.map((item) =>
            row(nameOf(item), item.amount, ({ shares }) => sum(shares[why.shares.indexOf(item.share)])),
          ),
          row(table.all, lacked, ({ lacked: values }) => sum(values)),
        ],
      };
    },
  };
}
