/** The files of an answer to why: why.json, and why.csv by date. */
import type { Cause } from '../../metrics/why/causes.ts';
import type { WhyFound } from '../../metrics/why/explain.ts';
import { type ByStep, sumOf } from '../../metrics/why/payoffs.ts';
import type { SharedSpreads, Spread } from '../../metrics/why/replicates.ts';
import { formatDate } from '../../quantity/calendar.ts';
import { VERSION } from '../../version.ts';
import { csvOf } from '../files/csv-text.ts';
import { tenDigits } from '../files/series-csv.ts';
import { accountOf, type Item, inTheMean, ofForgone } from './account.ts';
import { dayOf } from './names.ts';

const digits = (value: number) => Number(value.toPrecision(10));
/** Less than this share of all that is lacked is rounding. */
const ROUNDING = 1e-12;

/** why.json: the question, every cause, and for each demand what it lacks, what causes add and what places lost. */
export function whyJson(found: WhyFound): string {
  return `${JSON.stringify(whyData(found), null, 2)}\n`;
}

/** The same as data. */
export function whyData(found: WhyFound) {
  const { why } = found;
  const { model, question, merge, sampled, shares, idle } = why;
  const forgone = ofForgone(found);
  const { scenario, start, stepDays } = model;
  const tell = (cause: Cause) => ({
    ...{ id: cause.id, ...(cause.title !== undefined && { title: cause.title }) },
    parts: cause.parts.map(({ kind, of, day }) => ({ kind, of, ...(day !== undefined && { date: formatDate(day) }) })),
  });
  return {
    ...{ scenario: scenario.title, program: `chokepoint ${VERSION}`, digest: scenario.digest },
    options: found.policies ? { policies: found.policies } : { by: merge, without: question.without },
    method:
      sampled === undefined ? { values: 'exact' } : { values: 'sampled', orders: 2 * sampled, seed: question.seed },
    causes: shares.map(({ cause, role, first }) => {
      const day = dayOf(cause) ?? (first === undefined ? undefined : start + first * stepDays);
      return { ...tell(cause), role, ...(day !== undefined && { from: formatDate(day) }) };
    }),
    without_effect: idle.map(tell),
    ...(found.fields && { fields_of: found.fields.cause }),
    'why.csv': found.ensemble ? 'means over the replicates' : 'the central run',
    ...(found.ensemble && { ensemble: ensembleOf(found.ensemble, scenario.demands) }),
    demands: Object.fromEntries(
      scenario.demands.flatMap(({ id }, k) => {
        const { lacked, base, harms, reliefs, places, late, least } = accountOf(found, k);
        const items = [...harms, ...reliefs].filter(isFelt);
        const priced = forgone && accountOf(forgone, k);
        const pricedItems = priced ? [...priced.harms, ...priced.reliefs].filter(isFelt) : [];
        const isNothing = [
          lacked,
          priced?.lacked ?? 0,
          ...[...items, ...pricedItems].map(({ amount }) => amount),
        ].every((amount) => Math.abs(amount) < least);
        if (isNothing) return [];
        const told = {
          unit: scenario.stockpiles[model.network.drawsFrom[k]].unit.base,
          lacked: digits(lacked),
          base: digits(base),
          ...(late && { longest_wait_days: late.days, waiting: digits(late.waiting) }),
          ...(found.fields && {
            fields: Object.fromEntries(
              found.fields.shares.map(({ term, value }) => [term, digits(sumOf(model, value, k))]),
            ),
          }),
          causes: valuesOf(items),
          ...(priced &&
            pricedItems.length > 0 && {
              forgone: { value: digits(priced.lacked), base: digits(priced.base), causes: valuesOf(pricedItems) },
            }),
          ...(found.places && { places: Object.fromEntries(places.map(({ key, amount }) => [key, digits(amount)])) }),
        };
        return [[id, told] as const];
      }),
    ),
  };
}

const isFelt = ({ amount, alone }: Item) => amount !== 0 || alone !== 0;

function valuesOf(items: readonly Item[]) {
  return Object.fromEntries(
    items.map(({ share, amount, alone }) => [
      share.cause.id,
      { value: digits(amount), without_it_alone: digits(alone) },
    ]),
  );
}

