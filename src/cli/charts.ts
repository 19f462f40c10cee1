/** Charts on their way into a folder: the specification, the drawing and the picture of each. */
import { type Chart, textWidth } from '../index.ts';
import type { Folder } from './files.ts';

/** Draws and writes charts; returns them as SVG, by name. */
export async function writeCharts(folder: Folder, charts: readonly Chart[]): Promise<ReadonlyMap<string, string>> {
  const { renderPng, renderSvg } = await import('./render.ts');
  const drawn = new Map<string, string>();
  const pictures: Promise<Uint8Array>[] = [];
  for (const { name, spec } of charts) {
    const svg = await renderSvg(spec, textWidth);
    folder.write(`${name}.vl.json`, `${JSON.stringify(spec)}\n`);
    folder.write(`${name}.svg`, svg);
    pictures.push(renderPng(svg));
    drawn.set(name, svg);
  }
  for (const [n, { name }] of charts.entries()) folder.write(`${name}.png`, await pictures[n]);
  return drawn;
}

/** The names of drawn charts' pictures. */
export function pictureNames(drawn: ReadonlyMap<string, string>): string[] {
  return [...drawn.keys()].map((name) => `${name}.png`);
}
