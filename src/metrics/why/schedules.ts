/** Every schedule of a scenario under its path, such as flows.lane.capacity, and the scenario with others in their place. */
import type { Scenario } from '../../model/network.ts';

export type Flow = Scenario['flows'][number];
export type Licence = Scenario['licences'][number];
export type Schedule = Flow['capacity'];
export type Change = Schedule[number];

/** The terms of a licence that its phases set. */
export const TERMS = ['allow', 'limit', 'review', 'approve', 'valid'] as const;

/** The scenario with each schedule as `put` gives it for its path; those that a scenario has none of are left out. */
export function mapSchedules(scenario: Scenario, put: (path: string, schedule: Schedule) => Schedule): Scenario {
  const some = (path: string, schedule: Schedule | undefined) => schedule && put(path, schedule);
  return {
    ...scenario,
    stockpiles: scenario.stockpiles.map((stockpile) => {
      const own = `stockpiles.${stockpile.id}`;
      return {
        ...stockpile,
        cover: put(`${own}.cover`, stockpile.cover),
        target: some(`${own}.target`, stockpile.target),
        floors: stockpile.floors.map((floor) => ({ ...floor, value: put(`${own}.floors.${floor.tier}`, floor.value) })),
      };
    }),
    flows: scenario.flows.map((flow) => {
      const own = `flows.${flow.id}`;
      return {
        ...flow,
        lead: put(`${own}.lead`, flow.lead),
        capacity: put(`${own}.capacity`, flow.capacity),
        share: put(`${own}.share`, flow.share),
        cost: put(`${own}.cost`, flow.cost),
        from: flow.from.map((input) => ({
          ...input,
          perUnit: put(`${own}.from.${input.stockpile}`, input.perUnit),
        })),
      };
    }),
    licences: scenario.licences.map((licence) => {
      const terms = TERMS.map((term) => [term, put(`licences.${licence.id}.${term}`, licence[term])]);
      return { ...licence, ...(Object.fromEntries(terms) as Pick<Licence, (typeof TERMS)[number]>) };
    }),
    demands: scenario.demands.map((demand) => ({
      ...demand,
      rate: put(`demands.${demand.id}.rate`, demand.rate),
      uses: some(`demands.${demand.id}.uses`, demand.uses),
    })),
  };
}

/** Every schedule by its path. */
export function schedulesOf(scenario: Scenario): Map<string, Schedule> {
  const found = new Map<string, Schedule>();
  mapSchedules(scenario, (path, schedule) => {
    found.set(path, schedule);
    return schedule;
  });
  return found;
}
