/** The table of metrics: which there are, what they measure and in which order they stand. */
import { expect, test } from 'vitest';
import { run } from '../run.ts';

const answer = run({
  ...{ version: 2, title: 'measures', start: '2025-01-06', horizon: '3 weeks', units: ['vehicle', 'magnet'] },
  stockpiles: { shelf: { initial: '4 magnet', unit: 'magnet' }, bunker: { initial: '5 t', unit: 'kg' } },
  flows: {
    lane: {
      from: { bunker: '2 t/magnet' },
      to: 'shelf',
      capacity: '9 magnet/week',
      licence: 'export',
      cost: '3 USD/magnet',
    },
    filling: { to: 'bunker' },
  },
  licences: { export: { phases: [{ from: '2025-01-06' }] }, unused: { phases: [{ from: '2025-01-06' }] } },
  demands: {
    makers: { from: 'shelf', rate: '5 vehicle/week', uses: '1 magnet/vehicle' },
    burners: { from: 'bunker', rate: '1 t/week' },
  },
});

test('every metric has one path, in the order of kinds and then of ids, with its measure and unit', () => {
  expect(
    answer.metrics.map(({ path, measure, unit }) => `${path}: ${measure}${unit && ` in ${unit}`}`),
  ).toMatchInlineSnapshot(`
    [
      "demands.burners.fill_rate: share",
      "demands.burners.want: share",
      "demands.burners.shortage: amount in t",
      "demands.burners.peak_shortage: share",
      "demands.burners.peak_date: date",
      "demands.burners.time_to_survive: duration in days",
      "demands.burners.time_to_recover: duration in days",
      "demands.burners.spells: count",
      "demands.burners.longest_spell: duration in days",
      "demands.burners.minimum_days_of_supply: duration in days",
      "demands.makers.fill_rate: share",
      "demands.makers.want: share",
      "demands.makers.shortage: amount in magnet",
      "demands.makers.lost_products: things in vehicle",
      "demands.makers.peak_shortage: share",
      "demands.makers.peak_date: date",
      "demands.makers.time_to_survive: duration in days",
      "demands.makers.time_to_recover: duration in days",
      "demands.makers.spells: count",
      "demands.makers.longest_spell: duration in days",
      "demands.makers.minimum_days_of_supply: duration in days",
      "stockpiles.bunker.closing: amount in t",
      "stockpiles.bunker.minimum: amount in t",
      "stockpiles.bunker.unit_cost: money per amount in USD/t",
      "stockpiles.shelf.closing: amount in magnet",
      "stockpiles.shelf.minimum: amount in magnet",
      "stockpiles.shelf.unit_cost: money per amount in USD/magnet",
      "flows.filling.shipped: amount in t",
      "flows.filling.received: amount in t",
      "flows.filling.utilisation: share",
      "flows.lane.shipped: amount in magnet",
      "flows.lane.received: amount in magnet",
      "flows.lane.utilisation: share",
      "licences.export.applied: amount in magnet",
      "licences.export.granted: share",
      "licences.export.used: share",
      "licences.export.lapsed: share",
      "licences.unused.applied: amount in t",
      "licences.unused.granted: share",
      "licences.unused.used: share",
      "licences.unused.lapsed: share",
      "total.supply_cost: money in USD",
      "total.cost_and_loss: money in USD",
    ]
  `);
});

test('a summary, an expectation and a table speak of the same paths', () => {
  expect(Object.keys(answer.summary.metrics)).toEqual(answer.metrics.map(({ path }) => path));
});
