/** The ledger of a folder of scenarios: figures.yaml, and the documents that its figures are from. */
import { join } from 'node:path';
import { type Issue, type Ledger, readLedger } from '../index.ts';
import { readText } from './files.ts';

/** Opens the ledger of a folder; a fault in it is an issue with its place. */
export function openLedger(folder: string): Ledger {
  const file = join(folder, 'figures.yaml');
  const answer = readText(file);
  if ('missing' in answer) return { figures: [], issues: [missing(file, answer.missing)] };
  const table = join(folder, 'data', 'documents.csv');
  const documents = readText(table);
  if ('missing' in documents) return { figures: [], issues: [missing(table, documents.missing)] };
  const lines = documents.text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
  return readLedger(file, answer.text, new Map(lines.map(([name = '', count]) => [name, Number(count)])));
}

function missing(file: string, reason: string): Issue {
  const place = { file, line: 1, column: 1 };
  return {
    severity: 'error',
    code: 'missing-file',
    path: [],
    expected: 'a file that can be read',
    found: `${file}: ${reason}`,
    remedy: 'Name the folder of the ledger with --folder.',
    place,
  };
}
