/** Time: the grid, dates, and schedules with the events that replace them. Weekly steps from a Monday. */
import { describe, expect, test } from 'vitest';
import type { Layout } from '../../src/model/layout.ts';
import { parametersOfAnswer, run, series } from '../run.ts';

const weeks = (count: number) => ({ version: 2, title: 'schedules', start: '2025-01-06', horizon: `${count} weeks` });
const day = (count: number) => new Date(Date.UTC(2025, 0, 6 + count)).toISOString().slice(0, 10);
const week = (count: number) => day(7 * count);
const rounded = (values: ArrayLike<number>) => Array.from(values, (value) => Number(value.toFixed(9)) + 0);

/** What a demand of the given rate comes to at each step, in tonnes. */
function demanded(count: number, rate: unknown, rest: object = {}, files: Record<string, string> = {}): number[] {
  const answer = run(
    {
      ...weeks(count),
      stockpiles: { shelf: { initial: '1000 t' } },
      demands: { users: { from: 'shelf', rate } },
      ...rest,
    },
    files,
  );
  return rounded(series(answer, 'users', 'demand'));
}

/** The scheduled value of the first entity of a kind at each step. */
function scheduled(answer: ReturnType<typeof run>, kind: keyof Layout, position = 0): number[] {
  const { layout, first, changing, values } = parametersOfAnswer(answer).schedule;
  const slot = layout[kind] + position;
  const column = changing.indexOf(slot);
  const steps = answer.run.steps;
  return rounded(
    Float64Array.from({ length: steps }, (_, t) => (column < 0 ? first[slot] : values[t * changing.length + column])),
  );
}

/** The value of a phase's key at each step; phases as in a file. */
function phased(count: number, kind: keyof Layout, phases: object[], events: object[] = []): number[] {
  const answer = run({
    ...weeks(count),
    stockpiles: { shelf: { initial: '1000 t' } },
    flows: { lane: { to: 'shelf', licence: 'export' } },
    licences: { export: { phases } },
    demands: { users: { from: 'shelf', rate: '10 t/week' } },
    events,
  });
  return scheduled(answer, kind);
}

const rateEvent = (at: string, rate: string) => ({ date: at, set: { 'demands.users.rate': rate } });
const allowEvent = (at: string, allow: number) => ({ date: at, set: { 'licences.export.allow': allow } });

describe('the grid', () => {
  test.each([
    ['1 day', 1],
    ['14 days', 2],
    ['15 days', 3],
    ['21.000000001 days', 3],
    ['1 year', 53],
  ])(
    'a horizon of %s takes %i weekly steps: the last may reach beyond it, but not for a rounding error',
    (horizon, count) => {
      const answer = run({
        ...weeks(1),
        horizon,
        stockpiles: { shelf: { initial: '1000 t' } },
        demands: { users: { from: 'shelf', rate: '10 t/week' } },
      });
      expect(answer.run.steps).toBe(count);
    },
  );

  test('a step has the date of its first day', () => {
    const shelf = { stockpiles: { shelf: { initial: '1 t' } }, demands: {} };
    expect(run({ ...weeks(3), ...shelf }).dates).toEqual(['2025-01-06', '2025-01-13', '2025-01-20']);
    expect(run({ ...weeks(1), step: '3 days', ...shelf }).dates).toEqual(['2025-01-06', '2025-01-09', '2025-01-12']);
  });

  test('a year is 365.25 days and a month a twelfth of it', () => {
    expect(demanded(1, '365.25 t/year')).toEqual([7]);
    expect(demanded(1, '30.4375 t/month')).toEqual([7]);
  });

  test('a rate becomes an amount per step', () => {
    expect(demanded(1, '2 t/day', { step: '3 days' })).toEqual([6, 6, 6]);
  });
});

describe('a date takes effect at the first step whose date is not before it', () => {
  test.each([
    ['the day of a step', 14, [10, 10, 20, 20]],
    ['a day later', 15, [10, 10, 10, 20]],
    ['the last day before the next step', 20, [10, 10, 10, 20]],
  ])('%s', (_, days, expected) => {
    expect(demanded(4, { [day(0)]: '10 t/week', [day(days)]: '20 t/week' })).toEqual(expected);
    expect(demanded(4, '10 t/week', { events: [rateEvent(day(days), '20 t/week')] })).toEqual(expected);
  });

  test('a phase likewise', () => {
    expect(phased(4, 'allow', [{ from: day(15), allow: 0.5 }])).toEqual([1, 1, 1, 0.5]);
  });
});

