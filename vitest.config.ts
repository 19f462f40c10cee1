import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const ALL = 'test/**/*.test.ts';
/** What opens a browser, and what takes minutes, is run by itself: `npm run browser`, `npm run machines`. */
const [BROWSER, MACHINES] = ['test/page/**/*.test.ts', 'test/machines/**/*.test.ts'];

/** Files that try laws on generated cases: `npm run laws` tries them on many more. */
const LAWS = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join('test', name))
  .filter((path) => /\blaw\(/.test(readFileSync(path, 'utf8')));

const project = (name: string, include: readonly string[], exclude: readonly string[] = []) => ({
  ...{ extends: true as const, test: { name, include: [...include], exclude: [...exclude] } },
});

export default defineConfig({
  // Tests use the package by its name as others do: built.
  resolve: { alias: { chokepoint: resolve(import.meta.dirname, 'dist/index.js') } },
  test: {
    ...{ testTimeout: 60_000, pool: 'threads', isolate: false, maxWorkers: '100%' },
    projects: [
      project('quick', [ALL], [BROWSER, MACHINES]),
      project('laws', LAWS),
      project('browser', [BROWSER]),
      // Commands are killed in the quick tests, too, but seldom.
      project('machines', [MACHINES, 'test/cli/kill.test.ts', 'test/cli/together.test.ts']),
    ],
  },
});
