/** Known answers of processes: the central path, availability, and how long halts last. Weekly steps from a Monday. */
import seedrandom from 'seedrandom';
import { describe, expect, test } from 'vitest';
import { plain, replicates } from '../ensembles.ts';
import { type OracleScenario, oracle } from '../oracle/oracle.ts';
import { READINGS } from '../readings.ts';
import { run } from '../run.ts';

const start = { version: 2, title: 'a process', start: '2025-01-06' };
const dateOf = (week: number) => new Date(Date.UTC(2025, 0, 6) + week * 7 * 86_400_000).toISOString().slice(0, 10);

describe.each(READINGS)('the central path, by %s', (_, read) => {
  const scenario = (central?: Record<string, string>): OracleScenario => ({
    ...{ ...start, horizon: '8 weeks' },
    stockpiles: { shelf: { initial: '0 t' } },
    flows: { lane: { to: 'shelf', capacity: '10 t/week * is(border, open) + 3 t/week * is(border, trickle)' } },
    demands: { users: { from: 'shelf', rate: '20 t/week' } },
    processes: {
      border: {
        ...{ states: ['open', 'trickle', 'shut'], begins: 'open', every: '1 week' },
        moves: { open: { shut: 0.9 }, shut: { trickle: '50%' } },
        ...(central && { central }),
      },
    },
  });

  test('stays where the process begins', () => {
    expect(read(scenario()).series('lane', 'shipped')).toEqual(Array(8).fill(10));
  });

  test('goes where the file says, from the first step not before each date', () => {
    const answer = read(scenario({ [dateOf(2)]: 'shut', '2025-02-05': 'trickle' }));
    const shipped = answer.series('lane', 'shipped').map((value) => Math.round(value * 1e9) / 1e9);
    expect(shipped).toEqual([10, 10, 0, 0, 0, 3, 3, 3]);
    // What was under way at the start is of the state it begins in.
    expect(answer.series('lane', 'received')[0]).toBeCloseTo(10, 9);
  });
});

/** One replicate of a scenario with one stockpile, one flow and one demand: a number a step. */
interface Drawn {
  shipped: readonly number[];
  shortfall: readonly number[];
}

const byProgram = (scenario: OracleScenario, runs: number): Drawn[] =>
  [...replicates(run(scenario).run.model, plain(runs))].map(({ run: one }) => ({
    shipped: Array.from(one.shipped),
    shortfall: Array.from(one.shortfall),
  }));

const byOracle = (scenario: OracleScenario, runs: number): Drawn[] =>
  Array.from({ length: runs }, (_, r) => {
    const answer = oracle(scenario, { uniform: (_process, move) => seedrandom(`${r} ${move}`)() });
    return { shipped: answer.flows['lane']?.shipped ?? [], shortfall: answer.demands['users']?.shortfall ?? [] };
  });

const DRAWN = READINGS.map(([name]) => [name, name === 'the oracle' ? byOracle : byProgram] as const);

/** Mean of some numbers, and its standard error. */
function meanOf(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

function expectMean(values: readonly number[], expected: number): void {
  const { mean, error } = meanOf(values);
  expect(Math.abs(mean - expected) / error, `${mean} for ${expected}`).toBeLessThan(4);
}

describe.each(DRAWN)('drawn paths, by %s', (_, draw) => {
  // A plant that is up for U = 9 weeks and down for D = 3 on average is available U/(U + D) of the time (Barlow and
  // Proschan 1965). It begins up; each week it moves, so that after n moves it is up with probability
  // A + (1 − A)·(1 − 1/U − 1/D)^n, and step t has seen t + 1 moves.
  test('a plant with mean up and down times has their known availability', () => {
    const runs = draw(
      {
        ...{ ...start, horizon: '52 weeks' },
        stockpiles: { shelf: { initial: '0 t' } },
        flows: { lane: { to: 'shelf', capacity: '10 t/week * is(plant, up)' } },
        demands: { users: { from: 'shelf', rate: '20 t/week' } },
        processes: {
          plant: {
            ...{ states: ['up', 'down'], begins: 'up', every: '1 week' },
            moves: { up: { stays: '9 weeks', to: { down: 1 } }, down: { stays: '3 weeks', to: { up: 1 } } },
          },
        },
      },
      400,
    );
    const available = 0.75;
    const memory = 1 - 1 / 9 - 1 / 3;
    const upAfter = (moves: number) => available + (1 - available) * Math.exp(moves * Math.log(memory));
    for (const { shipped } of runs) expect(shipped.every((x) => x === 0 || Math.abs(x - 10) < 1e-9)).toBe(true);
    expectMean(
      runs.map(({ shipped }) => (shipped[0] as number) / 10),
      upAfter(1),
    );
    const mean = Array.from({ length: 52 }, (_step, t) => upAfter(t + 1)).reduce((sum, p) => sum + p, 0) / 52;
    expectMean(
      runs.map(({ shipped }) => shipped.reduce((sum, x) => sum + x, 0) / 520),
      mean,
    );
  });

  // A border that shuts in week 1 and opens with probability 1/5 each week is shut for 5 weeks on average. With three
  // weeks on the shelf and goods one week under way, L weeks shut are max(0, L − 3) weeks short: a length without memory
  // exceeds 3 with probability 0.8³ and is then 5 more on average, 10·0.8³·5 = 25.6 t.
  test('halts last as long as their mean stay, and the shortage is that of a length without memory', () => {
    const runs = draw(
      {
        ...{ ...start, horizon: '70 weeks' },
        stockpiles: { shelf: { initial: '3 weeks' } },
        flows: { lane: { to: 'shelf', lead: '1 week', capacity: '1000 t/week * (1 - is(border, shut))' } },
        demands: { users: { from: 'shelf', rate: '10 t/week' } },
        processes: {
          border: {
            ...{ states: ['before', 'shut', 'open'], begins: 'before', from: dateOf(1), every: '1 week' },
            moves: { before: { shut: 1 }, shut: { stays: '5 weeks', to: { open: 1 } } },
          },
        },
      },
      400,
    );
    const lengths = runs.map(({ shipped }) => shipped.filter((x) => x === 0).length);
    const short = runs.map(({ shortfall }) => shortfall.reduce((sum, x) => sum + x, 0));
    for (const [r, length] of lengths.entries()) expect(short[r]).toBeCloseTo(10 * Math.max(0, length - 3), 6);
    expectMean(lengths, 5);
    expectMean(short, 25.6);
  });
});
