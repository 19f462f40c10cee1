/** Compiled modules in hexadecimal, as the source holds them: made into instances where the platform can run them. */

interface Engine {
  readonly WebAssembly?: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, object> };
  };
}

/** What engines offer beside the language, as far as it is needed: the core compiles without anybody's types. */
const { WebAssembly } = globalThis as unknown as Engine;

/** The memory of an instance: what it holds stays as it grows, but views of it are then to be made anew. */
export interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** Bytes of a page of memory. */
export const PAGE = 65_536;

/** A module whose one function makes a vector: valid where SIMD is known. */
const SIMD = '0061736d010000000105016000017b030201000a0a0108004100fd0ffd620b';

/** What an instance of a module exports; undefined where WebAssembly has no SIMD or may not be compiled. */
export function instanceOf(module: string): Record<string, object> | undefined {
  if (WebAssembly === undefined || !canCompile(WebAssembly)) return undefined;
  return new WebAssembly.Instance(new WebAssembly.Module(bytesOf(module)), {}).exports;
}

/** Whether SIMD is known and compiling allowed: the policy of a page may forbid it, which only trying shows. */
function canCompile({ Module }: NonNullable<Engine['WebAssembly']>): boolean {
  try {
    return new Module(bytesOf(SIMD)) !== undefined;
  } catch {
    return false;
  }
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, n) => Number.parseInt(hex.slice(2 * n, 2 * n + 2), 16));
}
