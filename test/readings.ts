/** Both readings of the model, for what must hold of either: the program and the oracle. */

import { type OracleRun, type OracleScenario, oracle } from './oracle/oracle.ts';
import { metric, run, series } from './run.ts';

/** What a reading says of a scenario. */
export interface Reading {
  /** Values of a series, one a step; NaN where there is none. */
  series(id: string, variable: string): number[];
  metric(path: string): number | string | null;
}

/** How the oracle names what series.csv names otherwise. */
export const ORACLE_NAMES: Readonly<Record<string, string>> = {
  on_hand: 'onHand',
  days_of_supply: 'daysOfSupply',
  in_transit: 'inTransit',
  price_index: 'priceIndex',
  quota_left: 'quotaLeft',
};

/** The part of an oracle's run that a kind of series is of. */
export function groupOf(answer: OracleRun, kind: string): Readonly<Record<string, object>> {
  switch (kind) {
    case 'stockpile':
      return answer.stockpiles;
    case 'demand':
      return answer.demands;
    case 'market':
      return answer.markets;
    case 'licence':
      return answer.licences;
    default:
      return answer.flows;
  }
}

export function byProgram(scenario: OracleScenario): Reading {
  const answer = run({ title: 'a case', ...scenario });
  return {
    series: (id, variable) => Array.from(series(answer, id, variable)),
    metric: (path) => metric(answer, path),
  };
}

function byOracle(scenario: OracleScenario): Reading {
  const answer = oracle(scenario);
  return {
    series(id, variable) {
      const name = ORACLE_NAMES[variable] ?? variable;
      const groups = ['stockpile', 'flow', 'demand', 'market', 'licence'].map((kind) => groupOf(answer, kind)[id]);
      const found = groups.find((one) => one !== undefined && name in one) as Record<string, (number | null)[]>;
      return (found[name] as (number | null)[]).map((value) => value ?? Number.NaN);
    },
    metric: (path) => answer.metrics[path] as number | string | null,
  };
}

/** Name and reading, for `describe.each`. */
export const READINGS: readonly (readonly [string, (scenario: OracleScenario) => Reading])[] = [
  // The program: once it reads and runs the second edition.
  ['the oracle', byOracle],
];
