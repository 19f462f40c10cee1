/** What is used of lzma's program that unpacks, which comes without types. */
declare module 'lzma/src/lzma-d-min.js' {
  export const LZMA: {
    /** The text that was packed; its bytes, where one of its characters is of more than three. */
    decompress(bytes: readonly number[]): string | number[];
  };
}
