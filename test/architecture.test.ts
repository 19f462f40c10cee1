/** The import rule of the house: each folder makes the thing it is named after out of the thing the folder before made. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

/** Which folders a folder may import; `words` are the files at the root of src. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  words: ['words'],
  quantity: ['words', 'quantity'],
  chance: ['words', 'quantity', 'chance'],
  scenario: ['words', 'quantity', 'chance', 'scenario'],
  model: ['words', 'quantity', 'chance', 'scenario', 'model'],
  simulation: ['words', 'quantity', 'model', 'simulation'],
  metrics: ['words', 'quantity', 'chance', 'model', 'simulation', 'metrics'],
  findings: ['words', 'quantity', 'chance', 'model', 'metrics', 'findings'],
  report: ['words', 'quantity', 'chance', 'model', 'metrics', 'findings', 'report'],
  explore: [
    'words',
    'quantity',
    'chance',
    'scenario',
    'model',
    'simulation',
    'metrics',
    'findings',
    'report',
    'explore',
  ],
  index: ['words', 'quantity', 'chance', 'scenario', 'model', 'simulation', 'metrics', 'findings', 'report', 'explore'],
  page: ['words', 'quantity', 'report', 'explore', 'page'],
  cli: ['index', 'cli'],
};

/** Packages that only one file may know. */
const ONE_HOME: Readonly<Record<string, readonly string[]>> = {
  mathjs: ['quantity/units.ts'],
  seedrandom: ['chance/random.ts'],
  vega: ['cli/render.ts'],
  '@resvg/resvg-js': ['cli/png.ts'],
  highs: ['cli/highs.ts'],
  'node:fs': [
    'cli/files.ts',
    'cli/output-file.ts',
    'cli/read-file.ts',
    'cli/results-folder.ts',
    'cli/journal.ts',
    'cli/owner.ts',
    'cli/shard-file.ts',
    'cli/rename.ts',
    'cli/watch.ts',
  ],
  'node:child_process': ['cli/browser.ts', 'cli/git.ts', 'cli/npm.ts', 'cli/painter.ts'],
  'node:http': ['cli/serve.ts'],
  uplot: ['page/explorer/plot.tsx'],
  codemirror: ['page/explorer/editor.tsx'],
  picocolors: ['cli/print.ts'],
  bullmq: ['cli/queue/coordinator.ts', 'cli/queue/worker.ts'],
  ioredis: ['cli/queue/connection.ts'],
};

const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.tsx?$/.test(path) ? [path] : [];
  });

const SOURCES = files(SRC);

/** The folder a file belongs to: its own, `index`, or `words` for the other files at the root. */
function home(path: string): string {
  const [first = '', ...rest] = relative(SRC, path).split('/');
  return rest.length > 0 ? first : first === 'index.ts' ? 'index' : 'words';
}

interface Import {
  readonly from: string;
  readonly target: string;
  readonly typesOnly: boolean;
}

const IMPORTS: Import[] = SOURCES.flatMap((from) =>
  [
    ...readFileSync(from, 'utf8').matchAll(
      /(?:^|\n)(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\(\s*'([^']+)'/g,
    ),
  ].map(([, types, named, dynamic]) => ({
    from,
    target: (named ?? dynamic) as string,
    typesOnly: types !== undefined,
  })),
);

const within = ({ target }: Import) => target.startsWith('.');

