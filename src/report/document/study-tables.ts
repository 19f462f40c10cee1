/** What policies change, as tables: in all, for each user, and by world. */
import { comparedOf, gridFinding, summedAlone, totalShortage } from '../../findings/study.ts';
import type { Paired } from '../../metrics/study/paired.ts';
import type { Compared, StudyDemand, StudyResult, VariantResult } from '../../metrics/study/result.ts';
import { wordingIn } from '../../wording.ts';
import { studyWords } from '../text/apart.ts';
import type { Words } from '../text/en.ts';
import { roundNumber } from '../text/quantities.ts';
import { summedAmount } from '../text/summed.ts';
import { type Cell, type Column, type Table, tableOfColumns, text } from './document.ts';
import { titleOf } from './study-sentences.ts';

/** Combinations of a grid that get a row. */
const MOST_CELLS = 12;

/** Variants that tables tell of: all, but of a large grid the combinations with the least shortage. */
export function toldVariants({ variants }: StudyResult): VariantResult[] {
  const cells = variants.filter(({ cell }) => cell !== undefined);
  const best = cells.toSorted((left, right) => totalShortage(left) - totalShortage(right)).slice(0, MOST_CELLS);
  const kept = new Set(cells.length > MOST_CELLS ? best : cells);
  return variants.filter((variant) => variant.cell === undefined || kept.has(variant));
}

/** A grid over a policy and the world as the table that it is: mean shortage, a row a value of the first axis; else none. */
export function gridTable(result: StudyResult, words: Words): Table[] {
  const [down, across] = result.axes;
  if (gridFinding(result) === undefined || across === undefined) return [];
  const shortage = (row: number, column: number) => {
    const found = result.variants.find(({ cell }) => cell?.[0] === row && cell[1] === column);
    return found && totalShortage(found);
  };
  return [
    {
      caption: totalCaption(result, words),
      header: [down.title, ...across.labels.map((label, n) => (n === 0 ? `${across.title} ${label}` : label))],
      rows: down.labels.map((label, row) => [
        text(label),
        ...across.labels.map((_, column) => orNone(shortage(row, column), summedCell(result, words), words)),
      ]),
    },
  ];
}

const summedCell =
  (result: StudyResult, words: Words) =>
  (value: number): Cell => ({ text: summedAmount(value, result, words), value });

function totalCaption(result: StudyResult, words: Words): string {
  const { table, quantities } = words;
  const alone = summedAlone(result);
  return alone.length === 0 ? table.total : studyWords(words).together(quantities.list(alone, 3));
}

/** All users of one material together: shortage and its difference from the base, the worst 5 %, who is dominated. */
export function totalTable(result: StudyResult, words: Words): Table {
  const { table } = words;
  const hasIntervals = result.runs > 1;
  const mass = summedCell(result, words);
  const against = (variant: VariantResult, place: number) => pairedOf(variant, place, 'total_shortage');
  const columns: Column<VariantResult>[] = [
    [table.policy, ({ title }) => text(title)],
    [hasIntervals ? table.shortageMean : table.shortage, (variant) => mass(totalShortage(variant))],
    [table.difference, (...row) => orNone(against(...row)?.difference, mass, words)],
    hasIntervals && [table.interval, (...row) => interval(against(...row), (value) => mass(value).text, words)],
    hasIntervals && [
      table.worst,
      ({ worst }) => orNone(worst.find(({ name }) => name === 'total_shortage')?.variant, mass, words),
    ],
    hasIntervals && [table.unpaired, (...row) => unpaired(against(...row)?.unpairedRuns, words)],
    result.costs.length > 0 && [table.dominated, (variant) => text(dominators(variant, result, words))],
  ];
  return tableOfColumns(totalCaption(result, words), columns, toldVariants(result));
}

/** How a variant differs from the base, which is the first and does not. */
function pairedOf(variant: VariantResult, place: number, name: Compared['name'], demand?: string) {
  return place === 0 ? undefined : comparedOf(variant, name, demand)?.paired;
}

