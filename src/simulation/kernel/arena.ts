/** The memory of a kernel, given out from the beginning for each block anew. */
import type { Kernel } from './kernel.ts';

const PAGE = 65_536;
/** Address 0 stands for "none", and arrays begin with a line of the processor's cache. */
const LINE = 64;

export interface Arena {
  /** All of memory; made anew when it grows. */
  f64: Float64Array;
  i32: Int32Array;
  /** The address of so many bytes, all 0. */
  take(bytes: number): number;
}

export function arenaOf({ memory }: Kernel): Arena {
  let next = LINE;
  const arena: Arena = {
    f64: new Float64Array(memory.buffer),
    i32: new Int32Array(memory.buffer),
    take(bytes) {
      const address = next;
      next += Math.ceil(bytes / LINE) * LINE;
      const missing = next - memory.buffer.byteLength;
      if (missing > 0) {
        memory.grow(Math.ceil(missing / PAGE));
        arena.f64 = new Float64Array(memory.buffer);
        arena.i32 = new Int32Array(memory.buffer);
      }
      arena.i32.fill(0, address / 4, next / 4);
      return address;
    },
  };
  return arena;
}
