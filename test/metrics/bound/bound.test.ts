/** The bound on what could have been avoided: known answers by hand, and what must hold on any network. */
import type { Highs } from 'highs';
import { expect, test } from 'vitest';
import {
  type BoundQuestion,
  boundsOf,
  type LinearProgramme,
  leastMissed,
  simulatedInfeasibility,
  Unproven,
} from '../../../src/index.ts';
import { certify, isProven } from '../../../src/metrics/bound/certificate.ts';
import { scenarioArbitrary, undisturbedArbitrary } from '../../oracle/generate.ts';
import { run } from '../../run.ts';
import { START, week } from '../weeks.ts';
import { FROM_START, lawOfRuns, least, programmesOf, referenceOf, solver } from './bounded.ts';

/** The strictest liberties, in which every row is there, and the freest. */
const LIBERTIES = [
  ...([0, 5] as const).flatMap((begin) =>
    (['granted', 'asked'] as const).map(
      (licences) => ({ begin, licences, end: 'as-simulated', lanes: 'as-shipped' }) as const,
    ),
  ),
  { begin: 0, licences: 'asked', end: 'free', lanes: 'free' } as const,
];

/** Two plants on one scarce input: one unit of the lean product takes 0.1, one of the rich 0.5. */
const LEAN_AND_RICH = {
  ...{ version: 2, title: 'Lean and rich', start: START, horizon: '67 weeks' },
  stockpiles: { input: { initial: '0 t' }, lean: { initial: '0 t' }, rich: { initial: '0 t' } },
  flows: {
    mine: { to: 'input', capacity: '3 t/week', lead: '1 week' },
    lean_plant: { from: { input: 0.1 }, to: 'lean', lead: '1 week' },
    rich_plant: { from: { input: 0.5 }, to: 'rich', lead: '1 week' },
  },
  demands: { lean_users: { from: 'lean', rate: '10 t/week' }, rich_users: { from: 'rich', rate: '10 t/week' } },
};

/** Sixty tonnes and nothing more for ten weeks of ten tonnes, by users who stretch what they have. */
const STRETCH = {
  ...{ version: 2, title: 'Stretch', start: START, horizon: '10 weeks' },
  stockpiles: { ore: { initial: '60 t' } },
  demands: { works: { from: 'ore', rate: '10 t/week', conserve: '4 weeks' } },
};

const CLOSED = { [START]: '10 t/week', [week(4)]: 0 };

/** Two lanes, each of which could bring all; both are closed after four weeks. */
const EITHER_LANE = {
  ...{ version: 2, title: 'Either lane', start: START, horizon: '24 weeks' },
  stockpiles: { ore: { cover: '4 weeks' } },
  flows: {
    usual: { to: 'ore', lead: '5 weeks', capacity: CLOSED },
    other: { to: 'ore', lead: '5 weeks', share: '0%', capacity: CLOSED },
  },
  demands: { works: { from: 'ore', rate: '10 t/week' } },
};

/** Lanes of four and of six tonnes a week; the first is closed at once, the second three weeks later. */
const MIXING = {
  ...{ version: 2, title: 'Mixing', start: START, horizon: '8 weeks' },
  stockpiles: { ore: { cover: '2 weeks' } },
  flows: {
    a: { to: 'ore', lead: '1 week', share: '40%', capacity: '4 t/week', licence: 'a' },
    b: { to: 'ore', lead: '1 week', share: '60%', capacity: '6 t/week', licence: 'b' },
  },
  licences: { a: { phases: [{ from: START, allow: 0 }] }, b: { phases: [{ from: week(3), allow: 0 }] } },
  demands: { works: { from: 'ore', rate: '10 t/week' } },
};

test('a scarce input goes to the product that takes least of it: 660 − (198 − 66)/0.5 = 396 t', () => {
  const { simulated, bound } = least(LEAN_AND_RICH, { end: 'free', lanes: 'free' });
  expect(bound).toBeCloseTo(396, 6);
  // Both plants get half of what they need: 2 · 5 t in each of 66 weeks. The first edition of the model gave 675 t.
  expect(simulated).toBeCloseTo(660, 6);
});

test('who stretches what he has keeps some of it: what is left at the end could have been used', () => {
  expect(least(STRETCH, { end: 'free' })).toEqual({
    simulated: expect.closeTo(44.0045, 4),
    bound: expect.closeTo(40, 6),
  });
  expect(least(STRETCH).bound).toBeCloseTo(44.0045, 4);
});

