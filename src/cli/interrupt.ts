/** Work that is done whole or leaves nothing behind, whether a signal ends it or a failure. */
import { constants } from 'node:os';

/** Ctrl-C; what stops a container or a job of CI; a terminal that is closed. */
const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does `work`. Where it throws, or a signal ends it, `leave` puts everything back; a shell sees 128 and the signal. What
 * is not of this machine is left by `leaveOthers`, for which a signal waits.
 */
export async function withRollback<T>(
  leave: () => void,
  work: () => Promise<T>,
  leaveOthers?: () => Promise<void>,
): Promise<T> {
  const stop = (signal: NodeJS.Signals) => {
    leave();
    const exit = () => process.exit(128 + constants.signals[signal]);
    if (leaveOthers) void leaveOthers().then(exit, exit);
    else exit();
  };
  for (const signal of ENDING) process.once(signal, stop);
  try {
    return await work();
  } catch (error) {
    leave();
    throw error;
  } finally {
    for (const signal of ENDING) process.removeListener(signal, stop);
  }
}
