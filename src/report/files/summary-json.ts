/** summary.json as text. */
import type { Summary } from '../../metrics/summary.ts';

/** The text of summary.json. Throws on a number that JSON cannot hold: what has no value is null before. */
export function summaryJson(summary: Summary): string {
  const finite = (name: string, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${name} is ${value} in summary.json`);
    return value;
  };
  return `${JSON.stringify(summary, finite, 2)}\n`;
}
