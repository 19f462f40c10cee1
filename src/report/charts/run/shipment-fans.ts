/** Shipments over an ensemble: a fan of what is shipped under each licence, and of what waits for one and is held. */
import type { SeriesKind } from '../../../metrics/series.ts';
import type { Model } from '../../../model/network.ts';
import { amount, capital, roundNumber, type ShownUnit, shortDate } from '../../text/quantities.ts';
import type { Heading } from '../layout/rows.ts';
import { type EnsembleScene, range } from './ensemble-scene.ts';
import { type Fan, fanOf, most } from './fan.ts';
import { everRestricts, licenceSpans, type Span } from './licence-phases.ts';
import type { Scene } from './scene.ts';
import { flowsInto, flowsUnder, NOTHING, perTime, total } from './shipment-rows.ts';

/** A panel: one fan, the central run across it, and the phases of the licence in that run. */
export interface ShipmentFan extends Heading {
  readonly licence?: number;
  readonly spans: readonly Span[];
  readonly fan: Fan;
  readonly central: Float64Array;
  /** Whether the fan adds up those of several uncertain flows. */
  readonly isSum: boolean;
}

/** The panels, those of the licence that stops most on average first, and what the first comes to. */
export function shipmentFans(scene: Scene, ensemble: EnsembleScene): { rows: ShipmentFan[]; finding: string } {
  const licences = scene.model.scenario.licences
    .map((_, position) => licenceAt(scene, ensemble, position))
    .filter((licence) => licence !== undefined)
    .toSorted((a, b) => b.missing - a.missing);
  const first = licences[0];
  return first === undefined
    ? { rows: freeRows(scene, ensemble), finding: 'No licence would stand in the way of shipments to users in any run' }
    : { rows: licences.flatMap(({ rows }) => rows), finding: first.finding };
}

/** What there is to tell of the licence at a position; undefined if it is in the way of nothing in any run. */
function licenceAt(scene: Scene, ensemble: EnsembleScene, licence: number) {
  const { scenario, network, stepDays } = scene.model;
  const flows = flowsUnder(scene, licence);
  if (flows.length === 0) return undefined;
  const spans = licenceSpans(scene, licence);
  const { unit } = scenario.stockpiles[network.to[flows[0]]];
  const row = fanRows(scene, ensemble, flows, unit, { licence, spans });
  const shipped = row.mean('shipped');
  const ordered = total(scene, 'flow', flows, 'ordered');
  const usual = flows.reduce((sum, f) => sum + scene.scheduled.parameters.initialFlow[f], 0);
  const mayRestrict = everRestricts(spans) || isUncertain(scene.model, licence);
  if (!mayRestrict || !(usual > 0 || ordered.some((value) => value > 0))) return undefined;
  const { factor, text } = perTime(scene);
  const mean = shipped.reduce((sum, value) => sum + value, 0) / scene.steps;
  const title = capital(scenario.licences[licence].title);
  const rate = (value: number) => `${amount(value * factor, unit)} ${text}`;
  const before = usual > 0 ? `${rate(usual)} before; ` : '';
  const waiting = row.of('licence-flow', 'pending', title, `: waiting for a decision (${unit.name})`, 1);
  const held = row.of('licence-flow', 'held', title, `: licensed, not yet shipped (${unit.name})`, 1);
  return {
    missing: (usual - mean) * scene.steps * stepDays,
    finding: `${title}: ${rate(mean)} would be shipped on average${usual > 0 ? `, ${roundNumber((usual * factor) / unit.scale)} before` : ''}`,
    rows: [
      {
        ...row.of('flow', 'shipped', title, `: shipped (${unit.name} ${text})`, factor),
        note: `${before}${rate(mean)} on average over time and runs`,
      },
      ...[waiting, held].filter(
        ({ fan }) => (most(fan.p95) * unit.scale) / factor > NOTHING * Math.max(usual, most(ordered)),
      ),
    ],
  };
}

/** Whether the terms of the licence at a position depend on what is drawn: it may then restrict where the central run does not. */
function isUncertain({ scenario, uncertain }: Model, licence: number): boolean {
  const { allow, limit, review, approve } = scenario.licences[licence];
  const isDrawn = (name: string) => uncertain.has(name);
  return [allow, limit, review, approve]
    .flat()
    .some(({ value }) => value !== undefined && [...value.uses].some(isDrawn));
}

/** Makes panels of so many flows together. */
function fanRows(
  scene: Scene,
  ensemble: EnsembleScene,
  flows: readonly number[],
  unit: ShownUnit,
  under: { readonly licence?: number; readonly spans: readonly Span[] },
) {
  const bandsOf = (kind: SeriesKind, variable: string) =>
    flows.map((f) => ensemble.band(kind, scene.model.scenario.flows[f].id, variable));
  return {
    mean: (variable: string) => fanOf(bandsOf('flow', variable), (value) => value).mean,
    of: (
      kind: 'flow' | 'licence-flow',
      variable: string,
      title: string,
      ending: string,
      times: number,
    ): ShipmentFan => {
      const bands = bandsOf(kind, variable);
      const fan = fanOf(bands, (value) => (value * times) / unit.scale);
      const central = total(scene, kind, flows, variable).map((value) => (value * times) / unit.scale);
      const uncertain = bands.filter(({ p05, p95 }) => p95.some((high, t) => high - p05[t] > NOTHING * high));
      return { ...under, title, ending, fan, central, isSum: uncertain.length > 1, note: highest(scene, fan, unit) };
    },
  };
}

/** When the median is highest, and the percentiles on that day. */
function highest(scene: Scene, { p05, p50, p95 }: Fan, unit: ShownUnit): string {
  const top = (values: Float64Array) => values.indexOf(most(values));
  const at = most(p50) > 0 ? top(p50) : top(p95);
  const shown = { ...unit, scale: 1 };
  const spread = range(roundNumber(p05[at]), amount(p95[at], shown));
  return `at most ${amount(p50[at], shown)} in the median, on ${shortDate(scene.dayOf(at))} ${spread}`;
}

/** Without a licence in the way: what is sent to the stockpiles that demands draw on. */
function freeRows(scene: Scene, ensemble: EnsembleScene): ShipmentFan[] {
  const { scenario, network } = scene.model;
  const { factor, text } = perTime(scene);
  return [...new Set(network.drawsFrom)].flatMap((j) => {
    const { title, unit } = scenario.stockpiles[j];
    const flows = flowsInto(scene, [j]);
    if (flows.length === 0) return [];
    const made = fanRows(scene, ensemble, flows, unit, { spans: [] });
    const row = made.of('flow', 'shipped', title, `: shipped (${unit.name} ${text})`, factor);
    return most(row.fan.p95) > 0 ? [row] : [];
  });
}
