/**
 * The compiled form of the step (kernel/ at the root, in AssemblyScript): a module of WebAssembly that knows no
 * network of its own, only where in its memory one stands.
 */
import { KERNEL } from './module.ts';
import { atob, type Module, WebAssembly } from './platform.ts';

/** One instance; runs of any models follow one another in its memory, which grows to the largest of them. */
export interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** Advances the block that stands in memory by step t. */
  step(t: number, sharesChange: boolean): void;
  /** Sets a number of kernel/memory.ts: a count, or the address of an array or a list. */
  set(name: string, value: number): void;
}

/** A module with one function that makes a vector: valid where SIMD is known. */
const SIMD = 'AGFzbQEAAAABBQFgAAF7AwIBAAoKAQgAQQD9D/1iCw==';

/** A kernel, compiled and instantiated; undefined where WebAssembly has no SIMD: use `simulateBlock` all the same. */
export function createKernel(): Kernel | undefined {
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(bytesOf(SIMD))) return undefined;
  const module: Module = new WebAssembly.Module(bytesOf(KERNEL));
  const { memory, step, ...names } = new WebAssembly.Instance(module, {}).exports;
  return {
    memory: memory as Kernel['memory'],
    step: step as unknown as Kernel['step'],
    set(name, value) {
      const global = names[name];
      if (global === undefined) throw new Error(`the kernel knows no ${name}`);
      (global as { value: number }).value = value;
    },
  };
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
