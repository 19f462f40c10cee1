/** What a study comes to, as plain data: tables, charts and reports are made from it. */

import type { Wording } from '../../wording.ts';
import type { Band, ExpectationOdds, SurvivalDistribution } from '../ensemble-types.ts';
import type { Measure } from '../measures.ts';
import type { Paired } from './paired.ts';

/** What a policy may cost; a scenario gives some of them, or none. */
export type CostKind = 'supply_cost' | 'holding_cost' | 'capital_cost' | 'stock_cost';

/**
 * What variants are compared by: metrics of each demand, whether it is ever short; of all of one material, the shortage; the costs that the
 * scenario gives, the loss, and both together.
 */
export type ComparedName =
  | 'fill_rate'
  | 'want'
  | 'shortage'
  | 'lost_products'
  | 'peak_shortage'
  | 'time_to_survive'
  | 'time_to_recover'
  | 'longest_spell'
  | 'ever_short'
  | 'total_shortage'
  | 'cost'
  | 'loss'
  | 'cost_and_loss';

/** Who can choose a policy; `world`: nobody can. */
export type Chooser = 'us' | 'china' | 'world';

/** One quantity over the replicates of a variant. Never (a null time) is null in quantiles; a mean only where none is. */
export interface SummaryStatistics {
  readonly mean: number | null;
  readonly p05: number | null;
  readonly p25: number | null;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly p95: number | null;
  /** The share of replicates without a value: of times, of those that never run short or never recover. */
  readonly nullShare: number;
}

/** One quantity of the base and of a variant, replicate by replicate. Units as in summary.json: t, days, pieces, USD. */
export interface Compared {
  readonly name: ComparedName;
  /** Path of the metric, such as demands.us_auto.fill_rate; of ever_short, total_shortage and cost its like. */
  readonly path: string;
  /** Undefined of the whole. */
  readonly demand: string | undefined;
  readonly measure: Measure;
  readonly unit: string;
  readonly base: SummaryStatistics;
  readonly variant: SummaryStatistics;
  /** Null where some replicate of either has no value. */
  readonly paired: Paired | null;
  /** Difference of the shares without a value, where there are any. */
  readonly nulls: Paired | null;
}

/** Mean of the worst 5 % of replicates by a shortage or by cost and loss (conditional value at risk), in its unit. */
export interface WorstCase {
  readonly name: 'shortage' | 'total_shortage' | 'cost_and_loss';
  /** Undefined of the whole. */
  readonly demand: string | undefined;
  readonly unit: string;
  readonly base: number;
  readonly variant: number;
}

/** A variant and how it compares with the base; the base itself is the first, and differs from itself by 0. */
export interface VariantResult {
  readonly id: string;
  readonly title: string;
  readonly about: string | undefined;
  /** Whose choice it is; undefined where the study does not say. */
  readonly by: Chooser | undefined;
  readonly file: string;
  readonly settings: readonly { readonly path: string; readonly value: unknown }[];
  /** Of a combination of the grid, which value of each axis it has. */
  readonly cell: readonly number[] | undefined;
  readonly digest: string;
  /** Whether it is compared in everything: all but the combinations of a large grid. */
  readonly isWhole: boolean;
  /** By demand, then the whole; only demands that the base has too. Of many cells, only those that are ever short. */
  readonly compared: readonly Compared[];
  readonly worst: readonly WorstCase[];
  /** Mean cost more than the base over mean shortage less, of the summed material; null where none is avoided, or no cost given. */
  readonly costPerTonneAvoided: number | null;
  /** Mean loss less than the base over mean cost more; null where it costs no more, or either is not given. */
  readonly lossAvoidedPerCost: number | null;
  /**
   * Variants with no more shortage of any demand, cost or loss, and less of one; by means. None where no cost is given in
   * money.
   */
  readonly dominatedBy: readonly string[];
  /** In which share of replicates each expectation of its own scenario holds; of metrics of a single run alone. */
  readonly expectations: readonly ExpectationOdds[];
  /** Shortfall per step of each demand; none of many cells. */
  readonly bands: readonly Band[];
  readonly survival: readonly SurvivalDistribution[];
}

