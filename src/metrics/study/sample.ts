/** The replicates of one variant: its metrics by path, and what is made of them for comparison. */

import { quantiles } from '../../chance/quantiles.ts';
import type { Model } from '../../model/network.ts';
import { PROBABILITIES, type Rows } from '../ensemble/tasks.ts';
import type { Band, ExpectationOdds, SurvivalDistribution } from '../ensemble-types.ts';
import { type Measure, metricsIn } from '../measures.ts';
import { expectedIn, oddsOf } from './odds.ts';
import { momentsOf } from './paired.ts';
import type { ComparedName, CostKind, SummaryStatistics } from './result.ts';

/** One quantity over all replicates; NaN where there is none. */
export interface Column {
  readonly name: ComparedName;
  readonly path: string;
  readonly demand: string | undefined;
  readonly measure: Measure;
  readonly unit: string;
  /** Of money, whether the scenario gives it, in a currency; if not, it counts as 0 against a variant that does. */
  readonly isGiven?: boolean;
  readonly values: Float64Array;
}

/**
 * What the shortages are that are added up: those of stockpiles with one label of a material (which may be none) and one
 * unit. Tonnes of different materials are never added.
 */
export interface Summed {
  readonly material: string | undefined;
  readonly unit: string;
}

/** A variant as it was run. */
export interface Sample {
  readonly model: Model;
  readonly runs: number;
  readonly summed: Summed;
  /** By path. */
  readonly columns: ReadonlyMap<string, Column>;
  readonly bands: readonly Band[];
  readonly expectations: readonly ExpectationOdds[];
}

const NAMES = [
  ...['fill_rate', 'want', 'shortage', 'lost_products', 'peak_shortage'],
  ...['time_to_survive', 'time_to_recover', 'longest_spell'],
] as readonly ComparedName[];

/** The path under which the shortage of all demands of the material that is summed is told. */
export const TOTAL_SHORTAGE = 'total.shortage';

/** The path under which all costs together are told; and the kinds that there may be. */
export const TOTAL_COSTS = 'total.costs';
export const COSTS: readonly CostKind[] = ['supply_cost', 'holding_cost', 'capital_cost', 'stock_cost'];

/** The kinds of costs that a scenario gives in money: plain numbers say whom to turn to, and nothing of what that costs. */
export function costsOf(model: Model): CostKind[] {
  if (model.scenario.currency === undefined) return [];
  const paths = new Set(metricsIn(model).map(({ path }) => path));
  return COSTS.filter((kind) => paths.has(`total.${kind}`));
}

/** The metrics that are compared, and those that expectations are of, by their places: of the flagship three in ten. */
export function comparedIn(model: Model): number[] {
  const own = model.scenario.demands.flatMap(({ id }) => [...NAMES, 'spells'].map((name) => `demands.${id}.${name}`));
  const paths = new Set([...own, ...COSTS.map((kind) => `total.${kind}`), 'total.loss', ...expectedIn(model)]);
  return metricsIn(model).flatMap(({ path }, place) => (paths.has(path) ? [place] : []));
}

/**
 * What is compared of a variant's rows, which have the metrics of `comparedIn`: of each demand these and whether it is ever
 * short; then the whole. What is summed is what the base sums; of the base itself, the material of its subject.
 */
