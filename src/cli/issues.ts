/** Issues on a terminal: place, path, what was expected and found, what to do, and the line itself. */
import pc from 'picocolors';
import { type Issue, pathText } from '../index.ts';
import { readText } from './read-file.ts';

/** All issues as text, in the order of their places. */
export function showIssues(issues: readonly Issue[]): string {
  return [...issues].sort(byPlace).map(showIssue).join('\n');
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

function showIssue({ severity, code, path, expected, found, remedy, place }: Issue): string {
  const colour = severity === 'error' ? pc.red : pc.yellow;
  const where = place ? `${place.file}:${place.line}:${place.column}` : '';
  const head = [pc.bold(where), colour(`${severity} ${code}`), pathText(path)].filter((part) => part !== '').join('  ');
  const body = `    expected ${expected}, got ${found}\n    ${remedy}`;
  const frame = place ? codeFrame(place) : '';
  return `${head}\n${body}${frame === '' ? '' : `\n${frame}`}`;
}

const WIDEST = 110;

function codeFrame({ file, line, column }: NonNullable<Issue['place']>): string {
  const answer = readText(file);
  if ('missing' in answer) return '';
  const text = answer.text.split(/\r?\n/)[line - 1];
  if (text === undefined || text.trim() === '') return '';
  const from = Math.max(0, column - 1 - WIDEST / 2);
  const shown = text.slice(from, from + WIDEST);
  const margin = `  ${line} | `;
  return pc.dim(`${margin}${shown}\n${' '.repeat(margin.length + column - 1 - from)}^`);
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
  console.error(`\n${countIssues(issues)}; nothing was written.`);
  return 2;
}
