/** How certain the mean shortages of an ensemble are: running means as deviations, and what is said of them. */

import { amount, roundNumber, significant } from '../../text/quantities.ts';
import type { Heading } from '../layout/rows.ts';
import type { EnsembleScene } from './ensemble-scene.ts';
import type { Scene } from './scene.ts';

/** Normal quantile of a two-sided 95 % interval. */
const Z = 1.96;
/** Where the curve begins, in shares of all runs and in runs: fewer tell neither the mean nor its error. */
const EARLIEST = { share: 1 / 100, runs: 10 } as const;

export interface ConvergenceRow extends Heading {
  /** The mean over all runs, in tonnes or pieces, and half the width of its 95 % interval as a share of it. */
  readonly mean: number;
  readonly halfWidth: number;
  /** After n runs: the mean and the ends of its interval as deviations from the mean over all, in shares of that. */
  readonly points: readonly {
    readonly n: number;
    readonly mean: number;
    readonly low: number;
    readonly high: number;
  }[];
}

/** A row for each demand that is ever short, the largest mean shortage first (the least served, if units differ). */
export function convergenceRows(scene: Scene, ensemble: EnsembleScene): ConvergenceRow[] {
  const { scenario, network } = scene.model;
  const rows = scenario.demands.flatMap(({ id, title }, k) => {
    const { runs, mean, standardError } = ensemble.convergence(id);
    const [all, error] = [mean[mean.length - 1] ?? 0, standardError[standardError.length - 1] ?? Number.NaN];
    if (!(all > 0) || !(error >= 0)) return [];
    const { unit } = scenario.stockpiles[network.drawsFrom[k]];
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
        ...{ title, points, mean: all, halfWidth: (Z * error) / all },
        note: `mean ${amount(all, unit)} ± ${amount(Z * error, unit)}`,
        unserved: 1 - (ensemble.statistics(`demands.${id}.fill_rate`).mean ?? 1),
        base: unit.base,
      },
    ];
  });
  const isOneUnit = new Set(rows.map(({ base }) => base)).size <= 1;
  return rows.toSorted((a, b) => (isOneUnit ? b.mean - a.mean : b.unserved - a.unserved));
}

/** How well the mean is known, as a title. */
export function convergenceFinding({ runs }: EnsembleScene, { title, halfWidth }: ConvergenceRow): string {
  const percents = halfWidth * 100;
  const shown = percents >= 1 ? Math.round(percents) : Math.max(1, Math.ceil(percents * 10)) / 10;
  return `The mean shortage of ${title} is known to ±${shown} % from ${roundNumber(runs)} runs`;
}
