/** bands.csv: the quantiles of an ensemble, tidy (outputs.md). */
import type { Band } from '../metrics/ensemble-types.ts';

/**
 * `date,kind,id,variable,mean,p05,p25,p50,p75,p95,unit`, by date and then in the order of the bands, which is that of
 * series.csv. Values are the shortest decimal of 6 significant digits, empty where some run has none: the sampling
 * error of 2,048 runs is near 2 % of their standard deviation, so that more would only make the file larger.
 */
export function bandsCsv(dates: readonly string[], bands: readonly Band[]): string {
  const lines = ['date,kind,id,variable,mean,p05,p25,p50,p75,p95,unit'];
  const names = bands.map(({ kind, id, variable }) => `${kind},${id},${variable}`);
  for (const [t, date] of dates.entries()) {
    for (const [n, { mean, p05, p25, p50, p75, p95, unit }] of bands.entries()) {
      let line = `${date},${names[n]}`;
      for (const column of [mean, p05, p25, p50, p75, p95]) line += `,${sixDigits(column[t])}`;
      lines.push(`${line},${unit}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The shortest decimal of a number at 6 significant digits; empty for what is not finite. */
export function sixDigits(value: number): string {
  if (!Number.isFinite(value)) return '';
  return Number.isInteger(value) && Math.abs(value) < 1e6 ? String(value) : String(Number(value.toPrecision(6)));
}
