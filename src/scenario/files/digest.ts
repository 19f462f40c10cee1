/** The fingerprint of a scenario as resolved: the same whatever the order of keys and the layout of the files. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Assumption } from '../values.ts';

/** SHA-256, in hex, of a scenario as resolved and the figures that its assumptions take. */
export function digestOf(resolved: unknown, assumptions: readonly Assumption[]): string {
  const figures = assumptions.flatMap(({ figure }) => (figure ? [[figure.id, figure.value]] : []));
  return digestOfData([resolved, figures]);
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