describe('a schedule', () => {
  test('may be a constant', () => {
    expect(demanded(3, '10 t/week')).toEqual([10, 10, 10]);
  });

  test('may be an expression, evaluated at the date of each step before it runs', () => {
    expect(demanded(3, '10 t/week + 2 t/week * (elapsed / 1 week)')).toEqual([10, 12, 14]);
    expect(demanded(4, `10 t/week * (1 + step(since("${day(15)}")))`)).toEqual([10, 10, 10, 20]);
  });

  test('may be dated values: the first on or before the start, each until the next', () => {
    const rate = {
      '2020-01-01': '5 t/week',
      '2025-01-01': '10 t/week',
      [week(2)]: '20 t/week',
      [week(3)]: '30 t/week',
    };
    expect(demanded(5, rate)).toEqual([10, 10, 20, 30, 30]);
  });

  test('may be dated expressions', () => {
    const rate = { [week(0)]: '10 t/week', [week(2)]: '1 t/week * (elapsed / 1 week)' };
    expect(demanded(4, rate)).toEqual([10, 10, 2, 3]);
  });

  test('may be a column of a data file, each row until the next', () => {
    const files = { 'use.csv': `date,tonnes\n${week(0)},10\n${week(2)},30\n` };
    expect(demanded(4, { data: 'use.csv', column: 'tonnes', unit: 't/week' }, {}, files)).toEqual([10, 10, 30, 30]);
  });
});

describe('every schedule may be changed by a dated event, from its date on', () => {
  const infinite = Number.POSITIVE_INFINITY;
  /** What is set at week 2, and the value at each of four steps. */
  const TABLE: Record<
    Exclude<keyof Layout, 'length' | 'carry' | 'floor'>,
    [path: string, value: string | number, expected: number[]]
  > = {
    lead: ['flows.lane.lead', '3 weeks', [1, 1, 3, 3]],
    cost: ['flows.lane.cost', '3 USD/t', [0, 0, 3, 3]],
    inputPerUnit: ['flows.lane.from.ore', 4, [2, 2, 4, 4]],
    capacity: ['flows.lane.capacity', '20 t/week', [infinite, infinite, 20, 20]],
    share: ['flows.lane.share', 3, [1, 1, 3, 3]],
    allow: ['licences.export.allow', 0.5, [1, 1, 0.5, 0.5]],
    limit: ['licences.export.limit', '20 t/week', [infinite, infinite, 20, 20]],
    review: ['licences.export.review', '3 weeks', [0, 0, 3, 3]],
    approve: ['licences.export.approve', 0.25, [1, 1, 0.25, 0.25]],
    valid: ['licences.export.valid', '6 weeks', [infinite, infinite, 6, 6]],
    demand: ['demands.users.rate', '7 vehicle/week', [10, 10, 14, 14]],
    uses: ['demands.users.uses', '3 t/vehicle', [2, 2, 3, 3]],
    cover: ['stockpiles.a_shelf.cover', '5 weeks', [2, 2, 5, 5]],
    target: ['stockpiles.reserve.target', '50 t', [100, 100, 50, 50]],
  };

  test.each(Object.entries(TABLE))('%s', (kind, [path, value, expected]) => {
    const answer = run({
      ...weeks(4),
      units: ['vehicle'],
      stockpiles: { a_shelf: { cover: '2 weeks' }, ore: { initial: '1000 t' }, reserve: { target: '100 t' } },
      flows: { lane: { from: { ore: 2 }, to: 'a_shelf', licence: 'export' } },
      licences: { export: { phases: [{ from: '2025-01-01' }] } },
      demands: { users: { from: 'a_shelf', rate: '5 vehicle/week', uses: '2 t/vehicle' } },
      events: [{ date: week(2), set: { [path]: value } }],
    });
    expect(scheduled(answer, kind as keyof Layout, kind === 'target' ? 2 : 0)).toEqual(expected);
  });

  test('a demand for things is what their use of material comes to', () => {
    const rest = { units: ['vehicle'], stockpiles: { shelf: { initial: '1000 t' } } };
    const uses = { [week(0)]: '2 t/vehicle', [week(1)]: '3 t/vehicle' };
    const answer = run({ ...weeks(2), ...rest, demands: { users: { from: 'shelf', rate: '5 vehicle/week', uses } } });
    expect(rounded(series(answer, 'users', 'demand'))).toEqual([10, 15]);
  });
});