/** What policies cost, what loss they avoid, and both together; none where a scenario gives neither. */
export function moneyTable(result: StudyResult, words: Words): Table[] {
  const { table } = words;
  const has = (name: Compared['name']) => result.variants.some((variant) => comparedOf(variant, name));
  const [hasCost, hasLoss, hasBoth] = [has('cost'), has('loss'), has('cost_and_loss')];
  const hasRange = hasBoth && result.runs > 1;
  if (!hasCost && !hasLoss) return [];
  const shown = (value: number) =>
    `${value < 0 ? '−' : ''}${words.quantities.round(Math.abs(value))} ${result.currency}`.trim();
  const money = (value: number): Cell => ({ text: shown(value), value });
  const plain = (value: number): Cell => ({ text: roundNumber(value), value });
  const perTonne = (value: number): Cell => (value < 0 ? { text: table.saves, value } : money(value));
  const difference = (name: Compared['name']) => (variant: VariantResult, place: number) =>
    orNone(pairedOf(variant, place, name)?.difference, money, words);
  const columns: Column<VariantResult>[] = [
    [table.policy, ({ title }) => text(title)],
    hasCost && [table.costDifference, difference('cost')],
    hasCost && [
      table.perUnit(result.summed.unit),
      ({ costPerTonneAvoided }, place) => orNone(place === 0 ? undefined : costPerTonneAvoided, perTonne, words),
    ],
    hasLoss && [table.lossDifference, difference('loss')],
    hasBoth && [
      table.lossPerCost,
      ({ lossAvoidedPerCost }, place) => orNone(place === 0 ? undefined : lossAvoidedPerCost, plain, words),
    ],
    hasBoth && [table.bothDifference, difference('cost_and_loss')],
    hasRange && [table.interval, (variant, place) => interval(pairedOf(variant, place, 'cost_and_loss'), shown, words)],
    hasRange && [
      table.worstBoth,
      ({ worst }) => orNone(worst.find(({ name }) => name === 'cost_and_loss')?.variant, money, words),
    ],
  ];
  return [tableOfColumns(table.money, columns, toldVariants(result))];
}

function orNone(value: number | null | undefined, cell: (value: number) => Cell, words: Words): Cell {
  return value === null || value === undefined ? text(words.none) : cell(value);
}

/** From the lower to the upper end, with their unit once. */
function interval(paired: Paired | null | undefined, shown: (value: number) => string, words: Words): Cell {
  if (!paired || paired.low === null || paired.high === null) return text(words.none);
  return text(words.quantities.range(shown(paired.low), shown(paired.high)));
}

/** The first of those that a policy is dominated by, and how many there are besides. */
function dominators({ dominatedBy }: VariantResult, result: StudyResult, words: Words): string {
  const [first, ...others] = dominatedBy;
  if (first === undefined) return words.none;
  return studyWords(words).andMore(titleOf(result, first), others.length);
}

/** More replicates than anyone would run are not counted. */
const MOST_UNPAIRED = 1_000_000;

function unpaired(runs: number | 'unbounded' | null | undefined, words: Words): Cell {
  if (runs === 'unbounded') return text(words.table.unbounded);
  if (typeof runs === 'number' && runs > MOST_UNPAIRED) return text(studyWords(words).overMillion);
  return orNone(runs, (value) => ({ text: roundNumber(Math.ceil(value)), value: Math.ceil(value) }), words);
}

