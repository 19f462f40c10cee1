/** Causes of what one user lacks, as rows: what each adds, its share, and what would be otherwise without it alone. */
import type { WhyFound } from '../../metrics/why/explain.ts';
import type { Spread } from '../../metrics/why/replicates.ts';
import { modelIn } from '../../model/in-language.ts';
import { type Language, wordsOf } from '../text/languages.ts';
import { whyWords } from '../text/why.ts';
import { accountOf } from './account.ts';
import { nameOfPlace, namesOfCauses, signedIn } from './names.ts';

/** Cells as texts; numbers stand to the right in all but the first column. */
export interface WhyTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Places that have a column of their own. */
const MOST_PLACES = 5;

/** The table of demand k; without rows where it lacks nothing, and would lack nothing. */
export function whyTable(found: WhyFound, k: number, language: Language): WhyTable {
  const { words, amount, names, q, none } = namedIn(found, k, language);
  const { table } = words;
  const { policies } = found;
  const { harms, reliefs, base, lacked, would, least } = accountOf(found, k);
  const row = ({ share, amount: value, alone, part }: (typeof harms)[number]) => [
    names.get(share.cause.id) as string,
    amount(value),
    part === undefined ? none : q.percent(part),
    amount(alone),
  ];
  const isTold = ({ amount: value, alone }: (typeof harms)[number]) =>
    Math.abs(value) >= least / 10 || Math.abs(alone) >= least / 10;
  if (Math.max(base, would, lacked) < least) return { head: [], rows: [] };
  const whole = {
    head: [table.cause, table.amount, table.share, table.alone],
    rows: [
      ...(base >= least ? [[policies?.from ?? table.base, amount(base), none, none]] : []),
      ...harms.filter(isTold).map(row),
      ...(reliefs.some(isTold) ? [[table.would, amount(would), none, none], ...reliefs.filter(isTold).map(row)] : []),
      [policies?.to ?? table.lacked, amount(lacked), none, none],
    ],
  };
  // Between policies nothing is a harm by itself, of which there could be a share.
  if (policies === undefined) return whole;
  return { head: whole.head.toSpliced(2, 1), rows: whole.rows.map((cells) => cells.toSpliced(2, 1)) };
}

/** What causes add over the replicates of an ensemble, for demand k; undefined where there is none. */
export function ensembleTable(found: WhyFound, k: number, language: Language): WhyTable | undefined {
  const { ensemble, policies } = found;
  if (ensemble === undefined) return undefined;
  const { words, amount, names, q } = namedIn(found, k, language);
  const { table } = words;
  const row = (name: string, { mean, p05, p95 }: Spread) => [name, amount(mean), q.range(amount(p05), amount(p95))];
  const { least } = accountOf(found, k);
  const isTold = ({ p05, p95, mean }: Spread) => [p05, p95, mean].some((value) => Math.abs(value) >= least / 10);
  const of = (wanted: 'harm' | 'relief') =>
    ensemble.causes
      .filter(({ role, demands }) => role === wanted && isTold(demands[k]))
      .map(({ cause, demands }) => ({ name: names.get(cause.id) as string, spread: demands[k] }))
      .sort((a, b) => Math.abs(b.spread.mean) - Math.abs(a.spread.mean))
      .map(({ name, spread }) => row(name, spread));
  const reliefs = of('relief');
  return {
    head: [table.cause, table.mean, table.range],
    rows: [
      ...(isTold(ensemble.base.demands[k]) ? [row(policies?.from ?? table.base, ensemble.base.demands[k])] : []),
      ...of('harm'),
      ...(reliefs.length > 0 ? [row(table.would, ensemble.would[k]), ...reliefs] : []),
      row(policies?.to ?? table.lacked, ensemble.lacked.demands[k]),
    ],
  };
}

/** Causes by places of demand k: the greatest five, and the others together; undefined where there is none. */
export function crossTable(found: WhyFound, k: number, language: Language): WhyTable | undefined {
  const { places, why } = found;
  if (places === undefined || places.every(({ shares }) => shares.length === 0)) return undefined;
  const { words, amount, names, scenario, sum } = namedIn(found, k, language);
  const { table } = words;
  const { harms, reliefs, base, lacked, least } = accountOf(found, k);
  const sized = places
    .map((place) => ({ ...place, size: Math.max(sum(place.lacked), ...place.shares.map((one) => Math.abs(sum(one)))) }))
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
      ...items.map(({ share, amount: value }) =>
        row(names.get(share.cause.id) as string, value, ({ shares }) => sum(shares[why.shares.indexOf(share)])),
      ),
      row(table.all, lacked, ({ lacked: values }) => sum(values)),
    ],
  };
}

function namedIn({ why }: WhyFound, k: number, language: Language) {
  const words = whyWords(language);
  const { quantities: q, none } = wordsOf(language);
  const { scenario, steps, network } = modelIn(why.model, language);
  const { unit } = scenario.stockpiles[network.drawsFrom[k]];
  const names = namesOfCauses(scenario, why, words, q);
  return {
    ...{ words, q, none, names, scenario },
    amount: signedIn(unit, q),
    sum: (values: Float64Array) => {
      let total = 0;
      for (let t = 0; t < steps; t++) total += values[t * network.demands + k];
      return total;
    },
  };
}
