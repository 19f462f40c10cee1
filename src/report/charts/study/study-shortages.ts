/** Shortages over time under each policy: the mean of replicates, and where the middle half of them lie. */

import type { StudyDemand, StudyResult } from '../../../metrics/study/result.ts';
import { formatDate, parseDate } from '../../../quantity/calendar.ts';
import { comparedOf, shortDemands } from '../../study/numbers.ts';
import { bestVariant } from '../../study/sentences.ts';
import { amount, capital, roundNumber } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import type { Layer, Position } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { headingsOf, marginFor, points, rowHeight, rowPanel, ticksTo, valueAxis } from '../layout/rows.ts';
import { axisHeight, dateEncoding, timeScale } from '../layout/time-axis.ts';
import { type Drawn, drawnVariants, variantKey } from './study-palette.ts';
import { variantLayer } from './variant-marks.ts';

const MOST_ROWS = 4;

/** The chart, or undefined where nobody is ever short. */
export function studyShortagesChart(result: StudyResult): Chart | undefined {
  const demands = shortDemands(result).slice(0, MOST_ROWS);
  const drawn = drawnVariants(result);
  if (demands.length === 0 || drawn.length < 2 || drawn.every(({ variant }) => variant.bands.length === 0))
    return undefined;
  const start = parseDate(result.start) ?? 0;
  const span = { start, end: start + result.steps * result.stepDays };
  const dates = Array.from({ length: result.steps + 1 }, (_, t) => formatDate(start + t * result.stepDays));
  const ticks = demands.map((demand) => ticksTo(highest(drawn, demand)));
  const left = marginFor(ticks.flat());
  const scale = timeScale(span, left);
  const per = result.stepDays === 7 ? 'week' : result.stepDays === 1 ? 'day' : `${result.stepDays} days`;
  const headings = headingsOf(
    demands.map((demand) => ({
      title: demand.title,
      ending: ` (${demand.unit.name} a ${per})`,
      note: note(demand, result),
    })),
  );
  const panels = demands.map((demand, row) => {
    const x = dateEncoding(scale, result.stepDays, row === demands.length - 1);
    const own = drawn.map((one, position) =>
      layers(one, demand, {
        ...{ dates, ticks: ticks[row], x, hasBand: result.runs > 1 },
        name: (part) => variantLayer(position, row, part),
      }),
    );
    return rowPanel({
      ...{ scale, height: rowHeight(demands.length), gap: headings.gap, shades: [], events: [] },
      marks: [...own.flatMap(({ areas }) => areas), ...own.flatMap(({ lines }) => lines)],
      labels: headings.labels(left, row),
    });
  });
  const title = finding(result, demands[0]);
  const alt = [title, ...demands.map((demand) => `${capital(demand.title)}: ${note(demand, result)}`)].join('. ');
  const spec = page({
    ...{ title, alt, left, plotWidth: scale.width, gap: headings.gap, panels },
    axis: axisHeight(scale, result.stepDays),
    subtitles: [
      result.title,
      result.runs > 1
        ? `Shortage over time: mean of ${roundNumber(result.runs)} replicates, and the middle half of them shaded`
        : 'Shortage over time, at central values',
    ],
    key: variantKey(drawn, result),
  });
  return { name: 'study-shortages', title, alt, spec };
}

function bandOf({ variant }: Drawn, { id }: StudyDemand) {
  return variant.bands.find((band) => band.id === id);
}

function highest(drawn: readonly Drawn[], demand: StudyDemand): number {
  const most = (values: ArrayLike<number> | undefined) => Array.from(values ?? []).reduce((a, b) => Math.max(a, b), 0);
  return (
    Math.max(...drawn.map((one) => Math.max(most(bandOf(one, demand)?.mean), most(bandOf(one, demand)?.p75)))) /
    demand.unit.scale
  );
}

function layers(
  one: Drawn,
  demand: StudyDemand,
  look: {
    readonly dates: readonly string[];
    readonly ticks: readonly number[];
    readonly x: Position;
    readonly hasBand: boolean;
    readonly name: (part: 'line' | 'band') => string;
  },
): { readonly areas: readonly Layer[]; readonly lines: readonly Layer[] } {
  const { dates, ticks, x, hasBand, name } = look;
  const band = bandOf(one, demand);
  if (band === undefined) return { areas: [], lines: [] };
  const shown = (values: Float64Array) => values.map((value) => value / demand.unit.scale);
  const line: Layer = {
    name: name('line'),
    data: { values: points(dates, { short: shown(band.mean) }) },
    mark: {
      type: 'line',
      interpolate: 'step-after',
      color: one.colour,
      strokeWidth: one.strokeWidth,
      clip: true,
      tooltip: null,
    },
    encoding: { x, y: valueAxis('short', ticks) },
  };
  if (!hasBand) return { areas: [], lines: [line] };
  const area: Layer = {
    name: name('band'),
    data: { values: points(dates, { low: shown(band.p25), high: shown(band.p75) }) },
    mark: { type: 'area', interpolate: 'step-after', color: one.colour, opacity: 0.11, tooltip: null },
    encoding: { x, y: valueAxis('low', ticks), y2: { field: 'high' } },
  };
  return { areas: [area], lines: [line] };
}

function note(demand: StudyDemand, result: StudyResult): string {
  const shortage = (variant: StudyResult['variants'][number]) =>
    comparedOf(variant, 'shortage', demand.id)?.variant.mean ?? 0;
  const [base] = result.variants;
  const others = result.variants.slice(1).filter((variant) => comparedOf(variant, 'shortage', demand.id));
  const sorted = others.toSorted((left, right) => shortage(left) - shortage(right));
  const inBase = `${amount(shortage(base), demand.unit)} in the base`;
  const [least] = sorted;
  if (least === undefined || shortage(least) >= shortage(base)) return `${inBase}, in no variant less`;
  return `${inBase}, least with ${least.title}: ${amount(shortage(least), demand.unit)}`;
}

function finding(result: StudyResult, demand: StudyDemand): string {
  const best = bestVariant(result);
  const [base] = result.variants;
  const short = (variant: typeof base) => comparedOf(variant, 'shortage', demand.id)?.variant.mean ?? 0;
  if (best === undefined || short(best) >= short(base)) {
    return `${capital(demand.title)} would be short of ${amount(short(base), demand.unit)}; no policy here gives less shortage in all`;
  }
  return `With “${best.title}” ${demand.title} would be short of ${amount(short(best), demand.unit)} instead of ${amount(short(base), demand.unit)}`;
}
