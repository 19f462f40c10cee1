/** How certain the mean shortages of an ensemble are: running means as deviations. */
import { significant } from '../../text/quantities.ts';
import type { EnsembleScene } from './ensemble-scene.ts';
import type { Scene } from './scene.ts';

/** Normal quantile of a two-sided 95 % interval. */
const Z = 1.96;
/** Where the curve begins, in shares of all runs and in runs: fewer tell neither the mean nor its error. */
const EARLIEST = { share: 1 / 100, runs: 10 } as const;

export interface ConvergenceRow {
  readonly title: string;
  /** The mean over all runs and its standard error, as the unit of the user has them. */
  readonly mean: string;
  readonly halfText: string;
  readonly values: { readonly runs: number; readonly mean: number; readonly standardError: number };
  readonly standardError: string;
  /** Half the width of the 95 % interval of the mean as a share of it. */
  readonly halfWidth: number;
  /** After n runs: the mean and the ends of its interval as deviations from the mean over all, in shares of that. */
  readonly points: readonly {
    readonly n: number;
    readonly mean: number;
    readonly low: number;
    readonly high: number;
  }[];
}

/** A row for each user that is ever short, in their order. */
export function convergenceRows(
  scene: Scene,
  ensemble: EnsembleScene,
  amount: (value: number, unit: Scene['users'][number]['unit']) => string,
): ConvergenceRow[] {
  return scene.users.flatMap(({ id, title, unit }) => {
    const { runs, mean, standardError } = ensemble.convergence(id);
    const [all, error] = [mean[mean.length - 1] ?? 0, standardError[standardError.length - 1] ?? Number.NaN];
    if (!(all > 0) || !(error >= 0)) return [];
    const deviation = (value: number) => significant(value / all - 1);
    const first = Math.max(EARLIEST.share * ensemble.runs, Math.min(EARLIEST.runs, ensemble.runs / 2), 2);
    const points = runs.flatMap((n, place) => {
      const [at, spread] = [mean[place], Z * standardError[place]];
      return n < first || !Number.isFinite(spread)
        ? []
        : [{ n, mean: deviation(at), low: deviation(at - spread), high: deviation(at + spread) }];
    });
    if (points.length < 2) return [];
    return [
      {
        ...{ title, points, halfWidth: (Z * error) / all },
        ...{ mean: amount(all, unit), halfText: amount(Z * error, unit), standardError: amount(error, unit) },
        values: { runs: runs[runs.length - 1], mean: all, standardError: error },
      },
    ];
  });
}
