/** How long each policy lasts: the share of replicates that are not yet short, day by day after the disruption. */

import type { SurvivalDistribution } from '../../../metrics/ensemble-types.ts';
import type { StudyDemand, StudyResult } from '../../../metrics/study/result.ts';
import { parseDate } from '../../../quantity/calendar.ts';
import { shortDemands } from '../../study/numbers.ts';
import { formatShare } from '../../text/format.ts';
import { capital, duration, list, longDate, significant } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { CONTENT_WIDTH, RIGHT } from '../layout/look.ts';
import { type Layer, labelLayers, type Panel } from '../layout/marks.ts';
import { numberAxis, ticksBetween } from '../layout/number-axis.ts';
import { page } from '../layout/page.ts';
import { headingsOf, rowHeight, valueAxis } from '../layout/rows.ts';
import { type Drawn, drawnVariants, variantKey } from './study-palette.ts';
import { variantLayer } from './variant-marks.ts';

const MOST_ROWS = 4;
const LEFT = 52;
const AXIS = 24;
const SHARES = [0, 0.5, 1];

/** The chart, or undefined where nobody is ever short or there is but one run. */
export function studySurvivalChart(result: StudyResult): Chart | undefined {
  const demands = shortDemands(result).slice(0, MOST_ROWS);
  const drawn = drawnVariants(result).filter(({ variant }) => variant.survival.length > 0);
  if (demands.length === 0 || result.runs === 1 || drawn.length < 2) return undefined;
  const begin = parseDate(result.disruption) ?? 0;
  const horizon = (parseDate(result.start) ?? 0) + result.steps * result.stepDays - begin;
  const isLong = horizon > 731;
  const unit = isLong ? 30.4375 : 7;
  const ticks = ticksBetween(0, Math.floor(horizon / unit), 8).filter((tick) => tick <= horizon / unit + 1e-9);
  const ends = [...ticks.slice(0, -1), ticks[ticks.length - 1]];
  const width = CONTENT_WIDTH - LEFT - RIGHT;
  const headings = headingsOf(demands.map((demand) => ({ title: demand.title, note: note(drawn, demand) })));
  const panels = demands.map((demand, row): Panel => {
    const isLast = row === demands.length - 1;
    const x = { ...numberAxis('time', ends, String, isLast) };
    const domain = { domain: [0, significant(horizon / unit)], nice: false, zero: false };
    return {
      ...{ width, height: rowHeight(demands.length) },
      layer: [
        ...drawn.flatMap((one, position) =>
          curve(one, demand, {
            horizon,
            unit,
            x: { ...x, scale: domain } as typeof x,
            name: variantLayer(position, row, 'line'),
          }),
        ),
        ...labelLayers(headings.labels(LEFT, row)),
      ],
    };
  });
  const title = finding(drawn, demands[0]);
  const alt = [title, ...demands.map((demand) => `${capital(demand.title)}: ${note(drawn, demand)}`)].join('. ');
  const spec = page({
    ...{ title, alt, left: LEFT, plotWidth: width, gap: headings.gap, axis: AXIS, panels },
    subtitles: [
      result.title,
      `Share of replicates not yet short, by ${isLong ? 'months' : 'weeks'} after ${longDate(begin)}`,
    ],
    key: variantKey(drawn, result),
  });
  return { name: 'study-survival', title, alt, spec };
}

function distributionOf({ variant }: Drawn, { id }: StudyDemand): SurvivalDistribution | undefined {
  return variant.survival.find(({ demand }) => demand === id);
}

function curve(
  one: Drawn,
  demand: StudyDemand,
  look: {
    readonly horizon: number;
    readonly unit: number;
    readonly x: ReturnType<typeof numberAxis>;
    readonly name: string;
  },
): Layer[] {
  const { horizon, unit, x, name } = look;
  const found = distributionOf(one, demand);
  if (found === undefined) return [];
  const { days, counts, survived } = found;
  const all = counts.reduce((sum, count) => sum + count, survived);
  let left = all;
  const values = [{ time: 0, share: 1 }];
  for (const [n, day] of days.entries()) {
    left -= counts[n];
    values.push({ time: significant(day / unit, 4), share: significant(left / all, 4) });
  }
  values.push({ time: significant(horizon / unit), share: significant(left / all, 4) });
  return [
    {
      name,
      data: { values },
      mark: {
        type: 'line',
        interpolate: 'step-after',
        color: one.colour,
        strokeWidth: one.strokeWidth,
        clip: true,
        tooltip: null,
      },
      encoding: { x, y: valueAxis('share', SHARES, true) },
    },
  ];
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

function note(drawn: readonly Drawn[], demand: StudyDemand): string {
  const texts = drawn.flatMap((one) => {
    const found = distributionOf(one, demand);
    if (found === undefined) return [];
    const day = median(found);
    const runs = found.counts.reduce((sum, count) => sum + count, found.survived);
    return [
      {
        title: one.variant.title,
        text: day === undefined ? `${formatShare(found.survived / runs)} never short` : `half after ${duration(day)}`,
      },
    ];
  });
  const kinds = [...new Set(texts.map(({ text }) => text))];
  if (kinds.length === 1) return `${kinds[0]} under every policy`;
  return kinds
    .map(
      (kind) =>
        `${list(
          texts.filter(({ text }) => text === kind).map(({ title }) => title),
          3,
        )}: ${kind}`,
    )
    .join('; ');
}

function finding(drawn: readonly Drawn[], demand: StudyDemand): string {
  const [base, ...others] = drawn.map((one) => {
    const found = distributionOf(one, demand);
    return { title: one.variant.title, day: found ? (median(found) ?? Number.POSITIVE_INFINITY) : 0 };
  });
  const said = (day: number) => (Number.isFinite(day) ? duration(day) : 'the whole time in most replicates');
  const best = others.toSorted((left, right) => right.day - left.day)[0];
  if (best === undefined || best.day <= base.day)
    return `${capital(demand.title)} would last ${said(base.day)}; no policy here makes it longer`;
  return `${capital(demand.title)} would last ${said(best.day)} with ${best.title}, ${said(base.day)} in the base`;
}
