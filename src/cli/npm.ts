/** The package of this program, as a repository of one's own can depend on it. */
import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { VERSION } from '../index.ts';
import { makeFolders } from './files.ts';
import { readText } from './read-file.ts';

/** The folder of the package. */
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
/** Where a package that no registry has is put in a repository. */
export const VENDOR = 'vendor';

/**
 * What to depend on, from a repository in `folder`: the version, where this package comes from a registry; else the
 * package itself, which is put there as a file, so that it installs anywhere. Throws where it can't be packed.
 */
export function dependencyIn(folder: string): string {
  if (isFromRegistry()) return VERSION;
  const into = join(folder, VENDOR);
  makeFolders(into);
  const words = ['pack', ROOT, '--ignore-scripts', '--json', '--pack-destination', resolve(into)];
  // npm of Windows is a script of the shell, which parts words at spaces.
  const isWindows = process.platform === 'win32';
  const { status, stdout, stderr, error } = spawnSync(
    isWindows ? 'npm.cmd' : 'npm',
    isWindows ? words.map((word) => `"${word}"`) : words,
    {
      ...{ encoding: 'utf8', cwd: folder, shell: isWindows },
    },
  );
  if (status !== 0) throw new Error(`npm can't pack ${ROOT}: ${error?.message ?? stderr}`);
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return `file:${VENDOR}/${filename}`;
}

/** Whether npm has installed this package from a registry. */
function isFromRegistry(): boolean {
  const found = readText(join(ROOT, '../.package-lock.json'));
  if ('missing' in found) return false;
  const { packages = {} } = JSON.parse(found.text) as { packages?: Record<string, { resolved?: string } | undefined> };
  return /^https?:/.test(packages['node_modules/chokepoint']?.resolved ?? '');
}
