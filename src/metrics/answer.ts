/** What a scenario's central run says, whole: the run, its metrics, its series and its expectations. */
import { type Outcome, outcome } from '../issue.ts';
import { compile } from '../model/compile.ts';
import type { Scenario } from '../model/network.ts';
import type { Run } from '../simulation/record.ts';
import { simulateCentral } from '../simulation/simulate.ts';
import { judge, type Verdict } from './expect.ts';
import { type Metric, metricsOf } from './measures.ts';
import { type Comparison, compareWithObservations, observationMetrics } from './observe.ts';
import { type Series, seriesOf, stepDates } from './series.ts';
import { type Summary, summarise } from './summary.ts';

export interface Answer {
  readonly run: Run;
  readonly metrics: readonly Metric[];
  readonly dates: readonly string[];
  readonly series: readonly Series[];
  readonly verdicts: readonly Verdict[];
  /** The run held against what was observed. */
  readonly comparisons: readonly Comparison[];
  readonly summary: Summary;
}

/** Runs a checked scenario at central values and measures it; what only running shows to be wrong comes as issues. */
export function answer(scenario: Scenario): Outcome<Answer> {
  const run = simulateCentral(compile(scenario));
  if (!run.ok) return run;
  const series = seriesOf(run.value);
  const comparisons = compareWithObservations(run.value.model, series);
  const metrics = [...metricsOf(run.value), ...observationMetrics(comparisons)];
  const { verdicts, issues } = judge(scenario, metrics);
  const whole: Answer = {
    run: run.value,
    metrics,
    dates: stepDates(run.value),
    series,
    verdicts,
    comparisons,
    summary: summarise(run.value, metrics, verdicts, comparisons),
  };
  return outcome(whole, [...run.issues, ...issues]);
}
