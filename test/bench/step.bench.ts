/** Microseconds a run of the readable reference step, and of the naive object-per-entity loop beside it. */
import { bench, describe } from 'vitest';
import { simulate } from '../../src/index.ts';
import { type OracleScenario, read, simulate as simulateNaively } from '../oracle/oracle.ts';
import { parametersOfAnswer, run } from '../run.ts';
import { benchScenario } from './network.ts';

const scenario = benchScenario();
const answer = run(scenario);
const parameters = parametersOfAnswer(answer);
const network = read(scenario as unknown as OracleScenario);

describe('40 stockpiles, 120 lanes, 260 steps', () => {
  bench('reference step, whole run with its record', () => void simulate(answer.run.model, parameters));
  bench('objects and maps (the oracle)', () => void simulateNaively(network), { iterations: 5, time: 500 });
});
