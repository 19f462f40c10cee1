/** Writes the compiled kernel into the source in hexadecimal, which packs best, so that a page or a bundle needs no second file. */
import { readFileSync, writeFileSync } from 'node:fs';

const bytes = readFileSync(new URL('../dist/kernel.wasm', import.meta.url)).toString('hex');
writeFileSync(
  new URL('../src/simulation/kernel/module.ts', import.meta.url),
  `/** Made by \`npm run kernel\` from kernel/step.ts: the compiled module, in hexadecimal. */
export const KERNEL =
  '${bytes}';
`,
);
