import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { renderPng } from '../../src/cli/png.ts';

const picture = (...texts: readonly string[]) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="${20 * texts.length + 30}">${texts
    .map((text, n) => `<text x="8" y="${20 * n + 20}" font-family="Inter" font-size="14" ${text}</text>`)
    .join('')}</svg>`;

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => `&#${from + n};`).join('');

/** Rows of text in each letter that the smaller files hold. */
const LETTERS = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x100, 0x13f],
  [0x140, 0x148],
  [0x14a, 0x17f],
  [0x2010, 0x2027],
  [0x2030, 0x203a],
] as const;

describe('A picture as PNG', () => {
  it('looks the same in the smaller files of a font as in the whole ones', async () => {
    const rows = [...LETTERS.map(([from, to]) => decoded(range(from, to))), '€−≤≥ To 3,214 t: AVATAR, fi, 10:30, 2x4'];
    const different: string[] = [];
    for (const row of rows) {
      // Of what is not seen, the second has a letter that only the whole files hold.
      const [small, whole] = await Promise.all(
        ['x', 'Ω'].map((unseen) => renderPng(picture(`>${row}`, `font-weight="600">${row}`, `fill="none">${unseen}`))),
      );
      if (!Buffer.from(small ?? []).equals(Buffer.from(whole ?? []))) different.push(row);
    }
    expect(different).toEqual([]);
  });

  it('is twice as large as its SVG, and white where nothing is drawn', async () => {
    const png = Buffer.from(
      await renderPng(
        '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"><rect width="1" height="1"/></svg>',
      ),
    );
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([6, 4]);
    const length = png.readUInt32BE(33);
    const rows = inflateSync(png.subarray(41, 41 + length)).toString('hex');
    const [black, white] = ['000000ff', 'ffffffff'];
    const [top, rest] = [`00${black.repeat(2)}${white.repeat(4)}`, `00${white.repeat(6)}`];
    expect(rows).toBe(top.repeat(2) + rest.repeat(2));
  });
});

/** Numbered letters as they are, but for those that XML marks up with. */
function decoded(text: string): string {
  return text.replace(/&#(\d+);/g, (all, code) => (/^(38|60)$/.test(code) ? all : String.fromCodePoint(Number(code))));
}
