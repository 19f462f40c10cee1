/** The page of the explorer, with its programs and the files of a scenario in it. */
import { createHash } from 'node:crypto';
import { type Boot, explorerHtml, inScript, VERSION } from '../index.ts';
import { nameOf } from './answer.ts';
import { readBytes } from './files.ts';

/** The page as one text. */
export function explorerPage(boot: Boot): string {
  const asset = (name: string) =>
    readBytes(new URL(`./${name}`, import.meta.url))
      .toString('utf8')
      .trimEnd();
  const text = inScript(asset('explorer.js'));
  const sha256 = createHash('sha256').update(text).digest('base64');
  return explorerHtml(nameOf(boot.file), boot, {
    ...{ script: { text, sha256 }, engine: inScript(asset('explorer-engine.js')), style: asset('explorer.css') },
    program: `chokepoint ${VERSION}`,
  });
}
