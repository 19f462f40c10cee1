/** What unpacks the programs of a page gives what was packed, whatever that is. */
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unpacked } from '../../src/page/explorer/unpack.ts';
import { read } from '../files.ts';
import { law } from '../run.ts';

type Compress = (bytes: Uint8Array, mode: number) => number[];
const { compress } = createRequire(import.meta.url)('lzma') as { readonly compress: Compress };
const through = (bytes: Uint8Array, mode: number) =>
  unpacked(Buffer.from(compress(Buffer.from(bytes), mode)).toString('base64'));

test('any bytes come back: random ones, and what repeats itself near and far', () => {
  const piece = fc.uint8Array({ minLength: 1, maxLength: 40 });
  const pieces = fc.array(fc.tuple(piece, fc.integer({ min: 1, max: 30 })), { minLength: 1, maxLength: 20 });
  law(fc.tuple(pieces, fc.constantFrom(1, 3, 9)), ([all, mode]) => {
    const once = all.flatMap(([bytes, times]) => Array.from({ length: times }, () => [...bytes]).flat());
    const bytes = Uint8Array.from([...once, ...all.flatMap(([bytes]) => [...bytes]), ...once]);
    expect(through(bytes, mode)).toEqual(bytes);
    return true;
  });
});

test('a long text comes back, in either alphabet', () => {
  for (const file of ['scenarios/april-2025-controls.yaml', 'src/report/text/zh-run.ts']) {
    const bytes = new TextEncoder().encode(read(file).repeat(3));
    expect(through(bytes, 3)).toEqual(bytes);
  }
});
