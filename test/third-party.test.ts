/** What is bundled of others is passed on with their notices. `npm test` builds dist/ first. */
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { ROOT, read } from './files.ts';

/** Every entrance of the package, and the packages that stay outside of it. */
const ENTRANCES = [
  ...['cli/main.ts', 'cli/threads/check-worker.ts', 'cli/library.ts', 'cli/threads/worker.ts', 'index.ts'],
  ...['page/report.ts', 'page/explorer/main.tsx', 'page/explorer/worker.ts'],
];
const OUTSIDE = ['@resvg/resvg-js', 'bullmq', 'highs', 'ioredis', 'subset-font'];

const notices = read('dist/THIRD-PARTY.txt').split(`\n\n${'-'.repeat(80)}\n`);

test('dist/THIRD-PARTY.txt names each package that is bundled, with the words of its licence', async () => {
  const { metafile } = await build({
    ...{ absWorkingDir: ROOT, entryPoints: ENTRANCES.map((name) => `src/${name}`), external: OUTSIDE },
    ...{ bundle: true, splitting: true, write: false, metafile: true, platform: 'node', format: 'esm', outdir: 'dist' },
    ...{ jsx: 'automatic', jsxImportSource: 'preact' },
  });
  const folders = new Set(
    Object.values(metafile.outputs)
      .flatMap(({ inputs }) => Object.keys(inputs))
      .flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  );
  expect(folders.size).toBeGreaterThan(50);
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(read(`${folder}/package.json`)) as Record<string, string>;
    const own = notices.filter((notice) => notice.startsWith(`${name} ${version} (${license})\n`));
    expect(own, name).toHaveLength(1);
    expect(own[0]?.length, name).toBeGreaterThan(500);
  }
});

test('the NOTICE of mathjs is there, as its licence asks', () => {
  const [mathjs = ''] = notices.filter((notice) => notice.startsWith('mathjs '));
  expect(mathjs).toContain(read('node_modules/mathjs/NOTICE').trim());
  expect(mathjs).toContain('Apache License');
});

test('packages stand in the order of their names', () => {
  const names = notices.slice(1).map((notice) => notice.split('\n')[0]);
  expect(names).toEqual([...new Set(names)].sort());
});
