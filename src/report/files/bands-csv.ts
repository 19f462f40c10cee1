/** bands: the quantiles of an ensemble, tidy (outputs.md). */
import type { Band } from '../../metrics/ensemble-types.ts';
import { csvText, type LongTable } from './long-table.ts';

const NUMBERS = ['mean', 'p05', 'p25', 'p50', 'p75', 'p95'] as const;

/**
 * `date,kind,id,variable,mean,p05,p25,p50,p75,p95,unit`, in the order of the bands, which is that of the series; no
 * number where some run has none. Values in CSV are the shortest decimal of 6 significant digits: the sampling error of
 * 2,048 runs is near 2 % of their standard deviation, so that more would only make the file larger.
 */
export function bandsTable(dates: readonly string[], bands: readonly Band[]): LongTable {
  return {
    ...{ name: 'bands', dates, series: bands, textOf: sixDigits, widest: '-1.23457e-100'.length },
    numbers: NUMBERS.map((name) => ({ name, valuesOf: (n) => bands[n][name] })),
  };
}

/** bands.csv, whole. */
export function bandsCsv(dates: readonly string[], bands: readonly Band[]): string {
  return csvText(bandsTable(dates, bands));
}

/** The shortest decimal of a number at 6 significant digits; empty for what is not finite. */
export function sixDigits(value: number): string {
  if (!Number.isFinite(value)) return '';
  return Number.isInteger(value) && Math.abs(value) < 1e6 ? String(value) : String(Number(value.toPrecision(6)));
}
