/** Bytes that go to other machines and files, with the SHA-256 of this one, which is ten times as quick. */
import { createHash } from 'node:crypto';
import { fromBytes, toBytes } from '../index.ts';

const digest = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** SHA-256 in hexadecimal digits. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** As toBytes. */
export function sent(data: unknown): Uint8Array {
  return toBytes(data, digest);
}

/** As fromBytes. */
export function received<T>(bytes: Uint8Array): T {
  return fromBytes<T>(bytes, digest);
}
