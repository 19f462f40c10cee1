/** Charts on their way into a folder: the specification, the drawing and the picture of each. */
import { type Chart, textWidth } from '../index.ts';
import type { Folder } from './files.ts';

/** Draws and writes charts; returns the names of the pictures. */
export async function writeCharts(folder: Folder, charts: readonly Chart[]): Promise<string[]> {
  const { renderPng, renderSvg } = await import('./render.ts');
  const pictures: string[] = [];
  for (const { name, spec } of charts) {
    const svg = await renderSvg(spec, textWidth);
    folder.write(`${name}.vl.json`, `${JSON.stringify(spec)}\n`);
    folder.write(`${name}.svg`, svg);
    folder.write(`${name}.png`, renderPng(svg));
    pictures.push(`${name}.png`);
  }
  return pictures;
}
