/**
 * A report as one HTML file, for a reader without the program: it opens from a disk, and can't reach a network. The
 * pictures are in it as SVG; a script of this package alone lets their values be read and variants be hidden.
 */
import type { Chart } from '../charts/chart.ts';
import { type PanelData, placesOf } from '../charts/panel-data.ts';
import { figuresOf, type Report } from '../document/document.ts';
import { wordsOf } from '../text/languages.ts';
import { blockHtml, foldedHtml, paragraphHtml } from './blocks.ts';
import { escapeJson, escapeHtml as safe, wordsHtml } from './escape.ts';
import { STYLE } from './style.ts';

/** What a page holds beside the report. */
export interface PageAssets {
  /** Drawn charts by name, as SVG; those for narrow screens, of charts that have them. */
  readonly pictures: ReadonlyMap<string, string>;
  readonly narrow?: ReadonlyMap<string, string>;
  /** The program of the page, and the SHA-256 of it in base64, by which the page's own policy lets it run. */
  readonly script: { readonly text: string; readonly sha256: string };
  /** Inter for Latin script, as WOFF2 in base64, by weight. */
  readonly fonts: ReadonlyMap<400 | 600, string>;
  /** Noto Sans SC in the same way, of a page that has Chinese or Japanese characters: those that stand in it alone. */
  readonly eastAsian?: ReadonlyMap<400 | 600, string>;
  /** The program and its version. */
  readonly program: string;
}

/** The page. */
export function reportHtml(
  report: Report,
  { pictures, narrow = new Map(), script, fonts, eastAsian, program }: PageAssets,
): string {
  const words = wordsOf(report.language);
  const setting = { words, pictures, narrow };
  const policy = [
    ...["default-src 'none'", `script-src 'sha256-${script.sha256}'`, "style-src 'unsafe-inline'"],
    ...['img-src data:', 'font-src data:', "base-uri 'none'", "form-action 'none'"],
  ].join('; ');
  const faces = [...facesOf('Inter', fonts), ...facesOf('"Noto Sans SC"', eastAsian ?? new Map())];
  const { title, scope, about, answer, leading, sections } = report;
  const contents = sections.map(({ id, heading }) => `<li><a href="#${safe(id)}">${safe(heading)}</a></li>`);
  const panels = Object.fromEntries(figuresOf(report).map(({ chart }) => [chart.name, plottedPanels(chart)]));
  return `<!doctype html>
<html lang="${words.tag}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${safe(program)}">
<title>${safe(title)}</title>
<style>${faces.join('')}${STYLE}</style>
</head>
<body>
<a class="skip" href="#answer">${safe(words.page.skip)}</a>
<div class="page">
<header>
<h1>${wordsHtml(title)}</h1>
<p class="scope">${wordsHtml(scope)}</p>
</header>
<main>
<div class="first">
<section class="answer" id="answer" aria-labelledby="answer-heading"><h2 id="answer-heading">${safe(words.page.answer)}</h2>
${answer.map(paragraphHtml).join('\n')}</section>
${leading === undefined ? '' : `<section class="leading" aria-label="${safe(leading.heading)}">${blockHtml(leading, setting)}</section>`}
</div>
${about === undefined ? '' : foldedHtml(words.page.about, about)}
<nav aria-labelledby="contents-heading"><h2 id="contents-heading">${safe(words.page.contents)}</h2><ol>${contents.join('')}</ol></nav>
${sections
  .map(
    ({ id, heading, blocks }) =>
      `<section id="${safe(id)}"><h2>${wordsHtml(heading)}</h2>\n${blocks.map((block) => blockHtml(block, setting)).join('\n')}\n</section>`,
  )
  .join('\n')}
</main>
<footer><p>${safe(words.page.madeBy(program))}</p></footer>
</div>
<script type="application/json" id="panels">${escapeJson({ language: report.language, panels })}</script>
<script>${script.text}</script>
</body>
</html>
`;
}

/** What pointing at a chart reads: its panels along dates or times. */
function plottedPanels({ panels }: Chart): PanelData[] {
  return panels.filter((panel) => panel.plot !== undefined && placesOf(panel).length > 1);
}

function facesOf(family: string, fonts: ReadonlyMap<400 | 600, string>): string[] {
  return [...fonts].map(
    ([weight, data]) =>
      `@font-face{font-family:${family};font-weight:${weight};src:url(data:font/woff2;base64,${data}) format("woff2")}`,
  );
}
