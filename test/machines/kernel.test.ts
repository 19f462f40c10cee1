/** The compiled kernel that is committed, against its sources. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { KERNEL } from '../../src/simulation/kernel/module.ts';
import { ROOT } from '../files.ts';

test('kernel/step.ts compiles to the module that is committed (npm run kernel)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-kernel-'));
  const compiler = fileURLToPath(import.meta.resolve('assemblyscript/asc').replace(/dist\/asc\.js$/, 'bin/asc.js'));
  const out = join(folder, 'module.wasm');
  const words = [compiler, 'kernel/step.ts', '--config', 'kernel/asconfig.json', '--outFile', out];
  execFileSync(process.execPath, words, { cwd: ROOT });
  expect(readFileSync(out).toString('hex') === KERNEL, 'run `npm run kernel`').toBe(true);
  rmSync(folder, { recursive: true });
});
