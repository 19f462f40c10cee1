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

/** Data as JSON that can stand in a script element: no `<`, so nothing in it can end the element. */
export function escapeJson(data: unknown): string {
  return JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
