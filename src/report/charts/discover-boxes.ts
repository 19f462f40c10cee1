/** Boxes of a discovery: how coverage is given up for density, and the box that was chosen. */
import { boxCondition, type DiscoverFound, discoverSentences, interestWords } from '../discover/sentences.ts';
import { discoverWords } from '../text/discover.ts';
import type { Language } from '../text/languages.ts';
import { capital, significant } from '../text/quantities.ts';
import type { Chart } from './chart.ts';
import { COLOUR, CONTENT_WIDTH, RIGHT } from './look.ts';
import { type Layer, labelLayers, type Panel } from './marks.ts';
import { page } from './page.ts';
import { numberAxis } from './study-axes.ts';

const HEIGHT = 300;
const LEFT = 60;
const AXIS = 50;
const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** The trade-off: a point a box, the chosen one large. */
export function discoverChart(found: DiscoverFound, language: Language): Chart {
  const words = discoverWords(language);
  const { trajectory, box, restrictions } = found.discovery;
  const width = CONTENT_WIDTH - LEFT - RIGHT;
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
  const panel: Panel = {
    ...{ width, height: HEIGHT },
    layer: [
      ...marks,
      ...labelLayers([
        { x: 0, y: -16, text: words.chart.density },
        { x: width, y: HEIGHT + 36, align: 'right', text: words.chart.coverage },
      ]),
    ],
  };
  const sentences = discoverSentences(found, language);
  const title = restrictions.length === 0 ? words.nothing : words.chart.title(boxCondition(found, language, 'sure'));
  const alt = [title, ...sentences].join(' ');
  const spec = page({
    ...{ title, alt, left: LEFT, plotWidth: width, gap: 34, axis: AXIS, panels: [panel] },
    subtitles: [found.study?.title ?? found.model.scenario.title, capital(interestWords(found, language))],
    key: [
      [
        { swatch: COLOUR.blue, text: words.chart.tried },
        { swatch: COLOUR.short, text: words.chart.chosen },
      ],
      sentences.map((text) => ({ text })),
    ],
  });
  return { name: 'discover', title, alt, spec };
}
