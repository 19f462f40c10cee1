/**
 * The public face of the core: a scenario file in, a run and its metrics out. All of it runs in a browser; nothing
 * here reads or writes a file, looks at a clock or draws from Math.random.
 */
export { formatDate } from './calendar.ts';
export { type Issue, type IssueCode, type Outcome, type Path, type Place, pathText } from './issue.ts';
export { type Answer, answer, answerWithEnsemble, faultsOfRun } from './metrics/answer.ts';
export { type Baseline, compareWithBaseline, type Drift, type Origin } from './metrics/check/check.ts';
export type { Column, Mover } from './metrics/check/columns.ts';
export type { Difference, DifferenceKind } from './metrics/check/difference.ts';
export type { ToleranceTable } from './metrics/check/tolerance.ts';
export { tolerancesOf } from './metrics/check/tolerances.ts';
export { type Banded, bandedSeries, checkSeriesAsked, type SeriesAsked } from './metrics/ensemble/banded.ts';
export { byteCrew, byteWorker, type Job } from './metrics/ensemble/carrier.ts';
export { type Crew, soloCrew } from './metrics/ensemble/crew.ts';
export { ensembleOf, type Watch } from './metrics/ensemble/ensemble.ts';
export { bandRuns } from './metrics/ensemble/plan.ts';
export { gatherRows } from './metrics/ensemble/rows.ts';
export { type Encode, type Part, performer, type Rows, type Task } from './metrics/ensemble/tasks.ts';
export { fromBytes, toBytes } from './metrics/ensemble/wire.ts';
export type {
  Band,
  Convergence,
  EnsembleSummary,
  ExpectationOdds,
  MetricStatistics,
  SurvivalDistribution,
} from './metrics/ensemble-types.ts';
export type { Verdict } from './metrics/expect.ts';
export { type Metric, metricsOf } from './metrics/measures.ts';
export { metricAsked } from './metrics/sensitivity/asked.ts';
export { type Drivers, driversOf } from './metrics/sensitivity/drivers.ts';
export { type Sensitivity, sensitivityOf } from './metrics/sensitivity/sensitivity.ts';
export { type SensitivitySummary, summariseSensitivity } from './metrics/sensitivity/summary.ts';
export { type Series, seriesOf, stepDates } from './metrics/series.ts';
export { type Conduct, conductStudy, type StudyPlan } from './metrics/study/conduct.ts';
export type { Paired } from './metrics/study/paired.ts';
export type {
  Compared,
  ComparedName,
  Regret,
  Standing,
  StudyDemand,
  StudyResult,
  Told,
  VariantResult,
  WorldResult,
  WorldsResult,
  WorstCase,
} from './metrics/study/result.ts';
export { shareInterval } from './metrics/study/solve.ts';
export { howMuch, type Quest, type Solved } from './metrics/study/solved.ts';
export { type Probe, readTarget } from './metrics/study/target.ts';
export type { Summary } from './metrics/summary.ts';
export { compile } from './model/compile.ts';
export { type Chance, isUncertain, uncertainAssumptions } from './model/draws.ts';
export type { Model, Parameters } from './model/network.ts';
export { centralValues, parametersOf } from './model/parameters.ts';
export { bandsCsv, bandsTable } from './report/bands-csv.ts';
export { type CatalogueEntry, catalogue } from './report/catalogue.ts';
export { chartIn } from './report/charts/in-language.ts';
export { solveChart } from './report/charts/solve-curve.ts';
export { textWidth } from './report/charts/text-width.ts';
export { tornadoChart } from './report/charts/tornado.ts';
export { type Chart, type ChartFailure, chartsOf, makeCharts } from './report/charts.ts';
export {
  type Checked,
  type CheckStanding,
  exitCodeOf,
  type PlacedVerdict,
  standingOf,
} from './report/check/checked.ts';
export { githubLines } from './report/check/github.ts';
export { junitXml } from './report/check/junit.ts';
export { checkLines, countLine } from './report/check/lines.ts';
export { tellChecked } from './report/check/told.ts';
export type { LedgerClaim } from './report/document/assumptions.ts';
export { type CheckCall, checkReport } from './report/document/check.ts';
export { figuresOf, type Report } from './report/document/document.ts';
export { scenarioReport } from './report/document/scenario.ts';
export type { ScenarioReportInput } from './report/document/scenario-input.ts';
export { studyReport } from './report/document/study.ts';
export type { StudyReportInput } from './report/document/study-input.ts';
export { ENSEMBLE_HEADER, ensembleTable, oddsLines } from './report/ensemble-table.ts';
export { type PageAssets, reportHtml } from './report/html/html.ts';
export { claimRatios, formatClaim } from './report/ledger-table.ts';
export { csvParts, csvText, fileOf, type LongTable, tableParquet } from './report/long-table.ts';
export { reportMarkdown } from './report/markdown.ts';
export { type ReadTable, type ResultTexts, readBaseline, readSeriesParquet } from './report/read-baseline.ts';
export { type RunsWriter, rowGroupsOf, runsParquet } from './report/runs-parquet.ts';
export { sensitivityCsv } from './report/sensitivity/csv.ts';
export { type SensitivityTable, sensitivityTable } from './report/sensitivity/table.ts';
export { sensitivityCharts } from './report/sensitivity.ts';
export { seriesCsv, seriesTable } from './report/series-csv.ts';
export { shown, shownJson } from './report/shown.ts';
export { studyCharts } from './report/study/charts.ts';
export { comparisonCsv, gridCsv, worldsCsv } from './report/study/csv.ts';
export { studyJson } from './report/study/json.ts';
export { studyIn } from './report/study/named.ts';
export { studySentences } from './report/study/sentences.ts';
export { solveCsv, solveJson, solveSentences } from './report/study/solve-text.ts';
export { type StudyTable, studyTable } from './report/study/table.ts';
export { summaryJson } from './report/summary-json.ts';
export { comparisonLines, DEMAND_HEADER, type DemandTable, demandTable } from './report/table.ts';
export { howFarOff, isAsStated, verdictLines } from './report/verdict-lines.ts';
export { LANGUAGES, type Language } from './report/words/languages.ts';
export { xmlText } from './report/xml-text.ts';
export { SAMPLINGS, type Sampling } from './sampling.ts';
export type { Reader, Setting } from './scenario/extend.ts';
export { fieldGuide } from './scenario/guide.ts';
export { jsonSchema, ledgerJsonSchema, studyJsonSchema } from './scenario/json-schema.ts';
export {
  amountOf,
  type Ledger,
  type LedgerFigure,
  ROLES,
  readLedger,
  rivalGroups,
  type Use,
  usesOf,
} from './scenario/ledger.ts';
export { type Migrated, migrateFile } from './scenario/migrate-file.ts';
export { parseYaml } from './scenario/parse.ts';
export { NO_PROJECT, PROJECT_FILE, type Project, readProject } from './scenario/project.ts';
export { type Asked, type Question, readQuestion } from './scenario/question.ts';
export { type Reading, readScenario } from './scenario/read.ts';
export type { Scenario } from './scenario/scenario.ts';
export { MOST_RUNS } from './scenario/schema-parts.ts';
export { readStudy, studyOfFiles } from './scenario/study.ts';
export type { Study, StudyReading, StudyVariant } from './scenario/study-assemble.ts';
export type { Tolerances } from './scenario/tolerance-schema.ts';
export type { Run } from './simulation/record.ts';
export { simulate, simulateCentral } from './simulation/simulate.ts';
export { VERSION } from './version.ts';
