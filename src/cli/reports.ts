/** Writes a report as report.html and report.md, with what a page needs beside its words: its script and its fonts. */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { figuresOf, type PageAssets, type Report, reportHtml, reportMarkdown, textWidth, VERSION } from '../index.ts';
import { eastAsianSubset } from './east-asian.ts';
import { type Folder, readBytes } from './files.ts';
import { writeText } from './output-file.ts';
import { complain } from './print.ts';

const PROGRAM = `chokepoint ${VERSION}`;

const require = createRequire(import.meta.url);

/** Writes both; `pictures` are the drawn charts by name, as SVG, and of `kind` in the folder; `narrow` those for narrow screens. */
export async function writeReports(
  folder: Folder,
  report: Report,
  { pictures, narrow }: Pick<PageAssets, 'pictures' | 'narrow'>,
  kind: 'svg' | 'png',
): Promise<void> {
  const assets = { pictures, ...(narrow && { narrow }), ...pageAssets() };
  const page = reportHtml(report, assets);
  const eastAsian = await eastAsianSubset(page);
  folder.write('report.html', eastAsian.size === 0 ? page : reportHtml(report, { ...assets, eastAsian }));
  folder.write('report.md', reportMarkdown(report, PROGRAM, kind));
}

/** Stands at the head of each page. */
export const MARK_OF_PAGE = '<meta name="generator" content="chokepoint ';

/** Writes a report as one file by itself, its charts drawn; it says which of them could not be. */
export async function writePage(file: string, report: Report): Promise<void> {
  const { renderSvg } = await import('./render.ts');
  const [pictures, narrow] = [new Map<string, string>(), new Map<string, string>()];
  for (const { chart, heading } of figuresOf(report)) {
    try {
      pictures.set(chart.name, await renderSvg(chart.spec, textWidth));
      if (chart.narrow) narrow.set(chart.name, await renderSvg(chart.narrow, textWidth));
    } catch (error) {
      complain(`The chart of ${heading} in ${file} was not drawn: ${error instanceof Error ? error.message : error}.`);
    }
  }
  writeText(file, reportHtml(report, { pictures, narrow, ...pageAssets() }), MARK_OF_PAGE);
}

function pageAssets(): Omit<PageAssets, 'pictures' | 'narrow'> {
  const text = readBytes(new URL('./report.js', import.meta.url)).toString('utf8');
  const sha256 = createHash('sha256').update(text).digest('base64');
  const fonts = ([400, 600] as const).map((weight) => {
    const file = require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`);
    return [weight, readBytes(file).toString('base64')] as const;
  });
  return { script: { text, sha256 }, fonts: new Map(fonts), program: PROGRAM };
}