test('a lane that stood idle before both were closed could have shipped ahead: 110 − 4·10 t', () => {
  expect(least(EITHER_LANE, { lanes: 'free' })).toEqual({
    simulated: expect.closeTo(110, 6),
    bound: expect.closeTo(70, 6),
  });
});

test('where all that can come does come, nothing is avoidable', () => {
  expect(least(MIXING)).toEqual({ simulated: expect.closeTo(32, 6), bound: expect.closeTo(32, 6) });
});

/** A lane that may ship 100 t in each twenty weeks, of ten tonnes a week that are needed; what is left may be kept. */
const quota = (carry: string, need: object) => ({
  ...{ version: 2, title: 'Quota', start: START, horizon: '41 weeks' },
  stockpiles: { ore: { initial: '0 t' } },
  flows: { lane: { to: 'ore', lead: '1 week', capacity: '20 t/week', licence: 'export' } },
  licences: { export: { phases: [{ from: START, limit: '5 t/week', per: '20 weeks', carry }] } },
  demands: { works: { from: 'ore', rate: need } },
});

test('a quota is an account of each period: 410 t needed, 10 under way and 100 in each of two periods', () => {
  const { bound } = least(quota('0%', { [START]: '10 t/week' }), { end: 'free', lanes: 'free' });
  expect(bound).toBeCloseTo(410 - 10 - 200, 6);
});

test('what is kept of a quota can be shipped in the next period', () => {
  // Next to nothing is needed in the first period, and 10 t a week after it.
  const need = { [START]: '10 t/week', [week(1)]: '0 t/week', [week(21)]: '10 t/week' };
  const short = (carry: string) => least(quota(carry, need), { end: 'free', lanes: 'free', begin: 20 }).bound;
  const left = referenceOf(run(quota('100%', need))).run.quotaLeft[19];
  expect(left).toBeGreaterThan(50);
  expect(short('0%') - short('100%')).toBeCloseTo(left, 6);
});

test('nobody short: there is no part to bound', () => {
  const calm = { ...EITHER_LANE, flows: { usual: { to: 'ore', lead: '5 weeks' } } };
  expect(boundsOf(referenceOf(run(calm)), FROM_START, solver)).toEqual([]);
});

test('things counted in pieces and tonnes are bounded apart', () => {
  const parts = boundsOf(
    referenceOf(
      run({
        ...STRETCH,
        units: ['vehicle'],
        stockpiles: { ore: { initial: '60 t' }, cars: { initial: '5 vehicle', unit: 'vehicle' } },
        demands: { ...STRETCH.demands, buyers: { from: 'cars', rate: '1 vehicle/week' } },
      }),
    ),
    { ...FROM_START, end: 'free' },
    solver,
  );
  expect(parts.map(({ unit, bound }) => [unit, bound])).toEqual([
    ['vehicle', expect.closeTo(5, 6)],
    ['t', expect.closeTo(40, 6)],
  ]);
});

test('by priority, the first demand is spared before any other, though more is short in all', () => {
  const [part] = boundsOf(
    referenceOf(
      run({
        ...LEAN_AND_RICH,
        demands: { ...LEAN_AND_RICH.demands, lean_users: { ...LEAN_AND_RICH.demands.lean_users, priority: 2 } },
      }),
    ),
    { ...FROM_START, end: 'free', lanes: 'free', weights: 'priority' },
    solver,
  );
  // All 198 t go to the rich product: 660 − 198/0.5; of the lean one there is none but what was under way.
  expect(part?.tiers.map(({ priority, bound }) => [priority, bound])).toEqual([
    [1, expect.closeTo(264, 5)],
    [2, expect.closeTo(660, 5)],
  ]);
});

test('a price is what a tonne more would save: a tonne of stock in the week before the shortage saves one', () => {
  const [part] = boundsOf(referenceOf(run(EITHER_LANE)), { ...FROM_START, lanes: 'free', hasPrices: true }, solver);
  const ofStock = part?.prices.filter(({ kind }) => kind === 'stockpile') ?? [];
  expect(ofStock.length).toBeGreaterThan(10);
  for (const { price } of ofStock) expect(price).toBeCloseTo(1, 6);
  expect(part?.prices.find(({ kind, id }) => kind === 'flow' && id === 'other')?.price).toBeCloseTo(1, 6);
});

