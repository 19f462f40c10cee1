/** The compiled kernel that is committed, against its sources. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { COUNT } from '../../src/metrics/ensemble/count-module.ts';
import { KERNEL } from '../../src/simulation/kernel/module.ts';
import { ROOT } from '../files.ts';

test.each([
  ['kernel/step.ts', KERNEL],
  ['kernel/count.ts', COUNT],
])('%s compiles to the module that is committed (npm run kernel)', (source, committed) => {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-kernel-'));
  const compiler = fileURLToPath(import.meta.resolve('assemblyscript/asc').replace(/dist\/asc\.js$/, 'bin/asc.js'));
  const out = join(folder, 'module.wasm');
  const words = [compiler, source, '--config', 'kernel/asconfig.json', '--outFile', out];
  execFileSync(process.execPath, words, { cwd: ROOT });
  expect(readFileSync(out).toString('base64') === committed, 'run `npm run kernel`').toBe(true);
  rmSync(folder, { recursive: true });
});
