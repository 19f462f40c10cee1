// The metrics of design/model.md, from what was recorded, under the paths of design/outputs.md.

import { moneyOf } from './money.ts';
import { type Demand, type Flow, type Network, type Stockpile, sum } from './network.ts';
import type { OracleRun } from './oracle.ts';

/** Metrics by path, such as `demands.us_auto.fill_rate`: t, days, ISO dates, shares; null as the model says. */
export type Metrics = Record<string, number | string | null>;

/** A run without its metrics. */
export type Recorded = Omit<OracleRun, 'metrics'>;

/** All metrics of a run. */
export function metricsOf(network: Network, run: Recorded): Metrics {
  const metrics: Metrics = {};
  for (const k of network.demands) Object.assign(metrics, demandMetrics(network, run, k));
  for (const f of network.flows) Object.assign(metrics, flowMetrics(network, run, f));
  for (const l of network.licences) Object.assign(metrics, licenceMetrics(network, run, l.id));
  for (const j of network.stockpiles) Object.assign(metrics, stockpileMetrics(network, run, j));
  for (const m of network.markets) Object.assign(metrics, marketMetrics(network, run, m.id));
  return { ...metrics, ...moneyOf(network, run) };
}

/** Whether a step is of the days that are measured. */
function measured(network: Network, t: number): boolean {
  const day = network.start + t * network.delta;
  return network.measure.from <= day && day < network.measure.to;
}

/** The steps that are measured, in order. */
function measuredSteps(network: Network): number[] {
  return Array.from({ length: network.steps }, (_, t) => t).filter((t) => measured(network, t));
}

function demandMetrics(network: Network, run: Recorded, k: Demand): Metrics {
  const recorded = of(run.demands, k.id);
  const steps = measuredSteps(network);
  const total = (one: (t: number) => number) => sum(steps.map(one));
  const demand = (t: number) => recorded.demand[t] as number;
  const forgone = (t: number) => recorded.forgone[t] as number;
  const shortfall = (t: number) => recorded.shortfall[t] as number;
  const path = `demands.${k.id}`;
  const metrics: Metrics = {};

  const all = total(demand);
  metrics[`${path}.fill_rate`] = all === 0 ? 1 : 1 - total(shortfall) / all;
  metrics[`${path}.shortage`] = total(shortfall);
  const needed = all + total(forgone);
  metrics[`${path}.want`] = needed === 0 ? 0 : (total(shortfall) + total(forgone)) / needed;
  if (k.elasticity !== undefined) metrics[`${path}.forgone`] = total(forgone);
  if (k.backordered) {
    metrics[`${path}.served_late`] = total((t) => (recorded.served[t] as number) - (demand(t) - shortfall(t)));
    metrics[`${path}.waiting`] = steps.length === 0 ? 0 : (recorded.backlog[steps.at(-1) as number] as number);
  }
  if (k.uses !== undefined) {
    const uses = k.uses;
    metrics[`${path}.lost_products`] = total((t) => (shortfall(t) === 0 ? 0 : shortfall(t) / uses.at(t)));
  }

  const ratios = steps.map((t) => (shortfall(t) === 0 ? 0 : shortfall(t) / demand(t)));
  const peak = Math.max(0, ...ratios);
  const peakStep = steps[ratios.findIndex((ratio) => ratio >= peak - 1e-9)];
  metrics[`${path}.peak_shortage`] = peak;
  metrics[`${path}.peak_date`] = peak === 0 ? null : (run.dates[peakStep as number] as string);

  const short = run.dates.map((_, t) => shortfall(t) > 1e-6 * demand(t));
  const dayOfStep = (t: number) => network.start + t * network.delta;
  const first = short.findIndex((is, t) => is && dayOfStep(t) >= network.disruption);
  const last = short.lastIndexOf(true);
  metrics[`${path}.time_to_survive`] = first < 0 ? null : dayOfStep(first) - network.disruption;
  metrics[`${path}.time_to_recover`] =
    first < 0 ? 0 : last === network.steps - 1 ? null : (last + 1 - first) * network.delta;

  const spells = spellLengths(steps.map((t) => short[t] as boolean));
  metrics[`${path}.spells`] = spells.length;
  metrics[`${path}.longest_spell`] = Math.max(0, ...spells) * network.delta;

  const { daysOfSupply } = of(run.stockpiles, k.from);
  const supply = steps.map((t) => daysOfSupply[t] as number | null).filter((days) => days !== null);
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

function flowMetrics(network: Network, run: Recorded, f: Flow): Metrics {
  const { shipped, received, capacity } = of(run.flows, f.id);
  const steps = measuredSteps(network);
  const total = (series: number[], over: number[]) => sum(over.map((t) => series[t] as number));
  const bounded = steps.filter((t) => Number.isFinite(capacity[t]));
  const room = total(capacity, bounded);
  return {
    [`flows.${f.id}.shipped`]: total(shipped, steps),
    [`flows.${f.id}.received`]: total(received, steps),
    [`flows.${f.id}.utilisation`]: room === 0 ? null : total(shipped, bounded) / room,
  };
}

function licenceMetrics(network: Network, run: Recorded, id: string): Metrics {
  const flows = network.flows.filter((f) => f.licence?.id === id).map((f) => of(run.flows, f.id));
  const steps = measuredSteps(network);
  const total = (series: number[][]) => sum(series.flatMap((one) => steps.map((t) => one[t] as number)));
  const applied = total(flows.map((f) => f.applied));
  const shareOfIt = (series: number[][]) => (applied === 0 ? null : total(series) / applied);
  return {
    [`licences.${id}.applied`]: applied,
    [`licences.${id}.granted`]: shareOfIt(flows.map((f) => f.granted)),
    [`licences.${id}.used`]: shareOfIt(flows.map((f) => f.used)),
    [`licences.${id}.lapsed`]: shareOfIt(flows.map((f) => f.lapsed)),
  };
}

function stockpileMetrics(network: Network, run: Recorded, j: Stockpile): Metrics {
  const { onHand } = of(run.stockpiles, j.id);
  const steps = measuredSteps(network);
  return {
    [`stockpiles.${j.id}.closing`]: onHand.at(-1) as number,
    [`stockpiles.${j.id}.minimum`]: Math.min(...steps.map((t) => onHand[t] as number)),
  };
}

function marketMetrics(network: Network, run: Recorded, id: string): Metrics {
  const { priceIndex } = of(run.markets, id);
  const steps = measuredSteps(network);
  const prices = steps.map((t) => priceIndex[t] as number);
  const highest = Math.max(...prices);
  const step = steps[prices.findIndex((price) => price >= highest - 1e-9)];
  return {
    [`markets.${id}.highest`]: highest,
    [`markets.${id}.highest_date`]: run.dates[step as number] as string,
    [`markets.${id}.mean`]: sum(prices) / prices.length,
  };
}

/** What was recorded of an entity. */
export function of<T>(record: Record<string, T>, id: string): T {
  const value = record[id];
  if (value === undefined) throw new Error(`nothing recorded of ${id}`);
  return value;
}
