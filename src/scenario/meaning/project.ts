/** The project file, chokepoint.yaml at the root: what holds for all scenarios of a repository. */
import * as z from 'zod';
import { type Issue, type Outcome, outcome, quote } from '../../issue.ts';
import { parseYaml } from '../files/parse.ts';
import { isMap } from '../schema/plain-data.ts';
import { explain } from '../schema/shape-faults.ts';
import { type Tolerances, toleranceSchema } from '../schema/tolerance-schema.ts';

/** The name of the project file. */
export const PROJECT_FILE = 'chokepoint.yaml';

const projectSchema = z.strictObject({ tolerance: toleranceSchema.optional() });

/** What a project file says. */
export interface Project {
  /** Tolerances as written, under those of each scenario. */
  readonly tolerance: Tolerances;
  /** An issue with the place of its path in the file filled in. */
  locate(issue: Issue): Issue;
}

/** A project without a file. */
export const NO_PROJECT: Project = { tolerance: {}, locate: (issue) => issue };

/** Reads a project file; every fault is an issue with its place. */
export function readProject(file: string, text: string): Outcome<Project> {
  const { source, issues: syntax } = parseYaml(file, text);
  if (source === undefined) return syntax.length > 0 ? { ok: false, issues: syntax } : outcome(NO_PROJECT, []);
  const locate = (issue: Issue): Issue =>
    issue.place ? issue : { ...issue, place: source.locate(issue.path, issue.code === 'unknown-key').place };
  if (!isMap(source.data)) {
    const expected = 'a map such as tolerance: {default: 1e-9 relative}';
    const remedy = 'Write tolerance: and the tolerances under it, or take the file out.';
    const found = quote(source.data);
    return {
      ok: false,
      issues: [...syntax, locate({ severity: 'error', code: 'wrong-type', path: [], expected, found, remedy })],
    };
  }
  const result = projectSchema.safeParse(source.data);
  if (!result.success) {
    const faults = explain(projectSchema, result.error.issues, source.data).map(({ issue }) => locate(issue));
    return { ok: false, issues: [...syntax, ...faults] };
  }
  return outcome<Project>({ tolerance: result.data.tolerance ?? {}, locate }, syntax);
}
