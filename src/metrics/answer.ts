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
import { marketWarnings } from './market-warnings.ts';
import { type Metric, singleMetrics } from './measures.ts';
import { type Comparison, compareWithObservations, observationMetrics } from './observe.ts';
import { type Series, seriesOf, stepDates } from './series.ts';
import { type Summary, summarise, withEnsemble } from './summary.ts';
import { causesOf } from './why/causes.ts';

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
  const found = measured(scenario, true);
  if (!found.ok) return found;
  const { run, metrics, verdicts, comparisons } = found.value;
  const dates = stepDates(run);
  return outcome({ ...found.value, dates, summary: summarise(run, metrics, verdicts, comparisons) }, found.issues);
}

/** What only running a checked scenario shows to be wrong: the same issues, without the series that nothing asks for. */
export function faultsOfRun(scenario: Scenario): readonly Issue[] {
  return measured(scenario, scenario.expectations.length + scenario.observations.length > 0).issues;
}

function measured(scenario: Scenario, hasSeries: boolean): Outcome<Omit<Answer, 'dates' | 'summary'>> {
  const found = centralRun(compile(scenario));
  if (!found.ok) return found;
  const { run, columns } = found.value;
  const { model } = run;
  const series = hasSeries ? seriesOf(run) : [];
  const comparisons = compareWithObservations(model, series);
  const ofObservations = observationMetrics(comparisons);
  const metrics = [...singleMetrics(columns), ...ofObservations];
  const { verdicts, unjudged, issues } = judge(model, metrics, series);
  const never = isUncertain(model) && scenario.runs > 1 ? [] : unjudged;
  const all = [
    ...found.issues,
    ...marketWarnings(run),
    ...metricFaults(model, ofObservations),
    ...issues,
    ...tolerancesOf(model, metrics).issues,
    ...(scenario.causes.length > 0 ? causesOf(scenario, { merge: 'change', without: 'open' }).issues : []),
    ...never,
  ];
  return outcome({ run, metrics, series, verdicts, unjudged, comparisons }, all);
}

/** The answer with what its ensemble comes to: in the summary, and in the verdicts on expectations over ensembles. */
export function answerWithEnsemble(whole: Answer, ensemble: EnsembleSummary): Answer {
  const { run, metrics, series, comparisons } = whole;
  const { verdicts, unjudged } = judge(run.model, metrics, series, ensemble.asked);
  const summary = withEnsemble(summarise(run, metrics, verdicts, comparisons), ensemble);
  return { ...whole, verdicts, unjudged, summary };
}
