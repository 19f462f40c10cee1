/** What check asks git: results at a revision, and whether results differ from what is committed. */
import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';

const MOST_BYTES = 256 * 2 ** 20;
/** Tables of results may be larger than texts. */
const MOST_TABLE_BYTES = 2 ** 30;

interface Said {
  readonly ok: boolean;
  readonly text: string;
  readonly reason: string;
}

function git(...words: readonly string[]): Said {
  const { status, stdout, stderr, error } = spawnSync('git', words, { encoding: 'utf8', maxBuffer: MOST_BYTES });
  if (error) {
    const isMissing = (error as { code?: string }).code === 'ENOENT';
    return { ok: false, text: '', reason: isMissing ? 'git is not installed' : error.message };
  }
  const first = stderr.trim().split('\n')[0] ?? '';
  return { ok: status === 0, text: stdout, reason: first.replace(/^(fatal|error): /, '') };
}

/** The commit that a revision names, or why there is none. */
export function commitOf(revision: string): { readonly commit: string } | { readonly missing: string } {
  const inside = git('rev-parse', '--show-toplevel');
  if (!inside.ok) return { missing: inside.reason };
  const { ok, text } = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  return ok ? { commit: text.trim() } : { missing: `git knows no revision ${revision}` };
}

/** The text of a file at a commit, or why there is none. */
export function textAt(commit: string, path: string): { readonly text: string } | { readonly missing: string } {
  const { ok, text, reason } = git('show', `${commit}:./${relative(process.cwd(), path)}`);
  return ok ? { text } : { missing: reason };
}

/** The bytes of a file at a commit, or why there are none. */
export function bytesAt(commit: string, path: string): { readonly bytes: Uint8Array } | { readonly missing: string } {
  const spec = `${commit}:./${relative(process.cwd(), path)}`;
  const { status, stdout, error } = spawnSync('git', ['show', spec], { maxBuffer: MOST_TABLE_BYTES });
  if (status === 0 && error === undefined) return { bytes: stdout };
  return { missing: git('cat-file', '-e', spec).reason || (error?.message ?? 'git cannot show it') };
}

/** The files of a folder that git tracks and that differ from what is committed; none where there is no git. */
export function changedIn(folder: string): string[] {
  const { ok, text } = git('status', '--porcelain', '-z', '--untracked-files=no', '--', folder);
  if (!ok) return [];
  return text
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => entry.slice(3));
}
