/** What a file may say: text of scenarios in SVG, HTML, Markdown, XML and tables. */

/** Characters that XML 1.0 cannot hold: control characters but tab and line ends, halves of surrogate pairs, U+FFFE and U+FFFF. */
const IMPOSSIBLE = /[\p{Cs}\uFFFE\uFFFF]|(?![\t\n\r\u007F-\u009F])\p{Cc}/gu;

/** The text with � in the place of every character that XML cannot hold. */
export function xmlText(text: string): string {
  return text.replace(IMPOSSIBLE, '\uFFFD');
}
