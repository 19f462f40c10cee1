/** The numbers of a scenario with which its central run comes nearest to what was observed. */
import { greatest } from '../../chance/extremes.ts';
import { type Outcome, outcome } from '../../issue.ts';
import { compile } from '../../model/compile.ts';
import type { Model } from '../../model/network.ts';
import { centralValues, parametersFinder } from '../../model/parameters.ts';
import { spanOf } from '../../model/span.ts';
import { constant, type Expression } from '../../quantity/expression.ts';
import { simulate } from '../../simulation/simulate.ts';
import { type Comparison, compareWithObservations } from '../observe.ts';
import { seriesOf } from '../series.ts';
import { nelderMead } from './nelder-mead.ts';

/** An assumption that is free, and the unit that its values are written in: 1 of it is `unitSize` tonnes, days or pieces. */
export interface FreeNumber {
  readonly id: string;
  readonly position: number;
  readonly unit: string;
  readonly unitSize: number;
}

/** A free number as it was found; all in its written unit. */
export interface FittedNumber extends FreeNumber {
  readonly low: number;
  readonly high: number;
  /** What the file says. */
  readonly before: number;
  /** To four digits. */
  readonly value: number;
  /** Whether anything that was observed moves with it at all, from one end of its range to the other. */
  readonly moves: boolean;
}

/** A month of an observation: amounts as in the comparison. */
export interface FitMonth {
  readonly month: string;
  readonly observed: number;
  readonly before: number;
  readonly fitted: number;
  /** What the numbers say of it that are fitted to the months before it; undefined where it is not judged. */
  readonly forecast: number | undefined;
  /** The mean of the last three months before it. */
  readonly naive: number | undefined;
}

/** Mean absolute errors over the reference level. */
export interface FitErrors {
  readonly before: number;
  readonly fitted: number;
  /** Over the months that are judged forward; undefined where there are none. */
  readonly forecast: number | undefined;
  readonly naive: number | undefined;
}

export interface FittedObservation {
  readonly id: string;
  readonly reference: number;
  readonly months: readonly FitMonth[];
  readonly errors: FitErrors;
}

/** What a fit found. */
export interface FitFound {
  readonly model: Model;
  readonly numbers: readonly FittedNumber[];
  readonly observations: readonly FittedObservation[];
  /** Over all observations and months alike. */
  readonly errors: FitErrors;
  /** Root of the mean square of all residuals over their reference: what is made least. */
  readonly rootMeanSquare: { readonly before: number; readonly fitted: number };
  /** Months judged forward, each with the numbers fitted to the months before it. */
  readonly forward: readonly { readonly month: string; readonly values: readonly number[] }[];
  readonly evaluations: number;
}

/** Months that the naive forecast is the mean of. */
const NAIVE_MONTHS = 3;

/**
 * Fits by least squares of residuals over their reference, all observations and months alike, each free number within
 * the span in which it is said to lie; then judges itself forward: for each month with enough before it, it fits to
 * those, from the middle of each range, and forecasts the month, beside the naive forecast. Enough are more residuals than free numbers, and three
 * months of each observation that has the month.
 */
export function fitTo(model: Model, free: readonly FreeNumber[]): Outcome<FitFound> {
  const centre = centralValues(model);
  const spans = free.map(({ position, unitSize }) => {
    const span = spanOf(model, model.scenario.assumptions[position]);
    if (span === undefined) throw new Error('a free number without a span');
    return { low: span.low / unitSize, high: span.high / unitSize };
  });
  const tried = asTried(
    model,
    free.map((one, n) => ({ ...one, ...spans[n] })),
  );
  const find = parametersFinder(tried, 1);
  const compared = (written: readonly number[]): Outcome<readonly Comparison[]> => {
    const set = new Map(free.map(({ position, unitSize }, n) => [position, written[n] * unitSize]));
    const parameters = find(centralValues(tried, set));
    if (!parameters.ok) return parameters;
    return outcome(compareWithObservations(tried, seriesOf(simulate(tried, parameters.value))), []);
  };
  const before = compared(free.map(({ position, unitSize }) => centre[position] / unitSize));
  if (!before.ok) return before;
  let evaluations = 0;
  const bestFor = (start: readonly number[], until?: string): Outcome<Pick<FittedNumber, 'value' | 'moves'>[]> => {
    const written = (at: readonly number[]) => at.map((one, n) => spans[n].low + one * (spans[n].high - spans[n].low));
    const error = (values: readonly number[]) => {
      const found = compared(values);
      return found.ok ? meanSquare(residuals(found.value, until)) : Number.POSITIVE_INFINITY;
    };
    const at = start.map((one, n) => (one - spans[n].low) / (spans[n].high - spans[n].low));
    const found = nelderMead((point) => error(written(point)), at);
    evaluations += found.evaluations;
    const nearest = written(found.at).map((one, n) => within(Number(one.toPrecision(4)), spans[n]));
    // Where nothing is nearer than where it began, that is kept.
    const best = error(nearest) < error(start) ? nearest : start;
    const atBest = compared(best);
    if (!atBest.ok) return atBest;
    const moves = free.map((_, n) => {
      const ends = [spans[n].low, spans[n].high].map((end) => compared(best.with(n, end)));
      return ends.some((end) => !end.ok || differs(residuals(end.value, until), residuals(atBest.value, until)));
    });
    // What moves nothing is left where it began.
    const values = best.map((one, n) => ({ value: moves[n] ? one : start[n], moves: moves[n] }));
    return outcome(values, []);
  };
  const best = bestFor(free.map(({ position, unitSize }, n) => within(centre[position] / unitSize, spans[n])));
  if (!best.ok) return best;
  const fitted = compared(best.value.map(({ value }) => value));
  if (!fitted.ok) return fitted;
  // The file's own values may be fitted to the months that are to be forecast: forward, each begins amid its range.
  const middle = spans.map(({ low, high }) => (low + high) / 2);
  const forward: { readonly month: string; readonly values: readonly number[] }[] = [];
  const forecasts = new Map<string, readonly Comparison[]>();
  for (const month of judgedMonths(before.value, free.length)) {
    const own = bestFor(middle, month);
    if (!own.ok) return own;
    const values = own.value.map(({ value }) => value);
    const found = compared(values);
    if (!found.ok) return found;
    forward.push({ month, values });
    forecasts.set(month, found.value);
  }
  const observations = before.value.map((one, n) =>
    observationOf([one, fitted.value[n]], (month) => forecasts.get(month)?.[n]),
  );
  const all = observations.flatMap(({ months, reference }) => months.map((month) => ({ month, reference })));
  const numbers = free.map((one, n) => ({
    ...{ ...one, ...spans[n], before: centre[one.position] / one.unitSize, ...best.value[n] },
  }));
  const root = (comparisons: readonly Comparison[]) => Math.sqrt(meanSquare(residuals(comparisons)));
  const rootMeanSquare = { before: root(before.value), fitted: root(fitted.value) };
  return outcome({ model, numbers, observations, errors: errorsOf(all), rootMeanSquare, forward, evaluations }, []);
}

