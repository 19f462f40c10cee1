/** Makes dist/: the command and the library, the core for browsers, threads, the script of a page, and the notices. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { compress } from 'lzma';
import { makeFonts } from './fonts.js';
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

/** The explorer draws plainly: the numbers of Sobol points, 5 KB of its page when packed, are no part of it. */
const WITHOUT_SOBOL = {
  name: 'without-sobol',
  setup: ({ onLoad }) =>
    onLoad({ filter: /direction-numbers\.ts$/ }, () => ({
      contents:
        "export const SOBOL_DIMENSIONS = 0; export const directionNumbers = () => { throw new Error('no Sobol points'); };",
    })),
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
  // The explorer: what unpacks its programs; its page, with the style of its charts; and its engine, which runs in threads.
  {
    entryPoints: {
      explorer: 'src/page/explorer/begin.ts',
      'explorer-page': 'src/page/explorer/main.tsx',
      'explorer-engine': 'src/page/explorer/worker.ts',
    },
    ...{ format: 'iife', target: 'es2022', minify: true, charset: 'utf8', ignoreAnnotations: false },
    ...{ jsx: 'automatic', jsxImportSource: 'preact', plugins: [WITHOUT_SOBOL] },
  },
  { entryPoints: { explorer: 'src/page/explorer/style.css' }, minify: true },
  { entryPoints: ['src/page/report.ts'], ignoreAnnotations: true, format: 'iife', target: 'es2022', minify: true },
];

// The names of chunks change with what is in them, so that old ones would stay.
for (const name of existsSync('dist') ? readdirSync('dist') : []) if (/^chunk-/.test(name)) rmSync(`dist/${name}`);

const common = { bundle: true, outdir: 'dist', logLevel: 'warning', metafile: true };
await makeFonts();
const built = await Promise.all(BUNDLES.map((bundle) => build({ ...common, ...bundle })));
// A page is mostly its programs, which go into it packed. Higher modes take three times as long, for nothing.
for (const name of ['explorer-page', 'explorer-engine']) {
  const packed = Buffer.from(compress(readFileSync(`dist/${name}.js`), 3));
  writeFileSync(`dist/${name}.b64`, packed.toString('base64'));
  rmSync(`dist/${name}.js`);
}
writeFileSync('dist/THIRD-PARTY.txt', noticesOf(built.map(({ metafile }) => metafile)));
