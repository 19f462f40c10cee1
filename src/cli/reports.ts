/** Writes a report as report.html and report.md, with what a page needs beside its words: its script and its fonts. */
import { createHash } from 'node:crypto';
import {
  figuresOf,
  type LedgerClaim,
  type PageAssets,
  type Report,
  readLedger,
  reportHtml,
  reportMarkdown,
  textWidth,
  VERSION,
} from '../index.ts';
import { eastAsianSubset } from './east-asian.ts';
import { type Folder, fontFile, readBytes } from './files.ts';
import { writeText } from './output-file.ts';
import { complain } from './print.ts';

/** The program, as it names itself. */
export const PROGRAM = `chokepoint ${VERSION}`;

/** Writes both; `pictures` are the drawn charts by name, as SVG, and of `kind` in the folder; `narrow` those for narrow screens. */
export async function writeReports(
  folder: Folder,
  report: Report,
  { pictures, narrow }: Pick<PageAssets, 'pictures' | 'narrow'>,
  kind: 'svg' | 'png',
): Promise<void> {
  folder.write('report.html', await inFonts(report, { pictures, ...(narrow && { narrow }) }));
  folder.write('report.md', reportMarkdown(report, PROGRAM, kind));
}

/** Stands at the head of each page. */
export const MARK_OF_PAGE = '<meta name="generator" content="chokepoint ';

/** Writes a report as one file by itself, its charts drawn; it says which of them could not be. */
export async function writePage(file: string, report: Report): Promise<void> {
  const fail = (heading: string, error: unknown) =>
    complain(`The chart of ${heading} in ${file} was not drawn: ${error instanceof Error ? error.message : error}.`);
  writeText(file, await pageOf(report, fail), MARK_OF_PAGE);
}

/** A report as one page, its charts drawn; `fail` hears of those that could not be. */
export async function pageOf(report: Report, fail: (heading: string, error: unknown) => void): Promise<string> {
  const { renderSvg } = await import('./render.ts');
  const [pictures, narrow] = [new Map<string, string>(), new Map<string, string>()];
  for (const { chart, heading } of figuresOf(report)) {
    try {
      pictures.set(chart.name, await renderSvg(chart.spec, textWidth));
      if (chart.narrow) narrow.set(chart.name, await renderSvg(chart.narrow, textWidth));
    } catch (error) {
      fail(heading, error);
    }
  }
  return inFonts(report, { pictures, narrow });
}

/** The page with its script and its fonts; where Chinese stands in it, with a font of these characters, too. */
async function inFonts(report: Report, pictures: Pick<PageAssets, 'pictures' | 'narrow'>): Promise<string> {
  const assets = { ...pictures, ...pageAssets() };
  const page = reportHtml(report, assets);
  const eastAsian = await eastAsianSubset(page);
  return eastAsian.size === 0 ? page : reportHtml(report, { ...assets, eastAsian });
}

function pageAssets(): Omit<PageAssets, 'pictures' | 'narrow'> {
  const text = readBytes(new URL('./report.js', import.meta.url)).toString('utf8');
  const sha256 = createHash('sha256').update(text).digest('base64');
  const fonts = ([400, 600] as const).map((weight) => {
    return [weight, readBytes(fontFile(`inter-latin-${weight}.woff2`)).toString('base64')] as const;
  });
  return { script: { text, sha256 }, fonts: new Map(fonts), program: PROGRAM };
}

/** What the ledgers among the files that were read claim, by id; nothing where there is none. */
export function claimsIn(texts: ReadonlyMap<string, string>): ReadonlyMap<string, LedgerClaim> {
  const ledgers = [...texts].filter(([file]) => /(^|\/)figures\.yaml$/.test(file));
  const figures = ledgers.flatMap(([file, text]) => readLedger(file, text, new Map()).figures);
  return new Map(figures.map((figure) => [figure.id, figure]));
}
