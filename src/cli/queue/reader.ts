/**
 * Reads large values of a Redis into memory that is used again. A client puts each into new memory, which whoever asks for
 * parts pays for several times: it is slow to write to for the first time, and the engine looks through all that it has to
 * find it again. Of the flagship a replicate took 45 µs by the client, and takes 12 by this (`npm run queue:costs`).
 */
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import type { Address } from './connection.ts';

/** What a socket is read into till it is known how long a value is, in bytes. */
const HEAD = 4096;
const LINE_FEED = 10;
/** What ends each answer, and stands behind a value. */
const END = '\r\n';

/** A value in memory that is lent: `free` gives it back, and the bytes are no longer those of the value. */
export interface Lent {
  readonly bytes: Uint8Array;
  free(): void;
}

/** A connection of its own, which is opened when it is needed, and again when it was lost. */
export interface ValueReader {
  /** The value of a key; null where there is none. Rejects where the Redis refuses or goes away. */
  read(key: string): Promise<Lent | null>;
  close(): void;
}

/** One that waits for the answer to a command. */
interface Waiting {
  resolve(value: Lent | null): void;
  reject(error: Error): void;
}

/** Reads values of the Redis at an address. */
export function valueReader(address: Address): ValueReader {
  const pool = memoryPool();
  let open: ReturnType<typeof connection> | undefined;
  return {
    read(key) {
      open ??= connection(address, pool, () => {
        open = undefined;
      });
      return open.ask('GET', key);
    },
    close: () => open?.close(),
  };
}

/** A connection to a Redis, in its protocol RESP2 (redis.io/docs/latest/develop/reference/protocol-spec). */
function connection(
  { host, port, db, username, password, tls }: Address,
  pool: ReturnType<typeof memoryPool>,
  lost: () => void,
) {
  const waiting: Waiting[] = [];
  const head = new Uint8Array(HEAD);
  let line = '';
  /** The value that is being read, in memory that has room for what ends it, too. */
  let value: { readonly memory: Buffer; readonly size: number; done: number } | undefined;
  const answer = () => {
    const [kind, rest] = [line[0], line.slice(1)];
    line = '';
    if (kind === '$' && Number(rest) >= 0) {
      const size = Number(rest) + END.length;
      value = { memory: pool.take(size), size, done: 0 };
    } else if (kind === '-') waiting.shift()?.reject(new Error(rest));
    else waiting.shift()?.resolve(null);
  };
  const filled = (count: number) => {
    if (value === undefined) return;
    const { memory, size } = value;
    value.done += count;
    if (value.done < size) return;
    value = undefined;
    waiting.shift()?.resolve({ bytes: memory.subarray(0, size - END.length), free: () => pool.give(memory) });
  };
  const callback = (count: number, given: Uint8Array) => {
    // What a value has room for was read to where it belongs.
    if (given !== head) filled(count);
    for (let at = given === head ? 0 : count; at < count; ) {
      if (value === undefined) {
        const end = head.indexOf(LINE_FEED, at);
        const isWhole = end >= 0 && end < count;
        const next = isWhole ? end + 1 : count;
        line += Buffer.from(head.buffer, at, (isWhole ? end : count) - at).toString('latin1');
        at = next;
        if (isWhole) answer();
      } else {
        const many = Math.min(count - at, value.size - value.done);
        value.memory.set(head.subarray(at, at + many), value.done);
        at += many;
        filled(many);
      }
    }
    return true;
  };
  const buffer = () => (value ? value.memory.subarray(value.done, value.size) : head);
  const options = { host, port, ...tls, noDelay: true, onread: { buffer, callback } };
  const socket: Socket = tls === undefined ? connectPlain(options) : connectSecure(options);
  let isLost = false;
  const fail = (error: Error) => {
    if (isLost) return;
    isLost = true;
    lost();
    socket.destroy();
    for (const one of waiting.splice(0)) one.reject(error);
  };
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the connection was closed')));
  const ask = (...words: readonly string[]) =>
    new Promise<Lent | null>((resolve, reject) => {
      waiting.push({ resolve, reject });
      const told = words.map((word) => `$${Buffer.byteLength(word)}${END}${word}${END}`);
      socket.write(`*${words.length}${END}${told.join('')}`);
    });
  const begin = (...words: readonly string[]) => void ask(...words).catch(fail);
  if (password !== undefined) begin('AUTH', ...(username === undefined ? [] : [username]), password);
  if (db !== 0) begin('SELECT', `${db}`);
  return { ask, close: () => socket.destroy() };
}

/** Memory for values, of which that given back is taken again. */
function memoryPool() {
  const free: Buffer[] = [];
  return {
    take(size: number): Buffer {
      const place = free.findIndex(({ length }) => length >= size);
      if (place >= 0) return free.splice(place, 1)[0] as Buffer;
      // What is too small now would be so again: parts grow.
      free.length = 0;
      return Buffer.allocUnsafeSlow(Math.ceil(size * ROOM));
    },
    give: (memory: Buffer) => void free.push(memory),
  };
}

/** Parts of like tasks differ by less in size. */
const ROOM = 1.1;
