/** Text made safe to stand in a page: whatever a scenario file says stays text. */
import { xmlText } from '../text/xml-text.ts';

/** Text between tags or in an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return xmlText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The same of words that people read: a number stays on a line with what it counts. */
export function wordsHtml(text: string): string {
  return escapeHtml(unbroken(text));
}

/**
 * A text in which no line ends between a number and what it counts: `3,474 t`, `12 weeks`, `84 %`, `970 万辆`. The spaces
 * there do not break, and Chinese characters that could part without one are joined.
 */
export function unbroken(text: string): string {
  return text
    .replace(/(?<=\d) (?=[^\s\d])/g, '\u00a0')
    .replace(/(?<=\d\u00a0(?:million|万)) (?=\S)/g, '\u00a0')
    .replace(/(?<=\d\u00a0[万个])(?=\p{Script=Han})/gu, '\u2060');
}

/** Data as JSON that can stand in a script element: no `<`, so nothing in it can end the element. */
export function escapeJson(data: unknown): string {
  return JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
