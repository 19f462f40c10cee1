/** The tornado: how far each assumption, moved alone, takes a metric from where the central run has it. */
import type { Drivers } from '../../../metrics/sensitivity/drivers.ts';
import type { Swing } from '../../../metrics/sensitivity/tornado.ts';
import type { Model } from '../../../model/network.ts';
import { assumptionName, valueWords } from '../../sensitivity/assumption-words.ts';
import { movement, tornadoFinding } from '../../sensitivity/finding.ts';
import { type MetricWords, metricWords } from '../../sensitivity/metric-words.ts';
import { capital, list } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { naming } from '../layout/key.ts';
import { COLOUR, CONTENT_WIDTH, SIZE } from '../layout/look.ts';
import type { Label } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { textWidth } from '../layout/text-width.ts';
import { FOOT, HEAD, lineLayer, rowScale, rowsPanel } from './assumption-rows.ts';
import { barAxis, barLabels, barLayers, linesOf } from './tornado-bars.ts';

const MOST_ROWS = 12;
const LINE = 24;
const APART = 8;

/** The chart, or undefined where no assumption moves the metric. */
export function tornadoChart(model: Model, sensitivity: Drivers): Chart | undefined {
  const { swings, centre } = sensitivity.tornado;
  const moving = swings.filter(({ swing }) => swing > 0);
  if (moving.length === 0) return undefined;
  const drawn = moving.slice(0, MOST_ROWS);
  const words = metricWords(model, sensitivity.metric);
  const title = tornadoFinding(sensitivity, words);
  const names = namesOf(drawn);
  const lines = drawn.map((swing) => linesOf(swing, centre, valueWords(model, swing.assumption)));
  const scale = rowScale(
    names,
    lines.map(({ length }) => length * LINE + APART),
  );
  const axis = barAxis(lines.flat(2), centre, words, scale.width);
  const at = axis.x(centre);
  const bars = lines.flatMap((ofRow, row) =>
    ofRow.flatMap((line, n) =>
      line.map((bar) => ({
        ...{ ...bar, assumption: drawn[row].assumption, end: axis.x(bar.metric) },
        y: scale.tops[row] + APART / 2 + (n + 0.5) * LINE,
      })),
    ),
  );
  const marks = [
    ...barLayers(bars, at),
    lineLayer([{ x: at, x2: at, y: HEAD - 6, y2: scale.height }], COLOUR.ink, 1.5),
  ];
  const labels = [centreLabel(`central run: ${words.value(centre)}`, at, scale.left), ...barLabels(bars)];
  const alt = [title, ...drawn.map((swing) => sentence(model, swing, centre, words))].join('. ');
  const spec = page({
    ...{ title, alt, left: scale.left, plotWidth: scale.width, gap: 0, axis: FOOT },
    subtitles: [
      model.scenario.title,
      `${capital(words.name)}${axis.unit === '' ? '' : ` (${axis.unit})`} with one assumption at the values beside its bars and all others central; ranges are taken at their 5 % and 95 % quantiles`,
    ],
    panels: [rowsPanel(scale, names, axis.ticks, marks, labels)],
    key: [
      [
        ...(bars.some(({ isAbove }) => !isAbove)
          ? [{ swatch: COLOUR.blue, text: 'assumption below its central value' }]
          : []),
        ...(bars.some(({ isAbove }) => isAbove)
          ? [{ swatch: COLOUR.orange, text: 'assumption above its central value' }]
          : []),
      ],
      [
        ...naming('Moving it less', namesOf(moving.slice(MOST_ROWS))),
        ...naming('Changing nothing when moved alone', namesOf(swings.slice(moving.length))),
      ],
    ],
  });
  return { name: 'tornado', title, alt, spec };
}

function namesOf(swings: readonly Swing[]): string[] {
  return swings.map(({ assumption }) => assumptionName(assumption));
}

/** Above the line of the central run, or as near as the page allows. */
function centreLabel(text: string, at: number, left: number): Label {
  const half = textWidth(text, SIZE.label) / 2;
  return {
    x: Math.min(Math.max(at, half - left), CONTENT_WIDTH - left - half),
    y: 8,
    text,
    align: 'center',
    size: SIZE.label,
  };
}

/** `Review time, by 300 t: 1,200 t at 6.9 weeks, 1,500 t at 14.5 weeks`. */
function sentence(model: Model, swing: Swing, centre: number, words: MetricWords): string {
  const value = valueWords(model, swing.assumption);
  const ends = swing.tried.map((one) => `${words.value(one.metric)} at ${value(one.value)}`);
  return `${capital(assumptionName(swing.assumption))}, ${movement(swing, centre, words)}: ${list(ends)}`;
}
