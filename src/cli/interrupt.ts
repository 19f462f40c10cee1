/** Ctrl-C: what is under way is left at once, and nothing half done stays. */

/** What a shell reports of a process that SIGINT ended. */
const INTERRUPTED = 130;

/** Does `work`; on Ctrl-C calls `leave`, which puts everything back, and exits with code 130. */
export async function untilInterrupted<T>(leave: () => void, work: () => Promise<T>): Promise<T> {
  const stop = () => {
    leave();
    process.exit(INTERRUPTED);
  };
  process.once('SIGINT', stop);
  try {
    return await work();
  } finally {
    process.removeListener('SIGINT', stop);
  }
}
