/** What engines offer beside the language, as far as the kernel needs it: the core compiles without anybody's types. */

export type Module = object;

interface Engine {
  readonly WebAssembly?: {
    validate(bytes: Uint8Array): boolean;
    readonly Module: new (bytes: Uint8Array) => Module;
    readonly Instance: new (module: Module, imports: object) => { readonly exports: Record<string, object> };
  };
  atob(text: string): string;
}

/** WebAssembly where there is any, and the decoder of base64. */
export const { WebAssembly, atob } = globalThis as unknown as Engine;