describe('an event holds', () => {
  const rate = { [week(0)]: '10 t/week', [week(4)]: '12 t/week' };

  test("until the schedule's own next dated value", () => {
    expect(demanded(6, rate, { events: [rateEvent(week(2), '20 t/week')] })).toEqual([10, 10, 20, 20, 12, 12]);
  });

  test('until the next event on it, whatever the order in the file', () => {
    const events = [rateEvent(week(3), '30 t/week'), rateEvent(week(1), '20 t/week')];
    expect(demanded(5, '10 t/week', { events })).toEqual([10, 20, 20, 30, 30]);
  });

  test('to the end, where nothing else is said', () => {
    expect(demanded(4, '10 t/week', { events: [rateEvent(week(1), '20 t/week')] })).toEqual([10, 20, 20, 20]);
  });

  test('against a dated value on the same date', () => {
    expect(demanded(6, rate, { events: [rateEvent(week(4), '20 t/week')] })).toEqual([10, 10, 10, 10, 20, 20]);
  });

  test('if it is the later in the file of two on a date', () => {
    const events = [rateEvent(week(1), '20 t/week'), rateEvent(week(1), '30 t/week')];
    expect(demanded(3, '10 t/week', { events })).toEqual([10, 30, 30]);
    expect(demanded(3, '10 t/week', { events: events.toReversed() })).toEqual([10, 20, 20]);
  });

  test('from the start, if its date is before it', () => {
    expect(demanded(2, '10 t/week', { events: [rateEvent('2024-12-30', '20 t/week')] })).toEqual([20, 20]);
  });

  test('over a formula, whose time goes on meanwhile', () => {
    const formula = { [week(0)]: '1 t/week * (elapsed / 1 week)', [week(3)]: '2 t/week * (elapsed / 1 week)' };
    expect(demanded(5, formula, { events: [rateEvent(week(1), '20 t/week')] })).toEqual([0, 20, 20, 6, 8]);
  });

  test('until the next row of a data file', () => {
    const files = { 'use.csv': `date,tonnes\n${week(0)},10\n${week(3)},30\n` };
    const column = { data: 'use.csv', column: 'tonnes', unit: 't/week' };
    const events = [rateEvent(week(1), '20 t/week')];
    expect(demanded(4, column, { events }, files)).toEqual([10, 20, 20, 30]);
  });
});

describe('a licence', () => {
  test('is open before its first phase, and each phase holds until the next', () => {
    const phases = [
      { from: week(1), allow: 0.5 },
      { from: week(3), allow: 0.25 },
    ];
    expect(phased(5, 'allow', phases)).toEqual([1, 0.5, 0.5, 0.25, 0.25]);
  });

  test('has its defaults in a phase that says nothing', () => {
    const phases = [{ from: week(0), review: '3 weeks', valid: '5 weeks', approve: 0.5 }, { from: week(2) }];
    expect(phased(3, 'review', phases)).toEqual([3, 3, 0]);
    expect(phased(3, 'valid', phases)).toEqual([5, 5, Number.POSITIVE_INFINITY]);
    expect(phased(3, 'approve', phases)).toEqual([0.5, 0.5, 1]);
  });

  test('any phase ends an event on it, even one that does not speak of what the event set', () => {
    const phases = [
      { from: week(0), allow: 0.5 },
      { from: week(4), review: '2 weeks' },
    ];
    expect(phased(6, 'allow', phases, [allowEvent(week(2), 0.25)])).toEqual([0.5, 0.5, 0.25, 0.25, 1, 1]);
  });

  test('an event before the first phase holds until it', () => {
    expect(phased(5, 'allow', [{ from: week(3) }], [allowEvent(week(1), 0.5)])).toEqual([1, 0.5, 0.5, 1, 1]);
  });

  test('an event on the day of a phase holds against it', () => {
    expect(phased(4, 'allow', [{ from: week(2), allow: 0.5 }], [allowEvent(week(2), 0.25)])).toEqual([
      1, 1, 0.25, 0.25,
    ]);
  });

  test('dated values within a phase hold from their dates, and end an event', () => {
    const phases = [{ from: week(1), allow: { [week(0)]: 0.5, [week(4)]: 0.75 } }];
    expect(phased(6, 'allow', phases)).toEqual([1, 0.5, 0.5, 0.5, 0.75, 0.75]);
    expect(phased(6, 'allow', phases, [allowEvent(week(2), 0.25)])).toEqual([1, 0.5, 0.25, 0.25, 0.75, 0.75]);
  });

  test('dated values of a phase that is over hold no more', () => {
    const phases = [{ from: week(0), allow: { [week(0)]: 0.5, [week(3)]: 0.75 } }, { from: week(2) }];
    expect(phased(5, 'allow', phases)).toEqual([0.5, 0.5, 1, 1, 1]);
  });
});

