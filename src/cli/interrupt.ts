/** Work that is done whole or leaves nothing behind, whether Ctrl-C ends it or a failure. */

/** What a shell reports of a process that SIGINT ended. */
const INTERRUPTED = 130;

/** Does `work`. Where it throws, `leave` puts everything back; on Ctrl-C that is done at once, and the exit code is 130. */
export async function wholeOrNothing<T>(leave: () => void, work: () => Promise<T>): Promise<T> {
  const stop = () => {
    leave();
    process.exit(INTERRUPTED);
  };
  process.once('SIGINT', stop);
  try {
    return await work();
  } catch (error) {
    leave();
    throw error;
  } finally {
    process.removeListener('SIGINT', stop);
  }
}
