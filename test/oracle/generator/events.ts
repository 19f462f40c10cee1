// Dated events: those that set, and those that scale for a time.

import type { EventInput, OracleScenario, Quantity } from '../input.ts';
import { dateOf, dayOf } from '../network.ts';
import { scaleOf } from './amounts.ts';
import { rateOf } from './demands.ts';
import { type Drafts, keysOf } from './drafts.ts';
import type { DemandPlan, EventPlan, ScalePlan } from './plans.ts';
import { ordinary } from './writer.ts';

/** All events of a scenario that has everything else. */
export function events(drafts: Drafts, scenario: OracleScenario): EventInput[] {
  return [
    ...drafts.drawn.events.map((plan) => setting(drafts, plan, scenario)),
    ...drafts.drawn.scales.map((plan) => scaling(drafts, plan, scenario)),
  ].filter((event) => event !== undefined);
}

function setting(drafts: Drafts, plan: EventPlan, scenario: OracleScenario): EventInput | undefined {
  const changes = plan.sets.map((set) => change(drafts, set, plan.style, scenario)).filter((one) => one !== undefined);
  if (changes.length === 0) return undefined;
  return { date: drafts.writer.date(plan.date), set: Object.fromEntries(changes) };
}

function change(
  drafts: Drafts,
  set: EventPlan['sets'][number],
  style: number,
  scenario: OracleScenario,
): [string, Quantity] | undefined {
  const { writer } = drafts;
  const pick = <T>(items: T[]): T | undefined => items[set.which % Math.max(1, items.length)];
  const licence = pick(Object.keys(scenario.licences ?? {}));
  const licensed = drafts.flows.filter((f) => f.input.licence === licence && licence !== undefined);
  switch (set.what) {
    case 'capacity': {
      const f = pick(drafts.flows.filter((g) => g.input.opens === undefined));
      return f && [`flows.${f.id}.capacity`, writer.rate(set.factor * drafts.daily(f), style)];
    }
    case 'share': {
      const f = pick(drafts.flows.filter((g) => g.below === undefined));
      return f && [`flows.${f.id}.share`, set.factor];
    }
    case 'lead': {
      const f = pick(drafts.flows);
      return f && [`flows.${f.id}.lead`, writer.duration(set.steps, style)];
    }
    case 'cost': {
      const f = pick(drafts.flows);
      return f && [`flows.${f.id}.cost`, drafts.money(set.factor, 'kg')];
    }
    case 'recipe': {
      const path = pick(recipes(drafts));
      return path === undefined ? undefined : [path, ordinary(set.ratio + 0.2)];
    }
    case 'allow':
    case 'approve':
      return licence === undefined ? undefined : [`licences.${licence}.${set.what}`, set.ratio];
    case 'limit': {
      const daily = licensed.reduce((total, f) => total + drafts.daily(f), 0);
      return licence === undefined ? undefined : [`licences.${licence}.limit`, writer.rate(set.factor * daily, style)];
    }
    case 'review':
    case 'valid':
      return licence === undefined ? undefined : [`licences.${licence}.${set.what}`, writer.duration(set.steps, style)];
    case 'rate': {
      const k = pick(plansOf(drafts, scenario));
      return k && [`demands.${k.id}.rate`, rateOf(drafts, k.plan, set.factor)];
    }
    case 'uses': {
      const k = pick(plansOf(drafts, scenario).filter(({ plan }) => plan.uses !== undefined));
      return k && [`demands.${k.id}.uses`, `${ordinary(set.factor * k.plan.kilograms)} kg/vehicle`];
    }
    case 'cover': {
      const j = pick(drafts.stockpiles.filter((stockpile) => stockpile.input.target === undefined));
      return j && [`stockpiles.${j.id}.cover`, writer.duration(set.steps, style)];
    }
    case 'target': {
      const j = pick(drafts.stockpiles.filter((stockpile) => stockpile.input.target !== undefined));
      return j && [`stockpiles.${j.id}.target`, writer.mass(set.steps * scaleOf(drafts, j), style)];
    }
    case 'floor': {
      const floor = pick(floorsOf(drafts));
      return floor && [floor.path, floor.asMass ? writer.mass(set.steps * floor.scale, style) : `${set.steps} days`];
    }
  }
}

