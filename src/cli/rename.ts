/** Renames that wait for whoever holds a file open for a moment: on Windows a browser, a search or a scanner of viruses. */
import { renameSync } from 'node:fs';

/** What Windows says of a file that another program has open; elsewhere these are faults that no waiting mends. */
const HELD: readonly string[] = process.platform === 'win32' ? ['EPERM', 'EACCES', 'EBUSY'] : [];
/** How long is waited before each further try, in milliseconds: a second and a half in all. */
const PAUSES = [10, 20, 50, 100, 200, 400, 800];

/** As renameSync. */
export function rename(from: string, to: string): void {
  retrying(() => renameSync(from, to), HELD);
}

/** Does work again after a pause where it fails with one of these codes, and throws what the last try throws. */
export function retrying(work: () => void, codes: readonly string[], pauses: readonly number[] = PAUSES): void {
  for (const pause of pauses) {
    try {
      work();
      return;
    } catch (error) {
      if (!codes.includes(String((error as { code?: unknown }).code))) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
  }
  work();
}
