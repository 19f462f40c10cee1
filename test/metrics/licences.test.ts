/** What became of licence applications. */
import { describe, expect, test } from 'vitest';
import { metric, run } from '../run.ts';

const week = (count: number) => new Date(Date.UTC(2025, 0, 6 + 7 * count)).toISOString().slice(0, 10);
const NAMES = ['applied', 'granted', 'used', 'lapsed'];

/** Two releases of so many tonnes a week, which want all they may ship, under a licence of so many phases. */
function licensed(count: number, phases: object[], flows: Record<string, object>, licence = 'export') {
  const lanes = Object.entries(flows).map(([id, own]) => [
    id,
    { ...{ from: 'reserve', to: 'shelf', licence }, release: { below: '100000 weeks' }, ...own },
  ]);
  const answer = run({
    ...{ version: 2, title: 'licences', start: week(0), horizon: `${count} weeks` },
    stockpiles: { reserve: { initial: '10000 t' }, shelf: { forecast: '1e12 weeks' } },
    flows: Object.fromEntries(lanes),
    licences: { export: { phases }, other: { phases: [{ from: week(0), review: '9 weeks' }] } },
    demands: { users: { from: 'shelf', rate: '10 t/week' } },
  });
  return NAMES.map((name) => metric(answer, `licences.export.${name}`)) as number[];
}

describe('of what was applied for over all flows of a licence', () => {
  test('granted, used and lapsed are shares; what is still pending or held is none of these', () => {
    // 10 and 20 t a week are applied for at weeks 0 to 3. Half is granted at weeks 2 to 4, for one week: 15 each time.
    // From week 3 on nothing ships, so 15 are used, the 15 of week 3 lapse at week 4, and 15 are held at the end.
    const capacity = (amount: number) => ({ [week(0)]: `${amount} t/week`, [week(3)]: 0 });
    const [applied, granted, used, lapsed] = licensed(
      5,
      [{ from: week(0), review: '2 weeks', approve: 0.5, valid: '1 week' }],
      { one: { capacity: capacity(10) }, two: { capacity: capacity(20) } },
    );
    expect(applied).toBeCloseTo(90, 9);
    expect(granted).toBeCloseTo(45 / 90, 9);
    expect(used).toBeCloseTo(15 / 90, 9);
    expect(lapsed).toBeCloseTo(15 / 90, 9);
  });

  test('shipments of the time when no licence was needed do not count', () => {
    const [applied, granted, used] = licensed(5, [{ from: week(2), review: '2 weeks' }], {
      one: { capacity: '10 t/week' },
    });
    expect(applied).toBeCloseTo(30, 9);
    expect(granted).toBeCloseTo(10 / 30, 9);
    expect(used).toBeCloseTo(10 / 30, 9);
  });

  test('there are no shares where nobody applied', () => {
    expect(licensed(3, [{ from: week(0), allow: 0.5 }], { one: { capacity: '10 t/week' } })).toEqual([
      0,
      null,
      null,
      null,
    ]);
  });

  test('flows under another licence do not count', () => {
    expect(
      licensed(3, [{ from: week(0), review: '1 week' }], { one: { capacity: '10 t/week', licence: 'other' } }),
    ).toEqual([0, null, null, null]);
  });
});
