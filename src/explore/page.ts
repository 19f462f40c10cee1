/** The explorer as one HTML file: it opens from a disk, and can reach no network but the server that may have sent it. */
import { escapeHtml, escapeJson } from '../report/render/escape.ts';
import type { Language } from '../report/text/languages.ts';
import type { First } from './first.ts';
import type { Choice } from './state.ts';

/** What a page is made for. */
export interface Boot {
  readonly file: string;
  /** The text of every file that the scenario was read from, by path. */
  readonly texts: Readonly<Record<string, string>>;
  /** What is put over it when it is opened. */
  readonly choices: readonly Choice[];
  /** What is put over it by a second policy beside the first. */
  readonly against?: readonly Choice[];
  readonly language: Language;
  /** What is set and shown when its address says nothing: the part of a link behind `#`. */
  readonly hash?: string;
  /** What is shown until the engine is there. */
  readonly first?: First;
  /** Where changes of the files are told, of a page that is served. */
  readonly events?: string;
}

/** What a page holds beside that. */
export interface ExplorerAssets {
  /** What starts the page, and the SHA-256 of it in base64, by which the page's own policy lets it run. */
  readonly script: { readonly text: string; readonly sha256: string };
  /** The programs of the page and of its threads, packed: base64 of LZMA. */
  readonly page: string;
  readonly engine: string;
  readonly style: string;
  /** The program that made it, and its version. */
  readonly program: string;
}

/** A program such that nothing in it ends the element that it stands in; to be hashed as it is. */
export function inScript(program: string): string {
  return program.replace(/<(?=\/script|!--|script)/gi, '\\x3c');
}

/** Languages as HTML names them. */
export const TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans' };

/** The page. */
export function explorerHtml(
  title: string,
  boot: Boot,
  { script, page, engine, style, program }: ExplorerAssets,
): string {
  const policy = [
    ...["default-src 'none'", `script-src 'sha256-${script.sha256}' blob: 'wasm-unsafe-eval'`, 'worker-src blob:'],
    ...["style-src 'unsafe-inline'", 'img-src data: blob:', 'font-src data:'],
    ...[`connect-src ${boot.events === undefined ? "'none'" : "'self'"}`, "base-uri 'none'", "form-action 'none'"],
  ].join('; ');
  return `<!doctype html>
<html lang="${TAGS[boot.language]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${escapeHtml(program)}">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style id="style">${style}</style>
</head>
<body>
<div id="page"></div>
<script type="application/json" id="boot">${escapeJson(boot)}</script>
<script type="text/plain" id="packed-page">${page}</script>
<script type="text/plain" id="packed-engine">${engine}</script>
<script id="program">${script.text}</script>
</body>
</html>
`;
}
