/** What the reports of a scenario and of a study are made from. */
import type { Answer } from '../../metrics/answer.ts';
import type { BoundFound } from '../../metrics/bound/found.ts';
import type { EnsembleSummary } from '../../metrics/ensemble-types.ts';
import type { Drivers } from '../../metrics/sensitivity/drivers.ts';
import type { StudyResult } from '../../metrics/study/result.ts';
import type { WhyFound } from '../../metrics/why/explain.ts';
import type { Chart } from '../charts/chart.ts';
import type { LedgerClaim } from './assumptions.ts';
import type { Exploring } from './repeat.ts';

interface ReportInput {
  /** What moves the shortage of the subject, one assumption at a time; undefined as in `driversOf`. */
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
  /** How its levers are moved. */
  readonly explore?: Exploring | undefined;
  /** Names of the files of numbers beside it. */
  readonly files: readonly string[];
}

/** What there is to tell of a scenario. */
export interface ScenarioReportInput extends ReportInput {
  readonly answer: Answer;
  readonly ensemble: EnsembleSummary | undefined;
  /** Why users lack something in the central run, where that was found; the chart of it is among the others. */
  readonly why?: WhyFound | undefined;
  /** Where it was not: of how many causes with an effect, none or too many to be weighed in passing. */
  readonly unweighed?: number | undefined;
}

/** What there is to tell of a study; `base`: the central run of its base. */
export interface StudyReportInput extends ReportInput {
  readonly result: StudyResult;
  readonly base: Answer;
  /** What makes the difference between the base and policies, in the central run. */
  readonly why?: readonly WhyFound[];
}
