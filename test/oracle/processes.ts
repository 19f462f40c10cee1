// The state of each process at each step: drawn move by move, or the central path.

import { type Moment, parse } from './formula.ts';
import type { MovesInput, OracleScenario, ProcessInput, Quantity } from './input.ts';
import { dayOf, sortedById } from './network.ts';

/** The uniform number in [0, 1) that decides move `move` (0, 1, 2, …) of a process. */
export type Uniform = (process: string, move: number) => number;

/** Days since 1970 from which a process is in a state. */
interface Stay {
  from: number;
  state: string;
}

/** What formulas may ask, at any step and at the undisturbed start. */
export interface World {
  at(t: number): Moment;
  undisturbed: Moment;
}

/** The world of a scenario; without `uniform`, that of the central run. */
export function worldOf(scenario: OracleScenario, start: number, delta: number, uniform?: Uniform): World {
  const processes = sortedById(Object.entries(scenario.processes ?? {}).map(([id, input]) => ({ id, input })));
  const paths = processes.map(({ id, input }) => {
    refuseUnsound(id, input);
    return { id, input, path: uniform === undefined ? central(input) : new Drawn(id, input, start, uniform) };
  });
  const moments = new Map<number, Moment>();
  const momentOf = (t: number): Moment => ({
    elapsed: t * delta,
    states: new Map(paths.map(({ id, path }) => [id, path.at(start + t * delta)])),
  });
  return {
    at(t) {
      const moment = moments.get(t) ?? momentOf(t);
      moments.set(t, moment);
      return moment;
    },
    undisturbed: { elapsed: 0, states: new Map(paths.map(({ id, input }) => [id, input.begins])) },
  };
}

function central(input: ProcessInput): { at(day: number): string } {
  const stays = Object.entries(input.central ?? {}).map(([date, state]): Stay => ({ from: dayOf(date), state }));
  return {
    at(day) {
      const past = stays.filter((stay) => stay.from <= day).sort((a, b) => a.from - b.from);
      return past.at(-1)?.state ?? input.begins;
    },
  };
}

/** A path that is drawn as far as it is asked for. */
class Drawn {
  private readonly id: string;
  private readonly input: ProcessInput;
  private readonly uniform: Uniform;
  private readonly from: number;
  private readonly every: number;
  private readonly states: string[] = [];

  constructor(id: string, input: ProcessInput, start: number, uniform: Uniform) {
    this.id = id;
    this.input = input;
    this.uniform = uniform;
    this.from = input.from === undefined ? start : dayOf(input.from);
    this.every = days(input.every ?? '1 month');
  }

  at(day: number): string {
    let state = this.input.begins;
    for (let i = 0; this.from + i * this.every <= day; i++) {
      const known = this.states[i];
      state = known ?? this.next(state, this.uniform(this.id, i));
      this.states[i] = state;
    }
    return state;
  }

  // States in the order of the file, cumulated; what is beyond all of them stays.
  private next(state: string, uniform: number): string {
    const odds = probabilities(this.input.moves[state], this.every);
    let cumulated = 0;
    for (const to of this.input.states) {
      cumulated += odds.get(to) ?? 0;
      if (uniform < cumulated) return to;
    }
    return state;
  }
}

function probabilities(moves: MovesInput | undefined, every: number): Map<string, number> {
  if (moves === undefined) return new Map();
  if (!('stays' in moves)) return new Map(Object.entries(moves).map(([to, p]) => [to, number(p as Quantity, '')]));
  const { stays, to } = moves as { stays: Quantity; to: Record<string, Quantity> };
  const leaving = every / days(stays);
  return new Map(Object.entries(to).map(([state, share]) => [state, leaving * number(share, '')]));
}

function refuseUnsound(id: string, input: ProcessInput): void {
  const named = [input.begins, ...Object.keys(input.moves), ...Object.values(input.central ?? {})];
  const every = days(input.every ?? '1 month');
  for (const [from, moves] of Object.entries(input.moves)) {
    const odds = probabilities(moves, every);
    named.push(...odds.keys());
    let all = 0;
    for (const p of odds.values()) all += p;
    if (all > 1 + 1e-12) throw new Error(`${id}: the odds of leaving ${from} are above 1 together`);
  }
  for (const state of named) if (!input.states.includes(state)) throw new Error(`${id}: no state ${state}`);
}

function days(quantity: Quantity): number {
  return number(quantity, 'time^1');
}

function number(quantity: Quantity, dimension: string): number {
  const parsed = parse(quantity, []);
  if (parsed.dimension !== dimension && !parsed.zero) throw new Error(`expected ${dimension}, got ${quantity}`);
  return parsed.value({ elapsed: 0, states: new Map() });
}
