/** How often expectations hold in a study: as an ensemble of the same scenario alone says. */
import { expect, test } from 'vitest';
import { compile, ensembleOf, inlineExecutor, isUncertain } from '../../../src/index.ts';
import { BASE, resultOf, studyOf } from '../../study.ts';

const EXPECTED = [
  'demands.cars.fill_rate >= 90%',
  'demands.cars.time_to_survive >= 40 weeks',
  'demands.cars.shortage < 1 kt',
];
const FILES = {
  'base.yaml': `${BASE}expect:\n${EXPECTED.map((that) => `  - {that: ${that}, because: stock}`).join('\n')}
  - {that: mean(demands.cars.fill_rate) >= 50%, because: stock}\n`,
};

test('each variant has the share, and its standard error, that an ensemble of it has; what asks an ensemble is left out', async () => {
  const study = studyOf(FILES);
  const { variants, runs, seed } = await resultOf(study);
  expect(variants[0].expectations.map(({ that }) => that)).toEqual(EXPECTED);
  for (const [place, variant] of study.variants.entries()) {
    const { scenario } = study.open(variant);
    if (scenario === undefined) throw new Error(variant.id);
    const model = compile(scenario);
    expect(isUncertain(model)).toBe(true);
    const chance = { seed, sampling: 'plain', runs } as const;
    const ensemble = await ensembleOf(model, chance, inlineExecutor(model, chance));
    expect(ensemble.ok && ensemble.value.expectations).toEqual(variants[place].expectations);
  }
  const shares = variants.map(({ expectations }) => expectations[0].probability);
  expect(new Set(shares).size).toBeGreaterThan(2);
});

test('of a central run an expectation holds or does not', async () => {
  const { variants } = await resultOf(studyOf(FILES), { runs: 1 });
  for (const { expectations } of variants)
    for (const { probability, standardError } of expectations) {
      expect([0, 1]).toContain(probability);
      expect(standardError).toBe(0);
    }
});
