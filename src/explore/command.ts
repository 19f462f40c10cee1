/** Calls of the command that say the same as the explorer, quoted for a POSIX shell. */
import type { Choice } from './state.ts';

/** A word that a shell takes for this very text. */
export function shellWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** `chokepoint run FILE --set …`, which gives the numbers that the explorer shows. */
export function runCommandOf(file: string, choices: readonly Choice[]): string {
  const put = choices.flatMap(({ path, text }) => ['--set', `${path}=${text}`]);
  return ['chokepoint', 'run', file, ...put].map(shellWord).join(' ');
}

/** `chokepoint explore FILE`. */
export function exploreCommandOf(file: string): string {
  return `chokepoint explore ${shellWord(file)}`;
}
