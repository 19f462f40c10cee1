/** The tornado: how far each assumption, moved alone, takes a metric from where the central run has it. */
import type { Drivers } from '../../../metrics/sensitivity/drivers.ts';
import type { Swing } from '../../../metrics/sensitivity/tornado.ts';
import type { Model } from '../../../model/network.ts';
import { assumptionWords } from '../../sensitivity/assumption-words.ts';
import { isOneSided, tornadoFinding } from '../../sensitivity/finding.ts';
import { type MetricWords, metricWords } from '../../sensitivity/metric-words.ts';
import { chartTextOf, type Language } from '../../text/languages.ts';
import type { Chart } from '../chart.ts';
import { type Format, narrow, wide } from '../layout/format.ts';
import { naming } from '../layout/key.ts';
import { COLOUR, SIZE } from '../layout/look.ts';
import type { Label } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { textWidth } from '../layout/text-width.ts';
import type { PanelData } from '../panel-data.ts';
import { FOOT, HEAD, lineLayer, rowScale, rowsPanel } from './assumption-rows.ts';
import { barAxis, barLabels, barLayers, linesOf } from './tornado-bars.ts';

const MOST_ROWS = 12;
const LINE = 24;
const APART = 8;

/** What the chart is drawn from. */
interface Content {
  readonly model: Model;
  readonly centre: number;
  readonly moving: readonly Swing[];
  readonly still: readonly Swing[];
  readonly words: MetricWords;
  readonly title: string;
  readonly alt: string;
}

/** The chart, or undefined where no assumption moves the metric. */
export function tornadoChart(model: Model, drivers: Drivers, language: Language = 'en'): Chart | undefined {
  const format = wide(chartTextOf(language));
  const { text } = format;
  const { swings, centre } = drivers.tornado;
  const moving = swings.filter(({ swing }) => swing > 0);
  if (moving.length === 0) return undefined;
  const words = metricWords(model, drivers.metric, text);
  const { value: values } = assumptionWords(model, text);
  const title = tornadoFinding(drivers, words, text);
  const notes = moving.slice(0, MOST_ROWS).map(({ assumption, tried }) => {
    const value = values(assumption);
    const ends = tried.map((one) => ({ metric: words.value(one.metric), at: value(one.value) }));
    return { of: words.assumption(assumption), note: text.sensitivity.tornadoNote(ends) };
  });
  const alt = text.common.alt(title, notes);
  const content = { model, centre, moving, still: swings.slice(moving.length), words, title, alt };
  return {
    ...{ name: 'tornado', title, alt, spec: specOf(content, format), narrow: specOf(content, narrow(text)) },
    panels: [tableOf(model, moving, words, format)],
  };
}

/** One row for each value that was tried. */
function tableOf(model: Model, swings: readonly Swing[], words: MetricWords, { text }: Format): PanelData {
  const { value: values } = assumptionWords(model, text);
  const rows = swings.flatMap(({ assumption, tried }) =>
    tried.map(({ value, metric }) => ({ assumption, value, metric, at: values(assumption)(value) })),
  );
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    ...{ title: words.name, unit: '', isShare: false },
    across: {
      ...{ kind: 'rows', head: text.sensitivity.assumption },
      labels: rows.map(({ assumption }) => words.assumption(assumption)),
    },
    lines: [
      {
        name: text.sensitivity.at,
        values: rows.map(({ value }) => finite(value)),
        texts: rows.map(({ at }) => at),
      },
      {
        ...{ name: text.sensitivity.gives, values: rows.map(({ metric }) => finite(metric)) },
        texts: rows.map(({ metric }) => words.value(metric)),
      },
    ],
  };
}

function specOf({ model, centre, moving, still, words, title, alt }: Content, format: Format): Chart['spec'] {
  const { text, width } = format;
  const { sensitivity } = text;
  const drawn = moving.slice(0, MOST_ROWS);
  const { value: values } = assumptionWords(model, text);
  const namesOf = (swings: readonly Swing[]) => swings.map(({ assumption }) => words.assumption(assumption));
  const names = namesOf(drawn);
  const lines = drawn.map((swing) => linesOf(swing, centre, values(swing.assumption)));
  const heights = lines.map(({ length }) => length * LINE + APART);
  const scale = rowScale(names, heights, format);
  const axis = barAxis(lines.flat(2), centre, words, scale.width, text);
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
  const central = centreLabel(sensitivity.central(words.value(centre)), at, scale.left, width);
  const oneSided = drawn.filter((swing) => isOneSided(swing, centre));
  return page(
    {
      ...{ title, alt, left: scale.left, plotWidth: scale.width, gap: 0, axis: FOOT },
      subtitles: [model.scenario.title, sensitivity.tornadoSubtitle(words.name, axis.unit)],
      panels: [rowsPanel(scale, axis.ticks, marks, [central, ...barLabels(bars)])],
      key: [
        [
          ...(bars.some(({ isAbove }) => !isAbove) ? [{ swatch: COLOUR.blue, text: sensitivity.below }] : []),
          ...(bars.some(({ isAbove }) => isAbove) ? [{ swatch: COLOUR.orange, text: sensitivity.above }] : []),
        ],
        [
          ...(oneSided.length > 0 ? [{ text: text.common.remark(sensitivity.oneSided(namesOf(oneSided))) }] : []),
          ...naming(sensitivity.less, namesOf(moving.slice(MOST_ROWS)), format),
          ...naming(sensitivity.nothing, namesOf(still), format),
        ],
      ],
    },
    format,
  );
}

/** Above the line of the central run, or as near as the page allows. */
function centreLabel(text: string, at: number, left: number, width: number): Label {
  const half = textWidth(text, SIZE.label) / 2;
  return {
    x: Math.min(Math.max(at, half - left), width - left - half - 1),
    ...{ y: 8, text, align: 'center', size: SIZE.label },
  };
}
