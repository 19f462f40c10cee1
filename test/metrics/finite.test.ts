/** What is too large to reckon with is an error with its place in time, in a run and in every kind of many runs. */
import { describe, expect, test } from 'vitest';
import {
  answer,
  compile,
  ensembleOf,
  type Issue,
  type Outcome,
  readQuestion,
  readScenario,
  runStudy,
  sensitivityOf,
  seriesCsv,
  solveFor,
  summaryJson,
} from '../../src/index.ts';
import { metricAsked } from '../../src/metrics/sensitivity/target-metric.ts';
import { run } from '../run.ts';
import { studyOf } from '../study.ts';

const SCENARIO = (fields: string, price = '10 USD/t') => `
version: 2
title: Far too much
start: 2025-01-03
horizon: 20 weeks
assumptions: {price: ${price}}
stockpiles: {head: {initial: 2 weeks}, tail: {initial: 10 t}}
flows: {imports: {to: head, lead: 2 weeks, ${fields}}}
demands: {users: {from: head, rate: 20 t/week}, others: {from: tail, rate: 1 t/week}}
`;
/** 1e308 USD/t in about one draw of four. */
const SOMETIMES = SCENARIO('cost: price', '{chance: 25%}').replace('cost: price', 'cost: price * 1e308 USD/t');
const STUDY = `version: 2
title: Which
base: base.yaml
variants: {more: {title: more, set: {stockpiles.tail.initial: 20 t}}}
`;
const told = ({ issues }: { readonly issues: readonly Issue[] }) =>
  issues.filter(({ code }) => code === 'not-finite').map(({ path, found }) => `${path.join('.')}: ${found}`);

function scenarioOf(text: string) {
  const { scenario } = readScenario('s.yaml', () => ({ text }));
  if (scenario === undefined) throw new Error('not sound');
  return scenario;
}
const ran = (text: string): Outcome<unknown> => answer(scenarioOf(text));

describe('of a central run', () => {
  test('a series is told at the first step, once for each entity', () => {
    // Twelve stages, each of which takes 1e30 t for a tonne.
    const stages = Array.from({ length: 12 }, (_, n) => n);
    const result = ran(`
version: 2
title: Far too much
start: 2025-01-03
horizon: 20 weeks
stockpiles: {${stages.map((n) => `s${n}: {initial: 10 t}`).join(', ')}}
flows: {${stages.map((n) => `f${n}: {to: s${n}${n < 11 ? `, from: {s${n + 1}: 1e30}` : ''}}`).join(', ')}}
demands: {users: {from: s0, rate: 20 t/week}}
`);
    expect(result.ok).toBe(false);
    expect(result.issues.filter(({ severity }) => severity === 'error')).toMatchInlineSnapshot(`
      [
        {
          "code": "not-finite",
          "expected": "a number that can be reckoned with",
          "found": "stockpiles.s11.on_hand = NaN on 2025-01-03",
          "path": [
            "stockpiles",
            "s11",
          ],
          "remedy": "Look for a quantity that is far too large, or far too small, in what it is made from.",
          "severity": "error",
        },
        {
          "code": "not-finite",
          "expected": "a number that can be reckoned with",
          "found": "flows.f11.ordered = NaN on 2025-01-03",
          "path": [
            "flows",
            "f11",
          ],
          "remedy": "Look for a quantity that is far too large, or far too small, in what it is made from.",
          "severity": "error",
        },
      ]
    `);
  });

  test('a metric is told at the end, where no series is to blame', () => {
    expect(
      told(ran(SCENARIO('cost: 1e30 USD/t').replace('20 t/week', 'exp(660 + 0 * (elapsed / 1 week)) * 1 t/week'))),
    ).toMatchInlineSnapshot(`
      [
        "stockpiles.head: stockpiles.head.unit_cost = Infinity on 2025-05-23",
        "total.supply_cost: total.supply_cost = Infinity on 2025-05-23",
        "total.cost_and_loss: total.cost_and_loss = Infinity on 2025-05-23",
      ]
    `);
  });

  test('a number that has no value by definition is no fault', () => {
    expect(told(ran(SCENARIO('capacity: 0 t/year').replace('20 t/week', '0 t/week')))).toEqual([]);
  });
});

describe('of many runs', () => {
  const model = compile(scenarioOf(SOMETIMES));
  const chance = { seed: 'a', sampling: 'plain', runs: 40 } as const;

  test('an ensemble names the replicate', async () => {
    expect(told(await ensembleOf(model, chance))).toMatchInlineSnapshot(`
      [
        "stockpiles.head: stockpiles.head.unit_cost = Infinity on 2025-05-23 in replicate 6",
      ]
    `);
  });

  test('an ensemble names the step of a series in its replicate', async () => {
    const text = SCENARIO('byproducts: {tail: price}', '{chance: 25%}').replace('tail: price', 'tail: price * 1e308');
    expect(told(await ensembleOf(compile(scenarioOf(text)), chance))).toMatchInlineSnapshot(`
      [
        "stockpiles.tail: stockpiles.tail.on_hand = Infinity on 2025-01-03 in replicate 6",
      ]
    `);
  });

  test('a sensitivity, a search and a variant of a study tell it', async () => {
    const asked = metricAsked(run(SOMETIMES).metrics, 'total.supply_cost');
    if (!asked.ok) throw new Error('no such metric');
    expect(told(await sensitivityOf(model, chance, { metric: asked.value, hasSobol: false }))).not.toEqual([]);
    const { question } = readQuestion(
      's.yaml',
      { vary: 'stockpiles.tail.initial', from: undefined, to: '40 t' },
      () => ({
        text: SOMETIMES,
      }),
    );
    if (question === undefined) throw new Error('no question');
    const files = { 'base.yaml': SOMETIMES, 'study.yaml': STUDY };
    expect(told(await runStudy(studyOf(files), { runs: 40 }))).toEqual([expect.stringContaining('in variant')]);
    expect(
      told(
        await solveFor(
          question,
          { aim: 'least', that: 'total.supply_cost <= 1 USD', needed: 0.5 },
          { runs: 40, seed: 'a' },
        ),
      ),
    ).not.toEqual([]);
  });
});

describe('as a last line of defence', () => {
  const { dates, series, summary } = run(SCENARIO('capacity: 100 t/week'));

  test('series.csv and summary.json hold no number that is not finite', () => {
    const spoilt = series.map((one) => ({ ...one, values: one.values.fill(Number.NaN, 3, 4) }));
    expect(() => seriesCsv(dates, spoilt)).toThrow('head on_hand is NaN on 2025-01-24');
    const metrics = { ...summary.metrics, 'total.supply_cost': Number.POSITIVE_INFINITY };
    expect(() => summaryJson({ ...summary, metrics })).toThrow('total.supply_cost is Infinity in summary.json');
  });
});
