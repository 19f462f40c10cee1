/** Writes a report as report.html and report.md, with what a page needs beside its words: its script and its fonts. */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { type PageAssets, type Report, reportHtml, reportMarkdown, VERSION } from '../index.ts';
import { type Folder, readBytes } from './files.ts';

const PROGRAM = `chokepoint ${VERSION}`;

const require = createRequire(import.meta.url);

/** Writes both; `pictures` are the drawn charts by name, as SVG. */
export function writeReports(folder: Folder, report: Report, pictures: ReadonlyMap<string, string>): void {
  folder.write('report.html', reportHtml(report, { pictures, ...pageAssets() }));
  folder.write('report.md', reportMarkdown(report, PROGRAM));
}

function pageAssets(): Omit<PageAssets, 'pictures'> {
  const text = readBytes(new URL('./report.js', import.meta.url)).toString('utf8');
  const sha256 = createHash('sha256').update(text).digest('base64');
  const fonts = ([400, 600] as const).map((weight) => {
    const file = require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`);
    return [weight, readBytes(file).toString('base64')] as const;
  });
  return { script: { text, sha256 }, fonts: new Map(fonts), program: PROGRAM };
}
