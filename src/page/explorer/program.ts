/** The programs of a page, which stand in it packed: it is mostly programs, and a tenth smaller so than with DEFLATE. */
import { LZMA } from 'lzma/src/lzma-d-min.js';

declare global {
  interface Window {
    /** Given to the page's programs by what starts them. */
    programOf: typeof programOf;
  }
}

/** The address of a program of the page, which is LZMA in base64. */
export function programOf(name: 'page' | 'engine'): string {
  const text = document.getElementById(`packed-${name}`)?.textContent ?? '';
  const program = LZMA.decompress(Array.from(atob(text), (one) => one.charCodeAt(0)));
  // Text beyond its alphabet comes as bytes.
  const part = typeof program === 'string' ? program : Uint8Array.from(program);
  return URL.createObjectURL(new Blob([part], { type: 'text/javascript' }));
}
