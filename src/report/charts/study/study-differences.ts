/** What each policy changes: differences to the base on the same draws, with their 95 % intervals. */

import { bestChoice, comparedOf, shortDemands, summedAlone, totalShortage } from '../../../findings/study.ts';
import type { Compared, StudyResult, VariantResult } from '../../../metrics/study/result.ts';
import type { ChartText } from '../../text/en-charts.ts';
import { significant } from '../../text/quantities.ts';
import { summedAmount } from '../../text/summed.ts';
import type { Chart } from '../chart.ts';
import { type Format, isNarrow, narrow } from '../layout/format.ts';
import { COLOUR, RIGHT, SIZE } from '../layout/look.ts';
import { type Box, boxLayers, type Label, type Layer, labelLayers, type Panel } from '../layout/marks.ts';
import { linearScale, numberAxis, ticksBetween } from '../layout/number-axis.ts';
import { page } from '../layout/page.ts';
import { headingsOf } from '../layout/rows.ts';
import { textWidth, wrapEvenly } from '../layout/text-width.ts';
import type { PanelData } from '../panel-data.ts';

const ROW = 24;
/** A title that is too long for a line beside its row stands in two. */
const LINE = 14;
const MOST_LINES = 2;
const MOST_LEFT = 230;
const NARROW_LEFT = 12;
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
export function studyDifferencesChart(result: StudyResult, format: Format): Chart | undefined {
  const { text } = format;
  const variants = result.variants
    .slice(1)
    .filter(({ isWhole }) => isWhole)
    .slice(0, MOST_VARIANTS);
  const quantities = quantitiesOf(result, text).filter(({ name, demand }) =>
    variants.some((variant) => (comparedOf(variant, name, demand)?.paired?.difference ?? 0) !== 0),
  );
  if (quantities.length === 0) return undefined;
  const title = headlineOf(result, text);
  const notes = quantities.map((quantity) => ({
    of: quantity.title,
    note: text.quantities.clauses(
      variants.map((variant) => text.study.policyNote(variant.title, differenceText(variant, quantity, text))),
    ),
  }));
  const alt = text.common.alt(title, notes);
  const draw = (on: Format) => specOf(result, variants, quantities, title, alt, on);
  return {
    ...{ name: 'study-differences', title, alt, spec: draw(format), narrow: draw(narrow(text)) },
    panels: quantities.map((quantity) => tableOf(variants, quantity, text)),
  };
}

function totalTitle(result: StudyResult, { study, quantities }: ChartText): string {
  const alone = summedAlone(result);
  return alone.length === 0 ? study.total : study.shortageOf(quantities.list(alone, 3));
}

function quantitiesOf(result: StudyResult, text: ChartText): Quantity[] {
  const { study } = text;
  return [
    { title: totalTitle(result, text), name: 'total_shortage', demand: undefined, unit: result.summed.unit, scale: 1 },
    ...shortDemands(result)
      .slice(0, MOST_DEMANDS)
      .map(
        ({ id, title, unit }): Quantity => ({
          ...{ title: study.shortageOf(title), name: 'shortage', demand: id },
          ...{ unit: unit.name, scale: unit.scale },
        }),
      ),
    ...moneyQuantities(result, study),
  ];
}

/** Costs, and costs with losses, in millions where they come to that; relative ones say nothing of what a policy costs. */
function moneyQuantities({ variants, currency }: StudyResult, study: ChartText['study']): Quantity[] {
  if (currency === '') return [];
  const names = ['cost', 'cost_and_loss'] as const;
  const sizes = variants.flatMap((variant) =>
    names.map((name) => Math.abs(comparedOf(variant, name)?.paired?.difference ?? 0)),
  );
  const isMillions = Math.max(...sizes) >= 1e6;
  const [unit, scale] = isMillions ? [`M${currency}`, 1e6] : [currency, 1];
  const titles = { cost: study.cost, cost_and_loss: study.costAndLoss };
  return names.map((name) => ({ title: titles[name], name, demand: undefined, unit, scale }));
}

