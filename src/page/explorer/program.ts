/** The programs of a page, which stand in it packed: it is mostly programs, and a tenth smaller so than with DEFLATE. */
import { LZMA } from 'lzma/src/lzma-d-min.js';

/** What stands packed in the page under a name. */
export const packed = (name: 'page' | 'engine'): string => document.getElementById(`packed-${name}`)?.textContent ?? '';

/** A program, which is LZMA in base64. */
export function programOf(text: string): Blob {
  const program = LZMA.decompress(Array.from(atob(text), (one) => one.charCodeAt(0)));
  // Text beyond its alphabet comes as bytes.
  const part = typeof program === 'string' ? program : Uint8Array.from(program);
  return new Blob([part], { type: 'text/javascript' });
}
