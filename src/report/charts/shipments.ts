/** Shipments against licences: what is shipped and ordered under each, who ships beside it, what waits and what is held. */
import { formatDate } from '../../calendar.ts';
import type { Chart } from './chart.ts';
import { everRestricts, licenceSpans, type Span } from './licence-phases.ts';
import { COLOUR } from './look.ts';
import type { Layer, Position } from './marks.ts';
import { page } from './page.ts';
import { headingsOf, points, rowHeight, rowPanel, ticksTo } from './rows.ts';
import type { Scene } from './scene.ts';
import { dateEncoding, timeScale } from './time-axis.ts';
import { timelineOf } from './timeline.ts';
import { capital, list, roundNumber, shortDate, things } from './words.ts';

const LEFT = 62;
const MOST_ROWS = 8;
/** Below this share of the largest value a line is nothing to see. */
const NOTHING = 1e-6;

/** A panel of the chart: lines over time in one unit. */
interface Row {
  readonly title: string;
  readonly note: string;
  readonly spans: readonly Span[];
  readonly unit: string;
  readonly lines: readonly { readonly name: Line; readonly values: Float64Array }[];
}

type Line = 'shipped' | 'ordered' | 'others' | 'waiting' | 'held';

const LINES: Readonly<
  Record<Line, { readonly colour: string; readonly text: string; readonly area?: true; readonly dash?: number[] }>
> = {
  shipped: { colour: COLOUR.blue, text: 'shipped under the licence', area: true },
  ordered: { colour: COLOUR.ink, text: 'ordered (dashed)', dash: [4, 3] },
  others: { colour: COLOUR.faint, text: 'shipped by others to the same users' },
  held: { colour: COLOUR.green, text: 'licences held', area: true },
  waiting: { colour: COLOUR.orange, text: 'applications waiting' },
};

/** The chart, or undefined where nothing is ever shipped. */
export function shipmentsChart(scene: Scene): Chart | undefined {
  const gated = scene.model.scenario.licences
    .map((_, licence) => ({ licence, spans: licenceSpans(scene, licence), drop: dropOf(scene, licence) }))
    .filter(({ spans, drop }) => everRestricts(spans) && drop.from > 0)
    .toSorted((a, b) => b.drop.from - b.drop.to - (a.drop.from - a.drop.to) || a.licence - b.licence);
  const rows =
    gated.length > 0 ? gated.flatMap(({ licence, spans }) => licenceRows(scene, licence, spans)) : freeRows(scene);
  if (rows.length === 0) return undefined;
  const drawn = rows.slice(0, MOST_ROWS);
  const first = gated[0];
  const title = first ? finding(scene, first.licence, first.drop) : 'No licence ever stands in the way of a shipment';
  const alt = [title, ...drawn.map((row) => `${row.title}: ${row.note}`)].join('. ');
  const scale = timeScale(scene, LEFT);
  const timeline = timelineOf(scene, scale, LEFT);
  const headings = headingsOf(drawn);
  const panels = drawn.map((row, n) =>
    rowPanel({
      ...{ scale, height: rowHeight(drawn.length), gap: headings.gap, events: timeline.events },
      ...{ shades: row.spans, labels: headings.labels(LEFT, n) },
      marks: marksOf(scene, row, dateEncoding(scale, scene.model.stepDays, n === drawn.length - 1)),
    }),
  );
  const used = new Set(drawn.flatMap(({ lines }) => lines.map(({ name }) => name)));
  const hidden = rows.slice(MOST_ROWS).map((row) => row.title);
  const spec = page({
    ...{ title, alt, left: LEFT, plotWidth: scale.width, gap: headings.gap },
    subtitles: [scene.model.scenario.title, `Amounts ${perTime(scene).text}; licences and applications in stock`],
    panels: [...(timeline.panel ? [timeline.panel] : []), ...panels],
    key: [
      ...timeline.key,
      (Object.keys(LINES) as Line[])
        .filter((name) => used.has(name))
        .map((name) => ({ swatch: LINES[name].colour, text: LINES[name].text })),
      hidden.length > 0 ? [{ text: `Not drawn: ${list(hidden)}.` }] : [],
    ],
  });
  return { name: 'shipments', title, alt, spec };
}

/** Rates are told a week, or a month where steps are longer than two weeks. */
function perTime({ model: { stepDays } }: Scene): { factor: number; text: string } {
  return stepDays <= 14
    ? { factor: 7 / stepDays, text: 'a week' }
    : { factor: 365.25 / 12 / stepDays, text: 'a month' };
}

function flowsUnder({ model: { network } }: Scene, licence: number): number[] {
  return Array.from(network.gatedBy.items.subarray(network.gatedBy.start[licence], network.gatedBy.start[licence + 1]));
}

function sum(
  scene: Scene,
  kind: 'flow' | 'licence-flow',
  flows: readonly number[],
  variable: string,
  factor: number,
): Float64Array {
  const total = new Float64Array(scene.steps);
  for (const f of flows) {
    const values = scene.values(kind, scene.model.scenario.flows[f].id, variable);
    for (let t = 0; t < total.length; t++) total[t] += values[t] * factor;
  }
  return total;
}

/** How far shipments under a licence fall, a week or month: from the first step to the least after it. */
function dropOf(scene: Scene, licence: number): { from: number; to: number; at: number } {
  const shipped = sum(scene, 'flow', flowsUnder(scene, licence), 'started', perTime(scene).factor);
  const to = Math.min(...shipped);
  return { from: shipped[0] ?? 0, to, at: shipped.indexOf(to) };
}

