/** The page of the explorer, with its programs and the files of a scenario in it. */
import { createHash } from 'node:crypto';
import { type Boot, explorerHtml, inScript, type Language, type Setting, settingText, VERSION } from '../index.ts';
import { nameOf, type Read } from './answer.ts';
import { type Folder, readBytes } from './files.ts';

/** The explorer beside a report. */
export const EXPLORER = 'explorer.html';

/** Puts the explorer of a file that was run beside its numbers. */
export function putExplorer(
  folder: Folder,
  { file, texts }: Read,
  settings: readonly Setting[],
  language: Language,
): void {
  const choices = settings.map(({ path, value }) => ({ path, text: settingText(value) }));
  folder.write(EXPLORER, explorerPage({ file, texts: Object.fromEntries(texts), choices, language }));
}

/** The page as one text. */
export function explorerPage(boot: Boot): string {
  const asset = (name: string) =>
    readBytes(new URL(`./${name}`, import.meta.url))
      .toString('utf8')
      .trimEnd();
  const text = inScript(asset('explorer.js'));
  const sha256 = createHash('sha256').update(text).digest('base64');
  return explorerHtml(nameOf(boot.file), boot, {
    ...{ script: { text, sha256 }, engine: asset('explorer-engine.b64'), style: asset('explorer.css') },
    program: `chokepoint ${VERSION}`,
  });
}
