/** How much is enough: what each value gives, the target, and the least value that meets it. */

import type { SolveResult } from '../../../metrics/study/solve.ts';
import { fixedValueOf } from '../../../quantity/evaluate.ts';
import { formatValue, solveSentences, told } from '../../study/solve-text.ts';
import { capital, significant } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { COLOUR, CONTENT_WIDTH, RIGHT, SIZE } from '../layout/look.ts';
import { type Label, type Layer, labelLayers, type Panel } from '../layout/marks.ts';
import { linearScale, numberAxis, ticksBetween } from '../layout/number-axis.ts';
import { page } from '../layout/page.ts';
import { textWidth } from '../layout/text-width.ts';

const HEIGHT = 280;
const AXIS = 50;

/** The curve: the share of replicates that reach the target, or of a central run the metric itself. */
export function solveChart(solved: SolveResult): Chart {
  const { probes, answer, runs, needed, target, title: varied, unit } = solved;
  const isShare = runs > 1;
  const wanted = isShare ? needed : fixedValueOf(target.right);
  const shown = probes.map((probe) => ({ value: probe.value, level: isShare ? probe.share : probe.mean }));
  const finite = shown.filter(({ level }) => Number.isFinite(level));
  const xTicks = ticksBetween(solved.from, Math.max(...probes.map(({ value }) => value)), 6);
  const levels = [...finite.map(({ level }) => level), ...(Number.isFinite(wanted) ? [wanted] : [])];
  const yTicks = isShare ? [0, 0.25, 0.5, 0.75, 1] : ticksBetween(Math.min(...levels), Math.max(...levels));
  const reads = (tick: number) => (isShare ? `${Math.round(tick * 100)} %` : told(tick, solved));
  const left = Math.ceil(Math.max(52, ...yTicks.map((tick) => textWidth(reads(tick), SIZE.label) + 14)));
  const width = CONTENT_WIDTH - left - RIGHT;
  const x = linearScale(xTicks, width);
  const y = linearScale(yTicks, HEIGHT);
  const xAxis = numberAxis('value', xTicks, (tick) => formatValue(tick, solved).replace(` ${unit}`, ''));
  const yAxis = numberAxis('level', yTicks, reads);
  const data = { values: finite.map(({ value, level }) => ({ value: significant(value), level: significant(level) })) };
  const marks: Layer[] = [
    {
      data: { values: [{ level: significant(wanted) }] },
      mark: { type: 'rule', color: COLOUR.event, strokeDash: [4, 3], strokeWidth: 1, tooltip: null },
      encoding: { y: yAxis },
    },
    {
      data,
      mark: { type: 'line', color: COLOUR.blue, strokeWidth: 2, tooltip: null },
      encoding: { x: xAxis, y: yAxis },
    },
    {
      data,
      mark: { type: 'point', filled: true, color: COLOUR.blue, size: 28, opacity: 1, tooltip: null },
      encoding: { x: xAxis, y: yAxis },
    },
  ];
  const found = answer && shown.find(({ value }) => value === answer.value);
  if (found && Number.isFinite(found.level)) {
    const point = { value: significant(found.value), level: significant(found.level) };
    marks.push({
      data: { values: [point] },
      mark: { type: 'point', filled: true, color: COLOUR.short, size: 130, opacity: 1, tooltip: null },
      encoding: { x: xAxis, y: yAxis },
    });
  }
  const panel: Panel = {
    ...{ width, height: HEIGHT },
    layer: [
      ...marks,
      ...labelLayers(labelsOf(solved, { x, y, width, left, wanted, last: shown[shown.length - 1].level, isShare })),
    ],
  };
  const [first, ...rest] = solveSentences(solved);
  const title = capital(
    answer ? `${formatValue(answer.value, solved)} of ${varied} is enough` : first.replace(/\.$/, ''),
  );
  const alt = [
    title,
    ...(answer ? [first.replace(/\.$/, ''), ...rest] : rest).map((one) => one.replace(/\.$/, '')),
  ].join('. ');
  const spec = page({
    ...{ title, alt, left, plotWidth: width, gap: 26, axis: AXIS, panels: [panel] },
    subtitles: [
      solved.scenario,
      isShare ? `Share of ${runs} replicates in which ${target.that}` : `Central run; wanted: ${target.that}`,
    ],
    key: [
      [
        { swatch: COLOUR.blue, text: 'values tried' },
        ...(answer ? [{ swatch: COLOUR.short, text: 'the least that is enough' }] : []),
      ],
      solveSentences(solved)
        .slice(answer ? 0 : 1)
        .map((text) => ({ text })),
    ],
  });
  return { name: 'solve', title, alt, spec };
}

function labelsOf(
  solved: SolveResult,
  at: {
    x(value: number): number;
    y(value: number): number;
    width: number;
    left: number;
    wanted: number;
    /** The level of the largest value: the target is named on its other side. */
    last: number;
    isShare: boolean;
  },
): Label[] {
  const { title, unit, isShare: isVariedShare } = solved;
  const name = unit === '' ? (isVariedShare ? `${title} (%)` : title) : `${title} (${unit})`;
  const target = at.isShare
    ? `wanted: ${Number((at.wanted * 100).toPrecision(4))} % of replicates`
    : `wanted: ${told(at.wanted, solved)}`;
  const height = HEIGHT - at.y(at.wanted);
  const isBelow = at.last >= at.wanted;
  return [
    { x: at.width / 2, y: HEIGHT + 38, align: 'center', weight: 600, colour: COLOUR.ink, text: capital(name) },
    { x: at.width - 6, y: isBelow ? height + 12 : height - 12, align: 'right', text: target, size: SIZE.label },
  ];
}
