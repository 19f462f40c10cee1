import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests use the package by its name as others do: built.
  resolve: { alias: { chokepoint: resolve(import.meta.dirname, 'dist/index.js') } },
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, pool: 'threads', isolate: false },
});
