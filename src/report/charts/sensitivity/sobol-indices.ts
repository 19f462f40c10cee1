/** Sobol indices: what share of a metric's variance each assumption explains, alone and together with the others. */
import type { Estimate } from '../../../metrics/sensitivity/estimate.ts';
import type { Sensitivity } from '../../../metrics/sensitivity/sensitivity.ts';
import type { Model } from '../../../model/network.ts';
import { sobolFinding, sobolNote, sumFinding } from '../../sensitivity/finding.ts';
import { metricWords } from '../../sensitivity/metric-words.ts';
import type { Chart } from '../chart.ts';
import type { Format } from '../layout/format.ts';
import { naming } from '../layout/key.ts';
import { COLOUR } from '../layout/look.ts';
import { page } from '../layout/page.ts';
import { FOOT, rowScale, rowsPanel } from './assumption-rows.ts';
import { estimateLabels, intervalLayers } from './intervals.ts';

const MOST_ROWS = 12;
const ROW = 44;
const LINE = 17;
/** Room at the right for the numbers. */
const NUMBERS = 130;

/** The chart, or undefined where there are no indices. */
export function sobolIndicesChart(model: Model, sensitivity: Sensitivity, format: Format): Chart | undefined {
  const { text, width } = format;
  const indices = sensitivity.indices ?? [];
  if (indices.length === 0) return undefined;
  const drawn = indices.slice(0, MOST_ROWS);
  const words = metricWords(model, sensitivity.metric, text);
  const title = sobolFinding(sensitivity, words, text);
  const subtitle = text.sensitivity.sobolSubtitle(words.name, sensitivity.runs * (indices.length + 2));
  const remarks = [sumFinding(sensitivity, text), sobolNote(model, text)].filter((one) => one !== undefined);
  const names = drawn.map(({ assumption }) => words.assumption(assumption));
  const heights = names.map(() => ROW);
  const scale = rowScale(names, heights, format, NUMBERS);
  const x = (value: number) => value * scale.width;
  const marks = (of: 'first' | 'total', line: number) =>
    drawn.map((one, row) => ({
      ...{ assumption: one.assumption, estimate: one[of] },
      y: scale.tops[row] + ROW / 2 + line * LINE,
    }));
  const [first, total] = [marks('first', -0.5), marks('total', 0.5)];
  const inWords = ({ value, low, high }: Estimate) =>
    text.sensitivity.interval(`${briefly(value)} %`, briefly(low), briefly(high));
  const alt = text.common.alt(
    title,
    drawn.map((one) => ({
      of: words.assumption(one.assumption),
      note: text.sensitivity.sobolNote(inWords(one.first), inWords(one.total)),
    })),
  );
  const spec = page(
    {
      ...{ title, alt, left: scale.left, plotWidth: scale.width, gap: 0, axis: FOOT },
      subtitles: [model.scenario.title, subtitle],
      panels: [
        rowsPanel(
          scale,
          [0, 0.2, 0.4, 0.6, 0.8, 1].map((tick) => ({ x: x(tick), text: `${briefly(tick)} %` })),
          [...intervalLayers(first, x, [0, 1], COLOUR.blue), ...intervalLayers(total, x, [0, 1], COLOUR.orange)],
          estimateLabels([...first, ...total], width - scale.left, text.sensitivity.estimate, inWords),
        ),
      ],
      key: [
        [
          { swatch: COLOUR.blue, text: text.sensitivity.alone },
          { swatch: COLOUR.orange, text: text.sensitivity.withOthers },
        ],
        [
          ...remarks.map((remark) => ({ text: text.common.remark(remark) })),
          ...naming(
            text.sensitivity.explainingLess,
            indices.slice(MOST_ROWS).map(({ assumption }) => words.assumption(assumption)),
            format,
          ),
        ],
      ],
    },
    format,
  );
  return {
    ...{ name: 'sobol-indices', title, alt, spec },
    panels: [
      {
        ...{ title: subtitle, unit: '', isShare: true },
        across: {
          ...{ kind: 'rows', head: text.sensitivity.assumption },
          labels: indices.map(({ assumption }) => words.assumption(assumption)),
        },
        lines: [
          { name: text.sensitivity.alone, values: indices.map((one) => one.first.value) },
          { name: text.sensitivity.withOthers, values: indices.map((one) => one.total.value) },
        ],
      },
    ],
  };
}

/** Whole percents of a share; an estimate may lie a little beyond 0 and 1. */
function briefly(share: number): string {
  return share > 0 && share < 0.005 ? '<1' : `${Math.round(100 * Math.max(0, Math.min(1, share)))}`;
}
