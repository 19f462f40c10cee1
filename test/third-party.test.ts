/** What is bundled of others is passed on with their notices. `npm test` builds dist/ first. */
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { ROOT, read } from './files.ts';

/** Every entrance of the package, and the packages that stay outside of it. */
const ENTRANCES = ['cli/main', 'cli/threads/check-worker', 'cli/library', 'cli/threads/worker', 'index', 'page/report'];
const OUTSIDE = ['@resvg/resvg-js', 'highs', 'subset-font'];

const notices = read('dist/THIRD-PARTY.txt').split(`\n\n${'-'.repeat(80)}\n`);

test('dist/THIRD-PARTY.txt names each package that is bundled, with the words of its licence', async () => {
  const { metafile } = await build({
    ...{ absWorkingDir: ROOT, entryPoints: ENTRANCES.map((name) => `src/${name}.ts`), external: OUTSIDE },
    ...{ bundle: true, splitting: true, write: false, metafile: true, platform: 'node', format: 'esm', outdir: 'dist' },
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
