/** A sensitivity as data for scripts: what `sensitivity.json` holds. */

import type { Sampling } from '../../chance/sampling.ts';
import type { Chance } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import { formatDate } from '../../quantity/calendar.ts';
import { VERSION } from '../../version.ts';
import { unitOf } from '../summary.ts';
import type { Estimate } from './estimate.ts';
import type { Sensitivity } from './sensitivity.ts';

/** Assumptions by id, the most telling first; a time that never comes is null, as is a correlation that does not exist. */
export interface SensitivitySummary {
  readonly title: string;
  readonly program: string;
  readonly digest: string;
  readonly seed: string;
  /** How the replicates were drawn that the rank correlations are of. */
  readonly sampling: Sampling;
  readonly metric: string;
  readonly unit: string;
  readonly central: number | string | null;
  readonly runs: number;
  readonly one_at_a_time: Readonly<Record<string, object>>;
  readonly rank_correlations: Readonly<Record<string, Estimate | null>>;
  readonly sobol_indices?: Readonly<Record<string, { readonly first: Estimate; readonly total: Estimate }>>;
  readonly sobol_first_sum?: Estimate;
}

/** The summary; metrics in their own unit, values of assumptions in the unit that stands beside them. */
export function summariseSensitivity(
  { scenario }: Model,
  sensitivity: Sensitivity,
  { seed, sampling }: Pick<Chance, 'seed' | 'sampling'>,
): SensitivitySummary {
  const { metric, tornado, runs, ranks, indices, firstSum } = sensitivity;
  const units = new Map(scenario.assumptions.map(({ id, dimension }) => [id, unitOf(dimension)]));
  const value = (number: number) =>
    metric.measure === 'date' && Number.isFinite(number) ? formatDate(number) : finite(number);
  return {
    title: scenario.title,
    program: `chokepoint ${VERSION}`,
    digest: scenario.digest,
    ...{ seed, sampling },
    metric: metric.path,
    unit: metric.unit,
    central: value(tornado.centre),
    runs,
    one_at_a_time: Object.fromEntries(
      tornado.swings.map(({ assumption, central, tried, swing }) => [
        assumption,
        {
          unit: units.get(assumption),
          central,
          tried: tried.map((one) => ({ value: one.value, metric: value(one.metric) })),
          swing: finite(swing),
        },
      ]),
    ),
    rank_correlations: Object.fromEntries(
      ranks.map(({ assumption, correlation }) => [assumption, correlation ?? null]),
    ),
    ...(firstSum && { sobol_first_sum: firstSum }),
    ...(indices && {
      sobol_indices: Object.fromEntries(indices.map(({ assumption, first, total }) => [assumption, { first, total }])),
    }),
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
