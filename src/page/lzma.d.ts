/** What is used of lzma's program that unpacks, which comes without types. */
declare module 'lzma/src/lzma-d-min.js' {
  export const LZMA: {
    /** The text that was packed. */
    decompress(bytes: readonly number[]): string;
  };
}
