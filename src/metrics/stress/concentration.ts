/**
 * How concentrated supply is, stage by stage, before anything happens: of each material the Herfindahl-Hirschman index of
 * those who supply it, and of each place how far it relies on imports.
 */
import type { Model, Parameters } from '../../model/network.ts';

/** A material in a place, tonnes or pieces a step. */
export interface PlaceOfStage {
  readonly place: string;
  readonly production: number;
  readonly imports: number;
  readonly exports: number;
  /**
   * (imports − exports)/(production + imports − exports); below 0 of a net exporter. NaN where nothing stays, and where all
   * comes from outside of the network, which does not say from where.
   */
  readonly importReliance: number;
}

/** A stage: one material. */
export interface Concentration {
  readonly material: string;
  /** t, or the thing counted. */
  readonly unit: string;
  /** A step. */
  readonly production: number;
  /** Σ10,000·s² over the suppliers' shares s of production: 10,000 where there is one alone. */
  readonly index: number;
  /** The places of plants, and each source by itself, by the id of its flow; the largest share first, ties by id. */
  readonly suppliers: readonly { readonly of: 'place' | 'flow'; readonly id: string; readonly share: number }[];
  /** By name. */
  readonly places: readonly PlaceOfStage[];
}

interface Supplier {
  readonly of: 'place' | 'flow';
  readonly id: string;
  readonly amount: number;
}

/** What a stockpile holds; without a label, what it is called. */
export function materialOf({ material, title }: Model['scenario']['stockpiles'][number]): string {
  return material ?? title;
}

/** What stays in a place, below this share of what it makes and gets, is rounding. */
const ROUNDING = 1e-12;

interface Sums {
  production: number;
  imports: number;
  exports: number;
  /** Of the production, what flows without inputs bring. */
  sourced: number;
}

/**
 * The concentration of the undisturbed start. A flow stands where it delivers: what it takes of stockpiles elsewhere is an
 * import of theirs, and what it delivers is made there, unless it takes the same material, as a lane does. A stockpile
 * without a place, or without a material, is one by itself. A flow without inputs is a supplier by itself.
 */
export function concentrationOf({ network, scenario }: Model, parameters: Parameters): Concentration[] {
  const { inputs, byproducts, to } = network;
  const { initialFlow, schedule, byproductPerUnit } = parameters;
  const stages = scenario.stockpiles.map((one) => ({
    ...{ material: materialOf(one), place: one.place ?? one.title, unit: one.unit.base },
  }));
  const table = new Map<string, { unit: string; places: Map<string, Sums>; suppliers: Map<string, Supplier> }>();
  const stageOf = ({ material, unit }: (typeof stages)[number]) => {
    const stage = table.get(material) ?? { unit, places: new Map(), suppliers: new Map() };
    table.set(material, stage);
    return stage;
  };
  const add = (own: (typeof stages)[number], place: string, what: keyof Sums, amount: number) => {
    const { places } = stageOf(own);
    const sums = places.get(place) ?? { production: 0, imports: 0, exports: 0, sourced: 0 };
    places.set(place, sums);
    sums[what] += amount;
  };
  const make = (own: (typeof stages)[number], amount: number, source: string | undefined) => {
    const { suppliers } = stageOf(own);
    const supplier =
      source === undefined ? ({ of: 'place', id: own.place } as const) : ({ of: 'flow', id: source } as const);
    const key = `${supplier.of} ${supplier.id}`;
    suppliers.set(key, { ...supplier, amount: (suppliers.get(key)?.amount ?? 0) + amount });
    add(own, own.place, 'production', amount);
    if (source !== undefined) add(own, own.place, 'sourced', amount);
  };
  for (const [f, amount] of initialFlow.entries()) {
    if (!(amount > 0)) continue;
    const target = stages[to[f]];
    const taken = Array.from(inputs.items.subarray(inputs.start[f], inputs.start[f + 1]), (j) => stages[j]);
    for (const [n, source] of taken.entries()) {
      if (source.place === target.place) continue;
      const imported = amount * schedule.first[schedule.layout.inputPerUnit + inputs.start[f] + n];
      add(source, target.place, 'imports', imported);
      add(source, source.place, 'exports', imported);
    }
    const source = taken.length === 0 ? scenario.flows[f].id : undefined;
    if (!taken.some(({ material }) => material === target.material)) make(target, amount, source);
    for (let n = byproducts.start[f]; n < byproducts.start[f + 1]; n++) {
      const given = amount * byproductPerUnit[n];
      if (given > 0) make(stages[byproducts.items[n]], given, source);
    }
  }
  return [...table]
    .filter(([, { suppliers }]) => suppliers.size > 0)
    .map(([material, { unit, places, suppliers }]): Concentration => {
      const production = [...suppliers.values()].reduce((sum, { amount }) => sum + amount, 0);
      const shares = [...suppliers.values()].map(({ of, id, amount }) => ({ of, id, share: amount / production }));
      return {
        ...{ material, unit, production },
        index: shares.reduce((sum, { share }) => sum + 10_000 * share * share, 0),
        suppliers: shares.sort((a, b) => b.share - a.share || (a.id < b.id ? -1 : 1)),
        places: [...places].map(placeOf).sort((a, b) => (a.place < b.place ? -1 : 1)),
      };
    })
    .sort((a, b) => (a.material < b.material ? -1 : 1));
}

function placeOf([place, { production, imports, exports, sourced }]: [string, Sums]): PlaceOfStage {
  const use = production + imports - exports;
  const isUsed = use > ROUNDING * (production + imports);
  const isUnknown = imports === 0 && exports === 0 && sourced === production;
  const importReliance = isUsed && !isUnknown ? (imports - exports) / use : Number.NaN;
  return { place, production, imports, exports, importReliance };
}
