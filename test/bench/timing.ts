/** Times that bear a machine on which others work too: taken in small parts, by turns, and the least of each kept. */

/** Steps that are timed together. */
export const PART = 10;

/** Something that runs and is timed: the nanoseconds of each part of a run, a list a run. */
export interface Contestant {
  readonly name: string;
  /** Runs side by side: what one takes is divided by them. */
  readonly lanes: number;
  time(): number[][];
}

/** Nanoseconds of one run: the sum of what each part took at least; and the median of whole runs. */
export interface Time {
  readonly name: string;
  readonly least: number;
  readonly median: number;
}

/** A clock to be told the number of the step: parts end where it is a multiple of ten, the last one at `stop`. */
export function stopwatch(): { step(t: number): void; stop(): number[] } {
  const marks: number[] = [];
  return {
    step(t) {
      if (t % PART === 0) marks.push(performance.now());
    },
    stop() {
      marks.push(performance.now());
      return marks.slice(1).map((mark, part) => (mark - (marks[part] as number)) * 1e6);
    },
  };
}

/**
 * Lets contestants run by turns, so many rounds. Each runs twice at its turn and is timed the second time: the one
 * before it has left the caches cold, and a started process leaves every page to be claimed again.
 */
export function race(contestants: readonly Contestant[], rounds: number): Time[] {
  const runs = contestants.map((): number[][] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, { time }] of contestants.entries()) {
      time();
      runs[i]?.push(...time());
    }
  }
  return contestants.map(({ name, lanes }, i) => {
    const all = runs[i] as number[][];
    const parts = all[0] as number[];
    const least = parts.reduce((sum, _, part) => sum + Math.min(...all.map((run) => run[part] as number)), 0);
    const totals = all.map((run) => run.reduce((sum, one) => sum + one, 0)).sort((left, right) => left - right);
    return { name, least: least / lanes, median: (totals[totals.length >> 1] as number) / lanes };
  });
}

/** The exponent with which y grows with x: the slope of a line through the logarithms (least squares). */
export function exponent(points: readonly (readonly [x: number, y: number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (pick: (point: readonly [number, number]) => number) =>
    logs.reduce((sum, point) => sum + pick(point), 0) / logs.length;
  const [x, y] = [mean(([one]) => one), mean(([, one]) => one)];
  return mean(([one, other]) => (one - x) * (other - y)) / mean(([one]) => (one - x) * (one - x));
}
