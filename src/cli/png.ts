/** SVG as PNG: the only file that runs resvg. Used in a process of its own, since what it can't draw may end that. */
import { renderAsync } from '@resvg/resvg-js';
import { eastAsianFiles, isEastAsian } from './east-asian.ts';
import { fontFile } from './files.ts';

const FONT_FILES = [400, 600].map((weight) => fontFile(`inter-${weight}.ttf`));

/** Pixels in the picture for each in the specification: sharp on a slide. */
const SCALE = 2;

/** Lines with East Asian text in the font that has it: one that only steps in for another is always drawn regular. */
function withEastAsian(svg: string): string {
  return svg.replace(/<text\b[^>]*>.*?<\/text>/gs, (text) =>
    isEastAsian(text) ? text.replace(/font-family="[^"]*"/g, 'font-family="Noto Sans SC"') : text,
  );
}

/** A PNG of an SVG, twice its size, in Inter; Chinese in Noto Sans SC. No font of the machine is looked at. */
export async function renderPng(svg: string): Promise<Uint8Array> {
  const added = isEastAsian(svg) ? [...eastAsianFiles().values()] : [];
  const font = { fontFiles: [...FONT_FILES, ...added], loadSystemFonts: false, defaultFontFamily: 'Inter' };
  const text = added.length === 0 ? svg : withEastAsian(svg);
  const picture = await renderAsync(text, { font, fitTo: { mode: 'zoom', value: SCALE }, background: '#ffffff' });
  return picture.asPng();
}