function unitOf(scene: Scene, flows: readonly number[]): { name: string; scale: number } {
  const { scenario, network } = scene.model;
  const unit = scenario.stockpiles[network.to[flows[0] ?? 0]]?.unit;
  return { name: unit?.name ?? 't', scale: unit?.scale ?? 1 };
}

function finding(scene: Scene, licence: number, { from, to, at }: { from: number; to: number; at: number }): string {
  const { name, scale } = unitOf(scene, flowsUnder(scene, licence));
  const { title } = scene.model.scenario.licences[licence];
  const begins = `${capital(title)}: shipments`;
  if (to > 0.99 * from) return `${begins} would go on as before`;
  const least =
    to < NOTHING * from ? 'nothing' : `${roundNumber(to / scale)} ${things(to / scale, name)}`.replace(/ts$/, 't');
  return `${begins} would fall from ${roundNumber(from / scale)} ${name} ${perTime(scene).text} to ${least} by ${shortDate(scene.dayOf(at))}`;
}

function licenceRows(scene: Scene, licence: number, spans: readonly Span[]): Row[] {
  const { scenario, network } = scene.model;
  const flows = flowsUnder(scene, licence);
  const { name: unit, scale } = unitOf(scene, flows);
  const { factor, text } = perTime(scene);
  const stockpiles = new Set(flows.map((f) => network.to[f]));
  const others = scenario.flows.flatMap((_, f) => (stockpiles.has(network.to[f]) && !flows.includes(f) ? [f] : []));
  const shipped = sum(scene, 'flow', flows, 'started', factor / scale);
  const beside = sum(scene, 'flow', others, 'started', factor / scale);
  const waiting = sum(scene, 'licence-flow', flows, 'pending', 1 / scale);
  const held = sum(scene, 'licence-flow', flows, 'held', 1 / scale);
  const title = capital(scenario.licences[licence].title);
  const [least, most] = [Math.min(...shipped), Math.max(...shipped)];
  const ships: Row = {
    ...{ title, spans, unit: `${unit} ${text}` },
    note: `ships ${roundNumber(shipped[0])} ${unit} ${text} at first, ${roundNumber(least)} to ${roundNumber(most)} later`,
    lines: [
      { name: 'shipped', values: shipped },
      ...(Math.max(...beside) > NOTHING * most ? [{ name: 'others' as const, values: beside }] : []),
      { name: 'ordered', values: sum(scene, 'flow', flows, 'ordered', factor / scale) },
    ],
  };
  const [mostWaiting, mostHeld] = [Math.max(...waiting), Math.max(...held)];
  if (mostWaiting <= NOTHING && mostHeld <= NOTHING) return [ships];
  const stocks: Row = {
    ...{ title: `${title}: waiting and held`, spans, unit },
    note: `up to ${roundNumber(mostWaiting)} ${unit} waiting for a decision, ${roundNumber(mostHeld)} ${unit} held unused`,
    lines: [
      { name: 'held', values: held },
      { name: 'waiting', values: waiting },
    ],
  };
  return [ships, stocks];
}

/** Without licences in the way: what arrives at the stockpiles that demands draw on. */
function freeRows(scene: Scene): Row[] {
  const { scenario, network } = scene.model;
  const { factor, text } = perTime(scene);
  return [...new Set(network.drawsFrom)].flatMap((j) => {
    const flows = scenario.flows.flatMap((_, f) => (network.to[f] === j ? [f] : []));
    const { title, unit } = scenario.stockpiles[j];
    const shipped = sum(scene, 'flow', flows, 'started', factor / unit.scale);
    if (!(Math.max(...shipped) > 0)) return [];
    const [least, most] = [Math.min(...shipped), Math.max(...shipped)];
    const note =
      most - least < 1e-3 * most
        ? `${roundNumber(most)} ${unit.name} ${text}`
        : `${roundNumber(least)} to ${roundNumber(most)} ${unit.name} ${text}`;
    return [
      {
        title: capital(title),
        note,
        spans: [],
        unit: `${unit.name} ${text}`,
        lines: [{ name: 'others' as const, values: shipped }],
      },
    ];
  });
}

function marksOf(scene: Scene, { lines }: Row, x: Position): Layer[] {
  const dates = Array.from({ length: scene.steps + 1 }, (_, t) => formatDate(scene.dayOf(t)));
  const ticks = ticksTo(Math.max(...lines.flatMap(({ values }) => [...values])));
  const y: Position = {
    field: 'amount',
    type: 'quantitative',
    scale: { domain: [0, ticks.at(-1) ?? 1], nice: false },
    axis: { values: [...ticks], labelExpr: "format(datum.value, ',~f')", domain: false, ticks: false, title: null },
  };
  return lines.map(({ name, values }): Layer => {
    const { colour, area, dash } = LINES[name];
    const shape = { interpolate: 'step-after', clip: true, tooltip: null } as const;
    return {
      data: { values: points(dates, { amount: values }) },
      mark: area
        ? {
            type: 'area',
            ...shape,
            color: colour,
            opacity: 0.35,
            line: { color: colour, strokeWidth: 1.6, clip: true },
          }
        : { type: 'line', ...shape, color: colour, strokeWidth: 1.6, ...(dash && { strokeDash: dash }) },
      encoding: { x, y },
    };
  });
}
