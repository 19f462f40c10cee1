/** How long each demand holds out over an ensemble, and what the title and the headings say of it. */

import { capital, duration, percent } from '../../text/quantities.ts';
import type { EnsembleScene } from './ensemble-scene.ts';
import type { Scene } from './scene.ts';

export interface Survival {
  /** Of the demand. */
  readonly position: number;
  readonly title: string;
  /** By step: the share of runs that have not been short up to its end. */
  readonly shares: Float64Array;
  /** The share of runs that are never short after the disruption. */
  readonly survived: number;
  /** Quantiles of the time to survive, in days; +∞ where that many survive. */
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
  /** The time to survive of the central run; null if it survives. */
  readonly central: number | null;
}

/** Demands that are short after the disruption in any run, those that are served least on average first. */
export function survivalOf(scene: Scene, ensemble: EnsembleScene): Survival[] {
  const { demands } = scene.model.scenario;
  const unserved = (position: number) =>
    1 - (ensemble.statistics(`demands.${demands[position].id}.fill_rate`).mean ?? 1);
  return demands
    .map((_, position) => position)
    .filter((position) => ensemble.survival(demands[position].id).counts.some((count) => count > 0))
    .toSorted((a, b) => unserved(b) - unserved(a) || a - b)
    .map((position) => {
      const { id, title } = demands[position];
      const { days, counts, survived } = ensemble.survival(id);
      const { p05, p50, p95 } = ensemble.statistics(`demands.${id}.time_to_survive`);
      const since = (t: number) => scene.dayOf(t) - scene.model.scenario.disruption;
      const shortBy = (t: number) => counts.reduce((sum, count, n) => sum + (days[n] <= since(t) ? count : 0), 0);
      return {
        ...{ position, title, p05, p50, p95 },
        shares: Float64Array.from({ length: scene.steps }, (_, t) => 1 - shortBy(t) / ensemble.runs),
        survived: survived / ensemble.runs,
        central: scene.metric(`demands.${id}.time_to_survive`) as number | null,
      };
    });
}

/** How long the demand that fares worst holds out. */
export function survivalFinding({ title, p05, p50, p95, survived }: Survival): string {
  const name = capital(title);
  if (p50 === Number.POSITIVE_INFINITY) {
    const early = p05 === Number.POSITIVE_INFINITY ? '' : `; in the worst 5 % for ${duration(p05)} or less`;
    return `${name} would hold out to the end in ${percent(survived)} of runs${early}`;
  }
  const late =
    p95 === Number.POSITIVE_INFINITY ? `never short in ${percent(survived)}` : `5 to 95 %: ${span(p05, p95)}`;
  return `${name} would hold out for ${duration(p50)} in the median (${late})`;
}

/** When how many runs are short, and when the central run is. */
export function survivalNote({ p05, p50, p95, survived, central }: Survival): string {
  const parts = [
    { part: '5 %', within: p05 },
    { part: 'half', within: p50 },
    { part: '95 %', within: p95 },
  ].filter(({ within }) => within < Number.POSITIVE_INFINITY);
  const stages = parts
    .filter(({ within }, n) => parts[n + 1] === undefined || duration(parts[n + 1].within) !== duration(within))
    .map(
      ({ part, within }, n) =>
        `${part}${n === 0 ? ' of runs short' : ''} ${within > 0 ? `within ${duration(within)}` : 'at once'}`,
    );
  const never = survived > 0 ? [`${percent(survived)} never`] : [];
  const rare = stages.length === 0 ? [`${percent(1 - survived)} of runs short`] : [];
  const end = central === null ? 'never' : central > 0 ? `after ${duration(central)}` : 'at once';
  return `${[...stages, ...rare, ...never].join(', ')}; central run ${end}`;
}

/** `8 to 9 weeks`, `the same`, `12 days to 9 weeks`. */
function span(low: number, high: number): string {
  const [from, to] = [duration(low), duration(high)];
  if (from === to) return 'the same';
  const unit = to.slice(to.indexOf(' '));
  return `${from.endsWith(unit) ? from.slice(0, -unit.length) : from} to ${to}`;
}
