/** summary.json as text. */
import type { Summary } from '../metrics/summary.ts';

/** The text of summary.json. */
export function summaryJson(summary: Summary): string {
  return `${JSON.stringify(summary, null, 2)}\n`;
}