/** One user under each policy. */
export function userTable(result: StudyResult, demand: StudyDemand, words: Words): Table {
  const { table } = words;
  const hasIntervals = result.runs > 1;
  const hasThings = demand.product !== undefined && demand.product !== 't';
  const mass = (value: number): Cell => ({
    text: `${value < 0 ? '−' : ''}${words.quantities.amount(Math.abs(value), demand.unit)}`,
    value,
  });
  const share = (value: number): Cell => ({ text: words.quantities.share(value), value });
  const lost = (value: number): Cell => ({
    text: words.quantities.count(value, demand.product ?? ''),
    value,
  });
  const mean = (name: Compared['name'], cell: (value: number) => Cell) => (variant: VariantResult) =>
    orNone(comparedOf(variant, name, demand.id)?.variant.mean, cell, words);
  const median = (name: Compared['name'], otherwise: string) => (variant: VariantResult) =>
    time(comparedOf(variant, name, demand.id)?.variant.p50, otherwise, words);
  const against = (variant: VariantResult, place: number) => pairedOf(variant, place, 'shortage', demand.id);
  const columns: Column<VariantResult>[] = [
    [table.policy, ({ title }) => text(title)],
    hasIntervals && [table.everShort, mean('ever_short', share)],
    [hasIntervals ? table.shortageMean : table.shortage, mean('shortage', mass)],
    [table.difference, (...row) => orNone(against(...row)?.difference, mass, words)],
    hasIntervals && [table.interval, (...row) => interval(against(...row), (value) => mass(value).text, words)],
    hasIntervals && [
      table.worst,
      ({ worst }) => orNone(worst.find((one) => one.demand === demand.id)?.variant, mass, words),
    ],
    hasThings && [hasIntervals ? table.lostMean : table.lost, mean('lost_products', lost)],
    [hasIntervals ? table.servedMean : table.served, mean('fill_rate', share)],
    [hasIntervals ? table.survivesMedian : table.survives, median('time_to_survive', table.survivesAll)],
    [hasIntervals ? table.recoversMedian : table.recovers, median('time_to_recover', table.notYet)],
  ];
  const told = toldVariants(result).filter((variant) => comparedOf(variant, 'shortage', demand.id));
  return tableOfColumns(table.ofUser(demand.title), columns, told);
}

function time(days: number | null | undefined, otherwise: string, words: Words): Cell {
  return days === null || days === undefined ? text(otherwise) : { text: words.quantities.duration(days), value: days };
}

/** In which share of replicates each expectation holds under each policy; none where the base states none. */
export function oddsTable(result: StudyResult, words: Words): Table[] {
  const variants = toldVariants(result);
  const expected = [...new Set(variants.flatMap(({ expectations }) => expectations.map(({ that }) => that)))];
  if (expected.length === 0 || result.runs === 1) return [];
  const { table } = words;
  const odds = (variant: VariantResult, that: string) =>
    variant.expectations.find((one) => one.that === that)?.probability;
  return [
    {
      caption: table.expectationOdds,
      header: [table.expectation, ...variants.map(({ title }) => title)],
      rows: expected.map((that) => [
        text(that),
        ...variants.map((variant) =>
          orNone(odds(variant, that), (value) => ({ text: words.quantities.share(value), value }), words),
        ),
      ]),
    },
  ];
}

/** Mean shortage by world and policy, and what each policy loses at most; none without worlds. */
export function worldTables(result: StudyResult, words: Words): Table[] {
  if (result.worlds === undefined) return [];
  const { worlds, regrets } = result.worlds;
  const { table } = words;
  const mass = summedCell(result, words);
  const worldTitle = (world: (typeof worlds)[number] | undefined) =>
    world?.instead === undefined
      ? studyWords(words).asWritten
      : studyWords(words).believed(
          world.instead.rival,
          world.instead.figure,
          wordingIn(world.instead.what, words.language),
        );
  const whole = result.variants.filter(({ isWhole }) => isWhole).map(({ id }) => id);
  return [
    {
      caption: table.worlds,
      header: [table.world, ...whole.map((id) => titleOf(result, id))],
      rows: worlds.map((world) => [
        text(worldTitle(world)),
        ...whole.map((id) => orNone(world.standings.find(({ variant }) => variant === id)?.shortage, mass, words)),
      ]),
    },
    {
      caption: table.regrets,
      header: [table.policy, table.regret, table.inWorld],
      rows: regrets
        .filter(({ variant }) => whole.includes(variant))
        .map(({ variant, greatest, world }) => [
          text(titleOf(result, variant)),
          mass(greatest),
          text(greatest === 0 ? words.none : worldTitle(worlds.find(({ id }) => id === world))),
        ]),
    },
  ];
}
