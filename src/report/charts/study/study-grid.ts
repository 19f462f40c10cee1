/** A grid of policies as a heat map of mean shortage; further axes make a small map each of their values. */
import { gridFinding, summedAlone, totalShortage } from '../../../findings/study.ts';
import type { StudyResult, VariantResult } from '../../../metrics/study/result.ts';
import type { ChartText } from '../../text/en-charts.ts';
import { summedAmount } from '../../text/summed.ts';
import type { Chart } from '../chart.ts';
import { type Format, isNarrow, narrow } from '../layout/format.ts';
import { COLOUR, RIGHT, SIZE } from '../layout/look.ts';
import { type Label, labelLayers, type Panel } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { headingsOf } from '../layout/rows.ts';
import { textWidth, truncate } from '../layout/text-width.ts';
import type { PanelData } from '../panel-data.ts';
import { heatKey, heatLayers } from './study-heat.ts';

const MOST_MAPS = 6;
const MOST_HEIGHT = 480;
const AXIS = 46;

type Axis = StudyResult['axes'][number];

/** One map, and what its axes after the second are. */
interface GridMap {
  readonly title: string;
  readonly cells: readonly VariantResult[];
}

/** The chart, or undefined of a study without a grid. */
export function studyGridChart(result: StudyResult, format: Format): Chart | undefined {
  if (result.axes.length === 0) return undefined;
  const { study, common } = format.text;
  const sorted = cellsOf(result).toSorted((one, other) => totalShortage(one) - totalShortage(other));
  const [best, worst] = [sorted[0], sorted[sorted.length - 1]];
  const tonnes = (variant: VariantResult) => summedAmount(totalShortage(variant), result, format.text);
  const between = study.between(tonnes(best), tonnes(worst));
  const ends = study.leastAndMost(best.title, worst.title);
  const found = gridFinding(result);
  const title = found === undefined || found.carries.length === 0 ? between : study.carries(found);
  const note = title === between ? ends : study.joined(between, ends);
  const alt = common.alt(title, [], [note]);
  const draw = (on: Format) => specOf(result, title, note, alt, on);
  return {
    ...{ name: 'study-grid', title, alt, spec: draw(format), narrow: draw(narrow(format.text)) },
    panels: mapsOf(result).map((map) => tableOf(result, map, format)),
  };
}

function gridSubtitle(result: StudyResult, { study, quantities: { list, unit } }: ChartText): string {
  const pays = gridFinding(result)?.pays ?? [];
  return study.gridSubtitle(list(summedAlone(result), 3), unit(result.summed.unit), pays.length > 0);
}

const cellsOf = ({ variants }: StudyResult) => variants.filter((variant) => variant.cell !== undefined);

/** The axis along columns, and that along rows where there is one. */
const axesOf = ({ axes }: StudyResult): { across: Axis; down: Axis | undefined } =>
  axes.length > 1 ? { across: axes[1], down: axes[0] } : { across: axes[0], down: undefined };

/** The row and column of a cell. */
function placeOf({ axes }: StudyResult, { cell = [] }: VariantResult): { row: number; column: number } {
  return axes.length > 1 ? { row: cell[0] ?? 0, column: cell[1] ?? 0 } : { row: 0, column: cell[0] ?? 0 };
}

function tableOf(result: StudyResult, { title, cells }: GridMap, { text }: Format): PanelData {
  const { across, down } = axesOf(result);
  const labels = down?.labels ?? [text.study.mean];
  return {
    ...{ title: title === '' ? gridSubtitle(result, text) : title, unit: result.summed.unit, isShare: false },
    across: { kind: 'rows', head: down?.title ?? across.title, labels },
    lines: across.labels.map((label, column) => ({
      ...{ name: `${across.title} ${label}`, statistic: 'mean' },
      values: labels.map((_, row) => {
        const cell = cells.find((one) => {
          const place = placeOf(result, one);
          return place.row === row && place.column === column;
        });
        return cell ? totalShortage(cell) : null;
      }),
    })),
  };
}

