/** What nothing uses: most likely a misspelt name of something else, and then a value that changes nothing. */
import { mapDistribution } from '../../chance/distribution.ts';
import { parsePath, pathText, suggestion } from '../../issue.ts';
import type { Setting } from '../files/settings.ts';
import type { Scenario } from '../scenario.ts';
import { isMap, valueAt } from '../schema/plain-data.ts';
import type { Assumption } from '../values.ts';
import type { Entities } from './entities.ts';
import type { FieldReader } from './field-reader.ts';

/** What is known of the files beneath a scenario. */
export interface Beneath {
  /** What they say without the settings. */
  readonly base: unknown;
  readonly settings: readonly Setting[];
  /** Whether an entry of a section stands in the scenario's own file, and not in one that it extends. */
  isOwn(section: string, id: string): boolean;
}

type Usable = Entities & Pick<Scenario, 'markets' | 'processes'>;

const USABLE = ['assumptions', 'licences', 'stockpiles', 'markets', 'processes'] as const;

/**
 * Tells what nothing uses: of the file's own assumptions, licences, markets and processes by a warning; of what a setting adds by an error,
 * for a setting is meant to change something. What was used where a setting has put another value is not told.
 */
export function checkUnused(
  desk: FieldReader,
  assumptions: readonly Assumption[],
  { stockpiles, flows, licences, demands, markets, processes }: Usable,
  { base, settings, isOwn }: Beneath,
): void {
  const inFormulas = new Set(desk.used);
  for (const { distribution } of assumptions) {
    mapDistribution(distribution, ({ uses }) => {
      for (const name of uses) inFormulas.add(name);
    });
  }
  const answering = new Set(demands.flatMap(({ elasticity, from }) => (elasticity === undefined ? [] : [from])));
  const used: Readonly<Record<(typeof USABLE)[number], ReadonlySet<string>>> = {
    assumptions: inFormulas,
    licences: new Set(flows.flatMap(({ licence }) => licence ?? [])),
    stockpiles: new Set([
      ...demands.map(({ from }) => from),
      ...flows.flatMap(({ to, from, byproducts }) => [to, ...[...from, ...byproducts].map((one) => one.stockpile)]),
    ]),
    markets: new Set([
      ...flows.flatMap(({ opens }) => opens?.market ?? []),
      ...markets.filter(({ of }) => of.some((member) => answering.has(member))).map(({ id }) => id),
    ]),
    processes: desk.asked,
  };
  const replaced = settings.map(({ path }) => JSON.stringify(valueAt(base, parsePath(path)) ?? null)).join(' ');
  const all = { assumptions, licences, stockpiles, markets, processes };
  for (const section of USABLE) {
    const before = valueAt(base, [section]);
    const names = Object.keys(isMap(before) ? before : {});
    const known = new Set(names);
    for (const { id } of all[section]) {
      if (used[section].has(id)) continue;
      const path = [section, id];
      if (!known.has(id)) {
        const remedy = suggestion(id, names, 'Nothing uses it: set what is there, or add what uses it as well.');
        const expected = 'a path of the scenario, or something new that is used';
        desk.fault('unknown-reference', path, expected, pathText(path), remedy);
      } else if (section !== 'stockpiles' && isOwn(section, id) && !new RegExp(`\\b${id}\\b`).test(replaced)) {
        const otherwise = 'Use it, or take it out.';
        desk.warn('unused', path, 'something that uses it', 'nothing', suggestion(id, used[section], otherwise));
      }
    }
  }
}
