/** Issues on a terminal: place, path, what was expected and found, what to do, and the line itself. */
import { type Issue, type IssueCode, type Place, pathText, shown } from '../index.ts';
import { bold, complain, dim, type Line, pieces, red, yellow } from './print.ts';
import { kindOf, readText } from './read-file.ts';

/** Of the issues of one code so many are shown, in the order of their places; the others are counted. */
const MOST_SHOWN: Readonly<Record<Issue['severity'], number>> = { error: 50, warning: 3 };

/** Tells issues on the standard error; with `quiet` errors alone. */
export function tellIssues(issues: readonly Issue[], quiet = false): void {
  const told = issues.filter(({ severity }) => severity === 'error' || !quiet);
  if (told.length > 0) complain(showIssues(told));
}

/** Issues as lines, errors first: the first few of each code, then how many more there are. */
export function showIssues(issues: readonly Issue[]): Line[] {
  const sorted = [...issues].sort(byPlace);
  const parts = (['error', 'warning'] as const).map((severity) =>
    fold(sorted.filter((issue) => issue.severity === severity)),
  );
  const lineAt = linesOf(parts.flatMap(({ first }) => first.flatMap((issue) => (hasFrame(issue) ? issue.place : []))));
  return parts.flatMap(({ first, more }) => [
    ...first.flatMap((issue) => showIssue(issue, lineAt)),
    ...more.flatMap(countMore),
  ]);
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

/** The first few issues of each code, and the others by code. */
function fold(issues: readonly Issue[]): { first: readonly Issue[]; more: readonly (readonly Issue[])[] } {
  const met = new Map<IssueCode, number>();
  const more = new Map<IssueCode, Issue[]>();
  const first = issues.filter((issue) => {
    const before = met.get(issue.code) ?? 0;
    met.set(issue.code, before + 1);
    if (before < MOST_SHOWN[issue.severity]) return true;
    const others = more.get(issue.code) ?? [];
    others.push(issue);
    more.set(issue.code, others);
    return false;
  });
  return { first, more: [...more.values()] };
}

/** How many issues of a code are not shown, and what to do about most of them. */
function countMore(issues: readonly Issue[]): Line[] {
  const [{ severity, code }] = issues as [Issue];
  const remedies = new Map<string, number>();
  for (const { remedy } of issues) remedies.set(remedy, (remedies.get(remedy) ?? 0) + 1);
  const [[usual]] = [...remedies].sort(([, left], [, right]) => right - left) as [[string, number]];
  const remedy = severity === 'error' ? 'Mend those above; the others are then told.' : usual;
  return [COLOURS[severity](`and ${counted(issues.length, `more ${severity}`)} ${code}`), `    ${remedy}`];
}

const COLOURS = { error: red, warning: yellow } as const;

function showIssue(issue: Issue, lineAt: LineAt): Line[] {
  const { severity, code, path, expected, found, remedy, place } = issue;
  const where = place ? [bold(`${place.file}:${place.line}:${place.column}`), '  '] : [];
  const head = pieces(...where, COLOURS[severity](`${severity} ${code}`), path.length > 0 ? `  ${pathText(path)}` : '');
  const frame = hasFrame(issue) ? codeFrame(issue.place, lineAt(issue.place)) : [];
  return [head, `    expected ${expected}, got ${found}`, `    ${remedy}`, ...frame];
}

/** Of a file that could not be read no line is shown: why it was refused may be that nobody is to see it. */
function hasFrame(issue: Issue): issue is Issue & { readonly place: Place } {
  return issue.place !== undefined && !(issue.code === 'missing-file' && issue.path.length === 0);
}

const WIDEST = 110;

/** The line that a place is in, and a mark under it. */
function codeFrame({ line, column }: Place, text: string): Line[] {
  if (text.trim() === '') return [];
  const from = Math.max(0, column - 1 - WIDEST / 2);
  const margin = `  ${line} | `;
  const before = shown(text.slice(from, column - 1)).length;
  return [dim(margin, text.slice(from, from + WIDEST)), dim(`${' '.repeat(margin.length + before)}^`)];
}

/** The line of a place; empty where it can't be read. */
type LineAt = (place: Place) => string;

/** Every line that one of the places is on, of YAML and tables alone: each file is read once. */
function linesOf(places: readonly Place[]): LineAt {
  const wanted = new Map<string, Set<number>>();
  for (const { file, line } of places) wanted.set(file, (wanted.get(file) ?? new Set()).add(line));
  const found = new Map([...wanted].map(([file, lines]) => [file, pickLines(file, lines)] as const));
  return ({ file, line }) => found.get(file)?.get(line) ?? '';
}

/** Some lines of a file by number. The text is walked, not split: a table may have millions of lines. */
function pickLines(file: string, wanted: ReadonlySet<number>): Map<number, string> {
  const found = new Map<number, string>();
  const answer = kindOf(file) === undefined ? undefined : readText(file);
  if (answer === undefined || 'missing' in answer) return found;
  const { text } = answer;
  for (let line = 1, start = 0; found.size < wanted.size && start <= text.length; line++) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    if (wanted.has(line)) found.set(line, text.slice(start, end).replace(/\r$/, ''));
    start = end + 1;
  }
  return found;
}

/** `2 errors and 1 warning`. */
export function countIssues(issues: readonly Issue[]): string {
  const count = (severity: Issue['severity']) => issues.filter((issue) => issue.severity === severity).length;
  const parts = [
    ...(count('error') > 0 ? [counted(count('error'), 'error')] : []),
    ...(count('warning') > 0 ? [counted(count('warning'), 'warning')] : []),
  ];
  return parts.join(' and ');
}

function counted(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** Says that nothing was written for the sake of issues that have been shown; returns the exit code. */
export function nothingWritten(issues: readonly Issue[]): number {
  complain('', `${countIssues(issues)}; nothing was written.`);
  return 2;
}
