/** The numbers of a run: durations in steps, defaults, and central values of what is uncertain. */
import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../src/chance/distribution.ts';
import { centralValues, parametersOf, pathText } from '../../src/index.ts';
import { parametersOfAnswer, run } from '../run.ts';

const x = 'x';
const week = (count: number) => new Date(Date.UTC(2025, 0, 6 + 7 * count)).toISOString().slice(0, 10);

/** One lane under a licence into a shelf that users draw on, and a reserve; each entity with what a test adds. */
const world = (own: { shelf?: object; lane?: object; release?: object; phase?: object; users?: object } = {}) => ({
  ...{ version: 2, title: 'parameters', start: week(0), horizon: '4 weeks' },
  stockpiles: { shelf: { initial: '40 t', ...own.shelf }, reserve: { initial: '100 t' } },
  flows: {
    lane: { to: 'shelf', licence: 'export', ...own.lane },
    relief: { from: 'reserve', to: 'shelf', release: { below: '3 weeks', ...own.release } },
  },
  licences: { export: { phases: [{ from: week(0), review: '1 week', ...own.phase }] } },
  demands: { users: { from: 'shelf', rate: '10 t/week', ...own.users } },
});
const parametersOfWorld = (own: Parameters<typeof world>[0] = {}) => parametersOfAnswer(run(world(own)));

describe('a duration becomes steps by division by the step', () => {
  const WHOLE: Record<'lead' | 'review' | 'valid', (duration: string) => number> = {
    lead: (lead) => {
      const { layout, first } = parametersOfWorld({ lane: { lead } }).schedule;
      return first[layout.lead];
    },
    review: (review) => {
      const { layout, first } = parametersOfWorld({ phase: { review } }).schedule;
      return first[layout.review];
    },
    valid: (valid) => {
      const { layout, first } = parametersOfWorld({ phase: { valid } }).schedule;
      return first[layout.valid];
    },
  };
  const rounding: [duration: string, steps: number][] = [
    ['3 weeks', 3],
    ['17.4 days', 2],
    ['17.5 days', 3],
    ['10.5 days', 2],
    ['3 days', 1],
    ['0 days', 1],
  ];

  describe.each(Object.entries(WHOLE))('%s is rounded half up and is at least one step', (_, stepsOf) => {
    test.each(rounding)('%s: %i', (duration, steps) => {
      expect(stepsOf(duration)).toBe(steps);
    });
  });

  const FRACTIONAL: Record<'cover' | 'conserve' | 'below', (duration: string) => number> = {
    cover: (cover) => {
      const { layout, first } = parametersOfWorld({ shelf: { cover } }).schedule;
      return first[layout.cover + 1];
    },
    conserve: (conserve) => parametersOfWorld({ users: { conserve } }).conserve[0],
    below: (below) => parametersOfWorld({ release: { below } }).releaseBelow[1],
  };

  test.each(Object.entries(FRACTIONAL))('%s stays fractional, and may be less than one step', (_, stepsOf) => {
    expect(stepsOf('10.5 days')).toBeCloseTo(1.5, 12);
    expect(stepsOf('3.5 days')).toBeCloseTo(0.5, 12);
  });

  test.each(['adjust', 'forecast'] as const)('%s stays fractional, but is at least one step', (key) => {
    const name = key === 'forecast' ? 'forecastSteps' : key;
    expect(parametersOfWorld({ shelf: { [key]: '10.5 days' } })[name][1]).toBeCloseTo(1.5, 12);
    expect(parametersOfWorld({ shelf: { [key]: '3.5 days' } })[name][1]).toBe(1);
  });

  test('a longer step makes fewer of them', () => {
    const { schedule, adjust } = parametersOfAnswer(run({ ...world({ lane: { lead: '6 weeks' } }), step: '14 days' }));
    expect(schedule.first[schedule.layout.lead]).toBe(3);
    expect(adjust[0]).toBe(4);
  });
});

describe('what is not said', () => {
  test('gaps and forecasts close over eight weeks, a lane takes a step, costs nothing and bears its share, what is blocked is asked of others', () => {
    const { adjust, forecastSteps, switchable, conserve, variation, releaseBelow, schedule } = parametersOfWorld();
    const { first, layout } = schedule;
    expect([adjust[1], forecastSteps[1], first[layout.lead], first[layout.cost]]).toEqual([8, 8, 1, 0]);
    expect([switchable[1], conserve[0], variation[0]]).toEqual([1, 0, 0]);
    expect(releaseBelow[0]).toBeNaN();
    expect(schedule.first[schedule.layout.share]).toBe(1);
  });

  test('what a flow takes of a stockpile is 1 per unit shipped, unless a recipe says otherwise', () => {
    const flows = (from: unknown) => ({
      ...world(),
      flows: { plant: { from, to: 'shelf' } },
      licences: {},
    });
    const taken = (from: unknown) => {
      const { first, layout } = parametersOfAnswer(run(flows(from))).schedule;
      return first[layout.inputPerUnit];
    };
    expect(taken('reserve')).toBe(1);
    expect(taken({ reserve: 0.3 })).toBe(0.3);
  });

  test('cover is what the inventory at the start amounts to, also where an event changes it later', () => {
    // 40 t at 10 t a week are 4 weeks.
    const { layout, first, changing, values } = parametersOfAnswer(
      run({ ...world(), events: [{ date: week(2), set: { 'stockpiles.shelf.cover': '9 weeks' } }] }),
    ).schedule;
    const column = changing.indexOf(layout.cover + 1);
    expect(first[layout.cover + 1]).toBe(4);
    expect([0, 1, 2, 3].map((t) => values[t * changing.length + column])).toEqual([4, 4, 9, 9]);
  });
});

