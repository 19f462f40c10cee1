/** The project file of the folder that one works in. */
import { NO_PROJECT, type Outcome, PROJECT_FILE, type Project, readProject } from '../index.ts';
import { readText } from './files.ts';

/** What chokepoint.yaml says; nothing where there is none. */
export function openProject(): Outcome<Project> {
  const found = readText(PROJECT_FILE);
  return 'text' in found ? readProject(PROJECT_FILE, found.text) : { ok: true, value: NO_PROJECT, issues: [] };
}
