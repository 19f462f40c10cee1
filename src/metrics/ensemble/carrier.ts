/**
 * A crew elsewhere, of which only bytes come and go: what a queue, a page or a file of a shard is to carry. A worker gets
 * its job once, then part after part.
 */
import type { Outcome } from '../../issue.ts';
import { compile } from '../../model/compile.ts';
import type { Chance } from '../../model/draws.ts';
import type { Model, Scenario } from '../../model/network.ts';
import type { Executor } from './executor.ts';
import { type Encode, type Part, type Task, taskRunner } from './tasks.ts';
import { fromBytes, toBytes } from './wire.ts';

/** What a worker needs: a checked scenario, from which it makes the model by itself. Plain data. */
export interface Job {
  readonly scenario: Scenario;
  readonly chance: Chance;
}

/** A worker that gets bytes and gives bytes. `encoderOf` makes what encodes rows for a file. */
export function byteWorker(job: Uint8Array, encoderOf?: (model: Model) => Encode): (task: Uint8Array) => Uint8Array {
  const { scenario, chance } = fromBytes<Job>(job);
  const model = compile(scenario);
  const perform = taskRunner(model, chance, encoderOf?.(model));
  return (task) => toBytes(perform(fromBytes<Task>(task)));
}

/** A crew of so many workers that `carry` takes the bytes of parts to, and brings back those of results. */
export function byteCrew(workers: number, carry: (task: Uint8Array) => Promise<Uint8Array>): Executor {
  return { workers, perform: async (task) => fromBytes<Outcome<Part>>(await carry(toBytes(task))) };
}
