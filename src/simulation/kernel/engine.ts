/**
 * The compiled form of the step (kernel/ at the root, in AssemblyScript): a module of WebAssembly that knows no
 * network of its own, only where in its memory one stands.
 */
import { KERNEL } from './module.ts';
import { atob, WebAssembly } from './platform.ts';

/** One instance of the module, with its memory. */
export interface Engine {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** Advances the block that stands in memory by step t. */
  step(t: number, sharesChange: boolean): void;
  /** Tells the module all numbers of kernel/memory.ts: counts, and the addresses of arrays and lists. */
  point(numbers: Readonly<Record<string, number>>): void;
}

/** A module whose one function makes a vector: valid where SIMD is known. */
const SIMD = 'AGFzbQEAAAABBQFgAAF7AwIBAAoKAQgAQQD9D/1iCw==';

/** The module, compiled and instantiated; undefined where WebAssembly has no SIMD. */
export function createEngine(): Engine | undefined {
  if (WebAssembly === undefined || !WebAssembly.validate(bytesOf(SIMD))) return undefined;
  const module = new WebAssembly.Module(bytesOf(KERNEL));
  const { memory, step, ...globals } = new WebAssembly.Instance(module, {}).exports;
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

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
