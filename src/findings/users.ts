/** What becomes of each user, as data: how short, of what share, when, for how long, and how likely. */
import type { Scenario } from '../model/network.ts';
import { lookupOf, type Measured, type Results, type ResultsAmong } from './results.ts';
import { subjectsOf, userOrder } from './subject.ts';

/** A demand and what becomes of it. */
export interface User {
  readonly id: string;
  readonly title: string;
  readonly isSubject: boolean;
  /** The unit that amounts of it are shown in. */
  readonly unit: Scenario['stockpiles'][number]['unit'];
  /** Whether what is short comes later, rather than never. */
  readonly isBackordered: boolean;
  /** The share of replicates in which it is ever short; 0 or 1 of a central run. */
  readonly odds: number;
  /** Tonnes or pieces. */
  readonly shortage: Measured;
  /** The shortage of the central run, to stand beside a mean. */
  readonly centralShortage: number;
  /** What the price makes it go without, on average; 0 where nothing does. */
  readonly forgone: number;
  /** The share of its need that it goes without, short or for the price. */
  readonly want: Measured;
  /** Things not made; undefined where it counts none. */
  readonly lost: (Measured & { readonly product: string }) | undefined;
  /** Money a tonne or piece that it gets, with all that went into it; undefined where nothing costs money. */
  readonly unitCost: (Measured & { readonly unit: string }) | undefined;
  /** The largest share short of any step. */
  readonly peak: Measured;
  /** The day of that peak; ∞ where never short. */
  readonly peakDay: Measured;
  /** Days from the disruption to the first short step at or after it, and that day; ∞ where there is none. */
  readonly timeToSurvive: Measured;
  readonly firstShort: Measured;
  /** The share of replicates in which no step at or after the disruption is short. */
  readonly survives: number;
  /** Days from that step to the first from which none is short to the end; ∞ where not recovered, 0 where survived. */
  readonly timeToRecover: Measured;
}

/** Every demand, in the one order of users. */
export function usersOf(results: Results): readonly User[] {
  return usersAmong(results, userOrder(results), subjectsOf(results));
}

/** Users in a given order, over some replicates. */
export function usersAmong(
  results: ResultsAmong,
  order: readonly string[],
  subjects: readonly string[],
): readonly User[] {
  const { scenario, network } = results.model;
  const { mean, time, nullShare, central } = lookupOf(results);
  const odds = new Map(results.ensemble?.everShort.map(({ demand, probability }) => [demand, probability]));
  const positions = new Map(scenario.demands.map(({ id }, position) => [id, position]));
  return order.map((id): User => {
    const position = positions.get(id);
    if (position === undefined) throw new Error(`no demand ${id}`);
    const { title, product, backordered } = scenario.demands[position];
    const amountOf = (name: string) => measured(mean(`demands.${id}.${name}`), `demands.${id}.${name}`);
    const timeOf = (name: string) => measured(time(`demands.${id}.${name}`), `demands.${id}.${name}`);
    const survive = timeOf('time_to_survive');
    const { id: stock, unit } = scenario.stockpiles[network.drawsFrom[position]];
    const cost = scenario.currency === undefined ? undefined : mean(`stockpiles.${stock}.unit_cost`);
    const isCounted = product !== undefined && product !== 't';
    return {
      ...{ id, title, isSubject: subjects.includes(id), unit },
      isBackordered: backordered,
      odds: odds.get(id) ?? (central(`demands.${id}.spells`) === 0 ? 0 : 1),
      shortage: amountOf('shortage'),
      centralShortage: central(`demands.${id}.shortage`) ?? 0,
      forgone: mean(`demands.${id}.forgone`)?.value ?? 0,
      want: amountOf('want'),
      lost: isCounted ? { ...amountOf('lost_products'), product } : undefined,
      unitCost: cost && { ...cost, unit: `${scenario.currency}/${unit.base}` },
      peak: amountOf('peak_shortage'),
      peakDay: timeOf('peak_date'),
      timeToSurvive: survive,
      firstShort: shifted(survive, scenario.disruption),
      survives: nullShare(`demands.${id}.time_to_survive`),
      timeToRecover: timeOf('time_to_recover'),
    };
  });
}

/** The subjects among users, in their order. */
export function subjectsAmong(users: readonly User[]): readonly User[] {
  return users.filter(({ isSubject }) => isSubject);
}

function measured(found: Measured | undefined, path: string): Measured {
  if (found === undefined) throw new Error(`no statistics of ${path}`);
  const { interval } = found;
  // What is never below 0 has no mean below 0 either, though of what is rare Student's interval reaches there.
  return interval === undefined ? found : { ...found, interval: { ...interval, low: Math.max(0, interval.low) } };
}

/** The same in days of the calendar rather than since a day. */
function shifted(found: Measured, days: number): Measured {
  const { value, spread } = found;
  return {
    ...{ ...found, value: value + days },
    ...(spread && { spread: { low: spread.low + days, high: spread.high + days } }),
  };
}
