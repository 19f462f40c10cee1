/** How a report looks: on a screen of any width, and printed. Text and lines keep a contrast of 4.5 to 1 or more. */

import { DARK } from '../charts/layout/dark.ts';

/** Pictures in the colours of a dark page. */
const DARK_PICTURES = Object.entries(DARK)
  .map(([light, dark]) => `.plot svg [fill="${light}"]{fill:${dark}}.plot svg [stroke="${light}"]{stroke:${dark}}`)
  .join('');

/** The style sheet. */
export const STYLE = `
:root { --ink: #1a1a1a; --text: #3d3d3d; --faint: #5f5f5f; --line: #d9d9d9; --wash: #f5f7f9; --link: #005a91; --focus: #b34700; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; color: var(--text); background: #fff; font: 16px/1.55 Inter, "Noto Sans SC", system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", sans-serif; }
.page { max-width: 1080px; margin: 0 auto; padding: 32px 24px 64px; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 8px; top: 8px; padding: 8px 12px; background: #fff; z-index: 3; }
h1, h2, h3 { color: var(--ink); line-height: 1.25; font-weight: 600; text-wrap: balance; overflow-wrap: anywhere; }
h1 { font-size: 30px; margin: 0 0 6px; }
h2 { font-size: 22px; margin: 48px 0 12px; padding-top: 14px; border-top: 1px solid var(--line); }
h3 { font-size: 17px; margin: 32px 0 8px; }
p, ul, dl { margin: 0 0 12px; max-width: 70ch; overflow-wrap: anywhere; }
.scope { color: var(--faint); font-size: 14px; max-width: none; }
.answer { background: var(--wash); border-left: 4px solid var(--link); padding: 16px 20px; margin: 20px 0; }
.answer h2 { border: 0; padding: 0; margin: 0 0 8px; font-size: 18px; }
.answer p { font-size: 18px; margin: 0 0 6px; color: var(--ink); }
.leading h3 { margin-top: 8px; }
.about { margin: 8px 0 20px; }
nav ol { columns: 2; column-gap: 32px; padding-left: 20px; margin: 0; }
nav h2 { font-size: 16px; border: 0; padding: 0; margin: 24px 0 6px; }
.scroll { overflow-x: auto; margin: 0 0 16px; }
table { border-collapse: collapse; font-size: 14px; line-height: 1.4; width: 100%; }
caption { text-align: left; color: var(--faint); padding: 4px 0; }
th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); }
th { color: var(--ink); font-weight: 600; }
tbody th { font-weight: 400; }
td.number, th.number { text-align: right; }
td.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
th[scope] { min-width: 6em; }
tbody th { min-width: 9em; }
td { min-width: 5em; }
td.some { min-width: 9em; }
td.long { min-width: 16em; overflow-wrap: anywhere; }
dt { color: var(--faint); font-size: 14px; }
dd { margin: 0 0 8px; overflow-wrap: anywhere; }
pre { background: var(--wash); padding: 12px 14px; margin: 0 0 12px; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 14px; }
figure { margin: 0 0 12px; }
.plot { position: relative; overflow-x: auto; }
/* Pictures name fonts for readers of the SVG alone. */
.plot text { font-family: inherit; }
.plot svg { display: block; width: 100%; height: auto; min-width: 600px; }
.plot .narrow { display: none; }
.plot .narrow svg { min-width: 0; max-width: 480px; }
figcaption { display: none; }
fieldset { border: 0; margin: 0 0 8px; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: 15px; }
legend { float: left; margin-right: 14px; color: var(--faint); }
label { display: inline-flex; align-items: center; gap: 6px; min-height: 28px; }
.swatch { width: 14px; height: 14px; border-radius: 2px; flex: none; }
.cursor { position: absolute; width: 1px; background: var(--ink); pointer-events: none; }
.tip { position: absolute; z-index: 2; background: #fff; color: var(--ink); border: 1px solid #9a9a9a; border-radius: 4px; padding: 6px 10px; font-size: 13px; line-height: 1.4; pointer-events: none; box-shadow: 0 2px 8px rgb(0 0 0 / 18%); font-variant-numeric: tabular-nums; }
.tip b { display: block; }
.tip i { font-style: normal; margin-left: auto; }
.tip em { width: 10px; height: 10px; flex: none; align-self: center; border-radius: 2px; }
.tip > span { display: flex; gap: 8px; }
[hidden] { display: none !important; }
details { margin: 4px 0 20px; }
summary { cursor: pointer; color: var(--link); font-size: 15px; padding: 4px 0; }
footer { margin-top: 48px; color: var(--faint); font-size: 14px; }
/* The answer and the picture that shows it stand side by side where both have room: the first screen holds them. */
@media screen and (min-width: 1100px) {
  .page { max-width: 1320px; }
  .first { display: grid; grid-template-columns: minmax(300px, 3fr) 7fr; gap: 28px; align-items: start; }
  .first .answer { margin: 8px 0 0; }
  .first .answer:only-child { grid-column: 1 / -1; }
  .first .answer p { font-size: 16px; }
}
@media screen and (max-width: 680px) {
  .page { padding: 20px 16px 48px; }
  h1 { font-size: 24px; }
  h2 { font-size: 20px; margin-top: 36px; }
  .answer { padding: 14px 16px; }
  .answer p { font-size: 17px; }
  nav ol { columns: 1; }
  /* A row is a card: what stands in it under its name, each of its values behind that of its column. */
  table, caption, tbody, tr, tbody th, td { display: block; }
  thead { display: none; }
  tr { border-bottom: 1px solid var(--line); padding: 8px 0; }
  tbody th { border: 0; padding: 0 0 2px; font-weight: 600; }
  td, td.number { display: flex; justify-content: space-between; gap: 16px; border: 0; padding: 1px 0; text-align: right; white-space: normal; }
  td::before { content: attr(data-head); color: var(--faint); text-align: left; word-break: keep-all; }
  td.long { display: block; text-align: left; }
  td.long::before { display: block; }
  figcaption { display: block; color: var(--ink); margin-bottom: 8px; }
  figure:has(.narrow) figcaption, .plot:has(.narrow) .wide { display: none; }
  .plot .narrow { display: block; }
  .wide .role-title-text, .plot > svg .role-title-text { visibility: hidden; }
}
@media screen and (prefers-color-scheme: dark) {
  :root { color-scheme: dark; --ink: #f0f1f3; --text: #d3d6da; --faint: #a3a8b0; --line: #3a3e45; --wash: #20242a; --link: #7cc4f5; --focus: #ffa266; }
  body, .skip:focus, .tip { background: #16181c; }
  ${DARK_PICTURES}
}
@media print {
  @page { size: A4; margin: 16mm 14mm; }
  body { font-size: 10.5pt; }
  .page { max-width: none; padding: 0; }
  .skip, nav, footer, fieldset, .tip, .cursor, details:not(.about) { display: none; }
  h1 { font-size: 20pt; }
  h2 { font-size: 15pt; margin-top: 22pt; }
  h2, h3, caption { break-after: avoid; }
  section > h2 + p, tr, .answer { break-inside: avoid; }
  figure, .whole, dl { break-inside: avoid; }
  section > h2 + p { break-after: avoid; }
  .scroll, .plot { overflow: visible; }
  .plot svg { min-width: 0; max-width: 100%; max-height: 235mm; width: auto; margin: 0 auto; }
  table { font-size: 8.5pt; }
  th, td { padding: 3pt 8pt 3pt 0; }
  td.number { white-space: normal; }
  th[scope], tbody th { min-width: 0; }
  td, td.some, td.long { min-width: 0; }
  thead { display: table-header-group; }
  a[href^="http"]::after { content: " (" attr(href) ")"; overflow-wrap: anywhere; }
}
`;
