// Which features a family of scenarios has, and how often.

/** How large the scenarios get, and whether they use what the second edition of the model adds. */
export interface GeneratorOptions {
  minSteps?: number;
  maxSteps?: number;
  maxStockpiles?: number;
  /** False: nothing that a file of the first edition of the model could not say. Default: true. */
  second?: boolean;
}

/** Counts are at most so many; percentages are how often an entity has it. */
export interface Features {
  dated: boolean;
  events: number;
  licences: number;
  byproducts: boolean;
  shortage: boolean;
  reserves: number;
  tiers: boolean;
  massInTonnes: boolean;
  explicitCovers: boolean;
  /** Percent of flows whose orders wait. */
  waits: number;
  /** Percent of stockpiles with floors. */
  floors: number;
  markets: number;
  processes: number;
  /** Events that scale. */
  scales: number;
  /** Leads, recipes and costs that change by date. */
  changingLanes: boolean;
  money: boolean;
}

const FIRST = { waits: 0, floors: 0, markets: 0, processes: 0, scales: 0, changingLanes: false, money: false };

/** Every feature of the model. */
export function everything(options: GeneratorOptions): Features {
  return {
    dated: true,
    events: 5,
    licences: 3,
    byproducts: true,
    shortage: true,
    reserves: 3,
    tiers: true,
    massInTonnes: false,
    explicitCovers: true,
    ...(options.second !== false
      ? { waits: 25, floors: 20, markets: 2, processes: 2, scales: 3, changingLanes: true, money: true }
      : FIRST),
  };
}

/** Nothing changes and nothing is tight. */
export function undisturbed(options: GeneratorOptions): Features {
  return {
    dated: false,
    events: 0,
    licences: 0,
    byproducts: false,
    shortage: false,
    reserves: 2,
    tiers: true,
    massInTonnes: false,
    explicitCovers: false,
    ...(options.second !== false
      ? { waits: 30, floors: 30, markets: 2, processes: 0, scales: 0, changingLanes: false, money: true }
      : FIRST),
  };
}

/** One stockpile, mines and demands of one tier. */
export function oneStockpile(options: GeneratorOptions): Features {
  return {
    dated: true,
    events: 3,
    licences: 0,
    byproducts: false,
    shortage: true,
    reserves: 0,
    tiers: false,
    massInTonnes: true,
    explicitCovers: true,
    ...(options.second !== false
      ? { waits: 30, floors: 0, markets: 0, processes: 2, scales: 2, changingLanes: true, money: true }
      : FIRST),
  };
}
