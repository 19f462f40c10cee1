/** Rank correlations: with which assumptions a metric rises and falls over an ensemble, and how surely. */
import type { Estimate } from '../../../metrics/sensitivity/estimate.ts';
import type { Sensitivity } from '../../../metrics/sensitivity/sensitivity.ts';
import type { Model } from '../../../model/network.ts';
import { ranksFinding, ranksNote, signed } from '../../sensitivity/finding.ts';
import { metricWords } from '../../sensitivity/metric-words.ts';
import type { Chart } from '../chart.ts';
import type { Format } from '../layout/format.ts';
import { naming } from '../layout/key.ts';
import { COLOUR } from '../layout/look.ts';
import { page } from '../layout/page.ts';
import type { PanelLine } from '../panel-data.ts';
import { FOOT, HEAD, lineLayer, rowScale, rowsPanel } from './assumption-rows.ts';
import { estimateLabels, intervalLayers } from './intervals.ts';

const MOST_ROWS = 16;
const ROW = 28;
/** Room at the right for the numbers. */
const NUMBERS = 140;

/** The chart, or undefined where the metric does not vary. */
export function rankCorrelationsChart(model: Model, sensitivity: Sensitivity, format: Format): Chart | undefined {
  const { text, width } = format;
  const known = sensitivity.ranks.flatMap(({ assumption, correlation }) =>
    correlation === undefined ? [] : [{ assumption, estimate: correlation }],
  );
  if (known.length === 0) return undefined;
  const drawn = known.slice(0, MOST_ROWS);
  const words = metricWords(model, sensitivity.metric, text);
  const title = ranksFinding(sensitivity, words, text);
  const note = ranksNote(model, text);
  const names = drawn.map(({ assumption }) => words.assumption(assumption));
  const heights = names.map(() => ROW);
  const scale = rowScale(names, heights, format, NUMBERS);
  const x = (value: number) => ((value + 1) / 2) * scale.width;
  const marks = drawn.map((one, row) => ({ ...one, y: scale.tops[row] + ROW / 2 }));
  const inWords = ({ value, low, high }: Estimate) =>
    text.sensitivity.interval(signed(value), signed(low), signed(high));
  const alt = text.common.alt(
    title,
    drawn.map(({ assumption, estimate }) => ({ of: words.assumption(assumption), note: inWords(estimate) })),
  );
  const ticks = [-1, -0.5, 0, 0.5, 1].map((tick) => ({
    x: x(tick),
    text: tick === 0 ? '0' : signed(tick).replace(/\.?0+$/, ''),
  }));
  const spec = page(
    {
      ...{ title, alt, left: scale.left, plotWidth: scale.width, gap: 0, axis: FOOT },
      subtitles: [model.scenario.title, text.sensitivity.rankSubtitle(words.name, sensitivity.runs)],
      panels: [
        rowsPanel(
          ...([scale, ticks] as const),
          [
            lineLayer([{ x: x(0), x2: x(0), y: HEAD, y2: scale.height }], COLOUR.faint),
            ...intervalLayers(marks, x, [-1, 1], COLOUR.blue),
          ],
          [
            { x: x(-1), y: 8, text: text.sensitivity.falls },
            { x: x(1), y: 8, text: text.sensitivity.rises, align: 'right' },
            ...estimateLabels(marks, width - scale.left, text.sensitivity.estimate, inWords),
          ],
        ),
      ],
      key: [
        [
          ...naming(
            text.sensitivity.correlatedLess,
            known.slice(MOST_ROWS).map(({ assumption }) => words.assumption(assumption)),
            format,
          ),
          ...(note === undefined ? [] : [{ text: text.common.remark(note) }]),
          { text: text.sensitivity.scale },
        ],
      ],
    },
    format,
  );
  const column = (name: string, of: (estimate: Estimate) => number): PanelLine => ({
    name,
    values: known.map(({ estimate }) => of(estimate)),
  });
  return {
    ...{ name: 'rank-correlations', title, alt, spec },
    panels: [
      {
        ...{ title: text.sensitivity.rankSubtitle(words.name, sensitivity.runs), unit: '', isShare: false },
        across: {
          ...{ kind: 'rows', head: text.sensitivity.assumption },
          labels: known.map(({ assumption }) => words.assumption(assumption)),
        },
        lines: [
          column(text.sensitivity.estimate, ({ value }) => value),
          column('2.5 %', ({ low }) => low),
          column('97.5 %', ({ high }) => high),
        ],
      },
    ],
  };
}
