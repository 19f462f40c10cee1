// Demands, and what they answer to.

import type { DemandInput, OracleScenario } from '../input.ts';
import { openingSteps } from './amounts.ts';
import type { Drafts } from './drafts.ts';
import type { DemandPlan } from './plans.ts';
import { DAYS_OF, ordinary } from './writer.ts';

/** All demands, before amounts of stockpiles are known. */
export function demands(drafts: Drafts): Record<string, DemandInput> {
  return Object.fromEntries(drafts.drawn.demands.map((plan, i) => [`k${drafts.name(i)}`, demand(drafts, plan, i)]));
}

/** What a demand draws, written as tonnes or, where it uses the material in things, as things. */
export function rateOf(drafts: Drafts, plan: DemandPlan, factor: number): string {
  const daily = (plan.weekly / 7) * factor;
  if (plan.uses === undefined) return drafts.writer.rate(daily, plan.style);
  return `${ordinary((daily * 1000 * 365.25) / plan.kilograms)} vehicle/year`;
}

function demand(drafts: Drafts, plan: DemandPlan, i: number): DemandInput {
  const { writer } = drafts;
  const demand: DemandInput = {
    from: drafts.at(i === 0 ? 0 : plan.on).id,
    rate: writer.schedule(plan.rate, (factor) => rateOf(drafts, plan, factor)),
  };
  if (plan.season !== undefined && typeof demand.rate === 'string')
    demand.rate = `${demand.rate} * (1 + ${plan.season} * sin(2 * pi * elapsed / (1 year)))`;
  const { uses } = plan;
  if (uses !== undefined)
    demand.uses = writer.schedule(uses, (factor) => `${ordinary(factor * plan.kilograms)} kg/vehicle`);
  if (plan.priority !== undefined) demand.priority = plan.priority;
  if (plan.unmet !== undefined) demand.unmet = plan.unmet;
  if (plan.noise !== undefined) demand.noise = plan.noise;
  if (plan.conserve !== undefined) demand.conserve = writer.duration(plan.conserve, plan.style);
  if (plan.worth !== undefined) demand.worth = drafts.money(plan.worth, uses === undefined ? 'kg' : 'vehicle');
  return demand;
}

/** Lets demands in a market answer to its price. */
export function answering(drafts: Drafts, scenario: OracleScenario): void {
  const members = Object.values(scenario.markets ?? {}).flatMap((market) => market.of);
  for (const [i, demand] of Object.values(scenario.demands ?? {}).entries()) {
    const plan = drafts.drawn.demands[i] as DemandPlan;
    if (plan.elasticity === undefined || !members.includes(demand.from)) continue;
    demand.elasticity = plan.elasticity;
    if (plan.answers !== undefined) demand.answers = drafts.writer.duration(plan.answers, plan.style);
    if (plan.least !== undefined) demand.least = plan.least;
  }
}

/** Where nothing may be short: nobody stretches what there is, at most one step above the initial cover, floors included. */
export function conserving(drafts: Drafts, demand: DemandInput): void {
  if (drafts.features.shortage || demand.conserve === undefined) return;
  const said = `${demand.conserve}`;
  const steps = (Number.parseFloat(said) * (DAYS_OF[said.split(' ')[1] ?? ''] ?? 0)) / drafts.writer.delta;
  const most = openingSteps(drafts, demand.from) + 0.9 - floorSteps(drafts, demand);
  demand.conserve = `${ordinary(Math.max(0, Math.min(steps, most)) * drafts.writer.delta)} days`;
}

// The floor of the demand's tier in steps; every floor counts that may be of its tier.
function floorSteps(drafts: Drafts, demand: DemandInput): number {
  const { floors } = drafts.stockpiles.find((j) => j.id === demand.from)?.input ?? {};
  const need = drafts.needOf(demand.from);
  if (need <= 0) return 0;
  const steps = Object.entries(floors ?? {})
    .filter(([tier]) => Number(tier) <= (demand.priority ?? 1))
    .map(([, floor]) => {
      const [number, unit] = `${floor}`.split(' ') as [string, string];
      const mass = { t: 1, kg: 0.001, kt: 1000 }[unit];
      return mass === undefined
        ? (Number(number) * (DAYS_OF[unit] ?? 0)) / drafts.writer.delta
        : (Number(number) * mass) / need;
    });
  return Math.max(0, ...steps);
}
