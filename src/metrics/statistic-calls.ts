/**
 * What an expectation may ask beyond the metrics of the central run: the value of a series at a date, `at(…)`, and
 * what an ensemble comes to, `mean(…)`, `quantile(…)` and `probability(…)`.
 */

import { quantiles } from '../chance/quantiles.ts';
import { presentNames } from '../former-names.ts';
import { suggestion } from '../issue.ts';
import type { Model } from '../model/network.ts';
import { formatDate, parseDate } from '../quantity/calendar.ts';
import { type Dimension, PLAIN } from '../quantity/dimension.ts';
import { fixedValueOf } from '../quantity/evaluate.ts';
import {
  compileExpression,
  type Expression,
  FUNCTION_NAMES,
  isRefusal,
  type Refusal,
  splitComparison,
  type Variable,
  type Vocabulary,
} from '../quantity/expression.ts';
import { dimensionOfSeries, seriesNames, seriesPath } from './series.ts';

/** A number asked for; `text` is how the call reads, and names it. */
export type StatisticCall =
  | { readonly of: 'series'; readonly text: string; readonly path: string; readonly step: number }
  | {
      readonly of: 'ensemble';
      readonly text: string;
      readonly statistic: Statistic;
      /** Evaluated in every replicate, over its metrics. */
      readonly what: Expression;
      /** Of a quantile: from 0 to 1. */
      readonly share: number;
    };

type Statistic = 'mean' | 'quantile' | 'probability';

const USAGE: Readonly<Record<'at' | Statistic, string>> = {
  at: 'at(flows.x.shipped, "2025-05-15")',
  mean: 'mean(demands.x.shortage)',
  quantile: 'quantile(demands.x.shortage, 95%)',
  probability: 'probability(demands.x.shortage > 0 t)',
};

/** The functions that only expectations know, each with an example. */
export const ASKING: ReadonlyMap<string, string> = new Map(Object.entries(USAGE));

/**
 * Reads the calls of expectations over the metrics of `vocabulary`. Each number asked for is added to `asked`; its
 * position is that of the metrics continued.
 */
export function callsOver(
  model: Model,
  vocabulary: Vocabulary,
  asked: StatisticCall[],
): NonNullable<Vocabulary['call']> {
  const names = new Map(seriesNames(model).map((name) => [seriesPath(name), name]));
  const known = new Map<string, Variable>();
  const refuse = (expected: string, found: string, remedy: string): Refusal => ({ expected, found, remedy });
  const inner: Vocabulary = {
    ...vocabulary,
    call: (name) =>
      ASKING.has(name)
        ? refuse('a metric of each run', `${name}(…)`, 'Inside mean, quantile and probability write metrics alone.')
        : undefined,
  };
  const add = (one: StatisticCall, dimension: Dimension | undefined): Variable => {
    const before = known.get(one.text);
    if (before !== undefined) return before;
    const variable = { position: vocabulary.variables.size + asked.length, dimension };
    asked.push(one);
    known.set(one.text, variable);
    return variable;
  };
  return (name, args) => {
    if (!ASKING.has(name)) return unknownCall(name);
    const usage = ASKING.get(name) as string;
    const text = `${name}(${args.join(', ')})`;
    const wanted = name === 'at' || name === 'quantile' ? 2 : 1;
    if (args.length !== wanted) {
      return refuse(`${name} with ${wanted} argument${wanted === 1 ? '' : 's'}`, text, `Write it as in ${usage}.`);
    }
    if (name === 'at') {
      const step = stepAt(model, args[1] as string);
      if (typeof step !== 'number') return step;
      const path = args[0] as string;
      const series = names.get(path);
      if (series !== undefined) return add({ of: 'series', text, path, step }, dimensionOfSeries(series));
      const otherwise = `Write it as in ${usage}; the variables are those of series.csv.`;
      return refuse('a series that exists', path, suggestion(presentNames(path), names.keys(), otherwise));
    }
    const statistic = name as Statistic;
    const what = compileExpression(args[0] as string, inner);
    if (isRefusal(what)) return what;
    if (statistic === 'probability') {
      const isComparison = splitComparison(args[0] as string) !== undefined;
      if (!isComparison) return refuse('a comparison', args[0] as string, `Write it as in ${usage}.`);
      return add({ of: 'ensemble', text, statistic, what, share: Number.NaN }, PLAIN);
    }
    const share = statistic === 'quantile' ? shareOf(args[1] as string, inner) : Number.NaN;
    if (typeof share !== 'number') return share;
    return add({ of: 'ensemble', text, statistic, what, share }, what.dimension);
  };
}

/** A name that is neither a function of expectations nor one of formulas is told with the nearest of both. */
function unknownCall(name: string): Refusal | undefined {
  if (FUNCTION_NAMES.has(name)) return undefined;
  const names = [...ASKING.keys(), ...FUNCTION_NAMES];
  const remedy = suggestion(name, names, `There are ${names.join(', ')}.`);
  return { expected: 'a function of expectations', found: `${name}(…)`, remedy };
}

function stepAt({ start, steps, stepDays }: Model, quoted: string): number | Refusal {
  const text = /^"(.*)"$/.exec(quoted)?.[1];
  const day = text === undefined ? undefined : parseDate(text);
  if (day === undefined) {
    const remedy = `Write a day that exists as year-month-day, in quotes, as in ${USAGE.at}.`;
    return { expected: 'a date in quotes', found: quoted, remedy };
  }
  const step = Math.floor((day - start) / stepDays);
  if (step >= 0 && step < steps) return step;
  const last = formatDate(start + steps * stepDays - 1);
  const expected = `a date from ${formatDate(start)} to ${last}`;
  return { expected, found: formatDate(day), remedy: 'Name a day of the run, or change its start or its horizon.' };
}

function shareOf(text: string, vocabulary: Vocabulary): number | Refusal {
  const share = compileExpression(text, vocabulary);
  if (isRefusal(share)) return share;
  const value = share.uses.size === 0 ? fixedValueOf(share) : Number.NaN;
  const isPlain = share.dimension === undefined || share.dimension.size === 0;
  if (isPlain && value >= 0 && value <= 1) return value;
  return { expected: 'a share from 0 to 1 such as 95%', found: text, remedy: `Write it as in ${USAGE.quantile}.` };
}

/** What the values of all replicates come to, which are added in their order. */
export interface GrowingStatistic {
  add(value: number): void;
  result(): number;
}

/**
 * A statistic that grows. A mean is NaN where some replicate has no number, or one that never comes; in a quantile, which
 * is of the first `kept` replicates, that counts as more than any number.
 */
export function statisticOf(asked: Extract<StatisticCall, { of: 'ensemble' }>, kept: number): GrowingStatistic {
  let count = 0;
  if (asked.statistic === 'quantile') {
    const values = new Float64Array(kept);
    return {
      add(value) {
        if (count < kept) values[count++] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
      },
      result: () => quantiles(values, 0, count, [asked.share])[0] as number,
    };
  }
  let sum = 0;
  return {
    add(value) {
      sum += value;
      count++;
    },
    result: () => (Number.isFinite(sum) ? sum / count : Number.NaN),
  };
}
