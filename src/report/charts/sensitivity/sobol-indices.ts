/** Sobol indices: what share of a metric's variance each assumption explains, alone and together with the others. */
import type { Estimate } from '../../../metrics/sensitivity/estimate.ts';
import type { Sensitivity } from '../../../metrics/sensitivity/sensitivity.ts';
import type { Model } from '../../../model/network.ts';
import { assumptionName } from '../../sensitivity/assumption-words.ts';
import { sobolFinding, sobolNote, sumFinding } from '../../sensitivity/finding.ts';
import { metricWords } from '../../sensitivity/metric-words.ts';
import { formatNumber } from '../../text/format.ts';
import { capital } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { naming } from '../layout/key.ts';
import { COLOUR, CONTENT_WIDTH } from '../layout/look.ts';
import { page } from '../layout/page.ts';
import { FOOT, rowScale, rowsPanel } from './assumption-rows.ts';
import { estimateLabels, intervalLayers } from './intervals.ts';

const MOST_ROWS = 12;
const ROW = 44;
const LINE = 17;
/** Room at the right for the numbers. */
const NUMBERS = 120;

/** The chart, or undefined where there are no indices. */
export function sobolIndicesChart(model: Model, sensitivity: Sensitivity): Chart | undefined {
  const indices = sensitivity.indices ?? [];
  if (indices.length === 0) return undefined;
  const drawn = indices.slice(0, MOST_ROWS);
  const words = metricWords(model, sensitivity.metric);
  const title = sobolFinding(sensitivity, words);
  const remarks = [sumFinding(sensitivity), sobolNote(model)].filter((text) => text !== undefined);
  const names = drawn.map(({ assumption }) => assumptionName(assumption));
  const scale = rowScale(
    names,
    names.map(() => ROW),
    NUMBERS,
  );
  const x = (value: number) => value * scale.width;
  const marks = (of: 'first' | 'total', line: number) =>
    drawn.map((one, row) => ({
      assumption: one.assumption,
      estimate: one[of],
      y: scale.tops[row] + ROW / 2 + line * LINE,
    }));
  const [first, total] = [marks('first', -0.5), marks('total', 0.5)];
  const alt = [
    title,
    ...drawn.map(
      (one) =>
        `${capital(assumptionName(one.assumption))}: alone ${inWords(one.first)}, with the others ${inWords(one.total)}`,
    ),
  ].join('. ');
  const spec = page({
    ...{ title, alt, left: scale.left, plotWidth: scale.width, gap: 0, axis: FOOT },
    subtitles: [
      model.scenario.title,
      `Share of the variance of the ${words.name} (Sobol indices) in ${formatNumber(sensitivity.runs * (indices.length + 2))} runs, with 95 % intervals`,
    ],
    panels: [
      rowsPanel(
        scale,
        names,
        [0, 0.2, 0.4, 0.6, 0.8, 1].map((tick) => ({ x: x(tick), text: `${briefly(tick)} %` })),
        [...intervalLayers(first, x, [0, 1], COLOUR.blue), ...intervalLayers(total, x, [0, 1], COLOUR.orange)],
        estimateLabels([...first, ...total], CONTENT_WIDTH - scale.left, inWords),
      ),
    ],
    key: [
      [
        { swatch: COLOUR.blue, text: 'alone (first order)' },
        { swatch: COLOUR.orange, text: 'alone and together with others (total)' },
      ],
      [
        ...remarks.map((text) => ({ text: `${text}.` })),
        ...naming(
          'Explaining less',
          indices.slice(MOST_ROWS).map(({ assumption }) => assumptionName(assumption)),
        ),
      ],
    ],
  });
  return { name: 'sobol-indices', title, alt, spec };
}

/** `62 % (58 to 67)`. */
function inWords({ value, low, high }: Estimate): string {
  return `${briefly(value)} % (${briefly(low)} to ${briefly(high)})`;
}

/** Whole percents of a share; an estimate may lie a little beyond 0 and 1. */
function briefly(share: number): string {
  return share > 0 && share < 0.005 ? '<1' : `${Math.round(100 * Math.max(0, Math.min(1, share)))}`;
}
