/** A grid of policies as a heat map of mean shortage; further axes make a small map each of their values. */
import type { StudyResult, VariantResult } from '../../../metrics/study/result.ts';
import { totalShortage } from '../../study/numbers.ts';
import { capital, roundNumber } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { COLOUR, CONTENT_WIDTH, RIGHT, SIZE } from '../layout/look.ts';
import { type Label, labelLayers, type Panel } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { headingsOf } from '../layout/rows.ts';
import { textWidth, truncate } from '../layout/text-width.ts';
import { heatKey, heatLayers } from './study-heat.ts';

const MOST_MAPS = 6;
const MOST_HEIGHT = 480;
const AXIS = 46;

type Axis = StudyResult['axes'][number];

/** The chart, or undefined of a study without a grid. */
export function studyGridChart(result: StudyResult): Chart | undefined {
  const { axes } = result;
  if (axes.length === 0) return undefined;
  const cells = result.variants.filter((variant) => variant.cell !== undefined);
  const across = axes[axes.length > 1 ? 1 : 0];
  const down = axes.length > 1 ? axes[0] : undefined;
  const maps = mapsOf(axes, cells);
  const drawn = maps.slice(0, MOST_MAPS);
  const range = { least: Math.min(...cells.map(totalShortage)), most: Math.max(...cells.map(totalShortage)) };
  const rowLabels = down === undefined ? [''] : down.labels;
  const downTitle = down === undefined ? '' : capital(down.title);
  const widest = Math.min(
    220,
    Math.max(
      20,
      textWidth(truncate(downTitle, 200, SIZE.text, 600), SIZE.text, 600),
      ...rowLabels.map((label) => textWidth(label, SIZE.label)),
    ) + 16,
  );
  const left = Math.ceil(widest);
  const plotWidth = CONTENT_WIDTH - left - RIGHT;
  const width = plotWidth / across.labels.length;
  const height = Math.max(3, Math.min(36, MOST_HEIGHT / drawn.length / rowLabels.length));
  const headings = headingsOf(
    drawn.map(({ title }) => (title === '' ? { title: downTitle, note: '' } : { title, note: `rows: ${downTitle}` })),
  );
  const panels = drawn.map((map, n): Panel => {
    const own = map.cells.map((variant) => ({
      row: down === undefined ? 0 : (variant.cell?.[0] ?? 0),
      column: variant.cell?.[axes.length > 1 ? 1 : 0] ?? 0,
      value: totalShortage(variant),
    }));
    return {
      ...{ width: plotWidth, height: height * rowLabels.length },
      layer: [
        ...heatLayers(own, width, height, range),
        ...labelLayers([
          ...sideLabels(rowLabels, height, left),
          ...belowLabels(across, width, height * rowLabels.length, plotWidth),
          ...(map.title === '' && downTitle === '' ? [] : headings.labels(left, n)),
        ]),
      ],
    };
  });
  const best = cells.toSorted((one, other) => totalShortage(one) - totalShortage(other))[0];
  const worst = cells.toSorted((one, other) => totalShortage(other) - totalShortage(one))[0];
  const title = `Shortage in all lies between ${roundNumber(totalShortage(best))} t and ${roundNumber(totalShortage(worst))} t`;
  const note = `Least with ${best.title}; most with ${worst.title}`;
  const spec = page({
    ...{ title, left, plotWidth, gap: headings.gap + AXIS, axis: AXIS, panels, alt: `${title}. ${note}` },
    subtitles: [result.title, note, 'Mean shortage of all demands, in t'],
    key: [
      heatKey(range, 't'),
      maps.length > MOST_MAPS ? [{ text: `${maps.length - MOST_MAPS} more maps are in grid.csv.` }] : [],
    ],
  });
  return { name: 'study-grid', title, alt: `${title}. ${note}`, spec };
}

/** One map for each combination of the axes after the second. */
function mapsOf(axes: readonly Axis[], cells: readonly VariantResult[]): { title: string; cells: VariantResult[] }[] {
  const maps = new Map<string, VariantResult[]>();
  for (const variant of cells) {
    const title = (variant.cell ?? [])
      .slice(2)
      .map((place, n) => `${axes[n + 2].title} ${axes[n + 2].labels[place]}`)
      .join(', ');
    maps.set(title, [...(maps.get(title) ?? []), variant]);
  }
  return [...maps].map(([title, own]) => ({ title, cells: own }));
}

/** Labels of rows, as many as have room. */
function sideLabels(labels: readonly string[], height: number, left: number): Label[] {
  const every = Math.max(1, Math.ceil(15 / height));
  return labels.flatMap((text, row): Label[] =>
    row % every === 0
      ? [
          {
            x: -8,
            y: (row + 0.5) * height,
            align: 'right',
            size: SIZE.label,
            text: truncate(text, left - 10, SIZE.label),
          },
        ]
      : [],
  );
}

/** Labels of columns, as many as have room, and what they are of. */
function belowLabels({ labels, title }: Axis, width: number, bottom: number, plotWidth: number): Label[] {
  const widest = Math.max(...labels.map((label) => textWidth(label, SIZE.label))) + 10;
  const every = Math.max(1, Math.ceil(widest / width));
  return [
    ...labels.flatMap((text, column): Label[] =>
      column % every === 0
        ? [{ x: (column + 0.5) * width, y: bottom + 12, align: 'center', size: SIZE.label, text }]
        : [],
    ),
    {
      x: plotWidth / 2,
      y: bottom + 32,
      align: 'center',
      weight: 600,
      colour: COLOUR.ink,
      text: truncate(capital(title), plotWidth, SIZE.text, 600),
    },
  ];
}
