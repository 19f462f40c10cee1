/** Shipments over an ensemble: a fan of what is shipped under each licence, and of what waits for one and is held. */
import { least } from '../../../chance/extremes.ts';
import type { SeriesKind } from '../../../metrics/series.ts';
import type { Model } from '../../../model/network.ts';
import type { ShipmentHeadline } from '../../text/chart-text.ts';
import type { ChartText } from '../../text/en-charts.ts';
import type { ShownUnit } from '../../text/quantities.ts';
import type { Heading } from '../layout/rows.ts';
import type { EnsembleScene } from './ensemble-scene.ts';
import { type Fan, fanOf, most } from './fan.ts';
import { everRestricts, licenceOrder, licenceSpans, type Span } from './licence-phases.ts';
import type { Scene } from './scene.ts';
import {
  flowsInto,
  flowsUnder,
  hinderedFrom,
  meanFrom,
  NOTHING,
  perTime,
  rateText,
  stocksOfUsers,
  total,
  unusedLicences,
  usualOf,
} from './shipment-rows.ts';

/** A panel: one fan, the central run across it, and the phases of the licence in that run. */
export interface ShipmentFan extends Heading {
  readonly unit: string;
  readonly spans: readonly Span[];
  readonly fan: Fan;
  readonly central: Float64Array;
  /** Whether the fan adds up those of several uncertain flows. */
  readonly isSum: boolean;
}

/** The panels, those of the licence nearest to the subject first, and what the first comes to. */
export function shipmentFans(
  scene: Scene,
  ensemble: EnsembleScene,
  text: ChartText,
): { rows: ShipmentFan[]; headline: ShipmentHeadline } {
  const licences = licenceOrder(scene)
    .map((position) => licenceAt(scene, ensemble, position, text))
    .filter((licence) => licence !== undefined);
  const first = licences[0];
  return first === undefined
    ? {
        rows: freeRows(scene, ensemble, text),
        headline: { kind: 'free', isEnsemble: true, unused: unusedLicences(scene, text) },
      }
    : { rows: licences.flatMap(({ rows }) => rows), headline: first.headline };
}

/** What there is to tell of the licence at a position; undefined if it is in the way of nothing in any run. */
function licenceAt(scene: Scene, ensemble: EnsembleScene, licence: number, text: ChartText) {
  const { scenario, network } = scene.model;
  const flows = flowsUnder(scene, licence);
  if (flows.length === 0) return undefined;
  const spans = licenceSpans(scene, licence, text);
  const ordered = total(scene, 'flow', flows, 'ordered');
  const usual = usualOf(scene, flows);
  const mayRestrict = everRestricts(spans) || isUncertain(scene.model, licence);
  if (!mayRestrict || !(usual > 0 || ordered.some((value) => value > 0))) return undefined;
  const { unit } = scenario.stockpiles[network.to[flows[0]]];
  const { title } = scenario.licences[licence];
  const { factor, per } = perTime(scene);
  const { shipments, common } = text;
  const row = fanRows(scene, ensemble, flows, unit, spans, text);
  const shipped = row.mean('shipped');
  const from = hinderedFrom(scene, spans);
  const mean = meanFrom(scene, shipped, from);
  const rate = rateText(scene, unit, text);
  const [centralStart] = total(scene, 'flow', flows, 'shipped');
  // What is usual is of the central run: over runs as much more or less as their first step has.
  const ratio = from > scene.start && centralStart > 0 ? shipped[0] / centralStart : 1;
  const before = usual > 0 ? rate(usual * ratio) : undefined;
  const rateUnit = common.rateUnit(unit.name, per);
  const waiting = row.of('licence-flow', 'pending', title, shipments.ending('waiting', unit.name), unit.name, 1);
  const held = row.of('licence-flow', 'held', title, shipments.ending('held', unit.name), unit.name, 1);
  return {
    headline:
      mean > NOTHING * usual
        ? ({
            kind: 'mean',
            title,
            mean: rate(mean),
            before,
            from: from > scene.start ? from : undefined,
          } satisfies ShipmentHeadline)
        : ({ kind: 'stopped', title, from, days: undefined } satisfies ShipmentHeadline),
    rows: [
      {
        ...row.of('flow', 'shipped', title, shipments.ending('shipped', rateUnit), rateUnit, factor),
        note: shipments.rates(before, rate(mean), true),
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
  spans: readonly Span[],
  text: ChartText,
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
      unitName: string,
      times: number,
    ): ShipmentFan => {
      const bands = bandsOf(kind, variable);
      const fan = fanOf(bands, (value) => (value * times) / unit.scale);
      const central = total(scene, kind, flows, variable).map((value) => (value * times) / unit.scale);
      const uncertain = bands.filter(({ p05, p95 }) => p95.some((high, t) => high - p05[t] > NOTHING * high));
      const note = highest(scene, fan, unit, text);
      return { title, ending, unit: unitName, spans, fan, central, isSum: uncertain.length > 1, note };
    },
  };
}

/** When the median is highest, or that it stays as it is, and the percentiles on that day. */
function highest(scene: Scene, { p05, p50, p95 }: Fan, unit: ShownUnit, { quantities, shipments }: ChartText): string {
  const top = (values: Float64Array) => values.indexOf(most(values));
  const at = most(p50) > 0 ? top(p50) : top(p95);
  const amount = (value: number) => quantities.amount(value, { ...unit, scale: 1 });
  const [low, high] = [amount(p05[at]), amount(p95[at])];
  const spread = low === high ? '' : quantities.range(low, high);
  const isSteady = amount(least(p50)) === amount(p50[at]);
  return shipments.highest(amount(p50[at]), isSteady ? undefined : scene.dayOf(at), spread);
}

/** Without a licence in the way: what is sent to the stockpiles that users draw on. */
function freeRows(scene: Scene, ensemble: EnsembleScene, text: ChartText): ShipmentFan[] {
  const { factor, per } = perTime(scene);
  return stocksOfUsers(scene).flatMap((j) => {
    const { title, unit } = scene.model.scenario.stockpiles[j];
    const flows = flowsInto(scene, [j]);
    if (flows.length === 0) return [];
    const rateUnit = text.common.rateUnit(unit.name, per);
    const ending = text.shipments.ending('shipped', rateUnit);
    const row = fanRows(scene, ensemble, flows, unit, [], text).of('flow', 'shipped', title, ending, rateUnit, factor);
    return most(row.fan.p95) > 0 ? [row] : [];
  });
}
