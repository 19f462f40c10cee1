/** Both readings of the model, for what must hold of either: the program and the oracle. */

import type { Answer } from '../src/index.ts';
import { type OracleRun, type OracleScenario, oracle } from './oracle/oracle.ts';
import { metric, run } from './run.ts';

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

/** Every recorded variable of an answer by entity, those that series.csv leaves out where a file gives no cause included. */
export function recorded({ run: { model, steps, ...run }, series: shown }: Answer): RecordedSeries[] {
  const { flows, demands, markets, licences } = model.scenario;
  const each = (kind: string, entities: readonly { id: string }[], variable: string, values: Float64Array) =>
    entities.map(({ id }, position) => {
      const own = Float64Array.from({ length: steps }, (_, t) => values[t * entities.length + position] as number);
      return {
        kind,
        id,
        variable,
        values: own.map((value) => (value === Number.POSITIVE_INFINITY ? Number.NaN : value)),
      };
    });
  const more = [
    ...each('flow', flows, 'waiting', run.waiting),
    ...each('demand', demands, 'forgone', run.forgone),
    ...each('market', markets, 'price_index', run.priceIndex),
    ...each('licence', licences, 'quota_left', run.quotaLeft),
  ];
  return [...shown.filter(({ variable }) => !more.some((one) => one.variable === variable)), ...more];
}

/** Values of a variable of an entity, one a step. */
export interface RecordedSeries {
  kind: string;
  id: string;
  variable: string;
  values: Float64Array;
}

function byProgram(scenario: OracleScenario): Reading {
  const answer = run({ title: 'a case', ...scenario });
  const all = recorded(answer);
  return {
    series(id, variable) {
      const found = all.find((one) => one.id === id && one.variable === variable);
      if (found === undefined) throw new Error(`no series ${variable} of ${id}`);
      return Array.from(found.values);
    },
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
  ['the program', byProgram],
  ['the oracle', byOracle],
];