/** Means and quantiles over the replicates, by demand. */
function ensembleOf(
  { runs, seed, isSampled, forgone, ...lacking }: NonNullable<WhyFound['ensemble']>,
  demands: readonly { readonly id: string }[],
): unknown {
  return {
    ...{ runs, seed, values: isSampled ? 'sampled' : 'exact' },
    demands: Object.fromEntries(
      demands.flatMap(({ id }, k) => {
        const [lacked, priced] = [spreadsOf(lacking, k, 'lacked'), forgone && spreadsOf(forgone, k, 'value')];
        return lacked || priced ? [[id, { ...lacked, ...(priced && { forgone: priced }) }] as const] : [];
      }),
    ),
  };
}

/** What is spread over the replicates for demand k; undefined where that is nothing. */
function spreadsOf({ lacked, base, causes }: SharedSpreads, k: number, name: 'lacked' | 'value') {
  const tell = (spread: Spread) =>
    Object.fromEntries(Object.entries(spread).map(([name, value]) => [name, digits(value)]));
  const own = causes.map(({ cause, demands }) => [cause.id, demands[k]] as const);
  const isNothing = [lacked.demands[k], ...own.map(([, spread]) => spread)].every(
    (one) => one.p05 === 0 && one.p95 === 0 && one.mean === 0,
  );
  if (isNothing) return undefined;
  return {
    ...{ [name]: tell(lacked.demands[k]), base: tell(base.demands[k]) },
    causes: Object.fromEntries(own.map(([cause, spread]) => [cause, tell(spread)])),
  };
}

/**
 * why.csv: date, demand, role (base, harm, relief), cause, place, value, unit. Where causes were crossed with places a row
 * is of both, else of a cause alone; values of one date and demand add up to what it lacks. Where there is a market, a last
 * column has what a price makes it forgo, in rows without a place. Over replicates they are means, of causes alone.
 */
export function whyCsv(found: WhyFound): string {
  const { why, places } = inTheMean(found);
  const { model, base, shares, lacked, forgone } = why;
  const { scenario, network, start, steps, stepDays } = model;
  const isCrossed = places?.some((place) => place.shares.length > 0) === true;
  // What is forgone has no place: its rows are apart from those that have one.
  const columns = [
    {
      ...{ role: 'base', cause: '', values: isCrossed ? places.map((one) => one.base) : [base] },
      forgone: forgone?.base,
    },
    ...shares.map(({ role, cause, value }, n) => ({
      ...{ role, cause: cause.id, values: isCrossed ? places.map((one) => one.shares[n]) : [value] },
      forgone: forgone?.shares[n].value,
    })),
  ];
  const leastOf = (all: ByStep) => ROUNDING * all.reduce((sum, value) => sum + value, 0);
  const [least, leastForgone] = [leastOf(lacked), forgone ? leastOf(forgone.lacked) : 0];
  const rows = [['date', 'demand', 'role', 'cause', 'place', 'value', 'unit', ...(forgone ? ['forgone'] : [])]];
  for (let t = 0; t < steps; t++) {
    const date = formatDate(start + t * stepDays);
    for (const [k, { id }] of scenario.demands.entries()) {
      const unit = `${scenario.stockpiles[network.drawsFrom[k]].unit.base}/step`;
      const at = t * network.demands + k;
      for (const { role, cause, values, forgone: unbought } of columns) {
        const priced = unbought && Math.abs(unbought[at]) > leastForgone ? unbought[at] : 0;
        const row = (place: string, value: number, beside: number) => {
          if (Math.abs(value) <= least && beside === 0) return;
          const cells = [date, id, role, cause, place, tenDigits(value), unit];
          rows.push(forgone ? [...cells, tenDigits(beside)] : cells);
        };
        for (const [n, own] of values.entries()) row(isCrossed ? places[n].key : '', own[at], isCrossed ? 0 : priced);
        if (isCrossed) row('', 0, priced);
      }
    }
  }
  return `${csvOf(rows)}\n`;
}
