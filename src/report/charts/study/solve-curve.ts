/** How much is enough: what each value gives, the target, and the least value that meets it. */
import type { SolveResult } from '../../../metrics/study/solve.ts';
import { fixedValueOf } from '../../../quantity/evaluate.ts';
import { formatValue, solveFindings, told } from '../../study/solve-text.ts';
import type { ChartText } from '../../text/en-charts.ts';
import { chartTextOf, type Language } from '../../text/languages.ts';
import { significant } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { type Format, isNarrow, narrow, wide } from '../layout/format.ts';
import { COLOUR, RIGHT, SIZE } from '../layout/look.ts';
import { type Label, type Layer, labelLayers, type Panel } from '../layout/marks.ts';
import { linearScale, numberAxis, ticksBetween } from '../layout/number-axis.ts';
import { page } from '../layout/page.ts';
import { textWidth } from '../layout/text-width.ts';

const HEIGHT = 280;
const AXIS = 50;

/** One value that was tried, and the share of replicates that reach the target, or of a central run the metric. */
interface Point {
  readonly value: number;
  readonly level: number;
}

/** The curve over the values that were tried. */
export function solveChart(solved: SolveResult, language: Language = 'en'): Chart {
  const text = chartTextOf(language);
  const { answer, probes } = solved;
  const isShare = isOfShares(solved);
  const [first, ...rest] = solveFindings(solved, text);
  const title = text.quantities.capital(
    answer ? text.solve.headline(formatValue(answer.value, solved, text), solved.title, solved.aim) : first,
  );
  const alt = text.common.alt(title, [], answer ? [first, ...rest] : rest);
  const draw = (format: Format) => specOf(solved, title, alt, format);
  const points = pointsOf(solved);
  return {
    ...{ name: 'solve', title, alt, spec: draw(wide(text)), narrow: draw(narrow(text)) },
    panels: [
      {
        ...{ title, unit: '', isShare },
        across: {
          kind: 'rows',
          head: solved.title,
          labels: probes.map(({ value }) => formatValue(value, solved, text)),
        },
        lines: [
          {
            name: subtitleOf(solved, text),
            values: points.map(({ level }) => (Number.isFinite(level) ? level : null)),
            ...(!isShare && { texts: points.map(({ level }) => told(level, solved, text)) }),
          },
        ],
      },
    ],
  };
}

function isBest({ aim }: SolveResult): boolean {
  return aim === 'minimise' || aim === 'maximise';
}

/** Whether the curve is of shares of replicates: else it is of the metric, or of its mean. */
function isOfShares(solved: SolveResult): boolean {
  return solved.runs > 1 && !isBest(solved);
}

function pointsOf(solved: SolveResult): Point[] {
  const isShare = isOfShares(solved);
  return solved.probes.map(({ value, share, mean }) => ({ value, level: isShare ? share : mean }));
}

function subtitleOf(solved: SolveResult, { solve }: ChartText): string {
  const { runs, target } = solved;
  if (isBest(solved)) return solve.meanSubtitle(runs, target.that);
  return runs > 1 ? solve.shareSubtitle(runs, target.that) : solve.centralSubtitle(target.that);
}

