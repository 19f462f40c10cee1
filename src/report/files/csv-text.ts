/** Rows as CSV. */
import Papa from 'papaparse';

/** The rows, each field in quotes where it must be; what a spreadsheet would take for a formula is kept from it. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return Papa.unparse(rows as string[][], { newline: '\n', escapeFormulae: /^[=+@\t\r]|^-(?![\d.])/ });
}
