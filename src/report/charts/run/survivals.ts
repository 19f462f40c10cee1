/** How long each user holds out over an ensemble. */
import type { SurvivalTimes } from '../../text/chart-text.ts';
import type { EnsembleScene } from './ensemble-scene.ts';
import type { Scene } from './scene.ts';
import { stockOf } from './shortfalls.ts';

/** Times are in days; +∞ where that many replicates survive. */
export interface Survival extends SurvivalTimes {
  readonly title: string;
  /** The stockpile that it draws on, by position. */
  readonly stock: number;
  /** By step: the share of runs that have not been short up to its end. */
  readonly shares: Float64Array;
  /** The share of runs that are never short after the disruption. */
  readonly survived: number;
  /** The time to survive of the central run; null if it survives. */
  readonly central: number | null;
}

/** Users that are short after the disruption in any run, in their order. */
export function survivalOf(scene: Scene, ensemble: EnsembleScene): Survival[] {
  return scene.users
    .filter(({ id }) => ensemble.survival(id).counts.some((count) => count > 0))
    .map((user) => {
      const { id, title } = user;
      const { days, counts, survived } = ensemble.survival(id);
      const { p05, p25, p50, p75, p95 } = ensemble.statistics(`demands.${id}.time_to_survive`);
      const since = (t: number) => scene.dayOf(t) - scene.model.scenario.disruption;
      const shortBy = (t: number) => counts.reduce((sum, count, n) => sum + (days[n] <= since(t) ? count : 0), 0);
      return {
        ...{ title, stock: stockOf(scene, user), p05, p25, p50, p75, p95 },
        shares: Float64Array.from({ length: scene.steps }, (_, t) => 1 - shortBy(t) / ensemble.runs),
        survived: survived / ensemble.runs,
        central: scene.metric(`demands.${id}.time_to_survive`) as number | null,
      };
    });
}
