/** Who is timed, each on the same networks: the kernel alone and with its record, the reference step, C, the oracle. */
import {
  centralValues,
  compile,
  type Model,
  type Parameters,
  parametersOf,
  readScenario,
  simulate,
} from '../../src/index.ts';
import { meterOf } from '../../src/metrics/measures.ts';
import { parametersOfLane } from '../../src/model/lane.ts';
import { simulateBlock, steppedBlock } from '../../src/simulation/kernel/block.ts';
import { type Kernel, place } from '../../src/simulation/kernel/kernel.ts';
import { emptyRun } from '../../src/simulation/record.ts';
import { type OracleScenario, read, simulate as simulateNaively } from '../oracle/oracle.ts';
import { chanceOf, join } from '../simulation/perturb.ts';
import { type CompiledC, timeC, writeNetwork } from './in-c.ts';
import { benchScenario } from './network.ts';
import { type Contestant, stopwatch } from './timing.ts';

/** A network of so many stockpiles and steps: its model, and 16 runs that differ by up to a tenth in capacity and demand. */
export interface Case {
  readonly stockpiles: number;
  readonly model: Model;
  readonly runs: readonly Parameters[];
  readonly oracle: OracleScenario;
}

/** The case of so many stockpiles: 10 (of two regions), or a multiple of 4. */
export function caseOf(stockpiles: number, steps = 260, isRich = false): Case {
  const [regions, stages] = stockpiles === 10 ? [2, 5] : [stockpiles / 4, 4];
  const scenario = { ...benchScenario(regions, stages, isRich), horizon: `${steps} weeks` };
  const { scenario: checked, issues } = readScenario('scenario.yaml', () => ({ text: JSON.stringify(scenario) }));
  if (checked === undefined) throw new Error(`the network of the benchmark has faults: ${JSON.stringify(issues[0])}`);
  const model = compile(checked);
  const central = parametersOf(model, centralValues(model));
  if (!central.ok) throw new Error('the numbers of the benchmark have faults');
  const chance = chanceOf(stockpiles);
  const runs = Array.from({ length: 16 }, () => varied(model, central.value, 0.9 + chance() / 5, 0.95 + chance() / 10));
  return { stockpiles, model, runs, oracle: scenario as unknown as OracleScenario };
}

/** Parameters with capacities and demands times a factor each. */
function varied({ network }: Model, base: Parameters, capacity: number, demand: number): Parameters {
  const { schedule, ...rest } = parametersOfLane(base, 0);
  const { layout, changing } = schedule;
  const [first, values] = [schedule.first.slice(), schedule.values.slice()];
  const factor = (slot: number) => {
    if (slot < layout.capacity + network.flows) return capacity;
    return slot >= layout.demand && slot < layout.demand + network.demands ? demand : 1;
  };
  for (let slot = 0; slot < first.length; slot++) first[slot] *= factor(slot);
  for (let i = 0; i < values.length; i++) values[i] *= factor(changing[i % changing.length] as number);
  return { ...rest, schedule: { ...schedule, first, values } };
}

/** The kernel stepping, without keeping anything of it. */
export function steppingAlone(kernel: Kernel, { model, runs }: Case, lanes: number): Contestant {
  const parameters = join(runs.slice(0, lanes));
  const { schedule, sharesAreConstant } = parameters;
  const width = schedule.changing.length * lanes;
  return {
    name: `kernel, ${lanes} lanes, stepping alone`,
    lanes,
    time() {
      const { arena, address, engine } = place(kernel, model, parameters);
      const watch = stopwatch();
      for (let t = 0; t < model.steps; t++) {
        watch.step(t);
        arena.f64.set(schedule.values.subarray(t * width, (t + 1) * width), (address.changes as number) / 8);
        engine.step(t, !sharesAreConstant);
      }
      return [watch.stop()];
    },
  };
}

/** The kernel as ensembles use it: parameters placed, steps, every metric metered. */
export function metered(kernel: Kernel, { model, runs }: Case, lanes: number): Contestant {
  const parameters = join(runs.slice(0, lanes));
  const own = emptyRun(model, parameters, 1);
  const { begin, add, columns } = meterOf(model, lanes);
  return {
    name: `kernel, ${lanes} lanes, with its metering`,
    lanes,
    time() {
      const watch = stopwatch();
      const { run, steps } = steppedBlock(kernel, model, parameters, watch.step, () => own);
      begin();
      for (const t of steps) add(run, t);
      columns();
      return [watch.stop()];
    },
  };
}

/** So many replicates in blocks of 16, one after another, a part each. */
export function blocks(kernel: Kernel, { model, runs }: Case, replicates: number): Contestant {
  const parameters = join(runs);
  const run = emptyRun(model, parameters);
  return {
    name: `kernel, ${replicates} replicates`,
    lanes: 1,
    time: () => [
      Array.from({ length: replicates / 16 }, () => {
        const before = performance.now();
        simulateBlock(kernel, model, parameters, undefined, run);
        return (performance.now() - before) * 1e6;
      }),
    ],
  };
}

/** The reference step with its record. */
export function reference({ model, runs }: Case): Contestant {
  return {
    name: 'reference step, with its record',
    lanes: 1,
    time() {
      const watch = stopwatch();
      simulate(model, runs[0] as Parameters, watch.step);
      return [watch.stop()];
    },
  };
}

/** The same recurrence in C, stepping alone: one run at a time, or as many in lockstep as it is compiled for. */
export function inC(c: CompiledC, { stockpiles, model, runs }: Case): Contestant {
  const file = writeNetwork(c, `network-${stockpiles}`, model, join(runs.slice(0, c.lanes)));
  const name = c.lanes === 1 ? 'scalar C, stepping alone' : `C, ${c.lanes} lanes in lockstep, stepping alone`;
  return { name, lanes: c.lanes, time: () => timeC(c, file, 3) };
}

/** Objects and maps. */
export function naive({ oracle }: Case): Contestant {
  const network = read(oracle);
  return {
    name: 'objects and maps, with its record',
    lanes: 1,
    time() {
      const before = performance.now();
      simulateNaively(network);
      return [[(performance.now() - before) * 1e6]];
    },
  };
}
