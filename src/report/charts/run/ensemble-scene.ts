/** What charts look up in an ensemble: bands, statistics and distributions by name. */
import type {
  Band,
  Convergence,
  EnsembleSummary,
  MetricStatistics,
  SurvivalDistribution,
} from '../../../metrics/ensemble-types.ts';
import type { SeriesKind } from '../../../metrics/series.ts';

/** An ensemble by names. Each look-up throws where there is nothing of that name: a summary is whole, or no summary. */
export interface EnsembleScene {
  readonly runs: number;
  /** Bands are of so many of them, the first. */
  readonly bandRuns: number;
  readonly sampling: EnsembleSummary['sampling'];
  readonly band: (kind: SeriesKind, id: string, variable: string) => Band;
  /** The share of what a demand needs that it does not get. */
  readonly shareShort: (demand: string) => Band;
  readonly statistics: (path: string) => MetricStatistics;
  readonly survival: (demand: string) => SurvivalDistribution;
  readonly convergence: (demand: string) => Convergence;
}

/** The look-ups of a summary. */
export function ensembleSceneOf(summary: EnsembleSummary): EnsembleScene {
  const survival = finder('distribution of time to survive of', summary.survival, ({ demand }) => demand);
  const convergence = finder('convergence of', summary.convergence, ({ demand }) => demand);
  const bands = finder(
    'band of',
    [...summary.bands, ...summary.drawn],
    ({ kind, id, variable }) => `${kind}/${id}/${variable}`,
  );
  return {
    runs: summary.runs,
    bandRuns: summary.bandRuns,
    sampling: summary.sampling,
    band: (kind, id, variable) => bands(`${kind}/${id}/${variable}`),
    shareShort: finder('shares short of', summary.sharesShort, ({ id }) => id),
    statistics: finder('statistics of', summary.metrics, ({ path }) => path),
    survival,
    convergence,
  };
}

function finder<T>(what: string, all: readonly T[], nameOf: (one: T) => string): (name: string) => T {
  const byName = new Map(all.map((one) => [nameOf(one), one]));
  return (name) => {
    const found = byName.get(name);
    if (found === undefined) throw new Error(`no ${what} ${name}`);
    return found;
  };
}
