/** Paths of processes, and what they do to schedules. Weekly steps from a Monday. */
import { describe, expect, test } from 'vitest';
import {
  centralValues,
  compile,
  type Model,
  parametersOf,
  pathText,
  readScenario,
  type Scenario,
} from '../../src/index.ts';
import { centralPaths, drawnPaths } from '../../src/model/processes.ts';
import { replicatesOf } from '../../src/simulation/replicates.ts';

const LANE = { states: ['open', 'shut'], begins: 'open', every: '1 week' };

/** The model of a lane whose capacity a process opens and shuts. */
function modelOf(processes: object, rest: object = {}): Model {
  const text = JSON.stringify({
    ...{ version: 2, title: 'processes', start: '2025-01-06', horizon: '6 weeks' },
    stockpiles: { shelf: { initial: '1000 t' } },
    flows: { lane: { to: 'shelf', capacity: '10 t/week * is(lane, open)' } },
    demands: { users: { from: 'shelf', rate: '10 t/week' } },
    processes,
    ...rest,
  });
  const { scenario, issues } = readScenario('scenario.yaml', () => ({ text }));
  if (scenario === undefined) throw new Error(JSON.stringify(issues));
  return compile(scenario as Scenario);
}

/** The states of a process by step, lane by lane, in replicates from `first` on. */
function drawn(model: Model, process: number, first: number, lanes: number): number[][] {
  const paths = drawnPaths(model, 'a seed')(centralValues(model), first, lanes);
  if (!paths.ok) throw new Error(JSON.stringify(paths.issues));
  return Array.from({ length: lanes }, (_, lane) =>
    Array.from({ length: model.steps }, (__, t) => paths.value.at(t)[process * lanes + lane]),
  );
}

const capacities = (model: Model, paths = centralPaths(model, 1)) => {
  const parameters = parametersOf(model, centralValues(model), 1, paths);
  if (!parameters.ok) throw new Error(JSON.stringify(parameters.issues));
  const { layout, changing, values } = parameters.value.schedule;
  const column = changing.indexOf(layout.capacity);
  return Array.from({ length: model.steps }, (_, t) => Math.round(values[t * changing.length + column]));
};

describe('a path', () => {
  test('alternates where moves are certain: the first at its `from`, the next a period later', () => {
    const moves = { open: { shut: 1 }, shut: { open: 1 } };
    expect(drawn(modelOf({ lane: { ...LANE, moves } }), 0, 0, 1)).toEqual([[1, 0, 1, 0, 1, 0]]);
    // From Wednesday of the second week on, every two weeks: steps 2 and 4 are the first not before these days.
    const later = { ...LANE, from: '2025-01-15', every: '2 weeks', moves };
    expect(drawn(modelOf({ lane: later }), 0, 0, 1)).toEqual([[0, 0, 1, 1, 0, 0]]);
  });

  test('of a replicate depends neither on the block it is in nor on other processes', () => {
    const moves = { open: { shut: 0.4 }, shut: { open: 0.3 } };
    const model = modelOf({ lane: { ...LANE, moves } });
    const all = drawn(model, 0, 0, 40);
    expect(drawn(model, 0, 17, 3)).toEqual(all.slice(17, 20));
    expect(new Set(all.map(String)).size).toBeGreaterThan(10);
    // 'a' stands before 'lane', whose position is then 1.
    expect(drawn(modelOf({ a: { ...LANE, moves }, lane: { ...LANE, moves } }), 1, 0, 40)).toEqual(all);
  });

  test('goes by cumulated probabilities in the order of the states', () => {
    // One move in each of 4,000 replicates: 20 % and 30 % leave, and 50 % stay; three standard errors are 2.4 points.
    const three = { states: ['a', 'b', 'c'], begins: 'a', every: '10 weeks', moves: { a: { c: 0.3, b: 0.2 } } };
    const model = modelOf({ lane: { ...LANE }, three });
    const ends = drawn(model, 1, 0, 4000).map((path) => path[5]);
    const share = (state: number) => ends.filter((one) => one === state).length / ends.length;
    expect(Math.abs(share(1) - 0.2)).toBeLessThan(0.024);
    expect(Math.abs(share(2) - 0.3)).toBeLessThan(0.024);
  });

  test('of a mean stay leaves with the probability of a period in it', () => {
    const model = modelOf({
      lane: { ...LANE, every: '10 weeks', moves: { open: { stays: '40 weeks', to: { shut: 1 } } } },
    });
    const left = drawn(model, 0, 0, 4000).filter((path) => path[5] === 1).length / 4000;
    expect(Math.abs(left - 0.25)).toBeLessThan(0.021);
  });
});

