/** What there is to tell of shipments, licence by licence, or of what reaches users where no licence stands in the way. */
import { greatest, least as leastOf } from '../../../chance/extremes.ts';
import type { Day } from '../../../quantity/calendar.ts';
import type { Per, ShipmentHeadline, ShipmentLine } from '../../text/chart-text.ts';
import type { ChartText } from '../../text/en-charts.ts';
import type { ShownUnit } from '../../text/quantities.ts';
import type { Heading } from '../layout/rows.ts';
import { everRestricts, licenceOrder, licenceSpans, type Span } from './licence-phases.ts';
import type { Scene } from './scene.ts';
import { stockOf } from './shortfalls.ts';

/** Values by step, in the unit of the row. */
export interface Line {
  readonly name: ShipmentLine;
  readonly values: Float64Array;
}

/** A panel: lines in one unit, and the phases of the licence that they are under. */
export interface ShipmentRow extends Heading {
  readonly unit: string;
  readonly spans: readonly Span[];
  readonly lines: readonly Line[];
}

/** Below this share of the largest value there is nothing to see. */
export const NOTHING = 1e-6;

/** The rows, those of the licence nearest to the subject first, and what the first comes to. */
export function shipmentRows(scene: Scene, text: ChartText): { rows: ShipmentRow[]; headline: ShipmentHeadline } {
  const licences = licenceOrder(scene)
    .map((position) => licenceAt(scene, position, text))
    .filter((licence) => licence !== undefined);
  const first = licences[0];
  return first === undefined
    ? {
        rows: freeRows(scene, text),
        headline: { kind: 'free', isEnsemble: false, unused: unusedLicences(scene, text) },
      }
    : { rows: licences.flatMap(({ rows }) => rows), headline: first.headline };
}

/** Titles of the licences that are ever in the way, of which none is in the way of anything that is ordered. */
export function unusedLicences(scene: Scene, text: ChartText): string[] {
  return licenceOrder(scene)
    .filter((licence) => flowsUnder(scene, licence).length > 0 && everRestricts(licenceSpans(scene, licence, text)))
    .map((licence) => scene.model.scenario.licences[licence].title);
}

/** Rates are told a week, or a month where steps are longer than two weeks. */
export function perTime({ stepDays }: Pick<Scene, 'stepDays'>): { factor: number; per: Per } {
  return stepDays <= 14 ? { factor: 7 / stepDays, per: 'week' } : { factor: 365.25 / 12 / stepDays, per: 'month' };
}

/** Flows that need the licence at a position. */
export function flowsUnder({ model: { network } }: Scene, position: number): number[] {
  const { start, items } = network.gatedBy;
  return Array.from(items.subarray(start[position], start[position + 1]));
}

/** Flows into any of these stockpiles, in the order of the scenario. */
export function flowsInto({ model: { network } }: Scene, stockpiles: Iterable<number>): number[] {
  const { start, items } = network.deliveries;
  return [...stockpiles].flatMap((j) => Array.from(items.subarray(start[j], start[j + 1]))).sort((a, b) => a - b);
}

/** The stockpiles that users draw on, in the order of users. */
export function stocksOfUsers(scene: Scene): number[] {
  return [...new Set(scene.users.map((user) => stockOf(scene, user)))];
}

/** A variable of so many flows together, by step. */
export function total(
  scene: Scene,
  kind: 'flow' | 'licence-flow',
  flows: readonly number[],
  variable: string,
): Float64Array {
  const sum = new Float64Array(scene.steps);
  for (const f of flows) {
    const values = scene.values(kind, scene.model.scenario.flows[f].id, variable);
    for (let t = 0; t < sum.length; t++) sum[t] += values[t];
  }
  return sum;
}

/** Amounts a step as rates: `73.7 t a week`. */
export function rateText(scene: Scene, unit: ShownUnit, { common, quantities }: ChartText): (value: number) => string {
  const { factor, per } = perTime(scene);
  return (value) => common.rate(quantities.amount(value * factor, unit), per);
}

/** The first day from the disruption on when a licence is in the way; the day of the disruption where it never is. */
export function hinderedFrom({ model: { scenario } }: Scene, spans: readonly Span[]): Day {
  const first = spans.find(({ state, to }) => state !== 'open' && to > scenario.disruption);
  return Math.max(scenario.disruption, first?.from ?? scenario.disruption);
}

/** The mean of a variable over the steps that begin on a day or after it; over all where none does. */
export function meanFrom({ start, stepDays, steps }: Scene, values: Float64Array, from: Day): number {
  const first = Math.max(0, Math.ceil((from - start) / stepDays));
  const after = first < steps ? values.subarray(first) : values;
  return after.reduce((sum, value) => sum + value, 0) / after.length;
}

/** What flows ship in a step before anything happens. */
export function usualOf(scene: Scene, flows: readonly number[]): number {
  return flows.reduce((sum, f) => sum + scene.scheduled.parameters.initialFlow[f], 0);
}

