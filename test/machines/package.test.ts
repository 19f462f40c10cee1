/** The package as a stranger installs it: packed, installed elsewhere, used as a command and as a library. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../files.ts';

const home = mkdtempSync(join(tmpdir(), 'chokepoint-package-'));
const stranger = join(home, 'stranger');
afterAll(() => rmSync(home, { recursive: true, force: true }));

function call(cwd: string, program: string, ...words: string[]) {
  const env = { ...process.env, NO_COLOR: '1', npm_config_update_notifier: 'false' };
  const { status, stdout, stderr } = spawnSync(program, words, { cwd, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}
const chokepoint = (...words: string[]) => call(stranger, join(stranger, 'node_modules/.bin/chokepoint'), ...words);

/** Bytes of all files below a folder. */
function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
}

beforeAll(() => {
  mkdirSync(stranger);
  // npm would install into a folder above that has packages; with a manifest it stays here.
  writeFileSync(join(stranger, 'package.json'), '{}');
  // Packing builds anew: in a copy, as other tests use what is built here.
  const copy = join(home, 'repository');
  const isSource = (path: string) => !/[\\/](node_modules|dist|results|reports|\.git)$/.test(path);
  cpSync(ROOT, copy, { recursive: true, filter: isSource });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const packed = call(copy, 'npm', 'pack', '--pack-destination', home);
  expect(packed.status, packed.stderr).toBe(0);
  const tarball = readdirSync(home).find((name) => name.endsWith('.tgz')) as string;
  const installed = call(
    stranger,
    'npm',
    'install',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    join(home, tarball),
  );
  expect(installed.status, installed.stderr).toBe(0);
}, 600_000);

describe('chokepoint init, from the packed package', () => {
  test('makes a repository of scenarios that its own check passes as made', () => {
    const made = chokepoint('init', 'mine');
    expect({ status: made.status, stderr: made.stderr }).toEqual({ status: 0, stderr: '' });
    const mine = join(stranger, 'mine');
    expect(readdirSync(mine).sort()).toEqual(
      [
        '.github',
        '.gitignore',
        '.vscode',
        'README.md',
        'chokepoint.yaml',
        'package.json',
        'results',
        'scenarios',
        'vendor',
      ].sort(),
    );
    const checked = call(mine, join(stranger, 'node_modules/.bin/chokepoint'), 'check');
    expect(checked).toEqual({
      ...{ status: 0, stderr: '' },
      stdout: 'motor-maker: 3 expectations as stated, results as committed\n\n1 scenario: 1 as they should be.\n',
    });
  });

  test('makes files that say what they need', () => {
    const mine = join(stranger, 'mine');
    const [tarball] = readdirSync(join(mine, 'vendor'));
    const manifest = JSON.parse(readFileSync(join(mine, 'package.json'), 'utf8')) as object;
    expect(manifest).toMatchObject({
      name: 'mine',
      private: true,
      devDependencies: { chokepoint: `file:vendor/${tarball}` },
    });
    const workflow = parse(readFileSync(join(mine, '.github/workflows/check.yaml'), 'utf8')) as {
      jobs: { check: { steps: { run?: string }[] } };
    };
    expect(workflow.jobs.check.steps.map(({ run }) => run)).toContain(
      'npx chokepoint check --github --junit junit.xml --html check.html',
    );
    const settings = JSON.parse(readFileSync(join(mine, '.vscode/settings.json'), 'utf8')) as Record<string, object>;
    for (const schema of Object.keys(settings['yaml.schemas'] as object))
      expect(existsSync(join(mine, schema))).toBe(true);
    expect(readFileSync(join(mine, 'scenarios/scenario.schema.json'), 'utf8')).toBe(
      readFileSync(join(ROOT, 'scenarios/scenario.schema.json'), 'utf8'),
    );
  });

  test('installs by itself wherever it is, and its check passes', () => {
    const elsewhere = join(home, 'elsewhere');
    cpSync(join(stranger, 'mine'), elsewhere, { recursive: true });
    const installed = call(elsewhere, 'npm', 'install', '--no-audit', '--no-fund');
    expect(installed.status, installed.stderr).toBe(0);
    expect(call(elsewhere, 'npx', '--no-install', 'chokepoint', 'check')).toMatchObject({ status: 0, stderr: '' });
    const megabytes = sizeOf(join(elsewhere, 'node_modules')) / 1e6;
    expect(megabytes, 'MB of an installation').toBeLessThan(30);
  });

  test('overwrites nothing and says what is there', () => {
    const before = readFileSync(join(stranger, 'mine/README.md'), 'utf8');
    writeFileSync(join(stranger, 'mine/README.md'), `${before}mine\n`);
    const { status, stderr } = chokepoint('init', 'mine');
    expect(status).toBe(2);
    expect(stderr).toContain('mine/README.md');
    expect(stderr).toContain('mine/results');
    expect(readFileSync(join(stranger, 'mine/README.md'), 'utf8')).toBe(`${before}mine\n`);
    mkdirSync(join(stranger, 'other'));
    writeFileSync(join(stranger, 'other/package.json'), '{}');
    expect(chokepoint('init', 'other').status).toBe(2);
    expect(readdirSync(join(stranger, 'other'))).toEqual(['package.json']);
  });
});

