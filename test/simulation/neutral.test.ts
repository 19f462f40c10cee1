/** What is neutral changes nothing, to the last bit (model.md, What must always hold): in the step and in the kernel. */
import { expect, test } from 'vitest';
import { centralValues, compile, parametersOf, type Run, type Scenario } from '../../src/index.ts';
import { constant } from '../../src/quantity/expression.ts';
import type { Change, Schedule } from '../../src/scenario/values.ts';
import { simulateBlock } from '../../src/simulation/kernel/block.ts';
import { createKernel } from '../../src/simulation/kernel/kernel.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { scenarioArbitrary } from '../oracle/generate.ts';
import { law, runIfSound } from '../run.ts';

const kernel = createKernel();

/** A schedule with each of its values said once more, ten days later. */
function saidTwice(schedule: Schedule): Schedule {
  const first = schedule[0].from === Number.NEGATIVE_INFINITY ? schedule[0] : undefined;
  const later = (change: Change): Change => ({ ...change, from: change.from + 10 });
  const start = (change: Change): Change => ({ ...change, from: 20100 });
  const all = [...schedule, ...schedule.slice(first ? 1 : 0).map(later), ...(first ? [start(first)] : [])];
  const dated = [...all].sort((left, right) => left.from - right.from);
  // What is said again must still be what holds then.
  return dated.filter((change, place) => {
    const before = dated.slice(0, place).findLast((one) => schedule.includes(one));
    return schedule.includes(change) || before?.value === change.value;
  });
}

const NONE: Schedule = [{ from: Number.NEGATIVE_INFINITY, by: 'plan', value: constant(0), path: [] }];
const market = (scenario: Scenario) => ({
  ...{ id: 'm', title: 'm', of: [scenario.stockpiles[0].id], elasticity: constant(0.3), outlook: constant(182) },
  ...{ adjust: constant(28), ceiling: constant(10) },
});
const hasNumber = (schedule: Schedule) => schedule.every(({ value }) => value !== undefined);

const NEUTRAL: Readonly<Record<string, (scenario: Scenario) => Partial<Scenario>>> = {
  'a period of one step': ({ licences, stepDays }) => ({
    licences: licences.map((licence) => ({
      ...licence,
      phases: licence.phases.map((phase) => ({ ...phase, per: stepDays })),
    })),
  }),
  'floors of 0': ({ stockpiles }) => ({
    stockpiles: stockpiles.map((stockpile) => ({
      ...stockpile,
      floors: [
        { tier: 1, of: 'duration', value: NONE },
        { tier: 2, of: 'amount', value: NONE },
      ],
    })),
  }),
  'a market to which nothing answers': (scenario) => ({ markets: [market(scenario)] }),
  'capacity that is open at a price of 1': (scenario) => ({
    markets: [market(scenario)],
    flows: scenario.flows.map((flow) => ({
      ...flow,
      opens: hasNumber(flow.capacity)
        ? { from: constant(0.5), fully: constant(1), within: constant(70), market: 'm' }
        : undefined,
    })),
  }),
  'scales of 100 %': ({ flows, licences, demands, stockpiles, start }) => {
    const scales = (section: string, id: string, fields: readonly string[]) =>
      fields.map((field) => ({
        ...{ of: `${section}.${id}.${field}`, from: start + 30, until: start + 80, by: constant(1), path: [] },
      }));
    return {
      scales: [
        ...flows.flatMap(({ id, capacity, from }) => [
          ...scales('flows', id, ['share', 'lead', 'cost', ...(hasNumber(capacity) ? ['capacity'] : [])]),
          ...from.flatMap(({ stockpile }) => scales('flows', id, [`from.${stockpile}`])),
        ]),
        ...licences.flatMap(({ id }) => scales('licences', id, ['allow', 'approve'])),
        ...demands.flatMap(({ id }) => scales('demands', id, ['rate'])),
        ...stockpiles.flatMap(({ id, target }) =>
          scales('stockpiles', id, [target === undefined ? 'cover' : 'target']),
        ),
      ],
    };
  },
  'a process that no formula asks': ({ start }) => ({
    processes: [
      {
        ...{ id: 'p', title: 'p', states: ['up', 'down'], begins: 0, from: start, every: 7, central: [] },
        moves: [
          { stays: undefined, to: [{ state: 1, probability: constant(0.5) }] },
          { stays: constant(70), to: [] },
        ],
      },
    ],
  }),
  'leads and recipes said again': ({ flows }) => ({
    flows: flows.map((flow) => ({
      ...flow,
      lead: saidTwice(flow.lead),
      from: flow.from.map((input) => ({ ...input, perUnit: saidTwice(input.perUnit) })),
    })),
  }),
};

/** The numbers of a record that differ from those of another, but for prices. */
function moved(one: Run, other: Run): string[] {
  return Object.entries(one).flatMap(([name, values]) => {
    const others = other[name as keyof Run];
    if (!(values instanceof Float64Array && others instanceof Float64Array) || name === 'priceIndex') return [];
    const place = values.findIndex((value, n) => !Object.is(value, others[n]));
    return place < 0 ? [] : [`${name}[${place}]: ${values[place]} and ${others[place]}`];
  });
}

test.each(Object.entries(NEUTRAL))('%s', (_, change) => {
  law(
    scenarioArbitrary({ second: false }),
    (generated) => {
      const answer = runIfSound(generated);
      if (answer === undefined) return;
      const { scenario } = answer.run.model;
      const model = compile({ ...scenario, ...change(scenario) });
      const parameters = parametersOf(model, centralValues(model));
      expect(parameters.issues).toEqual([]);
      if (!parameters.ok) return;
      expect(moved(answer.run, simulate(model, parameters.value))).toEqual([]);
      expect(moved(answer.run, simulateBlock(kernel, model, parameters.value))).toEqual([]);
    },
    100,
  );
});
