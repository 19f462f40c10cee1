/** The programs of a page, which stand in it packed. */
import { unpacked } from './unpack.ts';

/** The address of a program of the page. */
export function programOf(name: 'page' | 'engine'): string {
  const program = unpacked(document.getElementById(`packed-${name}`)?.textContent ?? '');
  return URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
}
