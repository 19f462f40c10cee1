/** A study whose users need different materials adds up, and ranks by, the shortage of one of them alone. */
import { describe, expect, test } from 'vitest';
import type { StudyResult } from '../../../src/metrics/study/result.ts';
import { studyAnswer } from '../../../src/report/document/study-sentences.ts';
import { totalTable } from '../../../src/report/document/study-tables.ts';
import { wordsOf } from '../../../src/report/text/languages.ts';
import { resultOf, studyOf } from '../../study.ts';

/** Two users of gallium lack a tenth and half of their need, one of tungsten, of which far more is used, a hundredth. */
const base = (head: string) => `version: 2
title: Two materials
start: 2025-01-01
horizon: 100 days
step: 1 day
${head}
stockpiles:
  ga: {material: gallium, initial: 90 t, source: a test}
  ga2: {material: gallium, initial: 5 t, source: a test}
  w: {material: tungsten, initial: 9900 t, source: a test}
demands:
  lamps: {title: Lamp makers, from: ga, rate: 1 t/day, source: a test}
  lasers: {title: Laser makers, from: ga2, rate: 0.1 t/day, source: a test}
  tools: {title: Tool makers, from: w, rate: 100 t/day, source: a test}
`;

const STUDY = `version: 2
title: What helps
base: base.yaml
variants:
  gallium: {title: more gallium, set: {stockpiles.ga.initial: 96 t}}
  tungsten: {title: more tungsten, set: {stockpiles.w.initial: 10000 t}}
`;

const run = (head = ''): Promise<StudyResult> => resultOf(studyOf({ 'base.yaml': base(head), 'study.yaml': STUDY }));

const totals = ({ variants }: StudyResult) =>
  variants.map(({ compared }) => {
    const mean = compared.find(({ name }) => name === 'total_shortage')?.variant.mean ?? Number.NaN;
    return Number(mean.toFixed(6));
  });

describe('shortages are added up', () => {
  test('of the material of the demand with the greatest want, where the base has no focus', async () => {
    const result = await run();
    expect(result.summed).toEqual({ demands: ['lamps', 'lasers'], unit: 't' });
    expect(totals(result)).toEqual([15, 9, 15]);
  });

  test('of the material of the first of its focus', async () => {
    const result = await run('focus: [demands.tools, demands.lamps]');
    expect(result.summed.demands).toEqual(['tools']);
    expect(totals(result)).toEqual([100, 100, 0]);
  });
});

test('the answer ranks by that material, and says so', async () => {
  const result = await run();
  expect(studyAnswer(result, wordsOf('en'))).toMatchInlineSnapshot(`
    [
      "In the base case shortage falls on Laser makers, Lamp makers and Tool makers.",
      "Policies are compared by the shortage of Laser makers and Lamp makers, 15 t on average: amounts of different materials are not added up.",
      "What helps most is “more gallium”: 6 t less shortage in all.",
      "Shortage in all, against the base: “more gallium” 6 t less and “more tungsten” the same.",
    ]
  `);
  expect(studyAnswer(result, wordsOf('zh'))[1]).toMatchInlineSnapshot(
    `"Laser makers和Lamp makers平均共缺 15 t，政策据此比较：不同材料的数量不相加。"`,
  );
  expect(totalTable(result, wordsOf('en')).caption).toBe('Laser makers and Lamp makers together');
});

test('a study of things, not masses, is ranked in things', async () => {
  const files = {
    'base.yaml': `version: 2
title: Motors
start: 2025-01-01
horizon: 100 days
step: 1 day
units: [motor]
stockpiles: {works: {unit: motor, initial: 90 motor, source: a test}}
demands: {cars: {title: Car makers, from: works, rate: 1 motor/day, source: a test}}
`,
    'study.yaml': `version: 2
title: What helps
base: base.yaml
variants: {more: {title: more motors, set: {stockpiles.works.initial: 96 motor}}}
`,
  };
  expect(studyAnswer(await resultOf(studyOf(files)), wordsOf('en'))).toMatchInlineSnapshot(`
    [
      "In the base case shortage falls on Car makers, 10 motors in all on average.",
      "What helps most is “more motors”: 6 motors less shortage in all.",
      "Of 1 policy, 1 has less shortage than the base.",
    ]
  `);
});
