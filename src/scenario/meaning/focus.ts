/** Whom a scenario is about: demands by path, or all those on stockpiles of one material. */
import { type Path, quote, suggestion } from '../../issue.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import type { FieldReader } from './field-reader.ts';

/** The ids of the demands in focus, each once, in the order of the file; of a material by id. */
export function readFocus(desk: FieldReader, { focus, demands = {}, stockpiles }: ScenarioFile): string[] {
  if (focus === undefined || desk.faults.isBroken(['focus'])) return [];
  if (typeof focus === 'object' && !Array.isArray(focus)) {
    return ofMaterial(desk, focus.material, { demands, stockpiles });
  }
  const ids = [focus].flat().flatMap((written, place) => {
    const id = /^demands\.(.+)$/.exec(written)?.[1];
    if (id !== undefined && Object.hasOwn(demands, id)) return [id];
    if (id !== undefined && desk.faults.isUnreadable(['demands', id])) return [];
    const path: Path = Array.isArray(focus) ? ['focus', place] : ['focus'];
    const paths = Object.keys(demands).map((one) => `demands.${one}`);
    const otherwise = `Name a demand, such as ${paths[0] ?? 'demands.us_auto, and add it under demands'}.`;
    const expected = 'the path of a demand, such as demands.us_auto';
    // A demand by its id alone is one that exists.
    const meant = Object.hasOwn(demands, written)
      ? `Did you mean demands.${written}?`
      : suggestion(written, paths, otherwise);
    desk.fault('unknown-reference', path, expected, quote(written), meant);
    return [];
  });
  return [...new Set(ids)];
}

function ofMaterial(
  desk: FieldReader,
  material: string,
  { demands, stockpiles }: { demands: NonNullable<ScenarioFile['demands']>; stockpiles: ScenarioFile['stockpiles'] },
): string[] {
  const materialOf = (id: string) => (Object.hasOwn(stockpiles, id) ? stockpiles[id]?.material : undefined);
  const ids = Object.keys(demands).filter((id) => materialOf(demands[id]?.from ?? '') === material);
  if (ids.length > 0 || desk.faults.isBroken(['demands']) || desk.faults.isBroken(['stockpiles'])) return ids.sort();
  const known = new Set(Object.values(demands).flatMap(({ from }) => materialOf(from) ?? []));
  const listed = [...known].sort().slice(0, 8).join(', ');
  const otherwise = listed === '' ? 'Give the stockpiles that demands draw on a material.' : `Known are: ${listed}.`;
  const expected = 'the material of a stockpile that a demand draws on';
  const remedy = suggestion(material, known, otherwise);
  desk.fault('unknown-reference', ['focus', 'material'], expected, quote(material), remedy);
  return [];
}
