/** What a scenario's central run says, whole: the run, its metrics, its series and its expectations. */
import { type Outcome, outcome } from '../issue.ts';
import { compile } from '../model/compile.ts';
import type { Scenario } from '../model/network.ts';
import type { Run } from '../simulation/record.ts';
import { simulateCentral } from '../simulation/simulate.ts';
import { judge, type Verdict } from './expect.ts';
import { type Metric, metricsOf } from './measures.ts';
import { type Series, seriesOf, stepDates } from './series.ts';
import { type Summary, summarise } from './summary.ts';

export interface Answer {
  readonly run: Run;
  readonly metrics: readonly Metric[];
  readonly dates: readonly string[];
  readonly series: readonly Series[];
  readonly verdicts: readonly Verdict[];
  readonly summary: Summary;
}

/** Runs a checked scenario at central values and measures it; what only running shows to be wrong comes as issues. */
export function answer(scenario: Scenario): Outcome<Answer> {
  const run = simulateCentral(compile(scenario));
  if (!run.ok) return run;
  const metrics = metricsOf(run.value);
  const { verdicts, issues } = judge(scenario, metrics);
  const whole: Answer = {
    run: run.value,
    metrics,
    dates: stepDates(run.value),
    series: seriesOf(run.value),
    verdicts,
    summary: summarise(run.value, metrics, verdicts),
  };
  return outcome(whole, [...run.issues, ...issues]);
}
