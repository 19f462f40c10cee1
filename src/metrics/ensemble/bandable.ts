/**
 * The series that there may be bands of: all of series.csv, and what is made of them for charts. A variable that is added
 * here is one more that charts may draw. Parts of an ensemble know a series by its place, and copy it out of records.
 */
import type { Model } from '../../model/network.ts';
import type { Run } from '../../simulation/record.ts';
import { type SeriesName, type Variable, variablesOf } from '../series.ts';
import { shareShort } from '../shares-short.ts';

/** A series and where a record has it. */
export interface Bandable {
  readonly name: SeriesName;
  readonly of: Variable;
  /** Its entity in a row of the variable. */
  readonly position: number;
  /** Whether series.csv has it. */
  readonly inFile: boolean;
}

/** Every one, those of series.csv in their order and then the others. */
export function bandableIn(model: Model): Bandable[] {
  const all = (variables: readonly Variable[], inFile: boolean) =>
    variables.flatMap((of) =>
      of.members.map(({ position, id, unit }): Bandable => {
        return { name: { kind: of.kind, id, variable: of.variable, unit }, of, position, inFile };
      }),
    );
  return [...all(variablesOf(model), true), ...all([shareShort(model)], false)];
}

/** Copies chosen series of blocks. */
export interface SeriesCopier {
  /**
   * Copies step t of the first `lanes` lanes of a run: that of series n, by the order in which they were chosen, in the
   * replicate at `at` of `count` goes to `into[(t · many + n) · count + at]`, of `many` series.
   */
  copy(run: Run, t: number, lanes: number, into: Float64Array, at: number, count: number): void;
}

/** A copier of the series at these places of `all`. */
export function seriesCopier(all: readonly Bandable[], places: readonly number[]): SeriesCopier {
  const chosen = places.map((place) => all[place]);
  const variables = [...new Set(chosen.map(({ of }) => of))].map((of) => ({
    of,
    series: Int32Array.from(chosen.flatMap((one, n) => (one.of === of ? [n] : []))),
    positions: Int32Array.from(chosen.flatMap((one) => (one.of === of ? [one.position] : []))),
    reckoned: new Float64Array(0),
  }));
  return {
    copy(run, t, lanes, into, at, count) {
      for (const one of variables) {
        const { of, series, positions } = one;
        const length = of.entities * run.lanes;
        if (one.reckoned.length !== length) one.reckoned = new Float64Array(length);
        const column = of.column(run, one.reckoned);
        for (let n = 0; n < series.length; n++) {
          const from = positions[n] * run.lanes;
          const place = (t * chosen.length + series[n]) * count + at;
          for (let lane = 0; lane < lanes; lane++) into[place + lane] = column[from + lane];
        }
      }
    },
  };
}