/** A demand that variants are compared by. */
export interface StudyDemand {
  readonly id: string;
  readonly title: string;
  /** What its stockpile is shown in: 1 of it is `scale` tonnes or pieces. */
  readonly unit: { readonly name: string; readonly scale: number; readonly base: string };
  readonly product: string | undefined;
  /** Whether it is ever short in any variant. */
  readonly isEverShort: boolean;
}

/** A variant in a world: mean shortage of all demands of the summed material together, and of each; and what it loses. */
export interface Standing {
  readonly variant: string;
  readonly shortage: number;
  /** Shortage beyond that of the best variant in this world. */
  readonly regret: number;
  readonly demands: readonly { readonly demand: string; readonly shortage: number; readonly regret: number }[];
}

/** The figure that a base rests on, and the claim of the ledger that is believed instead. */
export interface Instead {
  readonly figure: string;
  readonly rival: string;
  readonly what: Wording;
  /** As the ledger has it. */
  readonly value: string;
  /** What the figure says, and its value. */
  readonly was: { readonly what: Wording; readonly value: string };
}

/** What comes of believing one document rather than another. */
export interface WorldResult {
  readonly id: string;
  readonly title: string;
  readonly instead: Instead | undefined;
  /** In the order of variants. */
  readonly standings: readonly Standing[];
  /** Ids from the least total shortage to the largest; variants of equal shortage in one group. */
  readonly ranking: readonly (readonly string[])[];
  /** Whether the ranking is that of the world as written. */
  readonly keepsRanking: boolean;
  /** The second less the first in total shortage, on the same draws; undefined where fewer than two are told apart. */
  readonly lead: { readonly first: string; readonly second: string; readonly by: Paired } | undefined;
}

/** The most that a variant loses against the best one, and where. */
export interface Regret {
  readonly variant: string;
  readonly greatest: number;
  readonly world: string;
  readonly demands: readonly { readonly demand: string; readonly greatest: number; readonly world: string }[];
}

export interface WorldsResult {
  readonly worlds: readonly WorldResult[];
  /** In the order of variants. */
  readonly regrets: readonly Regret[];
  /** Rivals that make no world, and why. */
  readonly leftOut: readonly { readonly figure: string; readonly rival: string; readonly why: string }[];
}

/** Everything that a study says. */
export interface StudyResult {
  readonly title: string;
  readonly about: string | undefined;
  /** Whose choices are compared; undefined where the study does not say. */
  readonly for: Chooser | undefined;
  readonly program: string;
  readonly digest: string;
  readonly seed: string;
  /** 1: nothing is uncertain, or central runs alone were asked for; differences then have no interval. */
  readonly runs: number;
  readonly sampling: 'plain' | 'latin-hypercube' | 'sobol';
  /** ISO date of the first step and of the disruption; all variants have the same. */
  readonly start: string;
  readonly disruption: string;
  readonly stepDays: number;
  readonly steps: number;
  /** The currency, or empty where amounts are relative; and which costs any variant gives in it. */
  readonly currency: string;
  readonly costs: readonly CostKind[];
  /** Ids of the demands that the base is about; empty where it names none. */
  readonly focus: readonly string[];
  /** The demands of the base whose shortages are added up: those of one material and unit, for amounts of others are not. */
  readonly summed: { readonly demands: readonly string[]; readonly unit: string };
  readonly demands: readonly StudyDemand[];
  readonly variants: readonly VariantResult[];
  /** The axes of the grid; its cells are the variants with `cell`. */
  readonly axes: readonly {
    readonly path: string;
    readonly title: string;
    readonly by: Chooser | undefined;
    readonly labels: readonly string[];
  }[];
  readonly worlds: WorldsResult | undefined;
}