test('in the plan without anybody worse off, nobody misses more than in the simulation', () => {
  lawOfRuns(
    scenarioArbitrary({ maxSteps: 24 }),
    (reference) => {
      for (const part of boundsOf(reference, FROM_START, solver)) {
        const allowed = (amount: number) => amount * (1 + 1e-7) + 1e-6 * Math.max(1, part.simulated);
        expect(part.withoutWorse).toBeGreaterThanOrEqual(part.bound - 1e-6 * Math.max(1, part.simulated));
        for (const { simulated, planned } of part.demands) expect(planned).toBeLessThanOrEqual(allowed(simulated));
      }
    },
    60,
  );
});

test('the simulated run is one that the programme allows, whatever the liberties', () => {
  lawOfRuns(
    scenarioArbitrary({ maxSteps: 60 }),
    (reference) => {
      for (const liberties of LIBERTIES) {
        if (liberties.begin >= reference.model.steps) continue;
        expect(simulatedInfeasibility(reference, liberties)).toBeLessThanOrEqual(1e-8);
      }
    },
    800,
  );
});

test('the bound is never above the simulation, and more liberty never raises it', () => {
  lawOfRuns(
    scenarioArbitrary({ maxSteps: 24 }),
    (reference) => {
      const boundsBy = (more: Partial<BoundQuestion>) => leastMissed(reference, { ...FROM_START, ...more }, solver);
      const late = boundsBy({ begin: 5 });
      const strict = boundsBy({});
      const freer = ([{ end: 'free' }, { licences: 'asked' }, { lanes: 'free' }] as const).map(boundsBy);
      for (const [n, { bound, simulated }] of strict.entries()) {
        const noise = 1e-6 * Math.max(1, simulated);
        expect(bound).toBeLessThanOrEqual(simulated);
        expect(bound).toBeLessThanOrEqual((late[n] as { bound: number }).bound + noise);
        for (const all of freer) expect((all[n] as { bound: number }).bound).toBeLessThanOrEqual(bound + noise);
      }
    },
    800,
  );
});

test('more capacity, limit or stock, with all else as the simulation had it, never raises the bound', () => {
  let lowered = 0;
  lawOfRuns(
    scenarioArbitrary({ maxSteps: 20 }),
    (reference) => {
      for (const { programme, columns, balanceRows, limitRows } of programmesOf(reference)) {
        const least = certify(programme, solver.solve(programme)).primal;
        const upper = programme.upper.slice();
        for (const column of columns.shipped) if (column >= 0) upper[column] = (upper[column] as number) * 1.5;
        const rowUpper = programme.rowUpper.slice();
        for (const { row } of limitRows) rowUpper[row] = (rowUpper[row] as number) * 1.5;
        // Of stock that may be left where it is, so much more: what is on hand is at least what it was.
        for (const row of balanceRows) if (row >= 0) rowUpper[row] = (rowUpper[row] as number) + 0.05;
        const more = { ...programme, upper, rowUpper };
        const eased = certify(more, solver.solve(more)).primal;
        expect(eased).toBeLessThanOrEqual(least + 1e-6 * Math.max(1, least));
        if (eased < least - 1e-3) lowered++;
      }
    },
    80,
  );
  expect(lowered).toBeGreaterThan(3);
});

test('what one demand alone must miss is at most what it misses in a best plan, and together at most the bound', () => {
  let several = 0;
  lawOfRuns(
    scenarioArbitrary({ maxSteps: 20 }),
    (reference) => {
      for (const { bound, simulated, demands } of boundsOf(reference, FROM_START, solver)) {
        const noise = 1e-6 * Math.max(1, simulated);
        const alone = demands.map(({ demand }) => {
          const [own] = leastMissed(reference, { ...FROM_START, weights: { demand } }, solver);
          return own?.bound ?? 0;
        });
        for (const [n, { planned }] of demands.entries()) expect(alone[n]).toBeLessThanOrEqual(planned + noise);
        expect(alone.reduce((sum, own) => sum + own, 0)).toBeLessThanOrEqual(bound + noise);
        if (alone.filter((own) => own > noise).length > 1) several++;
      }
    },
    80,
  );
  expect(several).toBeGreaterThan(0);
});

