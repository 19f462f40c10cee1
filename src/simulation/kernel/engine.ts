/**
 * The compiled form of the step (kernel/ at the root, in AssemblyScript): a module of WebAssembly that knows no
 * network of its own, only where in its memory one stands.
 */
import { instanceOf, type Memory } from '../../webassembly.ts';
import { KERNEL } from './module.ts';

/** One instance of the module, with its memory. */
export interface Engine {
  readonly memory: Memory;
  /** Advances the block that stands in memory by step t. */
  step(t: number, sharesChange: boolean): void;
  /** Tells the module all numbers of kernel/memory.ts: counts, and the addresses of arrays and lists. */
  point(numbers: Readonly<Record<string, number>>): void;
}

/** The module, compiled and instantiated; undefined where WebAssembly has no SIMD. */
export function createEngine(): Engine | undefined {
  const instance = instanceOf(KERNEL);
  if (instance === undefined) return undefined;
  const { memory, step, ...globals } = instance;
  return {
    memory: memory as Engine['memory'],
    step: step as unknown as Engine['step'],
    point(numbers) {
      for (const [name, global] of Object.entries(globals)) {
        const value = numbers[name];
        if (value === undefined) throw new Error(`nothing says where ${name} is`);
        (global as { value: number }).value = value;
      }
    },
  };
}
