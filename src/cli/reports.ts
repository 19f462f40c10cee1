/** Writes a report as report.html and report.md, with what a page needs beside its words: its script and its fonts. */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import {
  figuresOf,
  type LedgerClaim,
  type PageAssets,
  type Report,
  readLedger,
  reportHtml,
  reportMarkdown,
  type SeriesAsked,
  type Setting,
  textWidth,
  VERSION,
} from '../index.ts';
import { eastAsianSubset } from './east-asian.ts';
import type { EnsembleOptions } from './ensemble.ts';
import { type Folder, readBytes, writeText } from './files.ts';

const PROGRAM = `chokepoint ${VERSION}`;

const require = createRequire(import.meta.url);

/** Writes both; `pictures` are the drawn charts by name, as SVG. */
export async function writeReports(
  folder: Folder,
  report: Report,
  pictures: ReadonlyMap<string, string>,
): Promise<void> {
  const assets = { pictures, ...pageAssets() };
  const page = reportHtml(report, assets);
  const eastAsian = await eastAsianSubset(page);
  folder.write('report.html', eastAsian.size === 0 ? page : reportHtml(report, { ...assets, eastAsian }));
  folder.write('report.md', reportMarkdown(report, PROGRAM));
}

/** Writes a report as one file by itself, its charts drawn. */
export async function writePage(file: string, report: Report): Promise<void> {
  const { renderSvg } = await import('./render.ts');
  const pictures = new Map<string, string>();
  for (const { chart } of figuresOf(report)) pictures.set(chart.name, await renderSvg(chart.spec, textWidth));
  writeText(file, reportHtml(report, { pictures, ...pageAssets() }));
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

/** What the ledgers among the files that were read claim, by id; nothing where there is none. */
export function claimsIn(texts: ReadonlyMap<string, string>): ReadonlyMap<string, LedgerClaim> {
  const ledgers = [...texts].filter(([file]) => /(^|\/)figures\.yaml$/.test(file));
  const figures = ledgers.flatMap(([file, text]) => readLedger(file, text, new Map()).figures);
  return new Map(figures.map((figure) => [figure.id, figure]));
}

/** The settings of a call, as its words. */
export function settingWords(settings: readonly Setting[]): string {
  const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return settings.map(({ path, value }) => ` --set '${path}=${shown(value)}'`).join('');
}

/** The series that a call asked for, as its words. */
export function seriesWords(series: SeriesAsked): string {
  return (series === 'all' ? ['all'] : series).map((path) => ` --series ${path}`).join('');
}

/** The options of a call that, put behind its files, give the same numbers again. */
export function chanceWords({ runs, seed, sampling }: EnsembleOptions): string {
  const words = [
    ...(runs === undefined ? [] : [`--runs ${runs}`]),
    ...(seed === undefined ? [] : [`--seed '${seed}'`]),
    ...(sampling === 'plain' ? [] : [`--sampling ${sampling}`]),
  ];
  return words.map((word) => ` ${word}`).join('');
}
