/** Issues on a terminal: place, path, what was expected and found, what to do, and the line itself. */
import { type Issue, pathText, shown } from '../index.ts';
import { bold, complain, dim, type Line, pieces, red, yellow } from './print.ts';
import { kindOf, readText } from './read-file.ts';

/** All issues as lines, in the order of their places. */
export function showIssues(issues: readonly Issue[]): Line[] {
  return [...issues].sort(byPlace).flatMap(showIssue);
}

/** An issue of the value of an option, such as `--until`. */
export function atOption(option: string, issue: Issue): Issue {
  return { ...issue, path: [], place: { file: option, line: 1, column: 1 } };
}

function byPlace(left: Issue, right: Issue): number {
  const [a, b] = [left.place, right.place];
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

function showIssue({ severity, code, path, expected, found, remedy, place }: Issue): Line[] {
  const colour = severity === 'error' ? red : yellow;
  const where = place ? [bold(`${place.file}:${place.line}:${place.column}`), '  '] : [];
  const head = pieces(...where, colour(`${severity} ${code}`), path.length > 0 ? `  ${pathText(path)}` : '');
  // Of a file that could not be read no line is shown: why it was refused may be that nobody is to see it.
  const hasFrame = place !== undefined && !(code === 'missing-file' && path.length === 0);
  return [head, `    expected ${expected}, got ${found}`, `    ${remedy}`, ...(hasFrame ? codeFrame(place) : [])];
}

const WIDEST = 110;

/** The line that a place is in, and a mark under it; of YAML and tables alone. */
function codeFrame({ file, line, column }: NonNullable<Issue['place']>): Line[] {
  const answer = kindOf(file) === undefined ? undefined : readText(file);
  if (answer === undefined || 'missing' in answer) return [];
  const text = answer.text.split(/\r?\n/)[line - 1];
  if (text === undefined || text.trim() === '') return [];
  const from = Math.max(0, column - 1 - WIDEST / 2);
  const margin = `  ${line} | `;
  const before = shown(text.slice(from, column - 1)).length;
  return [dim(margin, text.slice(from, from + WIDEST)), dim(`${' '.repeat(margin.length + before)}^`)];
}

/** `2 errors and 1 warning`. */
export function countIssues(issues: readonly Issue[]): string {
  const count = (severity: Issue['severity']) => issues.filter((issue) => issue.severity === severity).length;
  const plural = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  const parts = [
    ...(count('error') > 0 ? [plural(count('error'), 'error')] : []),
    ...(count('warning') > 0 ? [plural(count('warning'), 'warning')] : []),
  ];
  return parts.join(' and ');
}

/** Says that nothing was written for the sake of issues that have been shown; returns the exit code. */
export function nothingWritten(issues: readonly Issue[]): number {
  complain('', `${countIssues(issues)}; nothing was written.`);
  return 2;
}
