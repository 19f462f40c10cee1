/** What there is to tell of shipments, licence by licence, or of what reaches users where no licence stands in the way. */
import { greatest, least as leastOf } from '../../../chance/extremes.ts';
import { amount, capital, duration, longDate, roundNumber, type ShownUnit } from '../../text/quantities.ts';
import type { Heading } from '../layout/rows.ts';
import { everRestricts, licenceSpans, type Span } from './licence-phases.ts';
import type { Scene } from './scene.ts';

export type LineName = 'shipped' | 'delivered' | 'beside' | 'ordered' | 'held' | 'waiting';

/** Values by step, in the unit of the row. */
export interface Line {
  readonly name: LineName;
  readonly values: Float64Array;
}

/** A panel: lines in one unit, and the phases of the licence that they are under. */
export interface ShipmentRow extends Heading {
  /** The position of the licence. */
  readonly licence?: number;
  readonly spans: readonly Span[];
  readonly lines: readonly Line[];
}

/** Below this share of the largest value there is nothing to see. */
export const NOTHING = 1e-6;

/** The rows, those of the licence that stops most first, and what the first comes to. */
export function shipmentRows(scene: Scene): { rows: ShipmentRow[]; finding: string } {
  const licences = scene.model.scenario.licences
    .map((_, position) => licenceAt(scene, position))
    .filter((licence) => licence !== undefined)
    .toSorted((a, b) => b.missing - a.missing);
  const first = licences[0];
  return first === undefined
    ? { rows: freeRows(scene), finding: 'No licence would stand in the way of shipments to users' }
    : { rows: licences.flatMap(({ rows }) => rows), finding: first.finding };
}

/** Rates are told a week, or a month where steps are longer than two weeks. */
export function perTime({ model: { stepDays } }: Scene): { factor: number; text: string } {
  return stepDays <= 14
    ? { factor: 7 / stepDays, text: 'a week' }
    : { factor: 365.25 / 12 / stepDays, text: 'a month' };
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

/** What there is to tell of the licence at a position; undefined if it is never in the way of anything. */
function licenceAt(scene: Scene, position: number) {
  const { scenario, network, stepDays } = scene.model;
  const flows = flowsUnder(scene, position);
  const spans = licenceSpans(scene, position);
  const shipped = total(scene, 'flow', flows, 'shipped');
  const ordered = total(scene, 'flow', flows, 'ordered');
  const usual = flows.reduce((sum, f) => sum + scene.scheduled.parameters.initialFlow[f], 0);
  if (!everRestricts(spans) || flows.length === 0 || !(usual > 0 || ordered.some((value) => value > 0)))
    return undefined;
  const { unit } = scenario.stockpiles[network.to[flows[0]]];
  const title = capital(scenario.licences[position].title);
  const share = shipped.reduce((sum, value) => sum + value, 0) / (usual * scene.steps);
  return {
    missing: (1 - share) * usual * stepDays,
    rows: licenceRows(scene, position, flows, { spans, unit, shipped, ordered, usual }),
    finding: `${title}: ${finding(scene, shipped, usual, unit)}`,
  };
}

function licenceRows(
  scene: Scene,
  licence: number,
  flows: readonly number[],
  {
    spans,
    unit,
    shipped,
    ordered,
    usual,
  }: { spans: Span[]; unit: ShownUnit; shipped: Float64Array; ordered: Float64Array; usual: number },
): ShipmentRow[] {
  const { scenario, network } = scene.model;
  const { factor, text } = perTime(scene);
  const title = capital(scenario.licences[licence].title);
  const [licensed, users] = [new Set(flows), new Set(flows.map((f) => network.to[f]))];
  const others = flowsInto(scene, users).filter((f) => !licensed.has(f));
  const line = (name: LineName, values: Float64Array, times: number): Line => ({
    name,
    values: values.map((value) => (value * times) / unit.scale),
  });
  const most = greatest(ordered, greatest(shipped));
  const visible = (lines: Line[]) =>
    lines.filter(({ name, values }) => name === 'shipped' || greatest(values) > NOTHING * most);
  const [waiting, held] = ['pending', 'held'].map((variable) => total(scene, 'licence-flow', flows, variable));
  const mean = shipped.reduce((sum, value) => sum + value, 0) / scene.steps;
  const rate = (value: number) => `${amount(value * factor, unit)} ${text}`;
  const stocks = visible([line('held', held, 1), line('waiting', waiting, 1)]);
  const note = [
    ...(greatest(waiting) > NOTHING * most ? [`at most ${amount(greatest(waiting), unit)} waiting`] : []),
    ...(greatest(held) > NOTHING * most
      ? [`at most ${amount(greatest(held), unit)} licensed and not yet shipped`]
      : []),
  ].join('; ');
  return [
    {
      title,
      ending: ` (${unit.name} ${text})`,
      note: usual > 0 ? `${rate(usual)} before; ${rate(mean)} on average` : `${rate(mean)} on average`,
      licence,
      spans,
      lines: visible([
        line('shipped', shipped, factor),
        line('beside', total(scene, 'flow', others, 'shipped'), factor),
        line('ordered', ordered, factor),
      ]),
    },
    ...(stocks.length > 0
      ? [{ title, ending: `: applications (${unit.name})`, note, licence, spans, lines: stocks }]
      : []),
  ];
}

/** The longest time in which nothing is shipped, or how far shipments fall. */
function finding(scene: Scene, shipped: Float64Array, usual: number, unit: ShownUnit): string {
  const { factor, text } = perTime(scene);
  const isStopped = Array.from(shipped, (value) => value <= NOTHING * usual);
  let [longest, at] = [0, 0];
  for (let t = 0, length = 0; t < isStopped.length; t++) {
    length = isStopped[t] ? length + 1 : 0;
    if (length > longest) [longest, at] = [length, t - length + 1];
  }
  if (longest === scene.steps) return 'nothing would be shipped at all';
  if (longest > 0) {
    const goesOn =
      at + longest === scene.steps
        ? `from ${longDate(scene.dayOf(at))} to the end`
        : `for ${duration(longest * scene.model.stepDays)} from ${longDate(scene.dayOf(at))}`;
    return `nothing would be shipped ${goesOn}`;
  }
  const least = leastOf(shipped);
  if (least > 0.95 * usual) return 'shipments would go on as before';
  const from = usual > 0 ? ` from ${roundNumber((usual * factor) / unit.scale)}` : '';
  return `shipments would fall${from} to ${amount(least * factor, unit)} ${text} by ${longDate(scene.dayOf(shipped.indexOf(least)))}`;
}

/** Without a licence in the way: what is sent to the stockpiles that demands draw on. */
function freeRows(scene: Scene): ShipmentRow[] {
  const { scenario, network } = scene.model;
  const { factor, text } = perTime(scene);
  return [...new Set(network.drawsFrom)].flatMap((j) => {
    const { title, unit } = scenario.stockpiles[j];
    const values = total(scene, 'flow', flowsInto(scene, [j]), 'shipped').map((value) => (value * factor) / unit.scale);
    const [least, most] = [leastOf(values), greatest(values)];
    if (!(most > 0)) return [];
    const range = most - least < 1e-3 * most ? roundNumber(most) : `${roundNumber(least)} to ${roundNumber(most)}`;
    const heading = { title, ending: ` (${unit.name} ${text})`, note: `${range} ${unit.name} ${text}` };
    return [{ ...heading, spans: [], lines: [{ name: 'delivered' as const, values }] }];
  });
}
