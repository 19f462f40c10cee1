/** The world in which nothing happens: what a scenario would be without what it says befalls it. */
import type { Scenario } from '../scenario/scenario.ts';
import type { Schedule } from '../scenario/values.ts';

/**
 * The scenario without its events, with licences as they are on the day before its start, and with processes that stay
 * where they begin. What is planned by date (projects, capacities, demands) goes on.
 */
export function undisturbed(scenario: Scenario): Scenario {
  const planned = (schedule: Schedule) => schedule.filter(({ by }) => by === 'plan');
  const before = (schedule: Schedule) => planned(schedule).filter(({ from }) => from < scenario.start);
  return {
    ...scenario,
    stockpiles: scenario.stockpiles.map((one) => ({
      ...one,
      cover: planned(one.cover),
      target: one.target && planned(one.target),
      floors: one.floors.map((floor) => ({ ...floor, value: planned(floor.value) })),
    })),
    flows: scenario.flows.map((one) => ({
      ...one,
      from: one.from.map((input) => ({ ...input, perUnit: planned(input.perUnit) })),
      ...{ lead: planned(one.lead), capacity: planned(one.capacity) },
      ...{ share: planned(one.share), cost: planned(one.cost) },
    })),
    licences: scenario.licences.map((one) => ({
      ...one,
      phases: one.phases.filter(({ from }) => from < scenario.start),
      ...{ allow: before(one.allow), limit: before(one.limit), review: before(one.review) },
      ...{ approve: before(one.approve), valid: before(one.valid) },
    })),
    demands: scenario.demands.map((one) => ({ ...one, rate: planned(one.rate), uses: one.uses && planned(one.uses) })),
    processes: scenario.processes.map((one) => ({ ...one, central: [] })),
    scales: [],
    events: [],
  };
}
