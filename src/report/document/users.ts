/** Who runs short, in a report of one scenario: the answer's sentences, and the table. */
import type { EnsembleSummary, MetricStatistics } from '../../metrics/ensemble-types.ts';
import type { Metric } from '../../metrics/measures.ts';
import type { Model, Scenario } from '../../model/network.ts';
import type { Words } from '../text/en.ts';
import { amount, roundNumber, type ShownUnit, things } from '../text/quantities.ts';
import { type Block, type Cell, text } from './document.ts';

type Demand = Scenario['demands'][number];

/** What is told of each demand, from the central run and the ensemble around it. */
export interface Users {
  /** Those that are ever short, the largest shortage first (the least served, where units differ). */
  readonly short: readonly Demand[];
  readonly neverShort: readonly Demand[];
  readonly sentences: readonly string[];
  readonly blocks: readonly Block[];
}

/** Looks up what is told. */
export function usersOf(
  model: Model,
  metrics: readonly Metric[],
  ensemble: EnsembleSummary | undefined,
  words: Words,
): Users {
  const { demands } = model.scenario;
  const unitOf = unitsOf(model);
  const told = ensemble ? ofEnsemble(model, ensemble, words) : ofRun(model, metrics, words);
  const isOneUnit = new Set(demands.filter(told.isShort).map((one) => unitOf(one).base)).size <= 1;
  const severity = (one: Demand) => (isOneUnit ? told.shortage(one) : -told.served(one));
  const short = demands.filter(told.isShort).toSorted((a, b) => severity(b) - severity(a));
  const neverShort = demands.filter((one) => !told.isShort(one));
  const others = short.slice(1).map((one) => words.scenario.otherShort(one.title, told.amount(one)));
  return {
    ...{ short, neverShort },
    sentences: [
      short.length > 0 ? told.finding(short[0]) : told.nobody,
      ...(short.length > 0 ? [words.scenario.others(others, neverShort.length)] : []),
    ],
    blocks: [
      ...(short.length > 0
        ? [{ kind: 'table' as const, caption: words.table.users, header: told.header, rows: short.map(told.row) }]
        : []),
      ...(neverShort.length > 0
        ? [{ kind: 'prose' as const, text: words.scenario.neverShort(neverShort.map(({ title }) => title)) }]
        : []),
    ],
  };
}

interface Told {
  readonly isShort: (demand: Demand) => boolean;
  readonly shortage: (demand: Demand) => number;
  readonly served: (demand: Demand) => number;
  readonly amount: (demand: Demand) => string;
  readonly finding: (demand: Demand) => string;
  readonly nobody: string;
  readonly header: readonly string[];
  readonly row: (demand: Demand) => readonly Cell[];
}

function ofRun(model: Model, metrics: readonly Metric[], words: Words): Told {
  const values = new Map(metrics.map(({ path, value }) => [path, value]));
  const of = ({ id }: Demand, name: string) => (values.get(`demands.${id}.${name}`) ?? null) as number | null;
  const shortage = (one: Demand) => of(one, 'shortage') ?? 0;
  const served = (one: Demand) => of(one, 'fill_rate') ?? 1;
  const unitOf = unitsOf(model);
  const amountOf = (one: Demand) => words.quantity(amount(shortage(one), unitOf(one)));
  const after = (one: Demand, name: string, otherwise: string): Cell => {
    const days = of(one, name);
    return days === null ? text(otherwise) : { text: words.duration(days), value: days };
  };
  const { table } = words;
  const counts = hasProducts(model);
  return {
    isShort: (one) => (of(one, 'spells') ?? 0) > 0,
    ...{ shortage, served, amount: amountOf },
    finding: (one) => {
      const days = of(one, 'time_to_survive');
      const since = days === null || days === 0 ? undefined : words.duration(days);
      return words.scenario.short(one.title, amountOf(one), words.share(1 - served(one)), since);
    },
    nobody: words.scenario.nobodyShort(
      model.scenario.demands.length,
      words.date(model.start),
      words.date(model.start + model.steps * model.stepDays),
    ),
    header: [
      ...[table.user, table.shortage, ...(counts ? [table.lost] : []), table.served],
      ...[table.peak, table.survives, table.recovers],
    ],
    row: (one) => [
      text(one.title),
      { text: amountOf(one), value: shortage(one) },
      ...(counts ? [lost(of(one, 'lost_products'), one, words)] : []),
      { text: words.share(served(one)), value: served(one) },
      { text: words.share(of(one, 'peak_shortage') ?? 0), value: of(one, 'peak_shortage') ?? 0 },
      after(one, 'time_to_survive', table.beforeDisruption),
      after(one, 'time_to_recover', table.notYet),
    ],
  };
}

