/** The page of the explorer, with its programs and the files of a scenario in it. */
import { createHash } from 'node:crypto';
import {
  type Boot,
  explorerHtml,
  firstOf,
  inScript,
  type Language,
  type Setting,
  type Study,
  settingText,
  VERSION,
} from '../index.ts';
import { nameOf, type Read } from './answer.ts';
import { type Folder, readBytes } from './files.ts';

/** The explorer beside a report. */
export const EXPLORER = 'explorer.html';

/** Puts the explorer of a file that was run beside its numbers. */
export function putExplorer(folder: Folder, read: Read, settings: readonly Setting[], language: Language): void {
  folder.write(EXPLORER, explorerPage(bootOf(read, settings, language)));
}

/** A page of a file that was read and run under some settings. */
export function bootOf(
  { file, texts, answer }: Pick<Read, 'file' | 'texts' | 'answer'>,
  settings: readonly Setting[],
  language: Language,
): Boot {
  const first = answer && firstOf(answer);
  return { file, texts: Object.fromEntries(texts), choices: choicesOf(settings), language, ...(first && { first }) };
}

/** A page that holds the base of a study against the first of its policies that is of the same file. */
export function studyPage(
  { variants }: Pick<Study, 'variants'>,
  read: Pick<Read, 'texts' | 'answer'>,
  language: Language,
): string {
  const [base, ...others] = variants;
  const other = others.find(({ file }) => file === base.file);
  const boot = bootOf({ ...read, file: base.file }, base.settings, language);
  return explorerPage({ ...boot, ...(other && { against: choicesOf(other.settings) }) });
}

/** Settings as the explorer and its command have them. */
export function choicesOf(settings: readonly Setting[]): Boot['choices'] {
  return settings.map(({ path, value }) => ({ path, text: settingText(value) }));
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
    ...{ script: { text, sha256 }, style: asset('explorer.css') },
    ...{ page: asset('explorer-page.b64'), engine: asset('explorer-engine.b64') },
    program: `chokepoint ${VERSION}`,
  });
}
