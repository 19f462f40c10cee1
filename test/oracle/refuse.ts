// What a network may not be, though each part of it can be read.

import { marketOf, type Network } from './network.ts';

/** Throws where parts of a network do not fit together. */
export function refuseUnsound(network: Network): void {
  const known = new Set(network.stockpiles.map((j) => j.id));
  const named = [
    ...network.flows.flatMap((f) => [f.to, ...f.takes.keys(), ...f.byproducts.keys()]),
    ...network.demands.map((k) => k.from),
    ...network.markets.flatMap((m) => m.of),
  ];
  for (const id of named) if (!known.has(id)) throw new Error(`no stockpile ${id}`);
  for (const j of network.stockpiles) {
    if (network.markets.filter((m) => m.of.includes(j.id)).length > 1) throw new Error(`${j.id} is in two markets`);
  }
  for (const m of network.markets) {
    for (const f of network.flows) {
      const feedsMember = m.of.includes(f.to) && [...f.takes.keys()].some((j) => m.of.includes(j));
      if (feedsMember) throw new Error(`${f.id} runs from one member of ${m.id} to another`);
    }
  }
  for (const k of network.demands) {
    if (k.elasticity !== undefined && marketOf(network, k.from) === undefined)
      throw new Error(`${k.id} has an elasticity, but buys in no market`);
  }
}
