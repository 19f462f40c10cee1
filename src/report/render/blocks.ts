/** The blocks of a report as HTML. Every text is escaped here and nowhere else. */
import type { Block, Cell, Figure, Table } from '../document/document.ts';
import { csvOf } from '../files/csv-text.ts';
import type { Words } from '../text/en.ts';
import { xmlText } from '../text/xml-text.ts';
import { escapeHtml as safe, wordsHtml } from './escape.ts';

/** What blocks are written with: the language, and drawn charts by name, for wide and for narrow screens. */
export interface Setting {
  readonly words: Words;
  readonly pictures: ReadonlyMap<string, string>;
  readonly narrow: ReadonlyMap<string, string>;
}

/** A block below a heading of the second level. */
export function blockHtml(block: Block, setting: Setting): string {
  switch (block.kind) {
    case 'prose':
      return paragraphHtml(block.text);
    case 'points':
      return `<ul>${block.items.map((item) => `<li>${wordsHtml(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<dl>${block.facts.map(([name, value]) => `<dt>${wordsHtml(name)}</dt><dd>${wordsHtml(value)}</dd>`).join('')}</dl>`;
    case 'command':
      return `<pre><code>${safe(block.text)}</code></pre>`;
    case 'links': {
      const links = block.links.map(([name, address]) => `<a href="${safe(address)}">${safe(name)}</a>`);
      return `<p>${wordsHtml(block.text)} ${links.join(', ')}</p>`;
    }
    case 'table':
      return tableHtml(block, setting);
    case 'figure':
      return figureHtml(block, setting);
  }
}

/** A paragraph. */
export function paragraphHtml(text: string): string {
  return `<p>${wordsHtml(text)}</p>`;
}

/** Prose of more characters is folded: a reader who wants it opens it. */
const FOLDED = 400;

/** Prose under a heading of its own, folded where it is long. */
export function foldedHtml(heading: string, prose: string): string {
  const paragraph = paragraphHtml(prose.trim());
  if (prose.length <= FOLDED) return paragraph;
  return `<details class="about"><summary>${safe(heading)}</summary>${paragraph}</details>`;
}

/** Tables of no more rows, and of no longer texts, are printed on one page. */
const SHORT = 14;
const TERSE = 200;

/** Longer texts keep a width to be read in. */
const SOME = 16;
const LONG = 40;

function tableHtml({ caption, header, rows }: Table, { words }: Setting): string {
  const isNumber = header.map((_, column) => column > 0 && rows.some((row) => row[column].value !== undefined));
  const cell = ({ text, value }: Cell, column: number) => {
    const kept = wordsHtml(text);
    const shown = value === undefined ? kept : `<data value="${value}">${kept}</data>`;
    if (column === 0) return `<th scope="row">${shown}</th>`;
    return `<td data-head="${safe(header[column])}"${isNumber[column] ? ' class="number"' : text.length > LONG ? ' class="long"' : text.length > SOME ? ' class="some"' : ''}>${shown}</td>`;
  };
  const head = header.map(
    (name, column) => `<th scope="col"${isNumber[column] ? ' class="number"' : ''}>${wordsHtml(name)}</th>`,
  );
  const isWhole = rows.length <= SHORT && rows.every((row) => row.every(({ text }) => text.length <= TERSE));
  return [
    `<div class="scroll${isWhole ? ' whole' : ''}" role="group" tabindex="0" aria-label="${safe(`${caption}. ${words.page.tableScrolls}`)}">`,
    `<table><caption>${wordsHtml(caption)}</caption>`,
    `<thead><tr>${head.join('')}</tr></thead>`,
    `<tbody>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n')}</tbody></table></div>`,
    `<p class="csv"><a download="${safe(fileName(caption))}" href="${safe(csvLink([header, ...rows.map((row) => row.map(csvCell))]))}">${safe(words.page.asCsv)}</a></p>`,
  ].join('');
}

/** A caption as the name of a file. */
function fileName(caption: string): string {
  return `${caption
    .slice(0, 60)
    .replace(/[\\/:*?"<>|.\s]+/g, ' ')
    .trim()}.csv`;
}

/** What a spreadsheet takes of a cell: the number itself where there is one. */
function csvCell({ text, value }: Cell): string {
  return value === undefined ? text : String(value);
}

/** A table within a link, which no network is needed to follow; the mark at its head tells spreadsheets that it is UTF-8. */
function csvLink(rows: readonly (readonly string[])[]): string {
  return `data:text/csv;charset=utf-8,${encodeURIComponent(xmlText(`\uFEFF${csvOf(rows)}`))}`;
}

function figureHtml({ heading, chart, tables, variants }: Figure, setting: Setting): string {
  const { words, pictures, narrow } = setting;
  const { page } = words;
  const [picture, small] = [pictures.get(chart.name), narrow.get(chart.name)];
  const toggles = variants.map(
    ({ title, colour }, place) =>
      `<label><input type="checkbox" checked data-variant="${place}"><span class="swatch" style="background:${safe(colour)}"></span>${safe(title)}</label>`,
  );
  const legend = `<fieldset hidden data-for="${safe(chart.name)}"><legend>${safe(page.show)}</legend>${toggles.join('')}</fieldset>`;
  return [
    `<h3>${safe(heading)}</h3>`,
    toggles.length > 1 ? legend : '',
    `<figure><figcaption>${wordsHtml(chart.title)}</figcaption>`,
    `<div class="plot" id="chart-${safe(chart.name)}" role="group" tabindex="0" aria-label="${safe(`${heading}. ${page.readChart}`)}">`,
    `${picture === undefined ? `<p>${safe(words.undrawn([heading]))}</p>` : picturesHtml(chart.name, picture, small)}</div></figure>`,
    tables.length === 0
      ? ''
      : `<details><summary>${safe(page.numbers)}</summary>${tables.map((table) => tableHtml(table, setting)).join('')}</details>`,
  ].join('\n');
}

/** A picture, or one for wide screens and one for narrow ones, of which the page's style shows one. */
function picturesHtml(name: string, wide: string, narrow: string | undefined): string {
  if (narrow === undefined) return apart(wide, name);
  return `<div class="wide">${apart(wide, name)}</div><div class="narrow">${apart(narrow, `${name}-narrow`)}</div>`;
}

/**
 * A picture as it stands among others on a page. Each numbers its clip paths from 0, and they need names of their own;
 * its parts have roles that say nothing, for the picture as a whole has its text.
 */
function apart(svg: string, name: string): string {
  return svg
    .replaceAll('id="clip', `id="${name}-clip`)
    .replaceAll('url(#clip', `url(#${name}-clip`)
    .replace(/ role="graphics-[a-z]+"| aria-roledescription="[^"]*"/g, '');
}
