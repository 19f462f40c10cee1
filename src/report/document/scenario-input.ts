/** What there is to tell of a scenario. */
import type { Answer } from '../../metrics/answer.ts';
import type { BoundFound } from '../../metrics/bound/found.ts';
import type { EnsembleSummary } from '../../metrics/ensemble-types.ts';
import type { Drivers } from '../../metrics/sensitivity/drivers.ts';
import type { Chart } from '../charts/chart.ts';
import type { LedgerClaim } from './assumptions.ts';

/** What the report of a scenario is made from. */
export interface ScenarioReportInput {
  readonly answer: Answer;
  readonly ensemble: EnsembleSummary | undefined;
  /** What moves the largest shortage, one assumption at a time; undefined where nothing is uncertain or nobody is short. */
  readonly drivers: Drivers | undefined;
  /** What could have been avoided; undefined where it was not asked for. */
  readonly bound?: BoundFound | undefined;
  /** The charts that were drawn, the tornado among them. */
  readonly charts: readonly Chart[];
  /** Those that could not be; none unless said. */
  readonly undrawn?: readonly Chart['name'][];
  /** Claims of the ledger by id, for rivals. */
  readonly ledger: ReadonlyMap<string, LedgerClaim>;
  /** The words that repeat it. */
  readonly command: string;
  /** Names of the files of numbers beside it. */
  readonly files: readonly string[];
}
