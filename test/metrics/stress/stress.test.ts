/** The stress test: known answers by hand, and what must hold on any network. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile, type Model } from '../../../src/index.ts';
import { withClosings } from '../../../src/metrics/stress/closing.ts';
import { concentrationOf } from '../../../src/metrics/stress/concentration.ts';
import { lossesOf } from '../../../src/metrics/stress/losses.ts';
import { readStressQuestion, type StressQuestion } from '../../../src/metrics/stress/question.ts';
import { exposuresOf, type StressFound, stress } from '../../../src/metrics/stress/stress.ts';
import { centralValues, parametersOf } from '../../../src/model/parameters.ts';
import { undisturbed } from '../../../src/model/undisturbed.ts';
import { simulateBlock } from '../../../src/simulation/kernel/block.ts';
import { createKernel } from '../../../src/simulation/kernel/kernel.ts';
import type { Run } from '../../../src/simulation/record.ts';
import { scenarioArbitrary } from '../../oracle/generate.ts';
import type { OracleScenario } from '../../oracle/input.ts';
import { law, run, runIfSound } from '../../run.ts';

const kernel = createKernel();

/** Weeks from a Wednesday, so that steps begin on the dates that are named. */
const START = '2025-01-01';
const week = (n: number) => new Date(Date.UTC(2025, 0, 1 + 7 * n)).toISOString().slice(0, 10);

/** What a question finds in a scenario; throws its issues. */
function stressed(scenario: object, asked: Partial<StressQuestion> & { readonly of?: string } = {}): StressFound {
  const { model } = run(scenario).run;
  const { of = 'all', weeks, world = 'undisturbed' } = asked;
  const question = readStressQuestion(model, { of, weeks, world });
  const found = question.ok ? stress(model, question.value) : question;
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  return found.value;
}

/** Weeks that the only user survives a loss for so long, ∞ where it is never short, by kind and id. */
function survivals({ losses }: StressFound): Record<string, number[]> {
  const weeks = (days: number) => (Number.isNaN(days) ? Number.POSITIVE_INFINITY : days / 7);
  return Object.fromEntries(
    losses.map(({ loss: { kind, id }, byWeeks }) => [
      `${kind}.${id}`,
      byWeeks.map(([only]) => weeks(only?.timeToSurvive ?? 0)),
    ]),
  );
}

/** A mine, a plant and a lane one after the other. */
const CHAIN = {
  ...{ version: 2, title: 'A chain', start: START, horizon: '120 weeks', disruption: week(6) },
  stockpiles: {
    ore: { cover: '3 weeks', place: 'There', material: 'ore' },
    metal: { cover: '2 weeks', place: 'There', material: 'metal' },
    works: { cover: '4 weeks', place: 'Here', material: 'metal' },
  },
  flows: {
    mine: { to: 'ore', lead: '1 week', capacity: '12 t/week' },
    plant: { from: 'ore', to: 'metal', lead: '2 weeks', capacity: '12 t/week' },
    lane: { from: 'metal', to: 'works', lead: '5 weeks', licence: 'export' },
  },
  licences: { export: { phases: [{ from: '2020-01-01' }] } },
  demands: { users: { from: 'works', rate: '10 t/week' } },
};