function headlineOf(result: StudyResult, text: ChartText): string {
  const { study } = text;
  const best = bestChoice(result);
  const total = best && comparedOf(best, 'total_shortage')?.paired;
  if (!best || !total) return study.noneBetter;
  const mayBeChance = total.high !== null && total.high >= 0;
  const base = summedAmount(totalShortage(result.variants[0]), result, text);
  return study.better(best.title, summedAmount(-total.difference, result, text), base, mayBeChance);
}

function specOf(
  result: StudyResult,
  variants: readonly VariantResult[],
  quantities: readonly Quantity[],
  title: string,
  alt: string,
  format: Format,
): Chart['spec'] {
  const { text, width } = format;
  const { study } = text;
  // On a narrow page titles stand above their rows: beside them they would leave no room for the marks.
  const above = isNarrow(format);
  const longest = Math.max(...variants.map((one) => textWidth(one.title, SIZE.text)));
  const left = above ? NARROW_LEFT : Math.ceil(Math.min(MOST_LEFT, longest + 14));
  const names = variants.map(({ title }) =>
    wrapEvenly(title, above ? width - RIGHT : left - 12, SIZE.text, 400, MOST_LINES),
  );
  const lines = Math.max(...names.map(({ length }) => length));
  const head = above ? LINE * lines + 4 : 0;
  const row = head + ROW + (above ? 0 : LINE * (lines - 1));
  const texts = quantities.map((quantity) => variants.map((variant) => differenceText(variant, quantity, text)));
  const right = Math.ceil(Math.max(...texts.flat().map((one) => textWidth(one, SIZE.text)))) + 24;
  const plotWidth = Math.max(60, width - left - right);
  const headings = headingsOf(
    quantities.map((one) => ({ title: one.title, ending: text.common.unitEnding(one.unit), note: '' })),
    format,
  );
  const panels = quantities.map((quantity, n) =>
    panel(variants, quantity, texts[n], { names, row, head, left, plotWidth, labels: headings.labels(left, n), text }),
  );
  return page(
    {
      ...{ title, alt, left, plotWidth, gap: headings.gap + AXIS, axis: AXIS, panels },
      subtitles: [result.title, study.differenceSubtitle(result.runs)],
      key: [
        [
          { swatch: COLOUR.blue, text: study.less },
          { swatch: COLOUR.short, text: study.more },
          { swatch: COLOUR.faint, text: study.same(result.runs > 1) },
        ],
      ],
    },
    format,
  );
}

/** Less than is written of a number is no change, as in `round`. */
const LEAST = 0.001;

function signed(value: number, { quantities: { round } }: ChartText): string {
  const sign = value < 0 ? '−' : value > 0 ? '+' : '';
  return `${sign}${round(Math.abs(value))}`;
}

function differenceText(variant: VariantResult, { name, demand, scale }: Quantity, text: ChartText): string {
  const paired = comparedOf(variant, name, demand)?.paired;
  if (!paired) return text.study.notComparable;
  const { difference, low, high } = paired;
  const number = (value: number) => signed(value / scale, text);
  const most = Math.max(...[difference, low ?? 0, high ?? 0].map(Math.abs)) / scale;
  if (most < LEAST) return text.study.noChange;
  if (low === null || high === null || number(low) === number(high)) return number(difference);
  return text.sensitivity.interval(number(difference), number(low), number(high));
}

/** Differences and the ends of their intervals, in the unit of the quantity. */
function differencesOf(variants: readonly VariantResult[], { name, demand, scale }: Quantity) {
  return variants.map((variant) => {
    const paired = comparedOf(variant, name, demand)?.paired;
    const [difference, low, high] = [paired?.difference, paired?.low, paired?.high].map(
      (one) => (one ?? Number.NaN) / scale,
    );
    return Number.isNaN(low) ? { difference, low: difference, high: difference } : { difference, low, high };
  });
}

