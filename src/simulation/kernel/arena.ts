/** The memory of an engine, given out piece by piece from its beginning. */
import { PAGE } from '../../webassembly.ts';
import type { Engine } from './engine.ts';

/** Pieces begin with a line of the processor's cache; the first is left out, since address 0 stands for "none". */
const LINE = 64;

/** Memory, and how much of it is given out. Its views are made anew when it grows. */
export interface Arena {
  f64: Float64Array;
  i32: Int32Array;
  /** The next free address: setting it back frees what was given out since. */
  next: number;
  /** The address of so many bytes, whatever they hold. Views read before may then be out of date. */
  take(bytes: number): number;
}

/** All the memory of an engine, free. */
export function arenaOf({ memory }: Engine): Arena {
  return {
    f64: new Float64Array(memory.buffer),
    i32: new Int32Array(memory.buffer),
    next: LINE,
    take(bytes) {
      const address = this.next;
      this.next += Math.ceil(bytes / LINE) * LINE;
      const missing = this.next - memory.buffer.byteLength;
      if (missing > 0) {
        memory.grow(Math.ceil(missing / PAGE));
        this.f64 = new Float64Array(memory.buffer);
        this.i32 = new Int32Array(memory.buffer);
      }
      return address;
    },
  };
}
