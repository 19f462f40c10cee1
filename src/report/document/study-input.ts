/** What there is to tell of a study. */
import type { Answer } from '../../metrics/answer.ts';
import type { Drivers } from '../../metrics/sensitivity/drivers.ts';
import type { StudyResult } from '../../metrics/study/result.ts';
import type { Chart } from '../charts/chart.ts';
import type { LedgerClaim } from './assumptions.ts';
import type { Exploring } from './repeat.ts';

/** What the report of a study is made from. */
export interface StudyReportInput {
  readonly result: StudyResult;
  /** The central run of the base. */
  readonly base: Answer;
  /** What moves the largest shortage of the base; undefined as in `driversOf`. */
  readonly drivers: Drivers | undefined;
  /** The charts that were drawn, the tornado of the base among them. */
  readonly charts: readonly Chart[];
  /** Those that could not be; none unless said. */
  readonly undrawn?: readonly Chart['name'][];
  /** Claims of the ledger by id, for rivals. */
  readonly ledger: ReadonlyMap<string, LedgerClaim>;
  /** The words that repeat it. */
  readonly command: string;
  /** How its levers are moved. */
  readonly explore?: Exploring | undefined;
  /** Names of the files of numbers beside it. */
  readonly files: readonly string[];
}
