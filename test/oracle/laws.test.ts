// The laws of design/model.md, of the oracle alone: on random networks, and from one and the same state on.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { law } from '../run.ts';
import { scenarioArbitrary, simpleReserveArbitrary, undisturbedArbitrary } from './generate.ts';
import { get, type Network, sum } from './network.ts';
import { type OracleRun, type OracleScenario, oracle, read } from './oracle.ts';
import { type State, startState } from './start.ts';
import { step } from './step.ts';

describe('laws, on random networks', () => {
  it('nothing appears and nothing vanishes', () => {
    law(
      scenarioArbitrary(),
      (scenario) => {
        const run = oracle(scenario);
        for (const { id, errors } of imbalances(scenario, run)) {
          expect(Math.max(...errors), id).toBeLessThan(1e-9);
        }
      },
      400,
    );
  });

  it('nothing is ever negative, nor not a number', () => {
    law(
      scenarioArbitrary(),
      (scenario) => {
        const run = oracle(scenario);
        const { stockpiles, flows, licences, demands, markets } = run;
        for (const [id, series] of Object.entries({ ...stockpiles, ...flows, ...licences, ...demands, ...markets })) {
          for (const [name, numbers] of Object.entries(series)) {
            const wrong = (numbers as (number | null)[]).filter((x) => x !== null && !(x >= 0));
            expect(wrong, `${id} ${name}`).toEqual([]);
          }
        }
        for (const [id, { priceIndex }] of Object.entries(markets))
          expect(Math.min(...priceIndex), id).toBeGreaterThanOrEqual(1);
        for (const [id, { opened }] of Object.entries(flows)) expect(Math.max(...opened), id).toBeLessThanOrEqual(1);
      },
      400,
    );
  });

  it('no shortage without cause: where nothing changes and nothing is tight, nothing moves', () => {
    law(
      undisturbedArbitrary(),
      (scenario) => {
        const run = oracle(scenario);
        for (const [id, { shortfall }] of Object.entries(run.demands)) expect(Math.max(...shortfall), id).toBe(0);
        for (const [id, { onHand }] of Object.entries(run.stockpiles)) {
          const opening = run.opening.onHand[id] as number;
          const scale = Math.max(opening, run.opening.forecast[id] as number);
          for (const x of onHand) expect(Math.abs(x - opening), id).toBeLessThanOrEqual(1e-9 * scale);
        }
        for (const [id, { priceIndex }] of Object.entries(run.markets))
          expect(Math.max(...priceIndex), id).toBeLessThanOrEqual(1 + 1e-9);
      },
      400,
    );
  });

  it('the order of entities in the file changes nothing', () => {
    law(
      scenarioArbitrary(),
      (scenario) => {
        const reversed = <T>(record: Record<string, T> | undefined) =>
          Object.fromEntries(Object.entries(record ?? {}).reverse());
        const turned: OracleScenario = {
          ...scenario,
          stockpiles: reversed(scenario.stockpiles),
          flows: reversed(scenario.flows),
          licences: reversed(scenario.licences),
          demands: reversed(scenario.demands),
          ...(scenario.markets && { markets: reversed(scenario.markets) }),
          ...(scenario.processes && { processes: reversed(scenario.processes) }),
        };
        expect(oracle(turned).metrics).toEqual(oracle(scenario).metrics);
      },
      50,
    );
  });

  it('more in stock never makes the shortage of all who draw on it larger', () => {
    law(
      simpleReserveArbitrary(),
      ({ scenario, more }) => {
        const poor = oracle(scenario);
        const rich = oracle(more);
        const total = (run: OracleRun, of: 'demand' | 'shortfall') =>
          Object.values(run.demands).reduce((whole, series) => whole + series[of].reduce((sum, x) => sum + x, 0), 0);
        expect(total(rich, 'shortfall')).toBeLessThanOrEqual(total(poor, 'shortfall') + 1e-9 * total(poor, 'demand'));
      },
      400,
    );
  });
});

/** A network, and the state it is in at the start of a step. */
interface Standing {
  network: Network;
  state: State;
  t: number;
}

/** A random network at a random step. */
function standing(): fc.Arbitrary<Standing> {
  return fc.record({ scenario: scenarioArbitrary(), permille: fc.nat(999) }).map(({ scenario, permille }) => {
    const network = read(scenario);
    const state = startState(network);
    const t = Math.floor((network.steps * permille) / 1000);
    for (let s = 0; s < t; s++) step(network, state, s);
    return { network, state, t };
  });
}

