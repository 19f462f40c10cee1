/** Causes as written: what they name is there, and what holds without them can be set. */
import { type Issue, parsePath, pathText, quote } from '../../issue.ts';
import type { Day } from '../../quantity/calendar.ts';
import { whyNot } from '../files/settings.ts';
import type { NamedCause } from '../scenario.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import { byId } from './by-id.ts';
import type { FieldReader } from './field-reader.ts';
import { inWords } from './humanise-id.ts';
import { checkReference } from './references.ts';

/** Every cause of the file, by id. `raw` is the file as data. */
export function readCauses(desk: FieldReader, written: ScenarioFile['causes'], raw: unknown): NamedCause[] {
  return byId(written).map(([id, cause]) => {
    const at = ['causes', id];
    const { without, licence, flow, from } = cause;
    const mixed = mixedIn(cause);
    if (mixed !== undefined) desk.fault('conflict', at, mixed.expected, mixed.found, mixed.remedy);
    if (licence !== undefined) checkReference(desk, raw, [...at, 'licence'], licence, 'licence');
    if (flow !== undefined) checkReference(desk, raw, [...at, 'flow'], flow, 'flow');
    for (const [path, value] of Object.entries(without ?? {})) {
      const refused = whyNot(raw, parsePath(path), value);
      if (refused === undefined) continue;
      const found = quote(pathText(refused.path));
      desk.fault('unknown-reference', [...at, 'without', path], refused.expected, found, refused.remedy);
    }
    return namedCause(id, cause, from === undefined ? undefined : desk.date([...at, 'from'], from));
  });
}

type Written = NonNullable<ScenarioFile['causes']>[string];

/** A cause as it is meant. */
export function namedCause(id: string, { title, without, licence, flow, relief }: Written, from?: Day): NamedCause {
  const settings = Object.entries(without ?? {}).map(([path, value]) => ({ path, value }));
  return { ...{ id, licence, flow, from, settings }, title: title ?? inWords(id), isRelief: relief };
}

/** What is wrong where a cause says both what holds without it and whose changes it is, or neither. */
export function mixedIn(cause: Written): Pick<Issue, 'expected' | 'found' | 'remedy'> | undefined {
  const chosen = (['licence', 'flow', 'from'] as const).filter((key) => cause[key] !== undefined);
  if ((cause.without === undefined) !== (chosen.length === 0)) return undefined;
  const found = cause.without === undefined ? 'none of them' : `without and ${chosen.join(' and ')}`;
  const remedy = 'Say what holds without it, or whose changes it is.';
  return { expected: 'without, or else licence, flow or from', found, remedy };
}
