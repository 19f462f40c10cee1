/** Whom a scenario is about: demands by path, or all those on stockpiles of one material; and whose price it asks for. */
import { type Path, quote, suggestion } from '../../issue.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import type { FieldReader } from './field-reader.ts';

/** Ids of the demands and markets in focus, each once, in the order of the file. */
interface Focus {
  readonly focus: string[];
  readonly priced: string[];
}

/** What is in focus; demands of a material by id. */
export function readFocus(desk: FieldReader, { focus, demands = {}, markets = {}, stockpiles }: ScenarioFile): Focus {
  if (focus === undefined || desk.faults.isBroken(['focus'])) return { focus: [], priced: [] };
  if (typeof focus === 'object' && !Array.isArray(focus)) {
    return { focus: ofMaterial(desk, focus.material, { demands, stockpiles }), priced: [] };
  }
  const sections = { demands, markets };
  const named = [focus].flat().flatMap((written, place) => {
    const [, section, id] = /^(demands|markets)\.(.+)$/.exec(written) ?? [];
    const known = sections[section as keyof typeof sections] ?? demands;
    if (id !== undefined && Object.hasOwn(known, id)) return [{ section, id }];
    if (id !== undefined && desk.faults.isUnreadable([section, id])) return [];
    const path: Path = Array.isArray(focus) ? ['focus', place] : ['focus'];
    const paths = Object.keys(known).map((one) => `${section ?? 'demands'}.${one}`);
    const [example = 'demands.us_auto, and add it under demands'] = Object.keys(demands).map((one) => `demands.${one}`);
    const expected = 'the path of a demand or a market, such as demands.us_auto';
    // A demand by its id alone is one that exists.
    const meant = Object.hasOwn(demands, written)
      ? `Did you mean demands.${written}?`
      : suggestion(written, paths, `Name a demand, such as ${example}.`);
    desk.fault('unknown-reference', path, expected, quote(written), meant);
    return [];
  });
  const idsOf = (of: string) => [...new Set(named.flatMap(({ section, id }) => (section === of ? [id] : [])))];
  return { focus: idsOf('demands'), priced: idsOf('markets') };
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
