/** The central run as tidy series. */
import { expect, test } from 'vitest';
import { run } from '../run.ts';

const answer = run({
  ...{ version: 2, title: 'series', start: '2025-01-06', horizon: '2 weeks', units: ['engine'] },
  stockpiles: {
    shelf: { initial: '4 weeks' },
    works: { initial: '9 engine', unit: 'engine' },
    bunker: { initial: '5 t', unit: 'kg' },
  },
  flows: { lane: { to: 'shelf', licence: 'export' }, assembly: { to: 'works' } },
  licences: { export: { phases: [{ from: '2025-01-06' }] } },
  demands: { users: { from: 'shelf', rate: '10 t/week' }, airlines: { from: 'works', rate: '1 engine/week' } },
});

test('series come by kind, then variable, then id, each with its unit', () => {
  expect(
    answer.series.map(({ kind, id, variable, unit }) => `${kind} ${variable} ${id} ${unit}`),
  ).toMatchInlineSnapshot(`
    [
      "stockpile on_hand bunker t",
      "stockpile on_hand shelf t",
      "stockpile on_hand works engine",
      "stockpile days_of_supply bunker days",
      "stockpile days_of_supply shelf days",
      "stockpile days_of_supply works days",
      "stockpile forecast bunker t/step",
      "stockpile forecast shelf t/step",
      "stockpile forecast works engine/step",
      "flow ordered assembly engine/step",
      "flow ordered lane t/step",
      "flow wanted assembly engine/step",
      "flow wanted lane t/step",
      "flow shipped assembly engine/step",
      "flow shipped lane t/step",
      "flow received assembly engine/step",
      "flow received lane t/step",
      "flow in_transit assembly engine",
      "flow in_transit lane t",
      "licence-flow pending lane t",
      "licence-flow held lane t",
      "demand demand airlines engine/step",
      "demand demand users t/step",
      "demand served airlines engine/step",
      "demand served users t/step",
      "demand shortfall airlines engine/step",
      "demand shortfall users t/step",
      "demand backlog airlines engine",
      "demand backlog users t",
    ]
  `);
});

test('each has a value a step', () => {
  expect(answer.dates).toEqual(['2025-01-06', '2025-01-13']);
  for (const { values } of answer.series) expect(values).toHaveLength(2);
});
