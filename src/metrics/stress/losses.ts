/** What of a network may be lost: each flow, stockpile, place and licence, as the flows that close with it. */
import type { Model } from '../../model/network.ts';

/** Kinds of what may be lost, in the order in which they are tried. */
export const LOSS_KINDS = ['flows', 'stockpiles', 'places', 'licences'] as const;

export type LossKind = (typeof LOSS_KINDS)[number];

/** Something that is lost. */
export interface Loss {
  readonly kind: LossKind;
  /** The id in the file; of a place its label. */
  readonly id: string;
  /** Positions of the flows that close with it. */
  readonly flows: readonly number[];
  /** What else is lost by closing the very same flows, as kind and id. */
  readonly also: readonly { readonly kind: LossKind; readonly id: string }[];
}

/**
 * The losses of some kinds: a flow is itself; a stockpile all that takes from it; a place all that takes from any of its
 * stockpiles; a licence all that is under it. What closes nothing is none, and what closes the same flows is one.
 */
export function lossesOf({ scenario, network }: Model, kinds: readonly LossKind[]): Loss[] {
  const { stockpiles, flows, licences } = scenario;
  const { inputs, inputOwner, licenceOf } = network;
  const out = (isOf: (stockpile: number) => boolean) => [
    ...new Set([...inputOwner].filter((_, input) => isOf(inputs.items[input]))),
  ];
  const places = [...new Set(stockpiles.flatMap(({ place }) => place ?? []))].sort();
  const all: Readonly<Record<LossKind, readonly Omit<Loss, 'kind' | 'also'>[]>> = {
    flows: flows.map(({ id }, f) => ({ id, flows: [f] })),
    stockpiles: stockpiles.map(({ id }, j) => ({ id, flows: out((input) => input === j) })),
    places: places.map((place) => ({
      id: place,
      flows: out((input) => stockpiles[input].place === place),
    })),
    licences: licences.map(({ id }, l) => ({
      id,
      flows: [...licenceOf].flatMap((licence, f) => (licence === l ? [f] : [])),
    })),
  };
  const found = new Map<string, Loss & { readonly also: Loss['also'][number][] }>();
  for (const kind of kinds) {
    for (const one of all[kind]) {
      if (one.flows.length === 0) continue;
      const same = found.get(one.flows.join());
      if (same === undefined) found.set(one.flows.join(), { ...one, kind, also: [] });
      else same.also.push({ kind, id: one.id });
    }
  }
  return [...found.values()];
}
