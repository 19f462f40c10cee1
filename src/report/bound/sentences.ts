/** What a bound found, in sentences: what could have been avoided, by when one had to know, and what the best does. */
import type { BoundPart } from '../../metrics/bound/bound.ts';
import type { BoundFound } from '../../metrics/bound/found.ts';
import type { Model } from '../../model/network.ts';
import { type BoundWords, boundWords } from '../text/bound.ts';
import { formatNumber } from '../text/format.ts';
import type { Language } from '../text/languages.ts';
import type { ShownUnit } from '../text/quantities.ts';

/** What differs by less than this share of the shortage is the same; less than the second of it is nothing. */
const NOTABLE = 0.005;
const TRIFLE = 1e-4;
/** The largest differences, and the highest prices, that are named. */
const MOST = 5;

/** The unit in which a part is spoken of: that of its stockpiles where they have one, or the unit of computation. */
export function shownUnitOf({ scenario }: Model, { unit, demands }: Pick<BoundPart, 'unit' | 'demands'>): ShownUnit {
  const units = scenario.demands
    .filter(({ id }) => demands.some(({ demand }) => demand === id))
    .map(({ from }) => scenario.stockpiles.find(({ id }) => id === from)?.unit as ShownUnit)
    .filter(({ base }) => base === unit);
  const [first] = units;
  const isOne = units.every(({ name }) => name === first.name);
  return isOne ? first : { ...first, name: unit, scale: 1 };
}

/** The sentences, part by part. */
export function boundSentences(found: BoundFound, language: Language): string[] {
  const words = boundWords(language);
  const { model, parts, ensemble } = found;
  if (parts.length === 0) return [words.nobody, ...ensembleSentences(found, words)];
  const isLate = model.scenario.demands.some(({ backordered }) => backordered);
  const isLoose = model.scenario.flows.length > 0 && model.scenario.stockpiles.some(hasSeveral(model));
  return [
    ...parts.flatMap((_, n) => partSentences(found, n, words)),
    ...(ensemble ? ensembleSentences(found, words) : []),
    words.relaxed,
    ...(isLoose ? [words.loose] : []),
    ...(isLate ? [words.late] : []),
  ];
}

/** Whether orders of a stockpile are split between several inflows. */
function hasSeveral({ scenario }: Model) {
  return ({ id }: { readonly id: string }) =>
    scenario.flows.filter(({ to, releaseBelow }) => to === id && releaseBelow === undefined).length > 1;
}

function partSentences({ model, question, parts, knowledge }: BoundFound, n: number, words: BoundWords): string[] {
  const part = parts[n];
  const { simulated, bound, withoutWorse } = part;
  const shown = shownUnitOf(model, part);
  const text = (value: number) => words.quantities.amount(value, shown);
  const day = model.start + question.begin * model.stepDays;
  const saved = simulated - bound;
  const who = whoIsShort(model, question, part) ?? words.chart.all;
  const notable = NOTABLE * simulated;
  const first =
    saved < TRIFLE * simulated
      ? words.nothing(who, text(simulated), day)
      : bound < TRIFLE * simulated
        ? words.everything(who, text(simulated), day)
        : words.part(who, text(simulated), text(saved), words.quantities.percent(saved / simulated), text(bound), day);
  const ahead = knowledge.find((one) => one.ahead > 0 && one.day < day);
  const left = ahead?.bounds[n] ?? simulated;
  const after = knowledge
    .filter((one) => one.day > day)
    .map((one) => ({ day: one.day, saved: simulated - (one.bounds[n] ?? simulated) }));
  const tooLate = after.findIndex((one) => one.saved < notable);
  const later = after
    .slice(0, tooLate < 0 ? after.length : tooLate + 1)
    .map((one) => ({ day: one.day, saved: one.saved < notable ? undefined : text(one.saved) }))
    // Days that cost nothing since the one before are not told.
    .filter(({ saved: own }, at, all) => at === 0 || own !== all[at - 1].saved);
  const changes = part.reshipped
    .filter(({ simulated: before, planned }) => Math.abs(planned - before) > notable)
    .slice(0, MOST)
    .map(({ flow, simulated: before, planned }) => ({
      name: model.scenario.flows.find(({ id }) => id === flow)?.title ?? flow,
      isMore: planned > before,
      amount: words.quantities.amount(Math.abs(planned - before), unitOfFlow(model, flow)),
    }));
  return [
    first,
    ...(ahead && simulated - left > saved + notable
      ? [words.ahead(Math.round(ahead.ahead / 7), left < TRIFLE * simulated ? undefined : text(left))]
      : []),
    ...(saved >= notable && later.length > 0 ? [words.later(later)] : []),
    ...part.tiers.map(({ priority, bound: left }) => words.tier(priority, text(left))),
    ...(withoutWorse - bound > notable ? [words.withoutWorse(text(withoutWorse))] : []),
    ...(saved >= notable && changes.length > 0 ? [words.otherwise(changes)] : []),
    ...dearest(model, part, words),
  ];
}

/** The demand that is bounded, or alone is short. */
function whoIsShort(
  { scenario }: Model,
  { weights }: BoundFound['question'],
  { demands }: BoundPart,
): string | undefined {
  const short = demands.filter(({ simulated }) => simulated > 0);
  const id = typeof weights === 'object' ? weights.demand : short.length === 1 ? short[0].demand : undefined;
  return scenario.demands.find((one) => one.id === id)?.title;
}

function unitOfFlow({ scenario }: Model, flow: string): ShownUnit {
  const to = scenario.flows.find(({ id }) => id === flow)?.to;
  return scenario.stockpiles.find(({ id }) => id === to)?.unit as ShownUnit;
}

/** The highest price of each thing, of the dearest things. */
function dearest(model: Model, { prices }: BoundPart, words: BoundWords): string[] {
  const best = new Map<string, BoundPart['prices'][number]>();
  for (const one of prices) {
    const key = `${one.kind} ${one.id}`;
    if ((best.get(key)?.price ?? 0) < one.price) best.set(key, one);
  }
  const dear = [...best.values()].sort((one, other) => other.price - one.price).slice(0, MOST);
  const alike = new Map<string, BoundPart['prices'][number][]>();
  for (const one of dear) {
    const key = `${one.day} ${formatNumber(one.price)}`;
    alike.set(key, [...(alike.get(key) ?? []), one]);
  }
  return Array.from(alike.values(), (all) => {
    const [{ day, price }] = all;
    const items = all.map(({ kind, id }) => ({ kind, name: titleOf(model, kind, id) }));
    return words.price(items, day, `${formatNumber(price)} t`);
  });
}

function titleOf({ scenario }: Model, kind: BoundPart['prices'][number]['kind'], id: string): string {
  const all = { stockpile: scenario.stockpiles, flow: scenario.flows, limit: scenario.licences, grant: scenario.flows };
  return (all[kind] as readonly { id: string; title: string }[]).find((one) => one.id === id)?.title ?? id;
}

function ensembleSentences({ ensemble }: BoundFound, words: BoundWords): string[] {
  return (ensemble?.parts ?? []).map(({ unit, simulated, bound, p05, p95 }) => {
    const text = (value: number) => words.quantities.amount(value, { name: unit, scale: 1, base: unit });
    return words.ensemble(ensemble?.runs as number, text(simulated), text(bound), text(p05), text(p95));
  });
}
