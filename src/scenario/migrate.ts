/** Files of older versions of the format, brought to the present one. Version 1 is the first: nothing to do yet. */
import { type Issue, quote } from '../issue.ts';
import type { SourceFile } from './parse.ts';
import { isMap } from './plain-data.ts';
import { FORMAT_VERSION } from './schema.ts';

/** The data of a file as the present version would say it, or the issue of a file that is newer than the program. */
export function migrate({ data, locate }: SourceFile): { data: unknown; issue?: Issue } {
  const version = isMap(data) ? data['version'] : undefined;
  if (!(Number(version) > FORMAT_VERSION) || typeof version === 'boolean') return { data };
  const issue: Issue = {
    severity: 'error',
    code: 'newer-version',
    path: ['version'],
    expected: `version ${FORMAT_VERSION} of the format`,
    found: quote(version),
    remedy: 'This file was written for a newer chokepoint: update the program.',
    place: locate(['version']).place,
  };
  return { data, issue };
}
