// Licences and their quotas, processes, and the schedules that ask them.

import type { MovesInput, OracleScenario, PhaseInput, ProcessInput, Quantity, Schedule } from '../input.ts';
import { dayOf } from '../network.ts';
import type { Drafts, FlowDraft } from './drafts.ts';
import type { GatePlan, PhasePlan, ProcessPlan } from './plans.ts';
import { ordinary } from './writer.ts';

/** Licences, named by the flows that have them. */
export function licences(drafts: Drafts): Record<string, { phases: PhaseInput[] }> {
  const plans = drafts.drawn.licences;
  const made: Record<string, { phases: PhaseInput[] }> = {};
  for (const [i, phases] of plans.entries()) {
    const id = `l${drafts.name(i)}`;
    // Flows of one licence deliver the same unit.
    const candidates = drafts.flows.filter((f) => f.plan.licence !== undefined && f.plan.licence % plans.length === i);
    const unit = (f: FlowDraft) => drafts.stockpiles.find((j) => j.id === f.input.to)?.input.unit ?? 't';
    const licensed = candidates.filter((f) => unit(f) === unit(candidates[0] as FlowDraft));
    for (const f of licensed) f.input.licence = id;
    const daily = licensed.reduce((total, f) => total + drafts.daily(f), 0);
    const byDate = new Map(phases.map((one) => [drafts.writer.date(one.date), phase(drafts, one, daily)]));
    made[id] = { phases: [...byDate.values()].sort((a, b) => dayOf(a.from) - dayOf(b.from)) };
  }
  return made;
}

function phase(drafts: Drafts, plan: PhasePlan, daily: number): PhaseInput {
  const { writer } = drafts;
  const phase: PhaseInput = { from: writer.date(plan.date) };
  if (plan.allow !== undefined) phase.allow = plan.allow;
  if (plan.limit !== undefined && daily > 0) phase.limit = writer.rate(plan.limit * daily, plan.style);
  if (drafts.drawn.quotas && phase.limit !== undefined && plan.per !== undefined) {
    phase.per = `${plan.per * writer.delta} days`;
    if (plan.carry !== undefined) phase.carry = plan.carry;
  }
  if (plan.review !== undefined) phase.review = writer.duration(plan.review, plan.style);
  if (plan.approve !== undefined) phase.approve = plan.approve;
  if (plan.valid !== undefined) phase.valid = writer.duration(plan.valid, plan.style + 1);
  return phase;
}

/** Processes. */
export function processes(drafts: Drafts): Record<string, ProcessInput> {
  return Object.fromEntries(drafts.drawn.processes.map((plan, i) => [`q${drafts.name(i)}`, process(drafts, plan)]));
}

function process({ writer }: Drafts, plan: ProcessPlan): ProcessInput {
  const state = (position: number) => plan.states[position % plan.states.length] as string;
  const made: ProcessInput = { states: plan.states, begins: state(plan.begins), moves: {} };
  if (plan.from !== undefined) made.from = writer.date(plan.from);
  if (plan.every !== undefined) made.every = plan.every;
  for (const [i, from] of plan.states.entries()) {
    const moves = movesFrom(plan, i);
    if (Object.keys(moves).length > 0) made.moves[from] = moves;
  }
  if (plan.central.length > 0)
    made.central = Object.fromEntries(
      plan.central
        .map(({ date, state: to }): [string, string] => [writer.date(date), state(to)])
        .sort(([a], [b]) => dayOf(a) - dayOf(b)),
    );
  return made;
}

const DAYS: Record<string, number> = { '1 week': 7, '10 days': 10, '1 month': 365.25 / 12, '3 months': 365.25 / 4 };

// The odds of leaving are at most 1 together; of a mean stay, the shares of where it goes are 1.
function movesFrom(plan: ProcessPlan, i: number): MovesInput {
  const others = plan.states.filter((_, to) => to !== i);
  const stays = plan.stays[i];
  if (stays !== undefined) {
    const days = ordinary(stays * (DAYS[plan.every ?? '1 month'] as number));
    const to =
      others.length === 1
        ? { [others[0] as string]: 1 }
        : { [others[0] as string]: 0.25, [others[1] as string]: '75%' };
    return { stays: `${days} days`, to };
  }
  const moves: Record<string, Quantity> = {};
  let all = 0;
  for (const to of others) {
    const odds = plan.odds[i]?.[plan.states.indexOf(to)];
    if (odds === undefined) continue;
    const chance = typeof odds === 'string' ? Number.parseFloat(odds) / 100 : odds;
    if (all + chance > 1) continue;
    moves[to] = odds;
    all += chance;
  }
  return moves;
}

/** Makes schedules ask in which state the world is. */
export function gates(drafts: Drafts, scenario: OracleScenario): void {
  const named = Object.entries(scenario.processes ?? {});
  for (const gate of drafts.drawn.gates) {
    const chosen = named[gate.process % Math.max(1, named.length)];
    if (chosen === undefined) continue;
    const [id, { states }] = chosen;
    apply(gate, `is(${id}, ${states[gate.state % states.length]})`, drafts, scenario);
  }
}

function apply({ what, which, cut }: GatePlan, asks: string, drafts: Drafts, scenario: OracleScenario): void {
  const less = `1 - ${cut} * ${asks}`;
  const pick = <T>(items: T[]): T | undefined => items[which % Math.max(1, items.length)];
  if (what === 'capacity') {
    const f = pick(drafts.flows.filter(({ input }) => input.capacity !== undefined));
    if (f !== undefined) f.input.capacity = gated(f.input.capacity as Schedule, less);
  } else if (what === 'rate') {
    const k = pick(Object.values(scenario.demands ?? {}));
    // Never all of it: a duration of stock needs a use to be counted in.
    if (k !== undefined) k.rate = gated(k.rate, `1 - ${cut / 2} * ${asks}`);
  } else {
    const phase = pick(Object.values(scenario.licences ?? {}).flatMap(({ phases }) => phases));
    if (phase !== undefined) phase.allow = less;
  }
}

// Each quantity of a schedule, times what the world lets through.
function gated(schedule: Schedule, less: string): Schedule {
  const times = (quantity: Quantity) => (Number.parseFloat(`${quantity}`) === 0 ? quantity : `${quantity} * (${less})`);
  if (typeof schedule !== 'object') return times(schedule);
  return Object.fromEntries(Object.entries(schedule).map(([date, quantity]) => [date, times(quantity)]));
}
