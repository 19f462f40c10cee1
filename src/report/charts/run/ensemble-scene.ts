/** What charts look up in an ensemble: bands, statistics and odds by name, and the words for them. */
import type {
  Band,
  Convergence,
  EnsembleSummary,
  MetricStatistics,
  SurvivalDistribution,
} from '../../../metrics/ensemble-types.ts';
import type { SeriesKind } from '../../../metrics/series.ts';
import { formatNumber } from '../../text/format.ts';
import { percent } from '../../text/quantities.ts';

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
  /** The share of runs in which the demand is ever short. */
  readonly everShort: (demand: string) => number;
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
  const odds = finder('odds of', summary.everShort, ({ demand }) => demand);
  return {
    runs: summary.runs,
    bandRuns: summary.bandRuns,
    sampling: summary.sampling,
    band: (kind, id, variable) => bands(`${kind}/${id}/${variable}`),
    shareShort: finder('shares short of', summary.sharesShort, ({ id }) => id),
    statistics: finder('statistics of', summary.metrics, ({ path }) => path),
    everShort: (demand) => odds(demand).probability,
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

/** What every chart of an ensemble says below its title. */
export function ensembleRemark({ runs }: EnsembleScene): string {
  return `${formatNumber(runs)} runs, what is uncertain drawn anew for each; licences and shading as in the central run`;
}

/** `in every run`, `in 73 % of runs`, `in no run`. */
export function inRuns(share: number): string {
  return share === 1 ? 'in every run' : share === 0 ? 'in no run' : `in ${percent(share)} of runs`;
}

/** `(5 to 95 %: 900 to 3,500 t)`, of the lower end as a number and the upper with its unit; `(5 to 95 %: the same)`. */
export function range(low: string, high: string): string {
  return high.startsWith(`${low} `) ? '(5 to 95 %: the same)' : `(5 to 95 %: ${low} to ${high})`;
}
