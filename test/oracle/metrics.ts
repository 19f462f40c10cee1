// The metrics of the last section of design/model.md, from what was recorded, under the paths of design/outputs.md.

import type { OracleRun } from './oracle.ts';
import type { Demand, Flow, Network, Stockpile } from './read.ts';
import { sum } from './start.ts';

/** Metrics by path, such as `demands.us_auto.fill_rate`: t, days, ISO dates, shares; null as the model says. */
export type Metrics = Record<string, number | string | null>;

/** All metrics of a run. */
export function metricsOf(network: Network, run: Omit<OracleRun, 'metrics'>): Metrics {
  const metrics: Metrics = {};
  for (const k of network.demands) Object.assign(metrics, demandMetrics(network, run, k));
  for (const f of network.flows) Object.assign(metrics, flowMetrics(network, run, f));
  for (const l of network.licences) Object.assign(metrics, licenceMetrics(network, run, l.id));
  for (const j of network.stockpiles) Object.assign(metrics, stockpileMetrics(network, run, j));
  metrics['total.cost'] = sum(network.flows.map((f) => f.cost * sum(of(run.flows, f.id).shipped)));
  return metrics;
}

function demandMetrics(network: Network, run: Omit<OracleRun, 'metrics'>, k: Demand): Metrics {
  const { demand, shortfall } = of(run.demands, k.id);
  const path = `demands.${k.id}`;
  const metrics: Metrics = {};
  const all = sum(demand);
  metrics[`${path}.fill_rate`] = all === 0 ? 1 : 1 - sum(shortfall) / all;
  metrics[`${path}.shortage`] = sum(shortfall);
  if (k.uses !== undefined) {
    const uses = k.uses;
    metrics[`${path}.lost_products`] = sum(shortfall.map((short, t) => (short === 0 ? 0 : short / uses.at(t))));
  }

  const ratios = shortfall.map((short, t) => (short === 0 ? 0 : short / (demand[t] as number)));
  const peak = Math.max(0, ...ratios);
  metrics[`${path}.peak_shortage`] = peak;
  metrics[`${path}.peak_date`] =
    peak === 0 ? null : (run.dates[ratios.findIndex((ratio) => ratio >= peak - 1e-9)] as string);

  const short = shortfall.map((quantity, t) => quantity > 1e-6 * (demand[t] as number));
  const dayOfStep = (t: number) => network.start + t * network.delta;
  const first = short.findIndex((is, t) => is && dayOfStep(t) >= network.disruption);
  const last = short.lastIndexOf(true);
  metrics[`${path}.time_to_survive`] = first < 0 ? null : dayOfStep(first) - network.disruption;
  metrics[`${path}.time_to_recover`] =
    first < 0 ? 0 : last === network.steps - 1 ? null : (last + 1 - first) * network.delta;

  const spells = spellLengths(short);
  metrics[`${path}.spells`] = spells.length;
  metrics[`${path}.longest_spell`] = Math.max(0, ...spells) * network.delta;

  const supply = of(run.stockpiles, k.from).daysOfSupply.filter((days) => days !== null);
  metrics[`${path}.minimum_days_of_supply`] = supply.length === 0 ? null : Math.min(...supply);
  return metrics;
}

function spellLengths(short: boolean[]): number[] {
  const spells: number[] = [];
  let running = 0;
  for (const is of [...short, false]) {
    if (is) running += 1;
    else if (running > 0) {
      spells.push(running);
      running = 0;
    }
  }
  return spells;
}

function flowMetrics(network: Network, run: Omit<OracleRun, 'metrics'>, f: Flow): Metrics {
  const { shipped, received, capacity } = of(run.flows, f.id);
  const bounded = Array.from({ length: network.steps }, (_, t) => t).filter((t) => Number.isFinite(capacity[t]));
  const room = sum(bounded.map((t) => capacity[t] as number));
  return {
    [`flows.${f.id}.shipped`]: sum(shipped),
    [`flows.${f.id}.received`]: sum(received),
    [`flows.${f.id}.utilisation`]: room === 0 ? null : sum(bounded.map((t) => shipped[t] as number)) / room,
  };
}

function licenceMetrics(network: Network, run: Omit<OracleRun, 'metrics'>, id: string): Metrics {
  const flows = network.flows.filter((f) => f.licence?.id === id).map((f) => of(run.flows, f.id));
  const applied = sum(flows.flatMap((f) => f.applied));
  const shareOfIt = (quantities: number[]) => (applied === 0 ? null : sum(quantities) / applied);
  return {
    [`licences.${id}.applied`]: applied,
    [`licences.${id}.granted`]: shareOfIt(flows.flatMap((f) => f.granted)),
    [`licences.${id}.used`]: shareOfIt(flows.flatMap((f) => f.used)),
    [`licences.${id}.lapsed`]: shareOfIt(flows.flatMap((f) => f.lapsed)),
  };
}

function stockpileMetrics(network: Network, run: Omit<OracleRun, 'metrics'>, j: Stockpile): Metrics {
  const { onHand } = of(run.stockpiles, j.id);
  const inflows = network.flows.filter((f) => f.to === j.id);
  const shipped = inflows.map((f) => sum(of(run.flows, f.id).shipped));
  const paid = inflows.map((f, i) => f.cost * (shipped[i] as number));
  return {
    [`stockpiles.${j.id}.closing`]: onHand.at(-1) as number,
    [`stockpiles.${j.id}.minimum`]: Math.min(...onHand),
    [`stockpiles.${j.id}.unit_cost`]: sum(shipped) === 0 ? null : sum(paid) / sum(shipped),
  };
}

function of<T>(record: Record<string, T>, id: string): T {
  const value = record[id];
  if (value === undefined) throw new Error(`nothing recorded of ${id}`);
  return value;
}
