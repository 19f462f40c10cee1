/** Boxes of a discovery: how coverage is given up for density, and the box that was chosen. */
import { boxCondition, type DiscoverFound, discoverSentences, interestWords } from '../../discover/sentences.ts';
import { discoverWords } from '../../text/discover.ts';
import { chartTextOf, type Language } from '../../text/languages.ts';
import { capital, significant } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { type Format, narrow, wide } from '../layout/format.ts';
import { COLOUR, RIGHT } from '../layout/look.ts';
import { type Layer, labelLayers, type Panel } from '../layout/marks.ts';
import { numberAxis } from '../layout/number-axis.ts';
import { page } from '../layout/page.ts';
import type { PanelData } from '../panel-data.ts';

const HEIGHT = 300;
const LEFT = 60;
const AXIS = 50;
const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** The trade-off: a point a box, the chosen one large. */
export function discoverChart(found: DiscoverFound, language: Language): Chart {
  const words = discoverWords(language);
  const { restrictions } = found.discovery;
  const title = restrictions.length === 0 ? words.nothing : words.chart.title(boxCondition(found, language, 'sure'));
  const sentences = discoverSentences(found, language);
  const alt = [title, ...sentences].join(' ');
  const text = chartTextOf(language);
  const specOf = (format: Format) => {
    const width = format.width - LEFT - RIGHT;
    return page(
      {
        ...{ title, alt, left: LEFT, plotWidth: width, gap: 34, axis: AXIS, panels: [panelOf(found, width, language)] },
        subtitles: [found.study?.title ?? found.model.scenario.title, capital(interestWords(found, language))],
        key: [
          [
            { swatch: COLOUR.blue, text: words.chart.tried },
            { swatch: COLOUR.short, text: words.chart.chosen },
          ],
          sentences.map((sentence) => ({ text: sentence })),
        ],
      },
      format,
    );
  };
  return {
    ...{ name: 'discover', title, alt, spec: specOf(wide(text)), narrow: specOf(narrow(text)) },
    panels: [tableOf(found, language)],
  };
}

function panelOf(found: DiscoverFound, width: number, language: Language): Panel {
  const words = discoverWords(language);
  const { trajectory, box } = found.discovery;
  const percent = (tick: number) => `${Math.round(tick * 100)} %`;
  const encoding = { x: numberAxis('coverage', SHARES, percent), y: numberAxis('density', SHARES, percent) };
  const point = (one: { readonly coverage: number; readonly density: number }) => ({
    coverage: significant(one.coverage),
    density: significant(one.density),
  });
  const data = { values: trajectory.map((one, order) => ({ ...point(one), order })) };
  const marks: Layer[] = [
    {
      data,
      mark: { type: 'line', color: COLOUR.blue, strokeWidth: 1.5, tooltip: null },
      encoding: { ...encoding, order: { field: 'order' } },
    },
    { data, mark: { type: 'point', filled: true, color: COLOUR.blue, size: 28, opacity: 1, tooltip: null }, encoding },
    {
      data: { values: [point(box)] },
      mark: { type: 'point', filled: true, color: COLOUR.short, size: 130, opacity: 1, tooltip: null },
      encoding,
    },
  ];
  return {
    ...{ width, height: HEIGHT },
    layer: [
      ...marks,
      ...labelLayers([
        { x: 0, y: -16, text: words.chart.density },
        { x: width, y: HEIGHT + 36, align: 'right', text: words.chart.coverage },
      ]),
    ],
  };
}

/** One row for each box that was tried. */
function tableOf({ discovery: { trajectory } }: DiscoverFound, language: Language): PanelData {
  const words = discoverWords(language);
  return {
    ...{ title: words.chart.tried, unit: '', isShare: true },
    across: { kind: 'rows', head: '', labels: trajectory.map((_, order) => String(order + 1)) },
    lines: [
      { name: words.chart.coverage, values: trajectory.map(({ coverage }) => coverage) },
      { name: words.chart.density, values: trajectory.map(({ density }) => density) },
    ],
  };
}
