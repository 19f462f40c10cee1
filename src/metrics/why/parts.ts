/** Causes that reach nobody in common, between whose parts of the network nothing flows: their games are played apart. */
import type { Model } from '../../model/network.ts';
import { componentsOf } from '../bound/components.ts';
import type { Cause } from './causes.ts';

/** Positions of causes by what they can reach; those that may reach anything are with all. */
export function partsOfCauses(model: Model, causes: readonly Cause[]): number[][] {
  const { scenario, network } = model;
  const components = componentsOf(model);
  // A price is one for all that buy in its market.
  const root = components.map((_, c) => c);
  const rootOf = (c: number): number => (root[c] === c ? c : rootOf(root[c]));
  const join = (all: readonly number[]) => {
    for (const c of all) root[rootOf(c)] = rootOf(all[0]);
  };
  const having = (j: number) => components.findIndex(({ stockpiles }) => stockpiles.includes(j));
  for (let m = 0; m < network.markets; m++) {
    join([...network.marketOf.entries()].flatMap(([j, market]) => (market === m ? [having(j)] : [])));
  }
  const reached = causes.map(({ touches }) =>
    touches.length === 0 ? undefined : touches.map((path) => stockpilesOf(path)?.map(having)),
  );
  if (reached.some((all) => all === undefined || all.includes(undefined))) return [[...causes.keys()]];
  const places = reached.map((all) => (all as number[][]).flat());
  for (const own of places) if (own.length > 0) join(own);
  const groups = new Map<number, number[]>();
  for (const [n, [first]] of places.entries()) {
    // What holds back no flow reaches nobody, and may play with anyone.
    const at = first === undefined ? -1 : rootOf(first);
    groups.set(at, [...(groups.get(at) ?? []), n]);
  }
  return [...groups.values()];

  /** A stockpile in each component that a schedule can reach; undefined: any. */
  function stockpilesOf(path: string): number[] | undefined {
    const [section, id] = path.split('.');
    const position = (all: readonly { readonly id: string }[]) => all.findIndex((one) => one.id === id);
    switch (section) {
      case 'stockpiles':
        return [position(scenario.stockpiles)];
      case 'flows':
        return [network.to[position(scenario.flows)]];
      case 'demands':
        return [network.drawsFrom[position(scenario.demands)]];
      case 'licences': {
        const l = position(scenario.licences);
        return [...network.to].filter((_, f) => network.licenceOf[f] === l);
      }
      default:
        return undefined;
    }
  }
}
