/** The ledger of a folder of scenarios: figures.yaml, and the documents that its figures are from. */
import { dirname, join } from 'node:path';
import { type Issue, type Ledger, type Reader, readLedger } from '../index.ts';

/** Opens a ledger; a fault in it is an issue with its place. */
export function openLedger(file: string, read: Reader): Ledger {
  const answer = read(file);
  if ('missing' in answer) return { figures: [], issues: [missing(file, answer)] };
  const table = join(dirname(file), 'data', 'documents.csv');
  const documents = read(table, 'table');
  if ('missing' in documents) return { figures: [], issues: [missing(table, documents)] };
  const lines = documents.text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
  return readLedger(file, answer.text, new Map(lines.map(([name = '', count]) => [name, Number(count)])));
}

function missing(file: string, { missing: reason, remedy }: { missing: string; remedy?: string }): Issue {
  const place = { file, line: 1, column: 1 };
  return {
    severity: 'error',
    code: 'missing-file',
    path: [],
    expected: 'a file that can be read',
    found: `${file}: ${reason}`,
    remedy: remedy ?? 'Name the folder of the ledger with --folder.',
    place,
  };
}
