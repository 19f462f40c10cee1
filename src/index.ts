/**
 * The public face of the core: a scenario file in, a run and its metrics out. All of it runs in a browser; nothing
 * here reads or writes a file, looks at a clock or draws from Math.random.
 */

export { SAMPLINGS, type Sampling } from './chance/sampling.ts';
export { exploreCommandOf, exploringOf, shellWord } from './explore/command.ts';
export { settingText } from './explore/file.ts';
export { type First, firstOf } from './explore/first.ts';
export { type Boot, explorerHtml, inScript } from './explore/page.ts';
export { type AssumptionFinding, assumptionFindings } from './findings/assumptions.ts';
export { type BranchFinding, type BranchingFinding, branchingOf } from './findings/branches.ts';
export { type SubjectOutcome, subjectOutcomes } from './findings/check.ts';
export { type Findings, findingsOf } from './findings/findings.ts';
export type { Interval, Measured, Results } from './findings/results.ts';
export { subjectsOf, userOrder } from './findings/subject.ts';
export { subjectsAmong, type User, usersOf } from './findings/users.ts';
export { type Issue, type IssueCode, type Outcome, type Path, type Place, pathText, suggestion } from './issue.ts';
export { type Answer, answer, answerWithEnsemble, faultsOfRun } from './metrics/answer.ts';
export {
  type BoundPart,
  type BoundQuestion,
  boundsOf,
  type LeastMissed,
  leastMissed,
  simulatedInfeasibility,
  sizeOfBound,
  Unproven,
} from './metrics/bound/bound.ts';
export { type BoundFound, boundSizeFaults, findBound, usualBoundQuestion } from './metrics/bound/found.ts';
export type { LinearProgramme, Solution, Solver } from './metrics/bound/linear-programme.ts';
export { type Reference, referenceOfCentral, referenceRun } from './metrics/bound/reference.ts';
export { type BoundJob, boundedEnsemble, boundOfReplicate } from './metrics/bound/replicates.ts';
export { type Baseline, compareWithBaseline, type Drift, type Origin } from './metrics/check/check.ts';
export type { Column, Mover } from './metrics/check/columns.ts';
export type { Difference, DifferenceKind } from './metrics/check/difference.ts';
export { type InputChange, type Inputs, inputChanges } from './metrics/check/inputs.ts';
export type { ToleranceTable } from './metrics/check/tolerance.ts';
export { tolerancesOf } from './metrics/check/tolerances.ts';
export { type ClaimFault, type ClaimReader, type ClaimTrial, type Turn, tryClaims } from './metrics/claims.ts';
export { discover } from './metrics/discover/discover.ts';
export { type CaseQuestion, casesOf, readCaseQuestion, satisficingShare } from './metrics/discover/question.ts';
export { type Banded, bandedSeries, checkSeriesAsked, type SeriesAsked } from './metrics/ensemble/banded.ts';
export { byteCrew, byteWorker, type Job } from './metrics/ensemble/carrier.ts';
export { ensembleOf, ensembleTasks, type RowFile, type Watch } from './metrics/ensemble/ensemble.ts';
export { type Executor, inlineExecutor, inOrder } from './metrics/ensemble/executor.ts';
export { bandRuns } from './metrics/ensemble/plan.ts';
export { gatherRows } from './metrics/ensemble/rows.ts';
export {
  cut,
  joinPieces,
  piecesOf,
  piecesWithin,
  type Share,
  type Sweep,
  shareOf,
  taskNames,
} from './metrics/ensemble/shards.ts';
export { type Encode, type Part, type Rows, type Task, taskRunner } from './metrics/ensemble/tasks.ts';
export { fromBytes, toBytes } from './metrics/ensemble/wire.ts';
export type {
  Band,
  Branching,
  BranchSummary,
  Convergence,
  EnsembleSummary,
  ExpectationOdds,
  MetricStatistics,
  SurvivalDistribution,
} from './metrics/ensemble-types.ts';
export type { Verdict } from './metrics/expect.ts';
export { type FitFound, fitTo } from './metrics/fit/fit.ts';
export { MOST_NUMBERS } from './metrics/fit/nelder-mead.ts';
export { answerIn } from './metrics/in-language.ts';
export { type Metric, metricsIn, metricsOf } from './metrics/measures.ts';
export { type Drivers, driversOf } from './metrics/sensitivity/drivers.ts';
export { type Sensitivity, sensitivityOf, sensitivitySweeps } from './metrics/sensitivity/sensitivity.ts';
export { type SensitivitySummary, summariseSensitivity } from './metrics/sensitivity/summary.ts';
export { metricAsked } from './metrics/sensitivity/target-metric.ts';
export { type Series, seriesOf, stepDates } from './metrics/series.ts';
export { readStressQuestion, type StressQuestion, WORLDS as STRESS_WORLDS } from './metrics/stress/question.ts';
export { type StressFound, stress } from './metrics/stress/stress.ts';
export { shareInterval } from './metrics/study/bracket-search.ts';
export type { Paired } from './metrics/study/paired.ts';
export type {
  Compared,
  ComparedName,
  Regret,
  Standing,
  StudyDemand,
  StudyResult,
  SummaryStatistics,
  VariantResult,
  WorldResult,
  WorldsResult,
  WorstCase,
} from './metrics/study/result.ts';
export { runStudy, type StudyOptions, type StudyPlan, studySweeps } from './metrics/study/run-study.ts';
export {
  type SolveAim,
  type SolveProblem,
  type SolveQuestion,
  type SolveResult,
  solveFor,
} from './metrics/study/solve.ts';
export { type Probe, readObjective, readTarget } from './metrics/study/target.ts';
export type { RunInputs, Summary } from './metrics/summary.ts';
export { explainScenarios, type Written } from './metrics/why/between.ts';
export { MERGES, type Merge, type ReadAgain } from './metrics/why/causes.ts';
export { type Brief, explain, explainBriefly, faultsOfCauses, type WhyFound } from './metrics/why/explain.ts';
export { fieldSharesOf } from './metrics/why/owen.ts';
export { explainPolicies, explainPoliciesBriefly } from './metrics/why/policies.ts';
export { whyOfReplicates } from './metrics/why/replicates.ts';
export { PAIRS, type WhyQuestion } from './metrics/why/why.ts';
export { compile } from './model/compile.ts';
export { type Chance, isUncertain, uncertainAssumptions } from './model/draws.ts';
export { inLanguage, modelIn } from './model/in-language.ts';
export type { Model, Parameters } from './model/network.ts';
export { centralValues, parametersOf } from './model/parameters.ts';
export { formatDate, parseDate, stepOf } from './quantity/calendar.ts';
export { boundJson, boundSeriesCsv, pricesCsv } from './report/bound/files.ts';
export { type CatalogueEntry, CLAIMS_MARKS, catalogue } from './report/catalogue.ts';
export type { Specification } from './report/charts/chart.ts';
export { textWidth } from './report/charts/layout/text-width.ts';
export { boundChart } from './report/charts/run/bound-bars.ts';
export { fitChart } from './report/charts/run/fit-months.ts';
export { type Chart, type ChartFailure, chartsOf, makeCharts } from './report/charts/run/run-charts.ts';
export { stressChart } from './report/charts/run/stress-heat.ts';
export { whyTime } from './report/charts/run/why-time.ts';
export { whyWaterfall } from './report/charts/run/why-waterfall.ts';
export { discoverChart } from './report/charts/sensitivity/discover-boxes.ts';
export { sensitivityCharts } from './report/charts/sensitivity/sensitivity-charts.ts';
export { tornadoChart } from './report/charts/sensitivity/tornado.ts';
export { solveChart } from './report/charts/study/solve-curve.ts';
export { studyCharts } from './report/charts/study/study-charts.ts';
export {
  type Checked,
  type CheckStanding,
  exitCodeOf,
  type PlacedVerdict,
  standingOf,
} from './report/check/checked.ts';
export { diffLines } from './report/check/input-lines.ts';
export { checkLines, countLine } from './report/check/lines.ts';
export { checkToJson } from './report/check/told.ts';
export {
  type ClaimRow,
  type ClaimsFound,
  claimSentences,
  claimsJson,
  claimsMarkdown,
  claimTable,
  type LedgerLine,
} from './report/claims/claims.ts';
export { discoverCsv, discoverJson } from './report/discover/files.ts';
export type { DiscoverFound } from './report/discover/sentences.ts';
export type { LedgerClaim } from './report/document/assumptions.ts';
export { boundReport } from './report/document/bound.ts';
export { type CheckCall, checkReport } from './report/document/check.ts';
export { discoverReport } from './report/document/discover.ts';
export { figuresOf, type Report } from './report/document/document.ts';
export type { ScenarioReportInput, StudyReportInput } from './report/document/input.ts';
export { answerSentence, scenarioReport } from './report/document/scenario.ts';
export { stressReport } from './report/document/stress.ts';
export { studyReport } from './report/document/study.ts';
export { studyAnswer } from './report/document/study-sentences.ts';
export { userTable } from './report/document/users.ts';
export { bandsCsv, bandsTable } from './report/files/bands-csv.ts';
export { csvOf } from './report/files/csv-text.ts';
export { csvParts, csvText, fileOf, type LongTable, tableParquet } from './report/files/long-table.ts';
export {
  type ReadTable,
  type ResultTexts,
  readBaseline,
  readSeriesParquet,
  readSummary,
} from './report/files/read-baseline.ts';
export { type RunsWriter, rowGroupsOf, runsParquet, type Stretch } from './report/files/runs-parquet.ts';
export { seriesCsv, seriesTable } from './report/files/series-csv.ts';
export { summaryJson } from './report/files/summary-json.ts';
export { fitCsv, fitJson, fitSentences, fitTables, fittedScenario } from './report/fit/fit.ts';
export { claimRatios, formatClaim } from './report/ledger-table.ts';
export { githubLines } from './report/render/github.ts';
export { type PageAssets, reportHtml } from './report/render/html.ts';
export { junitXml } from './report/render/junit.ts';
export { reportMarkdown } from './report/render/markdown.ts';
export { reportTerminal, type TerminalLine, tableLines } from './report/render/terminal.ts';
export { sensitivityCsv } from './report/sensitivity/csv.ts';
export { type SensitivityTable, sensitivityTable } from './report/sensitivity/table.ts';
export { shown, shownJson } from './report/shown.ts';
export { stressCsv, stressJson } from './report/stress/files.ts';
export { comparisonCsv, gridCsv, studySeriesCsv, worldsCsv } from './report/study/csv.ts';
export { studyJson } from './report/study/json.ts';
export { localiseStudy, variantTitle } from './report/study/named.ts';
export { solveCsv, solveJson, solveSentences } from './report/study/solve-text.ts';
export { boundWords } from './report/text/bound.ts';
export { LANGUAGES, type Language, wordsOf } from './report/text/languages.ts';
export { xmlText } from './report/text/xml-text.ts';
export { toldDemands } from './report/why/account.ts';
export { whyCsv, whyData, whyJson } from './report/why/files.ts';
export { meanSentence, whyNotes, whySentences } from './report/why/sentences.ts';
export { type WhyTable, whyTables } from './report/why/table.ts';
export {
  amountOf,
  claimsIn,
  type Ledger,
  readLedger,
  rivalGroups,
  type Use,
  usesOf,
} from './scenario/evidence/ledger.ts';
export type { Reader, Setting } from './scenario/files/extend.ts';
export { parseYaml } from './scenario/files/parse.ts';
export { type Resolved, standingAlone, yamlText } from './scenario/files/resolve.ts';
export { type Tabled, tablesOf } from './scenario/files/tables-of.ts';
export { NO_PROJECT, PROJECT_FILE, type Project, readProject } from './scenario/meaning/project.ts';
export { type Migrated, migrateFile } from './scenario/migrate-file.ts';
export { type Reading, readScenario, type ScenarioReader, scenarioReader } from './scenario/read.ts';
export type { Scenario } from './scenario/scenario.ts';
export { fieldGuide } from './scenario/schema/guide.ts';
export { jsonSchema, ledgerJsonSchema, studyJsonSchema } from './scenario/schema/json-schema.ts';
export { type LedgerFigure, ROLES } from './scenario/schema/ledger-schema.ts';
export { MOST_RUNS } from './scenario/schema/schema-parts.ts';
export type { Tolerances } from './scenario/schema/tolerance-schema.ts';
export { readFreeNumbers } from './scenario/study/free-numbers.ts';
export { type Asked, claimReader, type Question, readCloseness, readQuestion } from './scenario/study/question.ts';
export { readStudy, studyOfFiles } from './scenario/study/study.ts';
export type { Study, StudyReading, StudyVariant } from './scenario/study/study-assemble.ts';
export type { Run } from './simulation/record.ts';
export { simulate, simulateCentral } from './simulation/simulate.ts';
export { VERSION } from './version.ts';
export { wordingIn } from './wording.ts';
