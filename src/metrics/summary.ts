/** summary.json: every metric, the assumptions with their values and sources, and what it takes to repeat the run. */
import { formatDate } from '../calendar.ts';
import type { Assumption } from '../model/network.ts';
import { centralValues } from '../model/parameters.ts';
import type { Run } from '../simulation/record.ts';
import { MASS, MONEY, sameDimension, TIME } from '../units.ts';
import { VERSION } from '../version.ts';
import type { Verdict } from './expect.ts';
import type { Metric } from './measures.ts';
import type { Comparison } from './observe.ts';

/** An assumption as a summary tells it; `value` in `unit` (t, days, USD, pieces, or none). */
export interface AssumptionSummary {
  readonly value: number;
  readonly unit: string;
  readonly written: unknown;
  readonly figure?: {
    readonly id: string;
    readonly value: unknown;
    readonly what: string;
    readonly document: string;
    readonly line: number;
  };
  readonly rivals?: readonly string[];
  readonly source?: string;
  readonly why?: string;
}

/** What summary.json holds. */
export interface Summary {
  readonly title: string;
  readonly program: string;
  readonly digest: string;
  readonly seed: string;
  readonly start: string;
  readonly end: string;
  readonly step_days: number;
  readonly steps: number;
  readonly disruption: string;
  readonly metrics: Readonly<Record<string, number | string | null>>;
  readonly expectations: readonly {
    readonly that: string;
    readonly because?: string;
    readonly claim?: string;
    readonly reason?: string;
    readonly met: boolean;
    readonly left: number | null;
    readonly right: number | null;
  }[];
  /** Runs held against what was observed, where the scenario says so: the fit, month by month in t, and what was not compared. */
  readonly observations?: Readonly<Record<string, object>>;
  readonly assumptions: Readonly<Record<string, AssumptionSummary>>;
}

/** The summary of a central run. */
export function summarise(
  run: Run,
  metrics: readonly Metric[],
  verdicts: readonly Verdict[],
  comparisons: readonly Comparison[],
): Summary {
  const { scenario, start, steps, stepDays } = run.model;
  const values = centralValues(run.model);
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    title: scenario.title,
    program: `chokepoint ${VERSION}`,
    digest: scenario.digest,
    seed: scenario.seed,
    start: formatDate(start),
    end: formatDate(start + steps * stepDays),
    step_days: stepDays,
    steps,
    disruption: formatDate(scenario.disruption),
    metrics: Object.fromEntries(metrics.map(({ path, value }) => [path, value])),
    expectations: verdicts.map(({ that, because, met, isContradicted, reason, left, right }) => ({
      that,
      ...(because !== undefined && { because }),
      ...(isContradicted && { claim: 'contradicted', ...(reason !== undefined && { reason }) }),
      met,
      left: finite(left),
      right: finite(right),
    })),
    ...(comparisons.length > 0 && { observations: Object.fromEntries(comparisons.map(tellComparison)) }),
    assumptions: Object.fromEntries(scenario.assumptions.map((one, position) => [one.id, tell(one, values[position])])),
  };
}

function tellComparison({ observation, months, fit, reference }: Comparison): [string, object] {
  const { worst, ...measures } = fit;
  const { id, title, missing, outside } = observation;
  return [id, { title, reference, ...measures, worst_month: months[worst].month, months, missing, outside }];
}

function tell({ dimension, written, figure, source, why }: Assumption, value: number): AssumptionSummary {
  return {
    value,
    unit: unitOf(dimension),
    written,
    ...(figure && {
      figure: { id: figure.id, value: figure.value, what: figure.what, document: figure.document, line: figure.line },
      ...(figure.rivals.length > 0 && { rivals: figure.rivals }),
    }),
    ...(source !== undefined && { source }),
    ...(why !== undefined && { why }),
  };
}

/** The unit in which an assumption is given: t, days, USD, pieces, or none. */
export function unitOf(dimension: Assumption['dimension']): string {
  if (dimension === undefined) return '';
  if (sameDimension(dimension, MASS)) return 't';
  if (sameDimension(dimension, TIME)) return 'days';
  if (sameDimension(dimension, MONEY)) return 'USD';
  const symbol = (base: string) => ({ mass: 't', time: 'day', money: 'USD' })[base] ?? base;
  const side = (sign: number) =>
    [...dimension]
      .filter(([, exponent]) => exponent * sign > 0)
      .map(([base, exponent]) => symbol(base) + (Math.abs(exponent) === 1 ? '' : `^${Math.abs(exponent)}`))
      .join('·');
  return side(-1) === '' ? side(1) : `${side(1) || '1'}/${side(-1)}`;
}
