/** What a file offers to whoever explores it: levers that stand first, and sets of values by name. */
import { type Path, parsePath } from '../../issue.ts';
import { parseDate } from '../../quantity/calendar.ts';
import { whyNot } from '../files/settings.ts';
import type { Scenario } from '../scenario.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import type { FieldReader } from './field-reader.ts';

/** Reads it; `raw` is what its paths lead into. */
export function readExplore(desk: FieldReader, { explore }: ScenarioFile, raw: unknown): Scenario['explore'] {
  const { levers = [], presets = [] } = explore ?? {};
  const check = (at: Path, path: string, value: unknown) => {
    const refused = whyNot(raw, parsePath(path), value);
    if (refused) desk.fault(refused.code, at, refused.expected, refused.found, refused.remedy);
  };
  // What could be removed is there.
  const named = levers.map((one) => (typeof one === 'string' ? { path: one } : one));
  for (const [n, one] of named.entries()) {
    check(['explore', 'levers', n], one.path, null);
    checkWay(desk, ['explore', 'levers', n], one);
  }
  for (const [n, { set }] of presets.entries())
    for (const [path, value] of Object.entries(set)) check(['explore', 'presets', n, 'set', path], path, value);
  return { levers: named, presets };
}

/** Ends and steps of a lever are amounts of what it moves, or dates. */
function checkWay(desk: FieldReader, at: Path, lever: Scenario['explore']['levers'][number]): void {
  const [section, id] = parsePath(lever.path);
  const assumption = section === 'assumptions' ? desk.vocabulary.variables.get(String(id)) : undefined;
  const dimensions = assumption?.dimension === undefined ? [] : [assumption.dimension];
  for (const key of ['from', 'to', 'step'] as const) {
    const written = lever[key];
    if (written === undefined || parseDate(String(written)) !== undefined) continue;
    desk.number([...at, key], written, { dimensions });
  }
}
