/** Calls of the command that say the same as the explorer, quoted for a POSIX shell. */
import type { Language } from '../report/text/languages.ts';
import type { Choice } from './state.ts';

/** A word that a shell takes for this very text. */
export function shellWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** `chokepoint run FILE --set …`, which gives the numbers that the explorer shows. */
export function runCommandOf(file: string, choices: readonly Choice[]): string {
  return callOf('run', file, choices);
}

/** `chokepoint why FILE --set …`, which tells more of its causes. */
export function whyCommandOf(file: string, choices: readonly Choice[]): string {
  return callOf('why', file, choices);
}

function callOf(command: string, file: string, choices: readonly Choice[]): string {
  const put = choices.flatMap(({ path, text }) => ['--set', `${path}=${text}`]);
  return ['chokepoint', command, file, ...put].map(shellWord).join(' ');
}

/** `chokepoint explore FILE --set …`, in a language. */
export function exploreCommandOf(file: string, choices: readonly Choice[] = [], language: Language = 'en'): string {
  return callOf('explore', file, choices) + (language === 'en' ? '' : ` --lang ${language}`);
}

/** The call that explores what a `chokepoint run` of a file was: the same file, with the same put over it, in its language. */
export function exploringOf(call: string): string {
  const [, , file = '', ...rest] = call.match(/(?:'[^']*'|\\.|[^\s'\\])+/g) ?? [];
  const kept = rest.flatMap((word, n) =>
    word === '--allow-outside' ? [word] : word === '--set' || word === '--lang' ? [word, rest[n + 1]] : [],
  );
  return ['chokepoint explore', file, ...kept].join(' ');
}
