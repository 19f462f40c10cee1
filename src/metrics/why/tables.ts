/**
 * Coalitions as lanes: the numbers of a run in which some players are out are those of the whole with each cluster's
 * differences laid over them, and so many coalitions are parameters side by side.
 */
import { CONSTANTS, namesOf, ofEach, START } from '../../model/layout.ts';
import type { Model, Parameters, Tabulated } from '../../model/network.ts';
import { byCost } from '../../model/parameters.ts';

/** What differs between the numbers of two runs of one network: of one lane each. */
export interface Differences {
  /** Scheduled values, slot by slot: at which steps, and what they are then. */
  readonly cells: readonly { readonly slot: number; readonly steps: Int32Array; readonly values: Float64Array }[];
  /** Numbers that hold at all times, or of the start. */
  readonly fixed: readonly { readonly name: FixedName; readonly place: number; readonly value: number }[];
}

export type FixedName = keyof typeof CONSTANTS | keyof typeof START;
const FIXED = [...namesOf(CONSTANTS), ...namesOf(START)] as readonly FixedName[];

/** What of `other` differs from `whole`, to the bit. */
export function differencesOf(whole: Parameters, other: Parameters, steps: number): Differences {
  const [ours, theirs] = [rowsOf(whole.schedule), rowsOf(other.schedule)];
  const slots = new Set([...whole.schedule.changing, ...other.schedule.changing]);
  const cells = Array.from({ length: whole.schedule.layout.length }, (_, slot) => slot).flatMap((slot) => {
    const places: number[] = [];
    const values: number[] = [];
    const isConstant = !slots.has(slot);
    for (let t = 0; t < (isConstant ? 1 : steps); t++) {
      const value = theirs(slot, t);
      if (Object.is(value, ours(slot, t))) continue;
      places.push(t);
      values.push(value);
    }
    if (places.length === 0) return [];
    if (!isConstant) return [{ slot, steps: Int32Array.from(places), values: Float64Array.from(values) }];
    return [
      { slot, steps: Int32Array.from({ length: steps }, (_, t) => t), values: new Float64Array(steps).fill(values[0]) },
    ];
  });
  const fixed = FIXED.flatMap((name) =>
    Array.from(other[name], (value, place) => ({ name, place, value })).filter(
      ({ place, value }) => !Object.is(value, whole[name][place]),
    ),
  );
  return { cells, fixed };
}

/** Scheduled values of one lane, by slot and step. */
function rowsOf({ first, changing, values }: Tabulated): (slot: number, t: number) => number {
  const columns = new Map(Array.from(changing, (slot, column) => [slot, column]));
  return (slot, t) => {
    const column = columns.get(slot);
    return column === undefined ? first[slot] : values[t * changing.length + column];
  };
}

export const isNothing = ({ cells, fixed }: Differences) => cells.length === 0 && fixed.length === 0;

/**
 * Parameters of as many lanes as there are lists of differences, each the whole with its differences laid over it. What
 * differs in a lane twice takes the later; differences of clusters never meet.
 */
export function laidOver(
  { network, steps }: Model,
  whole: Parameters,
  lists: readonly (readonly Differences[])[],
): Parameters {
  const lanes = lists.length;
  const { layout } = whole.schedule;
  const changing = new Set(whole.schedule.changing);
  for (const one of lists.flat()) for (const { slot } of one.cells) changing.add(slot);
  const schedule = spread(whole.schedule, Int32Array.from(changing).sort(), lanes, steps);
  const width = schedule.changing.length;
  const columns = new Map(Array.from(schedule.changing, (slot, column) => [slot, column]));
  const fixed = {
    ...ofEach(CONSTANTS, (name) => wide(whole[name], lanes)),
    ...ofEach(START, (name) => wide(whole[name], lanes)),
  };
  for (const [lane, list] of lists.entries()) {
    for (const { cells, fixed: others } of list) {
      for (const { slot, steps: at, values } of cells) {
        const column = columns.get(slot) as number;
        for (let n = 0; n < at.length; n++) schedule.values[(at[n] * width + column) * lanes + lane] = values[n];
        if (at[0] === 0) schedule.first[slot * lanes + lane] = values[0];
      }
      for (const { name, place, value } of others) fixed[name][place * lanes + lane] = value;
    }
  }
  const isConstant = (from: number) => !schedule.changing.some((slot) => slot >= from && slot < from + network.flows);
  const cost = schedule.first.subarray(layout.cost * lanes, (layout.cost + network.flows) * lanes);
  return {
    ...fixed,
    ...{ lanes, schedule, money: whole.money },
    sharesAreConstant: isConstant(layout.share),
    costsAreConstant: isConstant(layout.cost),
    switchOrder: byCost(network.inflows, cost, lanes),
    releaseOrder: byCost(network.releasesInto, cost, lanes),
  };
}

/** Numbers of one lane in each of `lanes`. */
function wide(values: Float64Array, lanes: number): Float64Array {
  const all = new Float64Array(values.length * lanes);
  for (let place = 0; place < values.length; place++) all.fill(values[place], place * lanes, (place + 1) * lanes);
  return all;
}

function spread(whole: Tabulated, changing: Int32Array, lanes: number, steps: number): Tabulated {
  const at = rowsOf(whole);
  const values = new Float64Array(steps * changing.length * lanes);
  const width = changing.length;
  for (let t = 0; t < steps; t++) {
    for (let column = 0; column < width; column++) {
      const place = (t * width + column) * lanes;
      values.fill(at(changing[column], t), place, place + lanes);
    }
  }
  return { layout: whole.layout, first: wide(whole.first, lanes), changing, values };
}
