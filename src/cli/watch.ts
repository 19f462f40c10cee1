/** Folders that are watched: which files in them changed, told once nothing has changed for a moment. */
import { type FSWatcher, watch } from 'node:fs';
import { resolve } from 'node:path';

/** An editor saves a file in several steps, and tools several files at once: so long it is waited for more. */
const QUIET_MILLISECONDS = 30;

export interface Watching {
  /** Watches these folders from now on, and no others; one that can't be watched is passed over. */
  follow(folders: Iterable<string>): void;
  /** Absolute paths of what changed since it was last asked; a folder itself where the system doesn't say what in it. */
  changes(): Promise<ReadonlySet<string>>;
}

/** Watches nothing yet. */
export function startWatching(): Watching {
  const watchers = new Map<string, FSWatcher>();
  let changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let wake: (() => void) | undefined;
  const note = (path: string) => {
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      wake?.();
    }, QUIET_MILLISECONDS);
  };
  const leave = (folder: string) => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const enter = (folder: string) => {
    try {
      const watcher = watch(folder, (_, name) => note(name === null ? folder : resolve(folder, name)));
      watcher.on('error', () => {
        leave(folder);
        note(folder);
      });
      watchers.set(folder, watcher);
    } catch {
      // There is no such folder, or the system watches no more: what it holds is seen when something else changes.
    }
  };
  return {
    follow(folders) {
      const wanted = new Set([...folders].map((folder) => resolve(folder)));
      for (const folder of watchers.keys()) if (!wanted.has(folder)) leave(folder);
      for (const folder of wanted) if (!watchers.has(folder)) enter(folder);
    },
    async changes() {
      while (changed.size === 0 || timer !== undefined) {
        await new Promise<void>((quiet) => {
          wake = quiet;
        });
      }
      const found = changed;
      changed = new Set();
      return found;
    },
  };
}
