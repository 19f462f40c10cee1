/** The fingerprint of a scenario as resolved: the same whatever the order of keys and the layout of the files. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Assumption } from '../scenario.ts';

/** SHA-256, in hex, of the merged data, the figures that its assumptions take and the tables that it names. */
export function digestOf(
  data: unknown,
  assumptions: readonly Assumption[],
  tables: Readonly<Record<string, string>>,
): string {
  const figures = assumptions.flatMap(({ figure }) => (figure ? [[figure.id, figure.value]] : []));
  const texts = Object.entries(tables).map(([name, text]) => [name.split('/').at(-1), text.replaceAll('\r\n', '\n')]);
  return digestOfData([data, figures, texts.sort()]);
}

/** SHA-256, in hex, of plain data, whatever the order of its keys. */
export function digestOfData(data: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(canonical(data)))));
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, inner]) => [key, canonical(inner)]);
}
