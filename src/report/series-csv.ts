/** series.csv: the central run, tidy (outputs.md). */
import type { Series } from '../metrics/series.ts';

/**
 * `date,kind,id,variable,value,unit`, by date and then in the order of the series; values are the shortest decimal of
 * 10 significant digits, empty where there is none. Throws on a number that is not finite in a series that has one always.
 */
export function seriesCsv(dates: readonly string[], series: readonly Series[]): string {
  const lines = ['date,kind,id,variable,value,unit'];
  for (const [t, date] of dates.entries()) {
    for (const { kind, id, variable, unit, values } of series) {
      // Days of supply alone may have no value.
      if (unit !== 'days' && !Number.isFinite(values[t]))
        throw new Error(`${id} ${variable} is ${values[t]} on ${date}`);
      lines.push(`${date},${kind},${id},${variable},${tenDigits(values[t])},${unit}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The shortest decimal of a number at 10 significant digits; empty for NaN. */
export function tenDigits(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(10))) : '';
}
