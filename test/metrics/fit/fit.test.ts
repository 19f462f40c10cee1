/** Fits whose answer is known: what was observed is what the model itself made, with numbers that the fit is not told. */
import { describe, expect, test } from 'vitest';
import { type FitFound, fitTo, readFreeNumbers, readScenario } from '../../../src/index.ts';
import { run } from '../../run.ts';

const MONTHS = Array.from({ length: 10 }, (_, n) => `2025-${String(n + 1).padStart(2, '0')}`);

interface Numbers {
  readonly growth: string;
  readonly share: string;
  readonly review: string;
}
const FILE: Numbers = { growth: '10%', share: '50%', review: '4 weeks' };
const HIDDEN: Numbers = { growth: '42%', share: '30%', review: '7 weeks' };

/** A lane whose sales are reviewed from April on, for users who need more from month to month. */
const lane = ({ growth, share, review }: Numbers, months: Readonly<Record<string, number>>) => `version: 2
title: A lane under review
start: 2025-01-01
step: 1 day
end: 2025-11-01
assumptions:
  growth: {value: ${growth}, between: [0, 1], source: a test}
  share: {value: ${share}, between: ["10%", "100%"], source: a test}
  review: {value: ${review}, between: [2 weeks, 12 weeks], source: a test}
  idle: {uniform: [1, 2], source: a test}
  bare: {value: 3, source: a test}
stockpiles:
  magnets: {cover: 6 weeks, switchable: 0%, source: a test}
flows:
  lane: {to: magnets, lead: 2 weeks, capacity: idle * bare * 2000 t/week, licence: export, source: a test}
licences:
  export: {phases: [{from: 2025-04-01, review: review, approve: share, source: a test}]}
demands:
  cars: {from: magnets, rate: '100 t/week * (1 + growth * elapsed / (1 year))', source: a test}
observations:
  exports: {series: flows.lane.shipped, unit: t, months: ${JSON.stringify(months)}}
`;

const none = Object.fromEntries(MONTHS.map((month) => [month, 100]));
function monthly(numbers: Numbers): Record<string, number> {
  const [seen] = run(lane(numbers, none)).comparisons;
  return Object.fromEntries((seen?.months ?? []).map(({ month, modelled }) => [month, modelled]));
}
const OBSERVED = monthly(HIDDEN);

function fitOf(names: readonly string[], observed: Readonly<Record<string, number>> = OBSERVED): FitFound {
  const { model } = run(lane(FILE, observed)).run;
  const { numbers, issues } = readFreeNumbers(model.scenario, names, 6);
  expect(issues).toEqual([]);
  const found = fitTo(model, numbers);
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  return found.value;
}
const within = (value: number | undefined, wanted: number, part: number) =>
  expect(Math.abs((value as number) / wanted - 1), `${value} for ${wanted}`).toBeLessThan(part);

describe('a fit to what the model made', () => {
  const found = fitOf(['growth', 'assumptions.share', 'review']);

  test('finds the numbers that it was made with', () => {
    const [growth, share, review] = found.numbers;
    expect(found.numbers.map(({ before, unit }) => [before, unit])).toEqual([
      [0.1, ''],
      [0.5, ''],
      [4, 'weeks'],
    ]);
    within(growth?.value, 0.42, 0.02);
    within(share?.value, 0.3, 0.02);
    // A review lasts whole days.
    within(review?.value, 7, 0.03);
    expect(found.numbers.every(({ moves }) => moves)).toBe(true);
  });

  test('leaves next to no error, where the file’s own numbers leave much', () => {
    expect(found.errors.before).toBeGreaterThan(0.1);
    expect(found.errors.fitted).toBeLessThan(0.005);
    expect(found.rootMeanSquare.fitted).toBeLessThan(0.005);
  });

  test('judges itself by months that it was not told, once there are more of them than free numbers', () => {
    expect(found.forward.map(({ month }) => month)).toEqual([
      '2025-05',
      '2025-06',
      '2025-07',
      '2025-08',
      '2025-09',
      '2025-10',
    ]);
    const [exports] = found.observations;
    expect(exports?.months.filter(({ forecast }) => forecast !== undefined).map(({ month }) => month)).toEqual(
      found.forward.map(({ month }) => month),
    );
    const october = exports?.months.at(-1);
    within(
      october?.naive,
      ['2025-07', '2025-08', '2025-09'].reduce((sum, one) => sum + (OBSERVED[one] as number), 0) / 3,
      1e-9,
    );
    within(october?.forecast, OBSERVED['2025-10'] as number, 0.03);
    expect(found.errors.forecast).toBeLessThan(found.errors.naive as number);
  });
});

test('a month says nothing of the forecast of itself, nor of those before it', () => {
  const other = { ...OBSERVED, '2025-10': 5 };
  const [one, changed] = [OBSERVED, other].map((observed) => fitOf(['growth', 'share'], observed));
  expect(changed?.forward).toEqual(one?.forward);
  expect(changed?.numbers).not.toEqual(one?.numbers);
});

test('a number that moves nothing of what was observed keeps its value, and is told', () => {
  const { numbers, rootMeanSquare } = fitOf(['idle']);
  expect(numbers).toMatchObject([{ id: 'idle', before: 1.5, value: 1.5, moves: false }]);
  expect(rootMeanSquare.fitted).toBe(rootMeanSquare.before);
});

test('what nothing in its range can meet is met as nearly as the range allows', () => {
  const { numbers, errors } = fitOf(['growth'], Object.fromEntries(MONTHS.map((month) => [month, 2000])));
  expect(numbers).toMatchObject([{ value: 1, high: 1, moves: true }]);
  expect(errors.fitted).toBeGreaterThan(0.5);
});

test('names that can not be fitted are told with what to do', () => {
  const { scenario } = readScenario('s.yaml', () => ({ text: lane(FILE, none) }));
  if (scenario === undefined) throw new Error('not sound');
  const told = (...names: string[]) =>
    readFreeNumbers(scenario, names, 2).issues.map(({ code, expected, found, remedy }) =>
      [code, expected, found, remedy].join(' | '),
    );
  expect([
    told('growht'),
    told('growth', 'growth'),
    told('bare'),
    told('growth', 'share', 'idle'),
  ]).toMatchInlineSnapshot(`
    [
      [
        "unknown-reference | an assumption of the scenario | growht | Did you mean growth?",
      ],
      [
        "name-taken | each number once | growth | Name it once.",
      ],
      [
        "missing-key | a number with a range | bare, which has none | Give it \`between: [low, high]\`, a range that a source bears, or a uniform or triangular distribution.",
      ],
      [
        "too-large | at most 2 free numbers | 3 | With more, a few dozen months are met by any model, and say nothing of the next: fix those that move little.",
      ],
    ]
  `);
  const blind = readScenario('s.yaml', () => ({ text: lane(FILE, none).replace(/observations:[\s\S]*/, '') })).scenario;
  expect(blind && readFreeNumbers(blind, ['growth'], 2).issues.map(({ expected }) => expected)).toEqual([
    'a scenario with observations',
  ]);
});
