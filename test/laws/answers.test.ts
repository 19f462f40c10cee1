/** Where users answer more to a price nobody goes shorter for it (model.md, What must always hold), by either reading. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OracleScenario } from '../oracle/oracle.ts';
import { READINGS } from '../readings.ts';
import { law } from '../run.ts';

const cases = fc.record({
  stock: fc.integer({ min: 0, max: 400 }),
  left: fc.constantFrom(0, 2, 5, 9),
  cutAt: fc.integer({ min: 1, max: 30 }),
  lead: fc.integer({ min: 1, max: 8 }),
  cover: fc.integer({ min: 0, max: 12 }),
  market: fc.record({
    elasticity: fc.constantFrom(0.2, 0.45, 1, 3),
    outlook: fc.constantFrom('4 weeks', '26 weeks', '52 weeks'),
    adjust: fc.constantFrom('1 week', '4 weeks', '20 weeks'),
  }),
  answers: fc.constantFrom('1 week', '8 weeks', '26 weeks'),
  low: fc.constantFrom(0, 0.1, 0.4),
  more: fc.constantFrom(0.1, 0.5, 3),
  waits: fc.boolean(),
});

describe.each(READINGS)('by %s', (_, reading) => {
  test('with one stockpile, one demand and a supply cut once, a higher elasticity gives no more shortage', () => {
    law(cases, ({ stock, left, cutAt, lead, cover, market, answers, low, more, waits }) => {
      const date = new Date(Date.UTC(2025, 0, 6) + cutAt * 7 * 86_400_000).toISOString().slice(0, 10);
      const scenario = (elasticity: number): OracleScenario => ({
        ...{ version: 2, start: '2025-01-06', horizon: '100 weeks' },
        stockpiles: { shelf: { initial: `${stock} t`, cover: `${cover} weeks` } },
        flows: { lane: { to: 'shelf', lead: `${lead} weeks`, capacity: '100 t/week', waits } },
        demands: { users: { from: 'shelf', rate: '10 t/week', elasticity, answers } },
        markets: { market: { of: ['shelf'], ...market } },
        events: [{ date, set: { 'flows.lane.capacity': `${left} t/week` } }],
      });
      const shortage = (elasticity: number) => reading(scenario(elasticity)).metric('demands.users.shortage') as number;
      expect(shortage(low + more)).toBeLessThanOrEqual(shortage(low) + 1e-9 * 1000);
    });
  });
});
