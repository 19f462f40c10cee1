/** Rank correlations: with which assumptions a metric rises and falls over an ensemble, and how surely. */
import type { Estimate } from '../../../metrics/sensitivity/estimate.ts';
import type { Sensitivity } from '../../../metrics/sensitivity/sensitivity.ts';
import type { Model } from '../../../model/network.ts';
import { assumptionName } from '../../sensitivity/assumption-words.ts';
import { ranksFinding, ranksNote, signed } from '../../sensitivity/finding.ts';
import { metricWords } from '../../sensitivity/metric-words.ts';
import { formatNumber } from '../../text/format.ts';
import { capital } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { naming } from '../layout/key.ts';
import { COLOUR, CONTENT_WIDTH } from '../layout/look.ts';
import { page } from '../layout/page.ts';
import { FOOT, HEAD, lineLayer, rowScale, rowsPanel } from './assumption-rows.ts';
import { estimateLabels, intervalLayers } from './intervals.ts';

const MOST_ROWS = 16;
const ROW = 28;
/** Room at the right for the numbers. */
const NUMBERS = 140;

/** The chart, or undefined where the metric does not vary. */
export function rankCorrelationsChart(model: Model, sensitivity: Sensitivity): Chart | undefined {
  const known = sensitivity.ranks.flatMap(({ assumption, correlation }) =>
    correlation === undefined ? [] : [{ assumption, estimate: correlation }],
  );
  if (known.length === 0) return undefined;
  const drawn = known.slice(0, MOST_ROWS);
  const words = metricWords(model, sensitivity.metric);
  const title = ranksFinding(sensitivity, words);
  const note = ranksNote(model);
  const names = drawn.map(({ assumption }) => assumptionName(assumption));
  const scale = rowScale(
    names,
    names.map(() => ROW),
    NUMBERS,
  );
  const x = (value: number) => ((value + 1) / 2) * scale.width;
  const marks = drawn.map((one, row) => ({ ...one, y: scale.tops[row] + ROW / 2 }));
  const alt = [
    title,
    ...drawn.map(({ assumption, estimate }) => `${capital(assumptionName(assumption))}: ${inWords(estimate)}`),
  ].join('. ');
  const spec = page({
    ...{ title, alt, left: scale.left, plotWidth: scale.width, gap: 0, axis: FOOT },
    subtitles: [
      model.scenario.title,
      `Rank correlation (Spearman) of each assumption with the ${words.name} over ${formatNumber(sensitivity.runs)} runs, with 95 % intervals`,
    ],
    panels: [
      rowsPanel(
        scale,
        names,
        [-1, -0.5, 0, 0.5, 1].map((tick) => ({
          x: x(tick),
          text: tick === 0 ? '0' : signed(tick).replace(/\.?0+$/, ''),
        })),
        [
          lineLayer([{ x: x(0), x2: x(0), y: HEAD, y2: scale.height }], COLOUR.faint),
          ...intervalLayers(marks, x, [-1, 1], COLOUR.blue),
        ],
        [
          { x: x(-1), y: 8, text: 'falls as the assumption rises' },
          { x: x(1), y: 8, text: 'rises with it', align: 'right' },
          ...estimateLabels(marks, CONTENT_WIDTH - scale.left, inWords),
        ],
      ),
    ],
    key: [
      [
        ...naming(
          'Correlated less',
          known.slice(MOST_ROWS).map(({ assumption }) => assumptionName(assumption)),
        ),
        ...(note === undefined ? [] : [{ text: `${note}.` }]),
        { text: '1: always in the same order; 0: no order; −1: always in the opposite order.' },
      ],
    ],
  });
  return { name: 'rank-correlations', title, alt, spec };
}

/** `0.62 (0.58 to 0.67)`. */
function inWords({ value, low, high }: Estimate): string {
  return `${signed(value)} (${signed(low)} to ${signed(high)})`;
}