describe('known answers', () => {
  test('on a chain the time to survive of a link is the cover below it, and what is under way', () => {
    expect(survivals(stressed(CHAIN, { of: 'flows', weeks: [30] }))).toEqual({
      'flows.lane': [4 + 5],
      'flows.plant': [4 + 5 + 2 + 2],
      'flows.mine': [4 + 5 + 2 + 2 + 3 + 1],
    });
  });

  test('a loss that ends before that is survived; to the week before it is not', () => {
    // What is shipped again arrives five weeks later: of a lane that is lost for four weeks the stock of four is used up.
    expect(survivals(stressed(CHAIN, { of: 'licences', weeks: [3, 4, 5] }))).toEqual({
      'licences.export': [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 9],
    });
  });

  test('a stockpile is all that takes from it, a place all that takes from its stockpiles, a licence all that is under it', () => {
    const { model } = run(CHAIN).run;
    const all = lossesOf(model, ['stockpiles', 'places', 'licences']);
    const ids = (flows: readonly number[]) => flows.map((f) => model.scenario.flows[f]?.id);
    expect(all.map(({ kind, id, flows, also }) => [kind, id, ids(flows), also.map((one) => one.id)])).toEqual([
      ['stockpiles', 'metal', ['lane'], ['export']],
      ['stockpiles', 'ore', ['plant'], []],
      ['places', 'There', ['lane', 'plant'], []],
    ]);
  });

  test('a link with an idle second source of full capacity is missed by nobody; one without is', () => {
    const second = { to: 'works', lead: '5 weeks', share: 0, capacity: '10 t/week' };
    const both = { ...CHAIN, flows: { ...CHAIN.flows, second } };
    const missing = survivals(stressed(both, { of: 'flows', weeks: [30] }));
    expect(Object.values(missing)).toEqual([1, 1, 1, 1].map(() => [Number.POSITIVE_INFINITY]));
    const half = { ...CHAIN, flows: { ...CHAIN.flows, second: { ...second, capacity: '5 t/week' } } };
    expect(survivals(stressed(half, { of: 'flows', weeks: [30] }))['flows.lane']?.[0]).toBeLessThan(30);
  });

  test('what a loss costs is what is not made: closed for 20 weeks, short for 20 less cover, by the worth of each tonne', () => {
    const worth = {
      ...{ ...CHAIN, stockpiles: { works: CHAIN.stockpiles.works }, licences: undefined },
      flows: { lane: { to: 'works', lead: '5 weeks' } },
      demands: { users: { from: 'works', rate: '10 t/week', worth: '7 USD/t' } },
    };
    const { losses, base } = stressed(worth, { of: 'flows', weeks: [20] });
    const [users] = losses[0]?.byWeeks[0] ?? [];
    expect(base[0]).toMatchObject({ timeToSurvive: Number.NaN, want: 0, shortage: 0, loss: 0 });
    expect(users?.shortage).toBeCloseTo(10 * (20 - 4), 9);
    expect(users?.loss).toBeCloseTo(7 * 10 * (20 - 4), 9);
    expect(users?.want).toBeCloseTo(160 / 1200, 9);
    expect(users?.timeToRecover).toBe(16 * 7);
  });

  test('the undisturbed world is without events and phases of licences; as written they count', () => {
    const shut = { export: { phases: [{ from: week(6), allow: 0 }] } };
    expect(survivals(stressed({ ...CHAIN, licences: shut }, { of: 'flows', weeks: [5] }))['flows.mine']).toEqual([
      Number.POSITIVE_INFINITY,
    ]);
    const written = stressed({ ...CHAIN, licences: shut }, { of: 'flows', weeks: [5], world: 'as-written' });
    expect(survivals(written)['flows.mine']).toEqual([9]);
    expect(written.base[0]?.timeToSurvive).toBe(63);
  });

  test('those in focus rank the losses, the worst first', () => {
    const two = {
      ...CHAIN,
      stockpiles: { ...CHAIN.stockpiles, other: { cover: '1 week' } },
      flows: { ...CHAIN.flows, a_lane: { to: 'other' } },
      demands: { ...CHAIN.demands, others: { from: 'other', rate: '10 t/week' } },
    };
    const ids = ({ losses }: StressFound) => losses.map(({ loss }) => loss.id);
    expect(ids(stressed(two, { of: 'flows', weeks: [30] }))).toEqual(['a_lane', 'lane', 'plant', 'mine']);
    const focused = stressed({ ...two, focus: 'demands.users' }, { of: 'flows', weeks: [30] });
    expect(ids(focused)).toEqual(['lane', 'plant', 'mine', 'a_lane']);
    expect(focused.users.map((k) => focused.model.scenario.demands[k]?.id)).toEqual(['users', 'others']);
  });

  test('three suppliers of 60, 30 and 10 % have an index of 4,600; who makes a quarter of what he uses imports three', () => {
    const { model } = run({
      ...{ version: 2, title: 'Stages', start: START, horizon: '10 weeks' },
      stockpiles: {
        a: { cover: '1 week', material: 'metal', place: 'A' },
        b: { cover: '1 week', material: 'metal', place: 'B' },
        ore: { cover: '1 week', material: 'ore', place: 'A' },
      },
      flows: {
        first: { to: 'ore', share: 60 },
        second: { to: 'ore', share: 30 },
        third: { to: 'ore', share: 10 },
        plant_a: { from: 'ore', to: 'a' },
        plant_b: { from: { ore: 2 }, to: 'b', share: 25 },
        lane: { from: 'a', to: 'b', share: 75 },
      },
      demands: { users: { from: 'b', rate: '100 t/week' } },
    }).run;
    const parameters = parametersOf(model, centralValues(model));
    const [metal, ore] = parameters.ok ? concentrationOf(model, parameters.value) : [];
    expect(ore?.index).toBeCloseTo(3600 + 900 + 100, 9);
    expect(ore?.suppliers.map(({ id }) => id)).toEqual(['first', 'second', 'third']);
    // 75 t of metal made in A go to B, which makes 25 itself, from 50 t of ore of A.
    expect(metal?.index).toBeCloseTo(75 * 75 + 25 * 25, 9);
    expect(metal?.places.map(({ place, importReliance }) => [place, importReliance])).toEqual([
      ['A', Number.NaN],
      ['B', expect.closeTo(0.75, 9)],
    ]);
    expect(ore?.places.map(({ place, importReliance }) => [place, importReliance])).toEqual([
      ['A', expect.closeTo(-50 / 75, 9)],
      ['B', expect.closeTo(1, 9)],
    ]);
  });
});

