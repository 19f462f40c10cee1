/** The places of a model, each found and numbered when a tonne is first lost there, for all its runs. */
import type { Model } from '../../model/network.ts';
import type { Paths } from '../../model/processes.ts';
import { isStill } from './changes.ts';
import { type Place, placeKey, TERMS, type Term } from './place.ts';

/** Places by number. */
export interface Catalogue {
  readonly places: { readonly key: string; readonly place: Place }[];
  /**
   * The number of a place: a term, of an entity, as the schedule at a slot of the row (if any) is in force at step t under
   * `rules`, the model or one of the same without some of its changes.
   */
  find(term: Term, kind: Place['kind'], position: number, t: number, slot?: number, rules?: Model): number;
}

/** The places of a model whose processes go by these paths; `dated`: losses in two steps are at two places. */
export function catalogueOf(model: Model, paths: Paths, dated: boolean): Catalogue {
  const { network } = model;
  const { layout } = model.plan;
  const positions = Math.max(network.flows, network.stockpiles, network.licences, network.demands);
  const numbers = new Map<string, number>();
  const places: Catalogue['places'] = [];
  /** What has been found already, by the rules of a model. */
  const known = new Map<Model, { readonly columns: Int32Array; readonly asked: Map<number, number> }>();
  const knownOf = (rules: Model) => {
    const columns = new Int32Array(layout.length).fill(-1);
    for (const [column, slot] of rules.plan.changing.entries()) columns[slot] = column;
    const made = { columns, asked: new Map<number, number>() };
    known.set(rules, made);
    return made;
  };
  /** Since when what is in force has been, and in which states of the processes that it asks. */
  const rule = (
    { plan, scenario: { processes }, start, stepDays }: Model,
    columns: Int32Array,
    slot: number,
    t: number,
  ): Pick<Place, 'since' | 'states'> => {
    const inForce = columns[slot] < 0 ? plan.first[slot] : plan.inForce[columns[slot]][t];
    const names = inForce.flatMap(({ change, scales }) =>
      [change.value, ...scales.map(({ by }) => by)].flatMap((value) => [...(value?.processes ?? [])]),
    );
    const states = processes.flatMap((process, p) => {
      if (!names.includes(process.id)) return [];
      const stateAt = (step: number) => (isStill(process) ? process.begins : paths.at(step)[p]);
      const state = stateAt(t);
      let first = t;
      while (first > 0 && stateAt(first - 1) === state) first--;
      return [{ process: p, state, from: first > 0 ? start + first * stepDays : Number.NEGATIVE_INFINITY }];
    });
    const since = Math.max(
      ...inForce.flatMap(({ change, scales }) => [change.from, ...scales.map(({ from }) => from)]),
      ...states.map(({ from }) => from),
    );
    return {
      since: Number.isFinite(since) ? since : undefined,
      states: states.map(({ process, state }) => ({ process, state })),
    };
  };
  return {
    places,
    find(term, kind, position, t, slot = -1, rules = model) {
      const entity = (TERMS.indexOf(term) * 4 + KINDS.indexOf(kind)) * positions + position;
      const question = (entity * (layout.length + 1) + slot + 1) * model.steps + (dated || slot >= 0 ? t : 0);
      const { columns, asked } = known.get(rules) ?? knownOf(rules);
      const before = asked.get(question);
      if (before !== undefined) return before;
      const place: Place = {
        ...{ term, kind, position },
        ...(slot < 0 ? { since: undefined, states: [] } : rule(rules, columns, slot, t)),
        step: dated ? t : undefined,
      };
      const key = placeKey(model, place);
      const number = numbers.get(key) ?? places.push({ key, place }) - 1;
      numbers.set(key, number);
      asked.set(question, number);
      return number;
    },
  };
}

const KINDS = ['stockpiles', 'flows', 'licences', 'demands'];

/** In the order of terms, then of the scenario, then of time. */
export function inOrder(left: Place, right: Place): number {
  const order = ({ term, kind, position, since, step, states }: Place) => [
    ...[TERMS.indexOf(term), KINDS.indexOf(kind), position, since ?? Number.NEGATIVE_INFINITY, step ?? 0],
    ...states.flatMap(({ process, state }) => [process, state]),
  ];
  const [mine, other] = [order(left), order(right)];
  const at = mine.findIndex((value, n) => value !== other[n]);
  return at < 0 ? 0 : mine[at] < other[at] ? -1 : 1;
}
