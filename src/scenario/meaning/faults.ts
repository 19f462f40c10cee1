/** The faults found so far. Each is told once: where a value could not be read, what follows from that is not told. */
import type { Issue, IssueCode, Path } from '../../issue.ts';

/** Faults after which there is no value to say more of. */
const LEAVES_NOTHING: ReadonlySet<IssueCode> = new Set<IssueCode>([
  ...['wrong-type', 'missing-key', 'unknown-key', 'wrong-dimension', 'bad-expression', 'bad-date'],
  ...['unknown-reference', 'missing-file', 'unreadable-data'],
] as IssueCode[]);

/** Collects issues in the order in which they are found. */
export class Faults {
  readonly issues: Issue[] = [];
  private readonly unreadable = new Set<string>();
  private readonly around = new Set<string>();
  private readonly said = new Set<string>();

  /** Adds an issue, unless it has been, or the value at its path, or one around it, is known to be unreadable. */
  add(issue: Issue): void {
    if (issue.place === undefined && this.isUnreadable(issue.path)) return;
    const key = JSON.stringify(issue);
    if (this.said.has(key)) return;
    this.said.add(key);
    this.issues.push(issue);
    if (issue.severity === 'error' && LEAVES_NOTHING.has(issue.code)) this.silence(issue.path);
  }

  /** Nothing is told of this path any more, nor of what is within. */
  silence(path: Path): void {
    if (path.length > 0) this.unreadable.add(keyOf(path));
    for (const depth of path.keys()) this.around.add(keyOf(path.slice(0, depth + 1)));
  }

  /** Whether the value at a path, or one around it, is known to be unreadable. */
  isUnreadable(path: Path): boolean {
    return path.some((_, depth) => this.unreadable.has(keyOf(path.slice(0, depth + 1))));
  }

  /** Whether the value at a path, or anything in it, is known to be unreadable. */
  isBroken(path: Path): boolean {
    return this.around.has(keyOf(path)) || this.isUnreadable(path);
  }
}

function keyOf(path: Path): string {
  return path.map((part) => String(part)).join('\u0000');
}