/** Every recorded number of a lane that differs from that of a run by itself; −0 is not 0. */
function differences(block: Run, lane: number, single: Run): string[] {
  return Object.entries(single).flatMap(([name, expected]) => {
    if (!(expected instanceof Float64Array)) return [];
    const values = block[name as keyof Run] as Float64Array;
    return [...expected.entries()]
      .filter(([i, value]) => !Object.is(values[i * block.lanes + lane], value))
      .map(([i, value]) => `${name}[${i}]: ${values[i * block.lanes + lane]}, by itself ${value}`);
  });
}

/** The central parameters of a model in so many lanes. */
function inLanes(model: Model, lanes: number) {
  const centre = centralValues(model);
  const found = parametersOf(
    model,
    Float64Array.from({ length: centre.length * lanes }, (_, n) => centre[Math.floor(n / lanes)] as number),
    lanes,
  );
  if (!found.ok) throw new Error('an answer without parameters');
  return found.value;
}

describe('on any network', () => {
  test('a lane is the very run of the scenario in which an event closes the flow', () => {
    let [compared, ended] = [0, 0];
    const tried = law(
      fc.record({ scenario: scenarioArbitrary(), begins: fc.nat({ max: 6 }), lasts: fc.integer({ min: 1, max: 12 }) }),
      ({ scenario, begins, lasts }) => {
        const answer = runIfSound(scenario);
        if (answer === undefined) return undefined;
        const { model } = answer.run;
        const { start, stepDays, steps } = model;
        const from = Math.min(begins, steps - 1);
        const date = (t: number) => new Date((start + t * stepDays) * 86_400_000).toISOString().slice(0, 10);
        // Scales leave projects out, and a flow without capacity can be given none again.
        const closable = model.scenario.flows.filter(({ projects }) => projects.length === 0);
        const cases = closable.slice(0, 3).map(({ id, capacity }) => {
          const isScaled = from + lasts < steps && capacity.every(({ value }) => value !== undefined);
          const event = isScaled
            ? { date: date(from), until: date(from + lasts), scale: { [`flows.${id}.capacity`]: 0 } }
            : { date: date(from), set: { [`flows.${id}.capacity`]: 0 } };
          const to = isScaled ? from + lasts : steps;
          return {
            closing: { flows: [model.scenario.flows.findIndex((one) => one.id === id)], from, to },
            event,
            isScaled,
          };
        });
        const parameters = withClosings(model, inLanes(model, cases.length + 1), [
          undefined,
          ...cases.map(({ closing }) => closing),
        ]);
        const block = simulateBlock(kernel, model, parameters);
        expect(differences(block, 0, answer.run).slice(0, 3)).toEqual([]);
        for (const [n, { event, isScaled, closing }] of cases.entries()) {
          // A later change of the very capacity would open the flow again.
          const own = answer.run.model.scenario.flows[closing.flows[0] as number]?.capacity ?? [];
          if (!isScaled && own.some((change) => change.from > start + from * stepDays)) continue;
          const afresh = runIfSound({ ...scenario, events: [...(scenario.events ?? []), event] } as OracleScenario);
          if (afresh === undefined) continue;
          compared++;
          if (isScaled) ended++;
          expect(differences(block, n + 1, afresh.run).slice(0, 3)).toEqual([]);
        }
        return undefined;
      },
      120,
    );
    // Most networks have flows that an event can close, some of them for a time.
    expect(compared).toBeGreaterThan(tried / 2);
    expect(ended).toBeGreaterThan(tried / 10);
  });

  test('the undisturbed world is that of the file without what befalls it', () => {
    law(
      scenarioArbitrary(),
      (scenario) => {
        const answer = runIfSound(scenario);
        if (answer === undefined) return undefined;
        const { events: _, ...file } = scenario;
        const before = (date: string) => date < scenario.start;
        const licences = Object.entries(file.licences ?? {}).map(([id, one]) => [
          id,
          // A licence has a phase at least.
          { ...one, phases: [{ from: '1990-01-01' }, ...one.phases.filter(({ from }) => before(from))] },
        ]);
        const processes = Object.entries(file.processes ?? {}).map(([id, { central: _path, ...one }]) => [id, one]);
        const calm = runIfSound({
          ...file,
          ...(licences.length > 0 && { licences: Object.fromEntries(licences) }),
          ...(processes.length > 0 && { processes: Object.fromEntries(processes) }),
        } as OracleScenario);
        if (calm === undefined) return undefined;
        const model = compile(undisturbed(answer.run.model.scenario));
        const own = simulateBlock(kernel, model, inLanes(model, 1));
        expect(differences(own, 0, calm.run).slice(0, 3)).toEqual([]);
        return undefined;
      },
      60,
    );
  });

  test('nobody survives a longer loss longer, and without a loss all is as it was', () => {
    law(
      scenarioArbitrary(),
      (scenario) => {
        const answer = runIfSound(scenario);
        if (answer === undefined) return undefined;
        const { model } = answer.run;
        const all = lossesOf(model, ['flows']).slice(0, 4);
        const closings = all.flatMap(({ flows }) =>
          [3, 6].map((to) => ({ flows, from: 0, to: Math.min(to, model.steps) })),
        );
        const found = exposuresOf(model, [undefined, ...closings], kernel);
        const [base = [], ...others] = found.ok ? found.value : [];
        const days = (one: number) => (Number.isNaN(one) ? Number.POSITIVE_INFINITY : one);
        for (const [k, { id }] of model.scenario.demands.entries()) {
          expect(base[k]?.want).toBe(answer.metrics.find(({ path }) => path === `demands.${id}.want`)?.value);
          for (let n = 0; n < others.length; n += 2) {
            const [short, long] = [others[n]?.[k], others[n + 1]?.[k]];
            // Until the shorter ends both are one run: whoever is short by then is short in both.
            const until = 3 * model.stepDays + model.start - model.scenario.disruption;
            if (days(short?.timeToSurvive ?? 0) < until) expect(long?.timeToSurvive).toBe(short?.timeToSurvive);
          }
        }
        return undefined;
      },
      60,
    );
  });

  test('the order of the file changes nothing', () => {
    const reversed = (one: unknown): unknown =>
      typeof one !== 'object' || one === null || Array.isArray(one)
        ? one
        : Object.fromEntries(
            Object.entries(one)
              .reverse()
              .map(([key, value]) => [key, reversed(value)]),
          );
    law(
      scenarioArbitrary(),
      (scenario) => {
        const answer = runIfSound(scenario);
        if (answer === undefined) return undefined;
        const [one, other] = [scenario, reversed(scenario) as OracleScenario].map((each) => {
          const found = stressed(each, { weeks: [1], world: 'as-written' });
          return { ...found, model: undefined };
        });
        expect(other).toEqual(one);
        return undefined;
      },
      40,
    );
  });
});

