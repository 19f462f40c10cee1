/** Writes the compiled modules into the source as base64, so that a page or a bundle needs no second file. */
import { readFileSync, writeFileSync } from 'node:fs';

const MODULES = [
  { name: 'KERNEL', of: 'kernel/step.ts', compiled: 'kernel.wasm', into: 'src/simulation/kernel/module.ts' },
  { name: 'COUNT', of: 'kernel/count.ts', compiled: 'count.wasm', into: 'src/metrics/ensemble/count-module.ts' },
];

for (const { name, of, compiled, into } of MODULES) {
  const bytes = readFileSync(new URL(`../dist/${compiled}`, import.meta.url)).toString('base64');
  writeFileSync(
    new URL(`../${into}`, import.meta.url),
    `/** Made by \`npm run kernel\` from ${of}: the compiled module, in base64. */
export const ${name} =
  '${bytes}';
`,
  );
}
