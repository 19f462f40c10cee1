/** Known answers: textbook formulas and hand derivations that the model must reproduce. Weekly steps from a Monday. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law, metric, run, series } from '../run.ts';

const weeks = (count: number) => ({ version: 2, title: 'textbook', start: '2025-01-06', horizon: `${count} weeks` });
const dateOf = (week: number) => new Date(Date.UTC(2025, 0, 6) + week * 7 * 86_400_000).toISOString().slice(0, 10);

describe('drawdown of a stock without supply', () => {
  test('500 t at 1000 t/year last 26 weeks, and the 27th is short (stock over rate is 26.09 weeks)', () => {
    const answer = run({
      ...weeks(40),
      stockpiles: { reserve: { initial: '500 t' } },
      demands: { military: { from: 'reserve', rate: '1000 t/year' } },
    });
    const weekly = (1000 * 7) / 365.25;
    const shortfall = series(answer, 'military', 'shortfall');
    expect(metric(answer, 'demands.military.time_to_survive')).toBe(26 * 7);
    expect(shortfall[25]).toBe(0);
    expect(shortfall[26]).toBeCloseTo(27 * weekly - 500, 9);
    expect(metric(answer, 'demands.military.shortage')).toBeCloseTo(40 * weekly - 500, 9);
  });
});

describe('a cut of supply', () => {
  // Supply s0 until step t0, then s1 for T steps, against demand d ≥ s0 and an opening stock I0: stock falls by d − s0
  // a step and then by d − s1. It lasts (I0 + (s0 − d)·t0)/(d − s1) steps from the cut, and what is lost is the rest.
  test('time to survive is (I0 + (s0 − d)t0)/(d − s1) and the loss max(0, T(d − s1) − I0 − (s0 − d)t0)', () => {
    const tonnes = (least: number, most: number) => fc.integer({ min: least, max: most });
    const cases = fc.record({
      d: tonnes(50, 100),
      below: tonnes(0, 20),
      cut: tonnes(5, 50),
      t0: tonnes(2, 10),
      T: tonnes(1, 30),
      spare: tonnes(0, 400),
    });
    law(cases, ({ d, below, cut, t0, T, spare }) => {
      const s0 = d - below;
      const s1 = Math.max(0, s0 - cut);
      const opening = below * t0 + spare;
      const answer = run({
        ...weeks(t0 + T),
        disruption: dateOf(t0),
        stockpiles: { shelf: { initial: `${opening} t` } },
        flows: {
          supply: { to: 'shelf', capacity: { '2025-01-06': `${s0} t/week`, [dateOf(t0 - 1)]: `${s1} t/week` } },
        },
        demands: { users: { from: 'shelf', rate: `${d} t/week` } },
      });
      const left = opening + (s0 - d) * t0;
      expect(metric(answer, 'demands.users.shortage')).toBeCloseTo(Math.max(0, T * (d - s1) - left), 6);
      const lasts = left / (d - s1);
      const survives = metric(answer, 'demands.users.time_to_survive');
      expect(survives).toBe(lasts >= T ? null : 7 * Math.floor(lasts + 1e-9));
      return true;
    });
  });
});

describe('a base-stock policy', () => {
  // Order-up-to S with lead L: what is ordered by t has arrived by t + L, and net inventory at the end of t + L is
  // S less the demand of the L + 1 steps t … t + L (Zipkin 2000, Foundations of Inventory Management, 6.2).
  test('net inventory is S − demand over lead + 1 steps, on any path of integer demands', () => {
    const paths = fc.record({
      lead: fc.integer({ min: 1, max: 5 }),
      cover: fc.integer({ min: 0, max: 4 }),
      path: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 12, maxLength: 40 }),
    });
    law(paths, ({ lead, cover, path }) => {
      const demands = [10, ...path];
      const answer = run({
        ...weeks(demands.length),
        stockpiles: { shelf: { cover: `${cover} weeks`, adjust: '1 week', forecast: '1e12 weeks' } },
        flows: { supply: { to: 'shelf', lead: `${lead} weeks` } },
        demands: {
          users: {
            from: 'shelf',
            unmet: 'backordered',
            rate: Object.fromEntries(demands.map((demand, t) => [dateOf(t), `${demand} t/week`])),
          },
        },
      });
      const orderUpTo = 10 * (1 + cover + lead);
      for (let t = lead; t < demands.length; t++) {
        const net =
          (series(answer, 'shelf', 'on_hand')[t] as number) - (series(answer, 'users', 'backlog')[t] as number);
        const recent = demands.slice(t - lead, t + 1).reduce((sum, demand) => sum + demand, 0);
        expect(net).toBeCloseTo(orderUpTo - recent, 6);
      }
      return true;
    });
  });
});

describe('licences', () => {
  test('the first newly licensed shipment leaves after the review and arrives after review and lead', () => {
    const [begins, review, lead] = [3, 9, 5];
    const answer = run({
      ...weeks(40),
      stockpiles: { shelf: { initial: '8 weeks' } },
      flows: { lane: { to: 'shelf', lead: `${lead} weeks`, licence: 'export' } },
      licences: { export: { phases: [{ from: dateOf(begins), review: `${review} weeks` }] } },
      demands: { users: { from: 'shelf', rate: '10 t/week' } },
    });
    const shipped = series(answer, 'lane', 'shipped');
    const onHand = series(answer, 'shelf', 'on_hand');
    const served = series(answer, 'users', 'served');
    const arrived = (t: number) => (onHand[t] as number) - (onHand[t - 1] as number) + (served[t] as number);
    expect(Array.from(shipped.subarray(begins, begins + review))).toEqual(Array(review).fill(0));
    expect(shipped[begins + review]).toBeGreaterThan(0);
    expect(arrived(begins + lead - 1)).toBeCloseTo(10, 9);
    expect(arrived(begins + review + lead - 1)).toBeCloseTo(0, 9);
    expect(arrived(begins + review + lead)).toBeGreaterThan(0);
  });

  test.each([0.25, 0.5, 0.9])(
    'with approval %f of what is applied for, supply settles at (adjust + cover + lead + R)/(adjust/a + lead + R)',
    (approve) => {
      // In a steady state of need F and supply y·F the shelf is empty, o = y/a·F is ordered, y·lead·F is in transit and
      // a·o·(R − 1) = y·(R − 1)·F is expected of applications; one order a step closes 1/adjust of the gap (model.md).
      const [adjust, cover, lead, review] = [8, 6, 5, 9];
      const answer = run({
        ...weeks(1500),
        stockpiles: { shelf: { cover: `${cover} weeks`, adjust: `${adjust} weeks` } },
        flows: { lane: { to: 'shelf', lead: `${lead} weeks`, licence: 'export' } },
        licences: { export: { phases: [{ from: dateOf(1), review: `${review} weeks`, approve }] } },
        demands: { users: { from: 'shelf', rate: '10 t/week' } },
      });
      const share = Math.min(1, (adjust + cover + lead + review) / (adjust / approve + lead + review));
      expect(series(answer, 'users', 'served')[1499]).toBeCloseTo(10 * share, 2);
    },
  );
});

describe('networks', () => {
  test('a loop that recovers α of what is used needs D/(1 − α), and stays there', () => {
    law(fc.tuple(fc.integer({ min: 1, max: 95 }), fc.integer({ min: 1, max: 500 })), ([percent, demand]) => {
      const answer = run({
        ...weeks(30),
        stockpiles: { metal: { cover: '4 weeks' }, scrap: { cover: '2 weeks' } },
        flows: {
          mine: { to: 'metal', share: `${100 - percent}%` },
          recycling: { from: 'scrap', to: 'metal', share: `${percent}%` },
          collection: { from: 'metal', to: 'scrap' },
        },
        demands: { users: { from: 'metal', rate: `${demand} t/week` } },
      });
      const need = demand / (1 - percent / 100);
      const forecast = series(answer, 'metal', 'forecast');
      expect(Math.abs((forecast[0] as number) / need - 1)).toBeLessThan(1e-9);
      expect(Math.abs((forecast[29] as number) / need - 1)).toBeLessThan(1e-9);
      return metric(answer, 'demands.users.shortage') === 0;
    });
  });

  test('a plant with several inputs makes what its scarcest input allows', () => {
    // Undisturbed the plant makes 10 t a week. With 3 t of dysprosium left at 0.1 t per tonne it can make 30 t in all.
    const answer = run({
      ...weeks(12),
      stockpiles: { magnets: { initial: '0 t' }, neodymium: { initial: '1000 t' }, dysprosium: { initial: '3 t' } },
      flows: { plant: { from: { neodymium: 0.3, dysprosium: 0.1 }, to: 'magnets' } },
      demands: { users: { from: 'magnets', rate: '10 t/week' } },
    });
    const made = metric(answer, 'flows.plant.shipped') as number;
    expect(made).toBeCloseTo(30, 9);
    expect(metric(answer, 'stockpiles.dysprosium.closing')).toBeCloseTo(0, 9);
    expect(metric(answer, 'stockpiles.neodymium.closing')).toBeCloseTo(1000 - 0.3 * made, 9);
  });

  test('an order placed today does not arrive today, and arrives after its lead', () => {
    const answer = run({
      ...weeks(10),
      stockpiles: { shelf: { cover: '2 weeks', adjust: '1 week' } },
      flows: { lane: { to: 'shelf', lead: '3 weeks' } },
      demands: { users: { from: 'shelf', rate: { '2025-01-06': '10 t/week', [dateOf(2)]: '16 t/week' } } },
    });
    const onHand = series(answer, 'shelf', 'on_hand');
    const shipped = series(answer, 'lane', 'shipped');
    const served = series(answer, 'users', 'served');
    const arrivals = Array.from({ length: 9 }, (_, t) => onHand[t + 1] - onHand[t] + served[t + 1]);
    expect(arrivals.slice(0, 2)).toEqual([10, 10]);
    for (let t = 3; t < 10; t++) expect(arrivals[t - 1]).toBeCloseTo(shipped[t - 3] as number, 9);
  });
});
