/** What a run costs and what is lost in it, a bar for each kind. */
import type { CostKind } from '../../../metrics/study/result.ts';
import type { ChartText } from '../../text/en-charts.ts';
import type { Chart } from '../chart.ts';
import { type Format, isNarrow, narrow } from '../layout/format.ts';
import { naming } from '../layout/key.ts';
import { COLOUR, SIZE } from '../layout/look.ts';
import { type Box, boxLayers, type Label, labelLayers, plotLayer, ruleLayers } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { textWidth, truncate } from '../layout/text-width.ts';
import type { PanelData } from '../panel-data.ts';
import type { Scene } from './scene.ts';

const MOST_ROWS = 14;
const ROW = 26;
const BAR = 14;
const KINDS: readonly CostKind[] = ['supply_cost', 'holding_cost', 'capital_cost', 'stock_cost'];

interface Amount {
  readonly title: string;
  readonly isLoss: boolean;
  /** Of the central run, or the mean of all with their 5 and 95 % quantiles. */
  readonly value: number;
  readonly spread: { readonly low: number; readonly high: number } | undefined;
}

/** The chart, or undefined where a scenario gives nothing in a currency. */
export function moneyChart(scene: Scene, format: Format): Chart | undefined {
  const { currency } = scene.model.scenario;
  if (currency === undefined) return undefined;
  const { text } = format;
  const amounts = amountsOf(scene, text);
  const drawn = amounts.filter(({ value, spread }) => value !== 0 || (spread && spread.high > spread.low));
  if (drawn.length === 0) return undefined;
  const shown = (value: number) => amountText(value, currency, text);
  const sum = (isLoss: boolean) =>
    amounts.filter((one) => one.isLoss === isLoss).reduce((total, { value }) => total + value, 0);
  const has = (isLoss: boolean) => amounts.some((one) => one.isLoss === isLoss);
  // Nothing lost is said of those alone whose loss has a value.
  const isLossTold = has(true) && (sum(true) > 0 || withoutValue(scene).length === 0);
  const title = text.money.headline({
    cost: has(false) ? shown(sum(false)) : undefined,
    loss: !isLossTold ? undefined : sum(true) > 0 ? shown(sum(true)) : null,
    isMean: scene.ensemble !== undefined,
  });
  const notes = drawn.map((one) => ({ of: one.title, note: valueText(one, currency, text) }));
  const alt = text.common.alt(title, notes);
  const draw = (on: Format) => specOf(scene, drawn, title, alt, on);
  return {
    ...{ name: 'money', title, alt, spec: draw(format), narrow: draw(narrow(text)) },
    panels: [tableOf(amounts, currency, text)],
  };
}

function amountsOf({ metric, ensemble, users }: Scene, { money }: ChartText): Amount[] {
  const amount = (path: string, title: string, isLoss: boolean): Amount[] => {
    const central = metric(path);
    if (typeof central !== 'number') return [];
    const all = ensemble?.statistics(path);
    if (all === undefined) return [{ title, isLoss, value: central, spread: undefined }];
    return [{ title, isLoss, value: all.mean ?? central, spread: { low: all.p05, high: all.p95 } }];
  };
  return [
    ...KINDS.flatMap((kind) => amount(`total.${kind}`, money.kinds[kind], false)),
    ...users.flatMap(({ id, title }) => [
      ...amount(`demands.${id}.loss`, money.lossOf(title), true),
      ...amount(`demands.${id}.forgone_value`, money.forgoneBy(title), true),
    ]),
  ];
}

/** Who is short of what the scenario gives no value of, so that no loss is counted. */
function withoutValue({ users, metric }: Scene): string[] {
  return users
    .filter(({ id, odds }) => odds > 0 && typeof metric(`demands.${id}.loss`) !== 'number')
    .map(({ title }) => title);
}

/** Whether amounts of later days count less, at the central values. */
function isDiscounted({ scheduled }: Scene): boolean {
  return scheduled.parameters.money.discount[0] > 0;
}

function amountText(value: number, currency: string, { quantities }: ChartText): string {
  return `${value < 0 ? '−' : ''}${quantities.round(Math.abs(value))} ${quantities.unit(currency)}`;
}

