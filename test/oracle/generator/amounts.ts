// Amounts of stockpiles and flows, as factors of undisturbed use.

import type { Schedule } from '../input.ts';
import { type Drafts, type FlowDraft, keysOf, type StockpileDraft } from './drafts.ts';
import { mayOpen } from './markets.ts';
import { DAYS_OF, ordinary } from './writer.ts';

/** Writes the numbers of a stockpile. */
export function stock(drafts: Drafts, j: StockpileDraft): void {
  const { features, writer } = drafts;
  const { plan, input, reserveStock } = j;
  const need = drafts.needOf(j.id);
  const scale = scaleOf(drafts, j);
  const steps = reserveStock ?? plan.stock;
  const asDuration = plan.initial === 'duration' && need > 0 && !features.massInTonnes && reserveStock === undefined;
  const isTarget = (plan.asTarget || reserveStock !== undefined) && plan.cover !== undefined && need + scale > 0;
  if (asDuration) input.initial = writer.duration(steps, plan.style);
  else if (plan.initial !== 'absent' || reserveStock !== undefined || features.massInTonnes) {
    input.initial = writer.mass(steps * scale, features.massInTonnes ? 0 : plan.style);
  }
  if (plan.cover !== undefined && isTarget) {
    input.target = writer.schedule(plan.cover, (cover) => writer.mass(cover * scale, plan.style + 1));
    if (reserveStock !== undefined && plan.initial === 'absent') delete input.initial;
  } else if (plan.cover !== undefined && reserveStock === undefined) {
    input.cover = writer.schedule(plan.cover, (cover) => writer.duration(cover, plan.style + 1));
  }
  if (!features.explicitCovers && plan.asTarget && reserveStock === undefined) {
    input.target = writer.mass(steps * scale, plan.style);
    delete input.initial;
  }
  if (plan.adjust !== undefined) input.adjust = writer.duration(plan.adjust, plan.style + 2);
  if (plan.forecast !== undefined) input.forecast = writer.duration(plan.forecast, plan.style + 3);
  if (plan.switchable !== undefined)
    input.switchable = plan.style % 2 === 0 ? plan.switchable : `${plan.switchable * 100}%`;
  if (plan.price !== undefined) {
    input.price = drafts.money(plan.price, 'kg');
    if (plan.holding !== undefined) input.holding = plan.holding;
  }
  if (plan.floors !== undefined) input.floors = floors(drafts, j);
}

/** What amounts of a stockpile are factors of: its need in a step, or that of all demand for a reserve. */
export function scaleOf(drafts: Drafts, j: StockpileDraft): number {
  return j.reserveStock === undefined ? drafts.needOf(j.id) : drafts.wholeDemand();
}

// Where nothing may be short, floors are at most the initial cover.
function floors(drafts: Drafts, j: StockpileDraft): Record<string, Schedule> {
  const { features, writer } = drafts;
  const scale = scaleOf(drafts, j);
  const made: Record<string, Schedule> = {};
  for (const { tier, asMass, value } of j.plan.floors ?? []) {
    const most = features.shortage ? Number.POSITIVE_INFINITY : (j.reserveStock ?? openingSteps(drafts, j.id));
    const held = (steps: number) => Math.min(steps, 0.99 * most);
    made[tier] = writer.schedule(value, (steps) =>
      asMass || j.reserveStock !== undefined
        ? writer.mass(held(steps) * scale, j.plan.style)
        : `${ordinary(held(steps) * writer.delta)} days`,
    );
  }
  return made;
}

/** Writes what undisturbed use hangs on: shares, and recipes. */
export function proportions(drafts: Drafts, f: FlowDraft): void {
  const { plan, input } = f;
  if (plan.share !== undefined && f.below === undefined)
    input.share = drafts.writer.schedule(plan.share, (share) => share);
  if (mayOpen(f, drafts.drawn) && plan.opens?.closedShare === true && f.below === undefined && drafts.features.shortage)
    input.share = 0;
  const [first] = keysOf(input.from);
  if (first === undefined || plan.recipeChanges.changes.length === 0) return;
  const inputs = typeof input.from === 'object' ? input.from : {};
  const recipe = Number(inputs[first] ?? 1);
  const changing = drafts.writer.schedule(plan.recipeChanges, (factor) => ordinary(factor * recipe));
  input.from = { ...inputs, [first]: changing };
}

/** Writes the numbers of a flow. */
export function amounts(drafts: Drafts, f: FlowDraft): void {
  const { writer } = drafts;
  const { plan, input } = f;
  const daily = drafts.daily(f);
  if (plan.lead !== undefined) input.lead = writer.schedule(plan.lead, (lead) => writer.duration(lead, plan.style));
  if (plan.capacity !== undefined) {
    input.capacity = writer.schedule(plan.capacity, (factor) => writer.rate(factor * daily, plan.style));
    if (plan.projects.length > 0) {
      input.projects = plan.projects.map((project) => ({
        adds: writer.rate(project.adds * daily, plan.style + 1),
        decided: writer.date(project.decided),
        takes: writer.duration(project.takes, plan.style),
        ...(project.ramp === undefined ? {} : { ramp: writer.duration(project.ramp, plan.style + 1) }),
        ...(project.costs === undefined ? {} : { costs: drafts.money(project.costs) }),
      }));
    }
    if (plan.standby !== undefined) input.standby = drafts.money(plan.standby, 'kg');
  }
  if (plan.cost !== undefined) {
    const currency = drafts.features.money && drafts.drawn.currency;
    input.cost = writer.schedule(plan.cost, (cost) => (currency ? `${cost} USD/kg` : cost));
  }
  if (plan.waits === true) input.waits = true;
  if (plan.priority !== undefined) input.priority = plan.priority;
  if (f.below !== undefined) release(drafts, f);
  if (plan.byproduct !== undefined && f.below === undefined) byproduct(drafts, f, plan.byproduct);
}

function byproduct(drafts: Drafts, { input }: FlowDraft, plan: NonNullable<FlowDraft['plan']['byproduct']>): void {
  const into = drafts.at(plan.into);
  if (into.id !== input.to && !keysOf(input.from).includes(into.id))
    input.byproducts = { [into.id]: `${plan.yield * 100}%` };
}

function release(drafts: Drafts, f: FlowDraft): void {
  if (drafts.features.shortage) return;
  // A stockpile that others draw upon too must not be kept from refilling by a trigger just above what is there.
  const drawnUpon = keysOf(f.input.from).some((from) => drafts.needOf(from) > 0);
  const steps = openingSteps(drafts, f.input.to) + (drawnUpon ? -0.1 : 0.9);
  const below = Math.max(0, Math.min(f.below as number, steps));
  f.input.release = { below: `${ordinary(below * drafts.writer.delta)} days` };
}

/** How many steps of undisturbed use a stockpile opens with. */
export function openingSteps(drafts: Drafts, id: string): number {
  const draft = drafts.stockpiles.find((j) => j.id === id) as StockpileDraft;
  const need = drafts.needOf(id);
  if (need <= 0) return 0;
  const { initial, target } = draft.input;
  const said = `${initial ?? target ?? 0}`;
  const number = Number.parseFloat(said);
  const unit = said.split(' ')[1] ?? 't';
  const factor = { t: 1 / need, kg: 0.001 / need, kt: 1000 / need }[unit];
  if (factor !== undefined) return number * factor;
  return (number * (DAYS_OF[unit] ?? 0)) / drafts.writer.delta;
}