test('in the best plan nothing comes from nowhere: stocks are what arrives less what is taken', () => {
  const [part] = boundsOf(referenceOf(run(LEAN_AND_RICH)), { ...FROM_START, end: 'free', lanes: 'free' }, solver);
  const plan = part?.plan;
  if (plan === undefined) throw new Error('no plan');
  const of = (all: typeof plan.shipped, id: string) => all.find((one) => one.id === id)?.values as Float64Array;
  const [mine, lean, rich] = ['mine', 'lean_plant', 'rich_plant'].map((id) => of(plan.shipped, id)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  // A week on the way; when the run begins 3 t of ore are, all that the mine can dig, and 10 t of each product.
  const stocks = { input: 0, lean: 0, rich: 0 };
  for (let t = 0; t < lean.length; t++) {
    const arrived = (x: Float64Array, first: number) => (t === 0 ? first : (x[t - 1] as number));
    stocks.input += arrived(mine, 3) - 0.1 * (lean[t] as number) - 0.5 * (rich[t] as number);
    stocks.lean += arrived(lean, 10) - (10 - (of(plan.short, 'lean_users')[t] as number));
    stocks.rich += arrived(rich, 10) - (10 - (of(plan.short, 'rich_users')[t] as number));
    for (const [id, held] of Object.entries(stocks)) expect(of(plan.onHand, id)[t]).toBeCloseTo(held, 6);
  }
});

test('where nothing is disturbed there is nothing to bound', () => {
  lawOfRuns(undisturbedArbitrary(), (reference) => expect(boundsOf(reference, FROM_START, solver)).toEqual([]), 200);
});

test('what a tonne more saves is at most its price, found by solving again', () => {
  let priced = 0;
  lawOfRuns(
    scenarioArbitrary({ maxSteps: 20 }),
    (reference) => {
      for (const { programme, balanceRows, limitRows } of programmesOf(reference)) {
        const first = solver.solve(programme);
        const { primal } = certify(programme, first);
        const rows = [...balanceRows.filter((row) => row >= 0), ...limitRows.map(({ row }) => row)];
        for (const row of rows.filter((_, n) => n % 7 === 0)) {
          const more = 0.05;
          const rowLower = programme.rowLower.slice();
          const rowUpper = programme.rowUpper.slice();
          rowLower[row] += more;
          rowUpper[row] += more;
          const changed = { ...programme, rowLower, rowUpper };
          const again = solver.solve(changed);
          // More stock may not be stored nor used up: then there is nothing to say.
          if (again.status !== 'optimal') continue;
          const saved = primal - certify(changed, again).primal;
          const price = -(first.rowDuals[row] as number);
          expect(saved).toBeGreaterThanOrEqual(-1e-6);
          expect(saved).toBeLessThanOrEqual(price * more + 1e-6);
          if (price > 1e-6) priced++;
        }
      }
    },
    40,
  );
  expect(priced).toBeGreaterThan(10);
});

test('a solver that is wrong is not believed, and what it was to solve can be handed to another', async () => {
  const reference = referenceOf(run(LEAN_AND_RICH));
  const wrong = {
    ...solver,
    solve: (programme: LinearProgramme) => ({
      ...solver.solve(programme),
      values: new Float64Array(programme.columns),
    }),
  };
  let found: unknown;
  try {
    boundsOf(reference, FROM_START, wrong);
  } catch (error) {
    found = error;
  }
  if (!(found instanceof Unproven)) throw new Error('it was believed');
  expect(found.message).toMatch(/is no proven optimum: it misses rows by [\d.]+, prices by \d/);
  const { default: load } = (await import('highs')) as unknown as { default: () => Promise<Highs> };
  const highs = await load();
  const { primal } = certify(found.programme, solver.solve(found.programme));
  expect(highs.solve(`\\ a comment before\n${solver.textOf(found.programme)}`).ObjectiveValue).toBeCloseTo(primal, 4);
});

test('a point that is moved, or a price that is, is no proof', () => {
  const [{ programme }] = programmesOf(referenceOf(run(MIXING))) as [ReturnType<typeof programmesOf>[number]];
  const solution = solver.solve(programme);
  expect(isProven(certify(programme, solution))).toBe(true);
  const moved = solution.values.map((value) => value + 0.01);
  expect(isProven(certify(programme, { ...solution, values: moved }))).toBe(false);
  const priced = solution.rowDuals.map((price) => price - 0.01);
  expect(isProven(certify(programme, { ...solution, rowDuals: priced }))).toBe(false);
});