function tableOf(variants: readonly VariantResult[], quantity: Quantity, { study }: ChartText): PanelData {
  const rows = differencesOf(variants, quantity);
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    ...{ title: quantity.title, unit: quantity.unit, isShare: false },
    across: { kind: 'rows', head: study.policy, labels: variants.map(({ title }) => title) },
    lines: [
      { name: study.mean, statistic: 'mean', values: rows.map(({ difference }) => finite(difference)) },
      { name: '2.5 %', values: rows.map(({ low }) => finite(low)) },
      { name: '97.5 %', values: rows.map(({ high }) => finite(high)) },
    ],
  };
}

function panel(
  variants: readonly VariantResult[],
  quantity: Quantity,
  texts: readonly string[],
  at: {
    readonly names: readonly (readonly string[])[];
    readonly row: number;
    /** What of a row is for the title above its marks; 0 where titles stand beside them. */
    readonly head: number;
    readonly left: number;
    readonly plotWidth: number;
    readonly labels: readonly Label[];
    readonly text: ChartText;
  },
): Panel {
  const known = differencesOf(variants, quantity)
    .map((one, row) => ({ ...one, row }))
    .filter(({ difference }) => !Number.isNaN(difference));
  const ticks = ticksBetween(
    Math.min(0, ...known.map(({ low }) => low)),
    Math.max(0, ...known.map(({ high }) => high)),
    at.plotWidth < 200 ? 2 : 4,
  );
  const x = linearScale(ticks, at.plotWidth);
  const height = at.row * variants.length;
  const middle = (row: number) => at.row * row + (at.row + at.head) / 2;
  const values = known.map(({ row, difference, low, high }) => ({
    ...{ difference: significant(difference), low: significant(low), high: significant(high), y: middle(row) },
    colour: low > 0 ? COLOUR.short : high < 0 ? COLOUR.blue : COLOUR.faint,
  }));
  const colour = { field: 'colour', type: 'nominal', scale: null } as const;
  const y = { field: 'y', type: 'quantitative', scale: null, axis: null } as const;
  const axis = (field: string) => numberAxis(field, ticks, at.text.quantities.number);
  const marks: Layer[] = [
    {
      data: { values: [{ x: Math.round(x(0) * 10) / 10, y: 0, y2: height }] },
      mark: { type: 'rule', color: COLOUR.text, strokeWidth: 1, tooltip: null },
      encoding: { x: { field: 'x', type: 'quantitative', scale: null, axis: null }, y, y2: { field: 'y2' } },
    },
    {
      data: { values },
      mark: { type: 'rule', strokeWidth: 2, tooltip: null },
      encoding: { x: axis('low'), x2: { field: 'high' }, y, color: colour },
    },
    {
      data: { values },
      mark: { type: 'point', filled: true, size: 70, opacity: 1, tooltip: null },
      encoding: { x: axis('difference'), y, color: colour },
    },
  ];
  const labels = at.names.flatMap((lines, row): Label[] => [
    ...lines.map((text, n): Label => {
      if (at.head > 0) return { x: -at.left, y: at.row * row + at.head + LINE * (n - lines.length + 0.5), text };
      return { x: -10, y: middle(row) + LINE * (n - (lines.length - 1) / 2), align: 'right', text };
    }),
    { x: at.plotWidth + 14, y: middle(row), text: texts[row] },
  ]);
  // Titles above their rows lie on a ground that hides the lines of the grid, and that of no difference.
  const grounds = (at.head > 0 ? at.names : []).map((lines, row): Box => {
    const x2 = Math.max(...lines.map((text) => textWidth(text, SIZE.text))) - at.left + 2;
    return { x: -at.left, x2, y: at.row * row + 1, y2: at.row * row + at.head, colour: COLOUR.page };
  });
  const layer = [...marks, ...boxLayers(grounds), ...labelLayers([...labels, ...at.labels])];
  return { width: at.plotWidth, height, layer };
}