function specOf(result: StudyResult, title: string, note: string, alt: string, format: Format): Chart['spec'] {
  const { text } = format;
  const { capital } = text.quantities;
  const { across, down } = axesOf(result);
  const cells = cellsOf(result);
  const maps = mapsOf(result);
  // What pays best under its value of the world.
  const paying = new Set(gridFinding(result)?.pays.map(({ cell }) => cell.join()));
  const drawn = maps.slice(0, MOST_MAPS);
  const range = { least: Math.min(...cells.map(totalShortage)), most: Math.max(...cells.map(totalShortage)) };
  const rowLabels = down === undefined ? [''] : down.labels;
  const downTitle = down === undefined ? '' : capital(down.title);
  const most = isNarrow(format) ? 100 : 220;
  const widest = Math.min(
    most,
    Math.max(
      20,
      textWidth(truncate(downTitle, most - 20, SIZE.text, 600), SIZE.text, 600),
      ...rowLabels.map((label) => textWidth(label, SIZE.label)),
    ) + 16,
  );
  const left = Math.ceil(widest);
  const plotWidth = format.width - left - RIGHT;
  const width = plotWidth / across.labels.length;
  const height = Math.max(3, Math.min(36, MOST_HEIGHT / drawn.length / rowLabels.length));
  const headings = headingsOf(
    drawn.map((map) =>
      map.title === '' ? { title: downTitle, note: '' } : { title: map.title, note: text.study.rows(downTitle) },
    ),
    format,
  );
  const panels = drawn.map((map, n): Panel => {
    const own = map.cells.map((variant) => ({
      ...{
        ...placeOf(result, variant),
        value: totalShortage(variant),
        isMarked: paying.has(variant.cell?.join() ?? ''),
      },
    }));
    return {
      ...{ width: plotWidth, height: height * rowLabels.length },
      layer: [
        ...heatLayers(own, width, height, range, text),
        ...labelLayers([
          ...sideLabels(rowLabels, height, left),
          ...belowLabels(across, capital(across.title), width, height * rowLabels.length, plotWidth),
          ...(map.title === '' && downTitle === '' ? [] : headings.labels(left, n)),
        ]),
      ],
    };
  });
  return page(
    {
      ...{ title, left, plotWidth, gap: headings.gap + AXIS, axis: AXIS, panels, alt },
      subtitles: [result.title, note, gridSubtitle(result, text)],
      key: [
        heatKey(range, result.summed.unit, text),
        maps.length > MOST_MAPS ? [{ text: text.study.moreMaps(maps.length - MOST_MAPS) }] : [],
      ],
    },
    format,
  );
}

/** One map for each combination of the axes after the second. */
function mapsOf(result: StudyResult): GridMap[] {
  const maps = new Map<string, VariantResult[]>();
  for (const variant of cellsOf(result)) {
    const title = (variant.cell ?? [])
      .slice(2)
      .map((place, n) => `${result.axes[n + 2].title} ${result.axes[n + 2].labels[place]}`)
      .join(', ');
    maps.set(title, [...(maps.get(title) ?? []), variant]);
  }
  return [...maps].map(([title, cells]) => ({ title, cells }));
}

/** Labels of rows, as many as have room. */
function sideLabels(labels: readonly string[], height: number, left: number): Label[] {
  const every = Math.max(1, Math.ceil(15 / height));
  const style = { x: -8, align: 'right', size: SIZE.label } as const;
  return labels.flatMap((text, row): Label[] =>
    row % every === 0 ? [{ ...style, y: (row + 0.5) * height, text: truncate(text, left - 10, SIZE.label) }] : [],
  );
}

/** Labels of columns, as many as have room, and what they are of. */
function belowLabels({ labels }: Axis, title: string, width: number, bottom: number, plotWidth: number): Label[] {
  const widest = Math.max(...labels.map((label) => textWidth(label, SIZE.label))) + 10;
  const every = Math.max(1, Math.ceil(widest / width));
  return [
    ...labels.flatMap((text, column): Label[] =>
      column % every === 0
        ? [{ x: (column + 0.5) * width, y: bottom + 12, align: 'center', size: SIZE.label, text }]
        : [],
    ),
    {
      ...{ x: plotWidth / 2, y: bottom + 32, align: 'center', weight: 600, colour: COLOUR.ink },
      text: truncate(title, plotWidth, SIZE.text, 600),
    },
  ];
}
