/**
 * The numbers that a run computes with: which there are, and of what each is one. Fields, lanes, rows of scheduled
 * values and the kernel's memory are made from these tables.
 */

/** What a number may be one of; floors are those of all stockpiles, one after another. */
export type Kind = 'stockpiles' | 'flows' | 'inputs' | 'byproducts' | 'licences' | 'demands' | 'markets' | 'floors';

/** How many there are of each. */
export type Counts = Readonly<Record<Kind, number>>;

/** Numbers that may change over time, in the order in which they stand in the row of a step. */
export const SCHEDULED = {
  ...{ capacity: 'flows', share: 'flows', lead: 'flows', cost: 'flows', inputPerUnit: 'inputs' },
  ...{ allow: 'licences', limit: 'licences', review: 'licences', approve: 'licences', valid: 'licences' },
  ...{ carry: 'licences', demand: 'demands', uses: 'demands', cover: 'stockpiles', target: 'stockpiles' },
  floor: 'floors',
} as const satisfies Readonly<Record<string, Kind>>;

/** Numbers that hold at all times. */
export const CONSTANTS = {
  byproductPerUnit: 'byproducts',
  releaseBelow: 'flows',
  opensFrom: 'flows',
  opensFully: 'flows',
  opensWithin: 'flows',
  ...{ adjust: 'stockpiles', forecastSteps: 'stockpiles', switchable: 'stockpiles' },
  ...{ variation: 'demands', conserve: 'demands', elasticity: 'demands', answers: 'demands', least: 'demands' },
  ...{ scarcity: 'markets', outlook: 'markets', ceiling: 'markets', priceAdjust: 'markets' },
} as const satisfies Readonly<Record<string, Kind>>;

/** What things cost and are worth: nothing in a run depends on it. */
export const MONEY = {
  ...{ price: 'stockpiles', holding: 'stockpiles', standby: 'flows', worth: 'demands' },
  ...{ projectTakes: 'projects', projectCosts: 'projects', discount: 'scenario' },
} as const;

/** The undisturbed start. */
export const START = {
  ...{ initialOnHand: 'stockpiles', initialForecast: 'stockpiles', initialFlow: 'flows', initialLead: 'flows' },
} as const satisfies Readonly<Record<string, Kind>>;

export type ScheduledName = keyof typeof SCHEDULED;
export type ConstantName = keyof typeof CONSTANTS;
export type MoneyName = keyof typeof MONEY;
export type StartName = keyof typeof START;

/** Where the values of each schedule begin in the flat row of a step, and how long it is. */
export type Layout = Readonly<Record<ScheduledName | 'length', number>>;

/** The names of a table, in its order. */
export function namesOf<Name extends string>(table: Readonly<Record<Name, string>>): readonly Name[] {
  return Object.keys(table) as Name[];
}

/** One thing made for each name of a table. */
export function ofEach<Name extends string, T>(
  table: Readonly<Record<Name, string>>,
  make: (name: Name) => T,
): Record<Name, T> {
  return Object.fromEntries(namesOf(table).map((name) => [name, make(name)])) as Record<Name, T>;
}

/** The layout of the schedules of so many entities. */
export function layoutOf(counts: Counts): Layout {
  let length = 0;
  const layout = ofEach(SCHEDULED, (name) => {
    length += counts[SCHEDULED[name]];
    return length - counts[SCHEDULED[name]];
  });
  return { ...layout, length };
}