describe('a schedule that asks a process', () => {
  const moves = { open: { shut: 1 }, shut: { open: 1 } };

  test('has the number of the state at the date of each step', () => {
    const model = modelOf({ lane: { ...LANE, moves } });
    const paths = drawnPaths(model, 'a seed')(centralValues(model), 0, 1);
    expect(capacities(model, paths.ok ? paths.value : undefined)).toEqual([0, 10, 0, 10, 0, 10]);
  });

  test('has in the central run that of the central path', () => {
    const central = { '2025-01-13': 'shut', '2025-01-29': 'open' };
    expect(capacities(modelOf({ lane: { ...LANE, moves, central } }))).toEqual([10, 0, 0, 0, 10, 10]);
  });

  test('begins with the state that the process begins in, though that has moved at once', () => {
    const model = modelOf({ lane: { ...LANE, moves } });
    const paths = drawnPaths(model, 'a seed')(centralValues(model), 0, 1);
    const parameters = parametersOf(model, centralValues(model), 1, paths.ok ? paths.value : undefined);
    expect(parameters.ok && parameters.value.initialFlow[0]).toBe(10);
  });

  test('is as drawn in an ensemble, and central where values are given', () => {
    const model = modelOf({ lane: { ...LANE, moves } });
    const replicates = replicatesOf(model, { seed: 'a seed', sampling: 'plain', runs: 4 });
    const firstOf = (blocks: ReturnType<typeof replicates.drawn>) => {
      const { value: block } = blocks.next();
      if (!block?.ok) throw new Error(JSON.stringify(block));
      for (const _ of block.value.steps) return Array.from(block.value.run.capacity);
    };
    expect(firstOf(replicates.drawn(0, 2))).toEqual([0, 0]);
    expect(firstOf(replicates.given(new Float64Array(0), 0, 2))).toEqual([10, 10]);
  });
});

test('a number that is wrong in a state is told with that state', () => {
  const flows = { lane: { to: 'shelf', capacity: '10 t/week * (1 - 2 * is(lane, shut))' } };
  const model = modelOf({ lane: { ...LANE, moves: { open: { shut: 1 } } } }, { flows });
  const blocks = replicatesOf(model, { seed: 'a seed', sampling: 'plain', runs: 4 }).drawn(2, 2);
  const [block] = blocks;
  expect(block.issues.map(({ found }) => found)).toEqual([
    '-1.4285714285714286 on 2025-01-06, while lane is shut in replicate 2',
  ]);
});

test('probabilities that cannot be in a replicate are an issue that names it', () => {
  const assumptions = { odds: { uniform: [0.2, 1.4] } };
  const moves = { open: { shut: 'odds' } };
  const model = modelOf({ lane: { ...LANE, moves } }, { assumptions });
  const paths = drawnPaths(model, 'a seed')(Float64Array.of(0.5, 1.2), 6, 2);
  expect(paths.ok).toBe(false);
  expect(paths.issues.map(({ path, expected, found }) => `${pathText(path)}: ${expected}, got ${found}`)).toEqual([
    'processes.lane.moves.open: probabilities from 0 to 1 together, got 1.2 in replicate 7',
  ]);
});