/** The issues of a question, as code, path, what was expected, found and what to do. */
function issuesOf(scenario: object, asked: Partial<StressQuestion> & { readonly of?: string }) {
  const { model } = run(scenario).run;
  const { of = 'all', weeks, world = 'undisturbed' } = asked;
  return readStressQuestion(model, { of, weeks, world }).issues.map(
    ({ severity, code, path, expected, found, remedy }) =>
      `${severity} ${code} ${path.join('.')}: expected ${expected}, got ${found}. ${remedy}`,
  );
}

describe('questions that can’t be answered', () => {
  test('all that is wrong is told at once', () => {
    const { demands: _, licences: __, ...bare } = CHAIN;
    const flows = { ...CHAIN.flows, lane: { from: 'metal', to: 'works', lead: '5 weeks' } };
    expect(
      issuesOf({ ...bare, flows }, { of: 'licenses', weeks: [-1, 0.1, 26, 200, Number.NaN] }),
    ).toMatchInlineSnapshot(`
      [
        "error unknown-reference of: expected a kind of thing that can be lost, got licenses. Did you mean licences?",
        "error missing-key demands: expected a demand that may run short, got none. Add one under demands.",
        "error out-of-range weeks: expected weeks above 0, got -1. Write numbers of weeks with commas between them, such as 13,26,52.",
        "warning off-grid weeks: expected weeks that steps of 7 days can keep, got 0.1 weeks. What is run is 7 days; a shorter step keeps it.",
        "error outside-horizon weeks: expected weeks from 2025-02-12 that end within the run, got 200 weeks. At most 114 weeks of the run are left then; write fewer, or make the horizon longer.",
        "error out-of-range weeks: expected weeks above 0, got NaN. Write numbers of weeks with commas between them, such as 13,26,52.",
      ]
    `);
    expect(issuesOf({ ...bare, flows }, { of: 'licences' })).toMatchInlineSnapshot(`
      [
        "error missing-key of: expected licences that close anything when they are lost, got none. Put flows under a \`licence\`, or ask for another kind by --of.",
        "error missing-key demands: expected a demand that may run short, got none. Add one under demands.",
      ]
    `);
  });

  test('weeks that steps can’t keep are a warning', () => {
    expect(issuesOf({ ...CHAIN, step: '28 days' }, { weeks: [26, 3] })).toMatchInlineSnapshot(`
      [
        "warning off-grid weeks: expected weeks that steps of 28 days can keep, got 3 weeks. What is run is 28 days; a shorter step keeps it.",
      ]
    `);
  });

  test('where nothing is said, things are lost for as long as the run goes on', () => {
    const { model } = run({ ...CHAIN, horizon: '40 weeks' }).run;
    const question = readStressQuestion(model, { of: 'all', weeks: undefined, world: 'undisturbed' });
    expect(question.ok && question.value.weeks).toEqual([13, 26]);
  });
});
