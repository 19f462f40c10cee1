/** A run as it would have been: no change after the start but those of need. */
import { type Answer, answer, type Scenario } from '../src/index.ts';
import { constant } from '../src/quantity/expression.ts';

type Schedule = Scenario['flows'][number]['capacity'];

/** What is in force on a day, for ever, and no event. */
function held(schedule: Schedule, day: number): Schedule {
  const plan = schedule.filter(({ by }) => by === 'plan');
  const last = plan.findLast(({ from }) => from <= day) ?? plan[0];
  return last === undefined ? schedule : [{ ...last, from: Number.NEGATIVE_INFINITY }];
}

/** The same entities, every dated value as at the start, licences as on the day before it, no project, no operated reserve. */
export function undisturbed(scenario: Scenario): Scenario {
  const { start } = scenario;
  const now = (schedule: Schedule) => held(schedule, start);
  const before = (schedule: Schedule) => held(schedule, start - 1);
  return {
    ...scenario,
    expectations: [],
    stockpiles: scenario.stockpiles.map((one) => ({
      ...{ ...one, cover: now(one.cover), target: one.target && now(one.target) },
      floors: one.floors.map((floor) => ({ ...floor, value: now(floor.value) })),
    })),
    flows: scenario.flows.map((one) => ({
      ...{ ...one, lead: now(one.lead), share: now(one.share), cost: now(one.cost), projects: [] },
      from: one.from.map((input) => ({ ...input, perUnit: now(input.perUnit) })),
      capacity: one.releaseBelow === undefined ? now(one.capacity) : [{ ...now(one.capacity)[0], value: constant(0) }],
    })),
    licences: scenario.licences.map((one) => ({
      ...{ ...one, phases: one.phases.filter(({ from }) => from < start) },
      ...{ allow: before(one.allow), limit: before(one.limit), review: before(one.review) },
      ...{ approve: before(one.approve), valid: before(one.valid) },
    })),
    processes: scenario.processes.map((one) => ({ ...one, central: [] })),
    scales: scenario.scales.filter(({ of }) => of.startsWith('demands.')),
  };
}

/** The twin of an answer; undefined where it is not sound. */
export function twinOf({ run }: Answer): Answer | undefined {
  const twin = answer(undisturbed(run.model.scenario));
  return twin.ok ? twin.value : undefined;
}