function ofEnsemble(model: Model, ensemble: EnsembleSummary, words: Words): Told {
  const odds = new Map(ensemble.everShort.map(({ demand, probability }) => [demand, probability]));
  const statistics = new Map(ensemble.metrics.map((one) => [one.path, one]));
  const of = ({ id }: Demand, name: string) => statistics.get(`demands.${id}.${name}`) as MetricStatistics;
  const probability = ({ id }: Demand) => odds.get(id) ?? 0;
  const shortage = (one: Demand) => of(one, 'shortage').mean ?? 0;
  const served = (one: Demand) => of(one, 'fill_rate').mean ?? 1;
  const unitOf = unitsOf(model);
  const shown = (one: Demand, value: number | null) => words.quantity(amount(value ?? 0, unitOf(one)));
  const cell = (one: Demand, value: number | null): Cell =>
    value === null ? text(words.none) : { text: shown(one, value), value };
  const { table } = words;
  const counts = hasProducts(model);
  return {
    isShort: (one) => probability(one) > 0,
    ...{ shortage, served, amount: (one) => shown(one, shortage(one)) },
    finding: (one) => {
      const { p05, p95 } = of(one, 'shortage');
      const days = of(one, 'time_to_survive').p50;
      const after = Number.isFinite(days) && days > 0 ? words.duration(days) : undefined;
      const [low, high] = [shown(one, p05), shown(one, p95)];
      return words.scenario.likelyShort(
        ...([one.title, words.inRuns(probability(one)), shown(one, shortage(one)), low, high, after] as const),
      );
    },
    nobody: words.scenario.nobodyEver(model.scenario.demands.length, ensemble.runs),
    header: [
      ...[table.user, table.everShort, table.shortageMean, table.standardError, table.p05, table.p95],
      ...[...(counts ? [table.lostMean] : []), table.servedMean, table.survivesMedian],
    ],
    row: (one) => {
      const { mean, standardError, p05, p95 } = of(one, 'shortage');
      const days = of(one, 'time_to_survive').p50;
      return [
        text(one.title),
        { text: words.share(probability(one)), value: probability(one) },
        ...[cell(one, mean), cell(one, standardError), cell(one, p05), cell(one, p95)],
        ...(counts ? [lost(one.product ? of(one, 'lost_products').mean : null, one, words)] : []),
        { text: words.share(served(one)), value: served(one) },
        Number.isFinite(days) ? { text: words.duration(days), value: days } : text(table.survivesAll),
      ];
    },
  };
}

/** The unit that the stockpile of a demand is shown in. */
function unitsOf({ scenario: { stockpiles } }: Model) {
  const units = new Map(stockpiles.map(({ id, unit }) => [id, unit]));
  return ({ from }: Demand): ShownUnit => {
    const unit = units.get(from);
    if (unit === undefined) throw new Error(`no stockpile ${from}`);
    return unit;
  };
}

function hasProducts({ scenario }: Model): boolean {
  return scenario.demands.some(({ product }) => product !== undefined && product !== 't');
}

function lost(count: number | null, { product }: Demand, words: Words): Cell {
  if (count === null || product === undefined || product === 't') return text(words.none);
  return { text: words.quantity(`${roundNumber(count)} ${things(count, product)}`), value: count };
}