export function sampleOf(model: Model, rows: Rows, bands: readonly Band[] = [], base?: Sample): Sample {
  const all = metricsIn(model);
  const metrics = comparedIn(model).map((place) => all[place]);
  const places = new Map(metrics.map(({ path }, place) => [path, place]));
  const valuesAt = (place: number) => rows.metrics.subarray(place * rows.count, (place + 1) * rows.count);
  const columns: Column[] = [];
  const total = new Float64Array(rows.count);
  const summed = base?.summed ?? summedIn(model, (path) => valuesAt(places.get(path) as number));
  for (const { id: demand } of model.scenario.demands) {
    for (const name of NAMES) {
      const path = `demands.${demand}.${name}`;
      const place = places.get(path);
      if (place === undefined) continue;
      const { measure, unit } = metrics[place];
      const values = valuesAt(place);
      columns.push({ name, path, demand, measure, unit, values });
      if (name === 'shortage' && isSummed(model, demand, summed))
        for (let r = 0; r < rows.count; r++) total[r] += values[r];
    }
    const spells = valuesAt(places.get(`demands.${demand}.spells`) as number);
    const values = spells.map((count) => (count > 0 ? 1 : 0));
    const path = `demands.${demand}.ever_short`;
    columns.push({ name: 'ever_short', path, demand, measure: 'share', unit: '', values });
  }
  columns.push({
    ...{ name: 'total_shortage', path: TOTAL_SHORTAGE, demand: undefined },
    ...{ measure: 'amount', unit: summed.unit, values: total },
  });
  const sumOf = (paths: readonly string[]) => {
    const found = paths.flatMap((path) => places.get(path) ?? []).map(valuesAt);
    return total.map((_, r) => found.reduce((sum, one) => sum + one[r], 0));
  };
  const unit = model.scenario.currency ?? '';
  const hasLoss = unit !== '' && places.has('total.loss');
  const money = { demand: undefined, measure: 'money', unit } as const;
  const [cost, loss] = unit === '' ? [[], []] : [COSTS.map((kind) => `total.${kind}`), ['total.loss']];
  const hasCost = costsOf(model).length > 0;
  columns.push({ ...money, name: 'cost', path: TOTAL_COSTS, isGiven: hasCost, values: sumOf(cost) });
  columns.push({ ...money, name: 'loss', path: 'total.loss', isGiven: hasLoss, values: sumOf(loss) });
  const both = { name: 'cost_and_loss', path: 'total.cost_and_loss', isGiven: hasCost && hasLoss } as const;
  columns.push({ ...money, ...both, values: sumOf([...cost, ...loss]) });
  return {
    ...{ model, runs: rows.count, summed },
    columns: new Map(columns.map((column) => [column.path, column])),
    bands,
    expectations: oddsOf(model, (path) => valuesAt(places.get(path) as number), rows.count),
  };
}

/** What is summed of a base: the material of the first of its focus, else of the demand with the greatest mean want. */
function summedIn(
  { scenario: { focus, demands, stockpiles } }: Model,
  valuesAt: (path: string) => Float64Array,
): Summed {
  const want = ({ id }: (typeof demands)[number]) => momentsOf(valuesAt(`demands.${id}.want`)).mean;
  const subject =
    demands.find(({ id }) => id === focus[0]) ??
    demands.reduce<(typeof demands)[number] | undefined>(
      (most, one) => (most && want(most) >= want(one) ? most : one),
      undefined,
    );
  const stockpile = stockpiles.find(({ id }) => id === subject?.from);
  return { material: stockpile?.material, unit: stockpile?.unit.base ?? 't' };
}

/** Whether the shortage of a demand is among those that are summed. */
export function isSummed(
  { scenario: { demands, stockpiles } }: Pick<Model, 'scenario'>,
  demand: string,
  summed: Summed,
): boolean {
  const from = demands.find(({ id }) => id === demand)?.from;
  const stockpile = stockpiles.find(({ id }) => id === from);
  return stockpile?.material === summed.material && stockpile?.unit.base === summed.unit;
}

/** A column in numbers. */
export function summariseColumn(values: Float64Array): SummaryStatistics {
  const nulls = values.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
  const whole = nulls === 0 ? values : values.map((value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value));
  const [p05, p25, p50, p75, p95] = Array.from(quantiles(whole, 0, whole.length, PROBABILITIES), (value) =>
    Number.isFinite(value) ? value : null,
  );
  const mean = nulls === 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
  return { mean, p05, p25, p50, p75, p95, nullShare: nulls / values.length };
}

/** How many replicates first ran short on which day after the disruption. */
export function survivalOf({ columns, model: { scenario } }: Sample): SurvivalDistribution[] {
  return scenario.demands.map(({ id }) => {
    const { values } = columns.get(`demands.${id}.time_to_survive`) as Column;
    const counts = new Map<number, number>();
    for (const day of values) if (!Number.isNaN(day)) counts.set(day, (counts.get(day) ?? 0) + 1);
    const sorted = [...counts].sort(([left], [right]) => left - right);
    const short = sorted.reduce((sum, [, many]) => sum + many, 0);
    return {
      demand: id,
      days: sorted.map(([day]) => day),
      counts: sorted.map(([, many]) => many),
      survived: values.length - short,
    };
  });
}
