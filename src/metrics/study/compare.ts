/** A variant against the base, replicate by replicate. */
import { momentsOf, type Pairing } from './paired.ts';
import type { Compared, VariantResult, WorstCase } from './result.ts';
import { type Column, type Sample, summariseColumn, TOTAL_SHORTAGE } from './sample.ts';
import { meanOfWorst } from './tail.ts';

/** What of a variant's result comes of comparing. */
export type Comparison = Pick<VariantResult, 'compared' | 'worst' | 'costPerTonneAvoided'>;

/** Compares what both have, measured in the same unit; with `onlyShort`, demands that are short in either alone. */
export function compareWithBase(base: Sample, variant: Sample, pair: Pairing, onlyShort: boolean): Comparison {
  const both = [...base.columns.values()].flatMap((own): [Column, Column][] => {
    const other = variant.columns.get(own.path);
    return other && other.unit === own.unit ? [[own, other]] : [];
  });
  const isShort = ({ demand }: Column) =>
    [base, variant].some(({ columns }) => columns.get(`demands.${demand}.ever_short`)?.values.includes(1));
  const kept = both.filter(([own]) => !onlyShort || own.demand === undefined || isShort(own));
  const worst = kept
    .filter(([{ name }]) => name === 'shortage' || name === 'total_shortage')
    .map(
      ([own, other]): WorstCase => ({
        ...{ demand: own.demand, unit: own.unit },
        ...{ base: meanOfWorst(own.values), variant: meanOfWorst(other.values) },
      }),
    );
  return {
    compared: kept.map(([own, other]) => compared(own, other, pair)),
    worst,
    costPerTonneAvoided: costPerTonne(base, variant),
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

function costPerTonne(base: Sample, variant: Sample): number | null {
  if (base.columns.get('total.cost')?.unit === '') return null;
  const avoided = meanOf(base, TOTAL_SHORTAGE) - meanOf(variant, TOTAL_SHORTAGE);
  return avoided > 0 ? (meanOf(variant, 'total.cost') - meanOf(base, 'total.cost')) / avoided : null;
}