function plansOf(drafts: Drafts, scenario: OracleScenario): { id: string; plan: DemandPlan }[] {
  return Object.keys(scenario.demands ?? {}).map((id, i) => ({ id, plan: drafts.drawn.demands[i] as DemandPlan }));
}

function recipes(drafts: Drafts): string[] {
  return drafts.flows.flatMap(({ id, input }) =>
    typeof input.from === 'object' ? keysOf(input.from).map((j) => `flows.${id}.from.${j}`) : [],
  );
}

function floorsOf(drafts: Drafts): { path: string; asMass: boolean; scale: number }[] {
  return drafts.stockpiles.flatMap((j) =>
    Object.entries(j.input.floors ?? {}).map(([tier, floor]) => ({
      path: `stockpiles.${j.id}.floors.${tier}`,
      asMass: !`${typeof floor === 'object' ? Object.values(floor)[0] : floor}`.includes('day'),
      scale: scaleOf(drafts, j),
    })),
  );
}

// A scale ends after it begins, leaves shares of at most 1, takes no recipe to 0, and finds a number wherever it is in force.
function scaling(drafts: Drafts, plan: ScalePlan, scenario: OracleScenario): EventInput | undefined {
  const { writer } = drafts;
  const date = writer.date(plan.date);
  const until = plan.lasts === undefined ? undefined : dateOf(dayOf(date) + Math.ceil(plan.lasts * writer.delta));
  const paths = scalable(drafts, plan.what, date, scenario);
  const path = paths[plan.which % Math.max(1, paths.length)];
  if (path === undefined) return undefined;
  const atMostOne = plan.what === 'allow' || plan.what === 'approve';
  const aboveNothing = plan.what === 'recipe';
  const value = typeof plan.factor === 'string' ? 0.6 : plan.factor;
  const factor = (atMostOne && value > 1) || (aboveNothing && value === 0) ? 0.5 : plan.factor;
  return { date, ...(until === undefined ? {} : { until }), scale: { [path]: factor } };
}

function scalable(drafts: Drafts, what: ScalePlan['what'], date: string, scenario: OracleScenario): string[] {
  const licences = Object.entries(scenario.licences ?? {});
  switch (what) {
    case 'capacity':
      return drafts.flows.filter(({ input }) => input.capacity !== undefined).map(({ id }) => `flows.${id}.capacity`);
    case 'lead':
      return drafts.flows.filter(({ input }) => input.lead !== undefined).map(({ id }) => `flows.${id}.lead`);
    case 'cost':
    case 'share':
      return drafts.flows.filter((f) => f.below === undefined).map(({ id }) => `flows.${id}.${what}`);
    case 'recipe':
      return recipes(drafts);
    case 'floor':
      return floorsOf(drafts).map(({ path }) => path);
    case 'cover':
      return drafts.stockpiles.filter(({ input }) => !('target' in input)).map(({ id }) => `stockpiles.${id}.cover`);
    case 'target':
      return drafts.stockpiles.filter(({ input }) => 'target' in input).map(({ id }) => `stockpiles.${id}.target`);
    case 'rate':
      return Object.keys(scenario.demands ?? {}).map((id) => `demands.${id}.rate`);
    case 'uses':
      return Object.entries(scenario.demands ?? {})
        .filter(([, demand]) => demand.uses !== undefined)
        .map(([id]) => `demands.${id}.uses`);
    case 'allow':
    case 'approve':
      return licences.map(([id]) => `licences.${id}.${what}`);
    case 'limit':
    case 'review':
    case 'valid':
      return licences
        .filter(([, { phases }]) => {
          const holds = phases.filter((phase) => dayOf(phase.from) <= dayOf(date)).length - 1;
          return holds >= 0 && phases.slice(holds).every((phase) => phase[what] !== undefined);
        })
        .map(([id]) => `licences.${id}.${what}`);
  }
}
