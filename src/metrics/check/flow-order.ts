/** The order in which goods meet entities: mines before plants before lanes before demands. */
import { longestWays } from '../../model/groups.ts';
import type { Model } from '../../model/network.ts';

/**
 * Entities such as `flows.cn_to_us`, what supplies before what is supplied, a licence before the flows that it gates.
 * By the longest way from a source, then by id; entities of a loop, which supply each other, are side by side.
 */
export function flowOrder({ scenario, network }: Model): string[] {
  const { stockpiles, flows, licences, demands } = scenario;
  const names = [
    ...stockpiles.map(({ id }) => `stockpiles.${id}`),
    ...flows.map(({ id }) => `flows.${id}`),
    ...licences.map(({ id }) => `licences.${id}`),
    ...demands.map(({ id }) => `demands.${id}`),
  ];
  const [firstFlow, firstLicence] = [stockpiles.length, stockpiles.length + flows.length];
  const before: number[][] = names.map(() => []);
  for (let f = 0; f < flows.length; f++) {
    const { to, inputs, byproducts, licenceOf } = network;
    for (let i = inputs.start[f]; i < inputs.start[f + 1]; i++) before[firstFlow + f].push(inputs.items[i]);
    before[to[f]].push(firstFlow + f);
    for (let i = byproducts.start[f]; i < byproducts.start[f + 1]; i++) before[byproducts.items[i]].push(firstFlow + f);
    if (licenceOf[f] >= 0) before[firstFlow + f].push(firstLicence + licenceOf[f]);
  }
  for (let k = 0; k < demands.length; k++) before[firstLicence + licences.length + k].push(network.drawsFrom[k]);
  const depth = longestWays(before);
  const order = names.map((name, node) => ({ name, node }));
  order.sort((one, other) => depth[one.node] - depth[other.node] || (one.name < other.name ? -1 : 1));
  return order.map(({ name }) => name);
}