function specOf(solved: SolveResult, title: string, alt: string, format: Format): Chart['spec'] {
  const { text } = format;
  const { aim, probes, answer, needed, target } = solved;
  const isShare = isOfShares(solved);
  const wanted = isBest(solved) ? Number.NaN : isShare ? needed : fixedValueOf(target.right);
  const shown = pointsOf(solved);
  const finite = shown.filter(({ level }) => Number.isFinite(level));
  const most = Math.max(...probes.map(({ value }) => value));
  const xTicks = ticksBetween(solved.from, most, isNarrow(format) ? 3 : 6);
  const levels = [...finite.map(({ level }) => level), ...(Number.isFinite(wanted) ? [wanted] : [])];
  const yTicks = isShare ? [0, 0.25, 0.5, 0.75, 1] : ticksBetween(Math.min(...levels), Math.max(...levels));
  const reads = (tick: number) => (isShare ? `${Math.round(tick * 100)} %` : told(tick, solved, text));
  const left = Math.ceil(Math.max(52, ...yTicks.map((tick) => textWidth(reads(tick), SIZE.label) + 14)));
  const width = format.width - left - RIGHT;
  const y = linearScale(yTicks, HEIGHT);
  const plain = { unit: '', isShare: solved.isShare };
  const xAxis = numberAxis('value', xTicks, (tick) => formatValue(tick, plain, text));
  const yAxis = numberAxis('level', yTicks, reads);
  const data = { values: finite.map(({ value, level }) => ({ value: significant(value), level: significant(level) })) };
  const dots = (color: string, size: number) =>
    ({ type: 'point', filled: true, color, size, opacity: 1, tooltip: null }) as const;
  const found = answer && finite.find(({ value }) => value === answer.value);
  const rule: Layer = {
    data: { values: [{ level: significant(wanted) }] },
    mark: { type: 'rule', color: COLOUR.event, strokeDash: [4, 3], strokeWidth: 1, tooltip: null },
    encoding: { y: yAxis },
  };
  const marks: Layer[] = [
    ...(Number.isFinite(wanted) ? [rule] : []),
    {
      ...{ data, mark: { type: 'line', color: COLOUR.blue, strokeWidth: 2, tooltip: null } },
      encoding: { x: xAxis, y: yAxis },
    },
    { data, mark: dots(COLOUR.blue, 28), encoding: { x: xAxis, y: yAxis } },
    ...(found
      ? [
          {
            data: { values: [{ value: significant(found.value), level: significant(found.level) }] },
            ...{ mark: dots(COLOUR.short, 130), encoding: { x: xAxis, y: yAxis } },
          },
        ]
      : []),
  ];
  const last = shown[shown.length - 1].level;
  const panel: Panel = {
    ...{ width, height: HEIGHT },
    layer: [...marks, ...labelLayers(labelsOf(solved, { y, width, wanted, last, isShare, text }))],
  };
  return page(
    {
      ...{ title, alt, left, plotWidth: width, gap: 26, axis: AXIS, panels: [panel] },
      subtitles: [solved.scenario, subtitleOf(solved, text)],
      key: [
        [
          { swatch: COLOUR.blue, text: text.solve.tried },
          ...(answer ? [{ swatch: COLOUR.short, text: text.solve.found[aim] }] : []),
        ],
        solveFindings(solved, text)
          .slice(answer ? 0 : 1)
          .map((finding) => ({ text: text.common.remark(finding) })),
      ],
    },
    format,
  );
}

/** The name of the axis, and what is wanted: on the side of its line where the curve does not end. */
function labelsOf(
  solved: SolveResult,
  at: {
    readonly y: (value: number) => number;
    readonly width: number;
    readonly wanted: number;
    /** The level of the largest value. */
    readonly last: number;
    readonly isShare: boolean;
    readonly text: ChartText;
  },
): Label[] {
  const { solve, quantities } = at.text;
  const unit = solved.unit === '' && solved.isShare ? '%' : quantities.unit(solved.unit);
  const target = at.isShare
    ? solve.wantedShare(`${Number((at.wanted * 100).toPrecision(4))} %`)
    : solve.wanted(told(at.wanted, solved, at.text));
  const height = HEIGHT - at.y(at.wanted);
  const y = at.last >= at.wanted ? height + 12 : height - 12;
  const name = solve.axis(solved.title, unit);
  return [
    { x: at.width / 2, y: HEIGHT + 38, align: 'center', weight: 600, colour: COLOUR.ink, text: name },
    ...(Number.isFinite(at.wanted)
      ? [{ x: at.width - 6, y, align: 'right', text: target, size: SIZE.label } as const]
      : []),
  ];
}
