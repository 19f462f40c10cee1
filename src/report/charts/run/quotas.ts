/** Quotas of licences: what of each has been used in its period, and what is left. */
import type { Chart } from '../chart.ts';
import type { Format } from '../layout/format.ts';
import { naming } from '../layout/key.ts';
import { COLOUR } from '../layout/look.ts';
import type { Layer } from '../layout/marks.ts';
import { panelChart, type Row, type RowCanvas } from '../layout/panel-chart.ts';
import { type PointTable, pointRows, pointTable } from '../layout/point-table.ts';
import { ticksTo } from '../layout/rows.ts';
import { most } from './fan.ts';
import { timelineInput } from './licence-phases.ts';
import type { Scene } from './scene.ts';

const MOST_ROWS = 6;
/** What is used is drawn in. */
const USED = '#d9d9d9';
/** A quota of which less than this share is left is used up. */
const USED_UP = 1e-6;

interface Quota {
  readonly title: string;
  readonly unit: { readonly name: string; readonly scale: number; readonly base: string };
  /** By step, in tonnes or pieces, since its period began and at the end of the step; NaN without a limit. */
  readonly used: Float64Array;
  readonly left: Float64Array;
  /** Days in which it is used up. */
  readonly emptyDays: number;
  /** The largest share of it that is ever used. */
  readonly mostUsed: number;
}

/** The chart of the central run, or undefined where no licence has a limit for a period. */
export function quotasChart(scene: Scene, format: Format): Chart | undefined {
  const { text } = format;
  const { quotas } = text;
  const all = scene.model.scenario.licences
    .flatMap((_, licence) => quotaOf(scene, licence) ?? [])
    .toSorted((a, b) => b.emptyDays - a.emptyDays || b.mostUsed - a.mostUsed);
  const [first] = all;
  if (first === undefined) return undefined;
  const drawn = all.slice(0, MOST_ROWS);
  return panelChart(
    {
      ...{ name: 'quotas', axis: scene, rows: drawn.map((quota) => rowOf(scene, quota, format)) },
      headline: quotas.headline({ ...first, isCentral: scene.ensemble !== undefined }),
      subtitles: [scene.model.scenario.title, quotas.subtitle],
      timeline: timelineInput(scene, text),
      key: (page) => [
        [
          { swatch: USED, text: quotas.used },
          { swatch: COLOUR.greenArea, text: quotas.left },
        ],
        naming(
          text.common.notDrawn,
          all.slice(MOST_ROWS).map(({ title }) => title),
          page,
        ),
      ],
    },
    format,
  );
}

function quotaOf(scene: Scene, licence: number): Quota | undefined {
  const { model, steps, stepDays } = scene;
  const { scenario, network, quotas } = model;
  const { id, title, phases } = scenario.licences[licence];
  const { start, items } = network.gatedBy;
  const gated = Array.from(items.subarray(start[licence], start[licence + 1]));
  // A limit without a period is a rate: of it nothing is left over.
  if (gated.length === 0 || phases.every(({ per }) => per === undefined)) return undefined;
  const left = scene.values('licence', id, 'quota_left');
  if (left.every(Number.isNaN)) return undefined;
  const shipped = gated.map((f) => scene.values('flow', scenario.flows[f].id, 'shipped'));
  const used = new Float64Array(steps);
  for (let t = 0; t < steps; t++) {
    const begins = quotas === undefined || quotas.begins[t * network.licences + licence] > 0;
    const before = t === 0 || begins || Number.isNaN(left[t - 1]) ? 0 : used[t - 1];
    used[t] = Number.isNaN(left[t]) ? Number.NaN : before + shipped.reduce((sum, values) => sum + values[t], 0);
  }
  const shares = used.map((amount, t) => (amount + left[t] > 0 ? amount / (amount + left[t]) : Number.NaN));
  return {
    ...{ title, used, left, unit: scenario.stockpiles[network.to[gated[0]]].unit },
    emptyDays: shares.filter((share) => share > 1 - USED_UP).length * stepDays,
    mostUsed: most(shares),
  };
}

function rowOf(scene: Scene, { title, unit, used, left, emptyDays, mostUsed }: Quota, { text }: Format): Row {
  const scaled = (values: Float64Array) => values.map((value) => value / unit.scale);
  const whole = used.map((amount, t) => amount + left[t]);
  const table = pointTable(scene.days, { left: scaled(left), used: scaled(used), whole: scaled(whole) });
  return {
    ...{ title, unit: unit.name, ending: text.common.unitEnding(unit.name), reading: 'number' },
    note: text.quotas.note({ emptyDays, mostUsed }),
    ticks: ticksTo(most(scaled(whole))),
    across: { kind: 'dates', days: table.days, stepDays: scene.stepDays },
    lines: [
      { name: text.quotas.left, statistic: 'central', colour: COLOUR.green, values: table.columns['left'] },
      { name: text.quotas.used, colour: COLOUR.faint, values: table.columns['used'] },
    ],
    marks: (on) => [leftLayer(table, on)],
  };
}

/** What is left stands below, what is used upon it: together they are the quota. */
function leftLayer(table: PointTable, { x, y }: RowCanvas): Layer {
  const shared = { type: 'area', interpolate: 'step-after', opacity: 1 } as const;
  return {
    data: { values: pointRows(table) },
    encoding: { x },
    layer: [
      { mark: { ...shared, color: USED }, encoding: { y: y('whole') } },
      {
        mark: { ...shared, color: COLOUR.greenArea, line: { color: COLOUR.green, interpolate: 'step-after' } },
        encoding: { y: y('left') },
      },
    ],
  };
}