test('the rule sees the whole of src', () => {
  expect(SOURCES.length).toBeGreaterThan(40);
  expect(IMPORTS.filter(within).length).toBeGreaterThan(100);
  expect([...new Set(SOURCES.map(home))].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
});

test('folders look back, never forward and never sideways', () => {
  const breaches = IMPORTS.filter(within).flatMap(({ from, target }) => {
    const path = resolve(dirname(from), target);
    if (path.endsWith('package.json')) return [];
    return MAY_IMPORT[home(from)]?.includes(home(path))
      ? []
      : [`${relative(SRC, from)} imports ${relative(SRC, path)}`];
  });
  expect(breaches).toEqual([]);
});

test('rooms of one folder import one another one way only', () => {
  const roomOf = (path: string) => relative(SRC, dirname(path));
  const next = new Map<string, Set<string>>();
  for (const { from, target } of IMPORTS.filter(within)) {
    const [room, other] = [roomOf(from), roomOf(resolve(dirname(from), target))];
    // What stands at the root of a folder is its entrance, and what its rooms have in common.
    if (room === other || dirname(room) === '.' || dirname(room) !== dirname(other)) continue;
    next.set(room, (next.get(room) ?? new Set()).add(other));
  }
  const circles = [...next.keys()].flatMap((start) => {
    const reached = new Set<string>();
    const visit = (room: string) => {
      for (const other of next.get(room) ?? []) {
        if (reached.has(other)) continue;
        reached.add(other);
        visit(other);
      }
    };
    visit(start);
    return reached.has(start) ? [`${start} imports itself by way of ${[...reached].join(', ')}`] : [];
  });
  expect(next.size).toBeGreaterThan(8);
  expect(circles).toEqual([]);
});

test('model takes types alone from scenario', () => {
  const breaches = IMPORTS.filter(
    ({ from, target, typesOnly }) => home(from) === 'model' && target.includes('/scenario/') && !typesOnly,
  );
  expect(breaches).toEqual([]);
});

test('no file imports itself by a detour', () => {
  const next = new Map<string, string[]>();
  for (const one of IMPORTS.filter(within))
    next.set(one.from, [...(next.get(one.from) ?? []), resolve(dirname(one.from), one.target)]);
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string[] => {
    if (trail.includes(path))
      return [[...trail.slice(trail.indexOf(path)), path].map((file) => relative(SRC, file)).join(' → ')];
    if (done.has(path)) return [];
    const rounds = (next.get(path) ?? []).flatMap((target) => visit(target, [...trail, path]));
    done.add(path);
    return rounds;
  };
  expect(SOURCES.flatMap((path) => visit(path, []))).toEqual([]);
});

test('the threads of an ensemble load nothing that reads files', () => {
  const reached = new Set<string>();
  const visit = (path: string) => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const { from, target, typesOnly } of IMPORTS) {
      if (from !== path || typesOnly) continue;
      if (target.startsWith('.')) visit(resolve(dirname(from), target));
      else reached.add(target);
    }
  };
  for (const path of ['metrics/ensemble/tasks.ts', 'model/compile.ts']) visit(resolve(SRC, path));
  expect([...reached].filter((path) => /\/scenario\/|^(mathjs|yaml|zod)/.test(path))).toEqual([]);
  expect(reached.size).toBeGreaterThan(40);
});

test('each package of the outside has one home', () => {
  const breaches = IMPORTS.filter(({ target, from, typesOnly }) => {
    const homes = ONE_HOME[target];
    return homes !== undefined && !typesOnly && !homes.includes(relative(SRC, from));
  });
  expect(breaches.map(({ from, target }) => `${relative(SRC, from)} imports ${target}`)).toEqual([]);
});

test('the core knows nothing of Node', () => {
  const breaches = IMPORTS.filter(({ from, target }) => home(from) !== 'cli' && target.startsWith('node:'));
  expect(breaches).toEqual([]);
});

test('one file prints, so that whatever is printed is fit for a terminal and a log', () => {
  const printing = SOURCES.filter((path) => /\bconsole\.|\b(stdout|stderr)\.write\b/.test(stripComments(path)));
  // What `init` writes is an example for a reader's own program.
  expect(printing.map((path) => relative(SRC, path))).toEqual(['cli/commands/init-files.ts', 'cli/print.ts']);
});

test('there are no default exports and no export *', () => {
  const breaches = SOURCES.filter((path) => /export default|export \*/.test(readFileSync(path, 'utf8')));
  expect(breaches.map((path) => relative(SRC, path))).toEqual([]);
});

test('no result depends on a clock, a locale or unseeded chance', () => {
  const core = SOURCES.filter((path) => home(path) !== 'cli');
  const breaches = core.filter((path) =>
    /Math\.random|Date\.now|new Date\(\)|toLocale|Intl\.|Math\.pow | \*\* /.test(stripComments(path)),
  );
  expect(breaches.map((path) => relative(SRC, path))).toEqual([]);
});

test('no log, profile or snapshot of an engine is committed', () => {
  const { status, stdout } = spawnSync('git', ['ls-files'], { cwd: resolve(SRC, '..'), encoding: 'utf8' });
  expect(status).toBe(0);
  const tracked = stdout.split('\n');
  expect(tracked).toContain('package.json');
  expect(tracked.filter((path) => /\.(log|cpuprofile|heapsnapshot)$/.test(path))).toEqual([]);
});

function stripComments(path: string): string {
  return readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
