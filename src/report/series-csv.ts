/** series.csv: the central run, tidy (outputs.md). */
import type { Series } from '../metrics/series.ts';

/**
 * `date,kind,id,variable,value,unit`, by date and then in the order of the series; values are the shortest decimal of
 * 10 significant digits, empty where there is none.
 */
export function seriesCsv(dates: readonly string[], series: readonly Series[]): string {
  const lines = ['date,kind,id,variable,value,unit'];
  for (const [t, date] of dates.entries()) {
    for (const { kind, id, variable, unit, values } of series) {
      lines.push(`${date},${kind},${id},${variable},${tenDigits(values[t] as number)},${unit}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The shortest decimal of a number at 10 significant digits; empty for NaN. */
export function tenDigits(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(10))) : '';
}
