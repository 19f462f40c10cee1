/** Whoever does the parts of an ensemble: one after the other here, threads in the command, machines elsewhere. */
import type { Outcome } from '../../issue.ts';
import type { Chance } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import { inTurn } from '../map-ordered.ts';
import { type Encode, type Part, type Task, taskRunner } from './tasks.ts';

/** Does parts of an ensemble's work, so many at a time. A part that can't be done rejects. */
export interface Executor {
  readonly workers: number;
  /** Parts of fewer replicates are not worth a message, where results do not hang on parts; undefined: all are. */
  readonly fewest?: number;
  perform(task: Task): Promise<Outcome<Part>>;
}

/** A crew of one, in this thread. */
export function inlineExecutor(model: Model, chance: Chance, encode?: Encode): Executor {
  const perform = taskRunner(model, chance, encode);
  return { workers: 1, perform: async (task) => perform(task) };
}

/**
 * Has parts done, and consumes their results in the order of the parts: at most one more than there are workers is
 * under way or waiting, so that memory stays bounded. The first part with a fault is the last.
 */
export async function inOrder(
  { workers, perform }: Executor,
  tasks: readonly Task[],
  consume: (part: Part, task: Task) => void | Promise<void>,
): Promise<Outcome<true>> {
  const ahead = workers > 1 ? workers + 1 : 1;
  for await (const [task, result] of inTurn(tasks, ahead, perform)) {
    if (!result.ok) return result;
    await consume(result.value, task);
    result.value.free?.();
  }
  return { ok: true, value: true, issues: [] };
}
