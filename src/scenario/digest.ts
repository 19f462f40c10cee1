/** The fingerprint of a scenario as resolved: the same whatever the order of keys and the layout of the files. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256, in hex, of the merged data and the texts of the other files that it names (ledgers, CSV). */
export function digestOf(data: unknown, files: Readonly<Record<string, string>>): string {
  const texts = Object.entries(files)
    .map(([name, text]) => [name.split('/').at(-1) as string, text] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([canonical(data), texts]))));
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, inner]) => [key, canonical(inner)]);
}
