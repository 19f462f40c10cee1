/**
 * Makes dist/index.d.ts and dist/core.d.ts out of what tsc emits: each stands alone, so that a user of the package
 * needs no package that it was built with, whatever their compiler checks.
 */
import { rmSync } from 'node:fs';
import { rollup } from 'rollup';
import dts from 'rollup-plugin-dts';

const EMITTED = 'dist/types';
const bundle = await rollup({
  input: { index: `${EMITTED}/src/cli/library.d.ts`, core: `${EMITTED}/src/index.d.ts` },
  // Of packages nothing must be left, which is looked at below.
  external: (name) => !/^[./]/.test(name),
  plugins: [dts({ compilerOptions: { paths: {} } })],
  // Types that a public one is made of need no name of their own.
  onwarn: ({ message }) => /private shared type exports/.test(message) || console.warn(message),
});
const { output } = await bundle.write({
  dir: 'dist',
  format: 'es',
  entryFileNames: '[name].d.ts',
  chunkFileNames: 'shared.d.ts',
});
const foreign = output.flatMap(({ fileName, imports }) =>
  imports.filter((name) => !/^(index|core|shared)\.d\.ts$/.test(name)).map((name) => `${fileName} needs ${name}`),
);
if (foreign.length > 0) throw new Error(foreign.join('\n'));
rmSync(EMITTED, { recursive: true });
