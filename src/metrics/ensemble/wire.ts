/**
 * Plain data as bytes, the same on every machine: a scenario, a part of an ensemble, what it comes to. A header in JSON
 * tells of all but arrays of numbers, which follow as blocks in little-endian order; a SHA-256 of it all stands at the
 * end. JSON alone would lose maps, sets, what is not finite and −0; formats of an engine move with its versions.
 *
 *     4 bytes: length h of the header · h bytes: the header · blocks, each begun at a multiple of 8 bytes · 32 bytes: SHA-256
 */
import { sha256 } from '@noble/hashes/sha2.js';

/** What JSON has no word for stands as an object with this key alone, whose value begins with a tag. */
const TAG = '$';
const PREFIX = 4;
const DIGEST = 32;
const ALIGNED = 8;

/** The arrays that become blocks. */
const ARRAYS = { f64: Float64Array, u8: Uint8Array } as const;
type Block = Float64Array | Uint8Array;

/** SHA-256 of some bytes: a machine may have one that is quicker than that of this package. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** Encodes plain data. What is none, such as a function, is an Error. */
export function toBytes(data: unknown, digest: Sha256 = sha256): Uint8Array {
  const blocks: Block[] = [];
  const header = new TextEncoder().encode(JSON.stringify(told(data, blocks)));
  const places = placesOf(PREFIX + header.length, blocks);
  const end = places.at(-1) as number;
  const bytes = new Uint8Array(end + DIGEST);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, PREFIX);
  for (const [n, block] of blocks.entries()) writeBlock(bytes, places[n] as number, block);
  bytes.set(digest(bytes.subarray(0, end)), end);
  return bytes;
}

/** Decodes what toBytes made; arrays of numbers are views of the bytes where they can be. Damaged bytes are an Error. */
export function fromBytes<T>(bytes: Uint8Array, digest: Sha256 = sha256): T {
  const end = bytes.length - DIGEST;
  if (end < PREFIX || !areSame(digest(bytes.subarray(0, end)), bytes.subarray(end))) {
    throw new Error('bytes that were damaged or cut off on their way: send them again');
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(PREFIX, PREFIX + length)));
  let place = aligned(PREFIX + length);
  const read = (name: keyof typeof ARRAYS, count: number) => {
    const block = readBlock(bytes, place, name, count);
    place = aligned(place + block.byteLength);
    return block;
  };
  return meant(header, read) as T;
}

/** Data as JSON can tell it; its arrays of numbers are put among the blocks. */
function told(data: unknown, blocks: Block[]): unknown {
  if (typeof data === 'number')
    return isJsonNumber(data) ? data : { [TAG]: ['number', Object.is(data, -0) ? '-0' : String(data)] };
  if (data === null || typeof data === 'string' || typeof data === 'boolean') return data;
  if (data === undefined) return { [TAG]: ['undefined'] };
  if (typeof data === 'bigint') return { [TAG]: ['bigint', String(data)] };
  const all = (items: Iterable<unknown>) => Array.from(items, (one) => told(one, blocks));
  if (Array.isArray(data)) return all(data);
  if (data instanceof Map) return { [TAG]: ['map', ...all([...data].flat(1))] };
  if (data instanceof Set) return { [TAG]: ['set', ...all(data)] };
  for (const [name, type] of Object.entries(ARRAYS)) {
    if (!(data instanceof type)) continue;
    blocks.push(data);
    return { [TAG]: [name, data.length] };
  }
  if (typeof data !== 'object' || Object.getPrototypeOf(data) !== Object.prototype) {
    throw new Error(`${Object.prototype.toString.call(data)} is no plain data, and cannot be sent`);
  }
  const entries = Object.entries(data);
  // An object that has the key itself is told as its entries.
  if (TAG in data) return { [TAG]: ['object', ...all(entries.flat(1))] };
  return Object.fromEntries(entries.map(([key, value]) => [key, told(value, blocks)]));
}

/** What was told, blocks being read in their order. */
function meant(data: unknown, read: (name: keyof typeof ARRAYS, count: number) => Block): unknown {
  if (data === null || typeof data !== 'object') return data;
  if (Array.isArray(data)) return data.map((one) => meant(one, read));
  if (!(TAG in data)) return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, meant(value, read)]));
  const [tag, ...items] = data[TAG] as [string, ...unknown[]];
  const pairs = () => {
    const all = items.map((one) => meant(one, read));
    return Array.from({ length: all.length / 2 }, (_, n) => [all[2 * n], all[2 * n + 1]] as const);
  };
  switch (tag) {
    case 'undefined':
      return undefined;
    case 'number':
      return Number(items[0]);
    case 'bigint':
      return BigInt(items[0] as string);
    case 'map':
      return new Map(pairs());
    case 'set':
      return new Set(items.map((one) => meant(one, read)));
    case 'object':
      return Object.fromEntries(pairs());
    case 'f64':
    case 'u8':
      return read(tag, items[0] as number);
    default:
      throw new Error(`${tag} is sent by another version of this program`);
  }
}

function isJsonNumber(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}

function aligned(place: number): number {
  return Math.ceil(place / ALIGNED) * ALIGNED;
}

/** Where blocks begin that come after so many bytes, and where the last ends. */
function placesOf(before: number, blocks: readonly Block[]): number[] {
  const places = [aligned(before)];
  for (const block of blocks) places.push(aligned((places.at(-1) as number) + block.byteLength));
  return places;
}

/** Whether numbers lie in the memory of this machine as they are sent, as they do on most. */
const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function writeBlock(bytes: Uint8Array, place: number, block: Block): void {
  if (IS_LITTLE_ENDIAN || block instanceof Uint8Array) {
    bytes.set(new Uint8Array(block.buffer, block.byteOffset, block.byteLength), place);
    return;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + place);
  for (let n = 0; n < block.length; n++) view.setFloat64(8 * n, block[n], true);
}

function readBlock(bytes: Uint8Array, place: number, name: keyof typeof ARRAYS, count: number): Block {
  const from = bytes.byteOffset + place;
  if (name === 'u8') return new Uint8Array(bytes.buffer, from, count);
  if (IS_LITTLE_ENDIAN && from % ALIGNED === 0) return new Float64Array(bytes.buffer, from, count);
  const view = new DataView(bytes.buffer, from);
  return Float64Array.from({ length: count }, (_, n) => view.getFloat64(ALIGNED * n, true));
}

function areSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, n) => byte === other[n]);
}
