/** What is used of subset-font: harfbuzz, as WebAssembly. */
declare module 'subset-font' {
  interface Options {
    readonly targetFormat: 'woff2';
    /** Tags of OpenType features to keep. */
    readonly keepFeatures: readonly string[];
    readonly noHinting: boolean;
  }

  /** The font with the glyphs of a text alone; throws where it is no font. */
  function subsetFont(font: Buffer, text: string, options: Options): Promise<Buffer>;
  export = subsetFont;
}
