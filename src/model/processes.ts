/** The paths of processes: which state each is in at each step (model.md, Chance). */
import { stream } from '../chance/random.ts';
import { distinct, type Issue, type Outcome, outcome } from '../issue.ts';
import { SideBySide } from '../quantity/evaluate.ts';
import type { Process } from '../scenario/supply-network.ts';
import { laneOf } from './lane.ts';
import type { Model } from './network.ts';

/** States of runs side by side: that of the process at a position in a lane is at `position · lanes + lane`. */
export interface Paths {
  /** Those that processes begin in, which the undisturbed start sees. */
  readonly begins: Uint16Array;
  /** Those at the date of step t. */
  at(t: number): Uint16Array;
}

/** Probabilities that come to this much more than 1 are rounding. */
const ROUNDING = 1e-12;

/** The paths of the central run: processes stay where they begin, or go as the file says, alike in all lanes. */
export function centralPaths(model: Model, lanes: number): Paths {
  const { scenario, start, stepDays } = model;
  return pathsBy(model, lanes, (process, _, t) => {
    const { begins, central } = scenario.processes[process];
    return central.findLast(({ from }) => from <= start + t * stepDays)?.state ?? begins;
  });
}

/**
 * The paths of `lanes` replicates from `first` on, whose assumptions have `values`. Each process of each replicate has a
 * stream of its own, ('process', id, replicate), which gives one uniform a move: the i-th, at `from` and i times
 * `every`, is a function of seed, id, replicate and i alone. Probabilities that can't be are an issue, once for each
 * state of a process.
 */
export function drawnPaths(
  model: Model,
  seed: string,
): (values: ArrayLike<number>, first: number, lanes: number) => Outcome<Paths> {
  const { processes } = model.scenario;
  return (values, first, lanes) => {
    const issues: Issue[] = [];
    const moves = processes.map((process) => movesOf(process, values, first, lanes, issues));
    if (issues.length > 0) return outcome<Paths>(undefined, distinct(issues));
    const walks = processes.map((process, p) =>
      Array.from({ length: lanes }, (_, lane) => {
        return walk(process, moves[p], lane, stream(seed, 'process', process.id, first + lane));
      }),
    );
    const { start, stepDays } = model;
    return outcome(
      pathsBy(model, lanes, (process, lane, t) => walks[process][lane](start + t * stepDays)),
      [],
    );
  };
}

/** The paths of one lane of several. */
export function laneOfPaths({ begins, at }: Paths, lane: number, lanes: number): Paths {
  const own = (states: Uint16Array) => Uint16Array.from(laneOf(states, lane, lanes));
  return { begins: own(begins), at: (t) => own(at(t)) };
}

/** States found process by process, lane by lane and step by step, steps in their order. */
function pathsBy(
  { scenario: { processes }, steps }: Model,
  lanes: number,
  stateAt: (process: number, lane: number, t: number) => number,
): Paths {
  const width = processes.length * lanes;
  const states = new Uint16Array(width * steps);
  for (let place = 0; place < width; place++) {
    const [process, lane] = [Math.floor(place / lanes), place % lanes];
    for (let t = 0; t < steps; t++) states[t * width + place] = stateAt(process, lane, t);
  }
  return {
    begins: Uint16Array.from({ length: width }, (_, place) => processes[Math.floor(place / lanes)].begins),
    at: (t) => states.subarray(t * width, (t + 1) * width),
  };
}

/** By state, where a process may go, and with which probability in each lane. */
type Moves = readonly (readonly { readonly state: number; readonly probability: Float64Array }[])[];

function movesOf(
  { id, states, every, moves }: Process,
  values: ArrayLike<number>,
  first: number,
  lanes: number,
  issues: Issue[],
): Moves {
  const block = new SideBySide(lanes).under(values);
  return moves.map(({ stays, to }, from) => {
    const leaving = stays && block.lanesOf(stays).map((days) => every / days);
    const path = ['processes', id, 'moves', states[from]];
    const all = to.map(({ state, probability }) => {
      const column = block.lanesOf(probability);
      return { state, probability: leaving === undefined ? column : column.map((part, n) => part * leaving[n]) };
    });
    for (let lane = 0; lane < lanes; lane++) {
      const own = all.map(({ probability }) => probability[lane]);
      const total = own.reduce((sum, one) => sum + one, 0);
      const isShort = leaving !== undefined && !(leaving[lane] <= 1 + ROUNDING);
      if (!isShort && own.every((one) => one >= 0) && total <= 1 + ROUNDING) continue;
      issues.push({
        ...{ severity: 'error', code: 'out-of-range', path },
        expected: isShort ? 'a mean stay of at least the time between moves' : 'probabilities from 0 to 1 together',
        found: `${isShort ? `${every / leaving[lane]} days` : own.join(' and ')} in replicate ${first + lane}`,
        remedy: 'Mend its numbers, or the assumptions that they use.',
      });
      break;
    }
    return all;
  });
}

/** One lane of a process: the state on a day, days in ascending order. */
function walk(
  { begins, from, every }: Process,
  moves: Moves,
  lane: number,
  uniform: () => number,
): (day: number) => number {
  let state = begins;
  let moved = 0;
  return (day) => {
    for (; from + moved * every <= day; moved++) {
      const u = uniform();
      let cumulated = 0;
      for (const { state: next, probability } of moves[state]) {
        cumulated += probability[lane];
        if (u >= cumulated) continue;
        state = next;
        break;
      }
    }
    return state;
  };
}
