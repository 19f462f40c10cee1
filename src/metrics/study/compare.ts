/** A variant against the base, replicate by replicate. */
import { momentsOf, type Pairing } from './paired.ts';
import type { Compared, VariantResult, WorstCase } from './result.ts';
import { type Column, type Sample, summariseColumn, TOTAL_COSTS, TOTAL_SHORTAGE } from './sample.ts';
import { meanOfWorst } from './tail.ts';

/** What of a variant's result comes of comparing. */
export type Comparison = Pick<VariantResult, 'compared' | 'worst' | 'costPerTonneAvoided' | 'lossAvoidedPerCost'>;

/** Compares what both have, measured in the same unit; with `onlyShort`, demands that are short in either alone. */
export function compareWithBase(base: Sample, variant: Sample, pair: Pairing, onlyShort: boolean): Comparison {
  const both = [...base.columns.values()].flatMap((own): [Column, Column][] => {
    const other = variant.columns.get(own.path);
    if (other === undefined) return [];
    const { isGiven = true } = own;
    const { isGiven: isGivenThere = true } = other;
    if (isGiven && isGivenThere) return own.unit === other.unit ? [[own, other]] : [];
    return isGiven || isGivenThere ? [[{ ...own, unit: own.unit || other.unit }, other]] : [];
  });
  const isShort = ({ demand }: Column) =>
    [base, variant].some(({ columns }) => columns.get(`demands.${demand}.ever_short`)?.values.includes(1));
  const kept = both.filter(([own]) => !onlyShort || own.demand === undefined || isShort(own));
  const worst = kept.flatMap(([{ name, demand, unit, values }, other]): WorstCase[] => {
    if (name !== 'shortage' && name !== 'total_shortage' && name !== 'cost_and_loss') return [];
    return [{ name, demand, unit, base: meanOfWorst(values), variant: meanOfWorst(other.values) }];
  });
  return {
    compared: kept.map(([own, other]) => compared(own, other, pair)),
    worst,
    costPerTonneAvoided: ratio(increase(base, variant, TOTAL_COSTS), increase(variant, base, TOTAL_SHORTAGE)),
    lossAvoidedPerCost: ratio(increase(variant, base, 'total.loss'), increase(base, variant, TOTAL_COSTS)),
  };
}

function compared(own: Column, other: Column, pair: Pairing): Compared {
  const { name, path, demand, measure, unit } = own;
  const [base, variant] = [summariseColumn(own.values), summariseColumn(other.values)];
  const isWhole = base.nullShare === 0 && variant.nullShare === 0;
  const without = (values: Float64Array) => values.map((value) => (Number.isNaN(value) ? 1 : 0));
  return {
    ...{ name, path, demand, measure, unit, base, variant },
    paired: isWhole ? pair(own.values, other.values) : null,
    nulls: isWhole ? null : pair(without(own.values), without(other.values)),
  };
}

/** The mean of a column over replicates. */
export function meanOf({ columns }: Sample, path: string): number {
  return momentsOf((columns.get(path) as Column).values).mean;
}

/** How much larger a mean is in the second; undefined where either has none. */
function increase(first: Sample, second: Sample, path: string): number | undefined {
  const isGiven = [first, second].map(({ columns }) => columns.get(path)).some((one) => one && one.isGiven !== false);
  return isGiven ? meanOf(second, path) - meanOf(first, path) : undefined;
}

function ratio(amount: number | undefined, by: number | undefined): number | null {
  return amount !== undefined && by !== undefined && by > 0 ? amount / by : null;
}
