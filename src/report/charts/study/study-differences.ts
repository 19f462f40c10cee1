/** What each policy changes: differences to the base on the same draws, with their 95 % intervals. */
import type { Compared, StudyResult, VariantResult } from '../../../metrics/study/result.ts';
import { comparedOf, shortDemands, signed, totalShortage } from '../../study/numbers.ts';
import { bestVariant } from '../../study/sentences.ts';
import { capital, roundNumber, significant } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { COLOUR, CONTENT_WIDTH, SIZE } from '../layout/look.ts';
import { type Label, type Layer, labelLayers, type Panel } from '../layout/marks.ts';
import { linearScale, numberAxis, ticksBetween } from '../layout/number-axis.ts';
import { page } from '../layout/page.ts';
import { headingsOf } from '../layout/rows.ts';
import { textWidth, truncate } from '../layout/text-width.ts';

const ROW = 24;
const MOST_VARIANTS = 12;
const MOST_DEMANDS = 3;
const AXIS = 24;

/** One quantity that policies change. */
interface Quantity {
  readonly title: string;
  readonly name: Compared['name'];
  readonly demand: string | undefined;
  readonly unit: string;
  readonly scale: number;
}

/** The chart, or undefined where nothing differs from the base. */
export function studyDifferencesChart(result: StudyResult): Chart | undefined {
  const variants = result.variants
    .slice(1)
    .filter(({ isWhole }) => isWhole)
    .slice(0, MOST_VARIANTS);
  const all: Quantity[] = [
    { title: 'Shortage in all', name: 'total_shortage', demand: undefined, unit: 't', scale: 1 },
    ...shortDemands(result)
      .slice(0, MOST_DEMANDS)
      .map(
        ({ id, title, unit }): Quantity => ({
          ...{ title: `Shortage of ${title}`, name: 'shortage', demand: id },
          ...{ unit: unit.name, scale: unit.scale },
        }),
      ),
    { title: 'Cost of deliveries', name: 'cost', demand: undefined, unit: result.currency || 'relative', scale: 1 },
  ];
  const moves = ({ name, demand }: Quantity) =>
    variants.some((variant) => (comparedOf(variant, name, demand)?.paired?.difference ?? 0) !== 0);
  const quantities = all.filter(moves);
  if (quantities.length === 0) return undefined;
  const left = Math.ceil(Math.min(230, Math.max(...variants.map(({ title }) => textWidth(title, SIZE.text))) + 14));
  const texts = quantities.map((quantity) => variants.map((variant) => differenceText(variant, quantity)));
  const right = Math.ceil(Math.max(...texts.flat().map((text) => textWidth(text, SIZE.text)))) + 24;
  const plotWidth = CONTENT_WIDTH - left - right;
  const headings = headingsOf(quantities.map(({ title, unit }) => ({ title, ending: ` (${unit})`, note: '' })));
  const panels = quantities.map((quantity, n) =>
    panel(variants, quantity, texts[n], { left, plotWidth, labels: headings.labels(left, n) }),
  );
  const best = bestVariant(result);
  const total = best && comparedOf(best, 'total_shortage')?.paired;
  const isOpen = total?.high !== null && total?.high !== undefined && total.high >= 0;
  const title =
    best && total
      ? `${capital(best.title)}: ${roundNumber(-total.difference)} t less shortage in all, of ${roundNumber(totalShortage(result.variants[0]))} t in the base${isOpen ? ', which may be chance' : ''}`
      : 'No policy here gives less shortage in all than the base';
  const alt = [
    title,
    ...quantities.map(
      ({ title: name }, n) => `${name}: ${variants.map((variant, v) => `${variant.title} ${texts[n][v]}`).join('; ')}`,
    ),
  ].join('. ');
  const spec = page({
    ...{ title, alt, left, plotWidth, gap: headings.gap + AXIS, axis: AXIS, panels },
    subtitles: [
      result.title,
      result.runs > 1
        ? `Difference to the base on the same draws: mean of ${roundNumber(result.runs)} replicates, and its 95 % interval`
        : 'Difference to the base, at central values',
    ],
    key: [
      [
        { swatch: COLOUR.blue, text: 'less than the base' },
        { swatch: COLOUR.short, text: 'more than the base' },
        { swatch: COLOUR.faint, text: result.runs > 1 ? 'the same, or not told apart' : 'the same' },
      ],
    ],
  });
  return { name: 'study-differences', title, alt, spec };
}

function differenceText(variant: VariantResult, { name, demand, scale }: Quantity): string {
  const paired = comparedOf(variant, name, demand)?.paired;
  if (!paired) return 'not comparable';
  const { difference, low, high } = paired;
  const number = (value: number) => signed(value / scale);
  if (difference === 0 && low === high) return 'no change';
  if (low === null || high === null || number(low) === number(high)) return number(difference);
  return `${number(difference)} (${number(low)} to ${number(high)})`;
}

function panel(
  variants: readonly VariantResult[],
  { name, demand, scale }: Quantity,
  texts: readonly string[],
  at: { readonly left: number; readonly plotWidth: number; readonly labels: readonly Label[] },
): Panel {
  const rows = variants.map((variant, row) => {
    const paired = comparedOf(variant, name, demand)?.paired;
    const [difference, low, high] = [paired?.difference, paired?.low, paired?.high].map(
      (one) => (one ?? Number.NaN) / scale,
    );
    const ends = Number.isNaN(low) ? [difference, difference] : [low, high];
    return { row, difference, low: ends[0], high: ends[1] };
  });
  const known = rows.filter(({ difference }) => !Number.isNaN(difference));
  const ticks = ticksBetween(
    Math.min(0, ...known.map(({ low }) => low)),
    Math.max(0, ...known.map(({ high }) => high)),
  );
  const x = linearScale(ticks, at.plotWidth);
  const height = ROW * variants.length;
  const middle = (row: number) => ROW * (row + 0.5);
  const values = known.map(({ row, difference, low, high }) => ({
    ...{ difference: significant(difference), low: significant(low), high: significant(high), y: middle(row) },
    colour: low > 0 ? COLOUR.short : high < 0 ? COLOUR.blue : COLOUR.faint,
  }));
  const colour = { field: 'colour', type: 'nominal', scale: null } as const;
  const y = { field: 'y', type: 'quantitative', scale: null, axis: null } as const;
  const axis = numberAxis('difference', ticks);
  const marks: Layer[] = [
    {
      data: { values: [{ x: Math.round(x(0) * 10) / 10, y: 0, y2: height }] },
      mark: { type: 'rule', color: COLOUR.text, strokeWidth: 1, tooltip: null },
      encoding: { x: { field: 'x', type: 'quantitative', scale: null, axis: null }, y, y2: { field: 'y2' } },
    },
    {
      data: { values },
      mark: { type: 'rule', strokeWidth: 2, tooltip: null },
      encoding: { x: { ...numberAxis('low', ticks), field: 'low' }, x2: { field: 'high' }, y, color: colour },
    },
    {
      data: { values },
      mark: { type: 'point', filled: true, size: 70, opacity: 1, tooltip: null },
      encoding: { x: axis, y, color: colour },
    },
  ];
  const labels = variants.flatMap(({ title }, row): Label[] => [
    { x: -10, y: middle(row), align: 'right', text: truncate(title, at.left - 12, SIZE.text) },
    { x: at.plotWidth + 14, y: middle(row), text: texts[row] },
  ]);
  return { width: at.plotWidth, height, layer: [...marks, ...labelLayers([...labels, ...at.labels])] };
}
