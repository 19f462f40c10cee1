/** Whether every id that is named exists; the nearest one is suggested. */
import { type Path, suggestion } from '../../issue.ts';
import { isMap, valueAt } from '../schema/plain-data.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import type { FieldReader } from './field-reader.ts';

/** Checks references against the ids as written, those of faulty entities included, so that one fault is told once. */
export function checkReferences(desk: FieldReader, file: ScenarioFile, raw: unknown): void {
  const ids = (section: string): ReadonlySet<string> | undefined => {
    if (desk.faults.isUnreadable([section])) return undefined;
    const map = valueAt(raw, [section]);
    return new Set(isMap(map) ? Object.keys(map) : []);
  };
  const stockpiles = ids('stockpiles');
  const licences = ids('licences');
  const markets = ids('markets');
  const check = (path: Path, id: string, known: ReadonlySet<string> | undefined, what: string) => {
    if (known === undefined || known.has(id)) return;
    const some = [...known].sort().slice(0, 8).join(', ');
    const otherwise =
      known.size > 0 ? `There are ${some}${known.size > 8 ? ' and others' : ''}.` : `Add it under ${what}s.`;
    desk.fault('unknown-reference', path, `a ${what} that exists`, id, suggestion(id, known, otherwise));
  };
  for (const [id, flow] of Object.entries(file.flows ?? {})) {
    const path = ['flows', id];
    check([...path, 'to'], flow.to, stockpiles, 'stockpile');
    if (typeof flow.from === 'string') check([...path, 'from'], flow.from, stockpiles, 'stockpile');
    for (const key of ['from', 'byproducts'] as const) {
      const recipe = flow[key];
      if (typeof recipe !== 'object') continue;
      for (const input of Object.keys(recipe)) check([...path, key, input], input, stockpiles, 'stockpile');
    }
    if (flow.licence !== undefined) check([...path, 'licence'], flow.licence, licences, 'licence');
    const { market } = flow.opens ?? {};
    if (market !== undefined) check([...path, 'opens', 'market'], market, markets, 'market');
  }
  for (const [id, demand] of Object.entries(file.demands ?? {})) {
    check(['demands', id, 'from'], demand.from, stockpiles, 'stockpile');
  }
}
