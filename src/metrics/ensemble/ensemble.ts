/**
 * An ensemble put together from its parts. Its numbers follow from the model, the chance and the number of replicates
 * alone: chunks and windows do not depend on who does them, and results are merged in the order of replicates.
 */
import { type Outcome, outcome } from '../../issue.ts';
import type { Chance } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import type { Band, EnsembleSummary, MetricStatistics } from '../ensemble-types.ts';
import { bandFaults } from '../finite.ts';
import { metricsIn } from '../measures.ts';
import { SHARE_SHORT } from '../shares-short.ts';
import { countedSpread } from './counted.ts';
import { type Crew, soloCrew } from './crew.ts';
import { exactSpread, stepsOfExact } from './exact.ts';
import { type Shape, type Spread, shapeOf } from './spread.ts';
import { standardError, type Tallied, tallyOf } from './tally.ts';
import { PROBABILITIES, type Rows } from './tasks.ts';

/** Fewer replicates than this have exact quantiles. */
export const EXACT_BELOW = 10_000;

/** What is told while an ensemble is at work. */
export interface Watch {
  /** So much of the work is done, from 0 to 1. */
  progress?(share: number): void;
  /** Rows in the order of replicates; the next wait until this is done. */
  rows?(rows: Rows): void | Promise<void>;
}

/**
 * Runs an ensemble of `chance.runs` replicates. Numbers that draws make and that cannot be, such as a capacity below
 * 0, come back as issues that name the replicate; nothing is left out, and nothing cut off silently.
 */
export async function ensembleOf(
  model: Model,
  chance: Chance,
  crew: Crew = soloCrew(model, chance),
  { progress, rows: hear }: Watch = {},
): Promise<Outcome<EnsembleSummary>> {
  const { runs } = chance;
  const metrics = metricsIn(model);
  const shape = shapeOf(model, metrics);
  const isExact = runs < EXACT_BELOW;
  const work = (isExact ? stepsOfExact(shape, runs) : shape.steps) * runs;
  let done = 0;
  const advance = (steps: number) => {
    done += steps;
    progress?.(done / work);
  };
  const tally = tallyOf(model, metrics, runs);
  const note = async (rows: Rows) => {
    tally.add(rows);
    await hear?.(rows);
  };
  const spread = await (isExact ? exactSpread : countedSpread)(shape, runs, crew, advance, note);
  if (!spread.ok) return spread;
  const tallied = tally.result();
  const { survival, convergence, expectations, everShort, asked } = tallied;
  const banded = bandsOf(shape, spread.value, runs);
  const isShare = ({ variable }: Band) => variable === SHARE_SHORT;
  const summary: EnsembleSummary = {
    ...{ runs, seed: chance.seed, sampling: chance.sampling, rankError: spread.value.rankError },
    bands: banded.filter((band) => !isShare(band)),
    sharesShort: banded.filter(isShare),
    metrics: statisticsOf(shape, spread.value, tallied, metrics, runs),
    ...{ survival, convergence, expectations, everShort, asked },
  };
  return outcome(summary, bandFaults(model, summary.bands));
}

const NAMES = ['p05', 'p25', 'p50', 'p75', 'p95'] as const;

function quantilesAt({ quantiles }: Spread, cell: number): Record<(typeof NAMES)[number], number> {
  const from = cell * PROBABILITIES.length;
  return Object.fromEntries(NAMES.map((name, n) => [name, quantiles[from + n]])) as ReturnType<typeof quantilesAt>;
}

function bandsOf({ variables, steps }: Shape, { quantiles, sums }: Spread, runs: number): Band[] {
  const finite = (value: number) => (Number.isFinite(value) ? value : Number.NaN);
  const series = variables.flatMap(({ kind, variable, members }) =>
    members.map(({ id, unit }) => ({ kind, id, variable, unit })),
  );
  return series.map((one, place) => {
    const column = (numberAt: (cell: number) => number) =>
      Float64Array.from({ length: steps }, (_, t) => finite(numberAt(place * steps + t)));
    const [p05, p25, p50, p75, p95] = PROBABILITIES.map((_, n) =>
      column((cell) => quantiles[cell * PROBABILITIES.length + n]),
    );
    return { ...one, mean: column((cell) => sums[cell] / runs), p05, p25, p50, p75, p95 };
  });
}

function statisticsOf(
  shape: Shape,
  spread: Spread,
  { moments }: Tallied,
  metrics: ReturnType<typeof metricsIn>,
  runs: number,
): MetricStatistics[] {
  return metrics.map(({ path, measure, unit }, m) => {
    const [mean, squares, nulls] = [moments.mean[m], moments.squares[m], moments.nulls[m]];
    const hasMean = nulls === 0 && measure !== 'date';
    return {
      ...{ path, measure, unit },
      mean: hasMean ? mean : null,
      standardError: hasMean ? standardError(squares, runs) : null,
      ...quantilesAt(spread, shape.series * shape.steps + m),
      nullShare: nulls / runs,
    };
  });
}