test('a queue asks for the packages that it needs', () => {
  const { status, stderr } = chokepoint('worker', '--redis', 'redis://127.0.0.1:1');
  expect({ status, stderr }).toMatchInlineSnapshot(`
    {
      "status": 2,
      "stderr": "A queue needs two packages more. Where chokepoint is installed (with --global, if it was so installed): npm install bullmq@6.7.0 ioredis@6.0.0
    Try chokepoint worker --help.
    ",
    }
  `);
});

test('what it makes of its own scenario is what is committed, to the byte', () => {
  cpSync(join(stranger, 'node_modules/chokepoint/scenarios'), join(stranger, 'scenarios'), { recursive: true });
  const file = 'scenarios/six-month-licence.yaml';
  const { status, stderr } = chokepoint('run', file, '--quiet', '--charts', 'svg', '--out', 'made');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const committed = join(ROOT, 'results/six-month-licence');
  const numbers = readdirSync(committed).filter((name) => /\.(json|csv)$/.test(name));
  expect(numbers).toEqual(expect.arrayContaining(['summary.json', 'series.csv', 'why.json']));
  const differing = numbers.filter(
    (name) => !readFileSync(join(stranger, 'made/six-month-licence', name)).equals(readFileSync(join(committed, name))),
  );
  expect(differing, 'files of results/six-month-licence that the installed package makes otherwise').toEqual([]);
});

test('its schemas and its documents are found by name', () => {
  const names = ['schema.json', 'study.schema.json', 'figures.schema.json', 'docs/formats.md', 'docs/queue.md'];
  const program = `import { createRequire } from 'node:module'; import { readFileSync } from 'node:fs';
    const { resolve } = createRequire(import.meta.url);
    for (const name of ${JSON.stringify(names)}) console.log(readFileSync(resolve('chokepoint/' + name), 'utf8').length > 1000);`;
  const { status, stdout, stderr } = call(stranger, process.execPath, '--input-type=module', '--eval', program);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toBe('true\n'.repeat(names.length));
});

test('the packed package holds the notices of what is bundled in it', () => {
  const notices = readFileSync(join(stranger, 'node_modules/chokepoint/dist/THIRD-PARTY.txt'), 'utf8');
  expect(notices).toContain('mathjs ');
});

describe('the library, from the packed package', () => {
  test('runs a scenario and checks it, as its README says', () => {
    const mine = join(stranger, 'mine');
    const [, example = ''] = /```js\n([\s\S]*?)```/.exec(readFileSync(join(mine, 'README.md'), 'utf8')) ?? [];
    expect(example).toContain("from 'chokepoint'");
    writeFileSync(join(mine, 'example.mjs'), example);
    const { status, stdout, stderr } = call(mine, process.execPath, 'example.mjs');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^(\d+|Infinity)\n$/);
  });

  test('has a core that needs no Node', () => {
    // It is built for browsers: anything of Node in it would have failed the build.
    const program = `import { parseYaml, VERSION } from 'chokepoint/core'; console.log(VERSION, parseYaml('a', 'b: 1').source.data.b);`;
    const { status, stdout } = call(stranger, process.execPath, '--input-type=module', '--eval', program);
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/ 1\n$/) });
  });

  test('has types', () => {
    const uses = `import { check, loadScenario, simulate, type CheckResult } from 'chokepoint';
      const shortage: number | string | null | undefined = simulate(loadScenario('a.yaml')).summary.metrics['x'];
      const found: Promise<CheckResult> = check('a.yaml', { runs: 1 });
      // @ts-expect-error there is no such setting
      void check('a.yaml', { rnus: 1 });
      export { shortage, found };`;
    writeFileSync(join(stranger, 'uses.ts'), uses);
    const library = readFileSync(join(stranger, 'node_modules/chokepoint/docs/library.md'), 'utf8');
    const examples = [...library.matchAll(/```js\n([\s\S]*?)```/g)].map(([, text], n) => {
      writeFileSync(
        join(stranger, `example-${n}.mts`),
        `declare const console: { log(...all: unknown[]): void };\n${text}`,
      );
      return `example-${n}.mts`;
    });
    expect(examples.length).toBeGreaterThan(4);
    // As strict as a user may be, who has no types of Node or of what the package was built with.
    const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, types: [] };
    const compilerOptions = { ...strict, noEmit: true, module: 'nodenext', target: 'es2022', lib: ['es2022'] };
    writeFileSync(
      join(stranger, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['uses.ts', ...examples] }),
    );
    const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
    const { status, stdout } = call(stranger, process.execPath, compiler, '-p', '.');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});