describe('the central run', () => {
  /** How each kind is written, and its central value. */
  const TABLE: Record<Distribution<unknown>['kind'], [written: unknown, central: number][]> = {
    value: [
      [3, 3],
      [{ value: 3 }, 3],
    ],
    uniform: [[{ uniform: [2, 4] }, 3]],
    triangular: [[{ triangular: [1, 2, 6] }, 2]],
    normal: [[{ normal: [5, 1] }, 5]],
    lognormal: [[{ lognormal: [4, 2] }, 4]],
    chance: [
      [{ chance: 0.5 }, 1],
      [{ chance: 0.49 }, 0],
    ],
    choice: [
      [
        {
          choice: [
            [1, 1],
            [2, 3],
            [3, 2],
          ],
        },
        2,
      ],
    ],
  };
  const cases = Object.entries(TABLE).flatMap(([kind, list]) =>
    list.map(([written, central]) => [kind, written, central] as const),
  );

  test.each(cases)('takes the centre of a %s: %j is %d', (_, written, central) => {
    const { run: record } = run({ ...world(), assumptions: { number: written } });
    expect(Array.from(centralValues(record.model))).toEqual([central]);
  });

  test('computes an assumption after those that it uses, whatever their names', () => {
    const { run: record } = run({
      ...world(),
      assumptions: { one: '2 * then_two', then_two: 'three + 1', three: { uniform: [2, 4] } },
    });
    expect(Array.from(centralValues(record.model))).toEqual([8, 4, 3]);
  });

  test('has no central value for a choice between two alike likely', () => {
    const choice = [
      [1, 1],
      [2, 1],
    ];
    expect(() => run({ ...world(), assumptions: { number: { choice } } })).toThrow(/one likeliest value/);
  });
});

describe('whom to turn to', () => {
  const costs = (release: boolean) => {
    const lane = (cost: number) => ({ from: 'reserve', to: 'shelf', cost, ...(release && { release: { below: 0 } }) });
    return parametersOfAnswer(
      run({ ...world(), flows: { a: lane(2), b: lane(1), c: lane(2), d: lane(0) }, licences: {} }),
    );
  };

  test('inflows are in ascending cost, ties by id', () => {
    expect(Array.from(costs(false).switchOrder.items)).toEqual([3, 1, 0, 2]);
  });

  test('releases likewise', () => {
    expect(Array.from(costs(true).releaseOrder.items)).toEqual([3, 1, 0, 2]);
  });
});

describe('values of the assumptions that cannot be', () => {
  test('are all told, by what they make wrong', () => {
    const { run: record } = run({
      ...world({
        shelf: { adjust: '8 weeks * x', forecast: '8 weeks * x', switchable: x, initial: '40 t' },
        lane: { lead: '1 week * x', cost: x },
        release: { below: '1 week * x' },
        users: { noise: x, conserve: '1 week * x' },
      }),
      assumptions: { x: 1 },
    });
    const told = (value: number) => {
      const parameters = parametersOf(record.model, [value]);
      return parameters.ok
        ? []
        : parameters.issues.map(({ path, expected, found }) => `${pathText(path)}: expected ${expected}, got ${found}`);
    };
    expect(told(1)).toEqual([]);
    expect(told(2)).toMatchInlineSnapshot(`
      [
        "stockpiles.shelf.switchable: expected a number from 0 to 1, got 2",
      ]
    `);
    expect(told(-1)).toMatchInlineSnapshot(`
      [
        "flows.relief.release.below: expected a finite number of at least 0, got -7",
        "stockpiles.shelf.adjust: expected a finite number of at least 0, got -56",
        "stockpiles.shelf.forecast: expected a finite number of at least 0, got -56",
        "stockpiles.shelf.switchable: expected a number from 0 to 1, got -1",
        "demands.users.noise: expected a finite number of at least 0, got -1",
        "demands.users.conserve: expected a finite number of at least 0, got -7",
        "flows.lane.lead: expected a number from 0 to 36525, got -7 on 2025-01-06",
        "flows.lane.cost: expected a finite number of at least 0, got -1 on 2025-01-06",
      ]
    `);
  });

  test('are told first of recipes, inventories and schedules, as nothing can be solved with them', () => {
    const { run: record } = run({
      ...{ version: 2, title: 'parameters', start: week(0), horizon: '4 weeks' },
      stockpiles: { shelf: { initial: '40 t * x' }, ore: { initial: '40 t' }, rest: { initial: '40 t' } },
      flows: { plant: { from: { ore: x }, to: 'shelf', byproducts: { rest: x }, capacity: '10 t/week * x' } },
      demands: { users: { from: 'shelf', rate: '10 t/week' } },
      assumptions: { x: 1 },
    });
    const parameters = parametersOf(record.model, [-1]);
    expect(parameters.issues.map(({ path, found }) => `${pathText(path)}: ${found}`)).toMatchInlineSnapshot(`
      [
        "flows.plant.byproducts.rest: -1",
        "stockpiles.shelf.initial: -40",
        "flows.plant.capacity: -1.4285714285714286 on 2025-01-06",
        "flows.plant.from.ore: -1 on 2025-01-06",
      ]
    `);
  });

  test('a recipe takes more than nothing, whatever is drawn', () => {
    const { run: record } = run({
      ...{ version: 2, title: 'parameters', start: week(0), horizon: '4 weeks' },
      stockpiles: { shelf: { initial: '40 t' }, ore: { initial: '40 t' } },
      flows: { plant: { from: { ore: x }, to: 'shelf' } },
      demands: { users: { from: 'shelf', rate: '10 t/week' } },
      assumptions: { x: 1 },
    });
    expect(parametersOf(record.model, [0.5]).ok).toBe(true);
    expect(parametersOf(record.model, [0]).ok).toBe(false);
  });
});