/**
 * The model as a fit tries it, up to the end of what was observed and with its free numbers uncertain: what depends on
 * none of them is then found once.
 */
function asTried(
  { scenario, start, stepDays, steps }: Model,
  free: readonly (FreeNumber & { readonly low: number; readonly high: number })[],
): Model {
  const last = greatest(scenario.observations.flatMap(({ months }) => months.map(({ to }) => to)));
  const assumptions = scenario.assumptions.map((one, position) => {
    const own = free.find((each) => each.position === position);
    if (own === undefined) return one;
    const [low, high] = [own.low, own.high].map((end) => constant(end * own.unitSize)) as [Expression, Expression];
    return { ...one, distribution: { kind: 'uniform' as const, low, high } };
  });
  return compile({ ...scenario, assumptions, steps: Math.min(steps, Math.ceil((last - start) / stepDays)) });
}

function within(value: number, { low, high }: { readonly low: number; readonly high: number }): number {
  return Math.min(high, Math.max(low, value));
}

/** (m − o)/reference of all months, of those before `until`, which sort as texts. */
function residuals(comparisons: readonly Comparison[], until?: string): number[] {
  return comparisons.flatMap(({ months, reference }) =>
    months
      .filter(({ month }) => until === undefined || month < until)
      .map(({ modelled, observed }) => (modelled - observed) / reference),
  );
}

function meanSquare(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one * one, 0) / values.length;
}

function differs(some: readonly number[], others: readonly number[]): boolean {
  return some.some((one, n) => Math.abs(one - others[n]) > 1e-9);
}

/** The months with enough before them to be fitted to, and to be forecast naively. */
function judgedMonths(comparisons: readonly Comparison[], free: number): string[] {
  const months = [...new Set(comparisons.flatMap((one) => one.months.map(({ month }) => month)))].sort();
  return months.filter((month) => {
    const having = comparisons.filter((one) => one.months.some((own) => own.month === month));
    const isKnown = having.every((one) => one.months.filter((own) => own.month < month).length >= NAIVE_MONTHS);
    return isKnown && residuals(comparisons, month).length > free;
  });
}

function observationOf(
  [before, fitted]: readonly [Comparison, Comparison],
  forecastFor: (month: string) => Comparison | undefined,
): FittedObservation {
  const { observation, reference } = before;
  const months = before.months.map(({ month, observed, modelled }, n): FitMonth => {
    const forecast = forecastFor(month)?.months[n]?.modelled;
    const last = before.months.slice(Math.max(0, n - NAIVE_MONTHS), n);
    const naive = last.reduce((sum, one) => sum + one.observed, 0) / last.length;
    const own = { month, observed, before: modelled, fitted: fitted.months[n].modelled };
    return { ...own, forecast, naive: forecast === undefined ? undefined : naive };
  });
  return { id: observation.id, reference, months, errors: errorsOf(months.map((month) => ({ month, reference }))) };
}

function errorsOf(all: readonly { readonly month: FitMonth; readonly reference: number }[]): FitErrors {
  const error = (of: 'before' | 'fitted' | 'forecast' | 'naive') => {
    const known = all.flatMap(({ month, reference }) => {
      const value = month[of];
      return value === undefined ? [] : [Math.abs(value - month.observed) / reference];
    });
    return known.length === 0 ? undefined : known.reduce((sum, one) => sum + one, 0) / known.length;
  };
  return {
    before: error('before') ?? NaN,
    fitted: error('fitted') ?? NaN,
    forecast: error('forecast'),
    naive: error('naive'),
  };
}
