/** Values read out of a Redis by a connection of its own, against a server that says what it is told to. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { valueReader } from '../../src/cli/queue/reader.ts';

let server: Server;
/** What was asked, and how each is answered. */
let asked: string[];
let answers: ((socket: Socket) => void)[];
const sockets = new Set<Socket>();

beforeEach(async () => {
  [asked, answers] = [[], []];
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      // A command is *n, then $length and a word each.
      for (const command of bytes.toString('latin1').split('*').slice(1)) {
        asked.push(
          command
            .split('\r\n')
            .filter((line, n) => n > 0 && n % 2 === 0 && line !== '')
            .join(' '),
        );
        answers.shift()?.(socket);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

const says = (text: string | Uint8Array) => (socket: Socket) => void socket.write(text);
const value = (bytes: Uint8Array) => Buffer.concat([Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n')]);
const reader = (more: { db?: number; username?: string; password?: string } = {}) =>
  valueReader({
    ...{ host: '127.0.0.1', port: (server.address() as AddressInfo).port, db: 0, maxRetriesPerRequest: null },
    ...more,
  });
/** Bytes of which no two places near each other are the same, line ends among them. */
const bytesOf = (size: number, from = 0) => Uint8Array.from({ length: size }, (_, n) => (n * 31 + from) % 251);

describe('a value', () => {
  test.each([0, 1, 13, 70_000, 3_000_001])('of %i bytes comes as it is, and then the next', async (size) => {
    const [one, other] = [bytesOf(size), bytesOf(17, 5)];
    answers = [says(value(one)), says(value(other))];
    const { read, close } = reader();
    const found = await read('a');
    expect(found && Buffer.compare(found.bytes, one)).toBe(0);
    expect([...((await read('b'))?.bytes ?? [])]).toEqual([...other]);
    expect(asked).toEqual(['GET a', 'GET b']);
    close();
  });

  test('comes as it is in whatever pieces it arrives', async () => {
    const [one, other] = [bytesOf(40), bytesOf(23, 3)];
    const all = Buffer.concat([value(one), Buffer.from('$-1\r\n'), value(other)]);
    const drop = async (socket: Socket) => {
      for (const byte of all) {
        socket.write(Uint8Array.of(byte));
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    };
    answers = [(socket) => void drop(socket)];
    const { read, close } = reader();
    const found = await Promise.all([read('a'), read('b'), read('c')]);
    expect(found.map((each) => each && [...each.bytes])).toEqual([[...one], null, [...other]]);
    close();
  });

  test('stays as it is until its memory is given back, and then that is used again', async () => {
    const [one, two, three] = [bytesOf(1000), bytesOf(1000, 9), bytesOf(900, 40)];
    answers = [one, two, three].map((each) => says(value(each)));
    const { read, close } = reader();
    const [first, second] = [await read('a'), await read('b')];
    expect([...(first?.bytes ?? [])]).toEqual([...one]);
    first?.free();
    const third = await read('c');
    expect([...(third?.bytes ?? [])]).toEqual([...three]);
    expect([...(second?.bytes ?? [])]).toEqual([...two]);
    expect(third?.bytes.buffer).toBe(first?.bytes.buffer);
    close();
  });
});

test('a user, a password and a database are told first', async () => {
  const ok = says('+OK\r\n');
  answers = [ok, ok, says(value(bytesOf(3)))];
  const { read, close } = reader({ db: 4, username: 'me', password: 'a secret' });
  expect([...((await read('a'))?.bytes ?? [])]).toEqual([...bytesOf(3)]);
  expect(asked).toEqual(['AUTH me a secret', 'SELECT 4', 'GET a']);
  close();
});

test('what a server refuses is told, and asked anew the next time', async () => {
  answers = [says('-WRONGPASS invalid\r\n')];
  const { read, close } = reader({ password: 'x' });
  await expect(read('a')).rejects.toThrow('WRONGPASS');
  answers = [says('+OK\r\n'), says('-ERR wrong kind\r\n'), says('$-1\r\n')];
  await expect(read('b')).rejects.toThrow('ERR wrong kind');
  expect(await read('c')).toBeNull();
  expect(asked.filter((word) => word.startsWith('AUTH'))).toHaveLength(2);
  close();
});

test('a connection that breaks off in a value is opened again', async () => {
  answers = [
    (socket) => {
      socket.write('$100\r\nhalf');
      setTimeout(() => socket.destroy(), 20);
    },
  ];
  const { read, close } = reader();
  await expect(read('a')).rejects.toThrow();
  answers = [says(value(bytesOf(100)))];
  expect((await read('a'))?.bytes).toHaveLength(100);
  close();
  const gone = once(server, 'close');
  server.close();
  await gone;
  await expect(read('a')).rejects.toThrow();
});
