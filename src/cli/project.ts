/** The project file of the folder that one works in. */
import { type Issue, NO_PROJECT, type Outcome, PROJECT_FILE, type Project, readProject } from '../index.ts';
import { readerBelow } from './read-file.ts';
import { entryAt } from './results-folder.ts';

/** What chokepoint.yaml says; nothing where there is none. */
export function openProject(): Outcome<Project> {
  const answer = readerBelow(['.'])(PROJECT_FILE);
  if ('text' in answer) return readProject(PROJECT_FILE, answer.text);
  if (entryAt(PROJECT_FILE) === undefined) return { ok: true, value: NO_PROJECT, issues: [] };
  const issue: Issue = {
    ...{ severity: 'error', code: 'missing-file', path: [], expected: 'a file that can be read' },
    ...{ found: `${PROJECT_FILE}: ${answer.missing}`, remedy: 'Put a file in its place, or take it away.' },
    place: { file: PROJECT_FILE, line: 1, column: 1 },
  };
  return { ok: false, issues: [issue] };
}
