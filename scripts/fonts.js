/**
 * Puts the fonts of pictures and pages into dist/fonts: Inter, whole and cut down to the characters of most pictures,
 * since whatever draws a picture opens the file again for each letter; and Noto Sans SC cut down to the 7,445 characters
 * of GB 2312, which Chinese reports are written in, so that an installation takes 9 MB of fonts and not 100.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
const FOLDER = 'dist/fonts';
const WEIGHTS = { 400: '400Regular', 600: '600SemiBold' };

/** Makes the files that are not there yet: they depend on pinned packages alone. */
export async function makeFonts() {
  mkdirSync(FOLDER, { recursive: true });
  const make = async (name, bytesOf) => {
    const file = `${FOLDER}/${name}`;
    if (!existsSync(file)) writeFileSync(file, await bytesOf());
  };
  for (const [weight, style] of Object.entries(WEIGHTS)) {
    const inter = require.resolve(`@expo-google-fonts/inter/${style}/Inter_${style}.ttf`);
    const latin = require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`);
    const chinese = require.resolve(`@expo-google-fonts/noto-sans-sc/${style}/NotoSansSC_${style}.ttf`);
    await make(`inter-${weight}.ttf`, () => readFileSync(inter));
    await make(`inter-latin-${weight}.ttf`, () =>
      subsetFont(readFileSync(inter), latinCharacters(), {
        ...{ targetFormat: 'sfnt', noHinting: true, keepFeatures: FEATURES, preserveNameIds: [1, 2, 16, 17] },
      }),
    );
    await make(`inter-latin-${weight}.woff2`, () => readFileSync(latin));
    await make(`noto-sans-sc-${weight}.ttf`, () =>
      subsetFont(readFileSync(chinese), gb2312(), { targetFormat: 'sfnt' }),
    );
  }
  // Their licences travel with them.
  for (const [name, font] of [
    ['inter', '@expo-google-fonts/inter'],
    ['noto-sans-sc', '@expo-google-fonts/noto-sans-sc'],
  ]) {
    copyFileSync(require.resolve(`${font}/LICENSE_FONT`), `${FOLDER}/${name}.LICENSE.txt`);
  }
}

/** What text is set with unless it asks for more. */
const FEATURES = ['calt', 'ccmp', 'clig', 'kern', 'liga', 'locl', 'mark', 'mkmk', 'rclt', 'rlig'];

/** U+0020 to U+017F, general punctuation and some signs: at least those of `LATIN` in src/cli/png.ts, which a test compares. */
function latinCharacters() {
  const range = (from, to) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, n) => from + n));
  return `${range(0x20, 0x7e)}${range(0xa0, 0x17f)}${range(0x2010, 0x2027)}${range(0x2030, 0x203a)}€−≤≥`;
}

/** The characters of GB 2312 (GB/T 2312-1980), rows of 94, and ASCII. */
function gb2312() {
  const decoder = new TextDecoder('gbk');
  const rows = [...Array(9).keys(), ...Array.from({ length: 72 }, (_, n) => n + 15)];
  const characters = rows.flatMap((row) =>
    Array.from({ length: 94 }, (_, cell) => decoder.decode(Uint8Array.of(0xa1 + row, 0xa1 + cell))),
  );
  const ascii = Array.from({ length: 95 }, (_, n) => String.fromCharCode(32 + n));
  return [...ascii, ...characters].join('').replaceAll('\ufffd', '');
}