describe('from one and the same state', () => {
  it('a higher elasticity never gives a larger demand', () => {
    law(
      fc.record({ at: standing(), more: fc.constantFrom(0.01, 0.3, 5) }),
      ({ at: { network, state, t }, more }) => {
        const demands = network.demands.map((k) => ({ ...k, elasticity: k.elasticity && k.elasticity + more }));
        const [now, higher] = [
          step(network, structuredClone(state), t),
          step({ ...network, demands }, structuredClone(state), t),
        ];
        for (const [id, { demand }] of now.demands)
          expect(get(higher.demands, id).demand, id).toBeLessThanOrEqual(demand);
      },
      300,
    );
  });

  it('more in stock never gives a higher price', () => {
    law(
      fc.record({ at: standing(), which: fc.nat(), steps: fc.constantFrom(0.1, 3, 50) }),
      ({ at: { network, state, t }, which, steps }) => {
        const [stocked, richer] = [structuredClone(state), structuredClone(state)];
        const { id } = network.stockpiles[which % network.stockpiles.length] as { id: string };
        const own = get(richer.stockpiles, id);
        own.onHand += steps * Math.max(1, own.forecast);
        step(network, stocked, t);
        step(network, richer, t);
        for (const [m, price] of stocked.price) expect(get(richer.price, m), m).toBeLessThanOrEqual(price + 1e-12);
      },
      300,
    );
  });

  it('a lower floor never gives less to its tier', () => {
    law(
      fc.record({ at: standing(), which: fc.nat(), factor: fc.constantFrom(0, 0.5, 0.9) }),
      ({ at: { network, state, t }, which, factor }) => {
        const all = network.stockpiles.flatMap((j) => j.floors.map((floor) => ({ j, floor })));
        const lowered = all[which % Math.max(1, all.length)];
        fc.pre(lowered !== undefined);
        const { j, floor } = lowered as (typeof all)[number];
        const lower = { ...floor, value: { at: (s: number) => factor * floor.value.at(s), undisturbed: 0 } };
        const stockpiles = network.stockpiles.map((one) =>
          one === j ? { ...j, floors: j.floors.map((other) => (other === floor ? lower : other)) } : one,
        );
        const given = (of: Network) => {
          const { requests } = step(of, structuredClone(state), t);
          const tier = requests.filter((one) => one.stockpile === j.id && one.priority === floor.tier);
          return sum(tier.map((one) => one.granted));
        };
        const before = given(network);
        expect(given({ ...network, stockpiles }), j.id).toBeGreaterThanOrEqual(before - 1e-12 * before);
      },
      300,
    );
  });
});

/** What a flow has shipped so that it arrives in step `t`. */
function dueAt(flow: OracleRun['flows'][string] | undefined, t: number): number {
  let due = 0;
  for (const [s, lead] of flow?.lead.entries() ?? []) if (s + lead === t) due += flow?.shipped[s] as number;
  return due;
}

function imbalances(scenario: OracleScenario, run: OracleRun): { id: string; errors: number[] }[] {
  const network = read(scenario);
  return network.stockpiles.map(({ id }) => {
    let throughput = run.opening.onHand[id] as number;
    let before = throughput;
    const errors = run.dates.map((_, t) => {
      const at = (numbers: number[] | undefined) => (numbers as number[])[t] as number;
      let incoming = 0;
      let outgoing = 0;
      for (const f of network.flows) {
        const flow = run.flows[f.id];
        // What arrives must be what shipped a lead time ago, or what was under way at the start.
        const due = (run.opening.pipeline[f.id]?.[t] ?? 0) + dueAt(flow, t);
        const arrived = at(flow?.received);
        if (Math.abs(due - arrived) > 1e-12 * arrived) throw new Error(`${f.id}: ${arrived} for ${due} at step ${t}`);
        if (f.to === id) incoming += arrived;
        incoming += (f.byproducts.get(id) ?? 0) * arrived;
        outgoing += (f.takes.get(id)?.at(t) ?? 0) * at(flow?.shipped);
      }
      for (const k of network.demands) if (k.from === id) outgoing += at(run.demands[k.id]?.served);
      const closing = at(run.stockpiles[id]?.onHand);
      throughput += incoming + outgoing;
      const error = Math.abs(before + incoming - outgoing - closing);
      before = closing;
      return throughput === 0 ? error : error / throughput;
    });
    return { id, errors };
  });
}
