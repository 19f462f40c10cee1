/** How long each policy lasts: the share of replicates that are not yet short, day by day after the disruption. */
import { shortDemands } from '../../../findings/study.ts';
import type { SurvivalDistribution } from '../../../metrics/ensemble-types.ts';
import type { StudyDemand, StudyResult } from '../../../metrics/study/result.ts';
import { parseDate } from '../../../quantity/calendar.ts';
import type { ChartText } from '../../text/en-charts.ts';
import { significant } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import type { Format } from '../layout/format.ts';
import type { Layer, Position } from '../layout/marks.ts';
import { numberAxis, ticksBetween } from '../layout/number-axis.ts';
import { panelChart, type Row, type RowCanvas, type SharedAxis } from '../layout/panel-chart.ts';
import { placeAt } from '../panel-data.ts';
import { type Drawn, drawnVariants, variantKey } from './study-palette.ts';
import { variantLayer } from './variant-marks.ts';

const MOST_ROWS = 4;
const AXIS = 24;
const SHARES = [0, 0.5, 1];

/** The time after the disruption that is drawn, in weeks or months. */
interface Span {
  readonly horizon: number;
  readonly unit: 'weeks' | 'months';
  readonly unitDays: number;
}

/** The chart, or undefined where nobody is ever short or there is but one run. */
export function studySurvivalChart(result: StudyResult, format: Format): Chart | undefined {
  const { text } = format;
  const demands = shortDemands(result).slice(0, MOST_ROWS);
  const drawn = drawnVariants(result).filter(({ variant }) => variant.survival.length > 0);
  if (demands.length === 0 || result.runs === 1 || drawn.length < 2) return undefined;
  const begin = parseDate(result.disruption) ?? 0;
  const horizon = (parseDate(result.start) ?? 0) + result.steps * result.stepDays - begin;
  const span: Span =
    horizon > 731 ? { horizon, unit: 'months', unitDays: 30.4375 } : { horizon, unit: 'weeks', unitDays: 7 };
  return panelChart(
    {
      ...{ name: 'study-survival', headline: headlineOf(drawn, demands[0], text) },
      axis: (width) => timeAxis(span, width),
      rows: demands.map((demand, row) => rowOf(drawn, demand, row, span, text)),
      subtitles: [result.title, text.study.survivalSubtitle(span.unit, begin)],
      key: (page) => variantKey(drawn, result, page),
    },
    format,
  );
}

function timeAxis({ horizon, unitDays }: Span, width: number): SharedAxis {
  const end = horizon / unitDays;
  const ticks = ticksBetween(0, Math.floor(end), width < 400 ? 4 : 8).filter((tick) => tick <= end + 1e-9);
  const scale = { domain: [0, significant(end)], nice: false, zero: false };
  return {
    height: AXIS,
    x: (time) => (time / end) * width,
    position: (isShown) => ({ ...numberAxis('time', ticks, String, isShown), scale }) as Position,
  };
}

function rowOf(drawn: readonly Drawn[], demand: StudyDemand, row: number, span: Span, text: ChartText): Row {
  const curves = drawn.map((one) => curveOf(one, demand, span));
  const times = [...new Set(curves.flatMap((curve) => curve.map(({ time }) => time)))].sort((a, b) => a - b);
  return {
    ...{ title: demand.title, note: noteOf(drawn, demand, text), ticks: SHARES, reading: 'share', unit: '' },
    across: { kind: 'times', times, unit: text.study.timeUnit[span.unit] },
    lines: drawn.map(({ variant, colour }, position) => {
      const places = curves[position].map(({ time }) => time);
      const values = times.map((time) => curves[position][placeAt(places, time)]?.share ?? null);
      return { name: variant.title, colour, variant: position, values };
    }),
    marks: (on) =>
      drawn.flatMap((one, position) => layerOf(one, curves[position], variantLayer(position, row, 'line'), on)),
  };
}

function distributionOf({ variant }: Drawn, { id }: StudyDemand): SurvivalDistribution | undefined {
  return variant.survival.find(({ demand }) => demand === id);
}

/** The share that is not yet short, from each time on. */
function curveOf(one: Drawn, demand: StudyDemand, { horizon, unitDays }: Span): { time: number; share: number }[] {
  const found = distributionOf(one, demand);
  if (found === undefined) return [];
  const { days, counts, survived } = found;
  const all = counts.reduce((sum, count) => sum + count, survived);
  let left = all;
  const points = [{ time: 0, share: 1 }];
  for (const [n, day] of days.entries()) {
    left -= counts[n];
    points.push({ time: significant(day / unitDays, 4), share: significant(left / all, 4) });
  }
  return [...points, { time: significant(horizon / unitDays), share: significant(left / all, 4) }];
}

function layerOf(
  { colour, strokeWidth }: Drawn,
  values: { time: number; share: number }[],
  name: string,
  { x, y }: RowCanvas,
): Layer[] {
  if (values.length === 0) return [];
  const mark = { type: 'line', interpolate: 'step-after', color: colour, strokeWidth } as const;
  return [{ name, data: { values }, mark: { ...mark, tooltip: null }, encoding: { x, y: y('share') } }];
}

/** The day by which half of the replicates are short; undefined where fewer ever are. */
function median({ days, counts, survived }: SurvivalDistribution): number | undefined {
  const all = counts.reduce((sum, count) => sum + count, survived);
  let sum = 0;
  return days.find((_, n) => {
    sum += counts[n];
    return sum * 2 >= all;
  });
}

/** When half of the replicates are short: once for all policies, or for those that have it in common. */
function noteOf(drawn: readonly Drawn[], demand: StudyDemand, { study, quantities }: ChartText): string {
  const found = drawn.flatMap((one) => {
    const distribution = distributionOf(one, demand);
    if (distribution === undefined) return [];
    const { counts, survived } = distribution;
    const share = survived / counts.reduce((sum, count) => sum + count, survived);
    return [{ title: one.variant.title, day: median(distribution), share }];
  });
  const kinds = new Map<string, typeof found>();
  for (const one of found) {
    const kind = one.day === undefined ? `never ${quantities.share(one.share)}` : quantities.duration(one.day);
    kinds.set(kind, [...(kinds.get(kind) ?? []), one]);
  }
  const parts = [...kinds.values()].map((same) => {
    const names = quantities.list(
      same.map(({ title }) => title),
      3,
    );
    const policies = kinds.size === 1 ? undefined : names;
    const [{ day, share }] = same;
    return day === undefined ? study.never(share, policies) : study.half(day, policies);
  });
  return quantities.clauses(parts);
}

function headlineOf(drawn: readonly Drawn[], demand: StudyDemand, { study }: ChartText): string {
  const [base, ...others] = drawn.map((one) => {
    const found = distributionOf(one, demand);
    return { title: one.variant.title, day: found ? (median(found) ?? Number.POSITIVE_INFINITY) : 0 };
  });
  const best = others.toSorted((left, right) => right.day - left.day)[0];
  if (best === undefined || best.day <= base.day) return study.lastsNoLonger(demand.title, base.day);
  return study.lasts(demand.title, best.title, best.day, base.day);
}
