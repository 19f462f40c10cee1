/** What a scenario's central run says, whole: the run, its metrics, its series and its expectations. */
import { type Issue, type Outcome, outcome } from '../issue.ts';
import { compile } from '../model/compile.ts';
import { isUncertain } from '../model/draws.ts';
import type { Scenario } from '../model/network.ts';
import type { Run } from '../simulation/record.ts';
import { tolerancesOf } from './check/tolerances.ts';
import type { EnsembleSummary } from './ensemble-types.ts';
import { judge, type Verdict } from './expect.ts';
import { centralRun, metricFaults } from './finite.ts';
import { type Metric, metricsOf } from './measures.ts';
import { type Comparison, compareWithObservations, observationMetrics } from './observe.ts';
import { type Series, seriesOf, stepDates } from './series.ts';
import { type Summary, summarise, withEnsemble } from './summary.ts';

export interface Answer {
  readonly run: Run;
  readonly metrics: readonly Metric[];
  readonly dates: readonly string[];
  readonly series: readonly Series[];
  readonly verdicts: readonly Verdict[];
  /** A warning for each expectation that only an ensemble could decide, where there is none. */
  readonly unjudged: readonly Issue[];
  /** The run held against what was observed. */
  readonly comparisons: readonly Comparison[];
  readonly summary: Summary;
}

/** Runs a checked scenario at central values and measures it; what only running shows to be wrong comes as issues. */
export function answer(scenario: Scenario): Outcome<Answer> {
  const run = centralRun(compile(scenario));
  if (!run.ok) return run;
  const series = seriesOf(run.value);
  const comparisons = compareWithObservations(run.value.model, series);
  const metrics = [...metricsOf(run.value), ...observationMetrics(comparisons)];
  const { verdicts, unjudged, issues } = judge(run.value.model, metrics, series);
  const whole: Answer = {
    run: run.value,
    metrics,
    dates: stepDates(run.value),
    series,
    verdicts,
    unjudged,
    comparisons,
    summary: summarise(run.value, metrics, verdicts, comparisons),
  };
  const never = isUncertain(run.value.model) && scenario.runs > 1 ? [] : unjudged;
  const tolerances = tolerancesOf(run.value.model, metrics).issues;
  const faults = metricFaults(run.value.model, metrics);
  return outcome(whole, [...run.issues, ...faults, ...issues, ...tolerances, ...never]);
}

/** The answer with what its ensemble comes to: in the summary, and in the verdicts on expectations over ensembles. */
export function answerWithEnsemble(whole: Answer, ensemble: EnsembleSummary): Answer {
  const { run, metrics, series, comparisons } = whole;
  const { verdicts, unjudged } = judge(run.model, metrics, series, ensemble.asked);
  const summary = withEnsemble(summarise(run, metrics, verdicts, comparisons), ensemble);
  return { ...whole, verdicts, unjudged, summary };
}
