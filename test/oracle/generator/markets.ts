// Markets, and what opens at their price.

import type { MarketInput } from '../input.ts';
import { type Drafts, type FlowDraft, keysOf } from './drafts.ts';
import type { Plan } from './plans.ts';

/** Markets of stockpiles of one unit, none of which feeds another of the same market; each in one market. */
export function markets(drafts: Drafts): Record<string, MarketInput> {
  const taken = new Set<string>();
  const made: Record<string, MarketInput> = {};
  for (const [i, plan] of drafts.drawn.markets.entries()) {
    const members: string[] = [];
    for (const position of plan.of) {
      const j = drafts.at(position);
      const first = drafts.stockpiles.find(({ id }) => id === members[0]);
      const sameUnit = first === undefined || (first.input.unit ?? 't') === (j.input.unit ?? 't');
      const apart = members.every((member) => !feeds(drafts, member, j.id) && !feeds(drafts, j.id, member));
      if (!taken.has(j.id) && sameUnit && apart) members.push(j.id);
      if (members.includes(j.id)) taken.add(j.id);
    }
    if (members.length === 0) continue;
    const market: MarketInput = { of: members, elasticity: plan.elasticity };
    if (plan.outlook !== undefined) market.outlook = drafts.writer.duration(plan.outlook, i);
    if (plan.adjust !== undefined) market.adjust = drafts.writer.duration(plan.adjust, i + 1);
    if (plan.ceiling !== undefined) market.ceiling = plan.ceiling;
    made[`m${drafts.name(i)}`] = market;
  }
  return made;
}

function feeds(drafts: Drafts, from: string, to: string): boolean {
  return drafts.flows.some(
    ({ input }) =>
      keysOf(input.from).includes(from) && (input.to === to || Object.keys(input.byproducts ?? {}).includes(to)),
  );
}

/** Whether a flow gets a capacity that opens at a price. */
export function mayOpen({ plan }: FlowDraft, { markets: all }: Plan): boolean {
  return plan.opens !== undefined && plan.capacity !== undefined && all.length > 0;
}

/** Lets flows with a capacity open at a price: that of the market they deliver to, or of one they name. */
export function opening(drafts: Drafts, made: Record<string, MarketInput>): void {
  const all = Object.entries(made);
  for (const f of drafts.flows) {
    const { input, plan } = f;
    if (plan.opens === undefined || !mayOpen(f, drafts.drawn)) continue;
    const { from, more, within, market } = plan.opens;
    const own = all.find(([, { of }]) => of.includes(input.to));
    // Where nothing may be short a capacity that is shut at a price of 1 must not be needed.
    if (!drafts.features.shortage && from + more > 1) continue;
    const opens = { from, fully: Math.round((from + more) * 100) / 100 };
    input.opens = {
      ...opens,
      ...(within === undefined ? {} : { within: drafts.writer.duration(within, plan.style) }),
      ...(own !== undefined && market % 2 === 0 ? {} : { market: (all[market % all.length] as [string, unknown])[0] }),
    };
  }
}
