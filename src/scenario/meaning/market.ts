/** Markets as written, read at the desk: one price each for stockpiles of one unit that do not feed one another. */
import { type Path, quote, suggestion } from '../../issue.ts';
import { constant } from '../../quantity/expression.ts';
import type { Scenario } from '../scenario.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import type { Market } from '../supply-network.ts';
import { byId } from './by-id.ts';
import { DURATION, MULTIPLE, PERIOD, WEIGHT, weeks } from './expected-quantities.ts';
import type { FieldReader } from './field-reader.ts';
import { inWords } from './humanise-id.ts';

type Network = Pick<Scenario, 'stockpiles' | 'flows'>;
type MarketFile = NonNullable<ScenarioFile['markets']>[string];

/** The market of each stockpile that buys in one, by the file; of two the first, which is told by `readMarkets`. */
export function marketsOf(markets: ScenarioFile['markets']): ReadonlyMap<string, string> {
  const all = byId(markets).flatMap(([id, { of }]) => of.map((stockpile) => [stockpile, id] as const));
  return new Map(all.reverse());
}

/** Reads every market; faults go to the desk. */
export function readMarkets(desk: FieldReader, markets: ScenarioFile['markets'], entities: Network): Market[] {
  const found = byId(markets).map(([id, written]) => readMarket(desk, id, written, entities));
  const known = new Map<string, Path>();
  for (const { id, of } of found) {
    for (const stockpile of of) {
      const path = ['markets', id, 'of'];
      const other = known.get(stockpile);
      known.set(stockpile, path);
      if (other === undefined) continue;
      const remedy = 'A stockpile pays one price: take it out of one of them.';
      desk.fault(
        'conflict',
        path,
        `stockpiles of no other market`,
        `${stockpile}, which is in ${other[1]}, too`,
        remedy,
      );
    }
  }
  return found;
}

function readMarket(desk: FieldReader, id: string, written: MarketFile, entities: Network): Market {
  const path = ['markets', id];
  const { elasticity, outlook, adjust, ceiling } = written;
  checkMembers(desk, [...path, 'of'], written.of, entities);
  const slope = desk.number([...path, 'elasticity'], elasticity, WEIGHT);
  if (desk.valueOf(slope) === 0) {
    const remedy = 'Write what use and outside supply together answer by, such as 0.5.';
    desk.fault('out-of-range', [...path, 'elasticity'], 'more than 0', quote(elasticity), remedy);
  }
  return {
    id,
    title: written.title ?? inWords(id),
    of: [...new Set(written.of)].sort(),
    elasticity: slope,
    outlook: outlook === undefined ? weeks(26) : desk.number([...path, 'outlook'], outlook, PERIOD),
    adjust: adjust === undefined ? weeks(4) : desk.number([...path, 'adjust'], adjust, DURATION),
    ceiling:
      ceiling === undefined ? constant(10) : desk.number([...path, 'ceiling'], ceiling, { ...MULTIPLE, least: 1 }),
  };
}

/** Members exist, are counted alike, and none is fed by another. */
function checkMembers(desk: FieldReader, path: Path, of: readonly string[], { stockpiles, flows }: Network): void {
  const units = new Map(stockpiles.map(({ id, unit }) => [id, unit.base]));
  for (const [place, id] of of.entries()) {
    const at = [...path, place];
    if (of.indexOf(id) < place) desk.fault('conflict', at, 'each stockpile once', `${id} twice`, 'Take one out.');
    if (units.has(id) || desk.faults.isBroken(['stockpiles'])) continue;
    const remedy = suggestion(id, units.keys(), 'Add it under stockpiles.');
    desk.fault('unknown-reference', at, 'a stockpile that exists', quote(id), remedy);
  }
  const bases = new Set(of.flatMap((id) => units.get(id) ?? []));
  if (bases.size > 1) {
    const remedy = 'Needs and stocks of a market are summed: make a market for each unit.';
    desk.fault('wrong-dimension', path, 'stockpiles of one unit', [...bases].join(' and '), remedy);
  }
  const members = new Set(of);
  for (const { id, from, to, byproducts } of flows) {
    const into = [to, ...byproducts.map(({ stockpile }) => stockpile)].find((one) => members.has(one));
    const source = from.find(({ stockpile }) => members.has(stockpile))?.stockpile;
    if (into === undefined || source === undefined) continue;
    const found = `${source}, from which ${id} brings to ${into}`;
    const remedy = 'Its goods would count twice: take one of the two out, or make two markets.';
    desk.fault('conflict', path, 'stockpiles none of which feeds another', found, remedy);
  }
}
