/** Makes dist/: the command and the library, the core for browsers, threads, the script of a page, and the notices. */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { noticesOf } from './third-party.js';

/** What is bundled for Node may hold packages that call `require`. */
const NODE = {
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
};

const BUNDLES = [
  {
    ...NODE,
    entryPoints: {
      chokepoint: 'src/cli/main.ts',
      'bound-worker': 'src/cli/threads/bound-worker.ts',
      'check-worker': 'src/cli/threads/check-worker.ts',
      'png-process': 'src/cli/png-process.ts',
      index: 'src/cli/library.ts',
    },
    splitting: true,
    chunkNames: 'chunk-[name]-[hash]',
    external: ['@resvg/resvg-js', 'bullmq', 'highs', 'ioredis', 'subset-font'],
  },
  // Threads are a bundle by themselves: a common one would hold whatever any entrance loads.
  { ...NODE, entryPoints: ['src/cli/threads/worker.ts'] },
  {
    entryPoints: { core: 'src/index.ts' },
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    minifySyntax: true,
    minifyWhitespace: true,
  },
  { entryPoints: ['src/page/report.ts'], ignoreAnnotations: true, format: 'iife', target: 'es2022', minify: true },
];

// The names of chunks change with what is in them, so that old ones would stay.
for (const name of existsSync('dist') ? readdirSync('dist') : []) if (/^chunk-/.test(name)) rmSync(`dist/${name}`);

const common = { bundle: true, outdir: 'dist', logLevel: 'warning', metafile: true };
const built = await Promise.all(BUNDLES.map((bundle) => build({ ...common, ...bundle })));
writeFileSync('dist/THIRD-PARTY.txt', noticesOf(built.map(({ metafile }) => metafile)));