describe('capacity', () => {
  const capacities = (count: number, lane: object, events: object[] = []) =>
    scheduled(
      run({
        ...weeks(count),
        stockpiles: { shelf: { initial: '1000 t' } },
        flows: { lane: { to: 'shelf', ...lane } },
        events,
      }),
      'capacity',
    );

  test('is without bound where none is given', () => {
    expect(capacities(1, {})).toEqual([Number.POSITIVE_INFINITY]);
  });

  test('a project adds to it at once when its time is over, counted from the decision', () => {
    const projects = [{ adds: '7 t/week', decided: week(1), takes: '2 weeks' }];
    expect(capacities(5, { capacity: '10 t/week', projects })).toEqual([10, 10, 10, 17, 17]);
  });

  test('a project with a ramp grows linearly from then to the whole', () => {
    // Nothing at week 3, then a quarter of 8 t a week, all of it from week 7.
    const projects = [{ adds: '8 t/week', decided: week(1), takes: '2 weeks', ramp: '4 weeks' }];
    expect(capacities(9, { capacity: '10 t/week', projects })).toEqual([10, 10, 10, 10, 12, 14, 16, 18, 18]);
  });

  test('a project decided before the start may already be there; several add up', () => {
    const projects = [
      { adds: '1 t/week', decided: week(-4), takes: '4 weeks' },
      { adds: '2 t/week', decided: week(-4), takes: '5 weeks' },
    ];
    expect(capacities(3, { capacity: '10 t/week', projects })).toEqual([11, 13, 13]);
  });

  test('an event replaces what was there, not what projects add', () => {
    const projects = [{ adds: '7 t/week', decided: week(0), takes: '1 week' }];
    const events = [{ date: week(2), set: { 'flows.lane.capacity': '5 t/week' } }];
    expect(capacities(4, { capacity: '10 t/week', projects }, events)).toEqual([10, 17, 12, 12]);
  });
});

describe('a value that cannot be', () => {
  test('a value below 0 is an error that names the first date of it', () => {
    // 10 − 0.5 t a day and day is 0 on day 20; the first step after it is day 21.
    expect(() => demanded(6, '10 t/day - 0.5 t/day * (elapsed / 1 day)')).toThrowErrorMatchingInlineSnapshot(
      `[Error: demands.users.rate: expected a finite number of at least 0, got -0.5 on 2025-01-27]`,
    );
  });

  test('so is one that an event sets', () => {
    const events = [rateEvent(week(1), '10 t/day - 0.5 t/day * (elapsed / 1 day)')];
    expect(() => demanded(6, '10 t/day', { events })).toThrowErrorMatchingInlineSnapshot(
      `[Error: events[0].set."demands.users.rate": expected a finite number of at least 0, got -0.5 on 2025-01-27]`,
    );
  });

  test('a share above 1 is one too', () => {
    expect(() =>
      phased(6, 'allow', [{ from: week(0), allow: '0.5 + 0.25 * (elapsed / 1 week)' }]),
    ).toThrowErrorMatchingInlineSnapshot(
      `[Error: licences.export.phases[0].allow: expected a number from 0 to 1, got 1.25 on 2025-01-27]`,
    );
    expect(() =>
      phased(6, 'allow', [{ from: week(0), approve: '0.5 + 0.25 * (elapsed / 1 week)' }]),
    ).toThrowErrorMatchingInlineSnapshot(
      `[Error: licences.export.phases[0].approve: expected a number from 0 to 1, got 1.25 on 2025-01-27]`,
    );
  });

  test('a number without end is one too', () => {
    expect(() => demanded(6, '1 t/day / (3 - elapsed / 1 week)')).toThrowErrorMatchingInlineSnapshot(
      `[Error: demands.users.rate: expected a finite number of at least 0, got Infinity on 2025-01-27]`,
    );
  });

  test('all are told at once, each once', () => {
    const falling = '10 t/day - 0.5 t/day * (elapsed / 1 day)';
    const broken = {
      ...weeks(6),
      stockpiles: { shelf: { initial: '1000 t' } },
      flows: { lane: { to: 'shelf', capacity: falling } },
      demands: { users: { from: 'shelf', rate: falling } },
    };
    expect(() => run(broken)).toThrowErrorMatchingInlineSnapshot(`
      [Error: flows.lane.capacity: expected a finite number of at least 0, got -0.5 on 2025-01-27
      demands.users.rate: expected a finite number of at least 0, got -0.5 on 2025-01-27]
    `);
  });

  test('a value that only an event keeps from being wrong at the start is still wrong undisturbed', () => {
    // The start leaves events out, so the schedule beneath must be sound there too.
    const events = [rateEvent(week(0), '10 t/day')];
    const rate = '0.5 t/day * ((elapsed - 1 day) / 1 day)';
    expect(() => demanded(2, rate, { events })).toThrowErrorMatchingInlineSnapshot(
      `[Error: demands.users.rate: expected a finite number of at least 0, got -0.5 on 2025-01-06]`,
    );
  });

  test('one that is wrong with events and without is told once', () => {
    const events = [rateEvent(week(1), '10 t/day')];
    const rate = '0.5 t/day * ((elapsed - 1 day) / 1 day)';
    expect(() => demanded(2, rate, { events })).toThrow(
      /^demands\.users\.rate: expected a finite number of at least 0, got -0\.5 on 2025-01-06$/,
    );
  });
});
