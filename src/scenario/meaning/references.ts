/** Whether every id that is named exists; the nearest one is suggested. */
import { type Path, suggestion } from '../../issue.ts';
import { isMap, valueAt } from '../schema/plain-data.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import type { FieldReader } from './field-reader.ts';

type Named = 'stockpile' | 'flow' | 'licence' | 'market';

/** Checks that an entity is there, by the ids as written: of one that can't be read its own faults are told. */
export function checkReference(desk: FieldReader, raw: unknown, path: Path, id: string, what: Named): void {
  const section = `${what}s`;
  if (desk.faults.isUnreadable([section])) return;
  const map = valueAt(raw, [section]);
  const known = isMap(map) ? Object.keys(map) : [];
  if (known.includes(id)) return;
  const some = known.toSorted().slice(0, 8).join(', ');
  const otherwise =
    known.length > 0 ? `There are ${some}${known.length > 8 ? ' and others' : ''}.` : `Add it under ${section}.`;
  desk.fault('unknown-reference', path, `a ${what} that exists`, id, suggestion(id, known, otherwise));
}

/** Checks references against the ids as written, those of faulty entities included, so that one fault is told once. */
export function checkReferences(desk: FieldReader, file: ScenarioFile, raw: unknown): void {
  const check = (path: Path, id: string, what: Named) => checkReference(desk, raw, path, id, what);
  for (const [id, flow] of Object.entries(file.flows ?? {})) {
    const path = ['flows', id];
    check([...path, 'to'], flow.to, 'stockpile');
    if (typeof flow.from === 'string') check([...path, 'from'], flow.from, 'stockpile');
    for (const key of ['from', 'byproducts'] as const) {
      const recipe = flow[key];
      if (typeof recipe !== 'object') continue;
      for (const input of Object.keys(recipe)) check([...path, key, input], input, 'stockpile');
    }
    if (flow.licence !== undefined) check([...path, 'licence'], flow.licence, 'licence');
    const { market } = flow.opens ?? {};
    if (market !== undefined) check([...path, 'opens', 'market'], market, 'market');
  }
  for (const [id, demand] of Object.entries(file.demands ?? {})) {
    check(['demands', id, 'from'], demand.from, 'stockpile');
  }
}