/** What there is to tell of the licence at a position; undefined if it is never in the way of anything. */
function licenceAt(scene: Scene, position: number, text: ChartText) {
  const { scenario, network } = scene.model;
  const flows = flowsUnder(scene, position);
  const spans = licenceSpans(scene, position, text);
  if (!everRestricts(spans) || flows.length === 0) return undefined;
  const shipped = total(scene, 'flow', flows, 'shipped');
  const ordered = total(scene, 'flow', flows, 'ordered');
  const usual = usualOf(scene, flows);
  if (!(usual > 0 || ordered.some((value) => value > 0))) return undefined;
  const { unit } = scenario.stockpiles[network.to[flows[0]]];
  const { title } = scenario.licences[position];
  return {
    rows: licenceRows(scene, title, flows, { spans, unit, shipped, ordered, usual }, text),
    headline: headlineOf(scene, title, shipped, usual, rateText(scene, unit, text)),
  };
}

function licenceRows(
  scene: Scene,
  title: string,
  flows: readonly number[],
  of: {
    readonly spans: Span[];
    readonly unit: ShownUnit;
    readonly shipped: Float64Array;
    readonly ordered: Float64Array;
    readonly usual: number;
  },
  text: ChartText,
): ShipmentRow[] {
  const { spans, unit, shipped, ordered, usual } = of;
  const { shipments, common, quantities } = text;
  const { factor, per } = perTime(scene);
  const [licensed, users] = [new Set(flows), new Set(flows.map((f) => scene.model.network.to[f]))];
  const others = flowsInto(scene, users).filter((f) => !licensed.has(f));
  const line = (name: ShipmentLine, values: Float64Array, times: number): Line => ({
    name,
    values: values.map((value) => (value * times) / unit.scale),
  });
  const most = greatest(ordered, greatest(shipped));
  const visible = (lines: Line[]) =>
    lines.filter(({ name, values }) => name === 'shipped' || greatest(values) > NOTHING * most);
  const [waiting, held] = ['pending', 'held'].map((variable) => total(scene, 'licence-flow', flows, variable));
  const mean = meanFrom(scene, shipped, hinderedFrom(scene, spans));
  const rate = rateText(scene, unit, text);
  const stocks = visible([line('held', held, 1), line('waiting', waiting, 1)]);
  const rateUnit = common.rateUnit(unit.name, per);
  return [
    {
      ...{ title, unit: rateUnit, ending: common.unitEnding(rateUnit), spans },
      note: shipments.rates(usual > 0 ? rate(usual) : undefined, rate(mean), false),
      lines: visible([
        line('shipped', shipped, factor),
        line('beside', total(scene, 'flow', others, 'shipped'), factor),
        line('ordered', ordered, factor),
      ]),
    },
    ...(stocks.length > 0
      ? [
          {
            ...{ title, unit: unit.name, ending: shipments.ending('applications', unit.name), spans, lines: stocks },
            note: quantities.clauses([
              ...(greatest(waiting) > NOTHING * most
                ? [shipments.mostWaiting(quantities.amount(greatest(waiting), unit))]
                : []),
              ...(greatest(held) > NOTHING * most ? [shipments.mostHeld(quantities.amount(greatest(held), unit))] : []),
            ]),
          },
        ]
      : []),
  ];
}

/** The longest time in which nothing is shipped, or how far shipments fall. */
function headlineOf(
  scene: Scene,
  title: string,
  shipped: Float64Array,
  usual: number,
  rate: (value: number) => string,
): ShipmentHeadline {
  const isStopped = Array.from(shipped, (value) => value <= NOTHING * usual);
  let [longest, at] = [0, 0];
  for (let t = 0, length = 0; t < isStopped.length; t++) {
    length = isStopped[t] ? length + 1 : 0;
    if (length > longest) [longest, at] = [length, t - length + 1];
  }
  if (longest === scene.steps) return { kind: 'nothing', title };
  if (longest > 0) {
    const days = at + longest === scene.steps ? undefined : longest * scene.stepDays;
    return { kind: 'stopped', title, from: scene.dayOf(at), days };
  }
  const least = leastOf(shipped);
  if (least > 0.95 * usual) return { kind: 'unchanged', title };
  const by = scene.dayOf(shipped.indexOf(least));
  return { kind: 'falls', title, before: usual > 0 ? rate(usual) : undefined, to: rate(least), by };
}

/** Without a licence in the way: what is sent to the stockpiles that users draw on. */
function freeRows(scene: Scene, { common, quantities }: ChartText): ShipmentRow[] {
  const { factor, per } = perTime(scene);
  return stocksOfUsers(scene).flatMap((j) => {
    const { title, unit } = scene.model.scenario.stockpiles[j];
    const values = total(scene, 'flow', flowsInto(scene, [j]), 'shipped').map((value) => (value * factor) / unit.scale);
    const [least, most] = [leastOf(values), greatest(values)];
    if (!(most > 0)) return [];
    const text = (value: number) => quantities.amount(value * unit.scale, unit);
    const range = most - least < 1e-3 * most ? text(most) : quantities.range(text(least), text(most));
    const rateUnit = common.rateUnit(unit.name, per);
    const heading = { title, unit: rateUnit, ending: common.unitEnding(rateUnit), note: common.rate(range, per) };
    return [{ ...heading, spans: [], lines: [{ name: 'delivered' as const, values }] }];
  });
}
