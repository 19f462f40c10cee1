/** Shortages over time under each policy: the mean of replicates, and where the middle half of them lie. */

import { bestChoice, comparedOf, shortDemands } from '../../../findings/study.ts';
import type { StudyDemand, StudyResult, VariantResult } from '../../../metrics/study/result.ts';
import { parseDate } from '../../../quantity/calendar.ts';
import type { ChartText } from '../../text/en-charts.ts';
import type { Chart } from '../chart.ts';
import type { Format } from '../layout/format.ts';
import type { Layer } from '../layout/marks.ts';
import { panelChart, type Row, type RowCanvas } from '../layout/panel-chart.ts';
import { pointRows, pointTable, stepStarts } from '../layout/point-table.ts';
import { ticksTo } from '../layout/rows.ts';
import type { PanelLine } from '../panel-data.ts';
import { type Drawn, drawnVariants, variantKey } from './study-palette.ts';
import { variantLayer } from './variant-marks.ts';

const MOST_ROWS = 4;

/** The chart, or undefined where nobody is ever short. */
export function studyShortagesChart(result: StudyResult, format: Format): Chart | undefined {
  const { text } = format;
  const demands = shortDemands(result).slice(0, MOST_ROWS);
  const drawn = drawnVariants(result);
  if (demands.length === 0 || drawn.length < 2 || drawn.every(({ variant }) => variant.bands.length === 0))
    return undefined;
  const { stepDays, steps, runs } = result;
  const start = parseDate(result.start) ?? 0;
  return panelChart(
    {
      ...{ name: 'study-shortages', headline: headlineOf(result, demands[0], text) },
      axis: { start, end: start + steps * stepDays, stepDays },
      rows: demands.map((demand, row) => rowOf(result, drawn, demand, row, text)),
      subtitles: [result.title, text.study.overTime(runs)],
      key: (page) => variantKey(drawn, result, page),
    },
    format,
  );
}

const bandOf = ({ variant }: Drawn, { id }: StudyDemand) => variant.bands.find((band) => band.id === id);

function rowOf(result: StudyResult, drawn: readonly Drawn[], demand: StudyDemand, row: number, text: ChartText): Row {
  const { stepDays, steps } = result;
  const per = stepDays === 7 ? 'week' : stepDays === 1 ? 'day' : stepDays;
  const unit = text.common.rateUnit(demand.unit.name, per);
  const days = stepStarts(parseDate(result.start) ?? 0, steps, stepDays);
  const all = pointTable(days, columnsOf(result, drawn, demand));
  return {
    ...{ title: demand.title, unit, ending: text.common.unitEnding(unit), note: noteOf(demand, result, text) },
    ...{ ticks: ticksTo(highest(drawn, demand)), reading: 'number' },
    across: { kind: 'dates', days: all.days, stepDays },
    lines: drawn.flatMap(({ variant, colour }, position): PanelLine[] =>
      (['mean', 'p25', 'p75'] as const).flatMap((statistic) => {
        const values = all.columns[`${statistic}_${position}`];
        const name = { mean: variant.title, p25: `${variant.title}: 25 %`, p75: `${variant.title}: 75 %` }[statistic];
        return values === undefined ? [] : [{ name, statistic, colour, variant: position, values }];
      }),
    ),
    marks: (on) => {
      const own = drawn.map((one, position) => {
        const name = (part: 'line' | 'band') => variantLayer(position, row, part);
        return layers(result, one, demand, name, on);
      });
      return [...own.flatMap(({ areas }) => areas), ...own.flatMap(({ lines }) => lines)];
    },
  };
}

/** Mean and quartiles of each variant, in the unit of the demand. */
function columnsOf({ runs }: StudyResult, drawn: readonly Drawn[], demand: StudyDemand): Record<string, Float64Array> {
  const shown = (values: Float64Array) => values.map((value) => value / demand.unit.scale);
  const columns = drawn.flatMap((one, position) => {
    const band = bandOf(one, demand);
    if (band === undefined) return [];
    const names = runs > 1 ? (['mean', 'p25', 'p75'] as const) : (['mean'] as const);
    return names.map((name) => [`${name}_${position}`, shown(band[name])] as const);
  });
  return Object.fromEntries(columns);
}

function highest(drawn: readonly Drawn[], demand: StudyDemand): number {
  const most = (values: ArrayLike<number> | undefined) => Array.from(values ?? []).reduce((a, b) => Math.max(a, b), 0);
  return (
    Math.max(...drawn.map((one) => Math.max(most(bandOf(one, demand)?.mean), most(bandOf(one, demand)?.p75)))) /
    demand.unit.scale
  );
}

function layers(
  result: StudyResult,
  one: Drawn,
  demand: StudyDemand,
  name: (part: 'line' | 'band') => string,
  { x, y }: RowCanvas,
): { readonly areas: readonly Layer[]; readonly lines: readonly Layer[] } {
  const band = bandOf(one, demand);
  if (band === undefined) return { areas: [], lines: [] };
  const days = stepStarts(parseDate(result.start) ?? 0, result.steps, result.stepDays);
  const rows = (columns: Record<string, Float64Array>) => pointRows(pointTable(days, columns));
  const shown = (values: Float64Array) => values.map((value) => value / demand.unit.scale);
  const line: Layer = {
    name: name('line'),
    data: { values: rows({ short: shown(band.mean) }) },
    mark: {
      ...{ type: 'line', interpolate: 'step-after', color: one.colour, strokeWidth: one.strokeWidth },
      tooltip: null,
    },
    encoding: { x, y: y('short') },
  };
  if (result.runs === 1) return { areas: [], lines: [line] };
  const area: Layer = {
    name: name('band'),
    data: { values: rows({ low: shown(band.p25), high: shown(band.p75) }) },
    mark: { type: 'area', interpolate: 'step-after', color: one.colour, opacity: 0.11, tooltip: null },
    encoding: { x, y: y('low'), y2: { field: 'high' } },
  };
  return { areas: [area], lines: [line] };
}

const shortageOf = (variant: VariantResult, { id }: StudyDemand) =>
  comparedOf(variant, 'shortage', id)?.variant.mean ?? 0;

function noteOf(demand: StudyDemand, { variants }: StudyResult, { study, quantities }: ChartText): string {
  const [base, ...others] = variants;
  const amount = (variant: VariantResult) => quantities.amount(shortageOf(variant, demand), demand.unit);
  const [least] = others
    .filter((variant) => comparedOf(variant, 'shortage', demand.id))
    .toSorted((left, right) => shortageOf(left, demand) - shortageOf(right, demand));
  const isLess = least !== undefined && shortageOf(least, demand) < shortageOf(base, demand);
  return study.inBase(amount(base), isLess ? { title: least.title, amount: amount(least) } : undefined);
}

function headlineOf(result: StudyResult, demand: StudyDemand, { study, quantities }: ChartText): string {
  const best = bestChoice(result);
  const [base] = result.variants;
  const amount = (variant: VariantResult) => quantities.amount(shortageOf(variant, demand), demand.unit);
  if (best === undefined || shortageOf(best, demand) >= shortageOf(base, demand))
    return study.notLess(demand.title, amount(base));
  return study.instead(best.title, demand.title, amount(best), amount(base));
}