function valueText({ value, spread }: Amount, currency: string, text: ChartText): string {
  const shown = amountText(value, currency, text);
  if (spread === undefined) return shown;
  const [low, high] = [spread.low, spread.high].map((one) => amountText(one, currency, text));
  return low === high ? shown : text.sensitivity.interval(shown, low, high);
}

function tableOf(amounts: readonly Amount[], currency: string, { money, common }: ChartText): PanelData {
  const hasSpread = amounts.some(({ spread }) => spread !== undefined);
  const values = (of: (one: Amount) => number | undefined) => amounts.map((one) => of(one) ?? null);
  return {
    ...{ title: money.caption, unit: currency, isShare: false },
    across: { kind: 'rows', head: money.kind, labels: amounts.map(({ title }) => title) },
    lines: hasSpread
      ? [
          { name: common.fan.mean, statistic: 'mean', values: values(({ value }) => value) },
          { name: '5 %', statistic: 'p05', values: values(({ spread }) => spread?.low) },
          { name: '95 %', statistic: 'p95', values: values(({ spread }) => spread?.high) },
        ]
      : [{ name: money.amount, statistic: 'central', values: values(({ value }) => value) }],
  };
}

function specOf(scene: Scene, all: readonly Amount[], title: string, alt: string, format: Format): Chart['spec'] {
  const { text, width } = format;
  const { money, common } = text;
  const currency = scene.model.scenario.currency as string;
  const rows = all.slice(0, MOST_ROWS);
  const texts = rows.map((one) => valueText(one, currency, text));
  const names = rows.map((one) => truncate(one.title, isNarrow(format) ? width * 0.42 : 270, SIZE.label));
  const left = Math.ceil(Math.max(60, ...names.map((name) => textWidth(name, SIZE.label)))) + 12;
  const right = Math.ceil(Math.max(...texts.map((one) => textWidth(one, SIZE.label)))) + 20;
  const plotWidth = Math.max(60, width - left - right);
  const least = Math.min(0, ...rows.map(({ value }) => value));
  const most = Math.max(0, ...rows.map(({ value }) => value));
  const x = (value: number) => (most === least ? 0 : ((value - least) / (most - least)) * plotWidth);
  const boxes = rows.map(({ value, isLoss }, row): Box => {
    const y = ROW * row + (ROW - BAR) / 2;
    const [from, to] = [Math.min(x(0), x(value)), Math.max(x(0), x(value), x(0) + 1)];
    return { x: from, x2: to, y, y2: y + BAR, colour: isLoss ? COLOUR.short : COLOUR.blue };
  });
  const labels = rows.flatMap((_, row): Label[] => [
    { x: -left, y: ROW * (row + 0.5), text: names[row], size: SIZE.label },
    { x: plotWidth + 10, y: ROW * (row + 0.5), text: texts[row], size: SIZE.label },
  ]);
  const height = ROW * rows.length;
  return page(
    {
      ...{ title, alt, left, plotWidth, gap: 10, axis: 0 },
      subtitles: [
        scene.model.scenario.title,
        money.subtitle({ runs: scene.ensemble?.runs, isDiscounted: isDiscounted(scene) }),
      ].filter((one) => one !== ''),
      panels: [
        {
          ...{ width: plotWidth, height },
          layer: [
            plotLayer('plot', plotWidth, height),
            ...ruleLayers([{ x: x(0), y: 0, y2: height }]),
            ...boxLayers(boxes),
            ...labelLayers(labels),
          ],
        },
      ],
      key: [
        [
          ...(rows.some(({ isLoss }) => !isLoss) ? [{ swatch: COLOUR.blue, text: money.cost }] : []),
          ...(rows.some(({ isLoss }) => isLoss) ? [{ swatch: COLOUR.short, text: money.loss }] : []),
        ],
        naming(
          common.notDrawn,
          all.slice(MOST_ROWS).map((one) => one.title),
          format,
        ),
        naming(money.withoutValue, withoutValue(scene), format),
      ],
    },
    format,
  );
}
