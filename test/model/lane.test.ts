/** Runs side by side: what lies in a lane is what a run of its own would have. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { centralValues, metricsOf, parametersOf, simulate } from '../../src/index.ts';
import { meterOf, metricColumns } from '../../src/metrics/measures.ts';
import { parametersOfLane } from '../../src/model/lane.ts';
import { parametersFinder } from '../../src/model/parameters.ts';
import { emptyRun, type Run } from '../../src/simulation/record.ts';
import { answerOf, SCENARIOS } from '../files.ts';
import { FEWER, law } from '../run.ts';

const models = (FEWER ? SCENARIOS.slice(0, 2) : SCENARIOS).map((file) => answerOf(file).answer.run.model);

/** The columns of so many runs side by side. */
function beside(columns: readonly Float64Array[]): Float64Array {
  const lanes = columns.length;
  return Float64Array.from({ length: columns[0].length * lanes }, (_, n) => columns[n % lanes][Math.floor(n / lanes)]);
}

/** Values of the assumptions near the central ones: shares stay shares. */
const lanesOfValues = fc.record({
  which: fc.nat(models.length - 1),
  factors: fc.array(fc.double({ min: 0.5, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }),
  every: fc.integer({ min: 1, max: 3 }),
});

test('the parameters in a lane are those of a run of its own, bit for bit', () => {
  law(
    lanesOfValues,
    ({ which, factors, every }) => {
      const model = models[which];
      const central = centralValues(model);
      const own = factors.map((factor) => central.map((value, a) => (a % every === 0 ? value * factor : value)));
      const lanes = factors.length;
      const singles = own.map((values) => parametersOf(model, values));
      const side = parametersOf(model, beside(own), lanes);
      expect(side.ok).toBe(singles.every(({ ok }) => ok));
      if (!side.ok) return true;
      for (const [lane, single] of singles.entries()) {
        if (single.ok) expect(parametersOfLane(side.value, lane)).toEqual(single.value);
      }
      return true;
    },
    100,
  );
});

test('what is found again under other values of uncertain assumptions is what is found afresh, bit for bit', () => {
  law(
    lanesOfValues,
    ({ which, factors }) => {
      const model = models[which];
      const central = centralValues(model);
      const isUncertain = model.scenario.assumptions.map(({ id }) => model.uncertain.has(id));
      const own = factors.map((factor) => central.map((value, a) => (isUncertain[a] ? value * factor : value)));
      const find = parametersFinder(model, factors.length);
      find(beside(factors.map(() => central)));
      expect(find(beside(own))).toEqual(parametersOf(model, beside(own), factors.length));
      return true;
    },
    100,
  );
});

test('the metrics of a lane are those of a run of its own, bit for bit', () => {
  for (const model of models) {
    const parameters = parametersOf(model, centralValues(model));
    if (!parameters.ok) throw new Error('a scenario that cannot run');
    const plenty = { ...parameters.value, initialOnHand: parameters.value.initialOnHand.map((held) => 3 * held + 1) };
    const runs = [parameters.value, plenty].map((one) => simulate(model, one));
    const beginning = beside([parameters.value, plenty].map(({ initialOnHand }) => initialOnHand));
    const values = centralValues(model);
    const both = parametersOf(model, beside([values, values]), runs.length);
    if (!both.ok) throw new Error('a scenario that cannot run');
    const together = emptyRun(model, { ...both.value, initialOnHand: beginning }) as unknown as Record<string, unknown>;
    for (const [name, array] of Object.entries(runs[0])) {
      if (!(array instanceof Float64Array)) continue;
      together[name] = beside(runs.map((run) => run[name as keyof Run] as Float64Array));
    }
    const columns = metricColumns(together as unknown as Run);
    for (const [lane, run] of runs.entries()) {
      const single = { ...run, lanes: 1 };
      expect(columns.map(({ values }) => values[lane])).toEqual(metricColumns(single).map(({ values }) => values[0]));
      expect(metricsOf(single).map(({ path }) => path)).toEqual(columns.map(({ path }) => path));
    }
  }
});

test('a meter that has been used tells of other runs what a new one tells', () => {
  for (const model of models) {
    const parameters = parametersOf(model, centralValues(model));
    if (!parameters.ok) throw new Error('a scenario that cannot run');
    const nothing = { ...parameters.value, initialOnHand: parameters.value.initialOnHand.map(() => 0) };
    const runs = [parameters.value, nothing, parameters.value].map((one) => simulate(model, one));
    const used = meterOf(model, 1);
    for (const run of runs) {
      used.begin();
      for (let t = 0; t < run.steps; t++) used.add(run, t);
      expect(used.columns()).toEqual(metricColumns(run));
    }
  }
});
