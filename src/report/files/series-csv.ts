/** series: the central run, tidy (outputs.md). */
import type { Series } from '../../metrics/series.ts';
import { csvText, type LongTable } from './long-table.ts';

/** `date,kind,id,variable,value,unit`; values in CSV are the shortest decimal of 10 significant digits. */
export function seriesTable(dates: readonly string[], series: readonly Series[]): LongTable {
  for (const one of series) expectFinite(dates, one);
  return {
    ...{ name: 'series', dates, series, textOf: tenDigits, widest: '-1.234567891e-100'.length },
    numbers: [{ name: 'value', valuesOf: (n) => series[n].values }],
  };
}

/** The last line of defence: days of supply alone may have no value. */
function expectFinite(dates: readonly string[], { id, variable, unit, values }: Series): void {
  const mayLack = unit === 'days' || variable === 'quota_left';
  const t = mayLack ? -1 : values.findIndex((value) => !Number.isFinite(value));
  if (t >= 0) throw new Error(`${id} ${variable} is ${values[t]} on ${dates[t]}`);
}

/** series.csv, whole. */
export function seriesCsv(dates: readonly string[], series: readonly Series[]): string {
  return csvText(seriesTable(dates, series));
}

/** The shortest decimal of a number at 10 significant digits; empty for NaN. */
export function tenDigits(value: number): string {
  if (!Number.isFinite(value)) return '';
  return Number.isInteger(value) && Math.abs(value) < 1e10 ? String(value) : String(Number(value.toPrecision(10)));
}
