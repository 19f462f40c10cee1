/** SVG as PNG: the only file that runs resvg. Used in a process of its own, since what it can't draw may end that. */
import { crc32, deflateSync } from 'node:zlib';
import { type RenderedImage, renderAsync } from '@resvg/resvg-js';
import { eastAsianFiles, isEastAsian } from './east-asian.ts';
import { fontFile } from './files.ts';

/** Text that Inter's smaller files have every letter of: resvg opens a font's file again for each letter that it draws. */
const LATIN = /^[\s\u0020-\u007e\u00a0-\u0148\u014a-\u017f\u2010-\u2027\u2030-\u203a€−≤≥]*$/u;

/** Pixels in the picture for each in the specification: sharp on a slide. */
const SCALE = 2;

const TEXT = /<text\b[^>]*>.*?<\/text>/gs;

/** Lines with East Asian text in the font that has it: one that only steps in for another is always drawn regular. */
function withEastAsian(svg: string): string {
  return svg.replace(TEXT, (text) =>
    isEastAsian(text) ? text.replace(/font-family="[^"]*"/g, 'font-family="Noto Sans SC"') : text,
  );
}

/** A PNG of an SVG, twice its size, in Inter; Chinese in Noto Sans SC. No font of the machine is looked at. */
export async function renderPng(svg: string): Promise<Uint8Array> {
  const added = isEastAsian(svg) ? [...eastAsianFiles().values()] : [];
  const isLatin = (svg.match(TEXT) ?? []).every((text) => isEastAsian(text) || LATIN.test(text));
  const inter = [400, 600].map((weight) => fontFile(`${isLatin ? 'inter-latin' : 'inter'}-${weight}.ttf`));
  const font = { fontFiles: [...inter, ...added], loadSystemFonts: false, defaultFontFamily: 'Inter' };
  const text = added.length === 0 ? svg : withEastAsian(svg);
  return asPng(await renderAsync(text, { font, fitTo: { mode: 'zoom', value: SCALE }, background: '#ffffff' }));
}

/**
 * A picture as PNG (ISO/IEC 15948): its rows without a filter and lightly packed, which suits what is mostly white, in
 * half the time of what comes with resvg.
 */
function asPng({ width, height, pixels }: RenderedImage): Uint8Array {
  const row = 4 * width;
  const rows = Buffer.alloc(height * (row + 1));
  for (let y = 0; y < height; y += 1) rows.set(pixels.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits each of red, green, blue and opacity.
  header.set([8, 6], 8);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const data = deflateSync(rows, { level: 3, memLevel: 9 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
