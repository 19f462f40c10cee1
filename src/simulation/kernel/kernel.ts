/** A kernel: the compiled step, and the network that stands in its memory. */
import type { Model, Parameters } from '../../model/network.ts';
import { createEngine, type Engine } from './engine.ts';
import { type Placed, placeNetwork } from './network.ts';
import { placeNumbers } from './numbers.ts';

/** The compiled step. Blocks of any models follow one another in its memory, which grows to the largest of them. */
export interface Kernel {
  readonly engine: Engine;
  /** What stands in its memory: a network stays while blocks of it in rows of the same width follow. */
  placed?: Placed;
}

/** A kernel, compiled and instantiated; undefined where WebAssembly has no SIMD: `simulateBlock` runs without. */
export function createKernel(): Kernel | undefined {
  const engine = createEngine();
  return engine && { engine };
}

/** Places a block in the memory of the kernel, ready for step 0. */
export function place(kernel: Kernel, model: Model, parameters: Parameters): Placed {
  const width = parameters.lanes + (parameters.lanes % 2);
  const { placed } = kernel;
  const ready =
    placed?.network === model.network && placed.width === width ? placed : placeNetwork(kernel.engine, model, width);
  kernel.placed = ready;
  placeNumbers(ready, parameters, model.steps);
  return ready;
}
