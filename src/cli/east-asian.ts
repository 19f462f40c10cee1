/** Noto Sans SC for text that Inter has no letters for: its files, and cut down to the characters of a page. */
import { fontFile, readBytes } from './files.ts';

const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** With what stands between such characters: full-width punctuation and forms. */
const CHARACTERS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/gu;

/** Whether a text has Chinese or Japanese characters. */
export function isEastAsian(text: string): boolean {
  return EAST_ASIAN.test(text);
}

/** The files of the font by weight, regular and semi-bold: the characters of GB 2312. */
export function eastAsianFiles(): ReadonlyMap<400 | 600, string> {
  return new Map(([400, 600] as const).map((weight) => [weight, fontFile(`noto-sans-sc-${weight}.ttf`)]));
}

/** The characters of a page as WOFF2 in base64, by weight: the same bytes for the same page. None where it has none. */
export async function eastAsianSubset(page: string): Promise<ReadonlyMap<400 | 600, string>> {
  const characters = [...new Set(page.match(CHARACTERS) ?? [])].sort().join('');
  if (!isEastAsian(characters)) return new Map();
  const { default: subsetFont } = await import('subset-font');
  const subset = new Map<400 | 600, string>();
  for (const [weight, file] of eastAsianFiles()) {
    const options = { targetFormat: 'woff2', keepFeatures: [], noHinting: true } as const;
    subset.set(weight, (await subsetFont(readBytes(file), characters, options)).toString('base64'));
  }
  return subset;
}
